"""Test the data of editions and papers: its names, its order and its strictness."""

from __future__ import annotations

from dataclasses import fields

import pytest

from handouts.layout.style.editions import CARDS, EDITIONS, EditionFile, Spacing
from handouts.layout.style.page_size import PAPERS
from handouts.request.values import VALUES
from patterns.errors import UserError
from patterns.schema.loader import parse_model
from tests.helpers import ROOT

SOURCE = (ROOT / "handouts" / "layout" / "style" / "editions.yaml").read_text("utf-8")


def test_a_request_may_name_these_editions_and_papers() -> None:
    assert set(VALUES["edition"].words) == {*EDITIONS, "card"}
    assert set(CARDS) == set(EDITIONS)
    assert set(VALUES["paper"].words) == set(PAPERS)


@pytest.mark.parametrize("edition", EDITIONS)
def test_spacing_steps_run_from_roomy_to_tight(edition: str) -> None:
    for field in fields(Spacing):
        figures = [getattr(step, field.name) for step in EDITIONS[edition].spacing_steps]
        save_room = field.name in {"measure", "run_on", "narrow"}  # long lines, narrow figures
        assert figures == sorted(figures, reverse=not save_room)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("gutter: 20", 'gutter: "20"'), ("margin: 45", "margn: 45"), (", measure: 28.5}", "}")],
)
def test_a_wrong_file_is_refused(right: str, wrong: str) -> None:
    with pytest.raises(UserError, match=r"editions\.yaml:\d+:\d+"):
        parse_model(SOURCE.replace(right, wrong).encode(), EditionFile, name="editions.yaml")
