"""Test drawing: each picture is embedded once, and nothing lies outside a structure element."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from fonts.faces import faces
from fonts.registry import Style
from handouts.brand.color import BLACK
from handouts.layout.art.svg_compiler import compile_svg
from handouts.layout.boxes import Art, Box, FieldBox, Item, MoveTo, Piece, Shape, TextLine
from handouts.layout.pdf.canvas import DrawnPdf, draw
from handouts.layout.sides import PlacedBox, Side
from handouts.layout.style.editions import EDITIONS
from handouts.layout.style.page_size import page_geometry

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0H9V9Z"/></svg>'
OTHER_SVG = SVG.replace(b"V9", b"V4")
WORDS = TextLine((Piece("Lie down.", faces(Style.REGULAR)[0]),), 12, BLACK)
ART = Art("a", compile_svg(SVG), (9, 9), 9, 9)


def drawn(item: Item, role: str = "", section: str = "pillow") -> DrawnPdf:
    box = Box(100, 20, ((0, 10, item),), role)
    placed = PlacedBox(40, 40, box, section, opens=True)
    side = Side(page_geometry("letter", EDITIONS["standard"]), 1, (placed,))
    return draw((side,), None, "")


@pytest.mark.parametrize("role", ["", "L", "LI", "TR", "Table"])
def test_words_that_no_element_speaks_are_refused(role: str) -> None:
    with pytest.raises(ValueError, match="which may hold none"):
        drawn(WORDS, role)


@pytest.mark.parametrize("role", ["", "P"])
def test_a_picture_outside_a_figure_is_refused(role: str) -> None:
    with pytest.raises(ValueError, match="not in a Figure"):
        drawn(ART, role)


def test_a_field_outside_the_structure_is_refused() -> None:
    with pytest.raises(ValueError, match="outside the structure"):
        drawn(FieldBox("client", 90, 1, 15, 12), section="footer")


@pytest.mark.parametrize(
    ("item", "role", "spoken"),
    [
        (WORDS, "P", 1),
        (ART, "Figure", 1),
        (WORDS, "Artifact", 0),
        (ART, "Artifact", 0),
        (Shape((MoveTo((0, 0)),), stroke=BLACK), "P", 0),
        (Shape((MoveTo((0, 0)),), stroke=BLACK), "Figure", 1),
    ],
)
def test_what_has_its_place_is_drawn(item: Item, role: str, spoken: int) -> None:
    made = drawn(item, role)
    (section,) = made.root.kids
    elements = [element for element in section.walk() if element.side() is not None]  # type: ignore[union-attr]
    assert len([element for element in elements if element.role == role]) == spoken


@pytest.mark.parametrize(
    ("other", "forms"), [(ART.data, 1), (compile_svg(OTHER_SVG), 2)], ids=["same", "other"]
)
def test_a_picture_is_embedded_once_and_never_as_another_of_its_name(
    other: bytes, forms: int
) -> None:
    arts = ART, ART._replace(data=other)
    placed = tuple(
        PlacedBox(40, top, Box(20, 20, ((0, 0, art),), "Figure"), "pillow")
        for art, top in zip(arts, (40, 80), strict=True)
    )
    made = draw((Side(page_geometry("letter", EDITIONS["standard"]), 1, placed),), None, "")
    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        assert len(pdf.pages[0].resources.XObject) == forms
