"""Jobs and a file name in; one PDF for the printer there out, every client on fresh paper.

The file grows as it is written, and gets its name once it is whole. What templates share is in it
once, so that a thousand sheets take the room of a few.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from handouts.files.streaming import open_atomic_stream
from handouts.interruption import check
from handouts.pdf.metadata import PdfMetadata
from handouts.pdf.verify import verify_merged
from handouts.pdf.writer import Writer
from handouts.template.assemble import PdfAssembler
from handouts.template.stamp import overlays, values_of
from handouts.template.text_fit import fits_on_one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from handouts.batch.planner import BatchJob
    from handouts.document import FieldName
    from handouts.template.assemble import PlacedTemplate
    from handouts.template.model import Template
    from handouts.template.stamp import PreparedPdf, Values

SIZES_OF_ID = ("id", "id-smaller", "id-smallest")
"""The fields of a separator sheet for an id, from large letters to small."""


@dataclass(frozen=True, slots=True)
class Binding:
    """How a file is bound.

    `duplex` begins every handout on a fresh sheet of paper, `separators` are the plates of the
    sheets that lie before each, by paper, and without `tagged` the file is for a printer alone.
    """

    duplex: bool = True
    tagged: bool = True
    separators: Mapping[str, PreparedPdf] = field(default_factory=dict)


class Bound(NamedTuple):
    """A job that is in the file now, and the sides it takes there, blank ones included."""

    job: BatchJob
    sides: int


def merge(jobs: Sequence[BatchJob], path: Path, how: Binding, *, replace: bool) -> Iterator[Bound]:
    """Write the jobs into one file, and give each once it is in there.

    The file is there when the last has been taken. Raises `UserError` for what cannot be written.
    """
    about = jobs[0].prepared.template.about
    facts = PdfMetadata(about.sheets, about.author, about.sheets, about.language)
    with open_atomic_stream(path, replace=replace) as file:
        writer = Writer(file.write)
        book = PdfAssembler(writer, facts, many=True, tagged=how.tagged)
        placed: dict[str, PlacedTemplate] = {}
        for job in jobs:
            check()
            if job.name not in placed:
                placed[job.name] = book.place(job.prepared.template)
            yield Bound(job, _bind(book, placed[job.name], job, how))
        writer.finish(*book.close())
        if verify_merged(file, writer.offsets(), tagged=how.tagged) != book.sides:
            raise ValueError("the file has other sides than were put into it")


def sides_of(job: BatchJob, how: Binding) -> int:
    """Count the sides that a job takes, its copies, its separator and blank sides included."""
    sides = len(job.prepared.template.pages)
    full = sides + sides % 2 if how.duplex else sides
    before = 0 if not how.separators else 2 if how.duplex else 1
    return before + job.row.copies * full


def _bind(book: PdfAssembler, placed: PlacedTemplate, job: BatchJob, how: Binding) -> int:
    """Add a job with its separator and its copies; give the sides that were added."""
    before, template = book.sides, job.prepared.template
    if how.separators:
        sheet = how.separators[template.about.paper].template
        leaves = book.add(book.place(sheet), job.row.id)
        book.fill(leaves, overlays(sheet, separator_values(sheet, job)))
        _fill_up(book, sheet, how)
    contents = overlays(template, values_of(template, job.personal))
    for copy in range(job.row.copies):
        leaves = book.add(placed, job.row.id)
        book.fill(leaves, contents)
        if copy == 0:
            book.bookmark(job.row.id, leaves.pages[0])
        _fill_up(book, template, how)
    return book.sides - before


def _fill_up(book: PdfAssembler, template: Template, how: Binding) -> None:
    """End a handout with a blank side, so that the next begins on a fresh sheet of paper."""
    if how.duplex and len(template.pages) % 2:
        last = template.pages[-1]
        book.blank(last.width, last.height)


def separator_values(separator: Template, job: BatchJob) -> Values:
    """Say whose sheets follow by their id alone, in the largest letters that it has room in."""
    values: dict[FieldName, str] = {
        "title": job.prepared.template.about.title,
        "sides": str(len(job.prepared.template.pages)),
        "copies": str(job.row.copies),
    }
    for room in separator.fields:
        if room.name in SIZES_OF_ID and fits_on_one_line(job.row.id, room, separator.glyphs):
            return {**values, room.name: job.row.id}
    raise ValueError("the separator sheet has no room for an id")
