"""Every side of a PDF becomes a PNG of its own size."""

from __future__ import annotations

from io import BytesIO

import pikepdf
from PIL import Image

from handouts.commands.preview import draw_side, draw_sides


def pdf(*sizes: tuple[int, int]) -> bytes:
    """Make a PDF with a black square in the top left inch of each side."""
    made, out = pikepdf.new(), BytesIO()
    for width, height in sizes:
        page = made.add_blank_page(page_size=(width, height))
        page.contents_add(made.make_stream(f"0 g 0 {height - 72} 72 72 re f".encode()))
    made.save(out)
    return out.getvalue()


def test_sides_become_pictures_in_their_order_and_size() -> None:
    first, second = (Image.open(BytesIO(png)) for png in draw_sides(pdf((612, 792), (144, 72))))
    assert (first.format, first.size, second.size) == ("PNG", (935, 1210), (220, 110))
    assert round(first.info["dpi"][0]) == 110
    assert first.convert("L").getpixel((50, 50)) == 0
    assert first.convert("L").getpixel((130, 50)) == 255


def test_the_resolution_can_be_chosen() -> None:
    (png,) = draw_sides(pdf((144, 72)), dpi=72)
    assert Image.open(BytesIO(png)).size == (144, 72)


def test_the_same_pdf_gives_the_same_pictures() -> None:
    assert draw_sides(pdf((144, 72))) == draw_sides(pdf((144, 72)))


def test_one_side_is_drawn_as_wide_as_it_is_asked_for() -> None:
    made = pdf((612, 792), (144, 72))
    first, second = (Image.open(BytesIO(draw_side(made, side, 306))) for side in (0, 1))
    assert (first.size, second.size) == ((306, 396), (306, 153))
    assert first.convert("L").getpixel((20, 20)) == 0
