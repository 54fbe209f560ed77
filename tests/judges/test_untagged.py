"""Compare pages with and without tags: the pixels are the same."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from handouts.commands.preview import draw_sides
from handouts.layout.style.editions import EDITIONS
from tests.helpers.judges.untagging import MARKS, untagged
from tests.helpers.matrix import Member, make

MAX_BYTES_A_PAGE = 4096
"""Limit of the size of the tags."""


@pytest.mark.parametrize("edition", EDITIONS)
def test_tags_change_no_pixel(edition: str) -> None:
    pdf = make(Member("letter", "both", "usual", "harbour-lane", edition=edition)).pdf
    assert draw_sides(pdf, dpi=100) == draw_sides(untagged(pdf), dpi=100)


def test_tags_are_gone() -> None:
    with pikepdf.open(BytesIO(untagged(make(Member()).pdf))) as pdf:
        assert not pdf.Root.keys() & {"/StructTreeRoot", "/MarkInfo"}
        for page in pdf.pages:
            operators = {str(i.operator) for i in pikepdf.parse_content_stream(page)}
            assert not operators & MARKS
            assert "Tj" in operators


@pytest.mark.parametrize("edition", EDITIONS)
def test_tags_are_small(edition: str) -> None:
    made = make(Member(edition=edition))
    cost = len(made.pdf) - len(untagged(made.pdf))
    assert 0 < cost <= MAX_BYTES_A_PAGE * len(made.sides)
