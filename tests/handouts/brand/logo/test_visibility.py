"""What of a logo shows on white paper."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw

from handouts.brand.logo.visibility import box_to_keep, loses_white_parts

CLEAR = (0, 0, 0, 0)
TEAL = (23, 160, 170, 255)
WHITE = (255, 255, 255, 255)


def drawn(*shapes: tuple[tuple[int, int, int, int], tuple[int, ...]]) -> Image.Image:
    """Draw rectangles on a see-through ground of 800 x 240 pixels."""
    picture = Image.new("RGBA", (800, 240), CLEAR)
    for box, color in shapes:
        ImageDraw.Draw(picture).rectangle(box, fill=color)
    return picture


SIGN = ((20, 20, 219, 219), TEAL)
LETTERS = [((x, 90, x + 9, 149), WHITE) for x in range(300, 700, 40)]
THIN_LETTERS = [((x, 90, x + 2, 149), WHITE) for x in range(300, 700, 12)]


def with_noise(picture: Image.Image) -> Image.Image:
    """Give a picture a ground as a JPEG has it: almost white."""
    ground = Image.effect_noise(picture.size, 2).point(lambda level: min(255, 127 + level))
    paper = Image.merge("RGB", [ground] * 3)
    paper.paste(picture, mask=picture.getchannel("A"))
    return paper


@pytest.mark.parametrize("letters", [LETTERS, THIN_LETTERS], ids=["bold", "thin"])
@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_white_lettering_beside_a_sign_is_lost(
    letters: list[tuple[tuple[int, int, int, int], tuple[int, ...]]], mode: str
) -> None:
    picture = drawn(SIGN, *letters)
    assert loses_white_parts(picture.convert(mode))


KEPT = {
    "a sign alone": drawn(SIGN),
    "white in a sign": drawn(SIGN, ((60, 60, 180, 180), WHITE)),
    "white letters on a ground": drawn(((0, 0, 799, 239), TEAL), *LETTERS),
    "a white card with a sign": drawn(((5, 5, 790, 230), WHITE), SIGN),
    "a ring around white": drawn(
        ((20, 20, 219, 219), TEAL), ((23, 23, 216, 216), WHITE), ((400, 20, 600, 200), TEAL)
    ),
    "specks": drawn(SIGN, ((300, 100, 304, 104), WHITE)),
    "no ground to see through": drawn(SIGN, *LETTERS).convert("RGB"),
}


@pytest.mark.parametrize("case", KEPT)
def test_white_that_something_bounds_is_not_lost(case: str) -> None:
    assert not loses_white_parts(KEPT[case])


def test_wide_margins_are_found_whatever_they_are_made_of() -> None:
    sign = drawn(((300, 100, 399, 139), TEAL))
    for picture in (sign, with_noise(sign)):
        assert box_to_keep(picture) == (300, 100, 400, 140)


def test_wide_margins_of_a_large_picture_are_found() -> None:
    large = drawn(((300, 100, 399, 139), TEAL)).resize((4_800, 1_440))
    left, top, right, bottom = box_to_keep(large) or (0, 0, 0, 0)
    assert all(
        abs(edge - meant) <= 8
        for edge, meant in zip((left, top, right, bottom), (1800, 600, 2400, 840), strict=True)
    )


def test_narrow_margins_belong_to_the_logo() -> None:
    assert box_to_keep(drawn(((40, 20, 759, 219), TEAL))) == (0, 0, 800, 240)


@pytest.mark.parametrize("color", [WHITE, CLEAR, (250, 250, 250, 255), (0, 0, 0, 5)])
def test_what_is_not_seen_has_no_box(color: tuple[int, ...]) -> None:
    assert box_to_keep(drawn(((20, 20, 219, 219), color))) is None
