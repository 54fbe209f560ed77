"""The outcome of a check: a verdict, the reason, and the spots that a person can mend."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handouts.report.sheet import Spot


class Verdict(StrEnum):
    """Whether an item is met; one that does not apply to a sheet does not count."""

    MET = "met"
    NOT_MET = "not met"
    NOT_APPLICABLE = "does not apply"
    FOR_A_PERSON = "for a person"


class Outcome(NamedTuple):
    """The verdict of a check on one sheet, and why."""

    verdict: Verdict
    why: str
    spots: tuple[Spot, ...] = ()


def met_unless(faults: Iterable[Spot], good: str, bad: str) -> Outcome:
    """Return `good` as the reason if there is no fault, else `bad` with the spots of the faults."""
    spots = tuple(dict.fromkeys(faults))
    return Outcome(Verdict.NOT_MET, bad, spots) if spots else Outcome(Verdict.MET, good)


def met_if(condition: object, good: str, bad: str, *spots: Spot) -> Outcome:
    """Return `good` as the reason if a condition holds, else `bad` with the spots to look at."""
    if condition:
        return Outcome(Verdict.MET, good)
    return Outcome(Verdict.NOT_MET, bad, spots)


def not_applicable(why: str) -> Outcome:
    """Return the outcome of a check that a sheet gives nothing to decide on."""
    return Outcome(Verdict.NOT_APPLICABLE, why)
