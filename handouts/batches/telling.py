"""What a batch will make or has made in, the lines that tell it out."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.batches.batch import Forecast, Ready
    from handouts.batches.progress import Total

MINUTE = 60


def count(number: int, noun: str) -> str:
    """Say how many there are of something."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def forecast_lines(told: Forecast) -> Iterator[str]:
    """Say what a batch would make."""
    yield f"Would make {count(told.handouts, 'handout')} ({count(told.sides, 'side')})."
    yield f"Paper: {count(told.paper, 'sheet')}."
    yield f"Templates: {told.templates}, of which {told.laid_out} had to be laid out for this."
    yield f"Time: {_about(told.seconds)}."
    if told.failed:
        yield f"Rows to mend: {told.failed:,}."


def closing_lines(total: Total, ready: Ready) -> Iterator[str]:
    """Say what a batch has made, and what to do about the rows that it passed over."""
    sides = count(total.sides, "side")
    if total.there:
        were = "was" if total.there == 1 else "were"
        sides = f"{total.there:,} {were} there already; {sides} in all"
    yield f"Wrote {count(total.made, 'handout')} to {ready.place} ({sides})."
    if ready.bad:
        rows, them = count(len(ready.bad), "row"), "it" if len(ready.bad) == 1 else "them"
        again = "again" if ready.batch.merged is None else "again with --force"
        yield f"Left out {rows}, listed in {ready.report}. Mend {them} and run this {again}."


def _about(seconds: float) -> str:
    if seconds < MINUTE:
        return "less than a minute"
    return f"about {count(ceil(seconds / MINUTE), 'minute')}"
