"""An SVG logo prints as it is meant: the colors at places of the page, and the operators."""

from __future__ import annotations

import zlib
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2
import pytest

from handouts.brand.logo.reading import Logo, read_logo
from handouts.layout.art.svg_logo import svg_logo
from patterns.errors import UserError
from tests.helpers import EXAMPLES

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLE = EXAMPLES / "harbour-lane.svg"
EXAMPLE_DIGEST = "26c1b1a9cab2868a03dd9d8820d376253df1d5c827e2a39d1b099b0eca47c310"

WHITE, BLACK, RED, BLUE = (255, 255, 255), (0, 0, 0), (255, 0, 0), (0, 0, 255)
GRAY = (211, 211, 211)
SCALE = 5  # pixels to a unit


def logo_of(folder: Path, body: str, attributes: str = "") -> Logo:
    """Read a logo of 40 by 40 units."""
    path = folder / "logo.svg"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40" {attributes}>'
    path.write_text(f"{head}{body}</svg>", "utf-8")
    return read_logo(path)


def operators(logo: Logo) -> bytes:
    return zlib.decompress(svg_logo(logo)[0])


def seen(logo: Logo, *places: tuple[float, float]) -> list[Any]:
    """Give the colors at places of a logo, in its units."""
    width, height = svg_logo(logo)[1]
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(width, height))
    page.Contents = pdf.make_stream(b"1 0 0 -1 0 %g cm\n" % height + operators(logo))
    out = BytesIO()
    pdf.save(out)
    with pypdfium2.PdfDocument(out.getvalue()) as opened:
        picture = opened[0].render(scale=SCALE * 40 / width).to_pil().convert("RGB")
    return [picture.getpixel((int(x * SCALE), int(y * SCALE))) for x, y in places]


Places = dict[tuple[float, float], tuple[int, int, int]]

SQUARE = '<rect width="10" height="10"/>'
CLIP = '<clipPath id="c">{}</clipPath><rect clip-path="url(#c)" width="40" height="40"/>'

PRINTED: dict[str, tuple[str, Places]] = {
    "a path that goes on after its end": (
        '<path d="M20 0H30V10z L10 0V10z"/>',
        {(28, 3): BLACK, (12, 3): BLACK, (22, 8): WHITE},
    ),
    "a move at the end": ('<path d="M0 0H10V10z m20 20"/>', {(8, 3): BLACK, (15, 15): WHITE}),
    "moves after each other": (
        '<path d="m1 1m9 9m10 10h10v10z"/>',
        {(28, 22): BLACK, (10, 10): WHITE},
    ),
    "flags of an arc that cling": (
        '<path d="M10 20a10 10 0 1120 0z"/>',
        {(20, 12): BLACK, (20, 25): WHITE},
    ),
    "a polyline": ('<polyline points="0,0 20,0 20-0,20,20"/>', {(18, 5): BLACK, (5, 18): WHITE}),
    "a polyline with a stroke": (
        '<polyline points="5 5 35 5 35 35" fill="red" stroke="blue" stroke-width="4"/>',
        {(20, 5): BLUE, (30, 15): RED, (25, 18): RED, (8, 30): WHITE},
    ),
    "amounts out of range": (
        (
            '<rect width="9" height="9" fill="rgb(256,0,-4)"/>'
            '<rect x="20" width="9" height="9" fill="rgb(0%,0%,200%)"/>'
        ),
        {(5, 5): RED, (25, 5): BLUE},
    ),
    "names of CSS": (
        (
            '<rect width="9" height="9" fill="RED"/>'
            '<rect x="20" width="9" height="9" fill="lightgray"/>'
        ),
        {(5, 5): RED, (25, 5): GRAY},
    ),
    "an opaque colour with its fourth amount": (
        (
            '<rect width="9" height="9" fill="#f00f"/>'
            '<rect x="20" width="9" height="9" fill="#0000FFff"/>'
        ),
        {(5, 5): RED, (25, 5): BLUE},
    ),
    "transparent": (
        '<rect width="9" height="9" fill="transparent" stroke="red"/>',
        {(5, 5): WHITE},
    ),
    "colour of the element": (
        (
            '<g color="blue"><rect color="red" fill="currentColor" width="9" height="9"/>'
            '<rect x="20" fill="currentcolor" width="9" height="9"/></g>'
        ),
        {(5, 5): RED, (25, 5): BLUE},
    ),
    "corners as far as half a side": (
        '<rect width="40" height="20" rx="99" ry="4"/>',
        {(20, 1): BLACK, (1, 1): WHITE, (1, 10): BLACK, (10, 3): BLACK},
    ),
    "corners that are not round alike": (
        '<rect width="40" height="40" rx="2" ry="20"/>',
        {(3, 1): BLACK, (0.1, 4): WHITE, (0.3, 20): BLACK},
    ),
    "no dashes": (
        '<path d="M0 5H40" stroke="red" stroke-width="4" stroke-dasharray="0"/>',
        {(float(x), 5): RED for x in range(1, 40, 2)},
    ),
    "a line that lies": (
        '<line x1="5" x2="35" y1="9" y2="9" stroke="red" stroke-width="2"/>',
        {(20, 9): RED, (20, 12): WHITE},
    ),
    "a line that stands": (
        '<path d="M9 5V35" stroke="red" stroke-width="2"/>',
        {(9, 20): RED, (12, 20): WHITE},
    ),
    "a clip that is moved": (
        CLIP.format('<circle transform="translate(10)" r="5"/>').replace(
            'id="c"', 'id="c" transform="translate(0,20)"'
        ),
        {(10, 20): BLACK, (0.5, 0.5): WHITE, (17, 20): WHITE},
    ),
    "a clip with a hole": (
        CLIP.format('<path clip-rule="evenodd" d="M0 0H30V30H0zM10 10H20V20H10z"/>'),
        {(5, 5): BLACK, (15, 15): WHITE, (35, 35): WHITE},
    ),
    "a clip with open pieces": (
        CLIP.format('<path d="M0 0h10v10m5 5h10v10"/>'),
        {(8, 3): BLACK, (23, 18): BLACK, (3, 8): WHITE, (16, 23): WHITE},
    ),
    "a clip that comes later": (
        (
            '<rect clip-path="url(#c)" width="40" height="40"/><clipPath id="c">'
            '<polygon points="0 0 20 0 20 20"/></clipPath>'
        ),
        {(15, 5): BLACK, (5, 15): WHITE},
    ),
    "a style that comes later": (
        '<rect class="a" width="9" height="9"/><style>.a{fill:red}</style>',
        {(5, 5): RED},
    ),
    "the more exact selector": (
        (
            "<style>#i{fill:red}.b{fill:blue}.a{fill:lime}rect{fill:lime}*{fill:lime}</style>"
            '<rect id="i" class="b" width="9" height="9"/>'
            '<rect x="20" fill="lime" class="b" width="9" height="9"/>'
        ),
        {(5, 5): RED, (25, 5): BLUE},
    ),
    "of two classes the one that stands later": (
        (
            "<style>.a{fill:red}.b{fill:lime}.a{fill:blue}</style>"
            '<rect class="a b" width="9" height="9"/>'
        ),
        {(5, 5): BLUE},
    ),
    "close transforms": (
        f'<g transform="translate(25-0)rotate(90)">{SQUARE}</g>',
        {(20, 5): BLACK, (30, 5): WHITE, (5, 5): WHITE},
    ),
    "a copy before what it copies, and one that is not shown": (
        (
            '<use href="#r" x="20" fill="red"/><defs><rect id="r" width="9" height="9"/></defs>'
            '<use href="#r" display="none"/>'
        ),
        {(25, 5): RED, (5, 5): WHITE},
    ),
    "hidden around, shown inside": (
        (
            '<g visibility="hidden"><rect width="9" height="9"/>'
            '<rect x="20" width="9" height="9" visibility="visible"/></g>'
        ),
        {(5, 5): WHITE, (25, 5): BLACK},
    ),
    "shares of the drawing": (
        '<rect x="50%" y="25%" width="25%" height="25%"/>',
        {(25, 15): BLACK, (15, 15): WHITE, (25, 25): WHITE},
    ),
}


@pytest.mark.parametrize("case", PRINTED)
def test_it_prints_as_it_is_meant(tmp_path: Path, case: str) -> None:
    body, meant = PRINTED[case]
    assert dict(zip(meant, seen(logo_of(tmp_path, body), *meant), strict=True)) == meant


def test_what_the_whole_drawing_says_holds_inside(tmp_path: Path) -> None:
    body = '<style>svg{stroke:red;stroke-width:4}.a{fill:none}</style><path d="M5 5H35V35H5z"/>'
    assert seen(logo_of(tmp_path, body, 'class="a"'), (5, 20), (20, 20)) == [RED, WHITE]


def test_a_prefix_changes_nothing(tmp_path: Path) -> None:
    plain = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'
    body = CLIP.format('<circle r="5"/>')
    bare, prefixed = tmp_path / "a.svg", tmp_path / "b.svg"
    bare.write_text(plain.format(body), "utf-8")
    prefixed.write_text(
        plain.format(body).replace("<", "<s:").replace("<s:/", "</s:").replace("xmlns", "xmlns:s"),
        "utf-8",
    )
    assert read_logo(bare) == read_logo(prefixed)


SPIKE = '<path d="M5 35L10 15 15 35" fill="none" stroke="red" stroke-width="3" {}/>'


@pytest.mark.parametrize(
    ("said", "limit"),
    [
        ("", b"4 M"),
        ('style="stroke-miterlimit:2.5"', b"2.5 M"),
        ('stroke-miterlimit="12"', b"12 M"),
    ],
)
def test_sharp_corners_end_where_svg_says(tmp_path: Path, said: str, limit: bytes) -> None:
    assert limit in operators(logo_of(tmp_path, SPIKE.format(said))).split(b"\n")


@pytest.mark.parametrize(
    "body",
    [
        SPIKE.format('stroke-miterlimit="10"'),  # what a PDF begins with
        SPIKE.format('stroke-linejoin="round"'),
        SPIKE.replace("red", "none").replace('"none" stroke=', '"red" stroke=').format(""),
        '<path d="M5 5H20H35" fill="none" stroke="red"/>',
        '<circle cx="9" cy="9" r="5" fill="none" stroke="red"/>',
        '<path d="M0 0C1 1 2 1 3 1S5 2 9 9" fill="none" stroke="red"/>',
    ],
)
def test_no_limit_is_said_without_a_sharp_corner(tmp_path: Path, body: str) -> None:
    assert b" M\n" not in operators(logo_of(tmp_path, body))


def test_a_spike_is_cut(tmp_path: Path) -> None:
    cut, long = (logo_of(tmp_path, SPIKE.format(f'stroke-miterlimit="{n}"')) for n in (4, 10))
    assert seen(cut, (10, 11)) == [WHITE]
    assert seen(long, (10, 11)) == [RED]


def test_the_example_prints_the_same_operators() -> None:
    assert sha256(operators(read_logo(EXAMPLE))).hexdigest() == EXAMPLE_DIGEST


def test_what_is_found_only_while_drawing_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "logo.svg"
    logo = logo_of(tmp_path, SQUARE)
    odd = Logo(logo.kind, logo.data.replace(b'd="M', b'd="X'), 40, 40, str(path))
    with pytest.raises(UserError, match=r"/logo\.svg: cannot be drawn as it is meant; "):
        svg_logo(odd)


def test_where_a_logo_came_from_makes_no_other_logo(tmp_path: Path) -> None:
    logo = logo_of(tmp_path, SQUARE)
    assert logo == Logo(logo.kind, logo.data, 40, 40, "elsewhere.svg")
