"""Hold every dose within the bounds of its kind, which `dose_limits.yaml` gives."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from patterns.field_types import SourceKey
from patterns.model.dose import Figure, Flag
from patterns.remedies import RemedyName
from patterns.schema.base import Model, Violation
from patterns.schema.loader import read_shipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patterns.field_types import IntRange
    from patterns.model.dose import Dose
    from patterns.schema.yaml_tree import KeyPath


class DoseLimits(Model):
    """What a dose of one kind of remedy may have, and what it must have.

    `figures` gives the least, the most and the source of each figure; `flags` are allowed. Of each
    list in `needs` the dose must have one part.
    """

    figures: dict[Figure, tuple[int, int, SourceKey]]
    flags: tuple[Flag, ...] = ()
    needs: Annotated[tuple[tuple[Figure | Flag, ...], ...], Field(min_length=1)]

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts that a dose may have."""
        return (*self.figures, *self.flags)


class DoseLimitsFile(Model):
    """The content of `dose_limits.yaml`; its head explains the keys."""

    units: dict[Figure, str]
    goes_with: dict[Figure, tuple[Figure, ...]]
    sources: dict[SourceKey, str]
    remedies: dict[RemedyName, DoseLimits]


@cache
def load_dose_limits() -> DoseLimitsFile:
    """Read the bounds of all doses."""
    return read_shipped("patterns", "rules/dose_limits.yaml", DoseLimitsFile)


def check_dose(dose: Dose, remedy: RemedyName, loc: KeyPath) -> Iterator[Violation]:
    """Find what a dose of a kind must not have, what goes too far, and what it lacks."""
    file = load_dose_limits()
    limits = file.remedies[remedy]
    given = (*dose.figures, *dose.flags)
    for part in given:
        if part not in limits.parts:
            hint = f"a dose of this kind may have: {', '.join(limits.parts)}"
            yield Violation((*loc, part), f"is no part of a dose of the kind {remedy}", hint)
    for name in limits.figures:
        if (span := dose.figures.get(name)) is not None:
            yield from _check_figure(name, span, limits, (*loc, name))
    for name, others in file.goes_with.items():
        if name in limits.figures and name in given and not {*others} & {*given}:
            message = f"says nothing without {' or '.join(others)}"
            yield Violation((*loc, name), message, "add it, or take this out")
    for choice in limits.needs:
        if not set(choice) & set(given):
            hint = f"add it; each dose of the kind {remedy} says that"
            yield Violation(loc, f"lacks {' or '.join(choice)}", hint)


def _check_figure(
    name: Figure, span: IntRange, limits: DoseLimits, loc: KeyPath
) -> Iterator[Violation]:
    """Find the ends of a figure that lie outside its bounds."""
    file = load_dose_limits()
    least, most, source = limits.figures[name]
    unit, why = file.units[name], file.sources[source]
    if span.high > most:
        yield Violation(loc, f"{span.high} is too much", f"{most} {unit} is the most: {why}")
    if span.low < least:
        yield Violation(loc, f"{span.low} is too little", f"{least} {unit} is the least: {why}")
