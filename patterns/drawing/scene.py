"""A scene file in, its pictures and anchors out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import ConfigDict

from patterns.schema.base import Model
from patterns.schema.loader import read_model

if TYPE_CHECKING:
    from pathlib import Path

    from patterns.drawing.output.picture import Picture


class _AnyScene(Model):
    """Enough of a scene file to tell what it describes."""

    model_config = ConfigDict(extra="ignore")

    kind: Literal["plate", "figure"]


def draw_scene(path: Path) -> list[Picture]:
    """Draw every variant of a scene file; raises `UserError` if it is not a valid scene."""
    return _DRAWN_AS[read_model(path, _AnyScene).kind](path)


def _plate(path: Path) -> list[Picture]:
    from patterns.drawing.plates.plate import draw_plate
    from patterns.drawing.plates.plate_scene import PlateScene

    return draw_plate(path.stem, read_model(path, PlateScene))


def _figure(path: Path) -> list[Picture]:
    from patterns.drawing.figures.figure import FigureScene, draw_figure

    return draw_figure(path.stem, read_model(path, FigureScene))


_DRAWN_AS = {"plate": _plate, "figure": _figure}
