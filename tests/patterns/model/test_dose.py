"""Doses: their parts, the seconds that they take, and a therapist's changes."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patterns.field_types import IntRange
from patterns.model.dose import FIGURES, FLAGS, Dose, DoseChange, changed

spans = st.tuples(st.integers(1, 60), st.integers(0, 60)).map(
    lambda pair: IntRange(low=pair[0], high=sum(pair))
)
few = st.tuples(st.integers(1, 4), st.integers(0, 2)).map(
    lambda pair: IntRange(low=pair[0], high=sum(pair))
)
figures = st.dictionaries(st.sampled_from(FIGURES), spans)
flags = st.dictionaries(st.sampled_from(FLAGS), st.booleans())


def test_a_change_has_the_parts_of_a_dose_and_no_source() -> None:
    assert [*DoseChange.model_fields] == [*FIGURES, *FLAGS]
    assert [*Dose.model_fields] == [*FIGURES, *FLAGS, "source"]


@given(figures, flags, figures, flags)
def test_a_change_replaces_its_parts_and_no_other(
    old: dict[str, IntRange],
    held: dict[str, bool],
    new: dict[str, IntRange],
    flipped: dict[str, bool],
) -> None:
    if not new and not flipped:
        return
    change = DoseChange.model_validate({**new, **flipped})
    assert change.parts == {**new, **flipped}
    assert changed(dose(**old, **held), change) == dose(**{**old, **held, **new, **flipped})


def test_a_change_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="changes nothing; write a part of the dose"):
        DoseChange()


@given(figures, flags)
def test_equal_changes_are_the_same_to_a_fingerprint(
    new: dict[str, IntRange], flipped: dict[str, bool]
) -> None:
    tree = {**new, **flipped} or {"all_night": True}
    one, other = DoseChange.model_validate(tree), DoseChange.model_validate(tree)
    assert (hash(one), repr(one)) == (hash(other), repr(other))


def dose(**parts: Any) -> Dose:
    return Dose.model_validate({**parts, "source": "acsm"})


@given(figures, flags)
def test_the_parts_that_are_given_are_listed_in_printed_order(
    given_figures: dict[str, IntRange], held: dict[str, bool]
) -> None:
    one = dose(**given_figures, **held)
    assert one.figures == given_figures
    assert [*one.figures] == [name for name in FIGURES if name in given_figures]
    assert one.flags == tuple(name for name in FLAGS if held.get(name))


def counted(one: Dose, sides: int, end: Literal["low", "high"]) -> int:
    """Go through a day of a dose, one repeat after the other, and count the seconds."""

    def figure(name: str, default: int) -> int:
        span = getattr(one, name)
        return default if span is None else int(getattr(span, end))

    seconds = 0
    for _ in range(figure("times_a_day", 1)):
        if one.minutes_in_all:
            seconds += 60 * figure("minutes_in_all", 0)
            continue
        for _ in range(sides):
            for round_ in range(figure("sets", 1)):
                seconds += figure("rest_seconds", 0) if round_ else 0
                for _ in ("there", "back") if one.each_way else ("there",):
                    seconds += 60 * figure("minutes", 0)
                    for _ in range(0 if one.minutes else figure("repeats", 1)):
                        seconds += figure("hold_seconds", 0)
                        seconds += figure("seconds_each", 0)
                        seconds += figure("seconds_a_spot", 0)
    return seconds


@given(st.dictionaries(st.sampled_from(FIGURES), few), flags, st.sampled_from([1, 2]))
def test_the_seconds_of_a_day_are_those_of_every_part_side_and_way(
    given_figures: dict[str, IntRange], held: dict[str, bool], sides: int
) -> None:
    one = dose(**given_figures, **held)
    assert one.seconds_a_day(sides) == (counted(one, sides, "low"), counted(one, sides, "high"))


@pytest.mark.parametrize(
    ("parts", "sides", "seconds"),
    [
        ({"hold_seconds": [20, 30], "repeats": 3, "times_a_day": 2}, 1, (120, 180)),
        ({"hold_seconds": [20, 30], "repeats": 3, "times_a_day": 2}, 2, (240, 360)),
        ({"seconds_each": 5, "repeats": 8, "sets": 3, "rest_seconds": 60}, 1, (240, 240)),
        ({"hold_seconds": 5, "repeats": 5, "times_a_day": 3, "each_way": True}, 1, (150, 150)),
        ({"minutes": 10, "times_a_day": [2, 3]}, 1, (1200, 1800)),
        ({"minutes": 2, "each_way": True}, 2, (480, 480)),
        ({"seconds_a_spot": 60, "minutes_in_all": 5, "times_a_day": 2}, 2, (600, 600)),
        ({"all_night": True}, 1, (0, 0)),
    ],
)
def test_a_day_takes_so_many_seconds(
    parts: dict[str, object], sides: int, seconds: tuple[int, int]
) -> None:
    assert dose(**parts).seconds_a_day(sides) == seconds
