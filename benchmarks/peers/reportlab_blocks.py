"""Blocks of a handout's tree in, Platypus flowables out: a function for each kind of block."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor, white
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import (
    Flowable,
    KeepTogether,
    ListFlowable,
    ListItem,
    Paragraph,
    Spacer,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Callable

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
    """What the blocks are made with: colours, styles, and drawings by their file."""

    inks: dict[str, Color]
    styles: dict[str, ParagraphStyle]
    drawings: dict[str, Drawing]


def kit(colours: dict[str, str], drawings: dict[str, Drawing]) -> Kit:
    """Make the styles in the colours of a brand."""
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
    styles["caution"] = styles["body"].clone("caution", leftIndent=11)
    return Kit(inks, styles, drawings)


class Picture(Flowable):  # type: ignore[misc] - ReportLab has no types
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


def table(rows: list[list[Any]], widths: list[float], *style: tuple[Any, ...]) -> Table:
    """Set cells; ReportLab would set plain text in Helvetica, so none is given."""
    return Table(rows, widths, style=[*TIGHT, *style], hAlign="LEFT")


def blocks(made_with: Kit, trees: list[Tree], width: float) -> list[Flowable]:
    """Set blocks below one another."""
    found: list[Flowable] = []
    for tree in trees:
        found += [*BLOCKS[tree["kind"]](made_with, tree, width), Spacer(0, 3)]
    return found


def _paragraph(made_with: Kit, tree: Tree, width: float) -> list[Flowable]:
    return [Paragraph(rich(tree["text"]), made_with.styles[tree["style"]])]


def _subheading(made_with: Kit, tree: Tree, width: float) -> list[Flowable]:
    return [Paragraph(strong(tree["text"]), made_with.styles["subheading"])]


def _points(made_with: Kit, tree: Tree, width: float) -> list[Flowable]:
    body = made_with.styles["body"]
    items = [ListItem(Paragraph(rich(item), body)) for item in tree["items"]]
    kind = {"bulletType": "1"} if tree["numbered"] else {"bulletType": "bullet", "start": "•"}
    return [
        ListFlowable(
            items,
            leftIndent=17,
            bulletFontName="Atkinson-Bold",
            bulletFontSize=11,
            bulletColor=made_with.inks["accent"],
            **kind,
        )
    ]


def _doses(made_with: Kit, tree: Tree, width: float) -> list[Flowable]:
    """Set chips in a row; they wrap as words do."""
    tint = made_with.inks["tint"].hexval().replace("0x", "#")
    chips = (
        f'<font backColor="{tint}">\u00a0{strong(item).replace(" ", chr(0xA0))}\u00a0</font>'
        for item in tree["items"]
    )
    return [Paragraph(" &nbsp; ".join(chips), made_with.styles["body"])]


def _caution(made_with: Kit, tree: Tree, width: float) -> list[Flowable]:
    words = Paragraph(" ".join(map(rich, tree["items"])), made_with.styles["body"])
    bar = ("LINEBEFORE", (0, 0), (0, -1), 3.2, made_with.inks["warning"])
    return [table([[words]], [width], bar, ("LEFTPADDING", (0, 0), (0, 0), PAD))]


def _choices(made_with: Kit, tree: Tree, width: float) -> list[Flowable]:
    found: list[Flowable] = []
    for choice in tree["items"]:
        badge = f" {strong(choice['badge'])}" if choice["badge"] else ""
        words = Paragraph(rich(choice["text"]) + badge, made_with.styles["body"])
        found += [panel(made_with, [words], width, chosen=choice["chosen"]), Spacer(0, 4)]
    return found


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


def _write_in(made_with: Kit, tree: Tree, width: float) -> list[Flowable]:
    line = f"<u>{chr(0xA0) * 14}</u>"
    words = " &nbsp; ".join(f"{strong(label)} {line}" for label in tree["labels"])
    return [Paragraph(f"{words} &nbsp; {escape(tree['remark'])}", made_with.styles["body"])]


def _picture(made_with: Kit, tree: Tree, width: float) -> list[Flowable]:
    caption = Paragraph(rich(tree["caption"]), made_with.styles["caption"])
    return [Picture(made_with, tree), Spacer(0, 3), caption]


def _beside(made_with: Kit, tree: Tree, width: float) -> list[Flowable]:
    right = tree["picture"]["width"]
    left = width - right - GAP
    cells = [blocks(made_with, tree["blocks"], left), "", blocks(made_with, [tree["picture"]], right)]
    return [table([cells], [left, GAP, right])]


def _pairs(made_with: Kit, tree: Tree, width: float) -> list[Flowable]:
    inks, body = made_with.inks, made_with.styles["body"]
    head = body.clone("head", textColor=inks["primary"])
    rows = [[Paragraph(strong(text), head) for text in tree["heads"]]]
    rows += [[Paragraph(rich(cell), body) for cell in row] for row in tree["rows"]]
    rules = [rule(inks["line"], row) for row in range(1, len(rows))]
    widths = [width * 0.52, width * 0.48]
    return [table(rows, widths, *air(7, 3), rule(inks["primary"], 0, 1.2), *rules)]


def _week(made_with: Kit, tree: Tree, width: float) -> list[Flowable]:
    inks, body = made_with.inks, made_with.styles["body"]
    head = body.clone("head", textColor=inks["primary"])
    middle = head.clone("middle", alignment=1)
    names, days = width * 0.37, tree["days"]
    top = [Paragraph(strong(tree["head"]), head), *(Paragraph(strong(d), middle) for d in days)]
    rows = [[Paragraph(escape(r), body), *(Tick(inks["quiet"]) for _ in days)] for r in tree["rows"]]
    rules = [rule(inks["line"], row) for row in range(1, len(rows) + 1)]
    centred = [("ALIGN", (1, 0), (-1, -1), "CENTER"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    widths = [names, *((width - names) / len(days) for _ in days)]
    style = (*air(0, 3), *centred, rule(inks["primary"], 0, 1.2), *rules)
    return [table([top, *rows], widths, *style)]


def _side_by_side(
    inner: Callable[[Kit, Tree, float], Any], made_with: Kit, tree: Tree, width: float
) -> list[Flowable]:
    """Set items next to one another, in columns of equal width."""
    items = tree["items"]
    each = (width - GAP * (len(items) - 1)) / len(items)
    cells: list[Any] = []
    widths: list[float] = []
    for item in items:
        cells += ["", inner(made_with, item, each)] if cells else [inner(made_with, item, each)]
        widths += [GAP, each] if widths else [each]
    return [table([cells], widths)]


def _column(made_with: Kit, tree: Tree, width: float) -> list[Flowable]:
    heading = Paragraph(strong(tree["heading"]), made_with.styles["subheading"])
    return [heading, *blocks(made_with, tree["blocks"], width)]


def _sequence(made_with: Kit, tree: Tree, width: float) -> Flowable:
    body = made_with.styles["body"]
    sign = {"plus": " + ", "then": " » "}[tree["joint"]]
    inside = [
        Paragraph(strong(tree["title"]), made_with.styles["subheading"]),
        Paragraph(strong(sign.join(tree["parts"])), body),
        Paragraph(rich(tree["note"]), body),
    ]
    return panel(made_with, inside, width)


def _contact(made_with: Kit, tree: Tree, width: float) -> list[Flowable]:
    body, link = made_with.styles["body"], tree["link"]
    line = f" <u>{chr(0xA0) * 60}</u>" if tree["write_in"] else ""
    said = [Paragraph(escape(tree["reach"]) + line, body)]
    if link:
        said.append(Paragraph(f'<a href="{escape(link)}">{escape(tree["link_label"])}</a>', body))
    if tree["more"]:
        said.append(Paragraph(escape(tree["more"]), body))
    said.append(Paragraph(rich(tree["record"]), made_with.styles["small"]))
    if not tree["code"]:
        return said
    code = made_with.drawings[tree["code"]]
    return [table([[said, code]], [width - code.width, code.width])]


BLOCKS: dict[str, Callable[[Kit, Tree, float], list[Flowable]]] = {
    "paragraph": _paragraph,
    "subheading": _subheading,
    "points": _points,
    "doses": _doses,
    "caution": _caution,
    "choices": _choices,
    "write-in": _write_in,
    "picture": _picture,
    "beside": _beside,
    "pairs": _pairs,
    "columns": partial(_side_by_side, _column),
    "sequences": partial(_side_by_side, _sequence),
    "week-chart": _week,
    "contact": _contact,
}
"""How each kind of block is set."""


def section(made_with: Kit, tree: Tree) -> list[Flowable]:
    """Set a section: in a frame or on a ground where its style asks for one."""
    style = tree["style"]
    heading = strong(tree["heading"])
    if style in {"message", "warning", "card"}:
        return [Spacer(0, 8), _framed(made_with, tree, heading), Spacer(0, 3)]
    name = "subheading" if style == "small" else "heading"
    first, *rest = tree["blocks"]
    top = [Spacer(0, 8), Paragraph(heading, made_with.styles[name]), Spacer(0, 2)]
    return [
        KeepTogether([*top, *blocks(made_with, [first], WIDTH)]),
        *blocks(made_with, rest, WIDTH),
    ]


def _framed(made_with: Kit, tree: Tree, heading: str) -> Flowable:
    inks, style = made_with.inks, tree["style"]
    ends = ((0, 0), (-1, -1))
    if style == "message":
        light = {n: s.clone(n, textColor=white) for n, s in made_with.styles.items()}
        made_with, ground = made_with._replace(styles=light), ("BACKGROUND", *ends, inks["primary"])
        top = light["heading"]
    elif style == "warning":
        ground = ("BOX", *ends, 1.8, inks["warning"])
        top = made_with.styles["heading"].clone("warning", textColor=inks["warning"])
    else:
        ground = ("BACKGROUND", *ends, inks["tint"])
        top = made_with.styles["subheading"].clone("card", textColor=inks["primary"])
    inside = [Paragraph(heading, top), *blocks(made_with, tree["blocks"], WIDTH - 2 * PAD)]
    return table([[inside]], [WIDTH], ground, ("ROUNDEDCORNERS", [6, 6, 6, 6]), *air(PAD, 5))
