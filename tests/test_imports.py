"""Imports run one way: read from the source, without running it."""

from __future__ import annotations

import ast
import re
from graphlib import CycleError, TopologicalSorter

import pytest

from tests.helpers.source_tree import MODULES, PACKAGES, each_module, import_nodes, imported

LAYERS = (
    ("handouts.__main__",),
    ("handouts.start",),
    ("cli",),
    ("handouts.web",),
    ("handouts.process", "handouts.batch"),
    ("handouts.commands",),
    ("handouts.template_cache",),
    ("handouts.pipeline",),
    ("handouts.layout",),
    ("handouts.template", "handouts.compose", "handouts.roster", "handouts.report"),
    ("handouts.request",),
    ("handouts.brand", "handouts.pdf", "handouts.files", "handouts.workers", "handouts.document"),
    ("handouts.interruption", "fonts"),
    ("patterns",),
)
"""Outermost first: a package imports from itself and from the lines below."""


def imports(module: str) -> set[str]:
    """Return the imports of a module: those of the project by full name, others as written."""
    names = imported(MODULES[module].read_text("utf-8"))
    return {
        name if name in MODULES or _foreign(name) else name.rpartition(".")[0] for name in names
    }


def _foreign(name: str) -> bool:
    return name.partition(".")[0] not in {*PACKAGES, "cli"}


def layer(name: str) -> int | None:
    """Find the line of `LAYERS` that a module belongs to."""
    for i, packages in enumerate(LAYERS):
        if any(_is_in(name, package) for package in packages):
            return i
    return None


def _is_in(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def wrong_way(module: str, names: set[str]) -> set[str]:
    """Return those imports of a module that do not run inward."""
    own = layer(module)
    if own is None:  # the package `handouts` itself, which offers names of others
        return set()
    fellows = [package for package in LAYERS[own] if _is_in(module, package)]
    wrong = set()
    for name in names - {"handouts"}:
        at = layer(name)
        if at is not None and at <= own and not any(_is_in(name, each) for each in fellows):
            wrong.add(name)
    return wrong


@each_module
def test_imports_run_inward(module: str) -> None:
    assert wrong_way(module, imports(module)) == set()


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("patterns.model", "handouts.request.plan"),
        ("fonts.faces", "handouts.brand.color"),
        ("handouts.compose.compose", "handouts.layout.style.theme"),
        ("handouts.layout.pdf.canvas", "handouts.template_cache"),
        ("handouts.template.stamp", "handouts.compose.locale"),
        ("handouts.files.atomic", "handouts.pdf.writer"),
        ("handouts.template.stamp", "handouts.pipeline"),
        ("handouts.pipeline", "cli"),
    ],
)
def test_an_import_that_runs_outward_is_found(module: str, name: str) -> None:
    assert wrong_way(module, {name}) == {name}


def circle(graph: dict[str, set[str]]) -> list[str]:
    """Return modules that import each other in a circle, or an empty list."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        found: list[str] = error.args[1]
        return found
    return []


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert circle({m: imports(m) & MODULES.keys() - {m} for m in MODULES}) == []
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"a"}})


def test_every_module_has_its_layer() -> None:
    assert [m for m in MODULES if layer(m) is None] == ["handouts"]
    assert {m for packages in LAYERS for m in packages} <= MODULES.keys()


@each_module
def test_patterns_know_nothing_of_paper(module: str) -> None:
    if module.startswith("patterns"):
        assert not [name for name in imports(module) if name.partition(".")[0] == "handouts"]


NEVER_KNOWN = {
    "patterns.schema": ("patterns.model", "patterns.rules", "patterns.pattern", "patterns.catalog"),
    "patterns.model": ("patterns.rules", "patterns.pattern", "patterns.catalog"),
    "patterns.rules": ("patterns.pattern", "patterns.catalog", "patterns.library_paths"),
}
"""Packages of `patterns`, and what they must not import."""


@each_module
def test_data_rules_and_files_of_patterns_are_apart(module: str) -> None:
    for package, unknown in NEVER_KNOWN.items():
        if _is_in(module, package):
            found = {name for name in imports(module) for other in unknown if _is_in(name, other)}
            assert found == set()


def test_what_must_not_be_known_is_there() -> None:
    assert {*NEVER_KNOWN, *(m for names in NEVER_KNOWN.values() for m in names)} <= MODULES.keys()


@each_module
def test_reportlab_stays_in_the_layout_and_the_fonts(module: str) -> None:
    uses = [name for name in imports(module) if name.partition(".")[0] == "reportlab"]
    assert not uses or module.startswith(("handouts.layout.", "fonts."))


DRAWING_COMMANDS = tuple(f"handouts.commands.{name}" for name in ("draw", "file_kinds", "look"))
"""The modules of `handouts draw` and `handouts schema scene`."""


@each_module
def test_drawing_is_reached_by_the_draw_command_alone(module: str) -> None:
    if module.startswith("patterns.drawing") or module in DRAWING_COMMANDS:
        return
    assert not [name for name in imports(module) if name.startswith("patterns.drawing")]


@pytest.mark.parametrize("module", DRAWING_COMMANDS)
def test_the_draw_command_brings_drawing_in_late(module: str) -> None:
    tree = ast.parse(MODULES[module].read_text("utf-8"))
    early = ast.Module([n for n in tree.body if isinstance(n, ast.Import | ast.ImportFrom)], [])
    assert not [name for name in imported(ast.unparse(early)) if "drawing" in name]


@each_module
def test_imports_are_absolute(module: str) -> None:
    relative = [
        n for n in import_nodes(MODULES[module].read_text("utf-8")) if getattr(n, "level", 0)
    ]
    assert relative == []


CONTRACT = re.compile(r"It takes .+ gives? .+; (it does not know|nothing else imports it)")


@pytest.mark.parametrize("package", [m for m in MODULES if MODULES[m].name == "__init__.py"])
def test_a_package_states_what_it_takes_and_gives_and_does_not_know(package: str) -> None:
    if package != "handouts":  # which offers the names of others
        words = (ast.get_docstring(ast.parse(MODULES[package].read_text("utf-8"))) or "").split()
        assert CONTRACT.search(" ".join(words))
