"""Turn the text of a cell into the value of its column, or list what is wrong with it."""

from __future__ import annotations

import time

import pytest

from handouts.request.plan import Plan
from handouts.roster import columns
from handouts.roster.columns import COLUMNS, CellError, read_cell


@pytest.mark.parametrize("name", ["client", "next_visit", "note"])
def test_the_plan_has_the_same_room(name: str) -> None:
    limit = COLUMNS[name.replace("_", " ")].limit
    assert Plan.model_validate({name: "x" * limit})
    with pytest.raises(ValueError, match=str(limit)):
        Plan.model_validate({name: "x" * (limit + 1)})


@pytest.mark.parametrize("name", sorted(columns.RESERVED))
def test_windows_keeps_its_names(name: str) -> None:
    for form in (name, name.upper()):
        with pytest.raises(CellError, match="Windows"):
            read_cell(COLUMNS["id"], form)
    assert read_cell(COLUMNS["id"], f"{name}x") == f"{name}x"


def test_only_so_many_bad_characters_of_a_cell_are_listed() -> None:
    with pytest.raises(CellError) as caught:
        read_cell(COLUMNS["client"], "\u200b" * 50)
    assert len(caught.value.faults) == columns.MAX_BAD_CHARACTERS


@pytest.mark.parametrize("name", sorted(COLUMNS))
def test_control_characters_at_the_edge_of_a_cell_are_told(name: str) -> None:
    for cell, character in (("\tx", "U+0009"), ("x\x1f", "U+001F"), ("\x85x", "U+0085")):
        with pytest.raises(CellError, match=f"holds .{character[1:]}"):
            read_cell(COLUMNS[name], cell)


@pytest.mark.parametrize("name", sorted(COLUMNS))
@pytest.mark.parametrize("blank", ["\u00a0", " \u2009", "\u3000 ", "\u202f"])
def test_spaces_of_any_kind_are_nothing(name: str, blank: str) -> None:
    column = COLUMNS[name]
    if column.required:
        with pytest.raises(CellError, match="is empty"):
            read_cell(column, blank)
    else:
        assert read_cell(column, blank) is None
    assert read_cell(COLUMNS["client"], f"{blank}x{blank}") == "x"


def test_spaces_within_a_note_take_no_time() -> None:
    cell = "a" + " " * (columns.MAX_CELL - 2) + "b"
    begin = time.process_time()
    for _ in range(100):
        with pytest.raises(CellError, match="the limit is"):
            read_cell(COLUMNS["note"], cell)
    assert time.process_time() - begin < 1
