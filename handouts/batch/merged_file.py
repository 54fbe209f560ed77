"""Write all jobs of a batch into one PDF for the printer.

The file is written piece by piece, and gets its name when it is whole. What templates share is
written once, so a thousand sheets take the room of a few.
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

ID_FIELDS = ("id", "id-smaller", "id-smallest")
"""The fields of a separator sheet for an id, from large letters to small."""


@dataclass(frozen=True, slots=True)
class Binding:
    """How handouts are bound into one file.

    `duplex` begins each on a fresh sheet of paper, `separators` are the sheets that lie before
    each, by paper, and without `tagged` the file is for a printer alone.
    """

    duplex: bool = True
    tagged: bool = True
    separators: Mapping[str, PreparedPdf] = field(default_factory=dict)


class Bound(NamedTuple):
    """A job that is in the file, and how many sides it takes there, blank ones included."""

    job: BatchJob
    sides: int


def merge(
    jobs: Sequence[BatchJob], path: Path, binding: Binding, *, replace: bool
) -> Iterator[Bound]:
    """Write the jobs into one file, and yield each when it is in there.

    The file gets its name after the last job. Raises `UserError` if it cannot be written.
    """
    info = jobs[0].prepared.template.info
    metadata = PdfMetadata(info.sheets, info.author, info.sheets, info.language)
    with open_atomic_stream(path, replace=replace) as file:
        writer = Writer(file.write)
        assembler = PdfAssembler(writer, metadata, many=True, tagged=binding.tagged)
        placed: dict[str, PlacedTemplate] = {}
        for job in jobs:
            check()
            if job.name not in placed:
                placed[job.name] = assembler.add_shared(job.prepared.template)
            yield Bound(job, _bind(assembler, placed[job.name], job, binding))
        writer.finish(*assembler.write_catalog())
        if verify_merged(file, writer.offsets(), tagged=binding.tagged) != assembler.sides:
            raise ValueError("the file has other sides than were put into it")


def sides_of(job: BatchJob, binding: Binding) -> int:
    """Count the sides that a job takes, with its copies, its separator and blank sides."""
    sides = len(job.prepared.template.pages)
    padded = sides + sides % 2 if binding.duplex else sides
    separator = 0 if not binding.separators else 2 if binding.duplex else 1
    return separator + job.row.copies * padded


def _bind(assembler: PdfAssembler, placed: PlacedTemplate, job: BatchJob, binding: Binding) -> int:
    """Add a job with its separator and its copies; return how many sides were added."""
    before, template = assembler.sides, job.prepared.template
    if binding.separators:
        separator = binding.separators[template.info.paper].template
        slots = assembler.add_handout(assembler.add_shared(separator), job.row.id)
        assembler.add_overlays(slots, overlays(separator, separator_values(separator, job)))
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


def separator_values(separator: Template, job: BatchJob) -> Values:
    """Return the text of a separator sheet: the id, in the largest letters that fit, no name."""
    values: dict[FieldName, str] = {
        "title": job.prepared.template.info.title,
        "sides": str(len(job.prepared.template.pages)),
        "copies": str(job.row.copies),
    }
    for room in separator.fields:
        if room.name in ID_FIELDS and fits_on_one_line(job.row.id, room, separator.glyphs):
            return {**values, room.name: job.row.id}
    raise ValueError("the separator sheet has no room for an id")
