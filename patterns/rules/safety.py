"""Refuse a pattern that goes beyond the limits of safety: doses, sites, gates, words."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

from patterns.field_types import Label, Region
from patterns.remedies import REMEDIES
from patterns.rules.doses import check_dose
from patterns.rules.wording import check_wording
from patterns.schema.base import Model, Violation
from patterns.schema.loader import read_shipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from patterns.model.applications import Cold, Heat
    from patterns.model.pattern import PatternData
    from patterns.remedies import RemedyName
    from patterns.schema.yaml_tree import KeyPath


class NeededGate(Model):
    """What the therapist must confirm for patterns with some regions or muscles."""

    confirm: Label
    regions: tuple[Region, ...]
    muscles: tuple[Label, ...]


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


def _check_applications(pattern: PatternData) -> Iterator[Violation]:
    if pattern.patch is not None:
        sites = (
            (("patch", "sites", i, "body"), site.body) for i, site in enumerate(pattern.patch.sites)
        )
        yield from check_dose(pattern.patch.dose, "patch", ("patch", "dose"))
        yield from check_sites("patch", sites)
    for name in ("cold", "heat"):
        if (part := getattr(pattern, name)) is not None:
            yield from check_dose(part.dose, name, (name, "dose"))
            yield from check_sites(name, [((name, "site"), part.site)])
            yield from _check_minutes(name, part)


def _check_minutes(name: Literal["cold", "heat"], part: Cold | Heat) -> Iterator[Violation]:
    """Find a use that is too long for its site, such as ice on the jaw."""
    limit, span = REMEDIES[name].time_limit(part.site), part.dose.minutes
    if limit and span and span.high > limit.minutes:
        message = f"{span.high} minutes is too much on the {part.site}"
        hint = f"{limit.minutes} is the most there"
        yield Violation((name, "dose", "minutes"), message, hint)


def _check_patch_hours(pattern: PatternData) -> Iterator[Violation]:
    patch = pattern.patch
    hours = patch.dose.hours if patch else None
    if patch and hours and hours.high > patch.product_allows_hours:
        message = "is longer than the label of the product allows"
        hint = "change it, or give the label's figure as product_allows_hours"
        yield Violation(("patch", "dose", "hours"), message, hint)


def _check_gate(pattern: PatternData) -> Iterator[Violation]:
    if pattern.gate is not None:
        return
    for gate in load_gates().gates:
        for i, region in enumerate(pattern.regions):
            if region in gate.regions:
                yield _gate_missing(("regions", i), region, gate.confirm)
        for i, muscle in enumerate(pattern.muscles):
            if any(part in muscle.casefold() for part in gate.muscles):
                yield _gate_missing(("muscles", i), muscle, gate.confirm)


def _gate_missing(loc: KeyPath, part: str, confirmed: str) -> Violation:
    hint = f"add gate: the therapist confirms that {confirmed}"
    return Violation(loc, f"a pattern of the {part} needs a gate", hint)


SAFETY_RULES = (_check_applications, _check_patch_hours, _check_gate, check_wording)
