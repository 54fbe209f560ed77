"""A picture of a handout in, an SVG with its marks, and the names beside it out.

Marks and leader lines are ours, written into the SVG once and beforehand, so that every engine
places a ready picture. The names in the margins are left to the engine, as text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handouts.layout.art.drawing_loader import load_drawing
from handouts.layout.art.picture import picture_box
from handouts.layout.boxes import Art, CurveTo, MoveTo, Shape, TextLine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.document import PictureBlock
    from handouts.layout.boxes import Box, Step
    from handouts.layout.style.theme import Theme

PLATE_WIDTH = 250.0
FIGURE_WIDEST = 172.0
FIGURE_TALLEST = 108.0
"""How large the engines place the pictures, in points; about as large as ours on as many sides."""

_OUTER = re.compile(r"<svg[^>]*>|</svg>")


@dataclass(frozen=True, slots=True)
class Label:
    """A line of a name: its baseline's left end from the picture's top left corner, in points."""

    x: float
    y: float
    text: str
    strong: bool
    size: float


@dataclass(frozen=True, slots=True)
class Figure:
    """A ready picture: its SVG, its size in points, and the names in its margins."""

    svg: str
    width: float
    height: float
    labels: tuple[Label, ...]


def figure(block: PictureBlock, look: Theme) -> Figure:
    """Make a picture ready to be placed."""
    drawing = load_drawing(block.folder, f"{block.id}.{block.variant}", block.id)
    upright = FIGURE_TALLEST * drawing.width / drawing.height
    width = PLATE_WIDTH if block.plate else min(FIGURE_WIDEST, upright)
    box = picture_box(block, look, width, block.id)
    parts: list[str] = []
    labels: list[Label] = []
    strong = {word for label in block.labels if label.strong for word in label.text.split()}
    for x, y, item in box.walk():
        match item:
            case Art():
                source = block.folder / f"{block.id}.{block.variant}.svg"
                parts.append(_moved(_OUTER.sub("", source.read_text("utf-8")), x, y, item))
            case Shape():
                parts.append(_path(item, x, y))
            case TextLine():
                text = item.text.strip()
                labels.append(
                    Label(round(x, 2), round(y, 2), text, text in strong, float(item.size))
                )
            case _:
                pass
    return Figure(_svg(parts, box), round(box.width, 2), round(box.height, 2), tuple(labels))


def _svg(parts: list[str], box: Box) -> str:
    width, height = f"{box.width:.2f}", f"{box.height:.2f}"
    size = f'width="{width}pt" height="{height}pt" viewBox="0 0 {width} {height}"'
    return "\n".join([f'<svg xmlns="http://www.w3.org/2000/svg" {size}>', *parts, "</svg>", ""])


def _moved(inner: str, x: float, y: float, art: Art) -> str:
    scale = art.width / art.size[0]
    return f'<g transform="translate({x:.3f} {y:.3f}) scale({scale:.6f})">{inner.strip()}</g>'


def _path(shape: Shape, x: float, y: float) -> str:
    """Write a shape as a path."""
    paint = [f'fill="{shape.fill or "none"}"']
    if shape.stroke:
        paint.append(f'stroke="{shape.stroke}" stroke-width="{shape.line_width:g}"')
    if shape.round_ends:
        paint.append('stroke-linecap="round"')
    steps = "".join(_step(step, x, y) for step in shape.steps) + ("Z" if shape.closed else "")
    return f'<path {" ".join(paint)} d="{steps}"/>'


def _step(step: Step, x: float, y: float) -> str:
    letter = "C" if isinstance(step, CurveTo) else "M" if isinstance(step, MoveTo) else "L"
    return letter + " ".join(f"{x + px:.2f} {y + py:.2f}" for px, py in _points(step))


def _points(step: Step) -> Iterator[tuple[float, float]]:
    if isinstance(step, CurveTo):
        yield from (step.first, step.second)
    yield step.to
