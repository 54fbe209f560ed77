"""Read a sheet of Excel before 2007 as a person sees it; any damage is told."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
import xlwt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handouts.roster.reader import read_roster
from patterns.errors import UserError
from tests.helpers.workbooks import XLS_HEAD, refusal, roster_of, xls

if TYPE_CHECKING:
    from pathlib import Path

DAY = xlwt.easyxf(num_format_str="DD/MM/YYYY")
MOMENT = xlwt.easyxf(num_format_str="DD/MM/YYYY hh:mm")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "roster"


def test_text_numbers_and_days_are_read(path: Path) -> None:
    rows = (("007", "hips", "Łucja", (date(2026, 11, 27), DAY)),
            (8, "hips", None, (datetime(2026, 11, 27, 9, 30), MOMENT)))  # fmt: skip
    one, two = roster_of(xls(*rows), path).rows
    assert (one.line, one.id, one.values["client"]) == (2, "007", "Łucja")
    assert (two.line, two.id) == (3, "8")
    assert {row.values["date"] for row in (one, two)} == {date(2026, 11, 27)}


def test_an_error_is_refused_and_not_taken_for_an_empty_cell(path: Path) -> None:
    made = xlwt.Workbook()
    sheet = made.add_sheet("Clients")
    for i, name in enumerate(XLS_HEAD):
        sheet.write(0, i, name)
    sheet.write(1, 0, "a")
    sheet.write(1, 1, "hips")
    sheet.row(1).set_cell_error(2, 0x2A)
    sheet.row(1).set_cell_boolean(3, True)
    out = BytesIO()
    made.save(out)
    ((one, two),) = (bad.problems for bad in roster_of(out.getvalue(), path).bad)
    assert f"{one}".startswith(f"{path}:2:3: client: holds an error instead of a value")
    assert f"{two}".startswith(f"{path}:2:4: date: holds TRUE or FALSE")


def test_sheets_are_chosen_by_name_or_the_first_visible(path: Path) -> None:
    source = xls(("a", "hips"), hidden=True)
    assert roster_of(source, path).rows[0].id == "a"
    assert roster_of(source, path, "clients").rows[0].id == "a"
    assert "has no sheet of that name; it has 2 sheets" in refusal(source, "x")


def test_a_day_that_programs_count_differently_is_refused(path: Path) -> None:
    (bad,) = roster_of(xls(("a", "hips", None, (59, DAY))), path).bad
    assert "holds a day before March 1900" in str(bad.problems[0])


def test_a_sheet_that_is_too_wide(path: Path) -> None:
    assert refusal(xls(("x",) * 101)) == (
        "r:2:101: a value stands right of column CV, the last that is read; "
        "delete what stands right of the roster"
    )


def test_what_is_no_workbook_is_refused() -> None:
    damaged = "r: is damaged, locked with a password, or no workbook; open it in Excel"
    for source in (xls()[:900], b"\xd0\xcf\x11\xe0" + bytes(600), b"\xd0\xcf\x11\xe0\xa1\xb1"):
        assert refusal(source).startswith(damaged)


WHOLE = xls(*((f"a{i}", "hips", "Ann", (date(2026, 11, 27), DAY)) for i in range(40)))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), max_size=9))
def test_a_spoiled_file_gives_a_roster_or_a_user_error(
    path: Path, changes: list[tuple[int, int]]
) -> None:
    source = bytearray(WHOLE)
    for at, byte in changes:
        source[at] = byte
    path.write_bytes(bytes(source))
    try:
        roster = read_roster(path)
    except UserError:
        return
    assert roster.rows or roster.bad
