"""What was given is recorded if that is on, never to whom, and found again by its number."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from handouts.files.own_files import GIVEN
from handouts.request.given import (
    CHOICES,
    GivenSheet,
    differences,
    find_given,
    is_recorded,
    record,
    turn_record,
)
from handouts.request.sheet_number import number_from
from handouts.request.values import ClientText
from patterns.errors import UserError
from tests.helpers.page_server import DAY

if TYPE_CHECKING:
    from pathlib import Path

NUMBER = number_from(b"one")
SHEET = GivenSheet(
    number=NUMBER,
    day=DAY,
    pattern="lateral-hip-rotators",
    version="2.0",
    activities={"walk": "1.0"},
    plan={"side": "left", "care": ["walk"], "doses": {"walk": {"minutes": [5, 10]}}},
    paper="letter",
    notice="en-US",
)


def test_nothing_is_recorded_unless_it_is_on(tmp_path: Path) -> None:
    record(tmp_path, SHEET)
    record(None, SHEET)
    assert not is_recorded(tmp_path)
    assert not list(tmp_path.iterdir())
    with pytest.raises(UserError):
        find_given(tmp_path, NUMBER)


def test_a_sheet_is_found_by_its_number_as_a_person_types_it(tmp_path: Path) -> None:
    turn_record(tmp_path, on=True)
    record(tmp_path, SHEET)
    record(tmp_path, SHEET)
    assert len((tmp_path / GIVEN).read_text("utf-8").splitlines()) == 2
    assert find_given(tmp_path, NUMBER.lower().replace("-", " ")) == SHEET
    request = SHEET.request()
    assert (request.side, request.care, request.paper) == ("left", ("walk",), "letter")


def test_turning_it_off_keeps_what_was_recorded(tmp_path: Path) -> None:
    turn_record(tmp_path, on=True)
    record(tmp_path, SHEET)
    turn_record(tmp_path, on=False)
    record(tmp_path, SHEET.model_copy(update={"number": number_from(b"two")}))
    assert find_given(tmp_path, NUMBER) == SHEET
    with pytest.raises(UserError):
        find_given(tmp_path, number_from(b"two"))


def test_it_holds_no_key_that_a_client_has() -> None:
    assert not {*CHOICES} & {*ClientText._fields}
    assert not {*GivenSheet.model_fields} & {*ClientText._fields}


def test_what_a_hand_has_broken_is_passed_over(tmp_path: Path) -> None:
    turn_record(tmp_path, on=True)
    record(tmp_path, SHEET)
    with (tmp_path / GIVEN).open("a") as file:
        file.write(json.dumps({"number": NUMBER}) + "\nnonsense " + NUMBER + "\n")
    assert find_given(tmp_path, NUMBER) == SHEET


@pytest.mark.parametrize("damage", [b"\xff\xfe\0\n", b"\0" * 99, b'{"number":', b"\x80\n" * 9])
def test_bytes_that_are_no_text_are_passed_over(tmp_path: Path, damage: bytes) -> None:
    """A power cut leaves them, or a program that has opened the record."""
    turn_record(tmp_path, on=True)
    record(tmp_path, SHEET)
    with (tmp_path / GIVEN).open("ab") as file:
        file.write(damage)
    assert find_given(tmp_path, NUMBER) == SHEET
    other = SHEET.model_copy(update={"number": number_from(b"two")})
    record(tmp_path, other)
    assert find_given(tmp_path, other.number) == other


def test_the_mark_of_an_editor_does_not_turn_the_record_off(tmp_path: Path) -> None:
    turn_record(tmp_path, on=True)
    path = tmp_path / GIVEN
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert is_recorded(tmp_path)


def test_versions_that_are_gone_are_told() -> None:
    assert differences(SHEET, "2.0", {"walk": "1.0"}) == []
    assert differences(SHEET, "3.0", {}) == [
        "lateral-hip-rotators was version 2.0 and is 3.0 now",
        "walk, version 1.0, is not there any more",
    ]
