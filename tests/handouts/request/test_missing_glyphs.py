"""Characters that no font has are reported at their positions in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handouts.request.missing_glyphs import missing_glyphs, with_source_locations
from patterns.errors import Problem, UserError

if TYPE_CHECKING:
    from pathlib import Path

BRAND = """\
name: Clinic \u674e
logo: \u674e.png
colours: {primary: "#17505a", accent: "#9a4a12"}
contact: [{label: \u674e, text: "1 \u674e\u9ea6"}]
notice_additions:
  - In order.
  - \u0141ucja \u1ecc\u0301la
"""
PLACES = [
    "1:7: name: U+674E",
    "4:28: contact[1].text: U+674E CJK UNIFIED IDEOGRAPH-674E and U+9EA6 CJK",
    "7:5: notice_additions[2]: U+1ECC",
]


@pytest.fixture
def brand(tmp_path: Path) -> Path:
    path = tmp_path / "b.yaml"
    path.write_text(BRAND, "utf-8")
    return path


def test_every_letter_is_told_at_its_place(brand: Path) -> None:
    lines = sorted(map(str, missing_glyphs(brand, None)))
    assert [line[: len(f"{brand}:{place}")] for line, place in zip(lines, PLACES, strict=True)] == [
        f"{brand}:{place}" for place in PLACES
    ]


def test_what_the_layout_could_not_set_is_told_by_the_files(brand: Path) -> None:
    met = [Problem("", 0, 0, "notice", "U+674E"), Problem("", 0, 0, "client", "U+4E8C")]
    with pytest.raises(UserError) as caught, with_source_locations([brand], None):
        raise UserError(met)
    places = [(problem.file, problem.field) for problem in caught.value.problems]
    assert ("", "client") in places
    assert ("", "notice") not in places
    assert len(places) == 1 + len(PLACES)


@pytest.mark.parametrize("file", ["", "logo.svg"])
def test_what_is_no_matter_of_letters_stays_as_it_is(brand: Path, file: str) -> None:
    brand.write_text("name: Clinic\n", "utf-8")
    met = UserError([Problem(file, 0, 0, "patch", "does not fit")])
    with (
        pytest.raises(UserError) as caught,
        with_source_locations([brand], None),
    ):
        raise met
    assert caught.value.problems == met.problems
