"""Test that every mark is drawn at its place, on every side and paper."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from math import hypot
from typing import TYPE_CHECKING

import pytest
from shapely.geometry import LineString, Point, Polygon, box
from shapely.ops import unary_union

from handouts.brand.color import WHITE
from handouts.compose.compose import compose
from handouts.compose.locale import load_locale
from handouts.layout.art import marks
from handouts.layout.art.drawing_loader import load_drawing
from handouts.layout.art.marks import DRAW_MARK, MarkStyle
from handouts.layout.art.picture import UNDER_LEADERS
from handouts.layout.boxes import Art, Box, CurveTo, MoveTo, Shape
from handouts.layout.document import PrintSettings, sides_of
from handouts.layout.style.editions import EDITIONS
from handouts.layout.style.theme import GRAYS, ColorScheme, color_scheme
from handouts.request.values import SheetRequest
from patterns.catalog import load
from patterns.mark_kinds import MARK_KINDS
from patterns.notice import load_notice
from tests.helpers.drawn_groups import lines_of
from tests.helpers.matrix import HIP, PICTURES, brand_of
from tests.helpers.pattern_trees import entry_of, tree
from tests.helpers.pictures import pictures_of
from tests.helpers.seen import Seen, points_of, view

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from shapely.geometry.base import BaseGeometry

    from handouts.layout.boxes import Point as Place

COLORS = color_scheme(brand_of("plain"), EDITIONS["standard"])

STYLE = MarkStyle(COLORS)

AREAS: dict[str, list[Place]] = {
    "square": [(0, 0), (40, 0), (40, 40), (0, 40)],
    "triangle": [(10, 60), (90, 20), (50, 5)],
    "with a bay": [(0, 0), (80, 0), (80, 60), (40, 12), (0, 60)],
}
WARMTH = {
    "title": "Something warm",
    "site": "buttock",
    "say": "Warm it.",
    "dose": {"minutes": [10, 15], "times_a_day": [1, 3], "source": "nhs"},
}
SPOKES = 12  # points of the lines of a star
LEADER_HALO = 2.4  # width of the halo of a leader line, in points
MIN_APART = 0.8  # between two marks, in points

each_area = pytest.mark.parametrize("name", AREAS)


def middle(shape: Shape) -> Place:
    xs, ys = zip(*points_of(shape), strict=True)
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2


def test_every_kind_of_mark_has_its_drawing_function_and_its_words() -> None:
    assert DRAW_MARK.keys() == MARK_KINDS.keys() == load_locale().marks.keys()


@pytest.mark.parametrize("kind", MARK_KINDS)
def test_a_picture_may_bear_every_kind_of_mark(kind: str) -> None:
    changed = tree()
    changed["heat"] = WARMTH
    changed["care"].append({"use": "heat", "moment": "when-it-aches"})
    places = load_drawing(PICTURES, "pain-plate.left", "")
    known = list(places.anchors if MARK_KINDS[kind].on == "anchor" else places.areas)
    changed["pictures"]["pain-plate"]["marks"] = [{"kind": kind, "at": known[0]}]
    request = SheetRequest(HIP, side="left")
    handout = compose(entry_of(changed), request, brand_of("plain"), load_notice("en-US"))
    (plate,) = (block for block in pictures_of(handout.sections) if block.id == "pain-plate")
    assert [mark.kind for mark in plate.marks] == [kind]
    words = load_locale().marks[kind].of_remedy("ball")
    assert words.spoken.rpartition(":")[2] in plate.alt


@each_area
@pytest.mark.parametrize("rising", [True, False])
def test_hatching_fills_its_area_and_ends_at_its_border(name: str, rising: bool) -> None:
    area = Polygon(AREAS[name])
    ground, white, lines, border = marks.hatch(AREAS[name], MarkStyle(COLORS, rising=rising))
    assert (ground.stroke, white.stroke, lines.stroke, border.stroke) == (
        WHITE, WHITE, COLORS.pain, COLORS.pain,
    )  # fmt: skip
    assert white.steps == lines.steps
    points = list(points_of(lines))
    lengths = 0.0
    for (x0, y0), (x1, y1) in zip(points[::2], points[1::2], strict=True):
        assert area.buffer(1e-6).contains(Point((x0 + x1) / 2, (y0 + y1) / 2))
        assert max(area.exterior.distance(Point(at)) for at in ((x0, y0), (x1, y1))) < 1e-5
        assert y1 - y0 == pytest.approx((x0 - x1) if rising else (x1 - x0))
        lengths += hypot(x1 - x0, y1 - y0)
    assert lengths * marks.HATCH_GAP == pytest.approx(area.area, rel=0.15)


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


@each_area
def test_waves_fill_their_area_and_end_before_its_border(name: str) -> None:
    lines, *borders = marks.waves(AREAS[name], STYLE)
    area = Polygon(AREAS[name])
    ends = list(lines.steps)
    assert {type(step) for step in ends} == {MoveTo, CurveTo}
    assert all(area.buffer(1e-6).contains(Point(step.to)) for step in ends)
    reach = area.buffer(marks.WAVE_HEIGHT)
    assert all(reach.contains(Point(at)) for at in points_of(lines))
    assert [set(points_of(border)) for border in borders] == [set(AREAS[name])] * 2


@pytest.mark.parametrize("draw", [marks.stripes, marks.waves])
def test_an_area_that_is_too_small_for_lines_has_its_border_alone(
    draw: Callable[[list[Place], MarkStyle], tuple[Shape, ...]],
) -> None:
    tiny: list[Place] = [(1, 1), (3, 1), (3, 3), (1, 3)]
    assert [set(points_of(border)) for border in draw(tiny, STYLE)] == [set(tiny)] * 2


PATCH: list[Place] = [(10, 30), (50, 30), (50, 50), (10, 50)]


@pytest.mark.parametrize("outlined", [False, True])
def test_the_star_of_a_patch_lies_in_its_middle(outlined: bool) -> None:
    drawn = marks.patch(PATCH, MarkStyle(COLORS, 0.8, outlined=outlined))
    stars = [shape for shape in drawn if len(list(points_of(shape))) == SPOKES]
    assert len(stars) == (2 if outlined else 1)
    for shape in stars:
        assert middle(shape) == pytest.approx((30, 40))
        assert all(Polygon(PATCH).contains(Point(at)) for at in points_of(shape))
    assert (stars[-1].stroke == COLORS.treat) != outlined


def test_a_patch_that_is_not_chosen_is_dashed() -> None:
    full = marks.patch(PATCH, STYLE)
    dashed = marks.patch(PATCH, MarkStyle(COLORS, outlined=True))
    assert any(shape.stroke == COLORS.treat and shape.closed for shape in full)
    assert not any(shape.stroke == COLORS.treat and shape.closed for shape in dashed)
    dashes = list(points_of(dashed[1]))
    length = sum(
        hypot(b[0] - a[0], b[1] - a[1]) for a, b in zip(dashes[::2], dashes[1::2], strict=False)
    )
    share = marks.DASH / (marks.DASH + marks.DASH_GAP)
    assert length == pytest.approx(Polygon(PATCH).length * share)
    assert all(Polygon(PATCH).exterior.distance(Point(at)) < 1e-6 for at in dashes)


def test_rings_lie_around_their_anchor() -> None:
    for draw in (marks.ring, marks.target):
        for shape in draw((30, 40), MarkStyle(COLORS, 0.8)):
            assert middle(shape) == pytest.approx((30, 40))


# On the page.


class Plate:
    """A plate on a side, with its marks and the scale of its drawing."""

    def __init__(self, paper: str, side: str, site: str | None, edition: str, name: str) -> None:
        entry = load(HIP)
        request = SheetRequest(HIP, side=side, site=site, edition=edition)
        brand = brand_of("plain")
        handout = compose(entry, request, brand, load_notice("en-US"))
        home = {"pain-plate": "hurts", "treatment-plate": "patch", "ice-plate": "flare"}[name]
        alone = tuple(section for section in handout.sections if section.id == home)
        handout = replace(handout, sections=alone)
        sides = sides_of(handout, PrintSettings(brand, edition, paper))
        self.items = [seen for side_ in sides for seen in view(side_).items]
        self.block = next(block for block in pictures_of(handout.sections) if block.id == name)
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

    def leaders(self) -> list[LineString]:
        """Return the leader lines."""
        return [
            LineString(points)
            for shape, points in self.shapes()
            if len(points) == 2 and shape.stroke == self.colors.ink
        ]

    def marks(self) -> dict[str, list[BaseGeometry]]:
        """Return the places of the marks by their kinds."""
        found: dict[str, list[BaseGeometry]] = {}
        for mark in self.block.marks:
            if MARK_KINDS[mark.kind].on == "area":
                rings = self.drawing.areas[mark.at]
                places = [Polygon([self.page(at) for at in ring]) for ring in rings]
            else:
                radius = marks.RING_RADIUS
                places = [
                    Point(self.page(at)).buffer(radius) for at in self.drawing.anchors[mark.at]
                ]
            found.setdefault(mark.kind, []).extend(places)
        return found

    def stars(self) -> tuple[list[Place], list[Place]]:
        """Return the centers of the full and of the hollow stars."""
        full: list[Place] = []
        hollow: list[Place] = []
        drawn = [(shape, points) for shape, points in self.shapes() if len(points) == SPOKES]
        for (shape, points), (after, _) in zip(drawn, [*drawn[1:], (None, None)], strict=True):
            if shape.stroke == self.colors.treat:
                is_hollow = after is not None and after.stroke == WHITE
                (hollow if is_hollow else full).append(points[0])
        return full, hollow

    def muscles(self, group: str = "structures") -> BaseGeometry:
        """Return the outline of all muscles on the page."""
        return unary_union([Polygon([self.page(at) for at in p]) for p in self._rings(group)])

    def _rings(self, group: str) -> list[list[Place]]:
        stem = f"{self.block.id}.{self.block.variant}"
        rings = lines_of(self.block.folder, stem, group)
        return [ring for ring in rings if len(ring) > 3 and Polygon(ring).is_valid]


SIDES = ("left", "right", "both")
SITES = (None, "near-sacrum", "outer-hip")
each_paper = pytest.mark.parametrize("paper", ["letter", "a4"])
each_side = pytest.mark.parametrize("side", SIDES)
each_edition = pytest.mark.parametrize("edition", list(EDITIONS))


@each_paper
@each_side
@each_edition
def test_stars_lie_on_their_sites_inside_the_muscles(paper: str, side: str, edition: str) -> None:
    plate = Plate(paper, side, None, edition, "treatment-plate")
    muscles = plate.muscles().buffer(0.5)
    full, hollow = plate.stars()
    sites = ("site.near-sacrum", "site.outer-hip")
    wanted = [plate.page(at) for name in sites for at in plate.drawing.anchors[name]]
    assert hollow == []
    assert near(full, wanted)
    assert all(muscles.contains(Point(star)) for star in full)


def near(found: Iterable[Place], wanted: Iterable[Place]) -> bool:
    """Return whether places are those that are wanted, within the rounding of a drawing."""
    one, other = sorted(found), sorted(wanted)
    return len(one) == len(other) and all(
        hypot(a[0] - b[0], a[1] - b[1]) < 0.1 for a, b in zip(one, other, strict=True)
    )


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
    assert near(full, map(plate.page, anchors[f"site.{site}"]))
    assert near(hollow, map(plate.page, anchors[f"site.{other}"]))
    assert len(full) == (2 if side == "both" else 1)


@each_paper
@each_side
def test_stripes_lie_in_the_area_of_the_ice(paper: str, side: str) -> None:
    plate = Plate(paper, side, None, "standard", "ice-plate")
    areas = [Polygon(map(plate.page, ring)) for ring in plate.drawing.areas["ice"]]
    ice = unary_union(areas).buffer(0.01)
    thin = [p for shape, p in plate.shapes() if shape.line_width == pytest.approx(1.15)]
    assert len(thin) == len(areas)
    assert all(ice.covers(Point(point)) for points in thin for point in points)


@each_paper
@each_side
def test_pain_is_hatched_on_the_sore_side_alone(paper: str, side: str) -> None:
    plate = Plate(paper, side, None, "standard", "pain-plate")
    pain = unary_union(plate.marks()["hatch"]).buffer(0.01)
    drawn = [p for shape, p in plate.shapes() if shape.stroke == COLORS.pain and not shape.closed]
    ends = [at for points in drawn for at in points]
    assert len(ends) > 20
    assert all(pain.covers(Point(at)) for at in ends)
    center = plate.art.x + plate.drawing.width * plate.scale / 2
    assert {"left" if x < center else "right" for x, _ in ends} == (
        {"left", "right"} if side == "both" else {side}
    )


ALL_MARKED = [
    (name, site)
    for name in ("pain-plate", "treatment-plate", "ice-plate")
    for site in (SITES if name == "treatment-plate" else SITES[:1])
]
each_marked = pytest.mark.parametrize(("name", "site"), ALL_MARKED)


@each_marked
@each_side
@each_edition
def test_no_leader_passes_under_a_mark(
    name: str, site: str | None, side: str, edition: str
) -> None:
    plate = Plate("letter", side, site, edition, name)
    drawn = [shape for shape, _ in plate.shapes()]
    first_leader = next(i for i, shape in enumerate(drawn) if shape.line_width == LEADER_HALO)
    for kind, places in plate.marks().items():
        if kind in UNDER_LEADERS:
            color = plate.colors.pain if kind == "hatch" else plate.colors.treat
            marked = [i for i, shape in enumerate(drawn) if shape.stroke == color and shape.closed]
            assert max(marked[: len(places)]) < first_leader
        else:
            assert crossed(plate.leaders(), places) == []


def crossed(leaders: list[LineString], places: list[BaseGeometry]) -> list[BaseGeometry]:
    """Return the marks that leader lines run through; one may end at the border of its mark."""
    inner = [place.buffer(-0.2) for place in places]
    return [place for place in inner for leader in leaders if leader.intersects(place)]


def test_a_leader_through_a_mark_is_found() -> None:
    patch = Polygon(PATCH)
    assert crossed([LineString([(60, 40), (50, 40)])], [patch]) == []
    assert crossed([LineString([(60, 40), (0, 40)])], [patch]) == [patch.buffer(-0.2)]


@each_marked
@each_side
@each_edition
def test_no_two_marks_lie_over_one_another(
    name: str, site: str | None, side: str, edition: str
) -> None:
    places = [
        at for kind in Plate("letter", side, site, edition, name).marks().values() for at in kind
    ]
    assert all(one.distance(other) > MIN_APART for one, other in combinations(places, 2))


@each_marked
@each_side
@each_edition
def test_no_label_lies_over_a_drawing(name: str, site: str | None, side: str, edition: str) -> None:
    plate = Plate("letter", side, site, edition, name)
    figure = plate.art.within[-1]
    drawings = [
        rectangle(seen)
        for seen in plate.items
        if isinstance(seen.item, Art) and figure in seen.within
    ]
    labels = [
        rectangle(seen)
        for seen in plate.items
        if isinstance(seen.item, Box) and seen.item.name == "label" and figure in seen.within
    ]
    assert len(labels) == len(plate.block.labels)
    assert len(drawings) == (2 if name == "pain-plate" else 1)
    assert not any(one.intersects(other) for one, other in combinations(labels + drawings, 2))


def rectangle(seen: Seen) -> BaseGeometry:
    found = seen.rectangle
    return box(found.left, found.top, found.right, found.bottom)


@each_side
def test_the_small_figure_bears_a_ring_at_each_sore_place(side: str) -> None:
    plate = Plate("letter", side, None, "standard", "pain-plate")
    small = load_drawing(plate.block.folder, f"pain-plate-on-body.{side}", "")
    rings = [p for shape, p in plate.shapes() if shape.fill == COLORS.pain]
    assert len(rings) == len(small.anchors["sore"]) == (2 if side == "both" else 1)


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
