"""Lines of body text are short where a side has room, and as wide as the side where it has none."""

from __future__ import annotations

import pytest

from handouts.brand.model import plain_brand
from handouts.layout.blocks.block_setter import BlockSetter
from handouts.layout.blocks.sections import BLOCK_SETTERS
from handouts.layout.boxes import TextLine
from handouts.layout.style.editions import EDITIONS
from handouts.layout.style.theme import make_theme
from patterns.text import runs
from tests.helpers.pattern_trees import ACTIVITY_IDS, loaded_activity

WIDTH = 523.0
MOST_LETTERS = 70
SENTENCES = " ".join(
    frame.alt for name in ACTIVITY_IDS for frame in loaded_activity(name).activity.frames
)
"""Many sentences in one paragraph: what each picture shows."""


def longest(edition: str, step: int) -> int:
    """Return the letters of the longest line that is set at a step of spacing."""
    theme = make_theme(plain_brand(), EDITIONS[edition], EDITIONS[edition].spacing_steps[step])
    setter = BlockSetter(theme, "care", BLOCK_SETTERS)
    box = setter.text(runs(SENTENCES), theme.body, WIDTH)
    lines = [item.text for _, _, item in box.walk() if isinstance(item, TextLine)]
    assert len(lines) > 20
    return max(map(len, lines))


@pytest.mark.parametrize("edition", ["standard", "ink-saver"])
def test_lines_have_seventy_letters_where_there_is_room(edition: str) -> None:
    *measured, free, narrow, run_on = range(len(EDITIONS[edition].spacing_steps))
    assert max(longest(edition, step) for step in measured) <= MOST_LETTERS
    assert min(longest(edition, step) for step in (free, narrow, run_on)) > MOST_LETTERS


def test_large_letters_take_the_whole_width() -> None:
    for step in range(len(EDITIONS["large-print"].spacing_steps)):
        assert longest("large-print", step) <= MOST_LETTERS


def test_small_text_is_as_wide_as_its_room() -> None:
    theme = make_theme(plain_brand(), EDITIONS["standard"], EDITIONS["standard"].spacing_steps[0])
    setter = BlockSetter(theme, "notice", BLOCK_SETTERS)
    assert setter.text(runs(SENTENCES), theme.notice, WIDTH).width == pytest.approx(WIDTH)
