"""Run batches: selected rows, skipped rows and their list, and forecasts beside real runs."""

from __future__ import annotations

import csv
import os
from dataclasses import replace
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handouts.batch.manifest import MANIFEST, open_manifest
from handouts.batch.run import Batch, check_batch, run_batch
from handouts.batch.summary import Forecast, forecast
from handouts.files.atomic import write_atomically
from handouts.request.values import ClientText
from handouts.template_cache import TemplateCache
from patterns.errors import ExitCode, UserError
from tests.helpers import OWN_PATTERNS
from tests.helpers.batching import CANARY, DAY, Desk
from tests.helpers.failing_disk import names

few = settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])

GOOD = {"client": "Ann"}
BAD = {"client": "W" * 60}


def batch(
    desk: Desk, roster: Path, *, folder: Path | None = None, merged: Path | None = None, **more: Any
) -> Batch:
    """Return the options of a batch that goes into a folder or into a merged file."""
    usual = {"defaults": desk.defaults, "personal": ClientText(DAY), "timer": lambda: 0.0}
    place = {"output": folder or merged, "merged": merged is not None}
    return Batch(**{"roster": roster, **place, **usual, **more})


def make(desk: Desk, roster: Path, **options: Any) -> list[str]:
    """Make a batch; return the problems of the skipped rows."""
    with check_batch(batch(desk, roster, **options), desk.cache) as checked:
        steps = list(run_batch(checked))
        assert len(steps) == len(checked.jobs)
        return [str(problem) for row in checked.bad for problem in row.problems]


def forecast_of(desk: Desk, roster: Path, **options: Any) -> Forecast:
    with check_batch(batch(desk, roster, **options), desk.cache) as checked:
        return forecast(checked)


def refused(desk: Desk, roster: Path, **options: Any) -> UserError:
    with pytest.raises(UserError) as caught:
        make(desk, roster, **options)
    return caught.value


def pages(path: Path) -> int:
    with pikepdf.open(path) as pdf:
        return len(pdf.pages)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.fixture
def roster(desk: Desk, tmp_path: Path) -> Path:
    """Write a roster of five rows, the second and the fourth of which are bad."""
    path = tmp_path / "roster.csv"
    path.write_text(desk.table([GOOD, BAD, {"copies": "3"}, {"side": "up"}, GOOD]))
    return path


@pytest.fixture
def good(desk: Desk, tmp_path: Path) -> Path:
    path = tmp_path / "good.csv"
    path.write_text(desk.table([GOOD, {"copies": "3"}, {"paper": "a4"}, GOOD, GOOD]))
    return path


def test_one_bad_row_stops_everything(desk: Desk, roster: Path, out: Path) -> None:
    error = refused(desk, roster, folder=out)
    assert error.exit_code == ExitCode.BAD_INPUT
    assert str(error).replace(str(roster), "roster.csv") == (
        "roster.csv:3: client: holds a word too long for its place on the sheet; shorten it\n"
        "roster.csv:5:5: side: is not a word known here; known here: both, left, right"
    )
    assert not out.exists()


def test_good_rows_are_made_and_bad_rows_listed(desk: Desk, roster: Path, out: Path) -> None:
    problems = make(desk, roster, folder=out, keep_going=True)
    assert len(problems) == 2
    assert [name for name in names(out) if name.endswith(".pdf")] == [
        f"c-{n}-2026-11-23.pdf" for n in (1, 3, 5)
    ]
    data = (out / "failed.csv").read_bytes()
    assert data.startswith("\ufeff".encode())
    rows = list(csv.reader(data.decode("utf-8-sig").splitlines()))
    assert rows == [["line", "id", "problem"], ["3", "c-2", problems[0]], ["5", "c-4", problems[1]]]


def test_the_list_is_deleted_when_the_whole_roster_is_good(
    desk: Desk, roster: Path, good: Path, out: Path
) -> None:
    make(desk, roster, folder=out, keep_going=True)
    make(desk, roster, folder=out, keep_going=True, ids=("c-1",))
    assert (out / "failed.csv").exists()
    make(desk, good, folder=out, force=True)
    assert not (out / "failed.csv").exists()


def test_the_list_lies_beside_a_merged_file(desk: Desk, roster: Path, tmp_path: Path) -> None:
    make(desk, roster, merged=tmp_path / "pile.pdf", keep_going=True)
    assert names(tmp_path) == ["pile-failed.csv", "pile.pdf", "roster.csv"]


def test_no_spreadsheet_takes_the_list_for_formulas(
    desk: Desk, tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("=1+1.csv", "+a.csv", "-b.csv", "@c.csv"):
        path = tmp_path / name
        path.write_text(desk.table([GOOD, {"id": "=1+1", **GOOD}, BAD]))
        make(desk, path.relative_to(tmp_path), folder=out, keep_going=True)
        rows = list(csv.reader((out / "failed.csv").read_text("utf-8-sig").splitlines()))
        assert [row[0] for row in rows[1:]] == ["3", "4"]
        assert all(row[2].startswith(f"'{name}:") for row in rows[1:])
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_no_other_run_is_in_the_folder_while_bad_rows_are_listed(
    desk: Desk, roster: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = []

    def write(*words: Any, **options: Any) -> None:
        with pytest.raises(UserError) as caught, open_manifest(out):
            pass
        codes.append(caught.value.exit_code)
        write_atomically(*words, **options)

    monkeypatch.setattr("handouts.batch.failed_rows.write_atomically", write)
    make(desk, roster, folder=out, keep_going=True)
    assert codes == [ExitCode.BUSY]
    assert (out / "failed.csv").exists()


def test_a_list_that_cannot_be_written(desk: Desk, roster: Path, good: Path, out: Path) -> None:
    (out / "failed.csv").mkdir(parents=True)
    error = refused(desk, roster, folder=out, keep_going=True, force=True)
    assert error.exit_code == ExitCode.CANNOT_WRITE
    assert str(error).startswith(f"{out}/failed.csv: is there already and is no file of ours")
    assert names(out) == ["failed.csv"]
    make(desk, good, folder=out, keep_going=True, force=True)
    assert (out / "failed.csv").is_dir()


@pytest.mark.parametrize("where", ["folder", "merged"])
def test_a_roster_or_another_table_that_is_called_like_the_list_stays(
    desk: Desk, roster: Path, good: Path, out: Path, where: str
) -> None:
    out.mkdir()
    name = "failed.csv" if where == "folder" else "pile-failed.csv"
    place = {"folder": out} if where == "folder" else {"merged": out / "pile.pdf"}
    for source in (roster, good):
        table = out / name
        table.write_bytes(source.read_bytes())
        if source is roster:
            error = refused(desk, table, keep_going=True, **place)
            assert "is no file of ours" in str(error)
        else:
            make(desk, table, keep_going=True, **place)
        assert table.read_bytes() == source.read_bytes()


def test_no_merged_file_takes_the_place_of_its_roster(desk: Desk, good: Path) -> None:
    before = good.read_bytes()
    mine = replace(desk, cache=TemplateCache(desk.cache.store, (good,)))
    error = refused(mine, good, merged=good, force=True)
    assert error.exit_code == ExitCode.CANNOT_WRITE
    assert str(error) == f"{good}: is what this is made from; choose another name"
    assert good.read_bytes() == before


def test_where_every_row_is_bad_nothing_is_written(desk: Desk, tmp_path: Path, out: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text(desk.table([BAD, BAD]))
    error = refused(desk, path, folder=out, keep_going=True)
    assert error.exit_code == ExitCode.BAD_INPUT
    assert len(error.problems) == 2
    assert not out.exists()


@pytest.mark.parametrize(
    ("selection", "chosen"),
    [
        ({}, [1, 2, 3, 4, 5]),
        ({"limit": 2}, [1, 2]),
        ({"limit": 99}, [1, 2, 3, 4, 5]),
        ({"ids": ("c-4", "c-2", "c-4")}, [2, 4]),
        ({"ids": ("c-4", "c-2"), "limit": 1}, [2]),
    ],
    ids=str,
)
def test_rows_are_chosen(
    desk: Desk, good: Path, out: Path, selection: dict[str, Any], chosen: list[int]
) -> None:
    make(desk, good, folder=out, **selection)
    assert [name for name in names(out) if name != MANIFEST] == [
        f"c-{n}-2026-11-23.pdf" for n in chosen
    ]


def test_a_bad_row_that_is_not_chosen_stops_nothing(desk: Desk, roster: Path, out: Path) -> None:
    make(desk, roster, folder=out, limit=1)
    make(desk, roster, folder=out, ids=("c-5",))
    assert names(out) == ["c-1-2026-11-23.pdf", "c-5-2026-11-23.pdf", MANIFEST]
    refused(desk, roster, folder=out, ids=("c-2",))


def test_an_id_that_no_row_has(desk: Desk, good: Path, tmp_path: Path, out: Path) -> None:
    error = refused(desk, good, folder=out, ids=("c-1", "c_4", CANARY))
    assert error.exit_code == ExitCode.USAGE
    assert str(error).replace(str(good), "good.csv") == (
        'good.csv: --only, id 2: is the id of no row; did you mean "c-4"?\n'
        "good.csv: --only, id 3: is the id of no row; known here: c-1, c-2, c-3, c-4, c-5"
    )
    long = tmp_path / "long.csv"
    long.write_text(desk.table([GOOD] * 60))
    error = refused(desk, long, folder=out, ids=("c",))
    assert str(error).endswith("is the id of no row; look it up in the column id")


def test_a_plan_for_all_names_no_client(desk: Desk, good: Path, out: Path) -> None:
    for lines in (("Ann",), (None, "Monday"), (None, None, "Rest.")):
        error = refused(desk, good, folder=out, personal=ClientText(DAY, *lines))
        assert str(error) == ("the plan of a batch: names a client; write clients into the roster")


def test_a_confirmation_is_for_one_client(desk: Desk, tmp_path: Path) -> None:
    usual = desk.defaults._replace(library=OWN_PATTERNS)
    roster = tmp_path / "roster.csv"
    roster.write_text("id,pattern,confirmed\na,own-calf,no-clot\nb,own-calf,\n", "utf-8")
    problems = make(desk, roster, folder=tmp_path / "out", defaults=usual, keep_going=True)
    assert [line.partition(": ")[0] for line in problems] == [f"{roster}:3"]
    assert names(tmp_path / "out") == ["a-2026-11-23.pdf", "failed.csv", "manifest.jsonl"]
    for_all = usual._replace(confirmed=("no-clot",))
    error = refused(desk, roster, folder=tmp_path / "all", defaults=for_all)
    assert str(error) == (
        "confirmed: would confirm it for every client; write it into the column confirmed of each "
        "row that it is true for"
    )
    assert not (tmp_path / "all").exists()


def test_places_are_refused_before_the_roster_is_read(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    gone = tmp_path / "gone.csv"
    for options in (
        {"folder": tmp_path / "file"},
        {"folder": tmp_path / "file" / "out"},
        {"merged": tmp_path / "file"},
        {"merged": tmp_path},
        {"merged": tmp_path / "gone" / "pile.pdf"},
    ):
        error = refused(desk, gone, **options)
        assert error.exit_code == ExitCode.CANNOT_WRITE
    assert names(tmp_path) == ["file"]


@pytest.mark.skipif(not Path("/sys/kernel").is_dir(), reason="this system has no /sys/kernel")
def test_a_folder_of_the_system_is_refused_beforehand(desk: Desk, good: Path) -> None:
    error = refused(desk, good, folder=Path("/sys/kernel"))
    assert str(error) == "/sys/kernel: may not be written; choose another folder"


def test_parts_that_are_there_are_refused_before_anything_is_written(
    desk: Desk, good: Path, tmp_path: Path
) -> None:
    (tmp_path / "pile-002.pdf").write_text("mine")
    error = refused(desk, good, merged=tmp_path / "pile.pdf", split=2)
    assert error.exit_code == ExitCode.CANNOT_WRITE
    assert str(error).startswith(f"{tmp_path}/pile-002.pdf: is there already; ")
    assert names(tmp_path) == ["good.csv", "pile-002.pdf"]
    make(desk, good, merged=tmp_path / "pile.pdf", split=2, force=True)
    assert names(tmp_path) == ["good.csv", *(f"pile-00{n}.pdf" for n in (1, 2, 3))]


def test_each_part_holds_so_many_clients(desk: Desk, good: Path, tmp_path: Path) -> None:
    make(desk, good, merged=tmp_path / "pile.pdf", split=2, duplex=False)
    letter, a4 = desk.sides(), desk.sides("a4")
    parts = [pages(tmp_path / f"pile-00{n}.pdf") for n in (1, 2, 3)]
    assert parts == [4 * letter, a4 + letter, letter]
    for number, ids in enumerate((["c-1", "c-2"], ["c-3", "c-4"], ["c-5"]), start=1):
        with pikepdf.open(tmp_path / f"pile-00{number}.pdf") as pdf, pdf.open_outline() as outline:
            assert [str(item.title) for item in outline.root] == ids


@few
@given(
    copies=st.lists(st.integers(1, 3), min_size=1, max_size=4),
    duplex=st.booleans(),
    separated=st.booleans(),
)
def test_a_forecast_of_a_merged_file_comes_true(
    desk: Desk, tmp_path: Path, copies: list[int], *, duplex: bool, separated: bool
) -> None:
    path, pile = tmp_path / "roster.csv", tmp_path / "pile.pdf"
    path.write_text(desk.table([{"copies": str(n)} for n in copies]))
    options = {"merged": pile, "duplex": duplex, "separated": separated, "force": True}
    expected = forecast_of(desk, path, **options)
    make(desk, path, **options)
    assert expected.handouts == len(copies)
    assert expected.sides == pages(pile)
    assert expected.paper == (expected.sides // 2 if duplex else expected.sides)


def test_a_forecast_of_files_comes_true(desk: Desk, good: Path, out: Path) -> None:
    expected = forecast_of(desk, good, folder=out)
    assert not out.exists()
    make(desk, good, folder=out)
    files = [path for path in out.iterdir() if path.suffix == ".pdf"]
    assert expected.handouts == len(files) == 5
    letter, a4 = desk.sides(), desk.sides("a4")
    assert expected.sides == sum(map(pages, files)) == 4 * letter + a4
    # The second row is printed thrice, and a sheet of paper has two sides.
    assert expected.paper == 6 * ceil(letter / 2) + ceil(a4 / 2)
    assert forecast_of(desk, good, folder=out, duplex=False).paper == 6 * letter + a4
    assert (expected.there, forecast_of(desk, good, folder=out).there) == (0, 5)


def test_a_forecast_leaves_out_what_is_there(desk: Desk, good: Path, out: Path) -> None:
    make(desk, good, folder=out, limit=3)
    (out / "c-2-2026-11-23.pdf").write_bytes(b"altered")
    with open_manifest(out):  # another run is writing there
        before = names(out), (out / MANIFEST).read_bytes()
        expected = forecast_of(desk, good, folder=out)
        assert (names(out), (out / MANIFEST).read_bytes()) == before
    sides = 4 * desk.sides() + desk.sides("a4")
    assert (expected.handouts, expected.there, expected.sides) == (3, 2, sides)
    assert forecast_of(desk, good, merged=out / "pile.pdf").there == 0


@pytest.mark.parametrize("kind", ["nothing", "folder", "link", "pipe", "junk"])
def test_a_forecast_takes_a_manifest_that_is_none_for_an_empty_one(
    desk: Desk, good: Path, out: Path, kind: str
) -> None:
    make(desk, good, folder=out)
    manifest = (out / MANIFEST).rename(out / "manifest")
    if kind == "folder":
        (out / MANIFEST).mkdir()
    elif kind == "link":
        (out / MANIFEST).symlink_to(manifest)
    elif kind == "pipe":
        os.mkfifo(out / MANIFEST)
    elif kind == "junk":
        (out / MANIFEST).write_bytes(b"\xff[{")
    expected = forecast_of(desk, good, folder=out)
    assert (expected.handouts, expected.there) == (5, 0)


def test_a_forecast_counts_bad_rows_and_writes_nothing(
    desk: Desk, roster: Path, tmp_path: Path, out: Path
) -> None:
    expected = forecast_of(desk, roster, folder=out, keep_going=True)
    assert (expected.handouts, expected.failed) == (3, 2)
    forecast_of(desk, roster, merged=tmp_path / "pile.pdf", keep_going=True)
    assert names(tmp_path) == ["roster.csv"]


def test_a_forecast_measures_a_sheet(desk: Desk, good: Path, out: Path) -> None:
    clock = iter([10.0, 12.0])
    assert forecast_of(desk, good, folder=out, timer=lambda: next(clock)).seconds == 10.0


@pytest.mark.parametrize(
    ("encoding", "head", "comma"),
    [
        ("utf-8", "", ","),
        ("utf-8-sig", "", ","),
        ("utf-8-sig", "", ";"),
        ("utf-8-sig", "sep=;\r\n", ";"),
        ("utf-16", "", "\t"),
        ("utf-16-le", "\ufeff", "\t"),
    ],
)
def test_all_that_excel_writes_gives_the_same_sheets(
    desk: Desk, tmp_path: Path, encoding: str, head: str, comma: str
) -> None:
    rows = ["id,pattern,client,note", f"c-1,{desk.id},Łucja Nguyễn,Rest."]
    text = "\r\n".join(row.replace(",", comma) for row in rows)
    made = []
    for name, data in (
        ("plain", "\n".join(rows).encode()),
        ("excel", f"{head}{text}".encode(encoding)),
    ):
        path = tmp_path / f"{name}.csv"
        path.write_bytes(data)
        make(desk, path, folder=tmp_path / name)
        made.append((tmp_path / name / "c-1-2026-11-23.pdf").read_bytes())
    assert made[0] == made[1]


def test_a_workbook_gives_the_same_sheets(desk: Desk, good: Path, tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    for row in csv.reader(good.read_text().splitlines()):
        book.active.append(row)
    whole = BytesIO()
    book.save(whole)
    (tmp_path / "good.xlsx").write_bytes(whole.getvalue())
    make(desk, good, folder=tmp_path / "one")
    make(desk, tmp_path / "good.xlsx", folder=tmp_path / "two")
    for path in (tmp_path / "one").glob("*.pdf"):
        assert (tmp_path / "two" / path.name).read_bytes() == path.read_bytes()


def test_the_notice_decides_which_number_is_the_month(
    desk: Desk, tmp_path: Path, out: Path
) -> None:
    path = tmp_path / "roster.csv"
    path.write_text(f"id,pattern,date\na,{desk.id},03/04/2026\n")
    for notice, day, order in (
        ("en-GB", "2026-04-03", "the day first, 3 April"),
        ("en-US", "2026-03-04", "the month first, 4 March"),
    ):
        usual = replace(desk, defaults=desk.defaults._replace(notice=notice))
        with check_batch(batch(usual, path, folder=out), desk.cache) as checked:
            (remark,) = checked.remarks
            assert str(remark) == (
                f"{path}: has 1 day of two readings, such as 03/04/2026, read with {order}"
            )
            list(run_batch(checked))
        assert (out / f"a-{day}.pdf").exists()
    path.write_text(f"id,pattern,date\na,{desk.id},03/04/2026\nb,{desk.id},04/27/2026\n")
    british = replace(desk, defaults=desk.defaults._replace(notice="en-GB"))
    assert "2:3: date: may be a day of either of two months" in str(
        refused(british, path, folder=out)
    )


def test_columns_of_a_booking_program_are_mapped_and_the_others_named(
    desk: Desk, tmp_path: Path, out: Path
) -> None:
    path = tmp_path / "export.csv"
    path.write_text(f"Client ID,First Name,Last Name,DOB,Pattern\n9,Ann,Example,1/2/71,{desk.id}\n")
    mapped = {"client": ("first name", "last name"), "id": ("client id",)}
    with check_batch(batch(desk, path, folder=out, mapped=mapped), desk.cache) as checked:
        assert [job.personal.client for job in checked.jobs] == ["Ann Example"]
        assert str(checked.remarks[0]) == f"{path}: has columns that are not used: DOB"


def test_a_run_whose_day_is_of_the_clock_asks_on_another_day(
    desk: Desk, good: Path, out: Path
) -> None:
    make(desk, good, folder=out, is_dated=False)
    make(desk, good, folder=out, is_dated=False)
    later = {"folder": out, "personal": ClientText(DAY.replace(day=24))}
    assert "give --date 2026-11-23" in str(refused(desk, good, **later, is_dated=False))
    assert len(list(out.glob("*.pdf"))) == 5
    make(desk, good, **later, is_dated=True)


@pytest.mark.parametrize("jobs", [1, 2])
def test_processes_change_nothing(desk: Desk, tmp_path: Path, jobs: int) -> None:
    path = tmp_path / "roster.csv"
    path.write_text(desk.table([GOOD, {"client": "Łucja"}] * 120))
    made = []
    for number in (1, jobs):
        make(desk, path, folder=tmp_path / str(number), jobs=number)
        made.append({p.name: p.read_bytes() for p in (tmp_path / str(number)).glob("*.pdf")})
    assert len(made[0]) == 240
    assert made[0] == made[1]


def test_the_place_of_handouts_is_named(desk: Desk, good: Path, tmp_path: Path, out: Path) -> None:
    def place(**options: Any) -> str:
        with check_batch(batch(desk, good, **options), desk.cache) as checked:
            return checked.place.replace(f"{tmp_path}/", "")

    pile = {"merged": tmp_path / "pile.pdf"}
    assert place(folder=out) == "out"
    assert place(**pile) == "pile.pdf"
    assert place(**pile, split=2) == "pile-001.pdf and 2 more like it"
    assert place(**pile, split=9) == "pile-001.pdf"


def test_defaults_hold_for_all_rows(desk: Desk, good: Path, tmp_path: Path) -> None:
    usual = replace(desk, defaults=desk.defaults._replace(side="left", paper="a4"))
    make(usual, good, merged=tmp_path / "pile.pdf", duplex=False)
    with pikepdf.open(tmp_path / "pile.pdf") as pdf:
        assert len(pdf.pages) % (1 + 3 + 1 + 1 + 1) == 0
        assert {round(float(page.mediabox[3])) for page in pdf.pages} == {842}
