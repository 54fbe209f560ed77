"""The rooms of the drawing code import one way: read from the source, without running it."""

from __future__ import annotations

import pytest

from tests.helpers.source_tree import MODULES, imported

PACKAGE = "patterns.drawing"

MAY_IMPORT = {
    "baked_files": set(),
    "geometry": set(),
    "output": {"geometry"},
    "figures": {"baked_files", "geometry", "output"},
    "atlas": {"baked_files", "geometry", "figures"},
    "plates": {"baked_files", "geometry", "output", "atlas", "figures"},
    "scene": {"figures", "plates", "output"},
    "sheet": {"plates", "output"},
    "bake": {"baked_files", "geometry"},
}
"""For each room, and each module beside them, the others that it may import."""

DRAWING_MODULES = [name for name in MODULES if name.startswith(f"{PACKAGE}.")]


def room(module: str) -> str:
    """Return the room of a module of the package."""
    return module.removeprefix(f"{PACKAGE}.").partition(".")[0]


def wrong_way(module: str, names: set[str]) -> set[str]:
    """Return those of some imported names that stand in rooms which a module's room may not use."""
    inside = {name for name in names if name.startswith(f"{PACKAGE}.")}
    allowed = MAY_IMPORT[room(module)] | {room(module)}
    return {name for name in inside if room(name) not in allowed}


@pytest.mark.parametrize("module", DRAWING_MODULES)
def test_rooms_import_one_way(module: str) -> None:
    assert wrong_way(module, set(imported(MODULES[module].read_text("utf-8")))) == set()


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("geometry.meshes", "output.svg"),
        ("output.svg", "plates.plate"),
        ("figures.figure", "plates.plate"),
        ("plates.plate", "bake.body"),
        ("atlas.spanning", "output.svg"),
        ("figures.mannequin", "bake.body"),
        ("bake.body", "figures.mannequin"),
    ],
)
def test_an_import_that_runs_the_wrong_way_is_found(module: str, name: str) -> None:
    name = f"{PACKAGE}.{name}"
    assert wrong_way(f"{PACKAGE}.{module}", {name, "numpy"}) == {name}


def test_every_module_stands_in_a_room() -> None:
    assert {room(module) for module in DRAWING_MODULES} == MAY_IMPORT.keys()
