"""Meshes, rasters, lines and poses that the tests of the drawing code share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from hypothesis import strategies as st

from patterns.drawing.figures.mannequin import SIDES
from patterns.drawing.figures.pose import Arm, Arms, Foot, Leg, Legs, Pose, PosePlacement
from patterns.drawing.geometry.camera import fit_camera, view_axes
from patterns.drawing.geometry.meshes import Mesh, subdivide, vertex_normals
from patterns.drawing.geometry.polylines import spline
from patterns.drawing.geometry.raster import BACKGROUND, Raster
from patterns.drawing.geometry.rotations import unit
from tests.helpers import ROOT

if TYPE_CHECKING:
    from patterns.drawing.geometry.arrays import FloatArray


def octahedron() -> Mesh:
    vertices = np.array(
        [[1, 0, 0], [-1, 0, 0], [0, 1, 0], [0, -1, 0], [0, 0, 1], [0, 0, -1]], dtype=np.float64
    )
    upper = [[0, 2, 4], [2, 1, 4], [1, 3, 4], [3, 0, 4]]
    lower = [[b, a, 5] for a, b, _ in upper]
    return Mesh(vertices, np.array(upper + lower))


def sphere(rounds: int = 5) -> Mesh:
    """Divide an octahedron again and again, each time pushed out to the unit sphere."""
    mesh = octahedron()
    for _ in range(rounds):
        mesh = subdivide(mesh)
        radius = np.linalg.norm(mesh.vertices, axis=1, keepdims=True)
        mesh = Mesh(mesh.vertices / radius, mesh.faces)
    return mesh


def volume(mesh: Mesh) -> float:
    a, b, c = (mesh.vertices[mesh.faces[:, k]] for k in range(3))
    return float(np.einsum("ij,ij->", a, np.cross(b, c))) / 6


def random_line(seed: int, count: int, *, closed: bool = False) -> FloatArray:
    """Return a smooth random line, in pixels."""
    random = np.random.default_rng(seed)
    corners = random.uniform(0, 400, (max(4, count // 8), 2))
    return spline(corners, count, closed=closed)


def drawn_sphere(size: int = 240) -> tuple[Raster, FloatArray]:
    mesh = sphere()
    camera = fit_camera(view_axes(0, 0), mesh.vertices, size)
    raster = Raster(camera.width, camera.height, attributes=3)
    normals = camera.to_view(vertex_normals(mesh))
    raster.draw(camera.project(mesh.vertices), mesh.faces, normals, 7, attributes=mesh.vertices)
    rows, columns = np.nonzero(raster.drawn)
    x = (columns + 0.5 - camera.origin_x) / camera.scale
    y = (camera.origin_y - rows - 0.5) / camera.scale
    return raster, np.stack([rows, columns, x, y], axis=1)


def flat_raster(depth: FloatArray, label: FloatArray | None = None) -> Raster:
    raster = Raster(depth.shape[1], depth.shape[0])
    raster.depth = depth
    raster.label = np.where(np.isfinite(depth), 0 if label is None else label, BACKGROUND).astype(
        np.int64
    )
    return raster


def disc(radius: float, hole: float = 0, size: int = 200) -> FloatArray:
    row, column = np.mgrid[:size, :size] + 0.5 - size / 2
    distance = np.hypot(row, column)
    return np.asarray((distance < radius) & (distance >= hole))


LIBRARY = ROOT / "patterns" / "library"
ROTATORS = LIBRARY / "lateral-hip-rotators"
"""The shipped pattern whose plates the tests read."""

FIGURES = {
    scene.stem: scene.parents[1]
    for scene in sorted(LIBRARY.glob("**/scenes/*.yaml"))
    if "kind: figure" in scene.read_text(encoding="utf-8")
}
"""The folder of the activity or the pattern that each shipped figure belongs to."""


coordinates = st.floats(-1, 1)


directions = (
    st.tuples(coordinates, coordinates, coordinates)
    .filter(lambda v: float(np.linalg.norm(v)) > 0.1)
    .map(unit)
)


STANDING_LEG = Leg(thigh=(0.0, -1.0, 0.1), shin=(0.0, -1.0, 0.0), foot=Foot(toes=(0.0, 0.0, 1.0)))


def standing_pose(left_leg: Leg = STANDING_LEG, left_wrist: PosePlacement | None = None) -> Pose:
    """Make a pose in which only the left leg and the left wrist are the test's."""
    arms = {
        side: Arm(
            wrist=PosePlacement(joints={f"{side} hip": 1}, shift=(sign * 0.2, 0.1, 0.1)),
            elbow=(sign, 0.0, -1.0),
            fingers=(0.0, -1.0, 0.0),
            palm=(-sign, 0.0, 0.0),
        )
        for side, _, sign in SIDES
    }
    if left_wrist is not None:
        arms["left"] = arms["left"].model_copy(update={"wrist": left_wrist})
    return Pose(
        hips=(0.0, 0.86, 0.0),
        legs=Legs(left=left_leg, right=STANDING_LEG),
        arms=Arms(left=arms["left"], right=arms["right"]),
    )
