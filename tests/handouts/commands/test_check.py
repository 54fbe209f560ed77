"""Check a brand, and a clinic's own pattern or activity: what its pictures lack is reported."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from handouts import interruption
from handouts.commands.check import check
from patterns.library_paths import ACTIVITIES, ACTIVITY_FILE, LIBRARY, PATTERN_FILE
from tests.helpers import EXAMPLES

if TYPE_CHECKING:
    from pathlib import Path

ID = "lateral-hip-rotators"
ACTIVITY = "pigeon-pose"


def copied(folder: Path, *way: str) -> Path:
    """Copy a folder of the library to a clinic's own."""
    own = folder.joinpath(*way)
    shutil.copytree(LIBRARY.joinpath(*way), own, ignore=shutil.ignore_patterns("scenes"))
    return own


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Copy a pattern of the library to a clinic's own folder."""
    return copied(tmp_path, ID)


@pytest.fixture
def activity(tmp_path: Path) -> Path:
    """Copy an activity of the library to a clinic's own folder."""
    return copied(tmp_path, ACTIVITIES, ACTIVITY)


def replaced(folder: Path, old: str, new: str, name: str = PATTERN_FILE) -> None:
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_a_whole_pattern_has_no_problems(own: Path) -> None:
    assert check([own]) == (1, [])


def test_a_whole_activity_has_no_problems(activity: Path) -> None:
    assert check([activity]) == (1, [])


def test_a_brand_with_a_logo_has_no_problems() -> None:
    assert check([EXAMPLES / "harbour-lane.yaml"]) == (1, [])


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("kind: stripes, at: ice", "kind: ring, at: ice", "no anchor ice; "),
        ("at: site.outer-hip", "at: site.outer", "no area site.outer; did you mean"),
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


def test_an_anchor_that_the_drawing_of_an_activity_lacks_is_named(activity: Path) -> None:
    replaced(activity, "    sore: ", "    sore: no-", ACTIVITY_FILE)
    _, problems = check([activity])
    assert [problem.field for problem in problems] == ["frames[1].picture"] * 2
    assert all("has no anchor no-" in problem.message for problem in problems)
    assert [problem.message.split()[0] for problem in problems] == [
        f"{ACTIVITY}.pigeon-start.left",
        f"{ACTIVITY}.pigeon-start.right",
    ]


def test_an_anchor_that_a_pattern_chooses_and_a_drawing_lacks_is_named(own: Path) -> None:
    replaced(own, "sore: sore, title", "sore: no-sore, title")
    _, problems = check([own])
    assert {problem.field for problem in problems} == {"care[6].sore"}
    assert sorted(problem.message for problem in problems) == [
        f"bridge.{picture} has no anchor no-sore"
        for picture in ("bridge-start.left", "bridge-start.right", "bridge.left", "bridge.right")
    ]


def test_a_drawing_that_is_not_there_is_named(activity: Path) -> None:
    for kind in ("svg", "form"):  # a form stands for its drawing
        (activity / "pictures" / f"pigeon.right.{kind}").unlink()
    _, problems = check([activity])
    assert [problem.field for problem in problems] == ["frames[2].picture"]
    assert "there is no pigeon.right.svg in pictures/" in problems[0].message


def test_a_drawing_that_cannot_be_placed_is_named(own: Path, activity: Path) -> None:
    drawings = [(own, "pain-plate.both.svg"), (activity, "pigeon.left.svg")]
    for folder, name in drawings:
        svg = folder / "pictures" / name
        svg.write_text(svg.read_text("utf-8").replace("<path ", "<circle ", 1), "utf-8")
        _, problems = check([folder])
        assert [problem.file for problem in problems] == [str(svg)]


def test_a_signal_ends_a_check_before_the_next_file(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(interruption, "_received", [15])
    with pytest.raises(interruption.Interrupted):
        check([own])
