"""The bare mannequin in, the standing body in T-shirt, shorts and short hair out.

No skin under the clothes is ever drawn: what lies there is dropped before the picture is made.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from patterns.drawing.figures.body import Mannequin, Skeleton, load_mannequin, skinned
from patterns.drawing.geometry.meshes import Mesh, neighbor_average, relaxed, vertex_normals
from patterns.drawing.geometry.turns import unit

if TYPE_CHECKING:
    import scipy.sparse

    from patterns.drawing.geometry.arrays import FloatArray, IntArray, Mask

# All heights and depths below are meters in the standing body, whose hip joints lie at height
# 0.05 and whose soles at -0.82.
CHIN_HEIGHT = 0.66
CHEST_HEIGHT = 0.37

SLEEVE = 0.50
"""End of the sleeve, as a share of the upper arm."""

SHORTS_HEM, SHORTS_TOP, SHIRT_HEM = -0.20, 0.13, 0.055
NECKLINE = 0.578
"""Height of the neckline above the body's middle; it drops by 0.42 for each meter forwards."""

CLOTH_GAP, SHIRT_GAP = 0.009, 0.004
"""How far cloth lies off the skin, and how much further the shirt does."""

NOSE_HEIGHT, NOSE_GAIN = 0.715, 0.007

HAIR_THICKNESS = 0.014
HAIRLINE = np.array(
    [
        # Depth from back to front, and the height above which there is hair.
        (-0.100, 0.655),
        (-0.035, 0.662),
        (-0.005, 0.742),
        (0.050, 0.757),
        (0.075, 0.772),
        (0.100, 0.797),
        (0.125, 0.806),
        (0.160, 0.810),
    ]
)


@dataclass(frozen=True, slots=True)
class Dressed:
    """The standing body with its clothes on.

    `rest` are the vertices. `marks`, (n, 5), go with them into the raster: place in the standing
    body (x, y, z), one on an arm and zero elsewhere, and the place along the upper arm (0 at the
    shoulder, 1 at the elbow). `loose` says how freely the cloth settles after posing.
    """

    mannequin: Mannequin
    rest: FloatArray
    marks: FloatArray
    loose: FloatArray
    cloth_average: scipy.sparse.csr_matrix

    def landmark(self, place: tuple[float, float, float]) -> int:
        """Find the vertex of the cloth nearest to a place in the standing body."""
        ids = np.unique(self.mannequin.cloth)
        return int(ids[((self.rest[ids] - np.array(place)) ** 2).sum(axis=1).argmin()])

    def posed(self, skeleton: Skeleton) -> FloatArray:
        """Give the vertices of the posed body; the cloth settles over the bent joints."""
        vertices = skinned(self.mannequin, skeleton, self.rest)
        cloth = Mesh(vertices, self.mannequin.cloth)
        return relaxed(cloth, 0.5 * self.loose, 10, average=self.cloth_average, along_normals=True)


@cache
def dressed() -> Dressed:
    """Dress the mannequin."""
    mannequin = load_mannequin()
    count = len(mannequin.vertices)
    is_cloth = _is_part(count, mannequin.cloth)
    rest = _with_plain_face(mannequin)
    rest = _with_hair(mannequin, rest)
    average = neighbor_average(count, mannequin.cloth)
    trunk = _trunk_share(rest) * is_cloth
    suit = Mesh(rest, mannequin.cloth)
    rest = relaxed(suit, 0.5 * trunk, 20, average=average, along_normals=True)
    gap = CLOTH_GAP + SHIRT_GAP * np.clip((rest[:, 1] - 0.02) / 0.05, 0, 1)
    normals = vertex_normals(Mesh(rest, mannequin.cloth))
    rest = rest + normals * (gap * is_cloth)[:, None]

    marks = _marks(mannequin, rest)
    loose = np.maximum(trunk, 0.25 * is_cloth * (marks[:, 3] < 0.5))
    return Dressed(mannequin, rest, marks, loose, average)


def is_hair(marks: FloatArray) -> Mask:
    """Tell which pixels of the body are hair."""
    return np.asarray((_above_hairline(marks) > 0.004) & (marks[..., 1] > CHIN_HEIGHT))


def is_shirt(marks: FloatArray) -> Mask:
    """Tell which pixels of the suit are shirt."""
    height = marks[..., 1]
    trunk = (height > SHIRT_HEM) & (_above_neckline(marks) < 0)
    return np.where(_on_arm(marks), marks[..., 4] < SLEEVE, trunk)


def is_shorts(marks: FloatArray) -> Mask:
    """Tell which pixels of the suit are shorts."""
    height = marks[..., 1]
    return np.asarray(~_on_arm(marks) & (height < SHORTS_TOP) & (height > SHORTS_HEM))


def is_bare(marks: FloatArray) -> Mask:
    """Tell which pixels of the body no cloth covers; cloth overlaps the skin by a hem."""
    height = marks[..., 1]
    shorts = (height < 0.10) & (height > SHORTS_HEM + 0.025)
    shirt = (height > 0.0) & (_above_neckline(marks) < -0.018)
    return ~np.where(_on_arm(marks), marks[..., 4] < SLEEVE - 0.07, shorts | shirt)


def is_face(marks: FloatArray) -> Mask:
    """Tell which pixels of the body belong to the face."""
    x, y, z = (marks[..., k] for k in range(3))
    return np.asarray((y > CHIN_HEIGHT - 0.005) & (z > 0.03) & (np.abs(x) < 0.075))


def _is_part(count: int, faces: IntArray) -> FloatArray:
    part = np.zeros(count)
    part[np.unique(faces)] = 1.0
    return part


def _soft_step(value: FloatArray) -> FloatArray:
    value = np.clip(value, 0, 1)
    return value * value * (3 - 2 * value)


def _with_plain_face(mannequin: Mannequin) -> FloatArray:
    """Smooth the face, but for the nose: its lines are drawn, not modeled.

    The nose comes forward a little, so that a profile reads at the size of a thumbnail.
    """
    x, y, z = np.abs(mannequin.vertices[:, 0]), *mannequin.vertices[:, 1:].T
    face = (y > CHIN_HEIGHT) & (x < 0.066) & (z > 0.05)
    nose = (x < 0.028) & (y > 0.665) & (y < 0.775)
    strength = 0.5 * (face & ~nose) * _is_part(len(x), mannequin.skin)
    rest = relaxed(Mesh(mannequin.vertices, mannequin.skin), strength, 8)
    tip = np.exp(-((x / 0.015) ** 2) - ((y - NOSE_HEIGHT) / 0.018) ** 2) * (z > 0.09)
    return rest + np.outer(tip, [0.0, 0.0, NOSE_GAIN])


def _with_hair(mannequin: Mannequin, rest: FloatArray) -> FloatArray:
    thickness = HAIR_THICKNESS * _soft_step(_above_hairline(rest) / 0.03)
    thickness *= (rest[:, 1] > CHIN_HEIGHT) * _is_part(len(rest), mannequin.skin)
    return rest + vertex_normals(Mesh(rest, mannequin.skin)) * thickness[:, None]


def _above_hairline(marks: FloatArray) -> FloatArray:
    return np.asarray(marks[..., 1] - np.interp(marks[..., 2], *HAIRLINE.T))


def _above_neckline(marks: FloatArray) -> FloatArray:
    x, y, z = (marks[..., k] for k in range(3))
    return np.asarray(y + 0.42 * z - NECKLINE - 0.35 * np.maximum(np.abs(x) - 0.05, 0))


def _on_arm(marks: FloatArray) -> Mask:
    return np.asarray(marks[..., 3] > 0.5)


def _trunk_share(rest: FloatArray) -> FloatArray:
    """Give one on the trunk and zero on arms and legs, with a soft edge.

    Smoothing a tube shrinks it, so sleeves and legs must stay out of it.
    """
    x, y = np.abs(rest[:, 0]), rest[:, 1]
    inner = np.where(y > CHEST_HEIGHT, 0.09, 0.17)
    return (1 - _soft_step((x - inner) / 0.10)) * _soft_step((y + 0.11) / 0.09)


def _marks(mannequin: Mannequin, rest: FloatArray) -> FloatArray:
    x, y = np.abs(rest[:, 0]), rest[:, 1]
    on_arm = np.clip((x - np.where(y > CHEST_HEIGHT, 0.160, 0.205)) / 0.02, 0, 1)
    shoulder, elbow = mannequin.head("upperarm01.L"), mannequin.head("lowerarm01.L")
    length = float(np.linalg.norm(elbow - shoulder))
    along = (np.column_stack([x, rest[:, 1:]]) - shoulder) @ unit(elbow - shoulder) / length
    return np.column_stack([rest, on_arm, along])
