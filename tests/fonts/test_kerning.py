"""A table of kerning by classes of letters says what it was made from."""

from __future__ import annotations

import pytest

from fonts.kerning import UNKERNED, Kerning, is_kerned

TABLE = Kerning(
    {"T": 1, "Y": 1, "o": 2}, {"o": 1, "e": 1, ".": 2}, ((0, 0, 0), (0, -86, -90), (0, 0, 9))
)


@pytest.mark.parametrize(
    ("text", "kerns"),
    [
        ("", []),
        ("T", [0]),
        ("To", [-86, 0]),
        ("Yeo.", [-86, 0, 9, 0]),
        ("oT.", [0, -90, 0]),
        ("T o", [0, 0, 0]),
    ],
)
def test_a_pair_is_kerned_by_the_classes_of_its_letters(text: str, kerns: list[int]) -> None:
    assert TABLE.kerns(text) == kerns
    assert UNKERNED.kerns(text) == [0] * len(text)


@pytest.mark.parametrize("char", "Aé.9Ωж\u1ea1\u2019\u2014")
def test_western_letters_are_kerned(char: str) -> None:
    assert is_kerned(char)


@pytest.mark.parametrize("char", [" ", "\u00a0", "\u2009", "\u0301", "\u05d0", "中", "。", "가"])
def test_spaces_marks_and_other_scripts_are_not(char: str) -> None:
    assert not is_kerned(char)
