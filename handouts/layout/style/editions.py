"""The editions: one source, three sheets; what differs between them, as data.

Sizes and leadings are points. `standard` follows clear print (12 points and more), `large-print`
the guidelines of the American Printing House and of the ACB (18 points and more, one column,
margins of an inch), `ink-saver` prints lines and grays only.
"""

from __future__ import annotations

from dataclasses import dataclass

Size = tuple[float, float]
"""A type size and its leading."""


@dataclass(frozen=True, slots=True)
class TypeScale:
    """The sizes of everything that is set."""

    title: Size
    subtitle: Size
    heading: Size
    subheading: Size
    body: Size
    caption: Size
    label: Size
    notice: Size
    small: Size
    footer: Size


@dataclass(frozen=True, slots=True)
class Spacing:
    """The distances of a sheet, in points.

    `pictures` and `plates` scale those; `note_lines` are left for a note by hand.
    """

    section: float
    heading: float
    block: float
    item: float
    gutter: float
    pictures: float
    plates: float
    note_lines: int


@dataclass(frozen=True, slots=True)
class Edition:
    """A way to print one handout.

    `spacing_steps` run from roomy to tight; type sizes stay the same in all of them. `columns`
    allows text beside pictures and other text. `in_color` allows colors and solid grounds.
    `margin` is the least margin at the left and right, in points.
    """

    name: str
    type: TypeScale
    spacing_steps: tuple[Spacing, ...]
    columns: bool
    in_color: bool
    margin: float = 0.0


STANDARD_TYPE = TypeScale(
    title=(26, 30),
    subtitle=(13, 17),
    heading=(16, 19),
    subheading=(12.5, 15.5),
    body=(12, 15),
    caption=(10.5, 13),
    label=(10, 11.5),
    notice=(10, 13),
    small=(8.5, 11),
    footer=(8.5, 11),
)

LARGE_TYPE = TypeScale(
    title=(34, 40),
    subtitle=(20, 27),
    heading=(26, 31),
    subheading=(21, 27),
    body=(18, 24),
    caption=(18, 23),
    label=(18, 20),
    notice=(18, 24),
    small=(18, 23),
    footer=(14, 17),
)

STANDARD_FITS = (
    Spacing(20, 5, 8, 3, 20, pictures=1.0, plates=1.0, note_lines=2),
    Spacing(17, 4, 7, 2.5, 18, pictures=0.94, plates=0.94, note_lines=2),
    Spacing(15, 3.5, 6, 2, 18, pictures=0.88, plates=0.88, note_lines=2),
    Spacing(13, 3, 5, 1.5, 16, pictures=0.8, plates=0.8, note_lines=1),
    Spacing(11, 2.5, 4, 1, 16, pictures=0.72, plates=0.8, note_lines=1),
    Spacing(8.5, 1.5, 3, 0, 14, pictures=0.5, plates=0.6, note_lines=1),
)

LARGE_FITS = (
    Spacing(30, 8, 14, 8, 0, pictures=1.0, plates=1.0, note_lines=3),
    Spacing(26, 7, 12, 6, 0, pictures=0.92, plates=0.92, note_lines=3),
    Spacing(22, 6, 10, 4, 0, pictures=0.85, plates=0.85, note_lines=2),
)

INCH = 72.0

EDITIONS = {
    "standard": Edition("standard", STANDARD_TYPE, STANDARD_FITS, columns=True, in_color=True),
    "large-print": Edition(
        "large-print", LARGE_TYPE, LARGE_FITS, columns=False, in_color=True, margin=INCH
    ),
    "ink-saver": Edition("ink-saver", STANDARD_TYPE, STANDARD_FITS, columns=True, in_color=False),
}
