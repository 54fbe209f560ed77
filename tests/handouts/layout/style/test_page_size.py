"""The papers and the margins of a side."""

from __future__ import annotations

from itertools import product

import pytest

from handouts.layout.style.editions import EDITIONS
from handouts.layout.style.page_size import MM, PAPERS, page_geometry

CASES = list(product(PAPERS, EDITIONS))


def test_papers_have_their_sizes() -> None:
    assert PAPERS["letter"] == (8.5 * 72, 11 * 72)
    assert PAPERS["a4"] == pytest.approx((210 * MM, 297 * MM), abs=0.001)  # ISO 216


@pytest.mark.parametrize(("paper", "edition"), CASES)
def test_margins_are_wider_than_what_printers_leave_blank(paper: str, edition: str) -> None:
    page = page_geometry(paper, EDITIONS[edition])
    assert (page.name, page.width, page.height) == (paper, *PAPERS[paper])
    assert page.side >= max(13 * MM, EDITIONS[edition].margin)
    assert page.top >= 10.5 * MM
    assert page.bottom >= max(14 * MM, EDITIONS[edition].margin)


@pytest.mark.parametrize(("paper", "edition"), CASES)
def test_the_frame_is_what_the_margins_leave(paper: str, edition: str) -> None:
    page = page_geometry(paper, EDITIONS[edition])
    assert page.frame_width + 2 * page.side == pytest.approx(page.width)
    assert page.frame_height + page.top + page.bottom == pytest.approx(page.height)
    assert page.frame_width > 0.6 * page.width
    assert page.frame_height > 0.7 * page.height
