"""Format the forecast of a dry run and the summary of a finished batch."""

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

MAX_LISTED = 3
"""How many deleted files are named."""


def forecast_lines(forecast: Forecast) -> Iterator[str]:
    """Format a forecast."""
    sides = _sides(forecast.sides, forecast.there)
    yield f"Would make {count(forecast.handouts, 'handout')} ({sides})."
    yield f"Paper: {count(forecast.paper, 'sheet')}."
    laid_out = f"{forecast.laid_out} had to be laid out for this"
    yield f"Templates: {forecast.templates}, of which {laid_out}."
    yield f"Time: {_about(forecast.seconds)}."
    if forecast.failed:
        yield f"Rows to mend: {forecast.failed:,}."


def closing_lines(total: Total, checked: CheckedBatch) -> Iterator[str]:
    """Format what a batch made, and what to do about skipped rows."""
    sides = _sides(total.sides, total.there, before="was", many_before="were")
    yield f"Wrote {count(total.made, 'handout')} to {checked.place} ({sides})."
    if checked.leftovers:
        names = ", ".join(path.name for path in checked.leftovers[:MAX_LISTED])
        more = len(checked.leftovers) - MAX_LISTED
        rest = f" and {more:,} more" if more > 0 else ""
        yield f"Deleted {names}{rest}, which an earlier run had left."
    if checked.bad:
        rows, them = count(len(checked.bad), "row"), "it" if len(checked.bad) == 1 else "them"
        again = "again" if checked.batch.merged is None else "again with --force"
        yield f"Left out {rows}, listed in {checked.report}. Mend {them} and run this {again}."


def _sides(number: int, there: int, *, before: str = "is", many_before: str = "are") -> str:
    """Format the number of sides, and how many handouts existed before."""
    sides = count(number, "side")
    if not there:
        return sides
    return f"{there:,} {before if there == 1 else many_before} there already; {sides} in all"


def _about(seconds: float) -> str:
    if seconds < MINUTE:
        return "less than a minute"
    return f"about {count(ceil(seconds / MINUTE), 'minute')}"
