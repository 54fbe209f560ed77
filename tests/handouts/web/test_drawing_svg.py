"""A compiled picture becomes the SVG again that it was drawn as, but for its rounding."""

from __future__ import annotations

import zlib

import pytest
import resvg_py

from handouts.layout.art.drawing_loader import Drawing, load_drawing
from handouts.layout.art.svg_compiler import compile_svg
from handouts.web.drawing_svg import svg_of
from patterns.library_paths import LIBRARY

FOLDER = LIBRARY / "activities/knee-across/pictures"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 80">'
    '<path fill="#a3142a" d="M10 10L90 10L90 70z"/>'
    '<path fill="none" stroke="#0b6b3a" stroke-width="3" stroke-linecap="round" '
    'd="M5 5C20 40 60 40 95 75"/>'
    '<path fill="#336699" fill-rule="evenodd" d="M20 20L60 20L60 60zM30 30L40 30L40 40z"/>'
    "</svg>"
)


def drawing(data: bytes) -> Drawing:
    return Drawing("a", data, 100, 80, {}, {})


def pixels(svg: str) -> bytes:
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=300, background="white"))


def test_shapes_strokes_and_holes_come_back() -> None:
    assert pixels(svg_of(drawing(compile_svg(SVG.encode())))) == pixels(SVG)


def test_a_picture_of_the_library_comes_back() -> None:
    made = svg_of(load_drawing(FOLDER, "gentle-stretch.left", ""))
    drawn = (FOLDER / "gentle-stretch.left.svg").read_text("utf-8")
    assert pixels(made) == pixels(drawn)


@pytest.mark.parametrize("operators", ["1 0 0 1 5 5 cm", "/Im1 Do", "q", "1 2 m <script>"])
def test_any_other_operator_is_refused(operators: str) -> None:
    with pytest.raises(ValueError, match="could not convert"):
        svg_of(drawing(zlib.compress(operators.encode())))
