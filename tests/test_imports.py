"""Imports run one way: read from the source, without running it."""

from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter

import pytest

from tests.helpers.source_tree import MODULES, PACKAGES, each_module, import_nodes, imported

LAYERS = (
    ("handouts.__main__",),
    ("cli",),
    (
        "handouts.batch",
        "handouts.commands.build",
        "handouts.commands.draw",
        "handouts.commands.new",
        "handouts.commands.click_types",
    ),
    ("handouts.template_cache",),
    ("handouts.request.order", "handouts.commands.check", "handouts.commands.schema"),
    ("handouts.pipeline", "handouts.request.missing_glyphs"),
    (
        "handouts.template.stamp",
        "handouts.template.store",
        "handouts.template.fingerprint",
        "handouts.request.plan_reader",
    ),
    ("handouts.template.assemble", "handouts.files.streaming"),
    ("handouts.files.targets", "handouts.commands.preview", "handouts.pdf.encrypt"),
    ("handouts.files.atomic",),
    ("handouts.layout",),
    (
        "handouts.template.codec",
        "handouts.template.text_fit",
        "handouts.template.charset",
        "handouts.compose.compose",
    ),
    ("handouts.template.model",),
    ("handouts.compose.closing_sections", "handouts.compose.remedy_sections"),
    ("handouts.compose.figures",),
    ("handouts.compose.context",),
    ("handouts.compose.locale", "handouts.document", "handouts.commands.file_kinds"),
    ("handouts.request.plan", "handouts.brand.model"),
    ("handouts.brand.logo", "handouts.pdf", "handouts.roster"),
    ("fonts",),
    ("patterns",),
)
"""Outermost first: a module imports from its own line and the lines below."""

LEAVES = frozenset(
    {
        "handouts.template.line_breaking",
        "handouts.request.choice",
        "handouts.brand.color",
        "handouts.extras",
        "handouts.request.limits",
        "handouts.brand.link",
        "handouts.interruption",
        "handouts.commands.messages",
        "handouts.request.password",
        "handouts.request.plain_lines",
        "handouts.brand.logo.safe_xml",
    }
)
"""Modules that any layer may import; they import only each other and `patterns`."""


FACES = {"handouts": {"handouts.pipeline"}}
"""Packages that offer names of their own, and where these come from."""


def imports(module: str) -> set[str]:
    """Return the imports of a module: those of the project by full name, others as written."""
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
    """Return those imports of a module that do not run inward."""
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
        ("patterns.model", "handouts.request.plan"),
        ("fonts.faces", "handouts.brand.color"),
        ("handouts.compose.compose", "handouts.layout.style.theme"),
        ("handouts.layout.pdf.canvas", "handouts.template.stamp"),
        ("handouts.template.line_breaking", "handouts.request.plan"),
        ("handouts.template.stamp", "handouts.pipeline"),
        ("handouts.pipeline", "cli"),
    ],
)
def test_an_import_that_runs_outward_is_found(module: str, name: str) -> None:
    assert wrong_way(module, {name}) == {name} or name in LEAVES


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
    packages = {name for name, path in MODULES.items() if path.name == "__init__.py"}
    homeless = [m for m in MODULES if layer(m) is None and m not in LEAVES | packages]
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
    if module.startswith("patterns.drawing") or module == "handouts.commands.draw":
        return
    assert not [name for name in imports(module) if name.startswith("patterns.drawing")]


def test_the_draw_command_brings_drawing_in_late() -> None:
    tree = ast.parse(MODULES["handouts.commands.draw"].read_text("utf-8"))
    early = ast.Module([n for n in tree.body if isinstance(n, ast.Import | ast.ImportFrom)], [])
    assert not [name for name in imported(ast.unparse(early)) if "drawing" in name]


@each_module
def test_imports_are_absolute(module: str) -> None:
    relative = [
        n for n in import_nodes(MODULES[module].read_text("utf-8")) if getattr(n, "level", 0)
    ]
    assert relative == []
