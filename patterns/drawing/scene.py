"""Draw a scene file: the way into this package."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from pydantic import ConfigDict

from patterns.drawing.figures.figure import draw_figure
from patterns.drawing.figures.figure_scene import FigureScene
from patterns.drawing.plates.atlas_plate import draw_atlas_plate
from patterns.drawing.plates.atlas_scene import AtlasScene
from patterns.drawing.plates.plate import draw_plate
from patterns.drawing.plates.plate_scene import PlateScene
from patterns.schema.base import Model
from patterns.schema.loader import read_model

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from patterns.drawing.output.picture import Picture

KINDS: dict[str, tuple[type[Model], Callable[[str, Any], list[Picture]]]] = {
    "plate": (PlateScene, draw_plate),
    "figure": (FigureScene, draw_figure),
    "atlas": (AtlasScene, draw_atlas_plate),
}
"""For each kind of scene its model, and the function that draws it under a name."""


class _SceneKind(Model):
    """The part of a scene file that says what it describes."""

    model_config = ConfigDict(extra="ignore")

    kind: Literal["plate", "figure", "atlas"]


def draw_scene(path: Path) -> list[Picture]:
    """Draw every variant of a scene file; raises `UserError` if it is not a valid scene."""
    model, draw = KINDS[read_model(path, _SceneKind).kind]
    return draw(path.stem, read_model(path, model))
