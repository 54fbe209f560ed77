"""Refuse a pattern beyond the limits of safety: doses, sites, words; tell which gates it needs."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from patterns.field_types import Name, Region, Slug
from patterns.model.applications import Patch
from patterns.model.pattern import PatternData
from patterns.remedies import REMEDIES
from patterns.rules.doses import check_dose, load_dose_limits
from patterns.schema.base import Model, Violation
from patterns.schema.loader import read_shipped

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from patterns.model.activity import ActivityData
    from patterns.model.applications import ApplicationName, Cold, Heat
    from patterns.remedies import RemedyName
    from patterns.schema.yaml_tree import KeyPath


class NeededGate(Model):
    """What the therapist must confirm for patterns and activities of some parts of the body."""

    id: Slug
    confirm: Name
    regions: tuple[Region, ...]
    muscles: tuple[Name, ...]

    def guards_muscle(self, muscle: str) -> bool:
        """Whether a muscle needs the gate, by any part of its name."""
        return any(part in muscle.casefold() for part in self.muscles)

    def guards(self, data: PatternData | ActivityData) -> bool:
        """Whether a pattern needs the gate, or an activity where it is added to a sheet."""
        muscles = data.muscles if isinstance(data, PatternData) else ()
        return bool({*self.regions} & {*data.regions}) or any(map(self.guards_muscle, muscles))


class PrintGate(NamedTuple):
    """What must be confirmed before something prints, by its id and that of the gate."""

    guarded: str
    id: str
    ask: str


class Gates(Model):
    """The content of `gates.yaml`."""

    gates: tuple[NeededGate, ...]


@cache
def load_gates() -> Gates:
    """Read which patterns need a gate."""
    return read_shipped("patterns", "rules/gates.yaml", Gates)


def check_sites(remedy: RemedyName, sites: Iterable[tuple[KeyPath, str]]) -> Iterator[Violation]:
    """Find the sites of the body that a remedy must never touch."""
    for loc, site in sites:
        if site in REMEDIES[remedy].blocked:
            hint = "choose another site, or advise against it"
            yield Violation(loc, f"no {remedy} on the {site}", hint)


def check_application(
    name: ApplicationName, part: Patch | Cold | Heat, loc: KeyPath
) -> Iterator[Violation]:
    """Find a dose that is beyond the bounds of its kind, or too long for its product or its site.

    `loc` is the path of the dose.
    """
    yield from check_dose(part.dose, name, loc)
    if isinstance(part, Patch):
        hours = part.dose.hours
        if hours and hours.high > part.product_allows_hours:
            message = "is longer than the label of the product allows"
            hint = "change it, or give the label's figure as product_allows_hours"
            yield Violation((*loc, "hours"), message, hint)
        return
    limit, span = REMEDIES[name].time_limit(part.site), part.dose.minutes
    if limit and span and span.high > limit.minutes:
        message = f"{span.high} minutes is too much on the {part.site}"
        yield Violation((*loc, "minutes"), message, f"{limit.minutes} is the most there")


def _check_applications(pattern: PatternData) -> Iterator[Violation]:
    if patch := pattern.patch:
        sites = ((("patch", "sites", i, "body"), site.body) for i, site in enumerate(patch.sites))
        yield from check_application("patch", patch, ("patch", "dose"))
        yield from check_sites("patch", sites)
    if cold := pattern.cold:
        yield from check_application("cold", cold, ("cold", "dose"))
        yield from check_sites("cold", [(("cold", "site"), cold.site)])
    if heat := pattern.heat:
        yield from check_application("heat", heat, ("heat", "dose"))
        yield from check_sites("heat", [(("heat", "site"), heat.site)])


def _check_wrapped(pattern: PatternData) -> Iterator[Violation]:
    if pattern.cold is not None and not pattern.cold.wrapped:
        hint = f"cold never lies on bare skin: {load_dose_limits().sources['nhs-cold']}"
        yield Violation(("cold", "wrapped"), "must be true", hint)


def _check_gate(pattern: PatternData) -> Iterator[Violation]:
    if pattern.gate is not None:
        return
    for gate in load_gates().gates:
        for i, region in enumerate(pattern.regions):
            if region in gate.regions:
                yield _gate_missing(("regions", i), region, gate.confirm)
        for i, muscle in enumerate(pattern.muscles):
            if gate.guards_muscle(muscle):
                yield _gate_missing(("muscles", i), muscle, gate.confirm)


def _gate_missing(loc: KeyPath, part: str, confirmed: str) -> Violation:
    hint = f"add gate: the therapist confirms that {confirmed}"
    return Violation(loc, f"a pattern of the {part} needs a gate", hint)


def gates_of(pattern: PatternData, added: Collection[ActivityData] = ()) -> Iterator[PrintGate]:
    """Yield what must be confirmed before a sheet prints: for its pattern and what is added to it.

    An added activity needs no gate that its pattern needs too, since that one's own gate is it.
    """
    if pattern.gate is not None:
        yield PrintGate(pattern.id, pattern.gate.id, pattern.gate.ask)
    for gate in load_gates().gates:
        guarded = (activity.id for activity in added if gate.guards(activity))
        if not gate.guards(pattern) and (first := next(guarded, None)):
            yield PrintGate(first, gate.id, gate.confirm)


SAFETY_RULES = (_check_applications, _check_wrapped, _check_gate)
