"""Read rosters: valid rows come back as written, problems are reported at their places."""

from __future__ import annotations

import csv
import json
import stat
import string
import subprocess
import sys
from datetime import date
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handouts.commands.new import start
from handouts.request.values import values_given_by
from handouts.roster.columns import COLUMNS, read_cell
from handouts.roster.reader import Roster, RosterRow, read_roster
from handouts.roster.table import CellError
from patterns.errors import Problem, UserError
from tests.helpers import CORPUS
from tests.helpers.in_time import in_time

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ROSTERS = CORPUS / "roster"
FILES = sorted(ROSTERS.glob("*.csv"))
CANARY = "Zzyxx Qanary"
CANARIES = ("Zzyxx", "Qanary")

quickly = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
"""For properties that write one file repeatedly."""


def roster_of(folder: Path, source: str | bytes, encoding: str = "utf-8") -> Roster:
    """Read a roster from its text."""
    path = folder / "roster.csv"
    path.write_bytes(source if isinstance(source, bytes) else source.encode(encoding))
    return read_roster(path)


def problems_of(roster: Roster) -> list[Problem]:
    """Return the problems of the rows."""
    return [problem for row in roster.bad for problem in row.problems]


def verdict(path: Path) -> str:
    """Read a file of the corpus, and return the result as text."""
    try:
        roster = read_roster(path)
    except UserError as error:
        return f"{error}\n".replace(str(path), path.name)
    lines = [_row(row) for row in roster.rows]
    for bad in roster.bad:
        lines.append(f"line {bad.line}, id {bad.id}:")
        lines += [f"  {problem}".replace(str(path), path.name) for problem in bad.problems]
    return "\n".join(lines) + "\n"


def _row(row: RosterRow) -> str:
    copies = {"copies": row.copies} if row.copies != 1 else {}
    order = ("client", "side", "site", "note", "date", "next_visit", "edition", "paper")
    values = {name: row.values[name] for name in order if name in row.values}
    practitioner = {k: v for k, v in row.values.items() if k == "practitioner"}
    shown = {"line": row.line, "id": row.id, "pattern": row.pattern, **values, **copies}
    shown |= practitioner
    return json.dumps(shown, ensure_ascii=False, default=str)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_verdict_is_the_expected_one(path: Path, remake: bool) -> None:
    expected = path.with_suffix(".expected")
    if remake:
        expected.write_text(verdict(path), "utf-8", newline="\n")
    assert verdict(path) == expected.read_text("utf-8")


def test_every_verdict_has_its_file() -> None:
    assert {path.stem for path in ROSTERS.glob("*.expected")} == {path.stem for path in FILES}


def test_no_verdict_shows_a_canary() -> None:
    shown = [path.stem for path in FILES if any(word in verdict(path) for word in CANARIES)]
    assert shown == []
    assert any(CANARY.encode() in path.read_bytes() for path in FILES)


CELLS = st.sampled_from(
    [CANARY, f"{CANARY}\u202e", f'"{CANARY}', "", " ", "1", "left", "2026-11-23", "a\nb", "x" * 61]
)
NAMES = st.sampled_from([*COLUMNS, CANARY, "", "clint"])


@quickly
@given(header=st.lists(NAMES, max_size=8), rows=st.lists(st.lists(CELLS, max_size=9), max_size=5))
def test_no_message_shows_a_cell(tmp_path: Path, header: list[str], rows: list[list[str]]) -> None:
    text = "\n".join(",".join(cells) for cells in [["id", "pattern", *header], *rows])
    try:
        problems = problems_of(roster_of(tmp_path, text))
    except UserError as error:
        problems = list(error.problems)
    assert not [p for p in problems if any(word in str(p) for word in CANARIES)]


@quickly
@given(st.binary(max_size=300) | st.binary(max_size=300).map(lambda tail: b"id,pattern\n" + tail))
def test_any_bytes_give_a_roster_or_a_user_error(tmp_path: Path, source: bytes) -> None:
    try:
        roster = roster_of(tmp_path, source)
    except UserError:
        return
    assert roster.rows or roster.bad
    assert all(problem.line and problem.column for problem in problems_of(roster))


IDS = st.text(string.ascii_letters + string.digits, min_size=1, max_size=8)
WORDS = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"], max_codepoint=0x3000))


def _is_kept(text: str) -> bool:
    """Return whether a cell is read as it is written."""
    try:
        return read_cell(COLUMNS["note"], text) == text
    except CellError:
        return False


GOOD = WORDS.filter(_is_kept)


@quickly
@given(
    st.dictionaries(
        IDS.map(lambda text: f"x{text}".lower()),
        st.tuples(GOOD | st.just(""), st.sampled_from(["left", "right", "both", ""])),
        min_size=1,
    ),
    st.permutations(["id", "pattern", "note", "side"]),
)
def test_good_rows_come_back(
    tmp_path: Path, rows: dict[str, tuple[str, str]], order: list[str]
) -> None:
    stream = StringIO()
    writer = csv.DictWriter(stream, order)
    writer.writeheader()
    for id_, (note, side) in rows.items():
        writer.writerow({"id": id_, "pattern": "hips", "note": note, "side": side})
    roster = roster_of(tmp_path, stream.getvalue())
    assert roster.bad == ()
    assert [
        (row.id, row.values.get("note") or "", row.values.get("side") or "") for row in roster.rows
    ] == [(id_, note, side) for id_, (note, side) in rows.items()]


@pytest.mark.parametrize(
    "name", ["Next Visit", "NEXT_VISIT", "next-visit", " next  visit ", "Next _ Visit"]
)
def test_a_header_is_known_in_any_case_and_with_any_gap(tmp_path: Path, name: str) -> None:
    (row,) = roster_of(tmp_path, f"id,pattern,{name}\n1,hips,soon\n").rows
    assert row.values.get("next_visit") == "soon"


def test_the_columns_are_those_of_the_table_of_values() -> None:
    given = {name.replace("_", " ") for name in values_given_by("row")}
    assert set(COLUMNS) == {"id", "pattern", "copies"} | given


def test_a_row_confirms_for_its_own_client(tmp_path: Path) -> None:
    table = 'id,pattern,confirmed\n1,hips,no-clot\n2,hips,"chest-pain, no-clot"\n3,hips,\n'
    rows = roster_of(tmp_path, table).rows
    assert [row.values.get("confirmed", ()) for row in rows] == [
        ("no-clot",),
        ("chest-pain", "no-clot"),
        (),
    ]
    (bad,) = roster_of(tmp_path, "id,pattern,confirmed\n1,hips,No Clot!\n").bad
    assert str(bad.problems[0]).endswith(
        "confirmed: is no list of ids; write ids of the pattern with spaces between them"
    )


def test_a_first_row_without_end_is_refused_at_once(tmp_path: Path) -> None:
    with in_time(0.5), pytest.raises(UserError) as caught:
        roster_of(tmp_path, f"id,pattern,{'x,' * 25_000}z\n1,hips\n")
    (problem,) = caught.value.problems
    assert problem.message == "the first row has more than 100 columns"
    assert len(roster_of(tmp_path, f"id,pattern{',' * 25_000}\n1,hips\n").rows) == 1


def test_the_same_mistake_on_every_row_is_looked_up_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lookups: list[str] = []
    monkeypatch.setattr("difflib.get_close_matches", lambda word, *_, **__: lookups.append(word))
    text = "id,pattern,side\n" + "".join(f"{i},hips,lefftt\n" for i in range(1_000))
    assert len(roster_of(tmp_path, text).bad) == 1_000
    assert lookups == ["lefftt"]


def test_too_many_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handouts.roster.reader.MAX_ROWS", 3)
    text = "id,pattern\n" + "".join(f"{number},hips\n\n" for number in range(3))
    assert len(roster_of(tmp_path, text).rows) == 3
    with pytest.raises(UserError, match="has more than 3 rows; split it"):
        roster_of(tmp_path, text + "4\n")


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"has 20,000,001 bytes; the limit is 20,000,000"):
        roster_of(tmp_path, b" " * 20_000_001)


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="there is no such file"):
        read_roster(tmp_path / "gone.csv")


def test_an_option_without_effect_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "roster"
    path.write_text("id,pattern\n1,hips\n", "utf-8")
    with pytest.raises(UserError, match="has no sheets; leave --sheet out"):
        read_roster(path, sheet="One")
    path.write_bytes(b"PK\x03\x04")
    with pytest.raises(UserError, match="is no CSV file; leave --encoding out"):
        read_roster(path, encoding="cp1252")


def test_a_thousand_rows_take_no_time(tmp_path: Path) -> None:
    text = "id,pattern,client,note\n" + "".join(f"{i},hips,Łucja,ok\n" for i in range(1_000))
    with in_time(0.5):  # measured: 0.03 s
        assert len(roster_of(tmp_path, text).rows) == 1_000


@pytest.mark.parametrize("make", [lambda text: text, lambda text: f'"{text}'], ids=["", "quote"])
def test_a_flood_is_refused_in_good_time(tmp_path: Path, make: Callable[[str], str]) -> None:
    with in_time(7), pytest.raises(UserError):
        roster_of(tmp_path, "id,pattern\n1," + make("x,\n" * 4_000_000))


def test_reading_csv_brings_nothing_heavy() -> None:
    program = (
        "import sys, handouts.roster.reader\n"
        "print(*{name.partition('.')[0] for name in sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    heavy = {"pydantic", "yaml", "reportlab", "click", "python_calamine", "zipfile", "pyexpat"}
    assert not heavy & set(done.stdout.decode().split())


def test_the_roster_to_start_from(tmp_path: Path) -> None:
    path = tmp_path / "clients.csv"
    assert start("roster", str(path)) == (path,)
    assert path.read_bytes().startswith("\ufeffid,pattern,client".encode())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    roster = read_roster(path)
    assert roster.bad == ()
    assert {row.pattern for row in roster.rows} == {"lateral-hip-rotators"}
    assert {row.values.get("side") for row in roster.rows} == {"left", "right", "both"}
    assert roster.rows[0].values.get("date") == date(2026, 11, 23)
    letters = "".join(row.values.get("client") or "" for row in roster.rows)
    assert all(letter in letters for letter in "ŁễΠД")
