"""Parse a member of a workbook: only UTF-8 without a document type, within limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handouts.roster.xlsx.reader import read_xlsx
from patterns.errors import UserError
from tests.helpers.workbooks import (
    PARTS,
    SHEET,
    refusal,
    roster_of,
    sheet,
    workbook,
    zipped,
)

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("part", sorted(PARTS))
@pytest.mark.parametrize("declared", ["", '<?xml version="1.0" encoding="UTF-16"?>'])
def test_a_part_in_utf_16_is_damaged(path: Path, part: str, declared: str) -> None:
    with pytest.raises(UserError, match="is damaged"):
        roster_of(zipped({**PARTS, part: (declared + PARTS[part]).encode("utf-16")}), path)
    with pytest.raises(UserError, match="is damaged"):
        roster_of(zipped({**PARTS, part: (declared + PARTS[part]).encode("utf-16-be")}), path)
    marked = zipped({**PARTS, part: PARTS[part].encode("utf-8-sig")})
    assert roster_of(marked, path).rows[0].id == "a"


def test_a_part_that_says_it_is_of_another_encoding_is_damaged(path: Path) -> None:
    declared = '<?xml version="1.0" encoding="ISO-8859-1"?>'
    text = declared + PARTS[SHEET].replace("<v>a</v>", "<v>\u00e4</v>")
    with pytest.raises(UserError, match="is damaged"):
        roster_of(workbook(SHEET=text.encode("iso8859-1")), path)


DOCTYPE = '<!DOCTYPE x [<!ENTITY a "b">]>'


@pytest.mark.parametrize("part", sorted(PARTS))
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_no_part_may_declare_a_document_type(path: Path, part: str, encoding: str) -> None:
    text = DOCTYPE + PARTS[part]
    with pytest.raises(UserError, match="is damaged"):
        roster_of(zipped({**PARTS, part: text.encode(encoding)}), path)


def test_too_many_elements(monkeypatch: pytest.MonkeyPatch) -> None:
    source = workbook(SHEET=sheet("<row/>" * 200))
    list(read_xlsx(source, "r").rows)
    monkeypatch.setattr("handouts.roster.xlsx.sax.MAX_ELEMENTS", 200)
    assert "holds far more than a roster" in refusal(source)
