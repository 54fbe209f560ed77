"""What tagging costs: prints bytes a side and time of a build, with tags and without.

Run it from the root of the project: `python -m benchmarks.tagging`.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from io import BytesIO
from time import process_time
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pikepdf

from handouts.brand.model import plain_brand
from handouts.layout.pdf import canvas, template_builder
from handouts.layout.pdf.structure_tree import Element, Tree, build_structure_objects
from handouts.layout.style.editions import EDITIONS
from handouts.pipeline import build
from handouts.request.order import Order
from handouts.request.values import ClientText, SheetRequest
from handouts.template import stamp
from handouts.template.assemble import PdfAssembler
from patterns.catalog import load
from patterns.notice import load_notice

if TYPE_CHECKING:
    from collections.abc import Iterator

PATTERN = "lateral-hip-rotators"
TEXT = ClientText(date(2026, 11, 23), "Ada Example")
RUNS = 15
"""Builds of each kind, taken in turn; the quickest counts, for only other work makes one slower."""


@dataclass(frozen=True, slots=True)
class Cost:
    """The size of a build in bytes and its time in seconds."""

    size: int
    seconds: float


def table() -> Iterator[str]:
    """Measure every edition and give the lines of a table: without tags, with them, the growth."""
    yield f"{'edition':<12} {'sides':>5} {'bytes a side':>22} {'build in ms':>22}"
    for edition in EDITIONS:
        sides, tagged, untagged = _measure(_order(edition))
        sizes = _pair(untagged.size / sides, tagged.size / sides)
        times = _pair(untagged.seconds * 1000, tagged.seconds * 1000)
        yield f"{edition:<12} {sides:>5} {sizes} {times}"


def _pair(untagged: float, tagged: float) -> str:
    return f"{untagged:>7.0f} {tagged:>7.0f} {tagged / untagged - 1:>+6.0%}"


def _order(edition: str) -> Order:
    request = SheetRequest(PATTERN, side="left", edition=edition)
    return Order(load(PATTERN), request, plain_brand(), load_notice("en-US"), "letter")


def _measure(order: Order) -> tuple[int, Cost, Cost]:
    """Build in turn with and without tags; give the number of sides and both costs."""
    pdf = build(order, TEXT)
    with pikepdf.open(BytesIO(pdf)) as opened:
        sides = len(opened.pages)
    runs = []
    for _ in range(RUNS):
        tagged = _run(order)
        with _no_tags():
            runs.append((tagged, _run(order)))
    tagged, untagged = (
        min(costs, key=lambda cost: cost.seconds) for costs in zip(*runs, strict=True)
    )
    return sides, tagged, untagged


def _run(order: Order) -> Cost:
    start = process_time()
    pdf = build(order, TEXT)
    return Cost(len(pdf), process_time() - start)


@contextmanager
def _no_tags() -> Iterator[None]:
    """Draw and stamp without marks, and finish without a structure tree."""

    def no_mark(self: canvas.CanvasWriter, element: Element | None) -> None:
        self._open = element

    def no_close(self: canvas.CanvasWriter) -> None:
        self._open = None

    def bare(*args: Any) -> list[str]:
        return list(content(*args))[1:-1]

    def no_tree(_: Element, shared: int, sides: int) -> Tree:
        return build_structure_objects(Element("Document"), shared, sides)

    content = stamp._content
    with ExitStack() as stack:
        stack.enter_context(patch.object(canvas.CanvasWriter, "_mark", no_mark))
        stack.enter_context(patch.object(canvas.CanvasWriter, "_close", no_close))
        stack.enter_context(patch.object(stamp, "_content", bare))
        stack.enter_context(patch.object(template_builder, "build_structure_objects", no_tree))
        stack.enter_context(
            patch.object(stamp, "PdfAssembler", partial(PdfAssembler, tagged=False))
        )
        yield


if __name__ == "__main__":
    for line in table():
        print(line)  # noqa: T201 - a table to look at
