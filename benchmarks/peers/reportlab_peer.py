"""ReportLab's Platypus, used plainly: a folder with the content and clients' values in, PDFs out.

Fonts, drawings (through svglib) and styles are read once. Flowables are made afresh for each
client, as Platypus wants it. ReportLab writes no tags and has no place for alternative texts.
"""

from __future__ import annotations

import json
import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import letter
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, HRFlowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer
from svglib.svglib import svg2rlg

from benchmarks.peers.reportlab_blocks import section
from benchmarks.peers.reportlab_kit import PAD, WIDTH, Kit, Tree, air, kit, strong, table
from benchmarks.peers.running import Peer, run

if TYPE_CHECKING:
    from benchmarks.peers.running import Values

MARGIN = 13 * mm
SHARES = (0.33, 0.16, 0.24, 0.27)


class Prepared(NamedTuple):
    """The content, and what it is set with."""

    tree: Tree
    kit: Kit


class First(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """Marks the first side of a client's sheet, so that sides can be counted from there."""

    def draw(self) -> None:
        """Tell the canvas."""
        self.canv.firsts.append(self.canv.getPageNumber())


class Numbered(Canvas):  # type: ignore[misc]
    """Writes the feet when all sides are there, for each says how many there are."""

    def __init__(self, *words: Any, prepared: Prepared, **options: Any) -> None:
        super().__init__(*words, **options)
        self.prepared = prepared
        self.firsts: list[int] = []
        self.sides: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        """Put a side away."""
        self.sides.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """Write the feet and all sides."""
        ends = [*self.firsts[1:], len(self.sides) + 1]
        sheets = (
            (n - a + 1, b - a) for a, b in zip(self.firsts, ends, strict=True) for n in range(a, b)
        )
        for side, (page, pages) in zip(self.sides, sheets, strict=True):
            self.__dict__.update(side)
            self._foot(page, pages)
            super().showPage()
        super().save()

    def _foot(self, page: int, pages: int) -> None:
        tree, inks = self.prepared.tree, self.prepared.kit.inks
        self.setFont("Atkinson", 8.5)
        self.setStrokeColor(inks["line"])
        self.line(MARGIN, 32, letter[0] - MARGIN, 32)
        self.setFillColor(inks["quiet"])
        self.drawString(MARGIN, 20, tree["footer"])
        said = tree["page_of"].format(page=page, pages=pages)
        self.drawRightString(letter[0] - MARGIN, 20, said)


def prepare(folder: str) -> Prepared:
    """Read the content, its drawings, and the fonts that lie beside them."""
    home = Path(folder)
    for name, cut in (("Atkinson", "Regular"), ("Atkinson-Bold", "Bold")):
        pdfmetrics.registerFont(TTFont(name, str(home / f"AtkinsonHyperlegible-{cut}.ttf")))
    bold = "Atkinson-Bold"
    pdfmetrics.registerFontFamily(
        "Atkinson", normal="Atkinson", bold=bold, italic="Atkinson", boldItalic=bold
    )
    tree = json.loads((home / "content.json").read_text("utf-8"))
    drawings = {path.name: svg2rlg(str(path)) for path in home.glob("*.svg")}
    return Prepared(tree, kit(tree["colours"], drawings))


def one(prepared: Prepared, values: Values) -> bytes:
    """Make one client's sheet."""
    file = BytesIO()
    _build(prepared, _sheet(prepared, values), file)
    return file.getvalue()


def merged(prepared: Prepared, clients: list[Values], path: str) -> None:
    """Make every client's sheet in one document, with page breaks between."""
    story: list[Flowable] = []
    for values in clients:
        story += [*([PageBreak()] if story else []), *_sheet(prepared, values)]
    with open(path, "wb") as file:  # noqa: PTH123 - pathlib takes time
        _build(prepared, story, file)


def _build(prepared: Prepared, story: list[Flowable], file: Any) -> None:
    document = SimpleDocTemplate(
        file,
        pagesize=letter,
        leftMargin=MARGIN - 6,
        rightMargin=MARGIN - 6,
        topMargin=10.5 * mm - 6,
        bottomMargin=14 * mm - 6,
        title=prepared.tree["title"],
        lang=prepared.tree["language"],
        initialFontName="Atkinson",
        pageCompression=1,
    )
    document.build(story, canvasmaker=lambda *a, **o: Numbered(*a, prepared=prepared, **o))


def _sheet(prepared: Prepared, values: Values) -> list[Flowable]:
    """Set one client's sheet."""
    tree, styles, inks = prepared.tree, prepared.kit.styles, prepared.kit.inks
    brand = styles["subheading"].clone("brand", textColor=inks["primary"])
    story = [
        First(),
        Paragraph(strong(tree["brand"]), brand),
        HRFlowable("100%", 1, color=inks["primary"], spaceBefore=4, spaceAfter=6),
        Paragraph(strong(tree["title"]), styles["title"]),
        Paragraph(escape(tree["subtitle"]), styles["subtitle"]),
        Spacer(0, 4),
        _strip(prepared, values),
    ]
    for part in tree["sections"]:
        story += section(prepared.kit, part)
    return story


def _strip(prepared: Prepared, values: Values) -> Flowable:
    tree, styles, inks = prepared.tree, prepared.kit.styles, prepared.kit.inks
    client, date, visit, note = tree["fields"]

    def cell(label: str, said: str) -> list[Flowable]:
        return [
            Paragraph(escape(label), styles["label"]),
            Paragraph(said or "&nbsp;", styles["body"]),
        ]

    def field(tree: Tree) -> list[Flowable]:
        return cell(tree["label"], escape(values.get(tree["name"], "")))

    rows: list[list[Any]] = [
        [field(client), cell(tree["side_label"], strong(tree["side"])), field(date), field(visit)],
        [field(note), "", "", ""],
    ]
    inner = WIDTH - 2 * PAD
    cells = table(rows, [inner * share for share in SHARES], ("SPAN", (0, 1), (-1, 1)))
    box = ("BOX", (0, 0), (-1, -1), 1, inks["line"])
    return table([[cells]], [WIDTH], box, ("ROUNDEDCORNERS", [5, 5, 5, 5]), *air(PAD, 4))


if __name__ == "__main__":
    run(Peer(prepare, one, merged), sys.argv[1:])
