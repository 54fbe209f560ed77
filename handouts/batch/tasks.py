"""The two tasks that another process can do: lay out a template, and stamp a chunk of clients.

What goes in and comes out is plain data that can be sent. A task gives what a person can mend
back as problems, and its own text, which a scheduler may write to a log, names no client.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from handouts.template.codec import from_bytes, to_bytes
from handouts.template.stamp import PreparedPdf, prepare, stamp_client
from patterns.errors import Problem, UserError

if TYPE_CHECKING:
    import datetime

    from handouts.request.choice import ClientText, SheetRequest
    from handouts.request.order import OrderLoader
    from handouts.template.model import FieldLayout

    Problems = tuple[Problem, ...]

MAX_PREPARED = 64
"""How many templates a process keeps ready."""


@dataclass(frozen=True, slots=True)
class LayoutTask:
    """A template to lay out: the choice, pages of the alphabet, and how the strip is divided.

    Layouts of one `run` read each file that they name once.
    """

    run: str
    choice: SheetRequest
    day: datetime.date
    pages: tuple[int, ...]
    strip: FieldLayout


@dataclass(frozen=True, slots=True, repr=False)
class StampTask:
    """Clients whose sheets have one template, given as `handouts.template.codec` writes it."""

    template: bytes
    clients: tuple[ClientText, ...]

    def __repr__(self) -> str:
        """Say how many there are."""
        return f"Chunk of {len(self.clients)}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a task gives: bytes in the order they were asked for, or the problems it met."""

    made: tuple[bytes, ...] = field(default=(), repr=False)
    problems: tuple[Problem, ...] = ()


def lay_out(layout: LayoutTask) -> Answer:
    """Lay a template out; give it as `handouts.template.codec` writes it."""
    # Laying out brings pydantic and ReportLab with it, which only this task waits for.
    from handouts.pipeline import lay_out_template
    from handouts.request.missing_glyphs import with_source_locations

    try:
        order = _reader(layout.run).order(layout.choice, layout.day)
        with with_source_locations(layout.choice, order.brand.fonts):
            template = lay_out_template(order, layout.pages, layout.strip)
        return Answer((to_bytes(template),))
    except UserError as error:
        return Answer(problems=error.problems)


def stamp_clients(chunk: StampTask) -> Answer:
    """Stamp the sheets of a chunk, each as the bytes of a PDF."""
    plate = _plate(chunk.template)
    try:
        return Answer(tuple(stamp_client(plate, client) for client in chunk.clients))
    except UserError as error:
        return Answer(problems=error.problems)


@lru_cache(1)
def _reader(run: str) -> OrderLoader:
    from handouts.request.order import OrderLoader

    return OrderLoader()


@lru_cache(MAX_PREPARED)
def _plate(blob: bytes) -> PreparedPdf:
    template = from_bytes(blob)
    if template is None:
        raise ValueError("a template was altered on its way")
    return prepare(template)
