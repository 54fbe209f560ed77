"""Find the handouts that an earlier run made from the same rows on another day.

A row without a day gets that of the clock. If a run is gone on with after midnight, its clients
must not get a second sheet with another date.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from handouts.batch.manifest import read_manifest
from handouts.batch.separate_files import digest_of, digest_of_row, file_name
from handouts.commands.messages import count
from patterns.errors import ExitCode, UserError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from handouts.batch.planner import BatchJob


def check_days(jobs: Iterable[BatchJob], folder: Path, today: date) -> None:
    """Raise `UserError` if a folder has sheets of the same rows with another day than `today`."""
    manifest, earlier = read_manifest(folder), Counter[str]()
    for job in jobs:
        name = file_name(job)
        others = manifest.made_from_row(job.row.id, digest_of_row(job.row)) - {name}
        if others and "date" not in job.row.values and not manifest.finished(name, digest_of(job)):
            earlier[max(_day(file, job.row.id) for file in others)] += 1
    if earlier:
        day, number = max(earlier.items())
        message = f"{count(number, 'handout')} of these rows {'were' if number > 1 else 'was'} made"
        raise UserError.one(
            f"{message} on {day}",
            file=str(folder),
            hint=f"give --date {day} to go on with that run, or --date {today} to make new ones",
            exit_code=ExitCode.CANNOT_WRITE,
        )


def _day(file: str, id_: str) -> str:
    """Return the day in the name of a file."""
    return file.removeprefix(f"{id_}-").removesuffix(".pdf")
