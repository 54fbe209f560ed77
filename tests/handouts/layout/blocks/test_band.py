"""Test that logo, name, contact and code stand side by side, and that no logo squeezes a name."""

from __future__ import annotations

from itertools import combinations
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.brand.link import printable_address
from handouts.brand.logo.reading import Logo
from handouts.brand.model import Brand, Contact, Link, plain_brand
from handouts.layout.blocks.band import MAX_LOGO_HEIGHT, MAX_LOGO_WIDTH, band
from handouts.layout.boxes import Bitmap, Box, TextLine
from handouts.layout.style.editions import EDITIONS
from handouts.layout.style.theme import make_theme

WIDTH = 522.0
PLACES = ("left", "right", "above")
SHAPES = {"square": (400, 400), "wide": (1600, 300), "tall": (200, 900)}

Place = Literal["left", "right", "above"]


def logo(shape: str) -> Logo:
    width, height = SHAPES[shape]
    return Logo(b"", width, height, drawing=True)


def branded(place: Place, shape: str, name: str, *, rich: bool) -> Brand:
    contact = tuple(Contact(label="Phone", text=text) for text in ("(555) 010-0172", "Port Alder"))
    link = Link(url=printable_address("https://harbourlane.example/"), label="Films")
    changes = {"name": name, "logo": logo(shape), "logo_place": place}
    more = {"contact": contact, "link": link} if rich else {}
    return plain_brand().model_copy(update={**changes, **more})


def parts(box: Box) -> list[tuple[float, float, float, float]]:
    """Return the left, top, right and bottom edge of each text and picture."""
    found = []
    for x, y, item in box.walk():
        if isinstance(item, TextLine):
            found.append((x, y - item.size * 0.7, x + item.width, y))
        elif isinstance(item, Bitmap):
            found.append((x, y, x + item.width, y + item.height))
    return found


def lines_of_the_name(box: Box) -> int:
    sizes = [item.size for _, _, item in box.walk() if isinstance(item, TextLine)]
    return sizes.count(max(sizes))


@pytest.mark.parametrize("edition", ["standard", "large-print"])
@pytest.mark.parametrize("rich", [False, True])
@given(
    place=st.sampled_from(PLACES),
    shape=st.sampled_from(sorted(SHAPES)),
    name=st.text("abcdefgh ", min_size=1, max_size=60).filter(
        lambda name: name.strip() and max(map(len, name.split())) < 14
    ),
)
def test_nothing_overlaps_and_no_logo_adds_a_line_to_the_name(
    edition: str, *, rich: bool, place: Place, shape: str, name: str
) -> None:
    theme = make_theme(plain_brand(), EDITIONS[edition], EDITIONS[edition].spacing_steps[0])
    brand = branded(place, shape, name, rich=rich)
    box = band(brand, theme, WIDTH)
    for one, other in combinations(parts(box), 2):
        apart = one[2] <= other[0] + 0.01 or other[2] <= one[0] + 0.01
        assert apart or one[3] <= other[1] + 0.01 or other[3] <= one[1] + 0.01
    for left, top, right, bottom in parts(box):
        assert left >= -0.01
        assert right <= WIDTH + 0.01
        assert top >= -0.01
        assert bottom <= box.height + 0.01
    bare = band(brand.model_copy(update={"logo": None}), theme, WIDTH)
    assert lines_of_the_name(box) == lines_of_the_name(bare)


@pytest.mark.parametrize("place", PLACES)
def test_a_logo_stands_where_the_brand_says(place: Place) -> None:
    theme = make_theme(plain_brand(), EDITIONS["standard"], EDITIONS["standard"].spacing_steps[0])
    box = band(branded(place, "square", "Lane", rich=True), theme, WIDTH)
    ((x, y, shown),) = [part for part in box.walk() if isinstance(part[2], Bitmap)][:1]
    assert isinstance(shown, Bitmap)
    assert shown.height <= MAX_LOGO_HEIGHT + 0.01
    assert shown.width <= MAX_LOGO_WIDTH + 0.01
    name = next((left, top) for left, top, item in box.walk() if isinstance(item, TextLine))
    expected = {
        "left": x == 0 and name[0] > shown.width,
        "right": x + shown.width == pytest.approx(WIDTH) and name[0] == 0,
        "above": x == 0 and name[0] == 0 and name[1] > y + shown.height,
    }
    assert expected[place]
