"""Tags are not seen: with and without them, every side has the same pixels."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from handouts.commands.preview import draw_sides
from handouts.layout.style.editions import EDITIONS
from tests.helpers.judges.untagging import MARKS, untagged
from tests.helpers.matrix import Member, make

MOST_BYTES_A_SIDE = 4096
"""What tags may cost."""


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
    assert 0 < cost <= MOST_BYTES_A_SIDE * len(made.sides)
