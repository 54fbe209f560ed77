"""Check that every promise names existing tests, and that every test of faults keeps a promise."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from tests.helpers import ROOT
from tests.helpers.docs.pages import read

if TYPE_CHECKING:
    from pathlib import Path

KEEPER = re.compile(r"\[`(test_\w+)`\]\(\.\./(tests/[\w/]+\.py)\)")
FOLDERS = ("tests/faults", "tests/fuzz")
"""Folders in which every test must keep a promise."""

PROMISES = [line for line in read("docs/promises.md").splitlines() if line.startswith("| ")]


def names_of_tests(path: Path) -> set[str]:
    """Return the names of the tests in a module."""
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    names = {node.name for node in nodes if isinstance(node, ast.FunctionDef)}
    return {name for name in names if name.startswith("test_")}


def test_every_promise_names_tests_that_are_there() -> None:
    promises = [line for line in PROMISES if line != "| promise | kept by |"]
    assert promises
    for line in promises:
        kept_by = KEEPER.findall(line)
        assert kept_by, line
        assert not [test for test, file in kept_by if test not in names_of_tests(ROOT / file)], line


def test_every_test_of_the_faults_keeps_a_promise() -> None:
    named = {test for line in PROMISES for test, _ in KEEPER.findall(line)}
    paths = [path for folder in FOLDERS for path in (ROOT / folder).glob("test_*.py")]
    assert paths
    assert {test for path in paths for test in names_of_tests(path)} <= named
