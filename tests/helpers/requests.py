"""Make requests and clients' lines from plans, as the command line does."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from handouts.request.plan_reader import read_plan
from handouts.request.values import ClientText, SheetRequest, resolve

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from handouts.request.plan import Plan

TODAY = date(2026, 11, 23)


def asked(
    patterns: Sequence[str], plan: Path | bytes | None = None, **options: object
) -> tuple[list[SheetRequest], ClientText]:
    """Read a plan, and combine it with options."""
    return resolve(patterns, options, read_plan(plan) if plan is not None else {}, TODAY)


def request_of(plan: Plan, pattern: str) -> SheetRequest:
    """Return what a plan asks of a pattern."""
    return _split(plan, pattern)[0][0]


def text_of(plan: Plan) -> ClientText:
    """Return the client's lines of a plan."""
    return _split(plan, "")[1]


def _split(plan: Plan, pattern: str) -> tuple[list[SheetRequest], ClientText]:
    values = {name: value for name, value in dict(plan).items() if value is not None}
    return resolve([pattern], {}, values, TODAY)
