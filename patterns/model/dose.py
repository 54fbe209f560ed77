"""Doses: how much and how often, as numbers of many parts."""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import model_validator

from patterns.field_types import IntRange, SourceKey
from patterns.schema.base import Model

Figure = Literal[
    "hold_seconds", "seconds_each", "seconds_a_spot", "repeats", "sets", "rest_seconds",
    "minutes", "minutes_in_all", "discomfort", "times_a_day", "days_a_week", "every_minutes",
    "hours", "hours_apart", "a_day", "days",
]  # fmt: skip
"""The parts of a dose that are numbers, in the order in which they are printed."""

Flag = Literal["each_way", "all_night", "when_needed"]
"""The parts of a dose that hold or do not."""

FIGURES: tuple[Figure, ...] = get_args(Figure)
FLAGS: tuple[Flag, ...] = get_args(Flag)


class DoseFigures(Model):
    """The numbers of a dose, or of a change of one, each a number or a range.

    `seconds_each` is the time of one slow repeat, `minutes` that of a whole set with its repeats,
    `rest_seconds` the pause between two sets, `minutes_in_all` the time on both sides together,
    `discomfort` an ache out of 10, `a_day` the most pieces in a day, `days` the most days in a row.
    """

    hold_seconds: IntRange | None = None
    seconds_each: IntRange | None = None
    seconds_a_spot: IntRange | None = None
    repeats: IntRange | None = None
    sets: IntRange | None = None
    rest_seconds: IntRange | None = None
    minutes: IntRange | None = None
    minutes_in_all: IntRange | None = None
    discomfort: IntRange | None = None
    times_a_day: IntRange | None = None
    days_a_week: IntRange | None = None
    every_minutes: IntRange | None = None
    hours: IntRange | None = None
    hours_apart: IntRange | None = None
    a_day: IntRange | None = None
    days: IntRange | None = None

    @property
    def figures(self) -> dict[Figure, IntRange]:
        """The parts that are given as numbers, in printed order."""
        return {name: span for name in FIGURES if (span := getattr(self, name)) is not None}


class Dose(DoseFigures):
    """How much and how often: a number or a range for each part that matters.

    `each_way` repeats everything in the other direction.
    """

    each_way: bool = False
    all_night: bool = False
    when_needed: bool = False
    source: SourceKey

    @property
    def flags(self) -> tuple[Flag, ...]:
        """The flags that hold."""
        return tuple(name for name in FLAGS if getattr(self, name))

    def seconds_a_day(self, sides: int) -> tuple[int, int]:
        """Return the least and the most seconds of exercise on a day on which it is done.

        Holds, repeats, sets, the rests between sets, both ways and both sides count. `sides` is 2
        for an exercise of the left and of the right; `minutes_in_all` are for both together. What
        is done every so many minutes counts once, since no one knows how long the day is.
        """
        return self._seconds("low", sides), self._seconds("high", sides)

    def _seconds(self, end: Literal["low", "high"], sides: int) -> int:
        def figure(name: Figure, default: int = 0) -> int:
            span: IntRange | None = getattr(self, name)
            return default if span is None else int(getattr(span, end))

        times = figure("times_a_day", 1)
        if self.minutes_in_all is not None:
            return 60 * figure("minutes_in_all") * times
        each = figure("hold_seconds") + figure("seconds_each") + figure("seconds_a_spot")
        one_set = 60 * figure("minutes") or each * figure("repeats", 1)
        sets = figure("sets", 1)
        work = one_set * sets * (2 if self.each_way else 1)
        return (work + figure("rest_seconds") * (sets - 1)) * times * sides


class DoseChange(DoseFigures):
    """What a therapist changes in a dose for one client; every part that is left out stays."""

    each_way: bool | None = None
    all_night: bool | None = None
    when_needed: bool | None = None

    @model_validator(mode="after")
    def _changes_something(self) -> DoseChange:
        if not self.parts:
            raise ValueError("changes nothing; write a part of the dose, such as times_a_day: 1")
        return self

    @property
    def parts(self) -> dict[str, IntRange | bool]:
        """The parts that change, in printed order, each with its new value."""
        return {
            name: value for name in (*FIGURES, *FLAGS) if (value := getattr(self, name)) is not None
        }


def changed(dose: Dose, change: DoseChange) -> Dose:
    """Return a dose with the parts of a change; it keeps its source, and may be out of bounds."""
    return dose.model_copy(update=change.parts)
