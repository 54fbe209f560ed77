"""Read members of a zip file: bombs, encryption and endless directories are refused."""

from __future__ import annotations

import struct
import time
from typing import TYPE_CHECKING

import pytest

from handouts.roster.xlsx.safe_zip import MAX_MEMBERS
from patterns.errors import UserError
from tests.helpers.workbooks import (
    PARTS,
    RELATIONS,
    ROOT,
    SHEET,
    STYLES,
    WORKBOOK,
    refusal,
    roster_of,
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
    begun = time.process_time()
    message = refusal(bytes(source))
    assert time.process_time() - begun < 1
    assert "holds far more than a roster" in message or "is damaged" in message


def test_a_bomb_that_nobody_opens_does_no_harm(path: Path) -> None:
    assert roster_of(zipped({**PARTS, "xl/media/photo.png": BLANK}), path).rows


def test_a_directory_without_end() -> None:
    source = workbook() + b"PK\x01\x02" * (MAX_MEMBERS + 1)
    assert "holds far more than a roster" in refusal(source)
