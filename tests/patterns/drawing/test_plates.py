"""The plates of the library: their files keep the subset, and their anchors lie where they say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from shapely.geometry import Point, Polygon
from shapely.ops import unary_union

import patterns
from patterns.drawing.output.svg import faults
from patterns.drawing.plates.bones import BONE_NAMES, load_skeleton, tailbone_at
from patterns.drawing.plates.muscles import MUSCLES, NERVES, fibre, lofted
from patterns.drawing.plates.plate_scene import PlateScene
from patterns.drawing.scene import draw_scene
from patterns.errors import UserError
from patterns.schema.loader import read_model

LIBRARY = Path(patterns.__file__).parent / "library"
ROTATORS = LIBRARY / "lateral-hip-rotators"
PLATES = ("pain-plate", "treatment-plate")
VARIANTS = ("left", "right", "both")
SIDES = {"left": ("left",), "right": ("right",), "both": ("left", "right")}

LIES_ON = {
    "site.near-sacrum": "piriformis",
    "site.outer-hip": "piriformis",
    "ball.1": "piriformis",
    "ball.2": "piriformis",
    "ball.3": "small-rotators",
    "piriformis": "piriformis",
    "small-rotators": "small-rotators",
    "sciatic-nerve": "sciatic-nerve",
    "sacrum": "sacrum",
    "tailbone": "tailbone",
}
"""The structure on whose visible part each anchor must lie."""

OVERLAPS = {
    "pain.sacrum": "sacrum",
    "pain.buttock": "piriformis",
    "pain.hip": "thigh-bone",
    "pain.thigh": "sciatic-nerve",
}

each_plate = pytest.mark.parametrize("plate", PLATES)
each_picture = pytest.mark.parametrize(
    ("plate", "variant"), [(plate, variant) for plate in PLATES for variant in VARIANTS]
)


def anchors(plate: str, variant: str) -> dict[str, Any]:
    text = (ROTATORS / "pictures" / f"{plate}.{variant}.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def outline(sheet: dict[str, Any], *names: str) -> Any:
    return unary_union(
        [Polygon(points).buffer(0) for name in names for points in sheet["outlines"][name]]
    )


def area(sheet: dict[str, Any], name: str) -> Any:
    return unary_union([Polygon(points) for points in sheet["areas"][name]])


@pytest.mark.parametrize("path", sorted(LIBRARY.glob("*/pictures/*.svg")), ids=lambda p: p.name)
def test_every_picture_keeps_to_the_subset(path: Path) -> None:
    assert faults(path.read_text(encoding="utf-8")) == []
    assert path.with_suffix(".json").is_file()


@each_picture
def test_picture_and_anchors_have_one_size(plate: str, variant: str) -> None:
    sheet = anchors(plate, variant)
    svg = (ROTATORS / "pictures" / f"{plate}.{variant}.svg").read_text(encoding="utf-8")
    assert f'viewBox="0 0 {sheet["width"]:.0f} ' in svg
    assert max(sheet["width"], sheet["height"]) == 1000
    for kind in ("areas", "outlines"):
        for name, polygons in sheet[kind].items():
            corners = np.vstack([*(np.array(points) for points in polygons)])
            assert corners.min() >= 0, name
            assert np.all(corners.max(axis=0) <= [sheet["width"], sheet["height"]]), name


@each_picture
@pytest.mark.parametrize("name", sorted(LIES_ON))
def test_anchor_lies_on_its_structure(plate: str, variant: str, name: str) -> None:
    sheet = anchors(plate, variant)
    places = sheet["anchors"][name]
    assert len(places) == len(SIDES[variant])
    for place in places:
        assert outline(sheet, LIES_ON[name]).contains(Point(place))


@each_picture
def test_sites_and_balls_keep_apart(plate: str, variant: str) -> None:
    """A star is 40 units wide and a ring as much: they may touch, not cover each other."""
    sheet = anchors(plate, variant)["anchors"]
    marks = ("site.near-sacrum", "site.outer-hip", "ball.1", "ball.2", "ball.3")
    places = np.array([place for name in marks for place in sheet[name]])
    apart = np.linalg.norm(places[:, None] - places[None], axis=2)
    assert apart[~np.eye(len(places), dtype=bool)].min() > 40


@each_picture
def test_sites_keep_to_the_anatomy(plate: str, variant: str) -> None:
    """The outer site lies in the outer third of the muscle, the inner one beside the sacrum."""
    sheet = anchors(plate, variant)
    bounds = outline(sheet, "piriformis").bounds
    middle = sheet["width"] / 2
    inner = min(abs(x - middle) for x in bounds[::2]) if variant != "both" else None
    for side in range(len(SIDES[variant])):
        outer = abs(sheet["anchors"]["site.outer-hip"][side][0] - middle)
        near = abs(sheet["anchors"]["site.near-sacrum"][side][0] - middle)
        reach = max(abs(x - middle) for x in bounds[::2])
        start = inner if inner is not None else reach * 0.25
        assert (outer - start) / (reach - start) > 0.55
        assert (near - start) / (reach - start) < 0.35


@each_picture
@pytest.mark.parametrize("name", sorted(OVERLAPS))
def test_pain_overlaps_what_it_names(plate: str, variant: str, name: str) -> None:
    sheet = anchors(plate, variant)
    assert len(sheet["areas"][name]) == len(SIDES[variant])
    pain = area(sheet, name)
    shared = pain.intersection(outline(sheet, OVERLAPS[name])).area
    assert shared > 0.15 * pain.area


@each_picture
def test_ice_covers_the_muscles(plate: str, variant: str) -> None:
    sheet = anchors(plate, variant)
    for name in ("piriformis", "small-rotators"):
        muscle = outline(sheet, name)
        assert area(sheet, "ice").intersection(muscle).area >= 0.8 * muscle.area


@each_plate
def test_right_is_the_mirror_image_of_left(plate: str) -> None:
    left, right, both = (anchors(plate, variant) for variant in VARIANTS)
    width = left["width"]
    assert left["anchors"].keys() == right["anchors"].keys() == both["anchors"].keys()
    for name, (place,) in left["anchors"].items():
        x, y = place
        image = [round(width - x, 1), y]
        assert right["anchors"][name] == [image], name
        assert both["anchors"][name] == sorted([place, image]), name
    for name, (polygon,) in left["areas"].items():
        image = [[round(width - x, 1), y] for x, y in polygon]
        assert right["areas"][name] == [image], name
        assert both["areas"][name] == [polygon, image], name


@each_plate
def test_muscles_seen_on_both_sides_are_alike(plate: str) -> None:
    left, right, both = (anchors(plate, variant) for variant in VARIANTS)
    for name in ("piriformis", "quadratus-femoris"):
        seen = [outline(sheet, name).area for sheet in (left, right, both)]
        assert seen[1] == pytest.approx(seen[0], rel=0.02)
        assert seen[2] == pytest.approx(seen[0] + seen[1], rel=0.02)


@each_plate
@pytest.mark.parametrize("variant", ["left", "right"])
def test_piriformis_runs_from_sacrum_to_thigh_bone(plate: str, variant: str) -> None:
    """What is seen of it meets the sacrum's edge and the top of the greater trochanter."""
    sheet = anchors(plate, variant)
    muscle = outline(sheet, "piriformis")
    assert muscle.distance(outline(sheet, "sacrum")) < 3
    assert muscle.distance(outline(sheet, "thigh-bone")) < 3
    assert muscle.centroid.y < outline(sheet, "quadratus-femoris").centroid.y


# what plates are made of


def test_bones_are_closed_and_their_midline_is_even() -> None:
    skeleton = load_skeleton(rounds=1)
    for bone in (skeleton.sacrum, *skeleton.hips, *skeleton.thighs):
        a, b, c = (bone.vertices[bone.faces[:, k]] for k in range(3))
        assert np.einsum("ij,ij->", a, np.cross(b, c)) > 0
    x = skeleton.sacrum.vertices[:, 0]
    assert x.max() == pytest.approx(-x.min(), abs=1e-3)
    left, right = (hip.vertices for hip in skeleton.hips)
    assert np.array_equal(left * [-1, 1, 1], right)


def test_tailbone_narrows_and_ends_below_the_sacrum() -> None:
    middle, half = tailbone_at(np.array([0.16, 0.42, 0.67, 0.89]))
    assert np.all(np.diff(half) < 0)
    assert np.all(np.diff(middle[:, 1]) < 0)


@pytest.mark.parametrize("name", [*MUSCLES, *NERVES])
def test_muscles_span_their_borders(name: str) -> None:
    muscle = {**MUSCLES, **NERVES}[name]
    loft, image = lofted(muscle), lofted(muscle, right=True)
    assert np.array_equal(loft.lattice * [-1, 1, 1], image.lattice)
    half = len(loft.lattice) // 2
    across = loft.lattice[half]
    assert across[:, 2].min() < min(across[0, 2], across[-1, 2])
    assert fibre(loft, 0.5, 0, 1)[[0, -1]] == pytest.approx(loft.lattice[[0, -1], 10])
    line = fibre(loft, 0.5, 0.2, 0.8)
    assert np.all((loft.lattice.min(axis=(0, 1)) <= line) & (line <= loft.lattice.max(axis=(0, 1))))


def test_skeleton_and_scene_use_the_same_names() -> None:
    scene = read_model(ROTATORS / "scenes" / "pain-plate.yaml", PlateScene)
    assert set(scene.muscles) == set(MUSCLES)
    assert set(BONE_NAMES) <= set(scene.outlines)


# scene files


def scene_with(tmp_path: Path, old: str, new: str) -> Path:
    text = (ROTATORS / "scenes" / "pain-plate.yaml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "plate.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def test_an_unknown_muscle_is_told_with_its_place(tmp_path: Path) -> None:
    path = scene_with(tmp_path, "muscles: [piriformis,", "muscles: [pyriformis,")
    with pytest.raises(UserError) as caught:
        draw_scene(path)
    problem = caught.value.problems[0]
    assert (problem.field, problem.line) == ("muscles[1]", 8)
    assert problem.hint == 'did you mean "piriformis"?'


def test_an_unknown_kind_of_scene_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="kind"):
        draw_scene(scene_with(tmp_path, "kind: plate", "kind: plates"))


def test_drawing_twice_gives_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A scene drawn small, so that it is quick."""
    for name, small in (
        ("plates.plate_stage.RASTER_SIDE", 160),
        ("plates.plate_lines.SHORTEST_FIBRE", 2.0),
        ("plates.plate_lines.NARROWEST", 0.0),
    ):
        monkeypatch.setattr(f"patterns.drawing.{name}", small)
    scenes = tmp_path / "scenes"
    scenes.mkdir()
    path = scene_with(scenes, "about", "about")
    first = draw_scene(path)
    assert all('id="fibres"' in picture.svg for picture in first)
    assert [picture.variant for picture in first] == list(VARIANTS)
    assert first == draw_scene(path)
