"""Patterns are found by id in the library and in a clinic's folder, or by a path."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from patterns.catalog import load, load_all_activities, load_file
from patterns.errors import UserError
from patterns.library_paths import (
    ACTIVITIES,
    ACTIVITY_FILE,
    LIBRARY,
    PATTERN_FILE,
    activity_folders,
    pattern_folders,
)
from patterns.rules.care import APPLICATIONS
from tests.helpers.pattern_trees import HIP, IDS, OWN

if TYPE_CHECKING:
    from pathlib import Path


def refusal(name: str, own: Path | None = None) -> str:
    with pytest.raises(UserError) as caught:
        load(name, own)
    return str(caught.value)


def test_the_library_is_found_without_a_folder_of_ones_own() -> None:
    assert pattern_folders() == {HIP: LIBRARY / HIP}


def test_the_clinics_own_patterns_join_the_library() -> None:
    assert set(pattern_folders(OWN)) == set(IDS)


def test_a_folder_that_does_not_exist_holds_nothing(tmp_path: Path) -> None:
    assert pattern_folders(tmp_path / "nowhere") == pattern_folders()


@pytest.mark.parametrize("name", IDS)
def test_a_pattern_comes_with_the_folder_of_its_pictures(name: str) -> None:
    entry = load(name, OWN)
    assert entry.pattern.id == name
    assert entry.pictures == pattern_folders(OWN)[name] / "pictures"


def test_the_shipped_pattern_wins_over_one_of_the_same_id(tmp_path: Path) -> None:
    shutil.copytree(OWN / "calf", tmp_path / HIP)
    assert load(HIP, tmp_path).pattern.title == load(HIP).pattern.title


def test_a_path_is_read_as_it_is(tmp_path: Path) -> None:
    shutil.copy(OWN / "calf" / PATTERN_FILE, tmp_path / "mine.yaml")
    assert load(str(tmp_path / "mine.yaml"), OWN).pattern.id == "calf"
    assert load_file(OWN / "calf" / PATTERN_FILE, OWN) == load("calf", OWN)
    assert load(str(OWN / "calf" / PATTERN_FILE)) == load("calf", OWN)


def test_a_pattern_comes_with_the_activities_that_it_uses_and_those_that_are_added() -> None:
    entry = load("calf", OWN)
    assert set(entry.activities) == {*entry.pattern.used()} - {*APPLICATIONS}
    more = load("calf", OWN, ("bridge", "walk"))
    assert set(more.activities) == {*entry.activities, "bridge", "walk"}


def test_every_activity_that_is_not_there_is_told_by_its_number() -> None:
    with pytest.raises(UserError) as caught:
        load("calf", OWN, ("wolk", "walk", "bride"))
    assert str(caught.value).splitlines() == [
        'add[1]: is no activity of the library; did you mean "walk"?',
        'add[3]: is no activity of the library; did you mean "bridge"?',
    ]


def test_an_activity_must_have_the_name_of_its_folder(tmp_path: Path) -> None:
    shutil.copytree(LIBRARY / ACTIVITIES / "walk", tmp_path / ACTIVITIES / "stroll")
    file = tmp_path / ACTIVITIES / "stroll" / ACTIVITY_FILE
    entries, problems = load_all_activities(tmp_path)
    assert [entry.activity.id for entry in entries] == sorted(activity_folders())
    message = f"{file}: id: is not the name of its folder; write id: stroll"
    assert [str(problem) for problem in problems] == [message]


def test_a_slip_in_an_id_gets_the_nearest_as_a_hint() -> None:
    message = f'lateral-hip-rotator: there is no such pattern; did you mean "{HIP}"?'
    assert refusal("lateral-hip-rotator") == message


def test_an_id_like_no_other_gets_all_as_a_hint() -> None:
    message = f"knee: there is no such pattern; known here: {', '.join(IDS)}"
    assert refusal("knee", OWN) == message


def test_an_id_must_be_the_name_of_its_folder(tmp_path: Path) -> None:
    shutil.copytree(OWN / ACTIVITIES, tmp_path / ACTIVITIES)
    shutil.copytree(OWN / "calf", tmp_path / "shin")
    place = tmp_path / "shin" / PATTERN_FILE
    assert (
        refusal("shin", tmp_path) == f"{place}: id: is not the name of its folder; write id: shin"
    )


def test_a_path_that_leads_nowhere_is_refused(tmp_path: Path) -> None:
    assert "mine.yaml" in refusal(str(tmp_path / "mine.yaml"))


def test_a_link_that_does_not_exist_is_reported(tmp_path: Path) -> None:
    (tmp_path / "elbow").mkdir()
    (tmp_path / "elbow" / "pattern.yaml").symlink_to("gone.yaml")
    with pytest.raises(UserError, match="there is no such file"):
        load("elbow", tmp_path)
