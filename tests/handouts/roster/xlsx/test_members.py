"""Read members of a workbook: bombs, encryption, endless directories and entities are refused."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import pytest

from handouts.roster.workbooks import read_workbook
from handouts.roster.xlsx.members import MAX_MEMBERS
from patterns.errors import UserError
from tests.helpers.in_time import in_time
from tests.helpers.workbooks import (
    PARTS,
    RELATIONS,
    ROOT,
    SHEET,
    STYLES,
    WORKBOOK,
    refusal,
    roster_of,
    sheet,
    workbook,
    zipped,
)

if TYPE_CHECKING:
    from pathlib import Path

MEGABYTE = 1_000_000


def test_an_encrypted_member_is_refused(path: Path) -> None:
    source = bytearray(workbook())
    at = 0
    while (at := source.find(b"PK\x01\x02", at)) >= 0:
        source[at + 8] |= 1
        at += 4
    with pytest.raises(UserError, match="is locked with a password; save it without one"):
        roster_of(bytes(source), path)


BLANK = " " * (30 * MEGABYTE)


@pytest.mark.parametrize("part", [SHEET, STYLES, WORKBOOK, RELATIONS, ROOT, "xl/sharedStrings.xml"])
@pytest.mark.parametrize("claim", [None, 10, 2**32 - 1])
def test_a_bomb_is_refused_at_once(part: str, claim: int | None) -> None:
    source = bytearray(zipped({**PARTS, part: PARTS[part] + BLANK}))
    if claim is not None:
        for head, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
            at = source.find(head)
            while at >= 0:
                name = at + (30 if head[2] == 3 else 46)
                if source[name : name + len(part)] == part.encode():
                    struct.pack_into("<I", source, at + place, claim)
                at = source.find(head, at + 4)
    with in_time(1):
        message = refusal(bytes(source))
    assert "holds far more than a roster" in message or "is damaged" in message


def test_a_bomb_that_nobody_opens_does_no_harm(path: Path) -> None:
    assert roster_of(zipped({**PARTS, "xl/media/photo.png": BLANK}), path).rows


def test_a_directory_without_end() -> None:
    source = workbook() + b"PK\x01\x02" * (MAX_MEMBERS + 1)
    assert "holds far more than a roster" in refusal(source)


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
    list(read_workbook(source, "r").rows)
    monkeypatch.setattr("handouts.roster.xlsx.members.MAX_ELEMENTS", 200)
    assert "holds far more than a roster" in refusal(source)
