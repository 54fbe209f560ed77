"""A letter with combining marks in; whether they would stand where they belong, out.

A mark is drawn at one height, right above or below the end of the letter before it: nothing shifts
it to the letter's own height and middle. Most letters with marks are characters of their own, drawn
by a designer, and what is written in pieces is composed before it comes here. For the rest only
this is sure: one mark above a short letter of usual width, and one mark below a letter that does
not reach down.
"""

from __future__ import annotations

import unicodedata

SHORT = frozenset(
    "acegnopqrsuvxyz\u0131"
    "\u03b1\u03b3\u03b5\u03b7\u03ba\u03bd\u03bf\u03c0\u03c1\u03c2\u03c3\u03c4\u03c5\u03c7"
    "\u0430\u0432\u0433\u0435\u0438\u043a\u043d\u043e\u043f\u0440\u0441\u0442\u0443\u0445\u0447\u044a\u044c\u044d\u044f"
)  # Latin, Greek, Cyrillic
"""Small letters without a stroke or a dot that reaches up, of usual width."""

REACHING_DOWN = frozenset(
    "gjpqyQ\u03b2\u03b3\u03c2\u03b7\u03bc\u03c1\u03c6\u03c7\u03c8\u0440\u0443\u0434\u0446\u0449\u0444"
)
"""Letters that a mark below would cross."""

USUAL = frozenset(map(chr, range(0x0300, 0x030D)))
"""Marks above that are drawn for letters of usual width: from the grave accent to the caron."""

ABOVE, BELOW = 230, 220
"""Canonical combining classes (Unicode 16, UAX 44)."""


def stands_well(cluster: str) -> bool:
    """Tell whether a letter and the marks that follow it are printed as they are meant."""
    base, *own = list(unicodedata.normalize("NFD", cluster[0]))
    marks = [*own, *cluster[1:]]
    added = {unicodedata.combining(mark) for mark in cluster[1:]}
    if not added:
        return True
    places = [unicodedata.combining(mark) for mark in marks]
    return (
        added <= {ABOVE, BELOW}
        and places.count(ABOVE) <= 1
        and places.count(BELOW) <= 1
        and (ABOVE not in added or (base in SHORT and not USUAL.isdisjoint(cluster[1:])))
        and (BELOW not in added or base not in REACHING_DOWN)
    )
