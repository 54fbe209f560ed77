"""Draw a scene file: the way into this package."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import ConfigDict, Field, TypeAdapter

from patterns.drawing.figures.figure import draft_figure, draw_figure
from patterns.drawing.figures.figure_scene import FigureScene
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
}
"""For each kind of scene its model, and the function that draws it under a name."""


class _SceneKind(Model):
    """The part of a scene file that says what it describes."""

    model_config = ConfigDict(extra="ignore")

    kind: Literal["plate", "figure"]


def draw_scene(path: Path, *, draft: bool = False) -> list[Picture]:
    """Draw every variant of a scene file; raises `UserError` if it is not a valid scene.

    A draft is one variant alone; that of a figure is drawn coarsely, in a third of the time.
    """
    model, draw = KINDS[read_model(path, _SceneKind).kind]
    scene = read_model(path, model)
    if draft and isinstance(scene, FigureScene):
        return [draft_figure(path.stem, scene)]
    pictures = draw(path.stem, scene)
    return pictures[:1] if draft else pictures


def scene_schema() -> dict[str, Any]:
    """Return the JSON Schema of a scene file of any kind."""
    scene = Annotated[FigureScene | PlateScene, Field(discriminator="kind")]
    return {"title": "Scene", "description": "A picture.", **TypeAdapter(scene).json_schema()}
