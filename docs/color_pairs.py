"""Draw the head of a first side in each of four pairs of colors: `python -m docs.color_pairs`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from PIL import Image

from handouts.brand.model import Palette, load_brand
from handouts.commands.preview import draw_sides
from handouts.pipeline import build
from handouts.request.order import OrderLoader
from handouts.request.values import ClientText, SheetRequest

if TYPE_CHECKING:
    from handouts.brand.model import Brand

HERE = Path(__file__).parent
PAIRS = HERE / "color_pairs.yaml"
PICTURE = HERE / "images" / "color-pairs.png"
EXAMPLE = HERE.parent / "examples" / "harbour-lane.yaml"

DPI = 60
SHOWN = 0.56
"""The share of a side that is shown."""

GAP = 12
"""The space between two sides, in pixels."""


def pairs() -> dict[str, Palette]:
    """Read the pairs of colors by name."""
    written = yaml.safe_load(PAIRS.read_text("utf-8"))
    return {pair.pop("name"): Palette.model_validate(pair) for pair in written}


def head_of_a_sheet(brand: Brand) -> Image.Image:
    """Draw the upper part of the first side of a sheet with a brand."""
    care = ("pillow-between-knees", "knee-across")
    request = SheetRequest("lateral-hip-rotators", side="right", sections=("care",), care=care)
    order = replace(OrderLoader().load(request), brand=brand)
    text = ClientText(date(2026, 11, 23), "Alex Example", "in two weeks", "You did well today.")
    first, *_ = draw_sides(build(order, text), DPI)
    side = Image.open(BytesIO(first)).convert("RGB")
    return side.crop((0, 0, side.width, round(side.height * SHOWN)))


def main() -> None:
    """Write the picture: two rows of two heads."""
    example = load_brand(EXAMPLE)
    heads = [
        head_of_a_sheet(example.model_copy(update={"colours": palette, "logo": None}))
        for palette in pairs().values()
    ]
    width, height = heads[0].size
    sheet = Image.new("RGB", (2 * width + GAP, 2 * height + GAP), "#d9d9d9")
    for i, head in enumerate(heads):
        sheet.paste(head, (i % 2 * (width + GAP), i // 2 * (height + GAP)))
    sheet.save(PICTURE, "PNG", optimize=True)


if __name__ == "__main__":
    main()
