"""A posed, dressed body and its props in; a raster with a label for every material out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import ndimage

from patterns.drawing.figures import dress
from patterns.drawing.geometry.meshes import MIRROR, Mesh, mirrored, vertex_normals
from patterns.drawing.geometry.raster import NOTHING, Raster
from patterns.drawing.output.ink import HAIR, SHIRT, SHORTS, SKIN, Tone

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from patterns.drawing.figures.body import Skeleton
    from patterns.drawing.figures.dress import Dressed
    from patterns.drawing.geometry.arrays import FloatArray, Mask
    from patterns.drawing.geometry.camera import Camera

SKIN_LABEL, HAIR_LABEL, SHORTS_LABEL, SHIRT_LABEL, FIRST_PROP = range(5)
"""Labels of the raster; props follow in the order of the scene."""

BODY_TONES: dict[int, Tone] = {
    SKIN_LABEL: SKIN,
    HAIR_LABEL: HAIR,
    SHORTS_LABEL: SHORTS,
    SHIRT_LABEL: SHIRT,
}

SHORTS_BIAS, SHIRT_BIAS = 0.004, 0.008
"""Meters by which cloth is drawn nearer, so that skin never shows through in a fold."""

KNOT_CENTER, KNOT_RADII = (0.0, 0.830, -0.030), (0.038, 0.032, 0.036)
"""The knot of hair on the standing head's crown, in meters."""

HAIRLINE_BLUR = 7.0
"""Blur of the hairline, in pixels: the mesh is too coarse to give a smooth one."""


@dataclass(frozen=True, slots=True)
class Prop:
    """A thing beside the body: its mesh and colors, and the studs on its top as (n, 3) points.

    `ground` says that it is a quiet surface behind and below all else.
    """

    mesh: Mesh
    tone: Tone
    ground: bool
    studs: FloatArray


@dataclass(frozen=True, slots=True)
class Staged:
    """Everything that is to be drawn, placed in the world."""

    body: Dressed
    vertices: FloatArray
    knot: Mesh
    props: tuple[Prop, ...]

    @property
    def skin(self) -> Mesh:
        """Give the posed body."""
        return Mesh(self.vertices, self.body.mannequin.skin)

    @property
    def cloth(self) -> Mesh:
        """Give the posed suit."""
        return Mesh(self.vertices, self.body.mannequin.cloth)

    @property
    def ground(self) -> tuple[int, ...]:
        """Give the places in `props` of what is ground."""
        return tuple(index for index, prop in enumerate(self.props) if prop.ground)

    def outer_points(self) -> FloatArray:
        """Give the points that the picture must hold."""
        body = self.vertices[np.unique(self.body.mannequin.skin)]
        return np.vstack([body, self.knot.vertices, *(p.mesh.vertices for p in self.props)])


def staged(
    body: Dressed, skeleton: Skeleton, vertices: FloatArray, props: Sequence[Prop], knot: Mesh
) -> Staged:
    """Put a posed body among its props; the knot of hair goes with the head.

    `knot` is a ball of radius one at the origin.
    """
    shape = knot.vertices * np.array(KNOT_RADII) + np.array(KNOT_CENTER)
    head = body.mannequin.head("head")
    moved = (shape - head) @ skeleton.turns["head"].T + skeleton.joints["head"]
    return Staged(body, vertices, Mesh(moved, knot.faces), tuple(props))


def other_side(scene: Staged) -> Staged:
    """Mirror everything, so that the left side of the body becomes the right."""
    flipped = [Prop(mirrored(p.mesh), p.tone, p.ground, p.studs * MIRROR) for p in scene.props]
    return Staged(
        scene.body,
        mirrored(scene.skin).vertices,
        mirrored(scene.knot),
        tuple(flipped),
    )


def rasterised(scene: Staged, camera: Camera, *, mirror: bool) -> Raster:
    """Draw everything but the ground, which hides only what sinks into it.

    `mirror` says that the body's faces are wound the other way round.
    """
    marks = scene.body.marks
    raster = Raster(camera.width, camera.height, marks.shape[1])
    points = camera.project(scene.vertices)
    layers = (
        (scene.skin, SKIN_LABEL, dress.is_bare, 0.0),
        (scene.cloth, SHORTS_LABEL, dress.is_shorts, SHORTS_BIAS),
        (scene.cloth, SHIRT_LABEL, dress.is_shirt, SHIRT_BIAS),
    )
    for mesh, label, keep, bias in layers:
        normals = camera.turn(vertex_normals(mesh)) * (-1.0 if mirror else 1.0)
        raster.draw(points, mesh.faces, normals, label, attributes=marks, keep=keep, bias=bias)
    _color_hair(raster)
    _draw_thing(raster, camera, scene.knot, HAIR_LABEL)
    _draw_props(raster, camera, scene, range(len(scene.props)))
    ground = [FIRST_PROP + index for index in scene.ground]
    behind = np.isin(raster.label, ground)
    raster.label[behind] = NOTHING
    raster.depth[behind] = -np.inf
    return raster


def ground_rasterised(scene: Staged, camera: Camera) -> Raster:
    """Draw the ground alone."""
    raster = Raster(camera.width, camera.height, scene.body.marks.shape[1])
    _draw_props(raster, camera, scene, scene.ground)
    return raster


def face_mask(raster: Raster) -> Mask:
    """Tell which pixels show the face."""
    return np.asarray((raster.label == SKIN_LABEL) & dress.is_face(raster.attributes))


def _draw_props(raster: Raster, camera: Camera, scene: Staged, indices: Iterable[int]) -> None:
    for index in indices:
        _draw_thing(raster, camera, scene.props[index].mesh, FIRST_PROP + index)


def _draw_thing(raster: Raster, camera: Camera, mesh: Mesh, label: int) -> None:
    normals = camera.turn(vertex_normals(mesh))
    raster.draw(camera.project(mesh.vertices), mesh.faces, normals, label, two_sided=True)


def _color_hair(raster: Raster) -> None:
    head = (raster.label == SKIN_LABEL) & (raster.attributes[..., 1] > dress.CHIN_HEIGHT - 0.06)
    hair = (head & dress.is_hair(raster.attributes)).astype(float)
    share = ndimage.gaussian_filter(head.astype(float), HAIRLINE_BLUR)
    soft = ndimage.gaussian_filter(hair, HAIRLINE_BLUR) / np.maximum(share, 1e-3)
    raster.label[head & (soft > 0.5)] = HAIR_LABEL
