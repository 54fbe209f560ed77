"""A scene file in, its pictures and anchors out, or the names of the files that differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import ConfigDict

from patterns.base import Model
from patterns.reading import read_model

if TYPE_CHECKING:
    from pathlib import Path

    from patterns.drawing.picture import Picture


class _AnyScene(Model):
    """Enough of a scene file to tell what it describes."""

    model_config = ConfigDict(extra="ignore")

    kind: Literal["plate", "figure"]


def draw_scene(path: Path) -> list[Picture]:
    """Draw every variant of a scene file; raises `UserError` if it is not a valid scene."""
    return _DRAWN_AS[read_model(path, _AnyScene).kind](path)


def write_scene(path: Path) -> list[Path]:
    """Draw a scene and write its files into the folder `pictures` beside its own folder."""
    written = []
    for picture in draw_scene(path):
        for target, text in _files(path, picture):
            target.parent.mkdir(exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")
            written.append(target)
    return written


def check_scene(path: Path) -> list[str]:
    """Draw a scene again and name the files that are missing or differ."""
    differing = []
    for picture in draw_scene(path):
        for target, text in _files(path, picture):
            if not target.is_file() or target.read_bytes() != text.encode():
                differing.append(str(target))
    return differing


def _files(path: Path, picture: Picture) -> list[tuple[Path, str]]:
    folder = path.parent.parent / "pictures"
    stem = f"{picture.name}.{picture.variant}"
    return [(folder / f"{stem}.svg", picture.svg), (folder / f"{stem}.json", picture.anchors)]


def _plate(path: Path) -> list[Picture]:
    from patterns.drawing.plate import draw_plate
    from patterns.drawing.plate_scene import PlateScene

    return draw_plate(path.stem, read_model(path, PlateScene))


def _figure(path: Path) -> list[Picture]:
    from patterns.drawing.figure import FigureScene, draw_figure

    return draw_figure(path.stem, read_model(path, FigureScene))


_DRAWN_AS = {"plate": _plate, "figure": _figure}
