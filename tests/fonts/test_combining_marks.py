"""Marks that are accepted are printed on their letters, as measured on the outlines."""

from __future__ import annotations

import unicodedata

import pytest

from fonts.combining_marks import ABOVE, BELOW, DESCENDING_LETTERS, SHORT_LETTERS, mark_fits
from fonts.faces import Face, faces
from fonts.registry import Style

MARKS = [chr(code) for code in range(0x0300, 0x0370)]
MAX_OFFSET = 0.25
"""The most a mark may be off the middle of its letter, as a share of the type size."""


def face_of(cluster: str) -> Face | None:
    return next((face for face in faces(Style.REGULAR) if face.covers(cluster)), None)


@pytest.mark.parametrize("letter", sorted(SHORT_LETTERS))
def test_a_mark_above_a_short_letter_touches_nothing(letter: str) -> None:
    for mark in (mark for mark in MARKS if unicodedata.combining(mark) == ABOVE):
        if mark_fits(letter + mark) and (face := face_of(letter + mark)):
            base, above = face.bounds(letter), face.bounds(mark)
            em = face.ttfont.face.unitsPerEm
            assert above.y_min > base.y_max, (letter, mark)
            middle = (base.x_min + base.x_max) / 2 - face.width(letter, em)
            assert abs((above.x_min + above.x_max) / 2 - middle) < MAX_OFFSET * em, (letter, mark)


@pytest.mark.parametrize(
    "letter", sorted({*"aeiouAEIOUHNSnsrtl", *SHORT_LETTERS} - DESCENDING_LETTERS)
)
def test_a_mark_below_a_letter_touches_nothing(letter: str) -> None:
    for mark in (mark for mark in MARKS if unicodedata.combining(mark) == BELOW):
        if mark_fits(letter + mark) and (face := face_of(letter + mark)):
            assert face.bounds(mark).y_max < face.bounds(letter).y_min, (letter, mark)


@pytest.mark.parametrize(
    "cluster",
    [
        "V\u0301",
        "\u1ecc\u0301",  # O with a dot below
        "\u0117\u0301",  # e with a dot above
        "i\u0301\u0300",
        "m\u0304",
        "l\u0303",
        "g\u0323",
        "\u1ea1\u0331",  # a with a dot below
        "o\u0338",
        "-\u0301",
    ],
)
def test_what_would_be_overprinted_is_known(cluster: str) -> None:
    assert not mark_fits(cluster)


@pytest.mark.parametrize(
    "cluster", ["a", "\u1ec5", "\u1ecd\u0301", "x\u0304", "E\u0329", "\u0430\u0301"]
)
def test_a_mark_that_fits_is_known(cluster: str) -> None:
    assert mark_fits(cluster)
