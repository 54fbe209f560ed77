"""Decide whether the combining marks of a letter are printed where they belong.

ReportLab draws a mark at one height, right above or below the end of the letter before it, and
does not move it to the height and middle of that letter. Most letters with marks are characters of
their own in the font, and text is composed into those before it comes here. Of the others only
these are sure to look right: one mark above a short letter of usual width, and one mark below a
letter without a descender.
"""

from __future__ import annotations

import unicodedata

SHORT_LETTERS = frozenset(
    "acegnopqrsuvxyz\u0131"
    "\u03b1\u03b3\u03b5\u03b7\u03ba\u03bd\u03bf\u03c0\u03c1\u03c2\u03c3\u03c4\u03c5\u03c7"
    "\u0430\u0432\u0433\u0435\u0438\u043a\u043d\u043e\u043f\u0440\u0441\u0442\u0443\u0445\u0447\u044a\u044c\u044d\u044f"
)  # Latin, Greek, Cyrillic
"""Small letters of usual width, without an ascender or a dot."""

DESCENDING_LETTERS = frozenset(
    "gjpqyQ\u03b2\u03b3\u03c2\u03b7\u03bc\u03c1\u03c6\u03c7\u03c8\u0440\u0443\u0434\u0446\u0449\u0444"
)
"""Letters with a descender, which a mark below would cross."""

NARROW_MARKS = frozenset(map(chr, range(0x0300, 0x030D)))
"""Marks above that fit a letter of usual width: from the grave accent to the caron."""

ABOVE, BELOW = 230, 220
"""Canonical combining classes (Unicode 16, UAX 44)."""


def mark_fits(cluster: str) -> bool:
    """Whether a letter and the marks after it are printed as they are meant."""
    base, *own = list(unicodedata.normalize("NFD", cluster[0]))
    added = [unicodedata.combining(mark) for mark in cluster[1:]]
    if not added:
        return True
    classes = [*map(unicodedata.combining, own), *added]
    short = base in SHORT_LETTERS and not NARROW_MARKS.isdisjoint(cluster[1:])
    return (
        {ABOVE, BELOW}.issuperset(added)
        and classes.count(ABOVE) <= 1
        and classes.count(BELOW) <= 1
        and (short or ABOVE not in added)
        and (base not in DESCENDING_LETTERS or BELOW not in added)
    )
