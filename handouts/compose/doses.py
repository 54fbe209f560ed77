"""Write doses in words: short facts, each also as a numeral with its unit."""

from __future__ import annotations

from dataclasses import replace
from math import ceil
from typing import TYPE_CHECKING, Literal

from handouts.compose.locale import capital
from handouts.document import DoseFact, Doses
from patterns.field_types import IntRange

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from handouts.compose.care import CareItem
    from handouts.compose.context import ComposeContext
    from handouts.compose.locale import Locale
    from patterns.model.dose import Dose, Figure
    from patterns.remedies import RemedyName

EXERCISES = frozenset({"press", "stretch", "strengthen", "move", "walk", "breathe", "relax"})
"""The kinds of remedies that take time of their own, unlike sleep or work."""

ONE_GO: tuple[Figure, ...] = (
    "hold_seconds", "seconds_each", "seconds_a_spot", "repeats", "minutes",
)  # fmt: skip
"""The figures of what is done on one side, or one way; whether it is done on both follows them."""

UPPER_END = frozenset({"discomfort", "hours", "a_day", "days"})
"""Figures that are a limit, so that only their upper end is printed."""


def dose_block(context: ComposeContext, item: CareItem) -> Doses:
    """Compose the dose of a remedy as a row of facts."""
    sides = context.sides_of(item) if item.activity else 1
    first, *others = dose_facts(context.locale, item.remedy, item.dose, sides)
    return Doses((first if first.numeral else replace(first, text=capital(first.text)), *others))


def dose_facts(
    locale: Locale, remedy: RemedyName, dose: Dose, sides: Literal[1, 2] = 1
) -> Iterator[DoseFact]:
    """Write each part of a dose: how it is done once, on how many sides, how often."""
    words, figures = locale.dose, dose.figures
    if dose.sets is None or dose.sets.high == 1:
        figures.pop("rest_seconds", None)  # there is no second set to rest before
    once = [name for name in ONE_GO if name in figures]
    if remedy == "patch":
        yield DoseFact(words.one_patch, "1", words.one_patch.removeprefix("1 "))
    for name in once:
        yield fact(locale, name, figures[name])
    if dose.each_way:
        yield DoseFact(words.flags["each_way"])
    if sides == 2 and once and not dose.minutes_in_all:
        yield DoseFact(words.each_side)
    for name, span in figures.items():
        if name not in once:
            yield fact(locale, name, span)
    for flag in dose.flags:
        if flag != "each_way":
            yield DoseFact(words.flags[flag])


def fact(locale: Locale, name: Figure, span: IntRange) -> DoseFact:
    """Write one figure: in words, and as a numeral with its unit."""
    words = locale.dose
    if name in UPPER_END:
        span = IntRange(low=span.high, high=span.high)
    number = numeral = locale.format_range(span)
    if span.low != span.high:
        numeral = words.numeral_range.format(low=span.low, high=span.high)
    figures = {"n": number, "times": locale.format_times(span)}
    return DoseFact(
        words.exact.get(name, {}).get(number) or locale.format_fact(words.alone[name], figures),
        numeral,
        locale.format_fact(f"{{n}} {words.units[name]}", {"n": numeral}).removeprefix(
            numeral + " "
        ),
    )


def minutes_a_day(context: ComposeContext, items: Iterable[CareItem]) -> str:
    """Say how many minutes a day the exercise takes, rounded up to the next five.

    Cold and heat are named apart, since a client may rest meanwhile. Empty if there is neither.
    """
    words, each = context.locale.week, list(items)
    number = exercise_minutes(context, each)
    exercise = (words.minutes.format(n=number),) if number else ()
    apart = (
        words.apart.format(
            n=context.locale.format_range(item.dose.minutes),
            what=context.locale.applications[item.remedy],
        )
        for item in each
        if item.activity is None and item.dose.minutes
    )
    return " ".join((*exercise, *apart))


def exercise_minutes(context: ComposeContext, items: Iterable[CareItem]) -> str:
    """Count the minutes a day of the exercise, rounded up to the next five; empty for none."""
    spans = [i.dose.seconds_a_day(context.sides_of(i)) for i in items if i.remedy in EXERCISES]
    low, high = (5 * ceil(sum(span[end] for span in spans) / 300) for end in (0, 1))
    if not high:
        return ""
    return str(low) if low == high else context.locale.range.format(low=low, high=high)
