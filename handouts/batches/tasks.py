"""The two tasks that another process can do: lay out a template, and stamp a chunk of clients.

What goes in and comes out is plain data that can be sent. A task gives what a person can mend
back as problems, and its own text, which a scheduler may write to a log, names no client.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from handouts.blobs import from_bytes, to_bytes
from handouts.stamp import Plate, engrave, print_sheet
from patterns.errors import Problem, UserError

if TYPE_CHECKING:
    import datetime

    from handouts.choices import Choice, Personal
    from handouts.orders import Reader
    from handouts.template import Strip

    Problems = tuple[Problem, ...]

PLATES = 64
"""How many templates a process keeps ready."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A template to lay out: the choice, pages of the alphabet, and how the strip is divided.

    Layouts of one `run` read each file that they name once.
    """

    run: str
    choice: Choice
    day: datetime.date
    pages: tuple[int, ...]
    strip: Strip


@dataclass(frozen=True, slots=True, repr=False)
class Chunk:
    """Clients whose sheets have one template, given as `handouts.blobs` writes it."""

    template: bytes
    clients: tuple[Personal, ...]

    def __repr__(self) -> str:
        """Say how many there are."""
        return f"Chunk of {len(self.clients)}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a task gives: bytes in the order they were asked for, or the problems it met."""

    made: tuple[bytes, ...] = field(default=(), repr=False)
    problems: tuple[Problem, ...] = ()


def lay_out(layout: Layout) -> Answer:
    """Lay a template out; give it as `handouts.blobs` writes it."""
    # Laying out brings pydantic and ReportLab with it, which only this task waits for.
    from handouts.letters import told_by_files
    from handouts.pipeline import compile_class

    try:
        order = _reader(layout.run).order(layout.choice, layout.day)
        with told_by_files(layout.choice, order.brand.fonts):
            template = compile_class(order, layout.pages, layout.strip)
        return Answer((to_bytes(template),))
    except UserError as error:
        return Answer(problems=error.problems)


def stamp_chunk(chunk: Chunk) -> Answer:
    """Stamp the sheets of a chunk, each as the bytes of a PDF."""
    plate = _plate(chunk.template)
    try:
        return Answer(tuple(print_sheet(plate, client) for client in chunk.clients))
    except UserError as error:
        return Answer(problems=error.problems)


@lru_cache(1)
def _reader(run: str) -> Reader:
    from handouts.orders import Reader

    return Reader()


@lru_cache(PLATES)
def _plate(blob: bytes) -> Plate:
    template = from_bytes(blob)
    if template is None:
        raise ValueError("a template was altered on its way")
    return engrave(template)
