"""Place the things of `things.yaml`, such as a chair, in a scene, as solids."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, Self

import numpy as np
from pydantic import Field, model_validator

from patterns.drawing.figures.pose import PosePlacement
from patterns.drawing.figures.props import Block, Pillow, Solid, Tube
from patterns.drawing.figures.scene_model import SceneModel
from patterns.drawing.geometry.arrays import FloatArray, Vector
from patterns.drawing.geometry.rotations import frame
from patterns.errors import did_you_mean
from patterns.schema.base import Violation, refuse
from patterns.schema.loader import read_model

if TYPE_CHECKING:
    from collections.abc import Iterable


class ThingShape(SceneModel):
    """What a thing is, and its parts in its own frame."""

    about: str
    """What it is, and where its origin lies."""
    parts: Annotated[tuple[Solid, ...], Field(min_length=1)]
    """The solids that it is built of."""


class _ThingTable(SceneModel):
    things: dict[str, ThingShape]


THINGS = read_model(Path(__file__).with_name("things.yaml"), _ThingTable).things


class Thing(SceneModel):
    """A thing of `things.yaml`, stood at a place and turned: `up` and `front` are its own axes."""

    kind: Literal["thing"]
    """A ready thing."""
    of: str
    """Its name in `things.yaml`, such as `chair`."""
    name: str = ""
    """By which `shadows` know it."""
    at: PosePlacement
    """Where its origin is."""
    up: Vector = (0.0, 1.0, 0.0)
    """Where its upper side points."""
    front: Vector = (0.0, 0.0, 1.0)
    """Where its front points."""
    ground: bool = False
    """Whether it is a quiet surface behind and below everything else."""

    @model_validator(mode="after")
    def _is_known(self) -> Self:
        if self.of not in THINGS:
            refuse([Violation(("of",), "is no thing", did_you_mean(self.of, THINGS))])
        return self

    def solids(self) -> list[Solid]:
        """Return its parts, placed and turned in the world."""
        up_front = frame(np.array(self.up), np.array(self.front))
        up, front = up_front.T[:2]
        axes = np.stack([np.cross(up, front), up, front], axis=1)
        common = {"name": self.name, "ground": self.ground}
        return [
            part.model_copy(update={**common, **self._moved(part, axes)})
            for part in THINGS[self.of].parts
        ]

    def _moved(self, part: Solid, axes: FloatArray) -> dict[str, object]:
        """Return the values of a part that its placing changes."""
        if isinstance(part, Tube):
            return {"through": tuple(self._placed(at, axes) for at in part.through)}
        moved: dict[str, object] = {"at": self._placed(part.at, axes)}
        turned = {Block: ("front", "up"), Pillow: ("along", "up")}.get(type(part), ())
        return moved | {key: _vector(axes @ np.array(getattr(part, key))) for key in turned}

    def _placed(self, at: PosePlacement, axes: FloatArray) -> PosePlacement:
        step = axes @ np.array(at.shift)
        height = None if self.at.height is None else self.at.height + float(step[1])
        shift = _vector(np.array(self.at.shift) + step)
        return self.at.model_copy(update={"shift": shift, "height": height})


AnyProp = Annotated[Solid | Thing, Field(discriminator="kind")]


def solids_of(props: Iterable[Solid | Thing]) -> tuple[Solid, ...]:
    """Return the solids that some props are built of, in order."""
    parts: list[Solid] = []
    for prop in props:
        parts += prop.solids() if isinstance(prop, Thing) else [prop]
    return tuple(parts)


def _vector(values: FloatArray) -> Vector:
    x, y, z = (float(value) for value in values)
    return x, y, z
