"""Test that a section in a frame keeps all its words, and that fine print has short lines."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handouts.brand.model import plain_brand
from handouts.document import Paragraph, Section
from handouts.layout.blocks.block_setter import BlockSetter
from handouts.layout.blocks.framed import FRAMED, framed
from handouts.layout.blocks.sections import BLOCK_SETTERS
from handouts.layout.boxes import TextLine
from handouts.layout.style.editions import EDITIONS
from handouts.layout.style.theme import make_theme
from patterns.notice import load_notice
from patterns.text import StyledRun

WIDTH = 523.0
NOTICE = tuple(" ".join(sentences) for sentences in load_notice("en-US").paragraphs)


def lines_of(kind: str, edition: str, step: int) -> list[str]:
    """Return the lines of the notice in a frame of a kind, in the order they are read in."""
    theme = make_theme(plain_brand(), EDITIONS[edition], EDITIONS[edition].spacing_steps[step])
    small = kind == "small"
    blocks = tuple(Paragraph((StyledRun(s),), "notice" if small else "body") for s in NOTICE)
    section = replace(Section("notice", "Please read", blocks), kind=kind)  # type: ignore[arg-type]
    box = framed(BlockSetter(theme, "notice", BLOCK_SETTERS), section, WIDTH).box
    assert box.width == WIDTH
    return [item.text for _, _, item in box.walk() if isinstance(item, TextLine)]


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("kind", FRAMED)
def test_a_frame_keeps_the_heading_and_all_words_in_order(kind: str, edition: str) -> None:
    for step in (0, -1):
        said = " ".join(" ".join(lines_of(kind, edition, step)).split())
        assert said == " ".join(("Please read", *NOTICE))


@pytest.mark.parametrize("edition", ["standard", "ink-saver"])
def test_fine_print_has_short_lines_unless_a_side_is_full(edition: str) -> None:
    for step, spacing in enumerate(EDITIONS[edition].spacing_steps):
        if not spacing.run_on:
            assert max(map(len, lines_of("small", edition, step))) <= 70
