"""The base class of all models that read YAML, and how its validators report violations."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

# Pydantic would look for plugins in every package that is installed, and run what it finds.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from patterns.schema.yaml_tree import KeyPath


class Model(BaseModel):
    """A frozen model that refuses unknown keys and converts no type."""

    model_config = ConfigDict(
        allow_inf_nan=False,
        defer_build=True,  # most models are built as parts of another
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
        strict=True,
        validate_default=True,
    )


@dataclass(frozen=True, slots=True)
class Violation:
    """One violation of a rule that a model checks itself.

    `loc` is the path from that model to the value at fault; it may end in a key that is missing.
    `message` continues a sentence that begins with that path: "is 90, more than 60". Neither it nor
    `hint` may quote a client.
    """

    loc: KeyPath
    message: str
    hint: str = ""


class ModelViolations(ValueError):  # noqa: N818 - it is a collection, as its name says
    """The violations that a validator reports together, each shown at its own place."""

    def __init__(self, violations: Iterable[Violation]) -> None:
        self.violations = tuple(violations)
        super().__init__("; ".join(violation.message for violation in self.violations))


def refuse(violations: Iterable[Violation]) -> None:
    """Raise `ModelViolations` if there are any violations."""
    found = tuple(violations)
    if found:
        raise ModelViolations(found)
