"""Check the large-print edition: large letters in one column, on well filled pages."""

from __future__ import annotations

from io import BytesIO
from itertools import combinations
from statistics import mean
from typing import TYPE_CHECKING

import pikepdf
import pytest

from tests.helpers.matrix import PLANS, Member, make
from tests.helpers.seen import Seen, view

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.layout.sides import Side

MEMBERS = [
    Member(paper, "both", plan, brand, edition="large-print")
    for plan in PLANS
    for paper, brand in (("letter", "plain"), ("a4", "harbour-lane"))
]
each = pytest.mark.parametrize("member", MEMBERS, ids=str)

MIN_SIZE = 18.0
MIN_ARTIFACT_SIZE = 14.0
"""Font sizes in points; only the header and the footer of a page are artifacts."""

SIDE_BY_SIDE = frozenset(
    {"TR", "LI", "L", "Figure", "write-in", "fields", "note", "footer", "headed", "frames", "fact"}
)
"""Boxes that may have texts side by side: table rows, list items, labels of a picture, lines to
write on, the strip of the client, the footer, the title with its badge, the frames of an activity,
a numeral with its unit."""

MIN_FILL = 0.3
MIN_MEAN_FILL = 0.8
"""Used height of every page but the last; a section moves to the next page rather than split."""


@each
def test_letters_are_large(member: Member) -> None:
    with pikepdf.open(BytesIO(make(member).pdf)) as pdf:
        for page in pdf.pages:
            for size, artifact in sizes(page):
                assert size >= (MIN_ARTIFACT_SIZE if artifact else MIN_SIZE)


def sizes(page: pikepdf.Page) -> Iterator[tuple[float, bool]]:
    """Yield the font size of each text on a page, and whether it is an artifact."""
    artifact, size = False, 0.0
    for instruction in pikepdf.parse_content_stream(page, "BMC BDC Tf Tj TJ Tm Tz"):
        operator, operands = str(instruction.operator), instruction.operands
        if operator in {"BMC", "BDC"}:
            artifact = operator == "BMC"
        elif operator == "Tf":
            size = float(operands[1])
        elif operator == "Tm":
            assert [float(n) for n in operands[:4]] == [1, 0, 0, 1]
        else:
            yield size, artifact


@each
def test_text_runs_in_one_column(member: Member) -> None:
    for side in make(member).sides:
        for one, other in combinations(view(side).lines, 2):
            if beside(one, other):
                box = [a for a, b in zip(one.within, other.within, strict=False) if a is b][-1]
                assert SIDE_BY_SIDE.intersection({box.role, box.name}), (one.item, other.item)


def beside(one: Seen, other: Seen) -> bool:
    """Return whether two lines overlap vertically by more than a point."""
    a, b = one.rectangle, other.rectangle
    return min(a.bottom, b.bottom) - max(a.top, b.top) > 1


@each
def test_sides_are_well_filled(member: Member) -> None:
    filled = [fill(side) for side in make(member).sides]
    assert min(filled[:-1]) > MIN_FILL
    assert mean(filled[:-1]) > MIN_MEAN_FILL


def fill(side: Side) -> float:
    """Return the used share of the height of a side."""
    ends = [placed.y + placed.box.height for placed in side.placed if placed.section != "footer"]
    return (max(ends) - side.page.top) / side.page.frame_height
