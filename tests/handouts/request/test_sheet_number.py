"""A number of a sheet can be read aloud and typed, and one that is mistyped is found out."""

from __future__ import annotations

import re
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.request.sheet_number import ALPHABET, checked_number, number_from
from patterns.errors import UserError

numbers = st.binary(min_size=32, max_size=32).map(number_from)


@given(numbers)
def test_a_number_has_two_groups_of_four(number: str) -> None:
    assert re.fullmatch(f"[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}", number)


def test_no_sign_can_be_taken_for_another() -> None:
    assert len(set(ALPHABET)) == len(ALPHABET)
    for alike in ("0OQD", "1IL", "2Z", "5S", "8B", "6G", "UV"):
        assert len(set(alike) & set(ALPHABET)) <= 1, alike
    assert not set("AEIOU") & set(ALPHABET)  # so that it spells no word


@given(numbers)
def test_a_number_is_known_however_it_is_typed(number: str) -> None:
    for typed in (number, number.lower(), number.replace("-", ""), f"  {number} "):
        assert checked_number(typed) == number


@given(numbers, st.integers(0, 7), st.sampled_from(ALPHABET))
def test_any_one_wrong_sign_is_told(number: str, place: int, wrong: str) -> None:
    signs = list(number.replace("-", ""))
    if signs[place] == wrong:
        return
    signs[place] = wrong
    with pytest.raises(UserError, match="mistyped"):
        checked_number("".join(signs))


@given(numbers, st.integers(0, 7), st.integers(0, 7))
def test_any_two_swapped_signs_are_told(number: str, one: int, other: int) -> None:
    signs = list(number.replace("-", ""))
    if signs[one] == signs[other]:
        return
    signs[one], signs[other] = signs[other], signs[one]
    with pytest.raises(UserError, match="mistyped"):
        checked_number("".join(signs))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "has 0 signs, and a number has 8"),
        ("4F7K-29", "has 6 signs, and a number has 8"),
        ("4F7O-29M1", "has signs that no number has: 1, O"),
        ("4F7\x1b", "has signs that no number has: ?"),
    ],
)
def test_what_cannot_be_a_number_is_told(typed: str, told: str) -> None:
    with pytest.raises(UserError, match=re.escape(told)):
        checked_number(typed)


def test_numbers_are_spread_over_all_signs() -> None:
    made = [number_from(sha256(b"%d" % i).digest()) for i in range(500)]
    assert len(set(made)) == len(made)
    assert {sign for number in made for sign in number} == {*ALPHABET, "-"}
