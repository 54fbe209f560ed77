"""Check a pattern together with the activities that it names."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from patterns.conditions import patch_must_be_off
from patterns.errors import did_you_mean
from patterns.model.applications import ApplicationName
from patterns.model.pattern import FLARE, PATCH_OFF
from patterns.remedies import REMEDIES
from patterns.rules.safety import load_gates
from patterns.schema.base import Violation
from patterns.sections import SECTIONS
from patterns.traverse import values_at

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from patterns.model.activity import ActivityData
    from patterns.model.pattern import PatternData
    from patterns.schema.yaml_tree import KeyPath

APPLICATIONS: tuple[ApplicationName, ...] = get_args(ApplicationName)


def check_care(
    pattern: PatternData, activities: Mapping[str, ActivityData], library: Collection[str]
) -> Iterator[Violation]:
    """Find remedies that are unknown, named twice or never printed, and patches left on.

    `activities` are those that the pattern names and that could be loaded; `library` are the ids
    of all that it may name.
    """
    yield from _check_choices(pattern, library)
    yield from _check_sore_spots(pattern, activities)
    yield from _check_mentions(pattern)
    yield from _check_flare(pattern)
    yield from _check_patch_off(pattern, activities)
    yield from _check_gates(pattern, activities)


def _check_choices(pattern: PatternData, library: Collection[str]) -> Iterator[Violation]:
    """Find choices that are not there or come twice, and applications that are never chosen."""
    given = [name for name in APPLICATIONS if getattr(pattern, name) is not None]
    for path in ("care.*.use", "flare.steps.*.use"):
        for loc, name in values_at(pattern, path):
            if name in APPLICATIONS and name not in given:
                yield Violation(loc, "is not described", f"add {name} to the pattern")
            elif name not in APPLICATIONS and name not in library:
                hint = did_you_mean(str(name), {*library, *given})
                yield Violation(loc, "is no activity of the library", hint)
    yield from _check_twice(values_at(pattern, "care.*.use"))
    yield from _check_twice(
        (("flare", "steps", i, "use" if step.use else "stop"), step.use or step.stop)
        for i, step in enumerate(pattern.flare.steps if pattern.flare else ())
    )
    for name in given:
        if name not in pattern.used():
            yield Violation((name,), "never prints", f"name it in care or flare: use: {name}")


def _check_sore_spots(
    pattern: PatternData, activities: Mapping[str, ActivityData]
) -> Iterator[Violation]:
    """Find a sore spot that no drawing can show."""
    drawn = {name for name, activity in activities.items() if activity.frames}
    without = {*APPLICATIONS, *activities} - drawn
    for i, choice in enumerate(pattern.care):
        if choice.sore and choice.use in without:
            message = f"has no place: {choice.use} has no drawing of a person"
            yield Violation(("care", i, "sore"), message, "take it out")


def _check_twice(named: Iterable[tuple[KeyPath, object]]) -> Iterator[Violation]:
    seen: set[object] = set()
    for loc, name in named:
        if name in seen:
            yield Violation(loc, "is used twice", "name each remedy once")
        seen.add(name)


def _check_mentions(pattern: PatternData) -> Iterator[Violation]:
    """Find what speaks of a remedy or a section that the pattern does not have."""
    used, care = pattern.used(), [choice.use for choice in pattern.care]
    # Sections that are no part of the pattern, such as `short`, are there for every pattern.
    sections = [name for name in SECTIONS if getattr(pattern, name, True)]
    patch_off = [PATCH_OFF] if "patch" in used else []
    for path, known, message in (
        ("flare.steps.*.stop", care, "is no remedy in care"),
        ("together.*.steps.*.use", [*used, *patch_off], "is no remedy of this pattern"),
        ("in_short.today.*.about", [*used, *sections], "is no remedy or section of this pattern"),
        ("week.*.about", [*used, *sections], "is no remedy or section of this pattern"),
    ):
        for loc, name in values_at(pattern, path):
            if name not in known:
                yield Violation(loc, message, did_you_mean(str(name), known))


def _check_flare(pattern: PatternData) -> Iterator[Violation]:
    """Find steps of a flare-up that print nothing, and remedies for one that no step names."""
    steps = pattern.flare.steps if pattern.flare else ()
    elsewhere = [choice.use for choice in pattern.care if choice.moment != FLARE]
    for i, step in enumerate(steps):
        if step.say is None and (step.stop or step.use in elsewhere):
            hint = "add say: the flare-up names it, and its own section describes it"
            yield Violation(("flare", "steps", i), "prints nothing", hint)
    named = [step.use for step in steps]
    for i, choice in enumerate(pattern.care):
        if choice.moment == FLARE and choice.use not in named:
            hint = f"name it in the steps of flare: use: {choice.use}"
            yield Violation(("care", i, "moment"), "never prints", hint)


def _check_patch_off(
    pattern: PatternData, activities: Mapping[str, ActivityData]
) -> Iterator[Violation]:
    """Find a remedy that must not meet a patch, and does in a combination or a flare-up."""
    for i, combination in enumerate(pattern.together):
        uses = [step.use for step in combination.steps]
        at_once = combination.joint == "plus" and "patch" in uses
        for j in _with_patch_on(uses, activities, at_once):
            hint = f"put a step with use: {PATCH_OFF} before it"
            loc = ("together", i, "steps", j, "use")
            yield Violation(loc, f"{uses[j]} with the patch still on", hint)
    uses = [step.use or "" for step in (pattern.flare.steps if pattern.flare else ())]
    for i in _with_patch_on(uses, activities):
        message = f"{uses[i]} with the patch still on"
        yield Violation(("flare", "steps", i, "use"), message, "put the patch after it")


def _with_patch_on(
    uses: Iterable[str], activities: Mapping[str, ActivityData], worn: bool = False
) -> Iterator[int]:
    """Find the steps at which a patch is worn that must be off."""
    for i, use in enumerate(uses):
        worn = (worn or use == "patch") and use != PATCH_OFF
        if worn and needs_patch_off(use, activities):
            yield i


def _check_gates(
    pattern: PatternData, activities: Mapping[str, ActivityData]
) -> Iterator[Violation]:
    """Find activities that need a gate, in a pattern that has none."""
    if pattern.gate is not None:
        return
    for path in ("care.*.use", "flare.steps.*.use"):
        for loc, name in values_at(pattern, path):
            activity = activities.get(str(name))
            for gate in load_gates().gates:
                if activity is not None and gate.guards(activity):
                    hint = f"add gate: the therapist confirms that {gate.confirm}"
                    yield Violation(loc, f"a pattern with {name} needs a gate", hint)


def needs_patch_off(use: str, activities: Mapping[str, ActivityData]) -> bool:
    """Whether a patch must be off before a remedy: pressure, cold, heat and hot water."""
    if use in APPLICATIONS:
        return REMEDIES[use].patch_off
    activity = activities.get(use)
    return activity is not None and (
        REMEDIES[activity.kind].patch_off or patch_must_be_off(activity.moves)
    )
