"""Laws of the drawing kernel: projecting, subdividing, rasterising, tracing, fitting, writing."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, Point, Polygon

from patterns.drawing.geometry.camera import LONGEST_SIDE, aim, fitted
from patterns.drawing.geometry.curves import (
    bezier,
    fit_beziers,
    flowing,
    lengths,
    number,
    path_data,
    ring,
    smoothed,
    stroke_widths,
    tapered_data,
)
from patterns.drawing.geometry.lines import Edge, PenLine, PenRule, chains, cracks, pen_lines
from patterns.drawing.geometry.meshes import (
    Mesh,
    grid_faces,
    half_edges,
    merged,
    mirrored,
    relaxed,
    subdivided,
    vertex_normals,
)
from patterns.drawing.geometry.raster import NOTHING, Raster
from patterns.drawing.geometry.tones import (
    area,
    blurred_within,
    contours,
    hollows,
    light_on,
    mask_data,
)
from patterns.drawing.output.picture import Anchors
from patterns.drawing.output.svg import LARGEST_FILE, document, faults, filled, layer, stroked
from patterns.drawing.plates.plate_lines import body_and_tails, dashes, parts_where, runs

if TYPE_CHECKING:
    from patterns.drawing.geometry.arrays import FloatArray

angles = st.floats(-180, 180)
seeds = st.integers(0, 2**32 - 1)


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
        mesh = subdivided(mesh)
        radius = np.linalg.norm(mesh.vertices, axis=1, keepdims=True)
        mesh = Mesh(mesh.vertices / radius, mesh.faces)
    return mesh


def volume(mesh: Mesh) -> float:
    a, b, c = (mesh.vertices[mesh.faces[:, k]] for k in range(3))
    return float(np.einsum("ij,ij->", a, np.cross(b, c))) / 6


def walk(seed: int, count: int, *, closed: bool = False) -> FloatArray:
    """Give a smooth random line, in pixels."""
    random = np.random.default_rng(seed)
    corners = random.uniform(0, 400, (max(4, count // 8), 2))
    return ring(corners, count) if closed else flowing(corners, count)


def polygon_of(data: str) -> Polygon:
    """Give the area inside path data that uses M, c, L and z only."""
    outline: list[FloatArray] = []
    here = np.zeros(2)
    for command, body in re.findall(r"([McLz])([^McLz]*)", data):
        values = np.array([float(word) for word in re.findall(r"-?\d+\.?\d*", body)])
        if command in "ML":
            here = values
            outline.append(here[None])
        elif command == "c":
            for corners in values.reshape(-1, 3, 2):
                curve = np.vstack([here[None], here + corners])
                outline.append(bezier(curve, np.linspace(0, 1, 12)))
                here = curve[3]
    return Polygon(np.vstack(outline)).buffer(0)


def drawn_sphere(size: int = 240) -> tuple[Raster, FloatArray]:
    mesh = sphere()
    camera = fitted(aim(0, 0), mesh.vertices, size)
    raster = Raster(camera.width, camera.height, attributes=3)
    normals = camera.turn(vertex_normals(mesh))
    raster.draw(camera.project(mesh.vertices), mesh.faces, normals, 7, attributes=mesh.vertices)
    rows, columns = np.nonzero(raster.drawn)
    x = (columns + 0.5 - camera.left) / camera.scale
    y = (camera.top - rows - 0.5) / camera.scale
    return raster, np.stack([rows, columns, x, y], axis=1)


def flat_raster(depth: FloatArray, label: FloatArray | None = None) -> Raster:
    raster = Raster(depth.shape[1], depth.shape[0])
    raster.depth = depth
    raster.label = np.where(np.isfinite(depth), 0 if label is None else label, NOTHING).astype(
        np.int64
    )
    return raster


# camera


@pytest.mark.parametrize(
    ("azimuth", "elevation", "right", "toward"),
    [
        (0, 0, (1, 0, 0), (0, 0, 1)),
        (180, 0, (-1, 0, 0), (0, 0, -1)),
        (90, 0, (0, 0, -1), (1, 0, 0)),
        (0, 90, (1, 0, 0), (0, 1, 0)),
    ],
)
def test_camera_looks_from_where_it_is_told(
    azimuth: float, elevation: float, right: tuple[float, ...], toward: tuple[float, ...]
) -> None:
    axes = aim(azimuth, elevation)
    assert axes[0] == pytest.approx(right, abs=1e-12)
    assert axes[2] == pytest.approx(toward, abs=1e-12)


@given(angles, st.floats(-89, 89), angles)
def test_camera_axes_keep_lengths_and_handedness(
    azimuth: float, elevation: float, roll: float
) -> None:
    axes = aim(azimuth, elevation, roll)
    assert axes @ axes.T == pytest.approx(np.eye(3), abs=1e-12)
    assert np.linalg.det(axes) == pytest.approx(1)


@given(angles, st.floats(-80, 80), seeds)
def test_fitted_camera_holds_all_points_within_its_margin(
    azimuth: float, elevation: float, seed: int
) -> None:
    points = np.random.default_rng(seed).normal(size=(40, 3))
    camera = fitted(aim(azimuth, elevation), points, longest=500, margin=20)
    seen = camera.project(points)
    assert seen[:, 0].min() == pytest.approx(20)
    assert seen[:, 1].min() == pytest.approx(20)
    assert max(camera.width, camera.height) == 500
    assert max(camera.size) == LONGEST_SIDE
    assert np.all(seen[:, 0] <= camera.width - 19)
    assert np.all(seen[:, 1] <= camera.height - 19)
    assert camera.place(points) == pytest.approx(seen[:, :2] * 2)


def test_depth_grows_toward_the_viewer() -> None:
    camera = fitted(aim(180, 0), np.array([[-1.0, -1, -1], [1, 1, 1]]), 100)
    front, back = camera.project(np.array([[0.0, 0, 1], [0, 0, -1]]))
    assert back[2] > front[2]


# meshes


def test_subdivision_keeps_a_closed_surface_closed() -> None:
    mesh = subdivided(octahedron(), 3)
    edges, count = np.unique(np.sort(half_edges(mesh.faces), axis=1), axis=0, return_counts=True)
    assert np.all(count == 2)
    assert len(mesh.faces) == 8 * 4**3
    assert len(mesh.vertices) - len(edges) + len(mesh.faces) == 2
    assert 0 < volume(mesh) < volume(octahedron())


def test_subdivision_keeps_the_rim_of_an_open_surface() -> None:
    column, row = np.meshgrid(np.arange(5.0), np.arange(4.0))
    flat = Mesh(np.stack([column, row, 0 * row], axis=-1).reshape(-1, 3), grid_faces(4, 5))
    fine = subdivided(flat, 2).vertices
    assert fine.min(axis=0) == pytest.approx([0, 0, 0])
    assert fine.max(axis=0) == pytest.approx([4, 3, 0])


def test_mirrored_mesh_still_faces_outward() -> None:
    mesh = sphere(2)
    mesh = Mesh(mesh.vertices + np.array([3.0, 0, 0]), mesh.faces)
    other = mirrored(mesh)
    assert volume(other) == pytest.approx(volume(mesh))
    assert other.vertices[:, 0].mean() == pytest.approx(-3)
    outward = other.vertices + np.array([3.0, 0, 0])
    assert np.all((vertex_normals(other) * outward).sum(axis=1) > 0.9)


def test_merged_meshes_keep_their_volumes() -> None:
    one, two = octahedron(), sphere(2)
    assert volume(merged([one, two, one])) == pytest.approx(2 * volume(one) + volume(two))


def test_tube_of_a_grid_wraps_around() -> None:
    edges = np.sort(half_edges(grid_faces(6, 9, wrap=True)), axis=1)
    _, count = np.unique(edges, axis=0, return_counts=True)
    assert (count == 1).sum() == 2 * 9


def test_relaxing_smooths_what_is_free_and_leaves_what_is_held() -> None:
    mesh = sphere(3)
    rough = mesh.vertices * np.random.default_rng(1).uniform(0.9, 1.1, (len(mesh.vertices), 1))
    free = (mesh.vertices[:, 1] > 0).astype(np.float64)
    smooth = relaxed(Mesh(rough, mesh.faces), 0.5 * free, 4, along_normals=True)
    held = free == 0
    assert np.array_equal(smooth[held], rough[held])
    spread = [np.linalg.norm(points[~held], axis=1).std() for points in (rough, smooth)]
    assert spread[1] < spread[0] / 2


# raster


def test_raster_agrees_with_a_sphere() -> None:
    raster, seen = drawn_sphere()
    rows, columns, x, y = seen.T
    at = rows.astype(int), columns.astype(int)
    inside = np.hypot(x, y) < 0.98
    depth = np.sqrt(np.clip(1 - x**2 - y**2, 0, None))
    assert raster.depth[at][inside] == pytest.approx(depth[inside], abs=4e-3)
    normal = np.stack([x, y, depth], axis=1)
    assert raster.normal[at][inside] == pytest.approx(normal[inside], abs=2e-2)
    assert raster.attributes[at][inside] == pytest.approx(normal[inside], abs=4e-3)
    assert len(rows) == pytest.approx(np.pi * (raster.width / 2) ** 2, rel=0.01)
    assert set(np.unique(raster.label)) == {NOTHING, 7}


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_nearer_pixels_win_in_any_order(order: tuple[int, int]) -> None:
    points = np.array([[0.0, 0], [20, 0], [0, 20]])
    raster = Raster(20, 20)
    for label in order:
        near = np.column_stack([points, np.full(3, float(label))])
        raster.draw(near, np.array([[0, 1, 2]]), np.tile([0.0, 0, 1], (3, 1)), label)
    assert raster.label[2, 2] == 1
    raster.draw(near - [0, 0, 1.0], np.array([[0, 1, 2]]), np.ones((3, 3)), 2, bias=3.0)
    assert raster.label[2, 2] == 2


def test_raster_keeps_only_what_is_asked_and_turns_normals() -> None:
    points = np.array([[0.0, 0, 0], [20, 0, 0], [0, 20, 0]])
    raster = Raster(20, 20, attributes=2)
    raster.draw(
        points,
        np.array([[0, 1, 2]]),
        np.tile([0.0, 0, -1], (3, 1)),
        0,
        attributes=points[:, :2],
        keep=lambda values: values[:, 0] < 5,
        two_sided=True,
    )
    assert raster.drawn[:, :5].any()
    assert not raster.drawn[:, 5:].any()
    assert raster.normal[1, 1] == pytest.approx([0, 0, 1])


# lines


def test_a_square_has_one_closed_outline() -> None:
    depth = np.full((60, 60), -np.inf)
    depth[10:50, 10:50] = 0
    (chain,) = chains(cracks(flat_raster(depth), 0.01, 0.02))
    assert chain.closed
    assert len(chain.kinds) == 160
    assert chain.share(Edge.OUTLINE) == 1


def test_lines_tell_steps_folds_and_borders() -> None:
    depth, label = np.zeros((40, 40)), np.zeros((40, 40))
    depth[:, 10:] = 0.015
    depth[:, 20:] = 0.045
    label[:, 30:] = 1
    edges = cracks(flat_raster(depth, label), fold=0.01, step=0.02)
    kinds = {int(x): Edge(kind) for x, kind in edges[:, [0, 4]]}
    assert kinds == {10: Edge.FOLD, 20: Edge.STEP, 30: Edge.BORDER}


def test_a_slope_draws_no_line_however_steep() -> None:
    slope = np.tile(np.arange(40) * 0.05, (40, 1))
    assert len(cracks(flat_raster(slope), 0.003, 0.008)) == 0


@given(seeds)
@settings(max_examples=40)
def test_chains_use_every_crack_once(seed: int) -> None:
    depth = np.where(np.random.default_rng(seed).random((14, 14)) < 0.6, 0.0, -np.inf)
    edges = cracks(flat_raster(depth), 0.01, 0.02)
    found = chains(edges)
    assert sum(len(chain.kinds) for chain in found) == len(edges)
    for chain in found:
        assert len(chain.points) == len(chain.kinds) + 1
        assert np.all(np.abs(np.diff(chain.points, axis=0)).sum(axis=1) == 1)
        assert chain.closed == np.array_equal(chain.points[0], chain.points[-1])


def test_pen_drops_slivers() -> None:
    depth = np.full((120, 120), -np.inf)
    depth[20:100, 20:100] = 0
    depth[30:34, 30:34] = 0.1
    depth[50:90, 50:90] = 0.1
    outlines, inner = pen_lines(flat_raster(depth), PenRule(0.01, 0.02, 30, 46))
    assert [line.closed for line in outlines] == [True]
    assert [line.closed for line in inner] == [True]
    assert inner[0].points.min() > 45


# curves


@given(seeds, st.integers(5, 120), st.floats(0.2, 3), st.booleans())
@settings(max_examples=60)
def test_fitted_curves_pass_within_tolerance(
    seed: int, count: int, tolerance: float, closed: bool
) -> None:
    points = walk(seed, count, closed=closed)
    curves = fit_beziers(points, tolerance)
    drawn = LineString(np.vstack([bezier(curve, np.linspace(0, 1, 400)) for curve in curves]))
    assert max(drawn.distance(Point(point)) for point in points) <= tolerance + 0.01
    assert np.array_equal(curves[0][0], points[0])
    assert np.array_equal(curves[-1][3], points[-1])
    for before, after in pairwise(curves):
        assert np.array_equal(before[3], after[0])


def test_a_circle_needs_few_curves() -> None:
    angle = np.linspace(0, 2 * np.pi, 400)
    circle = 100 * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    circle[-1] = circle[0]
    assert len(fit_beziers(circle, 0.5)) <= 8


@pytest.mark.parametrize("points", [[[3.0, 4]], [[3.0, 4]] * 5, [[0.0, 0], [9, 0]]])
def test_fitting_takes_the_smallest_lines(points: list[list[float]]) -> None:
    curves = fit_beziers(np.array(points), 0.5)
    assert np.array_equal(curves[-1][3], points[-1])


def test_path_data_adds_up_no_rounding() -> None:
    points = walk(5, 300)
    data = path_data(points, 0.7, tolerance=0.3)
    values = [float(word) for word in re.findall(r"-?\d+\.?\d*", data)]
    steps = np.array(values[2:]).reshape(-1, 3, 2)[:, 2].sum(axis=0)
    assert np.array(values[:2]) + steps == pytest.approx(points[-1] * 0.7, abs=0.051)


@given(st.floats(-5000, 5000))
def test_numbers_are_short_and_true(value: float) -> None:
    assert float(number(value)) == pytest.approx(value, abs=0.0501)
    assert re.fullmatch(r"-?\d+(\.[1-9])?", number(value))


def test_no_number_is_minus_zero() -> None:
    assert number(-0.04) == "0"


def test_strokes_are_full_in_the_middle_and_thin_at_their_ends() -> None:
    places = np.linspace(0, 300, 301)
    widths = stroke_widths(places, 300, 4, 50, (True, False))
    assert widths[0] == pytest.approx(0.12 * 4)
    assert stroke_widths(np.array([12.5]), 300, 4, 50, (True, False)) == pytest.approx(0.56 * 4)
    assert widths[50:] == pytest.approx(np.full(251, 4))
    assert np.all(np.diff(widths) >= 0)
    short = stroke_widths(np.linspace(0, 20, 21), 20, 4, 50, (True, True))
    assert short == pytest.approx(short[::-1])
    assert short.max() <= 4


@given(st.floats(0, 50), st.floats(0.2, 2), st.floats(0, 6))
@settings(max_examples=30)
def test_tapered_stroke_lies_around_its_line(height: float, waves: float, phase: float) -> None:
    x = np.linspace(0, 400, 200)
    line = np.column_stack([x, height * np.sin(waves * x * 2 * np.pi / 400 + phase)])
    stroke = polygon_of(tapered_data(line, 6, 1, taper=20, tolerance=0.5))
    drawn = LineString(line)
    assert drawn.buffer(4.0).covers(stroke)
    assert 0.75 * 6 < stroke.area / drawn.length < 6.1


def test_smoothing_keeps_ends_and_closes_rings() -> None:
    rough = walk(3, 200) + np.random.default_rng(2).normal(0, 1, (200, 2))
    smooth = smoothed(rough, 4, closed=False)
    assert smooth[[0, -1]] == pytest.approx(rough[[0, -1]])
    assert lengths(smooth)[-1] < lengths(rough)[-1]
    looped = smoothed(np.vstack([rough, rough[:1]]), 4, closed=True)
    assert np.array_equal(looped[0], looped[-1])


def test_curves_through_points_pass_through_them() -> None:
    corners = np.array([[0.0, 0], [100, 0], [120, 80], [20, 90]])
    for line in (LineString(flowing(corners, 300)), Polygon(ring(corners, 300)).exterior):
        assert max(line.distance(Point(corner)) for corner in corners) < 0.6
        assert line.coords[0] == pytest.approx((0, 0), abs=1e-9)


# tones


def disc(radius: float, hole: float = 0, size: int = 200) -> FloatArray:
    row, column = np.mgrid[:size, :size] + 0.5 - size / 2
    distance = np.hypot(row, column)
    return np.asarray((distance < radius) & (distance >= hole))


def test_contours_hold_the_area_and_cut_out_holes() -> None:
    outer, inner = sorted(contours(disc(80, 30) > 0), key=lambda line: -abs(area(line)))
    assert abs(area(outer)) == pytest.approx(np.pi * 80**2, rel=0.02)
    assert abs(area(inner)) == pytest.approx(np.pi * 30**2, rel=0.02)
    assert area(outer) * area(inner) < 0
    assert outer.mean(axis=0) == pytest.approx([100, 100], abs=0.3)


def test_small_areas_are_dropped() -> None:
    assert mask_data(disc(8) > 0, 1, smallest=250) == ""
    assert mask_data(disc(12) > 0, 1, smallest=250).startswith("M")


def test_blur_lets_nothing_in_from_outside() -> None:
    mask = disc(60) > 0
    values = np.where(mask, 2.0, 1e6)
    assert blurred_within(mask, values, 5)[mask] == pytest.approx(2.0)
    assert not blurred_within(np.zeros_like(mask), values, 5).any()


def test_light_comes_from_where_it_is() -> None:
    raster, _ = drawn_sphere()
    light = light_on(raster, raster.drawn, np.array([-1.0, 1, 0]), 2)
    size = raster.width
    assert light[size // 4, size // 4] > 0.4
    assert light[3 * size // 4, 3 * size // 4] < -0.4


def test_hollows_are_found_behind_their_surroundings() -> None:
    depth = np.zeros((100, 100))
    depth[40:60, 40:60] = -0.02
    raster = flat_raster(depth)
    found = hollows(raster, raster.drawn, 10)
    assert found[50, 50] > 0.008
    assert found[5, 5] == pytest.approx(0, abs=1e-6)


# lines of plates


def test_dashes_begin_and_end_with_the_line() -> None:
    line = np.array([[0.0, 0], [60, 0], [60, 50]])
    strokes = list(dashes(line, 12, 8))
    assert strokes[0][0] == pytest.approx(line[0])
    assert strokes[-1][1] == pytest.approx(line[-1])
    assert len(strokes) == 6
    gaps = [np.linalg.norm(b[0] - a[1]) for a, b in pairwise(strokes)]
    assert gaps[:2] == pytest.approx([110 / 112 * 8] * 2)
    drawn = sum(float(np.linalg.norm(stroke[1] - stroke[0])) for stroke in strokes)
    assert 0.5 * 110 < drawn < 0.7 * 110


def test_runs_of_flags() -> None:
    flags = np.array([1, 0, 1, 1, 1, 0, 1], dtype=bool)
    assert runs(flags) == [slice(0, 1), slice(2, 5), slice(6, 7)]
    assert runs(np.zeros(4, dtype=bool)) == []


def test_a_ring_cut_at_the_bottom_stays_one_line() -> None:
    angle = np.linspace(0, 2 * np.pi, 101)
    circle = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    circle[-1] = circle[0]
    (arc,) = parts_where(PenLine(circle, closed=True), circle[:, 1] < 0.5)
    assert not arc.closed
    assert arc.points[:, 1].max() < 0.5
    assert lengths(arc.points)[-1] == pytest.approx(2 * np.pi * 2 / 3, abs=0.15)


def test_tails_lead_outward() -> None:
    points = np.column_stack([np.arange(200.0), np.zeros(200)])
    body, (first, last) = body_and_tails(PenLine(points, closed=False))
    assert np.array_equal(first[0], body.points[0])
    assert np.array_equal(first[-1], points[0])
    assert np.array_equal(last[0], body.points[-1])
    assert np.array_equal(last[-1], points[-1])
    assert body_and_tails(PenLine(points, closed=True)) == (PenLine(points, closed=True), [])


# writing

SQUARE = "M10 10L90 10L90 90z"


def picture(*paths: str) -> str:
    return document((100, 80.5), [layer("test", paths), layer("empty", [""])])


def test_documents_keep_to_the_subset() -> None:
    svg = picture(filled(SQUARE, "#aabbcc"), stroked("M1.5 2c3 4-5 6 7 8", "#000000", 2.5))
    assert faults(svg) == []
    assert 'viewBox="0 0 100 80.5"' in svg
    assert "empty" not in svg
    assert filled("", "#aabbcc") == ""


@pytest.mark.parametrize(
    "path",
    [
        f'<path fill="red" d="{SQUARE}"/>',
        f'<path fill="#AABBCC" d="{SQUARE}"/>',
        f'<path style="fill:#000000" d="{SQUARE}"/>',
        f'<path transform="scale(2)" d="{SQUARE}"/>',
        f'<path opacity="0.5" d="{SQUARE}"/>',
        '<path fill="#aabbcc" d="M1.25 2z"/>',
        '<path fill="#aabbcc" d="M1 2A1 1 0 0 1 3 4z"/>',
        '<path fill="#aabbcc" d="M1 2S1 1 0 0z"/>',
        '<circle id="c"/>',
        "<text>hip</text>",
        filled("M1 1" + "l1 1" * (LARGEST_FILE // 4), "#000000"),
    ],
)
def test_what_leaves_the_subset_is_told(path: str) -> None:
    assert len(faults(picture(path))) == 1


def test_anchors_are_sorted_json_with_one_decimal() -> None:
    text = Anchors(
        (1000.0, 790.04),
        {"sacrum": np.array([[500.04, 10]]), "piriformis": np.array([[1.26, 2], [3, 4]])},
        {"ice": [np.array([[0.0, 0], [1, 0], [0, 1.11]])]},
    ).text()
    assert json.loads(text) == {
        "width": 1000.0,
        "height": 790.0,
        "anchors": {"piriformis": [[1.3, 2], [3, 4]], "sacrum": [[500, 10]]},
        "areas": {"ice": [[[0, 0], [1, 0], [0, 1.1]]]},
        "outlines": {},
    }
    assert text.index("piriformis") < text.index("sacrum")
