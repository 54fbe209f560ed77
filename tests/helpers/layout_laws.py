"""The laws of a laid-out side: everything in its place, nothing over anything else."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

from handouts.layout.blocks.framed import RULE_ABOVE
from handouts.layout.boxes import Box, FieldBox, TextLine
from handouts.layout.style.page_size import MM
from tests.helpers.seen import Rectangle, Seen, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.layout.sides import Side
    from tests.helpers.seen import View

LEAST_MARGIN = 5 * MM
"""Printers leave the outer 4 to 6 mm blank."""


def breaches(view: View) -> list[str]:
    """Describe everything on a side that breaks a law."""
    checks = (
        *(_near_an_edge, _outside_the_frame, _overlapping_text, _overlapping_sections, _labels),
        _line_alone_at_the_top,
    )
    return [f"side {view.side.number}: {breach}" for check in checks for breach in check(view)]


def frame(side: Side, above: float = 0.0) -> Rectangle:
    """Return the frame of a side, some points higher at the top."""
    page = side.page
    right, bottom = page.width - page.side, page.height - page.bottom
    return Rectangle(page.side, page.top - above, right, bottom)


def _near_an_edge(view: View) -> Iterator[str]:
    page = view.side.page
    right, bottom = page.width - LEAST_MARGIN, page.height - LEAST_MARGIN
    printable = Rectangle(LEAST_MARGIN, LEAST_MARGIN, right, bottom)
    for seen in view.items:
        if not printable.holds(seen.rectangle):
            yield f"{_name(seen)} stands within 5 mm of the edge"


def _outside_the_frame(view: View) -> Iterator[str]:
    for seen in view.items:
        # The rule over fine print stands above its box, in the margin at the head of a side.
        room = frame(view.side, RULE_ABOVE if seen.section == "notice" else 0.0)
        if seen.section != "footer" and not room.holds(seen.rectangle, slack=0.7):
            yield f"{_name(seen)} leaves the frame"


def _overlapping_text(view: View) -> Iterator[str]:
    fields = [s for s in view.items if isinstance(s.item, FieldBox) and s.item.lines]
    ordered = sorted([*view.lines, *fields], key=lambda seen: seen.rectangle.top)
    for i, one in enumerate(ordered):
        for other in ordered[i + 1 :]:
            if other.rectangle.top >= one.rectangle.bottom:
                break
            if one.rectangle.overlaps(other.rectangle, by=0.3) and _both_printed(one, other):
                yield f"{_name(one)} lies on {_name(other)}"


def _both_printed(one: Seen, other: Seen) -> bool:
    """Two fields may share a place: only one of them is filled (see the separator's ids)."""
    return not (isinstance(one.item, FieldBox) and isinstance(other.item, FieldBox))


def _overlapping_sections(view: View) -> Iterator[str]:
    for one, other in permutations(view.parts, 2):
        room = other[0].rectangle
        for seen in one:
            if not isinstance(seen.item, Box) and seen.rectangle.overlaps(room, by=0.01):
                yield f"{_name(seen)} reaches into {other[0].section}"


def _labels(view: View) -> Iterator[str]:
    """Find labels that leave the box of their picture."""
    for seen in view.items:
        if isinstance(seen.item, Box) and seen.item.name == "label":
            (picture,) = (s for s in view.items if s.item is seen.within[-1])
            if not picture.rectangle.holds(seen.rectangle):
                yield f"{_name(seen)} leaves its picture"


def _line_alone_at_the_top(view: View) -> Iterator[str]:
    """Find a single line of a section that goes on from the side before."""
    first, *_ = view.side.placed
    if view.side.number == 1 or first.opens:
        return
    baselines = {round(seen.y) for seen in view.lines if seen.section == first.section}
    if len(baselines) == 1:
        yield f"a line of {first.section} is alone at the top"


def _name(seen: Seen) -> str:
    if isinstance(seen.item, TextLine):
        return f"{text_of([seen]).strip()!r} in {seen.section}"
    if isinstance(seen.item, FieldBox):
        return f"the field {seen.item.name}"
    return f"a {type(seen.item).__name__} in {seen.section}"
