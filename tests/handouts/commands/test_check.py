"""Check a brand, and a clinic's own pattern: what its pictures lack is reported."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from handouts import interruption
from handouts.commands.check import check
from patterns.library_paths import LIBRARY
from tests.helpers import EXAMPLES

if TYPE_CHECKING:
    from pathlib import Path

ID = "lateral-hip-rotators"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Copy a pattern of the library to a clinic's own folder."""
    shutil.copytree(LIBRARY / ID, tmp_path / ID, ignore=shutil.ignore_patterns("scenes"))
    return tmp_path / ID


def replaced(pattern: Path, old: str, new: str) -> None:
    path = pattern / "pattern.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_a_whole_pattern_has_no_problems(own: Path) -> None:
    assert check([own]) == (1, [])


def test_a_brand_with_a_logo_has_no_problems() -> None:
    assert check([EXAMPLES / "harbour-lane.yaml"]) == (1, [])


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("at: ball.2", "at: bal.2", 'no anchor bal.2; did you mean "ball.2"?'),
        ("at: site.outer-hip", "at: site.outer", "no anchor site.outer; did you mean"),
        ("at: pain.hip", "at: piriformis", "no area piriformis; "),
        ("{at: tailbone,", "{at: tail,", 'no anchor or area tail; did you mean "tailbone"?'),
    ],
)
def test_a_place_that_the_drawing_lacks_is_named(
    own: Path, old: str, new: str, message: str
) -> None:
    replaced(own, old, new)
    _, problems = check([own])
    assert len(problems) == 3
    assert all(message in str(problem) for problem in problems)


def test_a_drawing_that_cannot_be_placed_is_named(own: Path) -> None:
    svg = own / "pictures" / "pigeon.left.svg"
    svg.write_text(svg.read_text("utf-8").replace("<path ", "<circle ", 1), "utf-8")
    _, problems = check([own])
    assert [problem.file for problem in problems] == [str(svg)]


def test_a_signal_ends_a_check_before_the_next_file(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(interruption, "_received", [15])
    with pytest.raises(interruption.Interrupted):
        check([own])
