"""Check in the source that only a few modules open files."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from tests.helpers.source_tree import MODULES, each_module

if TYPE_CHECKING:
    from collections.abc import Iterator

OPENING = frozenset({"open", "fdopen", "read_bytes", "read_text", "write_bytes", "write_text"})
"""Functions and methods that open a file."""

DOORS = {
    "patterns.files": {"open", "os.open"},  # reads what a user names
    "handouts.files.atomic": {"os.open"},  # writes what a user names
    "handouts.files.streaming": {"os.open", "os.fdopen"},  # writes streams and a manifest
    "handouts.template.store": {"open", "os.open"},  # reads and writes stored templates
    # The manifest of a folder, and the finished files that it lists:
    "handouts.batch.manifest": {"open"},
    "handouts.batch.separate_files": {"path.read_bytes"},
    "handouts.batch.merged_file": {"path.open"},  # files of an earlier run, before they go
    "handouts.start": {"os.open"},  # the device that swallows what a full stream has not taken
    "fonts.registry": {"self.source.read_bytes"},  # the shipped fonts
    "handouts.web.opening": {"webbrowser.open"},  # a browser, not a file
    "patterns.drawing.plates.body_map": {"folder.joinpath(f'body-{each}.svg').write_text"},
    "fonts.scripts.script_face": {
        "(_DATA / f'{name}.json').read_text",
        "(_DATA / f'{name}.ttf').read_bytes",
    },
    "fonts.scripts.bake": {"target.with_suffix('.json').write_text"},  # run by us, for these fonts
    "patterns.drawing.bake.body": {"text.write_text"},  # run by us, for the meshes
    # Streams inside a PDF have methods of the same names:
    "handouts.layout.pdf.embedded_fonts": {"stream.read_bytes"},
    "handouts.layout.pdf.template_builder": {"stream.read_bytes"},
    "handouts.roster.xlsx.members": {"self._zip.open"},  # a member of bytes in memory
    "handouts.pdf.encrypt": {"metadata.read_bytes"},
    "patterns.drawing.sheet": {"Image.open"},  # a picture that it has just drawn itself
}
"""The modules that may open files, and the calls; docs/architecture.md lists their limits."""


def opened(source: str) -> Iterator[str]:
    """Yield every call that opens a file, except one in memory or in a package, as written."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        in_memory = bool(node.args) and ast.unparse(node.args[0]).startswith("BytesIO(")
        packaged = called.startswith("files(")
        if called.rpartition(".")[2] in OPENING and not in_memory and not packaged:
            yield called


@each_module
def test_only_the_doors_open_files(module: str) -> None:
    found = set(opened(MODULES[module].read_text("utf-8")))
    assert found <= DOORS.get(module, set())


def test_every_door_is_there() -> None:
    for module, calls in DOORS.items():
        assert calls <= set(opened(MODULES[module].read_text("utf-8"))), module


@pytest.mark.parametrize(
    "source",
    [
        "open(path)",
        "with path.open('rb') as file: pass",
        "path.read_text('utf-8')",
        "Image.open(path)",
        "pikepdf.open(name)",
        "os.fdopen(number)",
    ],
)
def test_a_door_of_its_own_is_found(source: str) -> None:
    assert list(opened(source))


@pytest.mark.parametrize(
    "source", ["pikepdf.open(BytesIO(data))", "files('patterns').joinpath('a').read_bytes()"]
)
def test_what_lies_in_memory_or_in_a_package_is_no_door(source: str) -> None:
    assert not list(opened(source))
