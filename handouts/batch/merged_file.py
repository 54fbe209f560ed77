"""Write the jobs of a batch into one PDF for the printer, or into several numbered ones.

A file is written piece by piece, and gets its name when it is whole. What templates share is
written once, so a thousand sheets take the room of a few.
"""

from __future__ import annotations

import errno
import re
import stat
from collections import Counter
from dataclasses import dataclass, field
from itertools import chain, pairwise
from mmap import ACCESS_READ, mmap
from typing import TYPE_CHECKING, NamedTuple

from handouts.batch.planner import FinishedJob
from handouts.commands.messages import count
from handouts.files.atomic import cannot_write, oserror_as_user_error
from handouts.files.streaming import foreign_file_error, open_atomic_stream
from handouts.interruption import check
from handouts.pdf.metadata import PRODUCER, PdfMetadata
from handouts.pdf.verify import verify_merged
from handouts.pdf.writer import HEADER, MAX_OBJECTS, Writer
from handouts.template.assemble import PdfAssembler, objects_of_copy
from handouts.template.stamp import overlays, values_of
from handouts.template.text_fit import fits_on_one_line
from patterns.errors import ExitCode, Problem, UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from handouts.batch.planner import BatchJob
    from handouts.document import FieldName
    from handouts.template.assemble import PlacedTemplate
    from handouts.template.model import Template
    from handouts.template.stamp import PreparedPdf, Values

ID_FIELDS = ("id", "id-smaller", "id-smallest")
"""The fields of a separator sheet for an id, from large letters to small."""

_NUMBER = "(?!000)([0-9]{3}|[1-9][0-9]{3,8})"
"""The number of a file, from 001 up, as `merged_parts` writes it."""

_EXISTS = FileExistsError(errno.EEXIST, "")
_PRODUCER = f"<pdf:Producer>{PRODUCER}</pdf:Producer>".encode()


OBJECTS_OF_FILE = 200
"""The objects that a file has once, with those of its separator sheets."""

OBJECTS_BESIDE = 1.02
"""Objects of a file for each one of its handouts: nodes of trees, and streams that pack objects."""


class MergedPart(NamedTuple):
    """One merged file and the jobs that go into it."""

    path: Path
    jobs: Sequence[BatchJob]


@dataclass(frozen=True, slots=True)
class Binding:
    """How handouts are bound into one file.

    `duplex` begins each on a fresh sheet of paper, `separators` are the sheets that lie before
    each, by paper, and without `tagged` the file is for a printer alone.
    """

    duplex: bool = True
    tagged: bool = True
    separators: Mapping[str, PreparedPdf] = field(default_factory=dict)


def merge(
    jobs: Sequence[BatchJob], path: Path, binding: Binding, *, replace: bool
) -> Iterator[FinishedJob]:
    """Write the jobs into one file, and yield each when it is in there, with its blank sides.

    The file gets its name after the last job. Raises `UserError` if it cannot be written.
    """
    with open_atomic_stream(path, replace=replace) as file:
        yield from merge_into(file, jobs, binding)


def merge_into(file: BinaryIO, jobs: Sequence[BatchJob], binding: Binding) -> Iterator[FinishedJob]:
    """Write the jobs into an open file that can be read too, as `merge` does."""
    info = jobs[0].template.info
    metadata = PdfMetadata(info.sheets, info.author, info.sheets, info.language)
    writer = Writer(file.write)
    assembler = PdfAssembler(
        writer, metadata, many=True, tagged=binding.tagged, duplex=binding.duplex
    )
    placed: dict[str, PlacedTemplate] = {}
    for job in jobs:
        check()
        if job.name not in placed:
            placed[job.name] = assembler.add_shared(job.template)
        yield FinishedJob(job, _bind(assembler, placed[job.name], job, binding))
    writer.finish(*assembler.write_catalog())
    if verify_merged(file, writer.offsets(), tagged=binding.tagged) != assembler.sides:
        raise ValueError("the file has other sides than were put into it")


def sides_of(job: BatchJob, binding: Binding) -> int:
    """Count the sides that a job takes, with its copies, its separator and blank sides."""
    sides = len(job.template.pages)
    padded = sides + sides % 2 if binding.duplex else sides
    separator = 0 if not binding.separators else 2 if binding.duplex else 1
    return separator + job.row.copies * padded


def _bind(assembler: PdfAssembler, placed: PlacedTemplate, job: BatchJob, binding: Binding) -> int:
    """Add a job with its separator and its copies; return how many sides were added."""
    before, template = assembler.sides, job.template
    if binding.separators:
        separator = binding.separators[template.info.paper].template
        slots = assembler.add_handout(assembler.add_shared(separator), job.row.id)
        assembler.add_overlays(slots, overlays(separator, _separator_values(separator, job)))
        _pad(assembler, separator, binding)
    contents = overlays(template, values_of(template, job.personal))
    for copy in range(job.row.copies):
        slots = assembler.add_handout(placed, job.row.id)
        assembler.add_overlays(slots, contents)
        if copy == 0:
            assembler.add_bookmark(job.row.id, slots.pages[0])
        _pad(assembler, template, binding)
    return assembler.sides - before


def _pad(assembler: PdfAssembler, template: Template, binding: Binding) -> None:
    """Add a blank side where the next handout would begin on the back of a sheet of paper."""
    if binding.duplex and len(template.pages) % 2:
        last = template.pages[-1]
        assembler.add_blank_side(last.width, last.height)


def _separator_values(separator: Template, job: BatchJob) -> Values:
    """Return the text of a separator sheet: the id, in the largest letters that fit, no name."""
    values: dict[FieldName, str] = {
        "title": job.template.info.title,
        "sides": str(len(job.template.pages)),
        "copies": str(job.row.copies),
    }
    for room in separator.fields:
        if room.name in ID_FIELDS and fits_on_one_line(job.row.id, room, separator.glyphs):
            return {**values, room.name: job.row.id}
    raise ValueError("the separator sheet has no room for an id")


def merged_parts(
    jobs: Sequence[BatchJob],
    path: Path,
    split: int | None,
    binding: Binding,
    limit: int = MAX_OBJECTS,
) -> list[MergedPart]:
    """Divide jobs among files: `pile.pdf`, or `pile-001.pdf` and so on.

    A file has `split` jobs at most, and no more objects than the `limit` of a PDF.
    """
    ends = list(_ends(jobs, split or len(jobs), binding, limit))
    if split is None and len(ends) <= 1:
        return [MergedPart(path, jobs)]
    return [
        MergedPart(path.with_name(f"{path.stem}-{number:03}{path.suffix}"), jobs[start:end])
        for number, (start, end) in enumerate(pairwise((0, *ends)), start=1)
    ]


def _ends(jobs: Sequence[BatchJob], split: int, binding: Binding, limit: int) -> Iterator[int]:
    """Yield the index after the last job of each file."""
    start, total = 0, OBJECTS_OF_FILE
    templates: set[str] = set()
    for i, job in enumerate(jobs):
        objects = objects_of_job(job, binding)
        if i > start and (i - start == split or (total + objects) * OBJECTS_BESIDE > limit):
            yield i
            start, total, templates = i, OBJECTS_OF_FILE, set()
        if job.name not in templates:
            templates.add(job.name)
            total += len(job.template.shared)
        total += objects
    yield len(jobs)


def objects_of_job(job: BatchJob, binding: Binding) -> int:
    """Count the objects that a job adds to a file, without nodes of trees and object streams."""
    template = job.template
    copies = job.row.copies * _objects(template, binding)
    separators = binding.separators.get(template.info.paper)
    return 1 + copies + (_objects(separators.template, binding) if separators else 0)


def _objects(template: Template, binding: Binding) -> int:
    blank = len(template.pages) % 2 if binding.duplex else 0
    return blank + objects_of_copy(template, tagged=binding.tagged)


def two_papers(jobs: Iterable[BatchJob], path: Path) -> list[Problem]:
    """Return a remark if the jobs of a file are on different papers."""
    papers = Counter(job.template.info.paper for job in jobs)
    if len(papers) < 2:
        return []
    parts = " and ".join(
        f"{count(number, 'handout')} on {paper}" for paper, number in sorted(papers.items())
    )
    hint = "load both into the printer, or give all rows the same paper"
    return [Problem(str(path), 0, 0, "", f"has two papers, {parts}", hint)]


def leftover_parts(path: Path, written: Iterable[Path], *, replace: bool) -> list[Path]:
    """Find the files of an earlier, longer run that are not `written` by this one.

    Clients' sheets of two runs must not lie in one series. Raises `UserError` for all such files
    unless they may be replaced, and for those that Handouts did not write.
    """
    series = re.compile(f"{re.escape(path.stem)}-{_NUMBER}{re.escape(path.suffix)}")
    with oserror_as_user_error(path.parent):
        others = sorted(set(path.parent.iterdir()).difference(written))
    found = [other for other in others if series.fullmatch(other.name)]
    refused = [
        (foreign_file_error(other) if replace else cannot_write(_EXISTS, str(other))).problems
        for other in found
        if not (replace and is_our_pdf(other))
    ]
    if refused:
        raise UserError(chain.from_iterable(refused), ExitCode.CANNOT_WRITE)
    return found


def is_our_pdf(path: Path) -> bool:
    """Tell whether a file is a PDF that Handouts wrote: by its header and its producer."""
    with oserror_as_user_error(path):
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode) or not status.st_size:
            return False
        with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
            return data[: len(HEADER)] == HEADER and data.rfind(_PRODUCER) >= 0


def remove_parts(paths: Iterable[Path]) -> None:
    """Delete the files of an earlier run, unless something else has their names by now."""
    for path in paths:
        with oserror_as_user_error(path):
            if path.exists() and is_our_pdf(path):
                path.unlink()
