"""Refuse an activity that is unsafe, contradicts itself, or says too little."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patterns.conditions import demanded, strictest
from patterns.model.pattern import PATCH_OFF
from patterns.remedies import REMEDIES
from patterns.rules.care import APPLICATIONS
from patterns.rules.doses import check_dose
from patterns.rules.references import check_names, check_review, check_unique
from patterns.rules.safety import check_sites
from patterns.schema.base import Violation
from patterns.sections import ALWAYS_PRINTED, SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patterns.model.activity import ActivityData

MUST_SAY_WHEN_TO_STOP = frozenset({"press", "stretch", "strengthen", "move"})
"""The kinds that load the body, so that a client must know when to stop."""

WITHOUT_SIDE = frozenset({"walk", "breathe", "posture"})
"""The kinds that no one does on the left or on the right."""

RESERVED = frozenset({*APPLICATIONS, PATCH_OFF, *SECTIONS, *ALWAYS_PRINTED})
"""The ids that patterns, plans and sheets use for something else."""


def _check_id(activity: ActivityData) -> Iterator[Violation]:
    if activity.id in RESERVED:
        hint = f"choose another id than {', '.join(sorted(RESERVED))}"
        yield Violation(("id",), "has a meaning of its own in patterns", hint)


def _check_kind_has_side(activity: ActivityData) -> Iterator[Violation]:
    """Find a walk on each side, which a sheet for both sides would print."""
    if activity.sided and activity.kind in WITHOUT_SIDE:
        message = f"is true, and an activity of the kind {activity.kind} has no side"
        yield Violation(("sided",), message, "write sided: false")


def _check_dose(activity: ActivityData) -> Iterator[Violation]:
    yield from check_dose(activity.dose, activity.kind, ("dose",))
    yield from check_names(activity, "dose.source", activity.sources, "sources")


def _check_places(activity: ActivityData) -> Iterator[Violation]:
    if activity.kind == "press" and not activity.sites:
        yield Violation(("sites",), "is missing", "name the parts of the body that are pressed")
    sites = ((("sites", i), site) for i, site in enumerate(activity.sites))
    yield from check_sites(activity.kind, sites)


def _check_stop(activity: ActivityData) -> Iterator[Violation]:
    if activity.kind in MUST_SAY_WHEN_TO_STOP and activity.stop_if is None:
        hint = f"say what to stop for; each activity of the kind {activity.kind} does"
        yield Violation(("stop_if",), "is missing", hint)


def _check_cautions(activity: ActivityData) -> Iterator[Violation]:
    """Find cautions that say nothing new, and moves that call for one that is not there."""
    yield from check_unique(activity, "cautions.*")
    kept = strictest(activity.cautions)
    for i, caution in enumerate(activity.cautions):
        if caution not in kept:
            message = f"says less than another caution about {caution.condition}"
            yield Violation(("cautions", i), message, "take out one of the two")
    cautions = (*activity.cautions, *REMEDIES[activity.kind].cautions_at(activity.sites))
    named = {caution.condition for caution in cautions}
    for i, move in enumerate(activity.moves):
        if missing := [condition for condition in demanded([move]) if condition not in named]:
            message = f"calls for a caution about {', '.join(missing)}"
            yield Violation(("moves", i), message, "add it to cautions, with advice: no or ask")


def _check_frames(activity: ActivityData) -> Iterator[Violation]:
    for i, frame in enumerate(activity.frames):
        for j, step in enumerate(frame.steps):
            if step > len(activity.steps):
                message = f"is step {step}, and there are {len(activity.steps)}"
                yield Violation(("frames", i, "steps", j), message, "name a step that is there")
    yield from check_unique(activity, "frames.*.picture")


def _check_review_date(activity: ActivityData) -> Iterator[Violation]:
    yield from check_review(activity.review)


ACTIVITY_RULES = (
    _check_kind_has_side,
    _check_id,
    _check_dose,
    _check_places,
    _check_stop,
    _check_cautions,
    _check_frames,
    _check_review_date,
)
