"""Draw views of the atlas side by side on sheets of A4 at 150 dpi, to look at each of them.

python -m patterns.drawing.sheet FOLDER [VIEW ...]
"""

from __future__ import annotations

import argparse
import io
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import resvg_py
from PIL import Image, ImageDraw

from patterns.drawing.plates.atlas_plate import draw_variant
from patterns.drawing.plates.atlas_scene import AtlasScene
from patterns.drawing.plates.plate import VARIANTS
from patterns.schema.loader import read_model

if TYPE_CHECKING:
    from collections.abc import Sequence

VIEWS = Path(__file__).parent / "atlas" / "views"

PAGE_SIZE = (1754, 1240)  # A4 across at 150 dpi, in pixels
COLUMNS, ROWS = 4, 2
CAPTION_HEIGHT, MARGIN = 22, 12  # in pixels


def draw_view(name: str, variant: str = "left") -> str:
    """Draw one variant of a view of the atlas, and return its SVG."""
    return draw_variant(name, read_model(VIEWS / f"{name}.yaml", AtlasScene), variant).svg


def lay_out(names: Sequence[str], drawings: Sequence[str]) -> list[Image.Image]:
    """Put drawings on as many sheets as they need, each with its name and size above it."""
    sheets = []
    width, height = PAGE_SIZE[0] // COLUMNS, PAGE_SIZE[1] // ROWS
    for batch in _batches(list(zip(names, drawings, strict=True)), COLUMNS * ROWS):
        sheet = Image.new("RGB", PAGE_SIZE, "white")
        pen = ImageDraw.Draw(sheet)
        for index, (name, svg) in enumerate(batch):
            left, top = index % COLUMNS * width + MARGIN, index // COLUMNS * height + MARGIN
            pen.text((left, top), f"{name}  {len(svg.encode()) / 1000:.0f} KB", fill="black")
            room = (width - 2 * MARGIN, height - 2 * MARGIN - CAPTION_HEIGHT)
            sheet.paste(_picture(svg, room), (left, top + CAPTION_HEIGHT))
        sheets.append(sheet)
    return sheets


def _batches(items: list[tuple[str, str]], size: int) -> list[list[tuple[str, str]]]:
    return [items[start : start + size] for start in range(0, len(items), size)]


def _picture(svg: str, room: tuple[int, int]) -> Image.Image:
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
        drawings = list(executor.map(partial(draw_view, variant=given.variant), views))
    given.folder.mkdir(parents=True, exist_ok=True)
    for number, sheet in enumerate(lay_out(views, drawings), 1):
        path = given.folder / f"sheet-{number}.png"
        sheet.save(path)
        sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
