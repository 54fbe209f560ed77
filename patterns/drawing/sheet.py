"""Draw views of the atlas side by side on sheets of A4 at 150 dpi, to look at each of them.

python -m patterns.drawing.sheet FOLDER [VIEW ...]
"""

from __future__ import annotations

import argparse
import io
import json
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import resvg_py
from PIL import Image, ImageDraw

from patterns.drawing.plates.plate import draw_variant
from patterns.drawing.plates.plate_scene import VARIANTS, PlateScene
from patterns.drawing.plates.whole_figure import draw_on_body
from patterns.schema.loader import read_model

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patterns.drawing.output.picture import Picture

VIEWS = Path(__file__).parent / "atlas" / "views"

PAGE_SIZE = (1754, 1240)  # A4 across at 150 dpi, in pixels
COLUMNS, ROWS = 4, 2
CAPTION_HEIGHT, MARGIN, FIGURE_WIDTH = 22, 12, 70  # in pixels


def draw_view(name: str, variant: str = "left") -> tuple[Picture, Picture]:
    """Draw one variant of a view of the atlas, and the small figure that shows where it lies."""
    scene = read_model(VIEWS / f"{name}.yaml", PlateScene)
    return draw_variant(name, scene, variant), draw_on_body(name, scene, variant)


def lay_out(views: Sequence[tuple[Picture, Picture]]) -> list[Image.Image]:
    """Put views on as many sheets as they need, each with its name and size above it.

    What is drawn in color bears its name, and the small figure stands in the corner.
    """
    sheets = []
    width, height = PAGE_SIZE[0] // COLUMNS, PAGE_SIZE[1] // ROWS
    count = COLUMNS * ROWS
    for batch in (views[start : start + count] for start in range(0, len(views), count)):
        sheet = Image.new("RGB", PAGE_SIZE, "white")
        pen = ImageDraw.Draw(sheet)
        for index, (view, small) in enumerate(batch):
            left, top = index % COLUMNS * width + MARGIN, index // COLUMNS * height + MARGIN
            size = len(view.svg.encode()) / 1000
            pen.text((left, top), f"{view.name} {view.variant}  {size:.0f} KB", fill="black")
            room = (width - 2 * MARGIN, height - 2 * MARGIN - CAPTION_HEIGHT)
            figure = _render(small.svg, (FIGURE_WIDTH, room[1]))
            picture = _render(view.svg, (room[0] - FIGURE_WIDTH, room[1]))
            _mark_sore_places(figure, small)
            _write_names(picture, view)
            sheet.paste(picture, (left, top + CAPTION_HEIGHT))
            sheet.paste(figure, (left + room[0] - figure.width, top + CAPTION_HEIGHT))
        sheets.append(sheet)
    return sheets


def _write_names(picture: Image.Image, view: Picture) -> None:
    """Write the names of the structures in color where they can be pointed at."""
    places, pen = json.loads(view.anchors), ImageDraw.Draw(picture)
    scale = picture.width / places["width"]
    for name, points in places["anchors"].items():
        for x, y in points:
            at = (x * scale, y * scale)
            pen.text(at, name, fill="black", stroke_fill="white", stroke_width=1, anchor="mm")


def _mark_sore_places(figure: Image.Image, small: Picture) -> None:
    places, pen = json.loads(small.anchors), ImageDraw.Draw(figure)
    scale = figure.width / places["width"]
    for x, y in places["anchors"]["sore"]:
        pen.circle((x * scale, y * scale), 3, outline="red", width=2)


def _render(svg: str, room: tuple[int, int]) -> Image.Image:
    """Render a drawing as large as it fits into a room of a width and a height, in pixels."""
    data = bytes(resvg_py.svg_to_bytes(svg_string=svg, width=2 * room[0], background="white"))
    picture = Image.open(io.BytesIO(data)).convert("RGB")
    picture.thumbnail(room, Image.Resampling.LANCZOS)
    return picture


def main(arguments: Sequence[str] | None = None) -> None:
    """Draw the views that the command line names, or all, and write their sheets."""
    known = sorted(path.stem for path in VIEWS.glob("*.yaml"))
    parser = argparse.ArgumentParser("python -m patterns.drawing.sheet")
    parser.add_argument("folder", type=Path)
    parser.add_argument("views", nargs="*", metavar="VIEW")
    parser.add_argument("--variant", choices=list(VARIANTS), default="left")
    parser.add_argument("--jobs", type=int, default=1)
    given = parser.parse_args(arguments)
    if unknown := sorted({*given.views} - {*known}):
        parser.error(f"there is no view {unknown[0]}, but {', '.join(known)}")
    views = given.views or known
    with ProcessPoolExecutor(given.jobs) as executor:
        drawn = list(executor.map(partial(draw_view, variant=given.variant), views))
    given.folder.mkdir(parents=True, exist_ok=True)
    for number, sheet in enumerate(lay_out(drawn), 1):
        path = given.folder / f"sheet-{number}.png"
        sheet.save(path)
        sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
