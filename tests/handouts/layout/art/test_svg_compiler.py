"""Test that every path command draws the same points, and that only the subset is accepted."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from handouts.layout.art.svg_compiler import compile_svg, form_of
from patterns.library_paths import LIBRARY

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">{}</svg>'


def operators(inside: str) -> list[str]:
    compiled = zlib.decompress(compile_svg(SVG.format(inside).encode()))
    return compiled.decode("ascii").split("\n")


def drawn(data: str) -> str:
    """Return the operators of a path without its paint."""
    fill, steps, paint = operators(f'<path d="{data}"/>')
    assert (fill, paint) == ("0 0 0 rg", "f")
    return steps


@pytest.mark.parametrize(
    ("absolute", "relative", "wanted"),
    [
        ("M10 20L30 40Z", "m10 20l20 20z", "10 20 m 30 40 l h"),
        ("M10 20H50V60", "m10 20h40v40", "10 20 m 50 20 l 50 60 l"),
        (
            "M10 20C11 21 12 22 13 23",
            "m10 20c1 1 2 2 3 3",
            "10 20 m 11 21 12 22 13 23 c",
        ),
        ("M10 20 30 40 50 60", "m10 20 20 20 20 20", "10 20 m 30 40 l 50 60 l"),
        ("M10 20L30 40ZM5 5L6 6", "m10 20l20 20zm-5-15l1 1", "10 20 m 30 40 l h 5 5 m 6 6 l"),
        ("M1.25 .5L-.5 2", "m1.25.5l-1.75 1.5", "1.2 0.5 m -0.5 2 l"),
        (
            "M0 0C1 1 2 2 3 3 4 4 5 5 6 6",
            "m0 0c1 1 2 2 3 3 1 1 2 2 3 3",
            "0 0 m 1 1 2 2 3 3 c 4 4 5 5 6 6 c",
        ),
    ],
)
def test_relative_and_absolute_give_the_same(absolute: str, relative: str, wanted: str) -> None:
    assert drawn(absolute) == wanted
    assert drawn(relative) == wanted


def test_after_a_closed_part_points_count_from_its_start() -> None:
    assert drawn("M10 10l5 0zl0 7") == "10 10 m 15 10 l h 10 17 l"


def test_paint_is_inherited_and_overruled() -> None:
    inside = (
        '<g fill="none" stroke="#ff0000" stroke-width="2.5" stroke-linecap="round"'
        ' stroke-linejoin="bevel"><path d="M0 0L1 1"/><path fill="#0000ff" d="M0 0L1 1"/></g>'
    )
    stroke = ["1 0 0 RG 2.5 w", "1 J", "2 j", "0 0 m 1 1 l"]
    assert operators(inside) == [*stroke, "S", "0 0 1 rg", *stroke, "B"]


def test_even_odd_holes_stay_holes() -> None:
    assert operators('<path fill-rule="evenodd" d="M0 0L1 1"/>')[-1] == "f*"


def test_a_path_without_paint_is_not_painted() -> None:
    assert operators('<path fill="none" d="M0 0L1 1"/>')[-1] == "n"


@pytest.mark.parametrize(
    "inside",
    [
        '<rect width="5" height="5"/>',
        '<path d="M0 0L1 1" transform="scale(2)"/>',
        '<path d="M0 0L1 1" opacity="0.5"/>',
        '<g style="fill:red"><path d="M0 0L1 1"/></g>',
        "<text>words</text>",
        '<image href="file:///etc/passwd"/>',
        '<path d="M0 0A5 5 0 0 1 9 9"/>',
        '<path d="M0 0Q5 5 9 9"/>',
        '<path d="M0 0T9 9"/>',
    ],
)
def test_what_is_outside_the_subset_is_refused(inside: str) -> None:
    with pytest.raises(ValueError, match="outside the subset"):
        operators(inside)


@pytest.mark.parametrize("color", ["red", "url(#gradient)", "#f00", "rgb(1,2,3)"])
def test_a_color_that_is_no_plain_one_is_refused(color: str) -> None:
    with pytest.raises(ValueError, match="outside the subset"):
        operators(f'<path fill="{color}" d="M0 0L1 1"/>')


@pytest.mark.parametrize("data", ["M0 0L1", "M0 0C1 1 2 2 3", "5 5L1 1", "M0 0Z5 5"])
def test_a_path_that_lacks_a_number_or_a_command_is_refused(data: str) -> None:
    with pytest.raises(ValueError, match="path"):
        drawn(data)


def test_an_entity_is_not_resolved() -> None:
    bomb = '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + SVG.format("&a;")
    with pytest.raises((ValueError, TypeError)):
        compile_svg(bomb.encode())


@pytest.mark.parametrize(
    "svg", sorted(LIBRARY.glob("*/pictures/*.svg")), ids=lambda path: Path(path).stem
)
def test_the_form_of_a_picture_is_its_svg_compiled(svg: Path) -> None:
    assert svg.with_suffix(".form").read_bytes() == form_of(svg.read_bytes())
