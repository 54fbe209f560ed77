"""Patterns as plain trees that a test can bend, and what a bent tree breaks."""

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
"""Patterns that ship with the tests alone."""

IDS = (HIP, "calf", "sternocleidomastoid")


@cache
def _source(name: str) -> str:
    return load(name, OWN).pattern.model_dump_json()


def tree(name: str = HIP) -> Tree:
    """Give a fresh tree of a pattern."""
    return cast("Tree", json.loads(_source(name)))


def grow(bent: Tree) -> Pattern:
    """Make a pattern of a tree."""
    return Pattern.model_validate_json(json.dumps(bent))


def bend(bent: Tree, loc: KeyPath, value: object) -> Tree:
    """Put a value at a place of a tree."""
    *way, last = loc
    part: Any = bent
    for step in way:
        part = part[step]
    part[last] = value
    return bent


def faults(bent: Tree) -> tuple[Violation, ...]:
    """Tell what a tree breaks; a fault of shape rather than of a rule is an error of the test."""
    try:
        grow(bent)
    except ValidationError as error:
        (found,) = error.errors()
        broken = found.get("ctx", {}).get("error")
        if isinstance(broken, ModelViolations):
            return broken.violations
        raise
    return ()
