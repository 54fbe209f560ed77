"""Write a file for each job into one folder, each file whole or not at all.

The manifest of the folder lists what is finished: a run that was stopped continues when it is run
again, and what is finished is neither stamped nor written twice.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from itertools import groupby, islice, tee
from operator import attrgetter
from typing import TYPE_CHECKING

from handouts.batch.manifest import Record, open_manifest
from handouts.batch.planner import FinishedJob
from handouts.files.atomic import oserror_as_user_error, remove_stale_temps, write_together
from handouts.files.targets import make_folder
from handouts.pdf.verify import verify_stamped
from handouts.template.codec import from_bytes, to_bytes
from handouts.template.stamp import PreparedPdf, prepare, stamp_client
from handouts.workers.executors import map_ordered
from patterns.errors import ExitCode, Problem, UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Executor
    from pathlib import Path

    from handouts.batch.manifest import ManifestWriter
    from handouts.batch.planner import BatchJob
    from handouts.request.values import ClientText
    from handouts.roster.reader import RosterRow

CHUNK = 40
"""How many sheets one task stamps: some milliseconds of work, some megabytes of result."""

MAX_PREPARED = 64
"""How many prepared templates a process keeps."""

FSYNC_BATCH = CHUNK
"""How many files are synchronized together; as many may have to be made again after a power cut."""

_DAMAGED = (
    "is there already, made from this row, and has been altered or damaged since",
    "delete it, or write over it with --force",
)
_EXISTS = (
    "is there already, and not from this row as it is now",
    "choose another folder, or write over it with --force",
)


@dataclass(frozen=True, slots=True, repr=False)
class StampTask:
    """Clients whose sheets have one template, which `handouts.template.codec` has encoded.

    It is sent to other processes; a scheduler may write its text, which names no client, to a log.
    """

    template: bytes
    clients: tuple[ClientText, ...]

    def __repr__(self) -> str:
        return f"StampTask of {len(self.clients)}"


@dataclass(frozen=True, slots=True)
class Delivery:
    """How files are written: the folder, who stamps them, and the clock that times them.

    `prefetch` is how many tasks may wait. `finish` is called after the last file, while the folder
    is still locked.
    """

    folder: Path
    replace: bool
    executor: Executor
    prefetch: int
    timer: Callable[[], float]
    finish: Callable[[], None] = lambda: None


def deliver(jobs: Iterable[BatchJob], delivery: Delivery) -> Iterator[FinishedJob]:
    """Write a file for each job, template by template; yield each job when its file exists.

    Raises `UserError` for a folder that cannot be written, with `ExitCode.BUSY` while another run
    has it, and, before anything is written, for files that were not made from the same rows.
    """
    folder, replace = delivery.folder, delivery.replace
    make_folder(folder)
    with open_manifest(folder) as manifest:
        remove_stale_temps(folder)
        finished, missing = _partition(jobs, manifest)
        if not replace:
            _check_existing(missing, delivery, manifest)
        yield from finished
        stamped = _stamp(missing, delivery)
        begun = delivery.timer()
        while group := list(islice(stamped, FSYNC_BATCH)):
            files = [(folder / file_name(job), pdf) for job, pdf in group]
            write_together([file for file in files if not _is_same(*file)], replace=replace)
            now = delivery.timer()
            for job, pdf in group:
                record = _record(job, pdf, (now - begun) / len(group))
                manifest.add(record)
                yield FinishedJob(job, record.sides)
            begun = now
        delivery.finish()


def file_name(job: BatchJob) -> str:
    """Name a file after the id and the day of a row, never after the client."""
    return f"{job.row.id}-{job.personal.date.isoformat()}.pdf"


def digest_of(job: BatchJob) -> str:
    """Digest everything that the file and the record of a job are made from."""
    lines = job.personal[1:]
    text = f"{job.row.id} {job.name} {job.personal.date} {job.row.copies} {lines!r}"
    return sha256(text.encode()).hexdigest()


def digest_of_row(row: RosterRow) -> str:
    """Digest what stands in a row of the roster, which a run on another day has too."""
    text = f"{row.id} {row.pattern} {row.copies} {sorted(row.values.items())!r}"
    return sha256(text.encode()).hexdigest()


def _partition(
    jobs: Iterable[BatchJob], manifest: ManifestWriter
) -> tuple[list[FinishedJob], list[BatchJob]]:
    """Separate finished jobs from missing ones, each in the order of their templates."""
    finished, missing = [], []
    for job in sorted(jobs, key=attrgetter("name")):
        if record := manifest.finished(file_name(job), digest_of(job)):
            finished.append(FinishedJob(job, record.sides, fresh=False))
        else:
            missing.append(job)
    return finished, missing


def _check_existing(jobs: Sequence[BatchJob], delivery: Delivery, manifest: ManifestWriter) -> None:
    """Raise `UserError` for every file that has the name of a job and other bytes.

    One with the same bytes was written by a run that was killed before it could record it.
    """
    folder = delivery.folder
    recorded = {file_name(job) for job in jobs if manifest.is_of(file_name(job), digest_of(job))}
    existing = [job for job in jobs if os.path.lexists(folder / file_name(job))]
    stamped = ((folder / file_name(job), pdf) for job, pdf in _stamp(existing, delivery))
    problems = [
        Problem(str(path), 0, 0, "", *(_DAMAGED if path.name in recorded else _EXISTS))
        for path, pdf in stamped
        if not _is_same(path, pdf)
    ]
    if problems:
        raise UserError(problems, ExitCode.CANNOT_WRITE)


def _is_same(path: Path, pdf: bytes) -> bool:
    """Tell whether a file exists with the same bytes already; a link counts as another file."""
    with oserror_as_user_error(path):
        same_size = path.is_file() and not path.is_symlink() and path.stat().st_size == len(pdf)
        return same_size and path.read_bytes() == pdf


def _stamp(jobs: Iterable[BatchJob], delivery: Delivery) -> Iterator[tuple[BatchJob, bytes]]:
    """Stamp sheets, many in one task, and verify each."""
    chunks, again = tee(_chunks(jobs))
    tasks = (task for _, task in again)
    answers = map_ordered(delivery.executor, stamp_clients, tasks, delivery.prefetch)
    for (chunk, _), pdfs in zip(chunks, answers, strict=True):
        if len(pdfs) != len(chunk):
            raise ValueError("a worker returned fewer sheets than it was asked for")
        for job, pdf in zip(chunk, pdfs, strict=True):
            verify_stamped(pdf, job.prepared.body, job.prepared.slots.streams.values())
            yield job, pdf


def _record(job: BatchJob, pdf: bytes, seconds: float) -> Record:
    info = job.template.info
    return Record(
        id=job.row.id,
        file=file_name(job),
        sha256=sha256(pdf).hexdigest(),
        bytes=len(pdf),
        pattern=info.pattern,
        version=info.version,
        sides=len(job.template.pages),
        copies=job.row.copies,
        seconds=round(seconds, 6),
        made_from=digest_of(job),
        row=digest_of_row(job.row),
        number=info.number,
    )


def _chunks(jobs: Iterable[BatchJob]) -> Iterator[tuple[list[BatchJob], StampTask]]:
    """Divide jobs, which are in the order of their templates, among tasks."""
    for _, same_template in groupby(jobs, attrgetter("name")):
        group = list(same_template)
        template = to_bytes(group[0].template)
        for start in range(0, len(group), CHUNK):
            chunk = group[start : start + CHUNK]
            yield chunk, StampTask(template, tuple(job.personal for job in chunk))


def stamp_clients(task: StampTask) -> list[bytes]:
    """Stamp the sheets of a task; return a PDF for each client, in order."""
    prepared = _prepared(task.template)
    return [stamp_client(prepared, client) for client in task.clients]


@lru_cache(MAX_PREPARED)
def _prepared(blob: bytes) -> PreparedPdf:
    template = from_bytes(blob)
    if template is None:
        raise ValueError("a template was altered on its way")
    return prepare(template)
