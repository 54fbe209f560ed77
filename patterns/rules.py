"""What no pattern may advise: limits of time, blocked sites, forbidden orders, required gates.

`check` takes a pattern and raises one `ModelFaults` with every breach, each at its own place.
The bounds stand in one table, each with its source. Where a source says "general knowledge", no
page was found and a clinician still has to confirm the figure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pydantic import BaseModel

from patterns import text
from patterns.base import Fault, refuse

if TYPE_CHECKING:
    from patterns.model import Combination, Pattern, Span

Loc = tuple[str | int, ...]

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

GATED_REGIONS: dict[str, str] = {
    "chest": "chest pain was checked by a doctor",
    "calf": "there is no sign of a blood clot",
}
"""Regions where pain may mean an emergency, and what the therapist confirms (hse.ie; NHS)."""

FORBIDDEN_WORDS = (
    "cures?", "cured", "guarantee[ds]?", "will heal", "syndrome", "prescribed?", "diagnos(ed|is)",
)  # fmt: skip
"""Promises and diagnoses; a therapist may make neither (state practice acts; FTC 2022)."""

REVIEW_EVERY_MONTHS = 36
"""The longest time between two reviews (PIF TICK)."""


def check(pattern: Pattern) -> None:
    """Raise `ModelFaults` with every rule the pattern breaks; return when it breaks none."""
    refuse(fault for rule in RULES for fault in rule(pattern))


def values_at(model: object, path: str) -> Iterator[tuple[Loc, object]]:
    """Find what a dotted path names, `*` standing for every item; a part left out ends the way."""
    found: list[tuple[Loc, object]] = [((), model)]
    for step in path.split("."):
        if step == "*":
            found = [
                ((*loc, i), item)
                for loc, items in found
                if isinstance(items, tuple)
                for i, item in enumerate(items)
            ]
        else:
            found = [
                ((*loc, step), getattr(value, step))
                for loc, value in found
                if getattr(value, step, None) is not None
            ]
    yield from found


def sentences(model: BaseModel, loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    """Walk every text of a model, with its place."""
    for name in type(model).model_fields:
        yield from _texts(getattr(model, name), (*loc, name))


def _texts(value: object, loc: Loc) -> Iterator[tuple[Loc, str]]:
    if isinstance(value, str):
        yield loc, value
    elif isinstance(value, BaseModel):
        yield from sentences(value, loc)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, (*loc, key))
    elif isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from _texts(item, (*loc, i))


def _ends(value: object) -> tuple[int, int]:
    if isinstance(value, int):
        return value, value
    span: Span = value  # type: ignore[assignment]
    return span.low, span.high


def _doses_in_bounds(pattern: Pattern) -> Iterator[Fault]:
    for limit in LIMITS:
        for loc, value in values_at(pattern, limit.path):
            low, high = _ends(value)
            if high > limit.most:
                yield Fault(
                    loc, f"{high} {limit.unit} is too much", f"{limit.most} is the most: {limit.source}"
                )
            if low < limit.least:
                yield Fault(
                    loc, f"{low} {limit.unit} is too little", f"{limit.least} is the least: {limit.source}"
                )


def _patch_obeys_its_label(pattern: Pattern) -> Iterator[Fault]:
    for loc, dose in values_at(pattern, "patch.dose"):
        if dose.hours > dose.product_allows_hours:  # type: ignore[attr-defined]
            yield Fault(
                (*loc, "hours"),
                "is longer than the label of the product allows",
                "change it, or give the label's figure as product_allows_hours",
            )


SITES = {
    "ball.body.*": "ball",
    "patch.sites.*.body": "patch",
    "cold.body": "cold",
    "heat.body": "heat",
}


def _sites_allowed(pattern: Pattern) -> Iterator[Fault]:
    for path, remedy in SITES.items():
        for loc, site in values_at(pattern, path):
            if site in BLOCKED[remedy]:
                yield Fault(loc, f"no {remedy} on the {site}", "choose another site, or advise against it")


def _patch_off_before(pattern: Pattern) -> Iterator[Fault]:
    for i, combination in enumerate(pattern.together):
        patched = False
        for j, step in enumerate(combination.steps):
            patched = (patched or step.use == "patch") and step.use != "patch-off"
            if patched and step.use in PATCH_MUST_BE_OFF:
                yield Fault(
                    ("together", i, "steps", j, "use"),
                    f"{step.use} with the patch still on",
                    "put a step with use: patch-off before it",
                )


def _combinations_use_what_there_is(pattern: Pattern) -> Iterator[Fault]:
    present = remedies(pattern)
    for i, combination in enumerate(pattern.together):
        for j, use in enumerate(_uses(combination)):
            if use not in present:
                yield Fault(
                    ("together", i, "steps", j, "use"),
                    f"this pattern has no {use}",
                    "describe it in its own section, or leave the step out",
                )


def _uses(combination: Combination) -> list[str]:
    return [step.use.removesuffix("-off") for step in combination.steps]


def remedies(pattern: Pattern) -> frozenset[str]:
    """Name the remedies a pattern advises."""
    has = {
        "pillow": bool(pattern.positions),
        "patch": hasattr(pattern.patch, "sites"),
        "ball": hasattr(pattern.ball, "steps"),
        "stretch": True,
        "heat": pattern.heat is not None,
        "cold": pattern.cold is not None,
    }
    return frozenset(name for name, present in has.items() if present)


def _gate_where_needed(pattern: Pattern) -> Iterator[Fault]:
    for i, region in enumerate(pattern.regions):
        if region in GATED_REGIONS and pattern.gate is None:
            yield Fault(
                ("regions", i),
                f"a pattern of the {region} needs a gate",
                f"add gate: the therapist confirms that {GATED_REGIONS[region]}",
            )


def _words_known(pattern: Pattern) -> Iterator[Fault]:
    from patterns.errors import did_you_mean  # noqa: PLC0415

    known = {*pattern.words, *pattern.local_words}
    for loc, sentence in sentences(pattern):
        names = {"side", "other side"} if loc[0] == "words" else known
        for name in text.placeholders(sentence):
            if name not in names:
                yield Fault(loc, f"{{{name}}} is not in words", did_you_mean(name, names))
        for term in text.terms(sentence):
            if term not in pattern.terms:
                yield Fault(loc, f"[{term}] is not in terms", did_you_mean(term, pattern.terms))
        if mark := text.stray_mark(sentence):
            yield Fault(loc, f"{mark} has no partner", "close it, or take it out")


def _no_promises(pattern: Pattern) -> Iterator[Fault]:
    for loc, sentence in sentences(pattern):
        for word in FORBIDDEN_WORDS:
            if loc[0] != "sources" and re.search(rf"\b{word}\b", sentence.casefold()):
                yield Fault(loc, f'says "{word}"', "promise nothing and name no diagnosis")


REFERENCES = {
    "hurts.picture": "pictures",
    "positions.*.picture": "pictures",
    "patch.picture": "pictures",
    "ball.picture": "pictures",
    "stretches.*.picture": "pictures",
    "flare.picture": "pictures",
    "patch.dose.source": "sources",
    "ball.dose.source": "sources",
    "stretches.*.dose.source": "sources",
    "cold.dose.source": "sources",
    "heat.dose.source": "sources",
}
"""Which keys name an entry of which table."""


def _references_resolve(pattern: Pattern) -> Iterator[Fault]:
    from patterns.errors import did_you_mean  # noqa: PLC0415

    for path, table in REFERENCES.items():
        for loc, name in values_at(pattern, path):
            if name not in getattr(pattern, table):
                yield Fault(loc, f"is not in {table}", did_you_mean(str(name), getattr(pattern, table)))
    ids = {stretch.id for stretch in pattern.stretches}
    for path in ("flare.stretch", "week.*.stretch"):
        for loc, name in values_at(pattern, path):
            if name not in ids:
                yield Fault(loc, "is no stretch of this pattern", did_you_mean(str(name), ids))


def _reviewed_in_time(pattern: Pattern) -> Iterator[Fault]:
    on, due = pattern.review.reviewed_on, pattern.review.next_review
    months = (due.year - on.year) * 12 + due.month - on.month - (due.day < on.day)
    if due <= on:
        yield Fault(("review", "next_review"), "is not after reviewed_on", "give a later date")
    elif months > REVIEW_EVERY_MONTHS or (months == REVIEW_EVERY_MONTHS and _later_day(on, due)):
        yield Fault(
            ("review", "next_review"),
            f"is more than {REVIEW_EVERY_MONTHS} months after reviewed_on",
            "review it sooner",
        )


def _later_day(on: date, due: date) -> bool:
    return due.day > on.day


RULES: tuple[Callable[[Pattern], Iterator[Fault]], ...] = (
    _doses_in_bounds,
    _patch_obeys_its_label,
    _sites_allowed,
    _patch_off_before,
    _combinations_use_what_there_is,
    _gate_where_needed,
    _words_known,
    _no_promises,
    _references_resolve,
    _reviewed_in_time,
)
