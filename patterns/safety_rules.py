"""What no pattern may advise: a pattern in, every breach of the limits of safety out.

There are limits of time, blocked sites, forbidden orders, gates and warnings. The bounds stand in
one table, each with its source. Where a source says "general knowledge", no page was found and a
clinician still has to confirm the figure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from patterns.model import Patch
from patterns.schema.base import Violation
from patterns.traverse import texts, values_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from patterns.model import IntRange, PatternData
    from patterns.traverse import Loc

NHS_COLD = "NHS MPFT, safe use of cold treatment"
NHS_HEAT = "NHS MPFT, safe use of heat treatment; elderly.gov.hk"
LABELS = "patch labels on DailyMed: 8 hours for most, 12 for some"
BALL = "courtneymedicalgroupaz.com 2019; painscience.com; triggerpointproducts.blogspot.com 2010"
ACSM = "American College of Sports Medicine, 2021"
GENERAL = "general knowledge, to be confirmed by a clinician"


@dataclass(frozen=True, slots=True)
class Limit:
    """The least and the most that a dose may say, with the unit it is counted in."""

    path: str
    least: int
    most: int
    unit: str
    source: str


LIMITS = (
    Limit("cold.dose.minutes", 1, 20, "minutes", NHS_COLD),
    Limit("cold.dose.hours_apart", 2, 24, "hours", NHS_COLD),
    Limit("heat.dose.minutes", 1, 20, "minutes", NHS_HEAT),
    Limit("heat.dose.hours_apart", 2, 24, "hours", NHS_HEAT),
    Limit("patch.dose.product_allows_hours", 1, 12, "hours", LABELS),
    Limit("patch.dose.hours", 1, 12, "hours", LABELS),
    Limit("patch.dose.a_day", 1, 3, "patches a day", LABELS),
    Limit("patch.dose.days", 1, 7, "days", LABELS),
    Limit("ball.dose.seconds_a_spot", 10, 90, "seconds a spot", BALL),
    Limit("ball.dose.minutes_in_all", 1, 5, "minutes", BALL),
    Limit("ball.dose.times_a_day", 1, 3, "times a day", BALL),
    Limit("ball.dose.discomfort", 1, 5, "out of 10", BALL),
    Limit("stretches.*.dose.hold_seconds", 5, 60, "seconds", ACSM),
    Limit("stretches.*.dose.repeats", 1, 10, "repeats", GENERAL),
    Limit("stretches.*.dose.times_a_day", 1, 3, "times a day", GENERAL),
)

BLOCKED: dict[str, frozenset[str]] = {
    "ball": frozenset(
        {
            "abdomen", "armpit", "back-of-knee", "bone", "breast", "face", "front-of-neck",
            "groin", "inner-elbow", "ribs", "side-of-neck", "spine", "throat",
        }
    ),
    "patch": frozenset(
        {"bone", "breast", "face", "front-of-neck", "groin", "side-of-neck", "throat"}
    ),
    "cold": frozenset(
        {"face", "front-of-neck", "inner-elbow", "outer-knee", "side-of-neck", "throat"}
    ),
    "heat": frozenset({"face", "front-of-neck", "side-of-neck", "throat"}),
}  # fmt: skip
"""Where a remedy may never go. Sources: SAFETY of the labels (mucous membranes); Massage &
Bodywork, March 2015 (abdomen: artery and organs); the rest is general knowledge."""

PATCH_MUST_BE_OFF = frozenset({"heat", "cold", "ball"})
"""Heat on a patch burns (US FDA 2012); numb skin feels neither ice nor pressure (general)."""

CHEST_PAIN = "chest pain was checked by a doctor"

GATED_REGIONS: dict[str, str] = {
    "chest": CHEST_PAIN,
    "calf": "there is no sign of a blood clot",
}
"""Regions where pain may mean an emergency, and what the therapist confirms (hse.ie; NHS)."""

GATED_MUSCLES = re.compile("pectoralis|scalen|serratus")
"""Muscles outside the chest whose pain is felt there, so that it may be the heart (hse.ie)."""

MOVE_WARNINGS = {
    "toe-in": re.compile("hip.*replacement"),
    "deep-hip-bend": re.compile("hip.*replacement"),
    "cross-midline": re.compile("hip.*replacement"),
    "twist": re.compile("thin bones"),
    "neck": re.compile("dizzy"),
}
"""What `not_if` must speak of where a stretch holds a move that some must leave out. Sources:
justinlareaumd.com (hip replacement); thin bones and dizziness are general knowledge."""

FORBIDDEN_WORDS = re.compile(
    r"\b(cures?|cured|guarantee[ds]?|will heal|syndrome|prescribed?|diagnos(ed|is))\b"
)
"""Promises and diagnoses; a therapist may make neither (state practice acts; FTC 2022)."""


def safety_violations(pattern: PatternData) -> Iterator[Violation]:
    """Give every rule of safety that a pattern breaks, each at its own place."""
    for rule in RULES:
        yield from rule(pattern)


def _ends(value: object) -> tuple[int, int]:
    if isinstance(value, int):
        return value, value
    span: IntRange = value  # type: ignore[assignment]
    return span.low, span.high


def _doses_in_bounds(pattern: PatternData) -> Iterator[Violation]:
    for limit in LIMITS:
        for loc, value in values_at(pattern, limit.path):
            low, high = _ends(value)
            if high > limit.most:
                hint = f"{limit.most} is the most: {limit.source}"
                yield Violation(loc, f"{high} {limit.unit} is too much", hint)
            if low < limit.least:
                hint = f"{limit.least} is the least: {limit.source}"
                yield Violation(loc, f"{low} {limit.unit} is too little", hint)


def _patch_obeys_its_label(pattern: PatternData) -> Iterator[Violation]:
    patch = pattern.patch
    if isinstance(patch, Patch) and patch.dose.hours > patch.dose.product_allows_hours:
        yield Violation(
            ("patch", "dose", "hours"),
            "is longer than the label of the product allows",
            "change it, or give the label's figure as product_allows_hours",
        )


SITES = {
    "ball.body.*": "ball",
    "patch.sites.*.body": "patch",
    "cold.body": "cold",
    "heat.body": "heat",
}


def _sites_allowed(pattern: PatternData) -> Iterator[Violation]:
    for path, remedy in SITES.items():
        for loc, site in values_at(pattern, path):
            if site in BLOCKED[remedy]:
                hint = "choose another site, or advise against it"
                yield Violation(loc, f"no {remedy} on the {site}", hint)


def _cold_is_wrapped(pattern: PatternData) -> Iterator[Violation]:
    if pattern.cold is not None and not pattern.cold.wrapped:
        hint = f"never cold on bare skin: {NHS_COLD}"
        yield Violation(("cold", "wrapped"), "must be true", hint)


def _patch_off_before(pattern: PatternData) -> Iterator[Violation]:
    for i, combination in enumerate(pattern.together):
        at_once = combination.joint == "plus"
        patched = at_once and any(step.use == "patch" for step in combination.steps)
        for j, step in enumerate(combination.steps):
            patched = (patched or step.use == "patch") and step.use != "patch-off"
            if patched and step.use in PATCH_MUST_BE_OFF:
                yield Violation(
                    ("together", i, "steps", j, "use"),
                    f"{step.use} with the patch still on",
                    "put a step with use: patch-off before it",
                )


def _gate_where_needed(pattern: PatternData) -> Iterator[Violation]:
    if pattern.gate is not None:
        return
    for i, region in enumerate(pattern.regions):
        if region in GATED_REGIONS:
            yield _needs_gate(("regions", i), region, GATED_REGIONS[region])
    for i, muscle in enumerate(pattern.muscles):
        if GATED_MUSCLES.search(muscle.casefold()):
            yield _needs_gate(("muscles", i), muscle, CHEST_PAIN)


def _needs_gate(loc: Loc, part: str, confirmed: str) -> Violation:
    hint = f"add gate: the therapist confirms that {confirmed}"
    return Violation(loc, f"a pattern of the {part} needs a gate", hint)


def _moves_come_with_a_warning(pattern: PatternData) -> Iterator[Violation]:
    for i, stretch in enumerate(pattern.stretches):
        for move in stretch.moves:
            warning = MOVE_WARNINGS[move]
            if not warning.search(stretch.not_if.casefold()):
                who = warning.pattern.replace(".*", " ")
                yield Violation(
                    ("stretches", i, "not_if"), f"is silent on {who}", f"{move} needs it"
                )


def _no_promises(pattern: PatternData) -> Iterator[Violation]:
    for loc, sentence in texts(pattern):
        found = FORBIDDEN_WORDS.search(sentence.casefold())
        if found and loc[0] != "sources":
            yield Violation(loc, f'says "{found.group()}"', "promise nothing and name no diagnosis")


RULES: tuple[Callable[[PatternData], Iterator[Violation]], ...] = (
    _doses_in_bounds,
    _patch_obeys_its_label,
    _sites_allowed,
    _cold_is_wrapped,
    _patch_off_before,
    _gate_where_needed,
    _moves_come_with_a_warning,
    _no_promises,
)
