"""Draw scene files, and write the files of their pictures or compare them with existing ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.files.atomic import SHARED, write_atomically
from handouts.files.targets import SHARED_FOLDER, make_folder
from handouts.workers.executors import map_ordered, workers
from patterns.errors import Problem, UserError
from patterns.extras import require_extra
from patterns.files import is_folder, read_file, walk_files
from patterns.library_paths import PICTURES, SCENES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


def scene_files(paths: Iterable[Path]) -> list[Path]:
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
        raise UserError.one("there is no scene in these folders", hint="name a file of scenes/")
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


def draw_all(scenes: Iterable[Path], jobs: int) -> Iterator[dict[Path, bytes]]:
    """Draw scenes in up to `jobs` processes; yield the files of each scene, in order."""
    work = list(scenes)
    with workers(jobs) as executor:
        yield from map_ordered(executor, draw_files, work, len(work))


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
