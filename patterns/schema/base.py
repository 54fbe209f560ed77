"""What every model of ours is built on, and how a model refuses what it was given."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

# Pydantic would look for plugins in every package that is installed, and run what it finds.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from collections.abc import Iterable


class Model(BaseModel):
    """A frozen model that takes nothing it does not know and converts nothing in silence."""

    model_config = ConfigDict(
        allow_inf_nan=False,
        defer_build=True,  # most models are parts of one that is built whole
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
        strict=True,
        validate_default=True,
    )


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that a model's own rules refuse.

    `loc` leads from that model to the fault, such as `("stretches", 1, "dose", "hold_seconds")`,
    counted from 0; it may end in a key that is not there. `message` goes on where the path ends:
    "is 90, more than 60". Neither it nor `hint` ever quotes a client.
    """

    loc: tuple[str | int, ...]
    message: str
    hint: str = ""


class ModelViolations(ValueError):  # noqa: N818 - it holds faults, as its name says
    """Several faults that a validator reports at once, each to be shown at its own place."""

    def __init__(self, faults: Iterable[Violation]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(fault.message for fault in self.faults))


def refuse(faults: Iterable[Violation]) -> None:
    """Raise `ModelViolations` if there are any: the last line of a validator of many rules."""
    found = tuple(faults)
    if found:
        raise ModelViolations(found)
