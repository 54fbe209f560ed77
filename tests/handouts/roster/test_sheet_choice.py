"""Choose a sheet: the one that is named, else the first that is visible."""

from __future__ import annotations

import pytest

from handouts.roster.sheet_choice import choose_sheet
from patterns.errors import UserError

SHEETS = [("Zzyxx", False), ("Week 48", True), ("Week 49", True)]


@pytest.mark.parametrize(
    ("wanted", "chosen"), [(None, 1), ("week 49", 2), ("Zzyxx", 0), ("WEEK 48", 1)]
)
def test_the_choice(wanted: str | None, chosen: int) -> None:
    assert choose_sheet(SHEETS, wanted, "r") == chosen
    assert choose_sheet([("a", False)], None, "r") == 0


def test_no_message_lists_the_sheets() -> None:
    with pytest.raises(UserError) as caught:
        choose_sheet(SHEETS, "week", "r")
    assert str(caught.value) == (
        "r: has no sheet of that name; it has 3 sheets; write the name as it stands there"
    )
