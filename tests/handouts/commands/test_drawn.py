"""What a digest of pictures covers, and which scenes are a sample."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from handouts.commands.drawn import (
    DIGESTS,
    ROOMS,
    ROOT,
    fixed_sample,
    is_current,
    kind_of,
    remember,
    source_digest,
    source_files,
)
from tests.helpers.source_tree import MODULES, imported

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENTRIES = {
    "figure": "patterns.drawing.figures.figure",
    "plate": "patterns.drawing.plates.plate",
}
"""The module that draws each kind of scene."""


@pytest.fixture
def scene(tmp_path: Path) -> Path:
    """Make a scene whose pictures are drawn."""
    made = tmp_path / "hips" / "scenes" / "ball.yaml"
    pictures = tmp_path / "hips" / "pictures"
    for folder in (made.parent, pictures):
        folder.mkdir(parents=True)
    made.write_text("kind: figure\n", "utf-8")
    files = {pictures / f"ball.left.{ending}": ending.encode() for ending in ("svg", "json")}
    for path, data in files.items():
        path.write_bytes(data)
    remember(made, files)
    return made


def test_a_scene_is_current_until_it_or_a_picture_changes(scene: Path) -> None:
    picture = scene.parent.parent / "pictures" / "ball.left.svg"
    assert is_current(scene)
    os.utime(scene, (1, 1))
    os.utime(picture, (1, 1))
    assert is_current(scene)
    picture.write_bytes(b"other")
    assert not is_current(scene)
    picture.write_bytes(b"svg")
    assert is_current(scene)
    scene.write_text("kind: figure\nabout: x\n", "utf-8")
    assert not is_current(scene)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"ball": 1}', '{"ball": {"files": 1}}'])
def test_digests_that_cannot_be_read_count_as_none(scene: Path, text: str) -> None:
    (scene.parent / DIGESTS).write_text(text, "utf-8")
    assert not is_current(scene)


def test_what_is_written_of_a_scene_goes_with_it(scene: Path) -> None:
    other = scene.with_name("bed.yaml")
    other.write_text("kind: plate\n", "utf-8")
    remember(other, {})
    assert "bed" in (scene.parent / DIGESTS).read_text("utf-8")
    other.unlink()
    remember(scene, {})
    assert "bed" not in (scene.parent / DIGESTS).read_text("utf-8")


def test_each_kind_has_a_digest_of_its_own(scene: Path) -> None:
    before = source_digest(scene)
    scene.write_text("kind: plate\n", "utf-8")
    assert kind_of(scene) == "plate"
    assert source_digest(scene) != before


def needed(module: str, found: set[str]) -> Iterator[str]:
    """Yield the modules of the drawing code that a module brings in, at any depth."""
    if module in MODULES and module not in found:
        found.add(module)
        yield module
        for name in imported(MODULES[module].read_text("utf-8")):
            for each in (name, name.rpartition(".")[0]):
                if each.startswith("patterns.drawing."):
                    yield from needed(each, found)


@pytest.mark.parametrize("kind", ROOMS)
def test_a_digest_covers_all_code_that_draws_its_kind(kind: str) -> None:
    covered = {path.relative_to(ROOT).as_posix() for path in source_files(kind)}
    modules = [MODULES[each] for each in needed(ENTRIES[kind], set())]
    assert len(modules) > 10
    packages = [path for path in modules if path.name != "__init__.py"]
    assert {path.relative_to(ROOT).as_posix() for path in packages} <= covered
    assert {"patterns/drawing/data/mannequin.npz", "patterns/drawing/scene.py"} <= covered
    assert "patterns/drawing/bake/body.py" not in covered


def test_a_change_of_the_atlas_leaves_figures_as_they_are() -> None:
    names = [path.as_posix() for path in source_files("figure")]
    assert not [name for name in names if "/atlas/" in name or "/plates/" in name]
    assert [name for name in names if name.endswith("things.yaml")]


def test_a_sample_has_every_kind_and_does_not_depend_on_the_place(tmp_path: Path) -> None:
    def scenes(root: Path) -> list[Path]:
        made = []
        for i in range(20):
            path = root / f"{i}" / "scenes" / "one.yaml"
            path.parent.mkdir(parents=True)
            path.write_text(f"kind: {'plate' if i < 3 else 'figure'}\n", "utf-8")
            made.append(path)
        return made

    here, there = scenes(tmp_path / "a"), scenes(tmp_path / "b" / "c")
    sample = fixed_sample(here, 8)
    assert Counter(map(kind_of, sample)) == {"figure": 5, "plate": 3}
    assert [here.index(path) for path in sample] == [
        there.index(path) for path in fixed_sample(reversed(there), 8)
    ]
    assert len(fixed_sample(here, 99)) == 20
