"""Test that pictures are large enough to see at every spacing, and habits of one height."""

from __future__ import annotations

import pytest

from handouts.brand.model import plain_brand
from handouts.compose.compose import compose
from handouts.document import Beside, Examples, Paragraph, PictureBlock
from handouts.layout.blocks.block_setter import BlockSetter
from handouts.layout.blocks.illustrations import FRAME_GAP, PICTURES_SHARE, beside, examples
from handouts.layout.blocks.sections import BLOCK_SETTERS
from handouts.layout.boxes import Art, Box
from handouts.layout.style.editions import EDITIONS
from handouts.layout.style.page_size import MM
from handouts.layout.style.theme import make_theme
from patterns.library_paths import pattern_folders
from patterns.text import runs
from tests.helpers.composing import parts_of
from tests.helpers.matrix import Member
from tests.helpers.pattern_trees import ACTIVITY_IDS, loaded, loaded_activity, tree

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


LEAST_WIDTHS = {1: 90 * MM, 2: 45 * MM}
"""Of a figure alone, and of each of two or more."""

TALL_ENOUGH = {1: 42 * MM, 2: 40 * MM}
"""The height that makes up for a smaller width with the two tightest spacings."""

LEAST_PLATE_HEIGHT = 29 * MM
"""The height that a plate keeps with the two tightest spacings, whatever its labels take."""

WORDS = runs("Lie on your back, and bend your knees.")


@pytest.mark.parametrize("name", ACTIVITY_IDS)
def test_frames_give_way_no_further_than_to_their_least_size(name: str) -> None:
    entry = loaded_activity(name)
    frames = entry.activity.frames
    if not frames:
        return
    pictures = tuple(
        PictureBlock(entry.pictures, frame.picture, "left", "", WORDS) for frame in frames
    )
    block = Beside((Paragraph(WORDS),), pictures)
    for spacing in EDITIONS["standard"].spacing_steps:
        theme = make_theme(plain_brand(), EDITIONS["standard"], spacing)
        box = beside(BlockSetter(theme, "care", BLOCK_SETTERS), block, WIDTH)
        drawn = [item for _, _, item in box.walk() if isinstance(item, Art)]
        kind = min(len(drawn), 2)
        for art in drawn:
            wide = art.width >= LEAST_WIDTHS[kind] - 0.01
            high = spacing.narrow and art.height >= TALL_ENOUGH[kind]
            assert wide or high or fills(drawn)


@pytest.mark.parametrize("side", ["left", "both"])
@pytest.mark.parametrize("name", sorted(pattern_folders()))
def test_plates_give_way_no_further_than_to_their_least_size(name: str, side: str) -> None:
    order = Member(pattern=name, side=side).order()
    made = compose(order.entry, order.request, order.brand, order.notice)
    blocks = [b for b in parts_of(made.sections, Beside) if b.pictures[0].plate]
    assert blocks
    for spacing in EDITIONS["standard"].spacing_steps:
        theme = make_theme(plain_brand(), EDITIONS["standard"], spacing)
        for block in blocks:
            box = beside(BlockSetter(theme, "care", BLOCK_SETTERS), block, WIDTH)
            walked = (item for _, _, item in box.walk() if isinstance(item, Box))
            drawn = next(item for item in walked if item.name == "picture")
            wide = drawn.width >= LEAST_WIDTHS[1] - 0.01
            assert wide or (spacing.narrow and drawn.height >= LEAST_PLATE_HEIGHT)


def fills(drawn: list[Art]) -> bool:
    """Whether pictures take all the width that they may take beside words."""
    gaps = FRAME_GAP * (len(drawn) - 1)
    return sum(art.width for art in drawn) + gaps >= PICTURES_SHARE * WIDTH - 1
