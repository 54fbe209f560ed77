"""Test that every mark is drawn at its place, on every side and paper."""

from __future__ import annotations

import re
import zlib
from dataclasses import replace
from math import hypot
from typing import TYPE_CHECKING

import pytest
from shapely.geometry import Point, Polygon
from shapely.ops import unary_union

from handouts.brand.logo.safe_xml import SVG_NAMESPACE, read_svg
from handouts.compose.compose import compose
from handouts.compose.locale import load_locale
from handouts.document import PictureBlock
from handouts.layout.art import marks
from handouts.layout.art.drawing_loader import load_drawing
from handouts.layout.art.marks import DRAW_MARK, MarkStyle
from handouts.layout.art.svg_compiler import compile_svg
from handouts.layout.boxes import Art, Box, Shape
from handouts.layout.document import PrintSettings, sides_of
from handouts.layout.style.editions import EDITIONS
from handouts.layout.style.theme import GRAYS, ColorScheme, color_scheme
from handouts.request.values import SheetRequest
from patterns.catalog import load
from patterns.mark_kinds import MARK_KINDS
from patterns.notice import load_notice
from tests.helpers.matrix import HIP, PICTURES, brand_of
from tests.helpers.pattern_trees import entry_of, tree
from tests.helpers.seen import Seen, points_of, view

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shapely.geometry.base import BaseGeometry

    from handouts.layout.boxes import Point as Place

COLORS = color_scheme(brand_of("plain"), EDITIONS["standard"])

STYLE = MarkStyle(COLORS)

AREAS: dict[str, list[Place]] = {
    "square": [(0, 0), (40, 0), (40, 40), (0, 40)],
    "triangle": [(10, 60), (90, 20), (50, 5)],
    "with a bay": [(0, 0), (80, 0), (80, 60), (40, 12), (0, 60)],
}
each_area = pytest.mark.parametrize("name", AREAS)


def middle(shape: Shape) -> Place:
    xs, ys = zip(*points_of(shape), strict=True)
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2


def test_every_kind_of_mark_has_its_drawing_function_and_its_words() -> None:
    assert DRAW_MARK.keys() == MARK_KINDS.keys() == load_locale().marks.keys()


@pytest.mark.parametrize("kind", MARK_KINDS)
def test_a_picture_may_bear_every_kind_of_mark(kind: str) -> None:
    changed = tree()
    places = load_drawing(PICTURES, "pain-plate.left", "")
    known = list(places.anchors if MARK_KINDS[kind].on == "anchor" else places.areas)
    changed["pictures"]["pain-plate"]["marks"] = [{"kind": kind, "at": known[0]}]
    request = SheetRequest(HIP, side="left")
    handout = compose(entry_of(changed), request, brand_of("plain"), load_notice("en-US"))
    (plate,) = (block for block in _pictures(handout.sections) if block.id == "pain-plate")
    assert [mark.kind for mark in plate.marks] == [kind]
    words = load_locale().marks[kind].of_remedy("ball")
    assert words.spoken.rpartition(":")[2] in plate.alt


@each_area
def test_dots_lie_inside_their_area(name: str) -> None:
    area = Polygon(AREAS[name])
    dots = marks.dots(AREAS[name], STYLE)
    assert len(dots) >= area.area / marks.DOT_GAP**2 / 2
    assert all(area.contains(Point(middle(dot))) for dot in dots)


@each_area
def test_dots_keep_apart(name: str) -> None:
    places = [middle(dot) for dot in marks.dots(AREAS[name], STYLE)]
    for i, (x, y) in enumerate(places):
        assert all(hypot(x - a, y - b) > 2 * marks.DOT_RADIUS for a, b in places[:i])


@each_area
def test_stripes_end_at_the_border_of_their_area(name: str) -> None:
    hatch, *borders = marks.stripes(AREAS[name], STYLE)
    area = Polygon(AREAS[name]).buffer(1e-6)
    points = list(points_of(hatch))
    assert points
    for start, end in zip(points[::2], points[1::2], strict=True):
        assert area.contains(Point((start[0] + end[0]) / 2, (start[1] + end[1]) / 2))
        for point in (start, end):
            assert area.exterior.distance(Point(point)) < 1e-5
    assert [set(points_of(border)) for border in borders] == [set(AREAS[name])] * 2


def test_star_and_ring_are_centerd_on_their_anchor() -> None:
    for outlined in (False, True):
        for shape in marks.star((30, 40), MarkStyle(COLORS, 0.8, outlined=outlined)):
            assert middle(shape) == pytest.approx((30, 40))
    for shape in marks.ring((30, 40), MarkStyle(COLORS, 0.8)):
        assert middle(shape) == pytest.approx((30, 40))


def test_an_outlined_star_is_hollow_and_a_full_one_is_not() -> None:
    full = marks.star((0, 0), STYLE)
    hollow = marks.star((0, 0), MarkStyle(COLORS, outlined=True))
    assert full[-1].stroke == COLORS.treat
    assert hollow[-1].stroke != COLORS.treat
    assert COLORS.treat in {shape.stroke for shape in hollow}


# On the page.


class Plate:
    """A plate on a side, with its marks and the scale of its drawing."""

    def __init__(self, paper: str, side: str, site: str | None, edition: str, name: str) -> None:
        entry = load(HIP)
        request = SheetRequest(HIP, side=side, site=site, edition=edition)
        brand = brand_of("plain")
        handout = compose(entry, request, brand, load_notice("en-US"))
        home = {"pain-plate": "hurts", "treatment-plate": "patch"}[name]
        alone = tuple(section for section in handout.sections if section.id == home)
        handout = replace(handout, sections=alone)
        sides = sides_of(handout, PrintSettings(brand, edition, paper))
        self.items = [seen for side_ in sides for seen in view(side_).items]
        self.block = next(block for block in _pictures(handout.sections) if block.id == name)
        self.drawing = load_drawing(self.block.folder, f"{name}.{self.block.variant}", "")
        (art,) = (
            seen
            for seen in self.items
            if isinstance(seen.item, Art) and seen.item.key == self.drawing.key
        )
        assert isinstance(art.item, Art)
        self.art = art
        self.scale = art.item.width / self.drawing.width
        self.colors: ColorScheme = color_scheme(brand, EDITIONS[edition])

    def page(self, at: Place) -> Place:
        """Convert a point of the drawing to the page."""
        return self.art.x + at[0] * self.scale, self.art.y + at[1] * self.scale

    def shapes(self) -> list[tuple[Shape, list[Place]]]:
        """Return the shapes of the figure with their points on the page."""
        figure = self.art.within[-1]
        return [
            (s.item, [(s.x + x, s.y + y) for x, y in points_of(s.item)])
            for s in self.items
            if isinstance(s.item, Shape) and figure in s.within
        ]

    def stars(self) -> tuple[list[Place], list[Place]]:
        """Return the centers of the full and of the hollow stars."""
        full: list[Place] = []
        hollow: list[Place] = []
        drawn = [(shape, points) for shape, points in self.shapes() if len(points) == 12]
        for (shape, points), (after, _) in zip(drawn, [*drawn[1:], (None, None)], strict=True):
            if shape.stroke == self.colors.treat:
                is_hollow = after is not None and after.line_width < shape.line_width
                (hollow if is_hollow else full).append(points[0])
        return full, hollow

    def muscles(self, group: str = "muscles") -> BaseGeometry:
        """Return the outline of all muscles on the page."""
        return unary_union([Polygon([self.page(at) for at in p]) for p in self._rings(group)])

    def _rings(self, group: str) -> list[list[Place]]:
        stem = f"{self.block.id}.{self.block.variant}.svg"
        root = read_svg((self.block.folder / stem).read_bytes())
        (found,) = (e for e in root.children if e.attributes.get("id") == group)
        found.attributes["xmlns"] = SVG_NAMESPACE
        operators = zlib.decompress(compile_svg(found.write().encode())).decode("ascii")
        rings: list[list[Place]] = []
        for numbers, operator in re.findall(r"((?:-?[\d.]+ )+)([mlc])\b", operators):
            values = [float(n) for n in numbers.split()]
            if operator == "m":
                rings.append([])
            if operator == "c":
                rings[-1] += _flattened(rings[-1][-1], values)
            else:
                rings[-1].append((values[0], values[1]))
        return [ring for ring in rings if len(ring) > 3 and Polygon(ring).is_valid]


def _pictures(part: object) -> list[PictureBlock]:
    if isinstance(part, PictureBlock):
        return [part]
    if isinstance(part, tuple):
        return [found for item in part for found in _pictures(item)]
    names = getattr(part, "__dataclass_fields__", ())
    return [found for name in names for found in _pictures(getattr(part, name))]


def _flattened(start: Place, v: list[float]) -> list[Place]:
    """Approximate a Bezier curve by eight lines."""
    points = []
    for i in range(1, 9):
        t = i / 8
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        xs, ys = (start[0], v[0], v[2], v[4]), (start[1], v[1], v[3], v[5])
        points.append(
            (
                sum(w * x for w, x in zip(weights, xs, strict=True)),
                sum(w * y for w, y in zip(weights, ys, strict=True)),
            )
        )
    return points


SIDES = ("left", "right", "both")
SITES = (None, "near-sacrum", "outer-hip")
each_paper = pytest.mark.parametrize("paper", ["letter", "a4"])
each_side = pytest.mark.parametrize("side", SIDES)
each_edition = pytest.mark.parametrize("edition", list(EDITIONS))


@each_paper
@each_side
@each_edition
def test_marks_lie_on_their_anchors_inside_the_muscles(paper: str, side: str, edition: str) -> None:
    plate = Plate(paper, side, None, edition, "treatment-plate")
    muscles = plate.muscles().buffer(0.5)
    full, hollow = plate.stars()
    sites = ("site.near-sacrum", "site.outer-hip")
    wanted = [plate.page(at) for name in sites for at in plate.drawing.anchors[name]]
    assert hollow == []
    assert rounded(full) == rounded(wanted)
    assert all(muscles.contains(Point(star)) for star in full)
    for ring in plate.drawing.anchors["ball.2"]:
        assert muscles.contains(Point(plate.page(ring)))
        assert any(
            middle_of(points) == pytest.approx(plate.page(ring))
            for shape, points in plate.shapes()
            if shape.stroke == plate.colors.ink and len(points) == 13
        )


def rounded(places: Iterable[Place]) -> list[Place]:
    """Return places in order, rounded to a thousandth of a point."""
    return sorted((round(x, 3), round(y, 3)) for x, y in places)


def middle_of(points: list[Place]) -> Place:
    xs, ys = zip(*points, strict=True)
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2


@each_paper
@each_side
@pytest.mark.parametrize("site", ["near-sacrum", "outer-hip"])
def test_the_chosen_site_has_the_one_full_star(paper: str, side: str, site: str) -> None:
    plate = Plate(paper, side, site, "standard", "treatment-plate")
    full, hollow = plate.stars()
    other = {"near-sacrum": "outer-hip", "outer-hip": "near-sacrum"}[site]
    anchors = plate.drawing.anchors
    assert rounded(full) == rounded(map(plate.page, anchors[f"site.{site}"]))
    assert rounded(hollow) == rounded(map(plate.page, anchors[f"site.{other}"]))
    assert len(full) == (2 if side == "both" else 1)


@each_paper
@each_side
def test_stripes_lie_in_the_area_of_the_ice(paper: str, side: str) -> None:
    plate = Plate(paper, side, None, "standard", "treatment-plate")
    areas = [Polygon(map(plate.page, ring)) for ring in plate.drawing.areas["ice"]]
    ice = unary_union(areas).buffer(0.01)
    thin = [p for shape, p in plate.shapes() if shape.line_width == pytest.approx(1.15)]
    assert len(thin) == len(areas)
    assert all(ice.covers(Point(point)) for points in thin for point in points)


@each_paper
@each_side
def test_dots_lie_in_the_areas_of_the_pain(paper: str, side: str) -> None:
    plate = Plate(paper, side, None, "standard", "pain-plate")
    names = [mark.at for mark in plate.block.marks]
    rings = [ring for name in names for ring in plate.drawing.areas[name]]
    pain = unary_union([Polygon(map(plate.page, ring)) for ring in rings])
    dots = [middle_of(points) for shape, points in plate.shapes() if shape.fill == COLORS.pain]
    assert len(dots) > 40
    assert all(pain.contains(Point(dot)) for dot in dots)


@each_side
def test_pain_shows_on_the_sore_side_alone(side: str) -> None:
    plate = Plate("letter", side, None, "standard", "pain-plate")
    center = plate.art.x + plate.drawing.width * plate.scale / 2
    dots = [middle_of(points)[0] for shape, points in plate.shapes() if shape.fill == COLORS.pain]
    seen = {"left" for x in dots if x < center - 5} | {"right" for x in dots if x > center + 25}
    assert seen == ({"left", "right"} if side == "both" else {side})


@each_paper
@each_side
def test_leaders_of_muscles_end_on_a_muscle(paper: str, side: str) -> None:
    plate = Plate(paper, side, None, "standard", "pain-plate")
    muscles = plate.muscles().buffer(0.5)
    for name in ("piriformis", "small-rotators"):
        ends = [plate.page(at) for at in plate.drawing.anchors[name]]
        touched = [end for end in ends if any(_touches(p, end) for _, p in plate.shapes())]
        assert touched
        assert all(muscles.contains(Point(end)) for end in touched)


def _touches(points: list[Place], end: Place) -> bool:
    return len(points) == 2 and points[1] == pytest.approx(end)


def test_ink_saving_marks_are_black() -> None:
    plate = Plate("letter", "left", "outer-hip", "ink-saver", "treatment-plate")
    assert {GRAYS.treat, GRAYS.pain, GRAYS.ink} == {GRAYS.ink}
    colours = {c for shape, _ in plate.shapes() for c in (shape.stroke, shape.fill) if c}
    assert colours <= {GRAYS.ink, type(GRAYS.ink)(255, 255, 255)}
    assert isinstance(plate.art, Seen)
    assert isinstance(plate.art.within[-1], Box)
