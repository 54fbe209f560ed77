"""A number brings the same sheet back, to the byte, or says what is no longer there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from handouts.request.given import GivenSheet, record, turn_record
from patterns.errors import ExitCode
from tests.helpers.page_server import DAY

if TYPE_CHECKING:
    from pathlib import Path

    from tests.helpers.running import Run

pytest_plugins = ("tests.helpers.running",)

PATTERN = "lateral-hip-rotators"
PLAN: dict[str, Any] = {"side": "left", "care": ["walk"], "detail": "brief"}


@pytest.fixture
def config(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("config")
    monkeypatch.setenv("HANDOUTS_CONFIG", str(folder))
    turn_record(folder, on=True)
    return folder


def give(run: Run, config: Path, folder: Path, **changes: Any) -> str:
    """Make a sheet, record it, and return its number."""
    (folder / "given.yaml").write_text(json.dumps(PLAN).replace('":', '": '), "utf-8")
    words = ("build", PATTERN, "--plan", "given.yaml", "--date", DAY.isoformat())
    result = run(*words, "-o", "given.pdf", "--json")
    made = json.loads(result.out)["files"][0]
    sheet = {"number": made["number"], "day": DAY, "pattern": PATTERN, "version": made["version"]}
    rest = {"activities": {}, "plan": PLAN, "paper": made["paper"], "notice": "en-US"}
    record(config, GivenSheet(**{**sheet, **rest, **changes}))
    return str(made["number"])


def test_the_same_sheet_comes_back_to_the_byte(run: Run, folder: Path, config: Path) -> None:
    number = give(run, config, folder)
    assert run("build", "--number", number.lower(), "-o", "again.pdf").code == ExitCode.DONE
    assert (folder / "again.pdf").read_bytes() == (folder / "given.pdf").read_bytes()


def test_the_lines_of_a_client_may_be_others(run: Run, folder: Path, config: Path) -> None:
    number = give(run, config, folder)
    (folder / "now.yaml").write_text("client: Ann Lee\n", "utf-8")
    result = run("build", "--number", number, "--plan", "now.yaml", "-o", "again.pdf", "--json")
    assert json.loads(result.out)["files"][0]["number"] == number


def test_a_version_that_is_gone_is_told(run: Run, folder: Path, config: Path) -> None:
    number = give(run, config, folder, version="0.9", plan={**PLAN, "side": "right"})
    result = run("build", "--number", number, "-o", "again.pdf")
    assert result.code == ExitCode.BAD_INPUT
    assert f"number {number}: is another sheet by now; {PATTERN} was version 0.9" in result.err
    assert not (folder / "again.pdf").exists()


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("--number", "3222-2222"), ExitCode.BAD_INPUT, "is mistyped"),
        (("--number", "2222-2222"), ExitCode.BAD_INPUT, "is not in the record"),
        ((PATTERN, "--number", "2222-2222"), ExitCode.USAGE, "leave PATTERN out"),
        (("--number", "2222-2222", "--side", "left"), ExitCode.USAGE, "leave --side out"),
    ],
)
def test_what_cannot_be_brought_back_is_told(
    run: Run, config: Path, words: tuple[str, ...], code: ExitCode, says: str
) -> None:
    result = run("build", *words)
    assert result.code == code
    assert says in result.err
    assert config.is_dir()
