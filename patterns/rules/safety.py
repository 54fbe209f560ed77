"""Refuse a pattern that goes beyond the limits of safety.

There are limits of doses, blocked sites, forbidden orders, gates and warnings. The limits of each
remedy are in `remedies.yaml`, the others here, each with its source.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from patterns.field_types import IntRange
from patterns.model import Patch
from patterns.remedies import LIMITS, REMEDIES, SOURCES
from patterns.schema.base import Violation
from patterns.traverse import texts, values_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patterns.model import PatternData
    from patterns.schema.yaml_tree import KeyPath

PATCH_MUST_BE_OFF = frozenset(name for name, remedy in REMEDIES.items() if remedy.patch_off)

CHEST_PAIN = "chest pain was checked by a doctor"

GATED_REGIONS = {"chest": CHEST_PAIN, "calf": "there is no sign of a blood clot"}
"""Regions where pain may mean an emergency, and what the therapist must confirm (hse.ie; NHS)."""

GATED_MUSCLES = re.compile("pectoralis|scalen|serratus")
"""Muscles outside the chest whose pain is felt there, so that it may be the heart (hse.ie)."""

MOVE_WARNINGS = {
    **dict.fromkeys(("toe-in", "deep-hip-bend", "cross-midline"), re.compile("hip.*replacement")),
    "twist": re.compile("thin bones"),
    "neck": re.compile("dizzy"),
}
"""What `not_if` of a stretch must warn of if it has a move that some must avoid. Sources:
justinlareaumd.com (hip replacement); thin bones and dizziness are general knowledge."""

FORBIDDEN_WORDS = re.compile(
    r"\b(cures?|cured|guarantee[ds]?|will heal|syndrome|prescribed?|diagnos(ed|is))\b"
)
"""Promises and diagnoses, which a therapist may not make (state practice acts; FTC 2022)."""


def _check_doses(pattern: PatternData) -> Iterator[Violation]:
    for limit in LIMITS:
        for loc, value in values_at(pattern, limit.path):
            dose, source = cast("int | IntRange", value), SOURCES[limit.source]
            low, high = (dose.low, dose.high) if isinstance(dose, IntRange) else (dose, dose)
            if high > limit.most:
                hint = f"{limit.most} is the most: {source}"
                yield Violation(loc, f"{high} {limit.unit} is too much", hint)
            if low < limit.least:
                hint = f"{limit.least} is the least: {source}"
                yield Violation(loc, f"{low} {limit.unit} is too little", hint)


def _check_patch_hours(pattern: PatternData) -> Iterator[Violation]:
    patch = pattern.patch
    if isinstance(patch, Patch) and patch.dose.hours > patch.dose.product_allows_hours:
        message = "is longer than the label of the product allows"
        hint = "change it, or give the label's figure as product_allows_hours"
        yield Violation(("patch", "dose", "hours"), message, hint)


def _check_sites(pattern: PatternData) -> Iterator[Violation]:
    for name, remedy in REMEDIES.items():
        for loc, site in values_at(pattern, remedy.sites) if remedy.sites else ():
            if site in remedy.blocked:
                hint = "choose another site, or advise against it"
                yield Violation(loc, f"no {name} on the {site}", hint)


def _check_cold_wrapped(pattern: PatternData) -> Iterator[Violation]:
    if pattern.cold is not None and not pattern.cold.wrapped:
        hint = f"never cold on bare skin: {SOURCES['nhs-cold']}"
        yield Violation(("cold", "wrapped"), "must be true", hint)


def _check_patch_off(pattern: PatternData) -> Iterator[Violation]:
    for i, combination in enumerate(pattern.together):
        at_once = combination.joint == "plus"
        patched = at_once and any(step.use == "patch" for step in combination.steps)
        for j, step in enumerate(combination.steps):
            patched = (patched or step.use == "patch") and step.use != "patch-off"
            if patched and step.use in PATCH_MUST_BE_OFF:
                hint = "put a step with use: patch-off before it"
                loc = ("together", i, "steps", j, "use")
                yield Violation(loc, f"{step.use} with the patch still on", hint)


def _check_gate(pattern: PatternData) -> Iterator[Violation]:
    if pattern.gate is not None:
        return
    for i, region in enumerate(pattern.regions):
        if region in GATED_REGIONS:
            yield _gate_missing(("regions", i), region, GATED_REGIONS[region])
    for i, muscle in enumerate(pattern.muscles):
        if GATED_MUSCLES.search(muscle.casefold()):
            yield _gate_missing(("muscles", i), muscle, CHEST_PAIN)


def _gate_missing(loc: KeyPath, part: str, confirmed: str) -> Violation:
    hint = f"add gate: the therapist confirms that {confirmed}"
    return Violation(loc, f"a pattern of the {part} needs a gate", hint)


def _check_move_warnings(pattern: PatternData) -> Iterator[Violation]:
    for i, stretch in enumerate(pattern.stretches):
        for move in stretch.moves:
            warning = MOVE_WARNINGS[move]
            if not warning.search(stretch.not_if.casefold()):
                message = f"is silent on {warning.pattern.replace('.*', ' ')}"
                yield Violation(("stretches", i, "not_if"), message, f"{move} needs it")


def _check_wording(pattern: PatternData) -> Iterator[Violation]:
    for loc, sentence in texts(pattern):
        found = FORBIDDEN_WORDS.search(sentence.casefold())
        if found and loc[0] != "sources":
            yield Violation(loc, f'says "{found.group()}"', "promise nothing and name no diagnosis")


SAFETY_RULES = (
    _check_doses,
    _check_patch_hours,
    _check_sites,
    _check_cold_wrapped,
    _check_patch_off,
    _check_gate,
    _check_move_warnings,
    _check_wording,
)
