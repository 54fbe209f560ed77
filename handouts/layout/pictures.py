"""Pictures on the sheet: loads a drawing and its anchors, sets marks and labels on them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from handouts.colours import WHITE, Colour
from handouts.layout import marks, shapes
from handouts.layout.boxes import Art, Box, Item, Point, Shape
from handouts.layout.recolour import in_greys
from handouts.layout.setter import widest
from handouts.layout.setting import set_text, words_of
from handouts.layout.vector import compile_svg
from patterns.errors import UserError, did_you_mean
from patterns.text import Run

if TYPE_CHECKING:
    from pathlib import Path

    from handouts.handout import PictureBlock, PlacedLabel, PlacedMark
    from handouts.layout.look import Inks, Look

LABEL_GAP = 6.0
ONE_LINE = 46.0
"""A label up to this width stays on one line; a longer one breaks at every word."""

FULL_SIZE = 190.0
"""The width of a plate, in points, on which marks have their full size."""

TALLEST = 0.98
"""A picture is at most this high, as a share of its width on the sheet."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing as operators, and the named places on it, all in its own units, y downward."""

    key: str
    data: bytes
    width: float
    height: float
    anchors: dict[str, list[Point]]
    areas: dict[str, list[list[Point]]]


@dataclass(frozen=True, slots=True)
class Pictures:
    """The folder that the pictures of a pattern lie in."""

    folder: Path

    def drawing(self, picture_id: str, variant: str, where: str) -> Drawing:
        """Load a drawing; raise `UserError` when it is not there."""
        stem = f"{picture_id}.{variant}"
        if not (self.folder / f"{stem}.json").is_file():
            raise UserError.one(
                f"there is no picture {stem}.svg with its {stem}.json",
                file=str(self.folder),
                where=where,
                hint="draw it with: handouts draw",
            )
        return _load(self.folder, stem)


@lru_cache(maxsize=64)
def _load(folder: Path, stem: str) -> Drawing:
    """Load once a process. The operators were compiled when the picture was drawn."""
    places = json.loads((folder / f"{stem}.json").read_text("utf-8"))
    compiled = folder / f"{stem}.form"
    data = (
        compiled.read_bytes()
        if compiled.is_file()
        else compile_svg((folder / f"{stem}.svg").read_bytes())
    )
    return Drawing(
        key=stem,
        data=data,
        width=places["width"],
        height=places["height"],
        anchors={name: [(x, y) for x, y in at] for name, at in places["anchors"].items()},
        areas={
            name: [[(x, y) for x, y in polygon] for polygon in polygons]
            for name, polygons in places["areas"].items()
        },
    )


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a drawing lies in its box: an offset and a scale, in points."""

    drawing: Drawing
    left: float
    scale: float
    where: str

    def point(self, at: Point) -> Point:
        """Bring a point of the drawing to the box."""
        return self.left + at[0] * self.scale, at[1] * self.scale

    def anchors(self, name: str) -> list[Point]:
        """Give the points of an anchor."""
        known = self.drawing.anchors
        if name not in known:
            raise self._unknown("anchor", name)
        return [self.point(at) for at in known[name]]

    def touchable(self, name: str) -> list[Point]:
        """Give the points a leader line may end on: those of an anchor, or an area's border."""
        if name in self.drawing.anchors:
            return self.anchors(name)
        return [at for area in self.areas(name) for at in area]

    def areas(self, name: str) -> list[list[Point]]:
        """Give the polygons of an area."""
        known = self.drawing.areas
        if name not in known:
            raise self._unknown("area", name)
        return [[self.point(at) for at in polygon] for polygon in known[name]]

    def _unknown(self, kind: str, name: str) -> UserError:
        known = [*self.drawing.areas, *self.drawing.anchors]
        return UserError.one(
            f"the picture {self.drawing.key} has no {kind} {name}",
            where=self.where,
            hint=did_you_mean(name, known),
        )


def picture_box(
    pictures: Pictures, block: PictureBlock, look: Look, width: float, where: str
) -> Box:
    """Set a picture with its marks and labels to a width."""
    drawing = pictures.drawing(block.id, block.variant, where)
    margins = {
        margin: _margin_width([lb for lb in block.labels if lb.margin == margin], look, where)
        for margin in ("left", "right")
    }
    left, right = margins["left"], margins["right"]
    room = width - left - right
    scale = min(room / drawing.width, width * TALLEST / drawing.height)
    placement = Placement(drawing, left + (room - drawing.width * scale) / 2, scale, where)
    height = drawing.height * scale
    data = drawing.data if look.inks.bold else in_greys(drawing.data)
    art = Art(drawing.key, data, (drawing.width, drawing.height), drawing.width * scale, height)
    items: list[tuple[float, float, Item]] = [(placement.left, 0, art)]
    items += [(0, 0, shape) for mark in block.marks for shape in _mark(mark, placement, look.inks)]
    for margin, margin_width in margins.items():
        of_margin = [label for label in block.labels if label.margin == margin]
        if of_margin:
            items += _labels(of_margin, placement, look, width, height, margin_width - LABEL_GAP)
    return Box(width, height, tuple(items), "Figure", alt=block.alt, name="picture")


def _margin_width(labels: list[PlacedLabel], look: Look, where: str) -> float:
    """Give a margin as wide as its longest word; labels of more words take several lines."""
    if not labels:
        return 0.0
    widths = []
    for label in labels:
        words = words_of((Run(label.text, label.strong),), look.faces, look.label.size, where)
        whole = sum(word.width + word.space for word in words)
        widths.append(whole if whole <= ONE_LINE else max(word.width for word in words))
    return max(widths) + 0.5 + LABEL_GAP


def _mark(mark: PlacedMark, placement: Placement, inks: Inks) -> list[Shape]:
    """Draw a mark on every point or area that bears its name."""
    size = min(1.0, max(0.7, placement.drawing.width * placement.scale / FULL_SIZE))
    match mark.kind:
        case "star":
            drawn = [
                marks.star(at, size, inks, outlined=mark.outlined)
                for at in placement.anchors(mark.at)
            ]
        case "ring":
            drawn = [marks.ring(at, size, inks) for at in placement.anchors(mark.at)]
        case "dots":
            drawn = [marks.dots(area, inks) for area in placement.areas(mark.at)]
        case "stripes":
            drawn = [marks.stripes(area, inks) for area in placement.areas(mark.at)]
    return [shape for group in drawn for shape in group]


def _labels(
    labels: list[PlacedLabel],
    placement: Placement,
    look: Look,
    width: float,
    height: float,
    room: float,
) -> list[tuple[float, float, Item]]:
    """Set the labels of one margin, as near the height of their anchors as room allows."""
    style = look.label
    margin = labels[0].margin
    pairs = sorted(
        ((_anchor_for(label, placement), label) for label in labels), key=lambda pair: pair[0][1]
    )
    boxes = [
        set_text((Run(label.text, strong=label.strong),), style, room, where=placement.where)
        for _, label in pairs
    ]
    tops = _spread(
        [at[1] - box.height / 2 for (at, _), box in zip(pairs, boxes, strict=True)],
        [box.height for box in boxes],
        height,
    )
    items: list[tuple[float, float, Item]] = []
    for (at, _), box, top in zip(pairs, boxes, tops, strict=True):
        words = widest(box)
        x = room - words if margin == "left" else width - room
        end = room + 2 if margin == "left" else width - room - 2
        items += [
            (0, 0, shape) for shape in _leader((end, top + box.height / 2), at, look.inks.ink)
        ]
        items.append((x, top, Box(words, box.height, box.items, name="label")))
    return items


def _anchor_for(label: PlacedLabel, placement: Placement) -> Point:
    """Give the point a label leads to: of several, the one nearest to its margin."""
    points = placement.touchable(label.at)
    return min(points) if label.margin == "left" else max(points)


def _leader(start: Point, end: Point, colour: Colour) -> tuple[Shape, ...]:
    """Draw a leader line with a white halo and a dot where it touches."""
    return (
        shapes.segment(start, end, WHITE, 2.4),
        shapes.segment(start, end, colour, 0.7),
        shapes.disc(end, 1.7, fill=colour, stroke=WHITE, line_width=0.6),
    )


def _spread(tops: list[float], heights: list[float], room: float) -> list[float]:
    """Move labels apart until none overlap, then up until the last stands in the room."""
    gap = 3.0
    placed: list[float] = []
    floor = 0.0
    for top, height in zip(tops, heights, strict=True):
        placed.append(max(top, floor))
        floor = placed[-1] + height + gap
    ceiling = room
    for i in range(len(placed) - 1, -1, -1):
        placed[i] = min(placed[i], ceiling - heights[i])
        ceiling = placed[i] - gap
    return placed
