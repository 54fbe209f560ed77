"""Check a pattern together with the activities that it names."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from patterns.conditions import patch_must_be_off
from patterns.errors import did_you_mean
from patterns.model.applications import ApplicationName
from patterns.model.pattern import PATCH_OFF
from patterns.remedies import REMEDIES
from patterns.schema.base import Violation
from patterns.sections import SECTIONS
from patterns.traverse import values_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from patterns.model.activity import ActivityData
    from patterns.model.pattern import PatternData

APPLICATIONS: tuple[ApplicationName, ...] = get_args(ApplicationName)

_CHOICES = ("care.*.use", "flare.steps.*.use")
_MENTIONS: dict[str, tuple[str, ...]] = {
    "flare.steps.*.stop": (),
    "together.*.steps.*.use": (PATCH_OFF,),
    "in_short.today.*.about": SECTIONS,
    "week.*.about": SECTIONS,
}
"""Where a pattern speaks of its remedies, and what else may stand there."""


def check_care(pattern: PatternData, activities: Mapping[str, ActivityData]) -> Iterator[Violation]:
    """Find remedies that are unknown, used twice or never, and patches left on."""
    given = [name for name in APPLICATIONS if getattr(pattern, name) is not None]
    yield from _check_choices(pattern, activities, given)
    for path, more in _MENTIONS.items():
        known = {*pattern.used(), *more}
        for loc, name in values_at(pattern, path):
            if name not in known:
                hint = did_you_mean(str(name), known)
                yield Violation(loc, "is no remedy of this pattern", hint)
    yield from _check_patch_off(pattern, activities)


def _check_choices(
    pattern: PatternData, activities: Mapping[str, ActivityData], given: list[ApplicationName]
) -> Iterator[Violation]:
    seen: set[object] = set()
    for path in _CHOICES:
        here: set[object] = set()
        for loc, name in values_at(pattern, path):
            if name in APPLICATIONS and name not in given:
                yield Violation(loc, "is not described", f"add {name} to the pattern")
            elif name not in APPLICATIONS and name not in activities:
                hint = did_you_mean(str(name), {*activities, *given})
                yield Violation(loc, "is no activity of the library", hint)
            if name in here:
                yield Violation(loc, "is used twice", "name each remedy once")
            here.add(name)
        seen |= here
    for name in given:
        if name not in seen:
            yield Violation((name,), "never prints", f"name it in care or flare: use: {name}")


def _check_patch_off(
    pattern: PatternData, activities: Mapping[str, ActivityData]
) -> Iterator[Violation]:
    """Find a remedy that must not meet a patch, and does in a combination."""
    for i, combination in enumerate(pattern.together):
        at_once = combination.joint == "plus"
        patched = at_once and any(step.use == "patch" for step in combination.steps)
        for j, step in enumerate(combination.steps):
            patched = (patched or step.use == "patch") and step.use != PATCH_OFF
            if patched and needs_patch_off(step.use, activities):
                hint = f"put a step with use: {PATCH_OFF} before it"
                loc = ("together", i, "steps", j, "use")
                yield Violation(loc, f"{step.use} with the patch still on", hint)


def needs_patch_off(use: str, activities: Mapping[str, ActivityData]) -> bool:
    """Whether a patch must be off before a remedy: pressure, cold, heat and hot water."""
    if use in APPLICATIONS:
        return REMEDIES[use].patch_off
    activity = activities.get(use)
    return activity is not None and (
        REMEDIES[activity.kind].patch_off or patch_must_be_off(activity.moves)
    )
