"""The plates of the library: anchors lie on what they name, sides mirror, marks keep apart.

These stay together: each law holds for a finished plate, through all modules of the room.
"""

from __future__ import annotations

import json
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from shapely.geometry import Point, Polygon
from shapely.ops import unary_union

from patterns.catalog import load
from patterns.drawing.plates.plate_scene import PlateScene
from patterns.library_paths import pattern_folders
from patterns.mark_kinds import MARK_KINDS
from patterns.schema.loader import read_model
from tests.helpers.drawing import ROTATORS

if TYPE_CHECKING:
    from pathlib import Path

PLATES = ("pain-plate", "treatment-plate", "ice-plate")


VARIANTS = ("left", "right", "both")


SIDES = {"left": ("left",), "right": ("right",), "both": ("left", "right")}


LIES_ON = {
    "site.near-sacrum": "piriformis",
    "site.outer-hip": "piriformis",
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


PATCHES = ("site.near-sacrum", "site.outer-hip")
MIN_APART = 4.0  # between two marks, in viewBox units: a fortieth of an inch on the sheet


each_plate = pytest.mark.parametrize("plate", PLATES)
each_variant = pytest.mark.parametrize("variant", VARIANTS)


def anchors(plate: str, variant: str) -> dict[str, Any]:
    text = (ROTATORS / "pictures" / f"{plate}.{variant}.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def scene(plate: str) -> PlateScene:
    return read_model(ROTATORS / "scenes" / f"{plate}.yaml", PlateScene)


def outline(sheet: dict[str, Any], *names: str) -> Any:
    return unary_union(
        [Polygon(points).buffer(0) for name in names for points in sheet["outlines"][name]]
    )


def areas(sheet: dict[str, Any], name: str) -> list[Polygon]:
    return [Polygon(points) for points in sheet["areas"][name]]


@each_plate
@each_variant
def test_picture_and_anchors_have_one_size(plate: str, variant: str) -> None:
    sheet = anchors(plate, variant)
    svg = (ROTATORS / "pictures" / f"{plate}.{variant}.svg").read_text(encoding="utf-8")
    assert f'viewBox="0 0 {sheet["width"]:.0f} ' in svg
    assert max(sheet["width"], sheet["height"]) == 1000
    for kind in ("areas", "outlines"):
        for name, polygons in sheet[kind].items():
            corners = np.vstack([*(np.array(points) for points in polygons)])
            assert corners.min() >= -5, name
            assert np.all(corners.max(axis=0) <= [sheet["width"] + 5, sheet["height"] + 5]), name


@each_plate
@each_variant
def test_anchors_lie_on_their_structures(plate: str, variant: str) -> None:
    sheet = anchors(plate, variant)
    for name in LIES_ON.keys() & sheet["anchors"].keys():
        places = sheet["anchors"][name]
        assert len(places) == len(SIDES[variant])
        for place in places:
            assert outline(sheet, LIES_ON[name]).contains(Point(place)), name


@each_variant
def test_every_plate_has_what_the_pattern_names(variant: str) -> None:
    for plate, picture in load("lateral-hip-rotators").pattern.pictures.items():
        sheet = anchors(plate, variant)
        known = sheet["anchors"].keys() | sheet["areas"].keys()
        named = {label.at for label in picture.labels} | {mark.at for mark in picture.marks}
        assert named <= known
    assert set(PATCHES) <= anchors("treatment-plate", variant)["areas"].keys()


def unnamed(drawn: PlateScene, labels: set[str]) -> set[str]:
    """Return the structures in color that no label leads to."""
    named = {part for label in labels for part in drawn.outlines.get(label, (label,))}
    return {*drawn.structures} - named


@each_plate
def test_every_structure_in_color_is_named(plate: str) -> None:
    picture = load("lateral-hip-rotators").pattern.pictures[plate]
    labels = {label.at for label in picture.labels}
    assert unnamed(scene(plate), labels) == set()


def test_a_structure_without_a_name_is_found() -> None:
    drawn = scene("pain-plate")
    labels = {"piriformis", "small-rotators", "sciatic-nerve"}
    assert unnamed(drawn, labels) == set()
    assert unnamed(drawn, labels - {"sciatic-nerve"}) == {"sciatic-nerve"}
    assert "quadratus-femoris" in unnamed(drawn, labels - {"small-rotators"})


@each_plate
@each_variant
def test_areas_keep_apart(plate: str, variant: str) -> None:
    sheet = anchors(plate, variant)
    drawn = [polygon for name in sheet["areas"] for polygon in areas(sheet, name)]
    for one, other in combinations(drawn, 2):
        assert one.distance(other) > MIN_APART


def areas_on_one_another(folder: Path, picture: str, names: list[str]) -> list[str]:
    """Return the variants of a picture on which two of the named areas reach into one another."""
    found = []
    for variant in VARIANTS:
        places = json.loads((folder / f"{picture}.{variant}.json").read_text("utf-8"))["areas"]
        areas = [Polygon(ring) for name in names for ring in places[name]]
        if any(one.intersects(other) for one, other in combinations(areas, 2)):
            found.append(variant)
    return found


@pytest.mark.parametrize("name", sorted(pattern_folders()))
def test_marked_areas_of_every_pattern_keep_apart(name: str) -> None:
    entry = load(name)
    for picture, plate in entry.pattern.pictures.items():
        names = [mark.at for mark in plate.marks if MARK_KINDS[mark.kind].on == "area"]
        assert areas_on_one_another(entry.pictures, picture, names) == [], picture


def test_areas_that_meet_on_the_middle_of_the_body_are_found(tmp_path: Path) -> None:
    rings = {"left": [(0, 0), (5, 0), (5, 5)], "right": [(4, 0), (9, 0), (4, 5)]}
    for variant, sides in SIDES.items():
        areas = {"heat": [rings[side] for side in sides]}
        (tmp_path / f"plate.{variant}.json").write_text(json.dumps({"areas": areas}), "utf-8")
    assert areas_on_one_another(tmp_path, "plate", ["heat"]) == ["both"]


@each_variant
def test_patches_lie_beside_the_middle_of_the_body(variant: str) -> None:
    sheet = anchors("treatment-plate", variant)
    for name in PATCHES:
        for patch in areas(sheet, name):
            left, _, right, _ = patch.bounds
            assert min(abs(x - sheet["width"] / 2) for x in (left, right)) > 20
            assert (left < sheet["width"] / 2) == (right < sheet["width"] / 2)


@each_variant
def test_patches_are_drawn_to_scale(variant: str) -> None:
    sheet, drawn = anchors("treatment-plate", variant), scene("treatment-plate")
    unit = 1000 / max(drawn.view.right - drawn.view.left, drawn.view.top - drawn.view.bottom)
    for name in PATCHES:
        width, height = drawn.patches[name].size
        for patch in areas(sheet, name):
            corners = np.array(patch.minimum_rotated_rectangle.exterior.coords)
            sides = sorted(np.linalg.norm(np.diff(corners[:3], axis=0), axis=1) / unit)
            assert sides == pytest.approx([height, width], rel=0.02)


@each_variant
def test_sites_keep_to_the_anatomy(variant: str) -> None:
    """The outer site lies in the outer third of the muscle, the inner one beside the sacrum."""
    sheet = anchors("treatment-plate", variant)
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


@each_variant
@pytest.mark.parametrize("name", sorted(OVERLAPS))
def test_pain_overlaps_what_it_names(variant: str, name: str) -> None:
    sheet = anchors("pain-plate", variant)
    assert len(sheet["areas"][name]) == len(SIDES[variant])
    pain = unary_union(areas(sheet, name))
    shared = pain.intersection(outline(sheet, OVERLAPS[name])).area
    assert shared > 0.15 * pain.area


@each_variant
def test_ice_covers_the_muscles(variant: str) -> None:
    sheet = anchors("ice-plate", variant)
    for name in ("piriformis", "small-rotators"):
        muscle = outline(sheet, name)
        ice = unary_union(areas(sheet, "ice"))
        assert ice.intersection(muscle).area >= 0.8 * muscle.area


@each_plate
def test_right_is_the_mirror_image_of_left(plate: str) -> None:
    left, right, both = (anchors(plate, variant) for variant in VARIANTS)
    width, drawn = left["width"], scene(plate)
    assert left["anchors"].keys() == right["anchors"].keys() == both["anchors"].keys()
    for name in (*drawn.anchors, *drawn.patches):
        (place,) = left["anchors"][name]
        image = [round(width - place[0], 1), place[1]]
        assert right["anchors"][name] == [image], name
        assert both["anchors"][name] == sorted([place, image]), name
    for name, (polygon,) in left["areas"].items():
        image = [[round(width - x, 1), y] for x, y in polygon]
        assert right["areas"][name] == [image], name
        assert both["areas"][name] == [polygon, image], name


@each_plate
def test_muscles_seen_on_both_sides_are_alike(plate: str) -> None:
    left, right, both = (anchors(plate, variant) for variant in VARIANTS)
    for name in ("piriformis", "small-rotators"):
        seen = [outline(sheet, name).area for sheet in (left, right, both)]
        assert seen[1] == pytest.approx(seen[0], rel=0.04)
        assert seen[2] == pytest.approx(seen[0] + seen[1], rel=0.04)


@pytest.mark.parametrize("variant", ["left", "right"])
def test_piriformis_runs_from_sacrum_to_thigh_bone(variant: str) -> None:
    """What is seen of it meets the sacrum's edge and the top of the greater trochanter."""
    sheet = anchors("pain-plate", variant)
    muscle = outline(sheet, "piriformis")
    assert muscle.distance(outline(sheet, "sacrum")) < 3
    assert muscle.distance(outline(sheet, "thigh-bone")) < 3
    assert muscle.centroid.y < outline(sheet, "quadratus-femoris").centroid.y


@each_variant
def test_the_small_figure_shows_the_sore_place_in_its_window(variant: str) -> None:
    sheet = anchors("pain-plate", variant)
    small = anchors(sheet["beside"], variant)
    (window,) = areas(small, "window")
    sore = small["anchors"]["sore"]
    assert len(sore) == len(SIDES[variant])
    assert all(window.contains(Point(place)) for place in sore)
    seen = {"left" if x < small["width"] / 2 else "right" for x, _ in sore}
    assert seen == set(SIDES[variant])
