"""Picture files: forms are trusted only with their SVG, and faults of a clinic's own are told."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import pytest

from handouts.layout.drawings import form_of, load_drawing
from patterns.errors import UserError

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
    marked = form_of(svg)[:32] + zlib.compress(b"from the form")
    (picture(tmp_path) / "a.left.form").write_bytes(marked)
    assert operators(tmp_path) == b"from the form"


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
