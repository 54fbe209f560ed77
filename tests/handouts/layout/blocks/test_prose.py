"""Test that cautions are easy to take in: one paragraph if they are short, else a list."""

from __future__ import annotations

import pytest

from fonts.faces import faces
from fonts.registry import Style
from handouts.brand.model import plain_brand
from handouts.document import CautionBlock, DoseFact, Doses
from handouts.layout.blocks.block_setter import BlockSetter
from handouts.layout.blocks.prose import INDENT, MAX_CAUTION_LINES, MAX_LETTERS, caution, doses
from handouts.layout.blocks.sections import BLOCK_SETTERS
from handouts.layout.boxes import Box, TextLine
from handouts.layout.style.editions import EDITIONS
from handouts.layout.style.theme import make_theme
from patterns.notice import load_notice
from patterns.remedies import REMEDIES, RemedyName
from patterns.safety_lines import load_safety
from patterns.text import StyledRun, plain, runs

WIDTH = 523.0
STOP = "**Stop if** it pinches in the groin, or your leg tingles or goes numb."
SHORT_STOP = "**Stop if** your arm tingles, or it pinches in a shoulder."
COUNTRY = load_notice("en-US").country


def setter(edition: str, step: int) -> BlockSetter:
    theme = make_theme(plain_brand(), EDITIONS[edition], EDITIONS[edition].spacing_steps[step])
    return BlockSetter(theme, "care", BLOCK_SETTERS)


def said(remedy: RemedyName, stop: str = STOP) -> CautionBlock:
    return CautionBlock(tuple(map(runs, (stop, *load_safety().lines(remedy, COUNTRY)))))


def text_lines(box: Box) -> list[TextLine]:
    return [item for _, _, item in box.walk() if isinstance(item, TextLine)]


def roomy_steps(edition: str) -> list[int]:
    """Return the steps of spacing at which long cautions are no paragraph."""
    return [i for i, step in enumerate(EDITIONS[edition].spacing_steps) if not step.run_on]


@pytest.mark.parametrize("stop", [STOP, SHORT_STOP])
@pytest.mark.parametrize("width", [WIDTH, WIDTH / 2])
@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("remedy", REMEDIES)
def test_no_caution_is_a_wall_of_words(
    edition: str, remedy: RemedyName, width: float, stop: str
) -> None:
    block = said(remedy, stop)
    for step in roomy_steps(edition):
        box = caution(setter(edition, step), block, width)
        items = [item for _, _, item in box.walk() if isinstance(item, Box) and item.role == "LI"]
        letters = len(" ".join(map(plain, block.items)))
        is_list = letters > MAX_CAUTION_LINES * MAX_LETTERS
        all_others = len(block.items) - 1
        assert len(items) in ({all_others} if is_list else {0, all_others})
        rows = {y for _, y, item in box.walk() if isinstance(item, TextLine)}
        if width == WIDTH and EDITIONS[edition].columns:
            assert items or len(rows) <= MAX_CAUTION_LINES


@pytest.mark.parametrize("edition", ["standard", "ink-saver"])
@pytest.mark.parametrize("remedy", REMEDIES)
def test_cautions_have_short_lines_where_body_text_has(edition: str, remedy: RemedyName) -> None:
    for step, spacing in enumerate(EDITIONS[edition].spacing_steps):
        if spacing.measure * setter(edition, step).theme.body.size > WIDTH:
            continue
        box = caution(setter(edition, step), said(remedy), WIDTH)
        assert all(len(line.text) <= MAX_LETTERS for line in text_lines(box))


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("remedy", REMEDIES)
def test_no_word_of_a_caution_is_lost(edition: str, remedy: RemedyName) -> None:
    for step, _ in enumerate(EDITIONS[edition].spacing_steps):
        box = caution(setter(edition, step), said(remedy), WIDTH)
        words = " ".join(line.text for line in text_lines(box)).split()
        assert words == " ".join(map(plain, said(remedy).items)).split()


@pytest.mark.parametrize("remedy", REMEDIES)
def test_where_there_is_least_room_cautions_take_no_more_than_as_a_paragraph(
    remedy: RemedyName,
) -> None:
    tight = setter("standard", -1)
    block = said(remedy)
    rich = tuple(run for item in block.items for run in (*item, StyledRun(" ")))
    size = tight.theme.body.size
    whole = tight.text(rich, tight.theme.body, WIDTH - INDENT * size, "P")
    assert caution(tight, block, WIDTH).height <= whole.height


def test_large_zeros_of_a_dose_are_not_crossed_out() -> None:
    block = Doses((DoseFact("20 minutes", "20", "minutes"),))
    large = setter("standard", 0).theme.numeral
    box = doses(setter("standard", 0), block, WIDTH)
    lines = [item for _, _, item in box.walk() if isinstance(item, TextLine)]
    used = {p.face.name for line in lines if line.size == large.size for p in line.pieces}
    assert used
    assert used.isdisjoint(face.name for style in Style for face in faces(style, None)[:1])
