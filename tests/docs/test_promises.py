"""Every promise is kept by tests that are there, and every test of the faults keeps one."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from tests.helpers import ROOT
from tests.helpers.docs.pages import read

if TYPE_CHECKING:
    from pathlib import Path

KEEPER = re.compile(r"\[`(test_\w+)`\]\(\.\./(tests/[\w/]+\.py)\)")
TRIED = ("tests/faults", "tests/fuzz")
"""The folders all of whose tests keep a promise."""

PROMISES = [line for line in read("docs/promises.md").splitlines() if line.startswith("| ")]


def held_by(path: Path) -> set[str]:
    """Name the tests of a module."""
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    names = {node.name for node in nodes if isinstance(node, ast.FunctionDef)}
    return {name for name in names if name.startswith("test_")}


def test_every_promise_names_tests_that_are_there() -> None:
    promises = [line for line in PROMISES if line != "| promise | kept by |"]
    assert promises
    for line in promises:
        kept_by = KEEPER.findall(line)
        assert kept_by, line
        assert not [test for test, file in kept_by if test not in held_by(ROOT / file)], line


def test_every_test_of_the_faults_keeps_a_promise() -> None:
    named = {test for line in PROMISES for test, _ in KEEPER.findall(line)}
    paths = [path for folder in TRIED for path in (ROOT / folder).glob("test_*.py")]
    assert paths
    assert {test for path in paths for test in held_by(path)} <= named
