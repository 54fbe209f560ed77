"""Test that the separator sheet has room for ids, titles and numbers of any length."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.layout.separator import ID_SIZES, lay_out_separator
from handouts.layout.style.page_size import PAPERS
from handouts.template.stamp import prepare, stamp
from handouts.template.text_fit import fits_on_one_line
from tests.helpers.spoken import spoken

if TYPE_CHECKING:
    from handouts.template.model import Template

LONGEST = 64


@cache
def separator(paper: str) -> Template:
    return lay_out_separator(paper, "en-US", (1,))


@pytest.mark.parametrize("paper", PAPERS)
def test_it_has_every_field_on_its_one_side(paper: str) -> None:
    template = separator(paper)
    assert [f.name for f in template.fields] == [*ID_SIZES, "title", "sides", "copies"]
    assert (len(template.pages), template.stamped_sides) == (1, (0,))
    width, height = PAPERS[paper]
    for field in template.fields:
        assert field.x >= 36
        assert field.x + field.width <= width - 36
        assert 36 <= field.y <= height - 36


def size_for(paper: str, value: str) -> float:
    """Return the largest type size in which an id fits."""
    template = separator(paper)
    return next(
        field.size
        for field in template.fields
        if field.name in ID_SIZES and fits_on_one_line(value, field, template.glyphs)
    )


@pytest.mark.parametrize("paper", PAPERS)
@given(value=st.text("abcXYZW019-_.", min_size=1, max_size=LONGEST))
@settings(max_examples=50)
def test_an_id_of_any_length_has_room(paper: str, value: str) -> None:
    assert size_for(paper, value) in ID_SIZES.values()


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize(("count", "size"), [(1, 44), (9, 44), (20, 22), (LONGEST, 9)])
def test_the_widest_ids_have_room(paper: str, count: int, size: float) -> None:
    assert size_for(paper, "W" * count) == size


def test_it_says_what_follows() -> None:
    template = separator("a4")
    pdf = stamp(
        prepare(template), {"id": "a-17", "title": "Łydka i stopa", "sides": "2", "copies": "31"}
    )
    said = " ".join(spoken(pdf).text.split())
    assert [word in said for word in ("a-17", "Łydka i stopa", "2", "31")] == [True] * 4
