"""Find the sheets of a workbook, and refuse files of other kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from handouts.roster.reader import read_roster
from patterns.errors import UserError
from tests.helpers.workbooks import (
    MAIN,
    OFFICE,
    PARTS,
    ROOT,
    SHEET,
    WORKBOOK,
    refusal,
    relations,
    roster_of,
    workbook,
    zipped,
)

if TYPE_CHECKING:
    from pathlib import Path

CANARY = "Zzyxx Qanary"


def test_the_sheet_is_the_first_visible_one_or_the_one_named(path: Path) -> None:
    made = openpyxl.Workbook()
    made.active.title = "Lists"
    made.active.sheet_state = "hidden"
    for name in ("May", "June"):
        made.create_sheet(name)
        for row in (["id", "pattern"], [name, "hips"]):
            made[name].append(row)
    made.save(path)
    assert read_roster(path).rows[0].id == "May"
    assert read_roster(path, sheet="june").rows[0].id == "June"
    with pytest.raises(UserError, match="is empty; begin with a header"):
        read_roster(path, sheet="Lists")
    told = "r: has no sheet of that name; it has 3 sheets; write the name as it stands there"
    for name in ("Jnue", CANARY):
        assert refusal(path.read_bytes(), name) == told


def test_the_names_of_sheets_are_not_listed() -> None:
    source = workbook(WORKBOOK=PARTS[WORKBOOK].replace('"One"', f'"{CANARY}"'))
    told = "r: has no sheet of that name; it has 1 sheet; write the name as it stands there"
    assert refusal(source, "Zzyxx Qanari") == told


def test_parts_may_lie_elsewhere_and_have_prefixes(path: Path) -> None:
    parts = {
        ROOT: relations(officeDocument="/Book/Main.xml"),
        "book/main.xml": f'<x:workbook xmlns:x="{MAIN}" xmlns:rel="{OFFICE}"><x:sheets>'
        '<x:sheet name="One" sheetId="1" rel:id="worksheet"/></x:sheets></x:workbook>',
        "book/_rels/main.xml.rels": relations(worksheet="../cells/one.xml"),
        "cells/one.xml": PARTS[SHEET].replace("<", "<x:").replace("<x:/", "</x:").replace(
            "xmlns", "xmlns:x"
        ),
    }  # fmt: skip
    assert roster_of(zipped(parts), path).rows[0].id == "a"
