"""Choose a sheet: the one that is named, else the first that is visible."""

from __future__ import annotations

import pytest

from handouts.roster.sheet_choice import choose_sheet, sheets_left_out
from patterns.errors import UserError

SHEETS = [("Zzyxx", False), ("Week 48", True), ("Week 49", True)]


@pytest.mark.parametrize(
    ("wanted", "chosen"), [(None, 1), ("week 49", 2), ("Zzyxx", 0), ("WEEK 48", 1)]
)
def test_the_choice(wanted: str | None, chosen: int) -> None:
    assert choose_sheet(SHEETS, wanted, "r") == chosen
    assert choose_sheet([("a", False)], None, "r") == 0


def test_a_sheet_that_is_not_read_is_told_without_its_name() -> None:
    assert sheets_left_out(SHEETS, None) == (
        "has 1 more sheet, which is not read",
        "choose one with --sheet",
    )
    assert sheets_left_out(SHEETS, "Week 48") is None
    assert sheets_left_out(SHEETS[:2], None) is None


def test_no_message_lists_the_sheets() -> None:
    with pytest.raises(UserError) as caught:
        choose_sheet(SHEETS, "week", "r")
    assert str(caught.value) == (
        "r: has no sheet of that name; it has 3 sheets; write the name as it stands there"
    )
