"""The batch command in a process: kills, signals, full disks, closed streams, private text."""

from __future__ import annotations

import csv
import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2
import pytest

from handouts.batch.separate_files import FSYNC_BATCH
from handouts.pdf.verify import verify
from patterns.errors import ExitCode
from tests.helpers import ROOT
from tests.helpers.batching import CANARIES, CANARY, Desk
from tests.helpers.failing_disk import names
from tests.helpers.sampling import EVERYTHING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.helpers.running import Result, Run

pytest_plugins = ("tests.helpers.running",)

FULL = Path("/dev/full")
DAY = ("--date", "2026-11-23")


@pytest.fixture
def at(desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a working folder, with templates that earlier tests have laid out."""
    monkeypatch.setenv("HANDOUTS_CACHE", str(desk.cache.store.folder))
    monkeypatch.setenv("HANDOUTS_LIBRARY", str(desk.library))
    return folder


def roster(desk: Desk, folder: Path, rows: list[dict[str, str]] | int) -> Path:
    """Write a roster of rows, or of so many clients."""
    if isinstance(rows, int):
        rows = [{"client": f"Ann {'ABCDEFGHIJ'[i % 10]}"} for i in range(rows)]
    path = folder / "clients.csv"
    path.write_text(desk.table(rows), "utf-8")
    return path


def start(*words: str | Path, **options: Any) -> subprocess.Popen[str]:
    """Start the command as a user does."""
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen(
        [sys.executable, "-m", "handouts", "batch", *map(str, words), *DAY],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        **{**streams, **options},
    )


def process(*words: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run the command as a user does."""
    child = start(*words, **options)
    out, err = child.communicate(timeout=120)
    return subprocess.CompletedProcess(child.args, child.returncode, out, err)


def sheets(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.pdf"))


def manifest(folder: Path) -> list[dict[str, Any]]:
    text = (folder / "manifest.jsonl").read_bytes()
    return [json.loads(line) for line in text[: text.rfind(b"\n") + 1].splitlines()]


def wait_for(child: subprocess.Popen[str], folder: Path, count: int) -> None:
    """Wait until so many sheets exist."""
    end = time.monotonic() + 60
    while len(sheets(folder)) < count and child.poll() is None and time.monotonic() < end:
        time.sleep(0.005)


def test_a_roster_of_one_gives_the_bytes_of_a_single_sheet(desk: Desk, at: Path, run: Run) -> None:
    lines = {"client": "Łucja", "note": "Rest. " * 20, "next visit": "Monday"}
    roster(desk, at, [{**lines, "side": "left", "edition": "large-print"}])
    plan = "".join(f"{key.replace(' ', '_')}: {value.strip()}\n" for key, value in lines.items())
    (at / "plan.yaml").write_text(f"{plan}side: left\nedition: large-print\n")
    assert run("batch", "clients.csv", "-o", "out", *DAY).code == ExitCode.DONE
    single = run("build", desk.pattern, "--plan", "plan.yaml", "-o", "one.pdf", *DAY)
    assert single.code == ExitCode.DONE
    assert (at / "out" / "c-1-2026-11-23.pdf").read_bytes() == (at / "one.pdf").read_bytes()


def test_a_dry_run_tells_what_a_run_then_makes(desk: Desk, at: Path, run: Run) -> None:
    roster(desk, at, 3)
    result = run("batch", "clients.csv", "-o", "out", "--dry-run")
    assert (result.code, result.err) == (ExitCode.DONE, "")
    assert result.out.decode().splitlines()[::3] == [
        "Would make 3 handouts (9 sides).",
        "Time: less than a minute.",
    ]
    done = json.loads(run("batch", "clients.csv", "-o", "out", "--dry-run", "--json").out)
    assert (done["handouts"], done["sides"], done["paper"], done["failed"]) == (3, 9, 6, 0)
    assert names(at) == ["clients.csv"]
    result = run("batch", "clients.csv", "-o", "out", "--json", *DAY)
    made = json.loads(result.out)
    (sheet,) = made.pop("sheets")
    assert made == {"made": 3, "there": 0, "sides": 9, "failed": 0}
    assert sheet == {**done["sheets"][0], "clients": 3}
    assert {line["number"] for line in manifest(at / "out")} == {sheet["number"]}
    assert result.err == "Wrote 3 handouts to out (9 sides).\n"


@pytest.mark.parametrize("duplex", [True, False])
def test_a_card_in_a_pile_is_on_no_back_of_a_sheet(
    desk: Desk, at: Path, run: Run, duplex: bool
) -> None:
    roster(desk, at, [{"client": "Ann", "card": "yes"}, {"client": "Bo", "card": "no"}])
    options = () if duplex else ("--no-duplex",)
    result = run("batch", "clients.csv", "--merged", "pile.pdf", "--json", *options, *DAY)
    with pypdfium2.PdfDocument(at / "pile.pdf") as pile:
        texts = [" ".join(page.get_textpage().get_text_range().split()) for page in pile]
    (card,) = (i for i, text in enumerate(texts) if "goes with your sheet" in text)
    first = next(i for i, text in enumerate(texts) if "Bo" in text.split())
    assert (card % 2, first % 2) == (0, 0) or not duplex
    assert ("" in texts) == duplex
    assert [sheet["card"] for sheet in json.loads(result.out)["sheets"]] == [True, False]
    assert len({sheet["number"] for sheet in json.loads(result.out)["sheets"]}) == 1


def test_a_wrong_choice_in_the_plan_of_a_batch_is_told_once_and_in_the_plan(
    desk: Desk, at: Path, run: Run
) -> None:
    roster(desk, at, 3)
    (at / "plan.yaml").write_text("care: [cold, wolk]\n")
    result = run("batch", "clients.csv", "-o", "out", "--plan", "plan.yaml", *DAY)
    assert result.code == ExitCode.BAD_INPUT
    assert result.err.startswith("plan.yaml:1:14: care[2]: elbow has no such remedy; ")
    assert result.err.count("\n") == 1
    (at / "plan.yaml").write_text("confirmed: [no-clot]\n")
    result = run("batch", "clients.csv", "-o", "out", "--plan", "plan.yaml", *DAY)
    assert result.code == ExitCode.BAD_INPUT
    assert result.err.startswith("plan.yaml:1:1: confirmed: would confirm it for every client; ")
    assert run("batch", "clients.csv", "-o", "out", "--confirm", "x").code == ExitCode.USAGE


def test_one_bad_name_among_a_hundred(desk: Desk, at: Path, run: Run) -> None:
    rows = [{"client": f"{CANARY} {i}"} for i in range(100)]
    rows[41]["client"] = f"{CANARY} \u674e"
    roster(desk, at, rows)
    result = run("batch", "clients.csv", "-o", "out", *DAY)
    assert result.code == ExitCode.BAD_INPUT
    assert not (at / "out").exists()
    assert result.err.startswith("clients.csv:43: client: U+674E ")
    result = run("batch", "clients.csv", "-o", "out", "--keep-going", *DAY)
    assert result.code == ExitCode.SOME_FAILED
    assert len(sheets(at / "out")) == 99
    lines = [
        line for line in result.err.splitlines() if " of 100" not in line and " of 99" not in line
    ]
    assert lines[:2] == [
        "Wrote 99 handouts to out (297 sides).",
        "Left out 1 row, listed in out/failed.csv. Mend it and run this again.",
    ]
    assert lines[2].startswith("clients.csv:43: client: U+674E ")
    assert len(lines) == 3
    rows_told = list(csv.reader((at / "out" / "failed.csv").read_text("utf-8-sig").splitlines()))
    assert [row[:2] for row in rows_told] == [["line", "id"], ["43", "c-42"]]
    no_canary(at, result, but=("clients.csv",))


def no_canary(folder: Path, result: Result | None, but: tuple[str, ...] = ()) -> None:
    """Assert that a name is in no stream, no file name and the bytes of no file."""
    if result is not None:
        shown = result.out.decode(errors="replace") + result.err
        assert not [word for word in CANARIES if word in shown]
    forms = [word.encode(code) for word in CANARIES for code in ("utf-8", "utf-16-be")]
    for path in folder.rglob("*"):
        assert not [word for word in CANARIES if word in path.name]
        if path.is_file() and path.name not in but:
            assert not [form for form in forms if form in path.read_bytes()], path


@pytest.mark.parametrize(
    "where", [("-o", "out"), ("--merged", "pile.pdf"), ("--merged", "pile.pdf", "--separators")],
    ids=" ".join,
)  # fmt: skip
def test_a_name_is_on_its_page_and_nowhere_else(
    desk: Desk, at: Path, run: Run, where: tuple[str, ...]
) -> None:
    roster(desk, at, [{"client": CANARY, "note": CANARY, "next visit": CANARY}] * 2)
    result = run("batch", "clients.csv", *where, *DAY)
    assert result.code == ExitCode.DONE
    no_canary(at, result, but=("clients.csv",))
    assert desk.cache.store.folder
    no_canary(desk.cache.store.folder, None)
    pdf = next(at.rglob("*.pdf")).read_bytes()
    with pypdfium2.PdfDocument(BytesIO(pdf)) as opened:
        text = "".join(page.get_textpage().get_text_bounded() for page in opened)
    assert text.count(CANARY) >= 3
    with pikepdf.open(BytesIO(pdf)) as opened_too:
        pages = {part.objgen for page in opened_too.pages for part in page.obj.get("/Contents", [])}
        for thing in opened_too.objects:
            streamed = thing.read_bytes() if isinstance(thing, pikepdf.Stream) else b""
            if thing.objgen not in pages:
                written = thing.unparse(resolved=True) + streamed
                assert not [w for w in CANARIES if w.encode() in written]
                assert not [w for w in CANARIES if w.encode().hex().encode() in written]


@pytest.mark.parametrize("debug", [True, False])
@pytest.mark.parametrize(
    "place",
    [
        "handouts.batch.separate_files.stamp_client",
        "handouts.batch.planner.values_of",
        "handouts.batch.failed_rows.csv.writer",
    ],
)
def test_a_fault_of_ours_names_no_client(
    desk: Desk, at: Path, run: Run, monkeypatch: pytest.MonkeyPatch, place: str, *, debug: bool
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise KeyError(CANARY)

    roster(desk, at, [{"client": CANARY}, {"client": f"{CANARY} \u674e"}])
    monkeypatch.setattr(place, fail)
    words = ["batch", "clients.csv", "-o", "out", "--keep-going", *DAY]
    result = run(*words, *(["--debug"] if debug else []))
    assert result.code == ExitCode.OUR_BUG
    assert "This is a fault of ours: KeyError" in result.err
    assert (", in fail" in result.err) is debug
    no_canary(at, result, but=("clients.csv",))


@pytest.mark.parametrize(
    "name", ["../x", "a/b", "CON", "nul", ".x", "-rf", "x" * 300, "a\0", "", "a.pdf", "~", "a b"]
)
def test_an_id_cannot_lead_elsewhere(desk: Desk, at: Path, run: Run, name: str) -> None:
    roster(desk, at, [{"id": name}])
    result = run("batch", "clients.csv", "-o", "out", *DAY)
    assert result.code == ExitCode.BAD_INPUT
    assert result.err.startswith("clients.csv:2")
    assert names(at) == ["clients.csv"]


def test_a_fault_of_a_brand_is_told_once(desk: Desk, at: Path, run: Run) -> None:
    roster(desk, at, 30)
    (at / "brand.yaml").write_text("nam: Ours\n")
    result = run("batch", "clients.csv", "-o", "out", "--brand", "brand.yaml", *DAY)
    assert result.code == ExitCode.BAD_INPUT
    lines = result.err.splitlines()
    assert all(line.startswith("brand.yaml:") for line in lines)
    assert len(lines) == len(set(lines)) < 4


def test_twenty_kills_and_then_everything_is_there(desk: Desk, at: Path) -> None:
    moments, count, out = random.Random(71), 2000, at / "out"  # noqa: S311 - they spread kills
    path = roster(desk, at, [{"client": CANARY, "note": "Rest." * (i % 3)} for i in range(count)])
    words = (path, "-o", out, "--jobs", "2")
    killed = 0
    kept: dict[str, int] = {}
    for _ in range(20):
        child = start(*words)
        wanted = len(sheets(out)) + moments.randrange(0, 40)
        wait_for(child, out, wanted)
        time.sleep(moments.random() / 20)
        child.kill()
        child.communicate()
        killed += child.returncode == -signal.SIGKILL
        if (out / "manifest.jsonl").exists():
            noted = {
                line["file"]: (out / line["file"]).stat().st_mtime_ns for line in manifest(out)
            }
            assert kept.items() <= noted.items()
            kept = noted
    assert killed >= 10
    done = process(*words)
    assert (done.returncode, done.stdout) == (ExitCode.DONE, "")
    lines = manifest(out)
    assert len(lines) == len({line["file"] for line in lines}) == count
    assert names(out) == sorted([*(line["file"] for line in lines), "manifest.jsonl"])
    for line in lines:
        data = (out / line["file"]).read_bytes()
        assert sha256(data).hexdigest() == line["sha256"]
        assert verify(data) == line["sides"]
    for sheet in sheets(out)[::60]:
        with pikepdf.open(sheet) as pdf:
            assert len(pdf.pages) == verify(sheet.read_bytes())
    assert {name: (out / name).stat().st_mtime_ns for name in kept} == kept
    no_canary(out, None)


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_a_run_that_can_be_gone_on_with(
    desk: Desk, at: Path, number: signal.Signals, code: int, jobs: str
) -> None:
    path = roster(desk, at, 4000)
    took = []
    for attempt in range(3):  # other tests run beside this one: the quickest counts
        out = at / f"out-{attempt}"
        took.append(_stopped(path, out, jobs, number, code))
        made = len(sheets(out))
        assert 10 <= made < 4000
        assert made - FSYNC_BATCH <= len(manifest(out)) <= made
        assert not list(out.glob(".*"))
        done = process(path, "-o", out, "--limit", str(made + 5))
        assert done.returncode == ExitCode.DONE
        if took[-1] < 2:
            return
    raise AssertionError(took)


def _stopped(path: Path, out: Path, jobs: str, number: signal.Signals, code: int) -> float:
    """Send a signal to a running process; return the seconds until it has ended."""
    child = start(path, "-o", out, "--jobs", jobs, start_new_session=True)
    wait_for(child, out, 10)
    begun = time.monotonic()
    os.killpg(child.pid, number)  # as a terminal does, helpers included
    _, err = child.communicate(timeout=20)
    took = time.monotonic() - begun
    assert child.returncode == code
    assert "Traceback" not in err
    last = err.splitlines()[-1]
    assert last.startswith("Stopped at ")
    assert last.endswith(" of 4,000. Run this again to go on.")
    assert not _in_session(child.pid)
    return took


def _in_session(leader: int) -> list[str]:
    """Return the processes that are left of a session."""
    end, left = time.monotonic() + 10, ["?"]
    while left and time.monotonic() < end:
        done = subprocess.run(
            ["ps", "-o", "stat=,args=", "-s", str(leader)],
            capture_output=True,
            text=True,
            check=False,
        )
        left = [line for line in done.stdout.splitlines() if not line.startswith("Z")]
        time.sleep(0.05)
    return left


def test_a_signal_leaves_no_part_of_a_merged_file(desk: Desk, at: Path) -> None:
    path = roster(desk, at, 5000)
    child = start(path, "--merged", at / "pile.pdf")
    end = time.monotonic() + 30
    while not (at / ".pile.pdf.part").exists() and time.monotonic() < end:
        time.sleep(0.005)
    time.sleep(0.1)
    child.terminate()
    _, err = child.communicate(timeout=20)
    assert child.returncode == 143
    assert err.splitlines()[-1].endswith(" of 5,000. A file that is not whole was not kept.")
    assert names(at) == ["clients.csv"]


def test_a_helper_that_is_killed_is_told_in_one_line(desk: Desk, at: Path) -> None:
    path, out = roster(desk, at, 1500), at / "out"
    child = start(path, "-o", out, "--jobs", "2")
    wait_for(child, out, 10)
    helpers = Path(f"/proc/{child.pid}/task/{child.pid}/children").read_text().split()
    os.kill(int(helpers[0]), signal.SIGKILL)
    _, err = child.communicate(timeout=30)
    assert child.returncode == ExitCode.CANNOT_WRITE
    lines = [line for line in err.splitlines() if not line.endswith(" of 1,500")]
    assert lines[0].startswith("Stopped at ")
    assert lines[1:] == [
        (
            "a process that was helping was ended by the system; run again to go on, with fewer "
            "--jobs if memory is short"
        )
    ]
    made = len(sheets(out))
    assert made >= 10
    assert process(path, "-o", out, "--limit", str(made + 5)).returncode == ExitCode.DONE


@pytest.mark.parametrize("where", [("-o", "out"), ("--merged", "pile.pdf")], ids=" ".join)
def test_a_second_run_in_the_same_place(desk: Desk, at: Path, where: tuple[str, str]) -> None:
    path = roster(desk, at, 1500)
    first = start(path, *where)
    held = at / ("out/manifest.jsonl" if where[0] == "-o" else ".pile.pdf.part")
    end = time.monotonic() + 30
    while not held.exists() and time.monotonic() < end:
        time.sleep(0.005)
    time.sleep(0.05)  # the file is there a moment before its lock
    first.send_signal(signal.SIGSTOP)  # so that it is still there, however long the second takes
    second = process(path, *where)
    first.send_signal(signal.SIGCONT)
    assert second.returncode == ExitCode.BUSY
    assert second.stderr == (
        f"{where[1]}: another run is writing there; wait until it is done, or choose another "
        "place\n"
    )
    _, err = first.communicate(timeout=60)
    assert first.returncode == ExitCode.DONE, err
    assert len(sheets(at / "out")) == (1500 if where[0] == "-o" else 0)


def limit_files() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


def test_a_limit_of_size(desk: Desk, at: Path) -> None:
    path = roster(desk, at, 3)
    (at / "pile.pdf").write_text("old")
    for where in (("-o", "out"), ("--merged", "pile.pdf", "--force")):
        done = process(path, *where, preexec_fn=limit_files)
        assert done.returncode == ExitCode.CANNOT_WRITE
        assert done.stderr.splitlines()[-1].endswith(
            ": would be larger than this system allows; choose another disk"
        )
    assert (at / "pile.pdf").read_text() == "old"
    assert names(at / "out") == ["manifest.jsonl"]
    assert names(at) == ["clients.csv", "out", "pile.pdf"]


def test_a_full_disk(desk: Desk, at: Path) -> None:
    disk, count = at / "disk", 40
    disk.mkdir()
    path = roster(desk, at, count)
    script = (
        f"mount -t tmpfs -o size=300k tmpfs {disk} || exit 99\n"
        f"{sys.executable} -m handouts batch {path} -o {disk}/out --date 2026-11-23\n"
        f"echo $?; ls -A {disk}/out | grep -c pdf; ls -A {disk}/out | grep -c part\n"
        f"mount -o remount,size=30m {disk}\n"
        f"{sys.executable} -m handouts batch {path} -o {disk}/out --date 2026-11-23\n"
        f"echo $?; ls -A {disk}/out | grep -c pdf; ls -A {disk}/out | grep -c part\n"
    )
    done = subprocess.run(
        ["unshare", "-m", "sh", "-c", script],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode == 99 or "unshare" in done.stderr:
        pytest.skip("no disk may be mounted here")
    first, made, parts, second, all_made, all_parts = done.stdout.split()
    assert (first, parts, second, all_made, all_parts) == ("4", "0", "0", str(count), "0")
    assert 0 < int(made) < count
    assert "has no room left on the disk; make room, or choose another disk" in done.stderr


def test_standard_streams_that_are_closed_or_full(desk: Desk, at: Path) -> None:
    path = roster(desk, at, 101)
    words = f"{sys.executable} -m handouts batch {path} --date 2026-11-23 --json"
    cases = {
        "a": (f"{words} -o a | head -c1", ""),
        "b": (f"{words} -o b >&-", ""),
        "c": (f"{words} -o c 2>&-", "made"),
        "d": (f"{words} -o d 2>/dev/full", "made"),
        "e": (f"{words} -o e >&- 2>&- <&-", ""),
        "f": (f"{words} -o f 2>&1 | head -1", "of 101"),
    }
    for name, (line, shown) in cases.items():
        done = subprocess.run(
            ["sh", "-c", line],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            cwd=at,
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in done.stdout + done.stderr, line
        assert shown in done.stdout, line
        assert len(sheets(at / name)) == 101, line
        assert names(at / name)[-1] == "manifest.jsonl", line


@pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
def test_a_full_standard_output(desk: Desk, at: Path) -> None:
    with FULL.open("w") as full:
        done = process(roster(desk, at, 3), "-o", "out", "--json", stdout=full)
    assert done.returncode == ExitCode.CANNOT_WRITE
    assert done.stderr.splitlines()[-1].startswith("standard output: has no room left on the disk")
    assert len(sheets(at / "out")) == 3


EXPORT = "Client ID,First Name,Last Name,DOB,Pattern\n900001,Ann,Example,14/03/1971,{}\n"
COLUMNS = 'client="First Name"+"Last Name",id="Client ID"'
NOT_USED = "Note: export.csv: has columns that are not used: DOB\n"
ABOUT_COLUMNS = f"{NOT_USED}Wrote 1 handout to {{}} (3 sides).\n"


def test_the_line_that_a_message_writes_makes_the_sheet(desk: Desk, at: Path, run: Run) -> None:
    (at / "export.csv").write_text(EXPORT.format(desk.id), "utf-8")
    first = run("batch", "export.csv", "-o", "out", *DAY)
    assert first.code == ExitCode.BAD_INPUT
    assert first.err.endswith(f"add --columns {COLUMNS}\n")
    for number, columns in enumerate((COLUMNS, COLUMNS.replace('"', ""))):
        result = run("batch", "export.csv", "-o", f"out-{number}", "--columns", columns, *DAY)
        assert result.err == ABOUT_COLUMNS.format(f"out-{number}")
    dry = run("batch", "export.csv", "-o", "dry", "--columns", COLUMNS, "--dry-run", *DAY)
    assert dry.err == NOT_USED


def test_the_plan_of_a_batch_can_map_columns(desk: Desk, at: Path, run: Run) -> None:
    (at / "export.csv").write_text(EXPORT.format(desk.id), "utf-8")
    (at / "plan.yaml").write_text(
        "columns:\n  client: [First Name, Last Name]\n  id: Client ID\n", "utf-8"
    )
    result = run("batch", "export.csv", "-o", "out", "--plan", "plan.yaml", *DAY)
    assert result.err == ABOUT_COLUMNS.format("out")
    single = run("build", desk.id, "--plan", "plan.yaml", "-o", "one.pdf")
    assert single.code == ExitCode.BAD_INPUT
    assert single.err == (
        "plan.yaml:1:1: columns: is for handouts batch, which reads a roster; leave it out\n"
    )
    (at / "plan.yaml").write_text("columns: {cleint: Name}\n", "utf-8")
    wrong = run("batch", "export.csv", "-o", "out", "--plan", "plan.yaml", *DAY)
    assert wrong.err.startswith("plan.yaml:1:")
    assert ": columns.cleint: " in wrong.err
    assert "client, confirmed, copies" in wrong.err


def test_a_run_of_another_day_asks_before_a_client_gets_two_sheets(
    desk: Desk, at: Path, run: Run
) -> None:
    roster(desk, at, 2)
    assert run("batch", "clients.csv", "-o", "out", *DAY).code == ExitCode.DONE
    result = run("batch", "clients.csv", "-o", "out")  # the clock says another day
    assert result.code == ExitCode.CANNOT_WRITE
    assert result.err.startswith(
        "out: 2 handouts of these rows were made on 2026-11-23; give --date 2026-11-23 to go on"
    )
    assert len(sheets(at / "out")) == 2


def test_another_day_and_files_from_the_future(desk: Desk, at: Path, run: Run) -> None:
    roster(desk, at, 2)
    assert run("batch", "clients.csv", "-o", "out", *DAY).code == ExitCode.DONE
    for path in sheets(at / "out"):
        os.utime(path, (4_000_000_000, 4_000_000_000))
    result = run("batch", "clients.csv", "-o", "out", *DAY)
    assert result.err == "Wrote 0 handouts to out (2 were there already; 6 sides in all).\n"
    earlier = run("batch", "clients.csv", "-o", "out", "--date", "2026-10-01")
    assert earlier.err == "Wrote 2 handouts to out (6 sides).\n"
    assert len(sheets(at / "out")) == 4


def _peak(*words: str | Path) -> int:
    """Return the maximum memory of a run in kilobytes."""
    child = start(*words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == ExitCode.DONE
    return usage.ru_maxrss


@pytest.mark.parametrize(
    "where", [("--merged", "pile.pdf"), ("-o", "out", "--jobs", "1")], ids=lambda words: words[0]
)
def test_memory_hardly_grows_with_the_rows(desk: Desk, at: Path, where: tuple[str, ...]) -> None:
    few, many = (1000, 10_000) if EVERYTHING else (200, 2000)
    less = _peak(roster(desk, at, few), *where, "--force")
    more = _peak(roster(desk, at, many), *where, "--force")
    assert more - less < 20_000
    made = sheets(at / "out")
    assert len(made) == (many if where[0] == "-o" else 0)
    assert all(verify(sheet.read_bytes()) == 3 for sheet in made)


@pytest.mark.parametrize("address", ["tcp:/nowhere", "tls://127.0.0.1:1", "nowhere://x"])
def test_a_cluster_that_is_not_there(desk: Desk, at: Path, run: Run, address: str) -> None:
    roster(desk, at, 2)
    result = run("batch", "clients.csv", "-o", "out", "--scheduler", address, *DAY)
    assert result.code == ExitCode.BAD_INPUT
    assert result.err.startswith(f"{address}: no Dask scheduler answers there; start it, or ")
    assert names(at) == ["clients.csv"]


@pytest.fixture(autouse=True)
def _no_children_left() -> Iterator[None]:
    """Fail where a test leaves a process of its own."""
    yield
    children = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split()
    commands = [Path(f"/proc/{pid}/cmdline").read_bytes() for pid in children]
    assert not [command for command in commands if b"batch" in command]
