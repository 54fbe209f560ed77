"""Put a posed, dressed body and its props before a camera; label each pixel with its material."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from scipy import ndimage

from patterns.drawing.figures import clothing
from patterns.drawing.figures.shoes import shoes_on
from patterns.drawing.geometry.meshes import MIRROR, Mesh, mirror, vertex_normals
from patterns.drawing.geometry.raster import BACKGROUND, Raster
from patterns.drawing.geometry.solids import superellipsoid
from patterns.drawing.output.palette import HAIR, SHIRT, SHOE, SHORTS, SKIN, SOLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from patterns.drawing.figures.clothing import DressedBody
    from patterns.drawing.figures.mannequin import Skeleton
    from patterns.drawing.figures.props import StagedProp
    from patterns.drawing.geometry.arrays import FloatArray, Mask
    from patterns.drawing.geometry.camera import Camera

SKIN_LABEL, HAIR_LABEL, SHORTS_LABEL, SHIRT_LABEL, KNOT_LABEL, SHOE_LABEL, SOLE_LABEL = range(7)
FIRST_PROP = 7
"""Labels of the raster; the props follow in the order of the scene."""

BODY_TONES = (SKIN, HAIR, SHORTS, SHIRT, HAIR, SHOE, SOLE)
"""The colors of these labels, in their order."""

SPECK_AREA = 2.5e-4  # square meters: less is cloth that shows through skin, or skin through cloth
SHORTS_BIAS, SHIRT_BIAS = 0.004, 0.008  # meters that cloth is drawn nearer: no skin in its folds
HAIR_KNOT_CENTER, HAIR_KNOT_HALF = (0.0, 0.830, -0.030), (0.038, 0.032, 0.036)
"""Center and half axes of the knot of hair on the crown, in meters in the rest pose."""

HAIRLINE_BLUR = 7.0  # blur of the hairline, in pixels: the mesh is too coarse to give a smooth one


@dataclass(frozen=True, slots=True)
class FigureStage:
    """Everything that is drawn, in the world."""

    body: DressedBody
    vertices: FloatArray  # (n, 3), of the posed body
    hair_knot: Mesh
    props: tuple[StagedProp, ...]
    shoes: tuple[list[Mesh], list[Mesh]]  # the uppers and the soles; none on bare feet
    mirrored: bool = False  # whether the faces of skin and cloth are wound inward

    @property
    def skin(self) -> Mesh:
        """The posed body."""
        return Mesh(self.vertices, self.body.mannequin.skin)

    @property
    def cloth(self) -> Mesh:
        """The posed suit."""
        return Mesh(self.vertices, self.body.mannequin.cloth)

    @property
    def ground(self) -> tuple[int, ...]:
        """Indices of those props that are ground."""
        return tuple(index for index, prop in enumerate(self.props) if prop.ground)

    def outer_points(self) -> FloatArray:
        """Return the points, (n, 3), that the picture must contain."""
        body = self.vertices[np.unique(self.body.mannequin.skin)]
        return np.vstack([body, self.hair_knot.vertices, *(p.mesh.vertices for p in self.props)])


def build_stage(
    body: DressedBody,
    skeleton: Skeleton,
    vertices: FloatArray,
    props: Sequence[StagedProp],
    *,
    shod: bool = False,
) -> FigureStage:
    """Put a posed body among its props; the knot of hair moves with the head."""
    knot = superellipsoid(np.array(HAIR_KNOT_CENTER), np.array(HAIR_KNOT_HALF), np.eye(3))
    head = body.mannequin.rest_joint("head")
    moved = (knot.vertices - head) @ skeleton.rotations["head"].T + skeleton.joints["head"]
    shoes = shoes_on(skeleton) if shod else ([], [])
    return FigureStage(body, vertices, Mesh(moved, knot.faces), tuple(props), shoes)


def mirror_stage(stage: FigureStage) -> FigureStage:
    """Mirror everything, so that the left side of the body becomes the right."""
    uppers, soles = stage.shoes
    return replace(
        stage,
        vertices=stage.vertices * MIRROR,
        hair_knot=mirror(stage.hair_knot),
        shoes=([mirror(mesh) for mesh in uppers], [mirror(mesh) for mesh in soles]),
        props=tuple(
            replace(prop, mesh=mirror(prop.mesh), studs=prop.studs * MIRROR) for prop in stage.props
        ),
        mirrored=not stage.mirrored,
    )


def rasterize_stage(stage: FigureStage, camera: Camera) -> Raster:
    """Draw everything but the ground, which hides only what sinks into it.

    The attributes of the raster are the rest coordinates of the body.
    """
    coordinates = stage.body.rest_coordinates
    raster = Raster(camera.width, camera.height, coordinates.shape[1])
    points = camera.project(stage.vertices)
    outward = -1.0 if stage.mirrored else 1.0
    for mesh, label, keep, bias in (
        (stage.skin, SKIN_LABEL, clothing.is_bare, 0.0),
        (stage.cloth, SHORTS_LABEL, clothing.is_shorts, SHORTS_BIAS),
        (stage.cloth, SHIRT_LABEL, clothing.is_shirt, SHIRT_BIAS),
    ):
        normals, faces = camera.to_view(vertex_normals(mesh)) * outward, mesh.faces
        raster.draw(points, faces, normals, label, attributes=coordinates, keep=keep, bias=bias)
    drop_specks(raster, SPECK_AREA * camera.scale**2)
    _label_hair(raster)
    _draw_mesh(raster, camera, stage.hair_knot, KNOT_LABEL)
    for label, part in zip((SHOE_LABEL, SOLE_LABEL), stage.shoes, strict=True):
        for mesh in part:
            _draw_mesh(raster, camera, mesh, label)
    draw_props(raster, camera, stage, range(len(stage.props)))
    behind = np.isin(raster.label, [FIRST_PROP + index for index in stage.ground])
    raster.label[behind] = BACKGROUND
    raster.depth[behind] = -np.inf
    return raster


def face_mask(raster: Raster) -> Mask:
    """Return which pixels show the face."""
    return np.asarray((raster.label == SKIN_LABEL) & clothing.is_face(raster.attributes))


def draw_props(raster: Raster, camera: Camera, stage: FigureStage, indices: Iterable[int]) -> None:
    """Draw some props, named by their indices."""
    for index in indices:
        _draw_mesh(raster, camera, stage.props[index].mesh, FIRST_PROP + index)


def _draw_mesh(raster: Raster, camera: Camera, mesh: Mesh, label: int) -> None:
    normals = camera.to_view(vertex_normals(mesh))
    raster.draw(camera.project(mesh.vertices), mesh.faces, normals, label, two_sided=True)


def drop_specks(raster: Raster, least: float) -> None:
    """Give each patch of skin or cloth under `least` pixels to what lies around it."""
    specks = np.zeros(raster.label.shape, dtype=bool)
    for label in (SKIN_LABEL, SHORTS_LABEL, SHIRT_LABEL):
        patches, count = ndimage.label(raster.label == label)
        small = np.bincount(patches.ravel(), minlength=count + 1) < least
        small[0] = False
        specks |= small[patches]
    if specks.any() and (raster.drawn & ~specks).any():
        _, nearest = ndimage.distance_transform_edt(specks | ~raster.drawn, return_indices=True)
        raster.label[specks] = raster.label[tuple(nearest[:, specks])]


def _label_hair(raster: Raster) -> None:
    """Label the pixels of the head above a smooth hairline as hair."""
    head = (raster.label == SKIN_LABEL) & (raster.attributes[..., 1] > clothing.CHIN_HEIGHT - 0.06)
    hair = (head & clothing.is_hair(raster.attributes)).astype(float)
    share = ndimage.gaussian_filter(head.astype(float), HAIRLINE_BLUR)
    soft = ndimage.gaussian_filter(hair, HAIRLINE_BLUR) / np.maximum(share, 1e-3)
    raster.label[head & (soft > 0.5)] = HAIR_LABEL
