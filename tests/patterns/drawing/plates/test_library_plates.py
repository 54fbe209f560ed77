"""The plates of the library: their anchors lie on what they name, and their sides mirror.

These stay together: each law holds for a finished plate, through all modules of the room.
"""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from shapely.geometry import Point, Polygon
from shapely.ops import unary_union

from tests.helpers.drawing import ROTATORS

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
