"""Write doses in words: short facts, each also as a numeral with its unit."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from handouts.document import DoseFact, Doses

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from handouts.compose.care import CareItem
    from handouts.compose.context import ComposeContext
    from handouts.compose.locale import Locale
    from patterns.field_types import IntRange
    from patterns.model.dose import Figure

EXERCISES = frozenset({"press", "stretch", "strengthen", "move", "walk", "breathe", "relax"})
"""The kinds of remedies that take time of their own, unlike sleep or work."""

UPPER_END = frozenset({"discomfort", "hours", "a_day", "days"})
"""Figures that are a limit, so that only their upper end is printed."""


def dose_block(context: ComposeContext, item: CareItem) -> Doses:
    """Compose the dose of a remedy as a row of facts."""
    words = context.locale.dose
    facts = list(_facts(context.locale, item))
    if item.activity and context.sides_of(item) == 2 and not item.dose.minutes_in_all:
        facts.append(DoseFact(words.each_side))
    return Doses(tuple(facts))


def _facts(locale: Locale, item: CareItem) -> Iterator[DoseFact]:
    words, dose = locale.dose, item.dose
    if item.id == "patch":
        yield DoseFact(words.one_patch)
    for name, span in dose.figures.items():
        yield _fact(locale, name, span)
    for flag in dose.flags:
        yield DoseFact(words.flags[flag])


def _fact(locale: Locale, name: Figure, span: IntRange) -> DoseFact:
    """Write one figure: in words, and as a numeral with its unit."""
    words, number = locale.dose, locale.format_range(span)
    if name in UPPER_END:
        number = str(span.high)
    exact = words.exact.get(name, {})
    if number in exact:
        return DoseFact(exact[number])
    figures = {"n": number, "times": locale.format_times(span)}
    numeral = words.numeral_range.format(low=span.low, high=span.high)
    return DoseFact(
        locale.format_fact(words.alone[name], figures),
        number if span.low == span.high or name in UPPER_END else numeral,
        words.units[name],
    )


def minutes_a_day(context: ComposeContext, items: Iterable[CareItem]) -> str:
    """Add up the exercise of a day in minutes, rounded up to the next five; empty if none.

    Cold and heat are named apart, since a client may rest meanwhile.
    """
    words, each = context.locale.week, list(items)
    spans = [i.dose.seconds_a_day(context.sides_of(i)) for i in each if i.remedy in EXERCISES]
    low, high = (5 * ceil(sum(span[end] for span in spans) / 300) for end in (0, 1))
    if not high:
        return ""
    number = str(low) if low == high else context.locale.range.format(low=low, high=high)
    apart = (
        words.apart.format(
            n=context.locale.format_range(item.dose.minutes),
            what=context.locale.applications[item.remedy],
        )
        for item in each
        if item.activity is None and item.dose.minutes
    )
    return "".join((words.minutes.format(n=number), *apart))
