"""Kern text: look up how much closer or farther apart a font sets two neighboring letters.

The table of a face is stored in templates, so this module needs nothing but the standard library;
`fonts.harfbuzz` makes the tables.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category

if TYPE_CHECKING:
    from collections.abc import Mapping

KERNED = (range(0x21, 0x530), range(0x1E00, 0x2070))
"""Latin, Greek and Cyrillic letters, figures and punctuation; other scripts are not kerned."""

_NOT_KERNED = frozenset("MZC")
"""Categories of marks, spaces and controls: a line is as wide as its words and its spaces."""


class Kerning(NamedTuple):
    """The kerning of a face: letters in classes, and a distance for each pair of classes.

    `first` has the class of a letter as the first of a pair, `second` as the second; class 0, that
    of all other letters, is not kerned. Distances are thousandths of the type size, less than 0
    where two letters move together.
    """

    first: Mapping[str, int]
    second: Mapping[str, int]
    distances: tuple[tuple[int, ...], ...]

    def kerns(self, text: str) -> list[int]:
        """Return the distance to add after each character."""
        first, second, distances = self
        between = [distances[first.get(a, 0)][second.get(b, 0)] for a, b in pairwise(text)]
        return [*between, 0] if text else []


UNKERNED = Kerning({}, {}, ((0,),))
"""The kerning of a face that has none."""


def is_kerned(char: str) -> bool:
    """Whether pairs with a character are kerned."""
    return any(ord(char) in block for block in KERNED) and category(char)[0] not in _NOT_KERNED
