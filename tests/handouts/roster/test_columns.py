"""Turn the text of a cell into the value of its column, or list what is wrong with it."""

from __future__ import annotations

from datetime import date

import pytest

from handouts.request.plan import Plan
from handouts.roster import columns
from handouts.roster.columns import COLUMNS, read_cell
from handouts.roster.table import CellError, UnreadCell
from tests.helpers.in_time import in_time


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


def test_a_cell_has_one_line_however_many_of_its_characters_are_bad() -> None:
    with pytest.raises(CellError) as caught:
        read_cell(COLUMNS["client"], "a" + "\u200b" * 50 + "\u202e")
    ((message, hint),) = caught.value.faults
    first = "first U+200B ZERO WIDTH SPACE at character 2"
    assert message == f"holds 51 characters that cannot be printed, {first}"
    assert hint == "delete it, or type the text anew"


@pytest.mark.parametrize("name", sorted(COLUMNS))
def test_control_characters_at_the_edge_of_a_cell_are_told(name: str) -> None:
    for cell, character in (("x\x1f", "U+001F"), ("\x85x", "U+0085")):
        with pytest.raises(CellError, match=f"holds .{character[1:]}"):
            read_cell(COLUMNS[name], cell)


def test_cells_that_make_one_value_are_joined() -> None:
    client = COLUMNS["client"]
    assert read_cell(client, " Ann ", "Example") == "Ann Example"
    assert read_cell(client, "", "Example") == "Example"
    assert read_cell(client, "", " ") is None
    with pytest.raises(CellError, match="has 61 characters"):
        read_cell(client, "x" * 30, "y" * 30)
    with pytest.raises(CellError, match="an empty cell"):
        read_cell(client, "Ann", "NULL")


def test_a_moment_has_a_day_for_a_column_of_days() -> None:
    moment = UnreadCell("holds a time of day", "write the day alone", date(2026, 11, 27))
    assert read_cell(COLUMNS["date"], moment) == date(2026, 11, 27)
    with pytest.raises(CellError, match="holds a time of day"):
        read_cell(COLUMNS["next visit"], moment)


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
    with in_time(1):
        for _ in range(100):
            with pytest.raises(CellError, match="the limit is"):
                read_cell(COLUMNS["note"], cell)
