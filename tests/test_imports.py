"""Imports run one way: read from the source, without running it."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent

LAYERS = (
    ("cli",),
    ("handouts.batches", "handouts.making", "handouts.draw", "handouts.starters", "handouts.usage"),
    ("handouts.press",),
    ("handouts.orders", "handouts.checking", "handouts.schema"),
    ("handouts.pipeline", "handouts.letters"),
    ("handouts.stamp", "handouts.store", "handouts.fingerprint", "handouts.plans"),
    ("handouts.pdf.binding", "handouts.growing"),
    ("handouts.output", "handouts.preview", "handouts.protection"),
    ("handouts.layout",),
    ("handouts.blobs", "handouts.measuring", "handouts.alphabet", "handouts.compose"),
    ("handouts.template",),
    ("handouts.closing", "handouts.remedies"),
    ("handouts.showing",),
    ("handouts.session",),
    ("handouts.words", "handouts.handout", "handouts.kinds"),
    ("handouts.plan", "handouts.brand"),
    ("handouts.logos", "handouts.pdf", "handouts.rosters"),
    ("fonts",),
    ("patterns",),
)
"""Outermost first: a module imports from its own line and the lines below."""

PACKAGES = ("handouts", "patterns", "fonts")

LEAVES = frozenset(
    {
        "handouts.breaking",
        "handouts.choices",
        "handouts.colours",
        "handouts.dates",
        "handouts.extras",
        "handouts.gather",
        "handouts.limits",
        "handouts.links",
        "handouts.locks",
        "handouts.messages",
        "handouts.passwords",
        "handouts.plain_lines",
        "handouts.xml_safely",
    }
)
"""Modules that any layer may import; they import only each other and `patterns`."""


FACES = {"handouts": {"handouts.pipeline"}}
"""Packages that offer names of their own, and where these come from."""


def modules() -> dict[str, Path]:
    """Give every module of the project by its dotted name."""
    found = {"cli": ROOT / "cli.py"}
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            found[".".join(parts).removesuffix(".__init__")] = path
    return found


MODULES = modules()
each_module = pytest.mark.parametrize("module", MODULES)


def nodes(source: str) -> list[ast.Import | ast.ImportFrom]:
    """Give every import of a source, however deep."""
    walked = ast.walk(ast.parse(source))
    return [node for node in walked if isinstance(node, ast.Import | ast.ImportFrom)]


def imported(source: str) -> Iterator[str]:
    """Give the dotted name of every module, or name in one, that a source imports."""
    for node in nodes(source):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def imports(module: str) -> set[str]:
    """Give what a module imports: modules of the project by their full names, others as written."""
    names = imported(MODULES[module].read_text("utf-8"))
    return {
        name if name in MODULES or _foreign(name) else name.rpartition(".")[0] for name in names
    }


def _foreign(name: str) -> bool:
    return name.partition(".")[0] not in {*PACKAGES, "cli"}


def layer(module: str) -> int | None:
    """Find the line of `LAYERS` that a module belongs to."""
    for i, names in enumerate(LAYERS):
        if any(module == name or module.startswith(f"{name}.") for name in names):
            return i
    return None


def wrong_way(module: str, names: set[str]) -> set[str]:
    """Give those imports of a module that do not run inward."""
    own = layer(module)
    names = names - FACES.get(module, set())
    bases = {name for name in names if not _foreign(name) and name not in {module, *LEAVES}}
    if module in LEAVES or own is None:
        return {name for name in bases if not name.startswith("patterns") and name != "handouts"}
    return {name for name in bases if (layer(name) or 0) < own and name != "handouts"}


@each_module
def test_imports_run_inward(module: str) -> None:
    assert wrong_way(module, imports(module)) == set()


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("patterns.model", "handouts.plan"),
        ("fonts.faces", "handouts.colours"),
        ("handouts.compose", "handouts.layout.look"),
        ("handouts.layout.pen", "handouts.stamp"),
        ("handouts.breaking", "handouts.plan"),
        ("handouts.stamp", "handouts.pipeline"),
        ("handouts.pipeline", "cli"),
    ],
)
def test_an_import_that_runs_outward_is_found(module: str, name: str) -> None:
    assert wrong_way(module, {name}) == {name} or name in LEAVES


def test_every_module_has_its_layer() -> None:
    homeless = [m for m in MODULES if layer(m) is None and m not in {*LEAVES, "handouts"}]
    assert homeless == []
    assert [leaf for leaf in LEAVES if leaf not in MODULES] == []


@each_module
def test_patterns_know_nothing_of_paper(module: str) -> None:
    if module.startswith("patterns"):
        assert not [name for name in imports(module) if name.partition(".")[0] == "handouts"]


@each_module
def test_reportlab_stays_in_the_layout_and_the_fonts(module: str) -> None:
    uses = [name for name in imports(module) if name.partition(".")[0] in {"reportlab", "svglib"}]
    assert not uses or module.startswith(("handouts.layout.", "fonts."))


@each_module
def test_drawing_is_reached_by_the_draw_command_alone(module: str) -> None:
    if module.startswith("patterns.drawing") or module == "handouts.draw":
        return
    assert not [name for name in imports(module) if name.startswith("patterns.drawing")]


def test_the_draw_command_brings_drawing_in_late() -> None:
    tree = ast.parse(MODULES["handouts.draw"].read_text("utf-8"))
    early = ast.Module([n for n in tree.body if isinstance(n, ast.Import | ast.ImportFrom)], [])
    assert not [name for name in imported(ast.unparse(early)) if "drawing" in name]


@each_module
def test_imports_are_absolute(module: str) -> None:
    relative = [n for n in nodes(MODULES[module].read_text("utf-8")) if getattr(n, "level", 0)]
    assert relative == []
