"""Test that pictures of habits are of one height, and large enough to see at every spacing."""

from __future__ import annotations

import pytest

from handouts.brand.model import plain_brand
from handouts.document import Examples, PictureBlock
from handouts.layout.blocks.block_setter import BlockSetter
from handouts.layout.blocks.illustrations import examples
from handouts.layout.blocks.sections import BLOCK_SETTERS
from handouts.layout.boxes import Art
from handouts.layout.style.editions import EDITIONS
from handouts.layout.style.page_size import MM
from handouts.layout.style.theme import make_theme
from tests.helpers.pattern_trees import loaded, tree

NAMES = ("infraspinatus", "levator-scapulae")
WIDTH = 523.0


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("edition", EDITIONS)
def test_habits_are_drawn_as_wide_as_two_frames_at_least(edition: str, name: str) -> None:
    folder, habits = loaded(name).pictures, tree(name)["habits"]
    block = Examples(tuple(PictureBlock(folder, h["picture"], "left", "", ()) for h in habits))
    for spacing in EDITIONS[edition].spacing_steps:
        theme = make_theme(plain_brand(), EDITIONS[edition], spacing)
        box = examples(BlockSetter(theme, "triggers", BLOCK_SETTERS), block, WIDTH)
        drawn = [item for _, _, item in box.walk() if isinstance(item, Art)]
        assert len(drawn) == 2
        assert drawn[0].height == pytest.approx(drawn[1].height)
        assert min(art.width for art in drawn) >= 45 * MM - 0.01
