"""Blocks of a handout's tree in, Platypus flowables out: a function for each kind of block."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import white
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, KeepTogether, ListFlowable, ListItem, Paragraph, Spacer

from benchmarks.peers.reportlab_kit import (
    GAP,
    PAD,
    WIDTH,
    Kit,
    Picture,
    Tick,
    Tree,
    air,
    panel,
    rich,
    rule,
    strong,
    table,
)

if TYPE_CHECKING:
    from collections.abc import Callable


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
    cells = [
        blocks(made_with, tree["blocks"], left),
        "",
        blocks(made_with, [tree["picture"]], right),
    ]
    return [table([cells], [left, GAP, right])]


def _pairs(made_with: Kit, tree: Tree, width: float) -> list[Flowable]:
    inks, body = made_with.inks, made_with.styles["body"]
    head = body.clone("head", textColor=inks["primary"])
    rows = [[Paragraph(strong(text), head) for text in tree["heads"]]]
    rows += [[Paragraph(rich(cell), body) for cell in row] for row in tree["rows"]]
    rules = [rule(inks["line"], row) for row in range(1, len(rows))]
    widths = [width * 0.52, width * 0.48]
    return [table(rows, widths, *air(7, 3), rule(inks["primary"], 0, 1.2), *rules)]


def _checks(made_with: Kit, tree: Tree, width: float) -> list[Flowable]:
    """Set the conditions by remedy; each column is as wide as the longest word of its head."""
    inks, body = made_with.inks, made_with.styles["body"].clone("check", leading=13.8)
    head = body.clone("head", textColor=inks["primary"])
    middle, cell = head.clone("middle", alignment=1), body.clone("cell", alignment=1)
    columns = [
        8 + max(stringWidth(word, "Atkinson-Bold", body.fontSize) for word in name.split())
        for name in tree["remedies"]
    ]
    top = [Paragraph(strong(name), middle) for name in tree["remedies"]]
    rows = [[Paragraph(strong(tree["head"]), head), *top]]
    rows += [
        [Paragraph(escape(conditions), body), *(Paragraph(escape(word), cell) for word in words)]
        for conditions, words in tree["rows"]
    ]
    rules = [rule(inks["line"], row) for row in range(1, len(rows))]
    middled = ("VALIGN", (0, 0), (-1, -1), "MIDDLE")
    style = (*air(0, 1.2), middled, rule(inks["primary"], 0, 1.2), *rules)
    return [table(rows, [width - sum(columns), *columns], *style, repeated=1)]


def _week(made_with: Kit, tree: Tree, width: float) -> list[Flowable]:
    inks, body = made_with.inks, made_with.styles["body"]
    head = body.clone("head", textColor=inks["primary"])
    middle = head.clone("middle", alignment=1)
    names, days = width * 0.37, tree["days"]
    top = [Paragraph(strong(tree["head"]), head), *(Paragraph(strong(d), middle) for d in days)]
    rows = [
        [Paragraph(escape(r), body), *(Tick(inks["quiet"]) for _ in days)] for r in tree["rows"]
    ]
    rules = [rule(inks["line"], row) for row in range(1, len(rows) + 1)]
    centerd = [("ALIGN", (1, 0), (-1, -1), "CENTER"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    widths = [names, *((width - names) / len(days) for _ in days)]
    style = (*air(0, 3), *centerd, rule(inks["primary"], 0, 1.2), *rules)
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


def _tiers(made_with: Kit, tree: Tree, width: float) -> list[Flowable]:
    """Set each tier as a list in two columns."""
    found: list[Flowable] = []
    each = (width - GAP) / 2
    for tier in tree["items"]:
        signs = tier["signs"]
        half = (len(signs) + 1) // 2
        lists = [
            _points(made_with, {"items": part, "numbered": False}, each) if part else ""
            for part in (signs[:half], signs[half:])
        ]
        found.append(Paragraph(strong(tier["heading"]), made_with.styles["subheading"]))
        found.append(table([[lists[0], "", lists[1]]], [each, GAP, each]))
    return found


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
    "caution-block": _caution,
    "option-list": _choices,
    "write-in": _write_in,
    "picture": _picture,
    "beside": _beside,
    "pairs": _pairs,
    "check-table": _checks,
    "columns": partial(_side_by_side, _column),
    "tiers": _tiers,
    "sequences": partial(_side_by_side, _sequence),
    "week-chart": _week,
    "contact-block": _contact,
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
    """Set a section in its frame or on its ground."""
    inks, styles = made_with.inks, made_with.styles
    ends = ((0, 0), (-1, -1))
    ground: tuple[Any, ...] = ("BACKGROUND", *ends, inks["tint"])
    top = styles["subheading"].clone("card", textColor=inks["primary"])
    if tree["style"] == "message":
        light = {name: style.clone(name, textColor=white) for name, style in styles.items()}
        made_with, top = made_with._replace(styles=light), light["heading"]
        ground = ("BACKGROUND", *ends, inks["primary"])
    elif tree["style"] == "warning":
        top = styles["heading"].clone("warning", textColor=inks["warning"])
        ground = ("BOX", *ends, 1.8, inks["warning"])
    inside = [Paragraph(heading, top), *blocks(made_with, tree["blocks"], WIDTH - 2 * PAD)]
    return table([[inside]], [WIDTH], ground, ("ROUNDEDCORNERS", [6, 6, 6, 6]), *air(PAD, 5))
