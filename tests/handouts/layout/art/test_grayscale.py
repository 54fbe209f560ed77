"""Convert pictures to black lines and light grays."""

from __future__ import annotations

import zlib
from io import BytesIO

import pytest
from PIL import Image

from handouts.brand.color import BLACK, WHITE, Color
from handouts.layout.art.grayscale import DARKEST_GRAY, gray_of, gray_pixels, in_grays


@pytest.mark.parametrize(
    ("color", "gray"),
    [
        (BLACK, 0),
        (WHITE, 1),
        (Color(31, 36, 40), 0),  # an outline
        (Color(179, 18, 42), 0),  # an arrow: dark and saturated
        (Color(119, 119, 119), DARKEST_GRAY + (1 - DARKEST_GRAY) * 0.1845**0.4),
    ],
)
def test_lines_and_signs_become_black_and_grounds_light(color: Color, gray: float) -> None:
    assert gray_of(color) == pytest.approx(gray, abs=0.001)


def test_no_gray_lies_between_black_and_the_darkest_ground() -> None:
    grays = {
        gray_of(Color(r, g, b)) for r in range(0, 256, 17) for g in (0, 99, 255) for b in (0, 255)
    }
    assert all(gray == 0 or DARKEST_GRAY < gray <= 1 for gray in grays)
    assert len(grays) > 10


def test_lighter_grounds_stay_lighter() -> None:
    grays = [gray_of(Color(level, level, level)) for level in range(80, 256, 5)]
    assert grays == sorted(set(grays))


def test_only_the_colors_of_operators_change() -> None:
    source = b"1 0 0 rg 0.1 0.2 0.3 m 1 0 0 RG 5 0 0 1 0 0 cm 0.9 0.8 0.2 rg f"
    gray = gray_of(Color(230, 204, 51))
    expected = b"0.%d" % round(gray * 1000)
    changed = zlib.decompress(in_grays(zlib.compress(source)))
    red = b"%.3g" % gray_of(Color(255, 0, 0))
    assert changed == (
        b"%b %b %b rg 0.1 0.2 0.3 m %b %b %b RG 5 0 0 1 0 0 cm %b %b %b rg f"
        % (*[red] * 6, expected, expected, expected)
    )


@pytest.mark.parametrize(("mode", "gray_mode"), [("RGB", "L"), ("RGBA", "LA")])
def test_pixels_keep_their_transparency(mode: str, gray_mode: str) -> None:
    out = BytesIO()
    Image.new(mode, (3, 2), (200, 30, 30, 77)[: len(mode)]).save(out, "PNG")
    with Image.open(BytesIO(gray_pixels(out.getvalue()))) as image:
        assert (image.mode, image.size) == (gray_mode, (3, 2))
        pixel = image.getpixel((0, 0))
        assert pixel == 81 if mode == "RGB" else pixel == (81, 77)
