"""Test that lines beside one another share baselines where that needs no more room."""

from __future__ import annotations

import pytest

from handouts.brand.color import BLACK
from handouts.brand.model import plain_brand
from handouts.document import Paragraph, Section
from handouts.layout.blocks.baselines import baselines, share_baselines
from handouts.layout.blocks.sections import set_section
from handouts.layout.boxes import Box, TextLine, stack
from handouts.layout.style.editions import EDITIONS
from handouts.layout.style.page_size import page_geometry
from handouts.layout.style.theme import TextStyle, make_theme
from handouts.layout.text.paragraph import set_text
from patterns.text import runs

BODY = TextStyle(None, 12, 14.5, BLACK)


def words(count: int) -> Box:
    """Return a box of so many lines."""
    return set_text(runs(" ".join(["patience"] * count)), BODY, 60.0)


def off(stacked: Box, top: float, lines: list[float]) -> list[float]:
    """Return how far the lines of a stack are off those beside it."""
    return [min(abs(top + y - line) for line in lines) for y in baselines(stacked, BODY)]


@pytest.mark.parametrize("top", [0.0, 3.7, 14.5, 20.0])
def test_a_stack_moves_down_to_the_lines_beside_it(top: float) -> None:
    beside = words(9)
    stacked = stack([words(2), words(1)], 5, width=60)
    moved = share_baselines(stacked, top, beside, BODY, stacked.height + 30)
    assert max(off(moved, top, [*baselines(beside, BODY)])) == pytest.approx(0)
    assert stacked.height <= moved.height <= stacked.height + 30


def test_the_grid_goes_on_below_the_last_line() -> None:
    beside, stacked = words(1), words(2)
    moved = share_baselines(stack([stacked], 0, width=60), 31.0, beside, BODY, 60.0)
    (line,) = baselines(beside, BODY)
    first, second = (31.0 + y - line for y in baselines(moved, BODY))
    assert first % BODY.leading == pytest.approx(0, abs=1e-6)
    assert second - first == pytest.approx(BODY.leading)


def test_without_room_a_stack_stays_where_it_is() -> None:
    stacked = stack([words(2), words(1)], 5, width=60)
    assert share_baselines(stacked, 3.0, words(9), BODY, stacked.height) == stacked


def test_the_columns_of_a_roomy_notice_share_their_baselines() -> None:
    edition, page = EDITIONS["standard"], page_geometry("letter", EDITIONS["standard"])
    sentence = "We answer within two days, and you may call us at any time."
    blocks = tuple(
        Paragraph(runs(" ".join([sentence] * count)), "notice") for count in (4, 1, 1, 1, 1)
    )
    section = Section("notice", "Please read", blocks, "small")
    for spacing in edition.spacing_steps[:4]:
        theme = make_theme(plain_brand(), edition, spacing)
        (group,) = set_section(section, theme, page)
        lines = [(x, y) for x, y, item in group.box.walk() if isinstance(item, TextLine)]
        sides: tuple[set[float], set[float]] = (set(), set())
        for x, y in lines[1:]:
            sides[x > page.frame_width / 2].add(round(y, 3))
        less, more = sorted(sides, key=len)
        assert less
        assert less <= more
