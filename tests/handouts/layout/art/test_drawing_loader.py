"""Test that a form serves only its own SVG, that wrong files are refused, and places are found."""

from __future__ import annotations

import tomllib
import zlib
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from handouts.layout.art.drawing_loader import Drawing, Placement, load_drawing
from handouts.layout.art.svg_compiler import form_of
from patterns.errors import UserError
from patterns.library_paths import LIBRARY
from tests.helpers import ROOT

if TYPE_CHECKING:
    from pathlib import Path

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="{}"/></svg>'
PLACES = '{"width": 10, "height": 10, "anchors": {"a": [[1, 2]]}, "areas": {}, "outlines": {}}'


def picture(folder: Path, path: str = "M0 0 H10", places: str = PLACES) -> Path:
    (folder / "a.left.svg").write_text(SVG.format(path))
    (folder / "a.left.json").write_text(places)
    return folder


def operators(folder: Path) -> bytes:
    return zlib.decompress(load_drawing(folder, "a.left", "patch").data)


def test_a_form_is_placed_as_it_is(tmp_path: Path) -> None:
    svg = SVG.format("M0 0 H10").encode()
    marked = form_of(svg)[:32] + zlib.compress(b"0.5 0.5 0.5 rg")
    (picture(tmp_path) / "a.left.form").write_bytes(marked)
    assert operators(tmp_path) == b"0.5 0.5 0.5 rg"


def test_a_form_needs_no_svg_and_stands_for_the_same_drawing(tmp_path: Path) -> None:
    svg = SVG.format("M0 0 H10").encode()
    (picture(tmp_path) / "a.left.form").write_bytes(form_of(svg))
    with_svg = load_drawing(tmp_path, "a.left", "patch")
    load_drawing.cache_clear()
    (tmp_path / "a.left.svg").unlink()
    assert load_drawing(tmp_path, "a.left", "patch") == with_svg


def test_the_wheel_has_the_form_of_every_shipped_svg() -> None:
    pictures = sorted(LIBRARY.rglob("*.svg"))
    assert pictures
    for svg in pictures:
        form = svg.with_suffix(".form").read_bytes()
        assert form[:32] == sha256(svg.read_bytes()).digest(), svg.name
        assert svg.with_suffix(".json").is_file()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    left_out = project["tool"]["hatch"]["build"]["targets"]["wheel"]["exclude"]
    assert left_out == ["patterns/library/**/*.svg", "patterns/library/**/scenes"]


@pytest.mark.parametrize("form", [b"", b"short", bytes(32) + zlib.compress(b"BT (words) Tj ET")])
def test_a_form_without_its_svg_that_does_more_than_draw_is_refused(
    tmp_path: Path, form: bytes
) -> None:
    (picture(tmp_path) / "a.left.form").write_bytes(form)
    (tmp_path / "a.left.svg").unlink()
    with pytest.raises(UserError, match=r"a\.left\.form: is no picture that can be placed"):
        load_drawing(tmp_path, "a.left", "patch")


@pytest.mark.parametrize("form", [b"", b"short", form_of(SVG.format("M5 5 V9").encode())])
def test_a_form_of_another_svg_is_not_trusted(tmp_path: Path, form: bytes) -> None:
    (picture(tmp_path) / "a.left.form").write_bytes(form)
    assert b"10 0 l" in operators(tmp_path)


@pytest.mark.parametrize(
    ("path", "places", "told"),
    [
        ("M0 0 A1 1 0 0 0 2 2", PLACES, "is no picture that can be placed"),
        ("M0 0 H10", "{", "does not hold the places of a picture"),
        ("M0 0 H10", PLACES.replace("10", "-1"), "does not hold the places of a picture"),
    ],
)
def test_a_clinics_own_picture_is_refused_with_its_file(
    tmp_path: Path, path: str, places: str, told: str
) -> None:
    with pytest.raises(UserError, match=told) as caught:
        load_drawing(picture(tmp_path, path, places), "a.left", "patch")
    assert caught.value.problems[0].file.startswith(str(tmp_path / "a.left."))


def test_a_missing_picture_names_the_part_that_wants_it(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        load_drawing(tmp_path, "a.left", "patch")
    assert str(caught.value).endswith(
        "patch: there is no picture a.left.svg; draw it, or leave the picture out of the pattern"
    )


@pytest.mark.parametrize(
    "form",
    [
        b"junk",
        zlib.compress(b"0 0 m 9 9 l S")[:-3],
        zlib.compress(b"BT (words) Tj ET"),
        zlib.compress(b"q q q /Fm1 Do"),
        zlib.compress(b"1e9 0 0 rg"),
        zlib.compress(bytes(50_000_000)),
    ],
    ids=["junk", "cut", "text", "objects", "number", "bomb"],
)
def test_a_form_that_does_more_than_draw_is_not_trusted(tmp_path: Path, form: bytes) -> None:
    digest = form_of(SVG.format("M0 0 H10").encode())[:32]
    (picture(tmp_path) / "a.left.form").write_bytes(digest + form)
    assert b"10 0 l" in operators(tmp_path)


@pytest.mark.parametrize("size", ["1e308", "1e-9", "NaN", "0"])
def test_a_size_that_cannot_be_placed(tmp_path: Path, size: str) -> None:
    with pytest.raises(UserError, match="does not hold the places"):
        load_drawing(picture(tmp_path, places=PLACES.replace("10", size)), "a.left", "patch")


@pytest.mark.parametrize(
    ("svg", "told"),
    [
        ("", "line 1 is damaged from here on"),
        ("<svg>", "line 1 is damaged from here on"),
        ("<svg>" * 300 + "</svg>" * 300, "line 1 is nested more than 100 deep"),
        ('<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/hostname">]><svg/>', "a document type"),
        (SVG.format('M0 0" stroke="#000000" stroke-width="1 w (a) Tj'), "the width of a stroke"),
        (SVG.format('M0 0" stroke="#000000" stroke-linecap="x'), "the end or the join"),
        (SVG.format('M0 0" stroke="#000000" stroke-linejoin="x'), "the end or the join"),
        (SVG.format("M\uff10 1"), "M with numbers"),
        (SVG.format("M1234567890 1"), "M with numbers"),
    ],
)
def test_a_clinics_own_svg_that_cannot_be_compiled(tmp_path: Path, svg: str, told: str) -> None:
    (picture(tmp_path) / "a.left.svg").write_text(svg, "utf-8")
    with pytest.raises(UserError, match="is no picture that can be placed") as caught:
        load_drawing(tmp_path, "a.left", "patch")
    assert told in str(caught.value)


def test_a_comment_in_an_svg_says_nothing(tmp_path: Path) -> None:
    picture(tmp_path)
    text = SVG.format("M0 0 H10").replace("<path", "<!-- a --><?b c?><path")
    (tmp_path / "a.left.svg").write_text(text)
    assert b"10 0 l" in operators(tmp_path)


DRAWING = Drawing(
    "ball", b"", 100, 50, {"hip": [(10, 20), (30, 40)]}, {"thigh": [[(0, 0), (100, 0), (100, 50)]]}
)
PLACEMENT = Placement(DRAWING, left=7, top=9, scale=0.5, section="ball")


def test_an_anchor_is_scaled_and_moved() -> None:
    assert PLACEMENT.anchors("hip") == [(12, 19), (22, 29)]


def test_an_area_is_scaled_and_moved() -> None:
    assert PLACEMENT.areas("thigh") == [[(7, 9), (57, 9), (57, 34)]]


def test_a_leader_line_may_end_on_an_anchor_or_the_border_of_an_area() -> None:
    assert PLACEMENT.touchable("hip") == PLACEMENT.anchors("hip")
    assert PLACEMENT.touchable("thigh") == PLACEMENT.areas("thigh")[0]


@pytest.mark.parametrize("find", [Placement.anchors, Placement.areas, Placement.touchable])
def test_an_unknown_place_is_refused_with_its_section_and_a_near_name(find: object) -> None:
    assert callable(find)
    with pytest.raises(UserError, match=r'has no \w+ thihg; did you mean "thigh"') as caught:
        find(PLACEMENT, "thihg")
    assert caught.value.problems[0].field == "ball"


def test_an_area_is_not_an_anchor() -> None:
    with pytest.raises(UserError, match="the picture ball has no anchor thigh"):
        PLACEMENT.anchors("thigh")
    with pytest.raises(UserError, match="the picture ball has no area hip"):
        PLACEMENT.areas("hip")
