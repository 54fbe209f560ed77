"""Validate files with the package `page`, which is independent of veraPDF and needs no Java."""

from __future__ import annotations

from typing import TYPE_CHECKING

from page import PageError, ValidationProfile, validate_pdf_bytes

from tests.helpers.judges.verdicts import PROFILES, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

MISREAD = "PDFA2A-STREAM-LENGTH-001"
"""A rule that is ignored: page reports a wrong length for a stream whose last byte is a carriage
return, as one in 256 compressed streams has: it counts that byte as part of the line end."""


def page(paths: Sequence[Path], profiles: Sequence[str] = PROFILES) -> list[Verdict]:
    """Validate files against each profile."""
    return [_judge(path, profile) for path in paths for profile in profiles]


def _judge(path: Path, profile: str) -> Verdict:
    try:
        report = validate_pdf_bytes(path.read_bytes(), profile=ValidationProfile(profile))
    except PageError as unreadable:
        return Verdict("page", path, profile, 0, 0, (f"unreadable: {unreadable}",))
    faults = tuple(
        f"{failure.rule_id} {failure.message}"
        for failure in report.failures
        if failure.rule_id != MISREAD
    )
    return Verdict("page", path, profile, report.rules.total, report.rules.total, faults)
