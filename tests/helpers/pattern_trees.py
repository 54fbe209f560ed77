"""Make patterns and activities as plain trees that a test can change, and see what that breaks."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from pydantic import ValidationError

from patterns.catalog import ActivityEntry, Entry, load_activity, load_file
from patterns.library_paths import (
    ACTIVITIES,
    ACTIVITY_FILE,
    PATTERN_FILE,
    activity_folders,
    pattern_folders,
)
from patterns.pattern import Activity, Pattern
from patterns.rules.care import check_care
from patterns.schema.base import ModelViolations, refuse
from tests.helpers import OWN_PATTERNS

if TYPE_CHECKING:
    from pathlib import Path

    from patterns.schema.base import Violation
    from patterns.schema.yaml_tree import KeyPath

Tree = dict[str, Any]

HIP = "lateral-hip-rotators"
OWN = OWN_PATTERNS
"""Patterns and activities that only the tests have."""

IDS = tuple(sorted(pattern_folders(OWN)))
ACTIVITY_IDS = tuple(sorted(activity_folders(OWN)))


@cache
def loaded(name: str) -> Entry:
    """Load a pattern of the library or of the tests, with its activities."""
    return load_file(pattern_folders(OWN)[name] / PATTERN_FILE, OWN)


@cache
def loaded_activity(name: str) -> ActivityEntry:
    """Load an activity of the library or of the tests."""
    return load_activity(activity_folders(OWN)[name])


@cache
def _source(name: str) -> str:
    return loaded(name).pattern.model_dump_json(exclude_none=True)


@cache
def _activity_source(name: str) -> str:
    return loaded_activity(name).activity.model_dump_json(exclude_none=True)


def tree(name: str = HIP) -> Tree:
    """Return a new tree of a pattern, without the keys that it leaves out.

    It has no usual choice, which would name what a test takes away.
    """
    found = cast("Tree", json.loads(_source(name)))
    found.pop("usual", None)
    return found


def activity_tree(name: str) -> Tree:
    """Return a new tree of an activity, without the keys that it leaves out."""
    return cast("Tree", json.loads(_activity_source(name)))


def set_at(changed: Tree, loc: KeyPath, value: object) -> Tree:
    """Set the value at a path of a tree, and return the tree."""
    *way, last = loc
    part: Any = changed
    for step in way:
        part = part[step]
    part[last] = value
    return changed


def without(changed: Tree, *keys: str) -> Tree:
    """Take keys out of a tree, and return the tree."""
    for key in keys:
        del changed[key]
    return changed


def build_pattern(changed: Tree) -> Pattern:
    """Validate the tree of a pattern."""
    return Pattern.model_validate_json(json.dumps(changed))


def build_activity(changed: Tree) -> Activity:
    """Validate the tree of an activity."""
    return Activity.model_validate_json(json.dumps(changed))


def violations(changed: Tree) -> tuple[Violation, ...]:
    """Return the violations of a pattern or an activity; any other error is one of the test."""
    try:
        (build_activity if "kind" in changed else build_pattern)(changed)
    except ValidationError as error:
        (found,) = error.errors()
        broken = found.get("ctx", {}).get("error")
        if isinstance(broken, ModelViolations):
            return broken.violations
        raise
    return ()


def activities_of(pattern: Pattern, *changed: Tree) -> dict[str, ActivityEntry]:
    """Return the activities that a pattern names, those that are given as changed trees first."""
    known = activity_folders(OWN)
    found = {name: loaded_activity(name) for name in pattern.used() if name in known}
    for each in changed:
        name = str(each["id"])
        found[name] = replace(loaded_activity(name), activity=build_activity(each))
    return found


def care_violations(changed: Tree, *activities: Tree) -> tuple[Violation, ...]:
    """Return what is wrong between a pattern and its activities, some of them changed."""
    pattern = build_pattern(changed)
    found = {name: each.activity for name, each in activities_of(pattern, *activities).items()}
    return tuple(check_care(pattern, found, ACTIVITY_IDS))


def entry_of(changed: Tree, *activities: Tree) -> Entry:
    """Join a changed pattern with its activities, some of them changed, as loading does.

    Its files and pictures are those of the pattern with its id. Raises `ModelViolations`.
    """
    refuse(care_violations(changed, *activities))
    pattern = build_pattern(changed)
    base = loaded(pattern.id)
    return replace(base, pattern=pattern, activities=activities_of(pattern, *activities))


def write_library(folder: Path, *trees: Tree) -> None:
    """Write patterns and activities into a library of one's own, each in its folder."""
    for each in trees:
        place = folder / ACTIVITIES / each["id"] if "kind" in each else folder / each["id"]
        place.mkdir(parents=True)
        name = ACTIVITY_FILE if "kind" in each else PATTERN_FILE
        (place / name).write_text(json.dumps(each, indent=1), "utf-8")
