"""What ReportLab makes the sheet with: colors and drawings in; styles, tables, pictures out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor, white
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Table

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing
    from reportlab.lib.colors import Color

Tree = dict[str, Any]

WIDTH = 612 - 2 * 36.85
GAP = 16.0
PAD = 11.0

SIZES = {
    "title": (26, 30),
    "subtitle": (13, 17),
    "heading": (16, 19),
    "subheading": (12.5, 15.5),
    "body": (12, 15),
    "caption": (10.5, 13),
    "label": (10, 12),
    "notice": (10, 13),
    "small": (8.5, 11),
}
"""Sizes and leadings in points, the same as ours."""


class Kit(NamedTuple):
    """What the blocks are made with: colors, styles, and drawings by their file."""

    inks: dict[str, Color]
    styles: dict[str, ParagraphStyle]
    drawings: dict[str, Drawing]


def kit(colours: dict[str, str], drawings: dict[str, Drawing]) -> Kit:
    """Make the styles in the colors of a brand."""
    inks = {name: HexColor(value) for name, value in colours.items()}
    styles = {
        name: ParagraphStyle(
            name, fontName="Atkinson", fontSize=size, leading=leading, textColor=inks["ink"]
        )
        for name, (size, leading) in SIZES.items()
    }
    for name in ("title", "heading"):
        styles[name].textColor = inks["primary"]
    for name in ("subtitle", "caption", "label", "small"):
        styles[name].textColor = inks["quiet"]
    return Kit(inks, styles, drawings)


class Picture(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """A drawing with its names; drawn as a form, so that a file holds it once."""

    def __init__(self, made_with: Kit, block: Tree) -> None:
        super().__init__()
        self.kit, self.block = made_with, block
        self.width, self.height = block["width"], block["height"]

    def draw(self) -> None:
        """Draw on the canvas of the page."""
        canvas, name = self.canv, self.block["file"]
        if not canvas.hasForm(name):
            canvas.beginForm(name, 0, 0, self.width, self.height)
            self.kit.drawings[name].drawOn(canvas, 0, 0)
            canvas.endForm()
        canvas.doForm(name)
        canvas.setFillColor(self.kit.inks["ink"])
        for label in self.block["labels"]:
            canvas.setFont("Atkinson-Bold" if label["strong"] else "Atkinson", label["size"])
            canvas.drawString(label["x"], self.height - label["y"], label["text"])


class Tick(Flowable):  # type: ignore[misc]
    """A box to tick."""

    width = height = 12.0

    def __init__(self, ink: Color) -> None:
        super().__init__()
        self.ink = ink

    def draw(self) -> None:
        """Draw on the canvas of the page."""
        self.canv.setStrokeColor(self.ink)
        self.canv.roundRect(0.5, 0.5, 11, 11, 2.5)


def rich(runs: list[list[Any]]) -> str:
    """Write rich text in ReportLab's own marks."""
    return "".join(f"<b>{escape(t)}</b>" if strong else escape(t) for t, strong in runs)


def strong(text: str) -> str:
    """Write a text that stands out."""
    return f"<b>{escape(text)}</b>"


def rule(inks: Color, row: int = -1, thickness: float = 0.6) -> tuple[Any, ...]:
    """Rule a row of a table at its foot."""
    return ("LINEBELOW", (0, row), (-1, row), thickness, inks)


TIGHT = [
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 0),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
]
"""A table without air, in which cells begin at the top."""


def table(
    rows: list[list[Any]], widths: list[float], *style: tuple[Any, ...], repeated: int = 0
) -> Table:
    """Set cells, the first rows `repeated` on each side.

    ReportLab would set plain text in Helvetica, so none is given.
    """
    return Table(rows, widths, style=[*TIGHT, *style], hAlign="LEFT", repeatRows=repeated)


def panel(
    made_with: Kit, inside: list[Flowable], width: float, *, chosen: bool = False
) -> Flowable:
    """Set flowables on a soft ground, or in a frame."""
    ground = ("BACKGROUND", (0, 0), (-1, -1), white if chosen else made_with.inks["tint"])
    frame = ("BOX", (0, 0), (-1, -1), 1.8, made_with.inks["treat"])
    return table([[inside]], [width], ground, *air(8, 4), *([frame] if chosen else []))


def air(side: float, above: float) -> list[tuple[Any, ...]]:
    """Give the cells of a table air."""
    ends = ((0, 0), (-1, -1))
    return [
        *((name, *ends, side) for name in ("LEFTPADDING", "RIGHTPADDING")),
        *((name, *ends, above) for name in ("TOPPADDING", "BOTTOMPADDING")),
    ]
