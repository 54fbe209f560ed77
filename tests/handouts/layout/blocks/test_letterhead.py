"""Test that the badge of the side stands behind the last word of the title."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handouts.brand.model import plain_brand
from handouts.layout.blocks.letterhead import BADGE_GAP, title
from handouts.layout.boxes import Box, TextLine
from handouts.layout.style.editions import EDITIONS
from handouts.layout.style.theme import make_theme
from tests.helpers.matrix import Member, make

TITLES = (
    "Hip pain",
    "Deep pain at the front of the shoulder",
    "Headache from the base of the skull",
    "Pain at the outside of the elbow, down to the back of the hand",
)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("words", TITLES)
@pytest.mark.parametrize("width", [505.0, 460.0, 420.0])
def test_the_badge_stands_behind_the_last_word(edition: str, words: str, width: float) -> None:
    made = replace(make(Member()).handout, title=words)
    theme = make_theme(plain_brand(), EDITIONS[edition], EDITIONS[edition].spacing_steps[0])
    headed = title(made, theme, width).items[0][2]
    assert isinstance(headed, Box)
    (_, _, heading), (left, top, badge) = headed.items
    assert isinstance(heading, Box)
    assert isinstance(badge, Box)
    *_, (_, baseline, last) = heading.items
    assert isinstance(last, TextLine)
    assert left == pytest.approx(last.width + BADGE_GAP)
    assert left + badge.width <= width
    assert top < baseline < top + badge.height <= heading.height


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_short_word_is_alone_on_the_last_line_of_a_title(edition: str) -> None:
    made = replace(make(Member()).handout, title=TITLES[1])
    theme = make_theme(plain_brand(), EDITIONS[edition], EDITIONS[edition].spacing_steps[0])
    headed = title(made, theme, 505.0).items[0][2]
    assert isinstance(headed, Box)
    heading = headed.items[0][2]
    assert isinstance(heading, Box)
    last = heading.items[-1][2]
    assert isinstance(last, TextLine)
    assert last.text != "shoulder"
