"""Test that the numbers of steps cover nothing that a picture needs to be understood."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from shapely.geometry import LineString, Point

from handouts.brand.model import plain_brand
from handouts.document import PictureBlock
from handouts.layout.art.drawing_loader import Drawing, Placement
from handouts.layout.art.drawn_lines import ARROW_FILL, EDGE_STROKE
from handouts.layout.art.picture import fit_picture
from handouts.layout.art.step_numbers import step_numbers
from handouts.layout.art.zoom_lines import zoom_lines
from handouts.layout.blocks.illustrations import FRAME_GAP
from handouts.layout.style.editions import EDITIONS
from handouts.layout.style.page_size import MM
from handouts.layout.style.theme import make_theme
from patterns.drawing.output import palette
from patterns.library_paths import activity_folders
from tests.helpers.drawn_groups import lines_of
from tests.helpers.pattern_trees import activity_tree

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from handouts.layout.style.theme import Theme

MIN_CLEAR = 0.8
"""The least space between a number and a line, in points."""

LEAST_WIDTH, LEAST_HEIGHT = 45 * MM, 115.0
"""The size at which frames side by side are large enough, in points: either will do."""

CAPTION = 55.0
"""How much wider a caption may be than the drawing above it, in points."""

SIZES = (1.0, 1.5)
"""The sizes of pictures in a row, in the least ones."""


def theme_of(edition: str) -> Theme:
    return make_theme(plain_brand(), EDITIONS[edition], EDITIONS[edition].spacing_steps[-1])


class Row:
    """The pictures of an activity side by side, each with its placement and its numbers."""

    def __init__(self, name: str, side: str, edition: str, size: float) -> None:
        theme, folder = theme_of(edition), activity_folders()[name] / "pictures"
        frames = activity_tree(name)["frames"]
        shown = [
            PictureBlock(folder, f["picture"], side, "", (), steps=tuple(f.get("steps", ())))
            for f in frames
        ]
        fitted = [fit_picture(block, theme, 100.0, "care")[0] for block in shown]
        aspects = [box.width / box.height for box in fitted]
        height = size * min(LEAST_HEIGHT, LEAST_WIDTH / min(aspects))
        self.blocks = shown
        self.placements = [
            fit_picture(block, theme, height * aspect, "care")[1]
            for block, aspect in zip(shown, aspects, strict=True)
        ]
        self.numbers = [
            [
                (block.steps, Point(x + disc.width / 2, y + disc.height / 2), disc.width / 2)
                for x, y, disc in step_numbers(block, placement, theme)
            ]
            for block, placement in zip(shown, self.placements, strict=True)
        ]
        self.color = theme.colors.quiet

    def covered(self) -> list[str]:
        """Return the pictures and the groups of lines that a number covers or touches."""
        found = []
        zooms = self.zoom_lines()
        for i, (block, placement) in enumerate(zip(self.blocks, self.placements, strict=True)):
            lines = {
                group: on_page(block, placement, group) for group in ("movement", "frame", "lens")
            }
            for group, drawn in {**lines, "zoom": zooms[i]}.items():
                for _, middle, radius in self.numbers[i]:
                    if any(line.distance(middle) < radius + MIN_CLEAR for line in drawn):
                        found.append(f"{block.id} {group}")
        return found

    def zoom_lines(self) -> list[list[BaseGeometry]]:
        """Return the zoom lines over each picture, from its own top left corner."""
        found: list[list[BaseGeometry]] = [[] for _ in self.blocks]
        for i, (whole, close) in enumerate(pairwise(self.placements)):
            near = whole.drawing.width * whole.scale + FRAME_GAP
            for shift in (near, near + CAPTION):
                for shape in zoom_lines(whole, close, shift, self.color):
                    (x0, y0), (x1, y1) = (step.to for step in shape.steps)
                    found[i].append(LineString([(x0, y0), (x1, y1)]))
                    found[i + 1].append(LineString([(x0 - shift, y0), (x1 - shift, y1)]))
        return found


def on_page(block: PictureBlock, placement: Placement, group: str) -> list[BaseGeometry]:
    """Return the lines of a group of a drawing as they lie on their picture."""
    stem = f"{block.id}.{block.variant}"
    return [
        LineString([(x * placement.scale, y * placement.scale) for x, y in line])
        for line in lines_of(block.folder, stem, group)
    ]


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", sorted(activity_folders()))
def test_no_number_covers_an_arrow_a_frame_a_ring_or_a_zoom_line(name: str, edition: str) -> None:
    found = {
        f"{covered} {side} {size}"
        for side in ("left", "right")
        for size in SIZES
        for covered in Row(name, side, edition, size).covered()
    }
    assert found == set()


def test_a_number_on_an_arrow_is_found() -> None:
    drawn = Row("heel-drop", "left", "standard", 1.0)
    assert drawn.covered() == []
    (last,) = drawn.placements[-1].anchors("step.3")
    drawn.numbers[-1] = [((3,), Point(last), 6.0)]
    assert drawn.covered() == ["heel-drop movement"]


def test_the_colors_of_lines_are_those_of_the_palette() -> None:
    def operator(color: str, name: str) -> bytes:
        parts = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
        return " ".join([*(f"{part:.3f}".rstrip("0") for part in parts), name]).encode()

    assert operator(palette.ACCENT, "rg") == ARROW_FILL
    assert operator(palette.FRAME, "RG") == EDGE_STROKE


def test_without_a_drawn_edge_a_number_stands_in_the_corner() -> None:
    placement = Placement(Drawing("d", b"", 100, 100, {}, {}), 0, 0, 2, "test")
    block = PictureBlock(Path(), "d", "left", "", (), steps=(1, 2))
    (x, y, _), (other, _, _) = step_numbers(block, placement, theme_of("standard"))
    assert (x, y) == (0, 0)
    assert other > 0


def test_a_number_moves_off_a_mark() -> None:
    placement = Placement(Drawing("d", b"", 100, 100, {"step.1": [(50, 50)]}, {}), 0, 0, 2, "test")
    block = PictureBlock(Path(), "d", "left", "", (), steps=(1,))
    theme = theme_of("standard")
    ((x, y, disc),) = step_numbers(block, placement, theme)
    assert (x + disc.width / 2, y + disc.height / 2) == (100, 100)
    ((x, y, disc),) = step_numbers(block, placement, theme, [((102.0, 100.0), 9.0)])
    away = Point(x + disc.width / 2, y + disc.height / 2).distance(Point(102, 100))
    assert 9 + disc.width / 2 <= away < 9 + disc.width / 2 + 3
