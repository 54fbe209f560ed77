"""Draw scene files, and write the files of their pictures or compare them with existing ones.

A scene is drawn again only if something changed that its pictures were drawn from: see `drawn`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handouts.commands.drawn import fixed_sample, is_current, is_same_source, remember
from handouts.files.atomic import SHARED, write_atomically
from handouts.files.targets import SHARED_FOLDER, make_folder
from handouts.workers.executors import map_ordered, workers
from patterns.errors import Problem, UserError
from patterns.extras import require_extra
from patterns.files import is_folder, read_file, walk_files
from patterns.library_paths import LIBRARY, PICTURES, SCENES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path


_SCENES_OF_OURS = "the shipped pictures are drawn from scenes that only the source of Handouts has"


def scene_files(paths: Sequence[Path]) -> list[Path]:
    """Return the given files, and the files of every folder `scenes` at or below a given folder.

    Raises `UserError` if there is none.
    """
    scenes: list[Path] = []
    for path in paths:
        if is_folder(path):
            inside = walk_files(path, frozenset({".yaml"}))
            scenes += sorted(file for file in inside if file.resolve().parent.name == SCENES)
        else:
            scenes.append(path)
    if not scenes:
        shipped = any(path.resolve().is_relative_to(LIBRARY) for path in paths)
        hint = _SCENES_OF_OURS if shipped else "name a file of scenes/"
        raise UserError.one("there is no scene in these folders", hint=hint)
    return scenes


def draw_files(scene: Path) -> dict[Path, bytes]:
    """Draw every variant of a scene; return path and bytes of each file, in `pictures/`.

    A picture has three files: an SVG, its anchors as JSON, and a form, the SVG compiled to the
    operators of a PDF, so that no sheet compiles it again. Raises `UserError` for a file that is
    no valid scene, and if the extra `draw` is not installed.
    """
    from handouts.layout.art.svg_compiler import form_of

    with require_extra("draw"):
        from patterns.drawing.scene import draw_scene

        pictures = draw_scene(scene)
    folder = scene.parent.parent / PICTURES
    files: dict[Path, bytes] = {}
    for picture in pictures:
        svg = picture.svg.encode()
        stem = f"{picture.name}.{picture.variant}"
        files[folder / f"{stem}.svg"] = svg
        files[folder / f"{stem}.json"] = picture.anchors.encode()
        files[folder / f"{stem}.form"] = form_of(svg)
    return files


def draw_changed(
    scenes: Iterable[Path], jobs: int, *, everything: bool = False
) -> Iterator[tuple[Path, dict[Path, bytes]]]:
    """Draw the scenes that changed, or all, and write their pictures and what they were drawn from.

    Up to `jobs` processes draw at once. Yields each drawn scene with its files, in order.
    """
    work = [scene for scene in scenes if everything or not is_current(scene)]
    for scene, files in _drawn(work, jobs):
        write_files(files)
        remember(scene, files)
        yield scene, files


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a comparison found: the scenes drawn, what differs, and the scenes with old digests."""

    drawn: int
    differences: list[Problem]
    outdated: int


def compare(
    scenes: Sequence[Path], jobs: int, *, sample: int, everything: bool, refresh: bool
) -> Comparison:
    """Draw what changed, or all, and a fixed sample of the rest; compare it with what is there.

    `refresh` writes the digests of those that are what their scene draws, and nothing else is ever
    written. It is for a change of the code that changes no picture.
    """
    changed = [scene for scene in scenes if everything or not is_current(scene)]
    changed += fixed_sample([scene for scene in scenes if scene not in changed], sample)
    differences, outdated = [], 0
    for scene, files in _drawn(changed, jobs):
        found = find_differences(files)
        differences += found
        if found or is_same_source(scene):
            continue
        if refresh:
            remember(scene, files)
        else:
            outdated += 1
    return Comparison(len(changed), differences, outdated)


def _drawn(scenes: list[Path], jobs: int) -> Iterator[tuple[Path, dict[Path, bytes]]]:
    """Draw scenes in up to `jobs` processes; yield each with its files, in order."""
    jobs = max(1, min(jobs, len(scenes)))
    with workers(jobs) as executor:
        drawn = map_ordered(executor, draw_files, scenes, jobs - 1)
        yield from zip(scenes, drawn, strict=True)


def write_files(files: dict[Path, bytes]) -> None:
    """Write the files of a scene; existing ones are overwritten."""
    for path, data in files.items():
        make_folder(path.parent, SHARED_FOLDER)
        write_atomically(path, data, replace=True, mode=SHARED)


def find_differences(files: dict[Path, bytes]) -> list[Problem]:
    """Return a problem for each file that is missing or has other bytes than the scene draws."""
    return [
        Problem(str(path), 0, 0, "", "is not what its scene draws", "draw it again")
        for path, data in files.items()
        if not _has_bytes(path, data)
    ]


def _has_bytes(path: Path, data: bytes) -> bool:
    try:
        return read_file(path, name=str(path), limit=len(data)) == data
    except UserError:  # missing, not a file, or longer
        return False
