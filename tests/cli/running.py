"""What a command run in a test takes and gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Result:
    """How a command ended: its exit code and what went to the two streams."""

    code: int
    out: bytes
    err: str


class Run(Protocol):
    """Runs a command, with `given` on its standard input."""

    def __call__(self, *words: str | Path, given: str = "") -> Result: ...
