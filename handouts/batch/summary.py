"""What a batch will make or has made in, the lines that tell it out."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from handouts.commands.messages import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.batch.dry_run import Forecast
    from handouts.batch.progress import Total
    from handouts.batch.run import CheckedBatch

MINUTE = 60


def forecast_lines(told: Forecast) -> Iterator[str]:
    """Say what a batch would make."""
    yield f"Would make {count(told.handouts, 'handout')} ({_sides(told.sides, told.there)})."
    yield f"Paper: {count(told.paper, 'sheet')}."
    yield f"Templates: {told.templates}, of which {told.laid_out} had to be laid out for this."
    yield f"Time: {_about(told.seconds)}."
    if told.failed:
        yield f"Rows to mend: {told.failed:,}."


def closing_lines(total: Total, checked: CheckedBatch) -> Iterator[str]:
    """Say what a batch has made, and what to do about the rows that it passed over."""
    sides = _sides(total.sides, total.there, before="was", many_before="were")
    yield f"Wrote {count(total.made, 'handout')} to {checked.place} ({sides})."
    if checked.bad:
        rows, them = count(len(checked.bad), "row"), "it" if len(checked.bad) == 1 else "them"
        again = "again" if checked.batch.merged is None else "again with --force"
        yield f"Left out {rows}, listed in {checked.report}. Mend {them} and run this {again}."


def _sides(number: int, there: int, *, before: str = "is", many_before: str = "are") -> str:
    """Say how many sides there are, and how many handouts are not new."""
    sides = count(number, "side")
    if not there:
        return sides
    return f"{there:,} {before if there == 1 else many_before} there already; {sides} in all"


def _about(seconds: float) -> str:
    if seconds < MINUTE:
        return "less than a minute"
    return f"about {count(ceil(seconds / MINUTE), 'minute')}"
