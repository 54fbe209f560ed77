"""Laws of every command."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import click
import pytest

from cli import handouts
from patterns.errors import ExitCode
from tests.helpers import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.helpers.running import Run

pytest_plugins = ("tests.helpers.running",)

CANARY = "Zzyxx Qanary"
DIGITS = "9" * 5_000
UP_TO_60 = "give a whole number from 1 to 60."
FROM_1 = "give a whole number from 1 to 1,000,000."

COMMANDS: dict[str, list[str]] = {
    "list": ["list"],
    "build": ["build", "lateral-hip-rotators"],
    "batch": ["batch", "clients.csv", "-o", "sheets"],
    "cache": ["cache"],
    "preview": ["preview", "lateral-hip-rotators", "-o", "pictures"],
    "open": ["open"],
    "check": ["check"],
    "new": ["new", "plan", "plan.yaml"],
    "schema": ["schema", "plan"],
    "draw": ["draw", "scenes"],
}
"""The shortest valid arguments of each command."""

each_command = pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)

HEAVY = {
    "PIL", "fontTools", "handouts.brand.model", "handouts.compose.compose", "json",
    "numpy", "patterns.model", "pikepdf", "pydantic", "pypdfium2", "reportlab", "resvg_py", "yaml",
}  # fmt: skip


def test_the_table_names_every_command() -> None:
    assert list(COMMANDS) == list(handouts.commands)


@each_command
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_is_given(run: Run, words: list[str], option: str) -> None:
    result = run(words[0], option)
    assert result.code == ExitCode.DONE
    assert result.out.startswith(f"Usage: handouts {words[0]}".encode())
    assert result.err == ""


@pytest.mark.parametrize("command", handouts.commands.values(), ids=handouts.commands)
def test_every_option_and_command_has_short_help(command: click.Command) -> None:
    assert 0 < len(command.get_short_help_str(200)) <= 45
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help
            assert len(parameter.help) <= 85
            assert re.search(r"[.]( +\[env.*)?$", parameter.help), parameter.help


@each_command
@pytest.mark.parametrize(
    "more",
    [
        [f"--frobnicate={CANARY}"],
        ["--frobnicate", CANARY],
        [f"--debug={CANARY}"],
    ],
    ids=["unknown=", "unknown", "flag="],
)
def test_a_wrong_option_is_a_usage_error_that_repeats_no_value(
    run: Run, folder: Path, words: list[str], more: list[str]
) -> None:
    result = run(*words, *more)
    assert result.code == ExitCode.USAGE
    assert re.search('Run "handouts.* --help" to see how', result.err)
    assert "Zzyxx" not in result.err
    assert result.out == b""
    assert not list(folder.iterdir())


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["build", "x", "--side", CANARY], "'--side': choose left or right or both."),
        (["build", "x", "--paper", CANARY], "'--paper': choose letter or a4."),
        (["build", "x", "--date", CANARY], "'--date': write a day like 2026-11-23."),
        (["build", "x", "--date", "2026-02-30"], "'--date': write a day like 2026-11-23."),
        (["draw", "x", "--jobs", CANARY], f"'--jobs': {UP_TO_60}"),
        (["draw", "x", "--jobs", "0"], f"'--jobs': {UP_TO_60}"),
        (["draw", "x", "--jobs", "61"], f"'--jobs': {UP_TO_60}"),
        (["draw", "x", "--jobs", DIGITS], f"'--jobs': {UP_TO_60}"),
        (["batch", "x", "-o", "y", "--jobs", DIGITS], f"'--jobs': {UP_TO_60}"),
        (["check", "--as", CANARY], "'--as': choose pattern or activity or plan or brand."),
        (
            ["new", CANARY, "x"],
            "choose pattern or activity or plan or brand or roster or translation.",
        ),
        (["new", "plan", "x", CANARY], "There are more words than this command takes."),
        (["list", CANARY], "There are more words than this command takes."),
        (["schema", "plan", CANARY], "There are more words than this command takes."),
        (["build"], "Missing argument 'PATTERN...'."),
        (["build", "x", "y", "-o", "-"], "-o - takes one pattern, without --json."),
        (["build", "x", "-o", "-", "--json"], "-o - takes one pattern, without --json."),
        (["batch", "x"], "Give -o FOLDER, or --merged FILE."),
        (["batch", "x", "-o", "y", "--merged", "z"], "Give -o FOLDER, or --merged FILE."),
        (
            ["batch", "x", "-o", "-"],
            "A batch goes into a folder or a file, not to standard output.",
        ),
        (
            ["build", "x", "--date", "2026-11-2\u0663"],
            "Invalid value for '--date': write a day like 2026-11-23.",
        ),
        (
            ["batch", "x", "-o", "y", "--limit", "\u0663"],
            "Invalid value for '--limit': give a whole number from 1 to 1,000,000.",
        ),
        (["batch", "x", "-o", "y", "--split", "2"], "--separators, --split and --print-only need"),
        (["batch", "x", "-o", "y", "--limit", CANARY], f"'--limit': {FROM_1}"),
        (["batch", "x", "-o", "y", "--limit", "0"], f"'--limit': {FROM_1}"),
        (["batch", "x", "-o", "y", "--limit", DIGITS], f"'--limit': {FROM_1}"),
        (["batch", "x", "--merged", "y", "--split", DIGITS], f"'--split': {FROM_1}"),
        (["build", "x", "--plan", CANARY, "--plan", "b"], "--plan is given twice; give it once."),
        (["batch", "x", "-o", CANARY, "--output", "b"], "--output is given twice; give it once."),
        (["batch", "x", "-o", "y", "--duplex", "--no-duplex"], "--duplex is given twice;"),
        (["build", "x", "-o", ""], "--output is given without a value; give one, or leave it out."),
        (["build", "x", "--notice="], "--notice is given without a value;"),
        (["batch", "x", "-o", "y", "--merged", ""], "--merged is given without a value;"),
        (["batch", "x", "-o", "y", "--only", "1", "--only", ""], "--only is given without a value"),
        (["batch", "x", "-o", "y", CANARY], "There are more words than this command takes."),
        (["batch", "-o", "y"], "Missing argument 'ROSTER'."),
        (["preview", "x"], "Missing option '-o' / '--output'."),
        (["bild"], 'There is no such command; did you mean "build"?'),
        (
            [CANARY],
            "There is no such command; known here: batch, build, cache, check, draw, list, ",
        ),
    ],
    ids=lambda value: " ".join(value)[:60] if isinstance(value, list) else "",
)
def test_usage_errors(run: Run, words: list[str], message: str) -> None:
    result = run(*words)
    assert result.code == ExitCode.USAGE
    assert message in result.err
    assert "Zzyxx" not in result.err
    assert "999" not in result.err
    assert result.out == b""


def test_a_switch_may_be_given_twice_and_a_row_too(run: Run) -> None:
    twice = ("--force", "--force", "--only", "a", "--only", "a")
    assert run("batch", "gone.csv", "-o", "x", *twice).code == ExitCode.BAD_INPUT


def test_help_is_given_whatever_else_is_said(run: Run) -> None:
    assert run("build", "--plan", "a", "--plan", "b", "--help").out.startswith(b"Usage: ")


def test_no_option_takes_a_name() -> None:
    options = {
        name
        for command in handouts.commands.values()
        for parameter in command.params
        for name in parameter.opts
    }
    assert not options & {"--client", "--name", "--note", "--next-visit"}


def test_without_a_command_the_help_is_shown(run: Run) -> None:
    result = run()
    assert result.code == ExitCode.DONE
    assert b"Commands:" in result.out


def test_the_version_is_that_of_the_package(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.metadata.version", {"handouts": "7.8.9"}.__getitem__)
    assert run("--version").out == b"handouts 7.8.9\n"


def test_help_imports_nothing_heavy() -> None:
    program = "import sys, cli; cli.main(['--help']); sys.stderr.write(' '.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = set(done.stderr.split())
    assert {"click", "patterns.errors"} <= loaded
    assert not loaded & HEAVY
