"""The verdict of a judge on a file, the same type for all judges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

PROFILES = ("ua1", "2a")
"""PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2), by the names of both judges."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict on one file: the number of rules and checks, and each violation."""

    judge: str
    file: Path
    profile: str
    rules: int
    checks: int
    faults: tuple[str, ...]

    def __str__(self) -> str:
        said = "; ".join(self.faults) or "no fault"
        return f"{self.judge} {self.profile} {self.file.name}: {said}"


def faulty(verdicts: Iterable[Verdict]) -> list[str]:
    """Return the verdicts with violations as text, and those that checked no rule."""
    return [str(verdict) for verdict in verdicts if verdict.faults or not verdict.rules]
