"""The task that another process can do: fill one template for several clients.

A task and its answer are plain data that can be sent. The answer holds what a person can mend as
problems, and the text of a task, which a scheduler may write to a log, names no client.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from handouts.template.codec import from_bytes
from handouts.template.stamp import PreparedPdf, prepare, stamp_client
from patterns.errors import Problem, UserError

if TYPE_CHECKING:
    from handouts.request.values import ClientText

MAX_PREPARED = 64
"""How many prepared templates a process keeps."""


@dataclass(frozen=True, slots=True, repr=False)
class StampTask:
    """Clients whose sheets have one template, given as `handouts.template.codec` writes it."""

    template: bytes
    clients: tuple[ClientText, ...]

    def __repr__(self) -> str:
        """Count the clients, and hide them."""
        return f"StampTask of {len(self.clients)}"


@dataclass(frozen=True, slots=True)
class Answer:
    """PDFs in the order of the clients, or the problems that were found."""

    made: tuple[bytes, ...] = field(default=(), repr=False)
    problems: tuple[Problem, ...] = ()


def stamp_clients(task: StampTask) -> Answer:
    """Stamp the sheets of a task, each as the bytes of a PDF."""
    prepared = _prepared(task.template)
    try:
        return Answer(tuple(stamp_client(prepared, client) for client in task.clients))
    except UserError as error:
        return Answer(problems=error.problems)


@lru_cache(MAX_PREPARED)
def _prepared(blob: bytes) -> PreparedPdf:
    template = from_bytes(blob)
    if template is None:
        raise ValueError("a template was altered on its way")
    return prepare(template)
