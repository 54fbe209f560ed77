"""Draw the pictures of the page on the library: `python -m docs.library_pictures`.

One has the first side of each pattern, one the frames of each activity, one every plate; each
picture stands over its name. Everything is shown for the right side.
"""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import resvg_py
from PIL import Image, ImageDraw, ImageFont

from fonts.registry import TEXT_FAMILY, shipped_family
from handouts.commands.preview import draw_sides
from handouts.pipeline import build
from handouts.request.order import OrderLoader
from handouts.request.values import ClientText, SheetRequest
from patterns.catalog import load_all, load_all_activities
from patterns.rules.safety import gates_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from patterns.catalog import Entry

IMAGES = Path(__file__).parent / "images"
DAY = date(2026, 11, 23)

GROUND, INK = "#ffffff", "#1f2428"
SIDE_DPI = 42
LABEL = 14
"""The size of a name, in pixels."""

GAP = 14
"""The space around a picture, in pixels."""

Named = tuple[str, Image.Image]


def first_sides() -> Iterator[Named]:
    """Draw the first side of each shipped pattern."""
    loader = OrderLoader()
    for entry in load_all()[0]:
        pattern = entry.pattern
        used = tuple(found.activity for found in entry.activities.values())
        request = SheetRequest(
            pattern.id,
            side="right" if pattern.sided else None,
            confirmed=tuple(gate.id for gate in gates_of(pattern, used)),
        )
        first, *_ = draw_sides(build(loader.load(request), ClientText(DAY)), SIDE_DPI)
        yield pattern.title, Image.open(BytesIO(first)).convert("RGB")


def frames() -> Iterator[Named]:
    """Draw every picture of each activity."""
    for entry in load_all_activities()[0]:
        for frame in entry.activity.frames:
            name = f"{entry.activity.id}: {frame.picture}"
            yield name, _picture(entry.pictures / f"{frame.picture}.right.svg", 200)


def plates() -> Iterator[Named]:
    """Draw every plate of each pattern."""
    for entry in load_all()[0]:
        for name in entry.pattern.pictures:
            yield f"{entry.pattern.id}: {name}", _plate(entry, name)


def _plate(entry: Entry, name: str) -> Image.Image:
    found = (entry.pictures / f"{name}.{side}.svg" for side in ("right", "both"))
    return _picture(next(path for path in found if path.is_file()), 240)


def _picture(path: Path, width: int) -> Image.Image:
    drawn = resvg_py.svg_to_bytes(svg_path=str(path), width=2 * width)
    picture = Image.open(BytesIO(bytes(drawn))).convert("RGBA")
    picture.thumbnail((width, width))
    ground = Image.new("RGBA", picture.size, GROUND)
    return Image.alpha_composite(ground, picture).convert("RGB")


def sheet_of(named: Iterable[Named], columns: int) -> Image.Image:
    """Place pictures in rows, each over its name."""
    found = list(named)
    font = ImageFont.truetype(BytesIO(shipped_family(TEXT_FAMILY).regular.read()), LABEL)
    width = max(picture.width for _, picture in found) + 2 * GAP
    rows = [found[i : i + columns] for i in range(0, len(found), columns)]
    heights = [max(p.height for _, p in row) + LABEL + 3 * GAP for row in rows]
    sheet = Image.new("RGB", (width * columns, sum(heights)), GROUND)
    draw, top = ImageDraw.Draw(sheet), 0
    for row, height in zip(rows, heights, strict=True):
        for i, (name, picture) in enumerate(row):
            left = i * width + GAP
            sheet.paste(picture, (left, top + GAP))
            draw.rectangle(
                (left - 1, top + GAP - 1, left + picture.width, top + GAP + picture.height),
                outline="#d5d9dc",
            )
            room = width - 2 * GAP
            shown = name
            while draw.textlength(shown, font=font) > room:
                shown = shown[:-2].rstrip(" .…") + "…"
            draw.text((left, top + height - LABEL - GAP), shown, fill=INK, font=font)
        top += height
    return sheet


def main() -> None:
    """Write the three pictures."""
    for name, drawn, columns in (
        ("library-first-sides", first_sides(), 4),
        ("library-activities", frames(), 6),
        ("library-plates", plates(), 5),
    ):
        sheet = sheet_of(drawn, columns)
        sheet.quantize(255, method=Image.Quantize.FASTOCTREE).save(
            IMAGES / f"{name}.png", "PNG", optimize=True
        )


if __name__ == "__main__":
    main()
