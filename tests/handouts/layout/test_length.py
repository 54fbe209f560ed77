"""A sheet that is long is told with its longest parts that a plan can leave out."""

from __future__ import annotations

import pytest

from handouts.layout.boxes import Box
from handouts.layout.length import length_remarks
from handouts.layout.sides import PlacedBox, Side
from handouts.layout.style.editions import EDITIONS
from handouts.layout.style.page_size import page_geometry
from handouts.request.values import SheetRequest
from tests.helpers.composing import HIP, handout

PAGE = page_geometry("letter", EDITIONS["standard"])
REQUEST = SheetRequest(HIP, add=("bird-dog",))


def sides(count: int, **heights: float) -> tuple[Side, ...]:
    """Return so many sides; the first has boxes of sections with these heights."""
    placed = tuple(
        PlacedBox(0, 0, Box(PAGE.frame_width, height), name.replace("_", "-"))
        for name, height in heights.items()
    )
    return Side(PAGE, 1, placed), *(Side(PAGE, n, ()) for n in range(2, count + 1))


@pytest.mark.parametrize(
    ("edition", "most"), [("standard", 4), ("ink-saver", 4), ("large-print", 8)]
)
def test_only_a_long_sheet_is_told(edition: str, most: int) -> None:
    request = REQUEST._replace(edition=edition)
    assert length_remarks(handout(), sides(most, bridge=400), request) == ()
    (told,) = length_remarks(handout(), sides(most + 1, bridge=400), request)
    assert told.message == f"has {most + 1} sides; {most} are easier to follow"
    whole = SheetRequest(HIP, edition=edition)
    assert length_remarks(handout(), sides(most + 1, bridge=400), whole) == (told,)


def test_the_longest_parts_that_can_go_are_named_as_far_as_needed() -> None:
    heights = {"help": 900, "notice": 800, "hurts": 700, "bridge": 500, "walk": 300, "patch": 90}
    (told,) = length_remarks(handout(), sides(5, **heights), REQUEST)
    assert "such as “The bridge, to build strength”, “A short walk”;" in told.hint
    assert "patch" not in told.hint
    (told,) = length_remarks(handout(), sides(6, **heights), REQUEST)
    assert "“The patch on the green star”" in told.hint


def test_what_was_done_already_is_not_advised() -> None:
    (told,) = length_remarks(handout(), sides(5, bridge=500), REQUEST)
    assert "--card" in told.hint
    done = REQUEST._replace(card=True)
    (told,) = length_remarks(handout(), sides(5, bridge=500), done)
    assert "--card" not in told.hint
