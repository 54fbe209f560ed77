"""The modules of the project and their imports, read from the source without running it."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from tests.helpers import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PACKAGES = ("handouts", "patterns", "fonts")


def modules_below(*packages: str) -> dict[str, Path]:
    """Return the path of every module in some packages of the repository, by dotted name."""
    found = {}
    for package in packages:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            found[".".join(parts).removesuffix(".__init__")] = path
    return found


MODULES = {"cli": ROOT / "cli.py", **modules_below(*PACKAGES)}
each_module = pytest.mark.parametrize("module", MODULES)


def import_nodes(source: str) -> list[ast.Import | ast.ImportFrom]:
    """Return every import statement of a source, nested ones included."""
    walked = ast.walk(ast.parse(source))
    return [node for node in walked if isinstance(node, ast.Import | ast.ImportFrom)]


def imported(source: str) -> Iterator[str]:
    """Yield the dotted name of every module, or name in one, that a source imports."""
    for node in import_nodes(source):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
