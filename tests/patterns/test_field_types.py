"""Fields take the short forms people write and refuse everything else."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from patterns.field_types import IntRange, LocalSentence


def int_range(value: object) -> IntRange:
    return IntRange.model_validate_json(json.dumps(value))


@given(st.integers(1, 99), st.integers(1, 99))
def test_a_range_is_a_number_or_two_in_order(low: int, high: int) -> None:
    assert int_range(low) == IntRange(low=low, high=low)
    if low <= high:
        assert int_range([low, high]) == IntRange(low=low, high=high)
    else:
        with pytest.raises(ValidationError, match="runs backwards"):
            int_range([low, high])


@pytest.mark.parametrize("value", [True, None, "3", [], [1], [1, 2, 3], {"low": 1}, 1.5])
def test_what_is_no_range_is_refused(value: object) -> None:
    with pytest.raises(ValidationError, match="is no number and no range"):
        int_range(value)


def test_the_schema_of_a_range_shows_how_people_write_it() -> None:
    number, pair = IntRange.model_json_schema()["anyOf"]
    assert number == {"type": "integer", "minimum": 1}
    assert pair["items"] == number


@pytest.mark.parametrize(
    ("only_in", "not_in", "fits"),
    [((), (), "US GB"), (("US",), (), "US"), ((), ("US",), "GB"), (("GB",), ("GB",), "")],
)
def test_a_sentence_fits_the_countries_it_may_be_printed_in(
    only_in: tuple[str, ...], not_in: tuple[str, ...], fits: str
) -> None:
    sentence = LocalSentence(say="Small ones.", only_in=only_in, not_in=not_in)
    assert [country for country in ("US", "GB") if sentence.fits(country)] == fits.split()
