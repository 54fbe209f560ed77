"""Write failed.csv: its rows, and what it may replace."""

from __future__ import annotations

import csv
import stat
from typing import TYPE_CHECKING

import pytest

from handouts.batch.failed_rows import FAILED, HEADER, is_replaceable, list_failed
from handouts.roster.reader import BadRow
from patterns.errors import Problem, UserError

if TYPE_CHECKING:
    from pathlib import Path


def bad(line: int, id_: str | None, *messages: str) -> BadRow:
    problems = tuple(Problem("r.csv", line, 3, "side", message, "") for message in messages)
    return BadRow(line, id_, problems)


def written(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_every_problem_has_a_row(tmp_path: Path) -> None:
    path = tmp_path / FAILED
    list_failed([bad(2, "c-1", "is empty", "is long"), bad(7, None, "is wrong")], path)
    assert written(path) == [
        list(HEADER),
        ["2", "c-1", "r.csv:2:3: side: is empty"],
        ["2", "c-1", "r.csv:2:3: side: is long"],
        ["7", "", "r.csv:7:3: side: is wrong"],
    ]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(tmp_path: Path, sign: str) -> None:
    path = tmp_path / FAILED
    list_failed([bad(2, f"{sign}1", "is wrong")], path)
    assert written(path)[1][1] == f"'{sign}1"


def test_an_earlier_list_is_replaced_and_deleted_when_no_row_is_bad(tmp_path: Path) -> None:
    path = tmp_path / FAILED
    list_failed([bad(2, "c-1", "is empty")], path)
    assert is_replaceable(path)
    list_failed([bad(3, "c-2", "is empty")], path)
    assert [row[1] for row in written(path)[1:]] == ["c-2"]
    list_failed([], path)
    assert not path.exists()
    list_failed([], path)


@pytest.mark.parametrize("content", [b"", b"id,pattern\n", b"line,id,problem\n"])
def test_a_file_of_another_program_stays(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / FAILED
    path.write_bytes(content)
    assert not is_replaceable(path)
    with pytest.raises(UserError, match="is there already"):
        list_failed([bad(2, "c-1", "is empty")], path)
    list_failed([], path)
    assert path.read_bytes() == content


def test_a_link_to_a_list_is_not_replaced(tmp_path: Path) -> None:
    list_failed([bad(2, "c-1", "is empty")], tmp_path / "other.csv")
    (tmp_path / FAILED).symlink_to("other.csv")
    assert not is_replaceable(tmp_path / FAILED)
