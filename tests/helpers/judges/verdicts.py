"""What a judge says of a file, in one shape for all judges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

PROFILES = ("ua1", "2a")
"""PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2), as both judges name them."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One judge's word on one file: what was looked at, and each broken rule with its reason."""

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
    """Give the verdicts that find fault, in words; one that looked at nothing is at fault too."""
    return [str(verdict) for verdict in verdicts if verdict.faults or not verdict.rules]
