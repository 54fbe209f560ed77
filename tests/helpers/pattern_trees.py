"""Patterns as plain trees that a test can set_at, and what a changed tree breaks."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from pydantic import ValidationError

from patterns.catalog import load
from patterns.pattern import Pattern
from patterns.schema.base import ModelViolations
from tests.helpers import OWN_PATTERNS

if TYPE_CHECKING:
    from patterns.schema.base import Violation
    from patterns.schema.yaml_tree import KeyPath

Tree = dict[str, Any]

HIP = "lateral-hip-rotators"
OWN = OWN_PATTERNS
"""Patterns that only the tests have."""

IDS = (HIP, "calf", "sternocleidomastoid")


@cache
def _source(name: str) -> str:
    return load(name, OWN).pattern.model_dump_json()


def tree(name: str = HIP) -> Tree:
    """Return a new tree of a pattern."""
    return cast("Tree", json.loads(_source(name)))


def build_pattern(changed: Tree) -> Pattern:
    """Validate a tree."""
    return Pattern.model_validate_json(json.dumps(changed))


def set_at(changed: Tree, loc: KeyPath, value: object) -> Tree:
    """Set the value at a path of a tree, and return the tree."""
    *way, last = loc
    part: Any = changed
    for step in way:
        part = part[step]
    part[last] = value
    return changed


def violations(changed: Tree) -> tuple[Violation, ...]:
    """Return the violations of a tree; any other error is one of the test."""
    try:
        build_pattern(changed)
    except ValidationError as error:
        (found,) = error.errors()
        broken = found.get("ctx", {}).get("error")
        if isinstance(broken, ModelViolations):
            return broken.violations
        raise
    return ()
