"""`check --report`: how plain the sheets of a pattern are, as text and as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from handouts.commands.report import report_on
from handouts.report.text_output import report_lines
from patterns.errors import ExitCode
from patterns.library_paths import LIBRARY
from tests.helpers import ROOT

if TYPE_CHECKING:
    from tests.helpers.running import Run

pytest_plugins = ("tests.helpers.running",)

HIP = "lateral-hip-rotators"


@pytest.fixture(scope="module")
def shipped() -> str:
    return "\n".join(report_lines(report_on(HIP, None))) + "\n"


@pytest.mark.parametrize("name", [HIP, str(LIBRARY / HIP / "pattern.yaml")])
def test_a_pattern_is_found_by_its_id_and_its_path(run: Run, shipped: str, name: str) -> None:
    assert run("check", "--report", name).out.decode() == shipped


def test_every_side_and_two_notices_are_read(shipped: str) -> None:
    (line,) = (line for line in shipped.splitlines() if line.startswith("Read for: "))
    assert line.removeprefix("Read for: ").split("; ") == [
        f"{side}, {notice}" for side in ("left", "right", "both") for notice in ("en-US", "en-GB")
    ]


def test_places_are_lines_of_files_that_are_there(run: Run) -> None:
    tree = json.loads(run("check", "--report", HIP, "--json").out)
    places = [long["place"] for long in tree["longest_sentences"] if long["place"]["file"]]
    assert len(places) > 2
    for place in places:
        lines = (ROOT / place["file"]).read_text("utf-8").splitlines()
        assert lines[place["line"] - 1][place["column"] - 1 :]


def test_the_exit_code_tells_whether_all_is_met(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("new", "pattern", "outer-elbow/")
    path = Path("outer-elbow", "pattern.yaml")
    result = run("check", "--report", str(path))
    unmet = report_on(str(path), None).unmet
    assert unmet > 0
    assert result.code == ExitCode.BAD_INPUT
    assert result.err == (f"{path}: {unmet} items not met; the report says where and why\n")
    monkeypatch.setattr("handouts.report.examine.Report.unmet", 0)
    result = run("check", "--report", str(path))
    assert (result.code, result.err) == (ExitCode.DONE, "")


def test_a_library_may_be_named(run: Run, folder: Path) -> None:
    run("new", "pattern", "mine/outer-elbow/")
    result = run("check", "--report", "outer-elbow", "--library", "mine")
    assert result.out.startswith(b"outer-elbow 0.1, mine/outer-elbow/pattern.yaml\n")


def test_a_pattern_with_a_problem_has_no_report(run: Run, folder: Path) -> None:
    Path("bad.yaml").write_text("id: bad\n", "utf-8")
    result = run("check", "--report", "bad.yaml")
    assert result.code == ExitCode.BAD_INPUT
    assert result.out == b""
    assert "bad.yaml:1:1: title: is missing" in result.err
    assert run("check", "--report", "no-such-pattern").code == ExitCode.BAD_INPUT


@pytest.mark.parametrize("more", [["."], ["--as", "pattern"]])
def test_a_report_is_on_one_pattern_alone(run: Run, more: list[str]) -> None:
    result = run("check", "--report", HIP, *more)
    assert result.code == ExitCode.USAGE
    assert "--report takes one pattern, without PATH and --as." in result.err
