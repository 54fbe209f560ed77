"""Patterns and activities are found by id in both libraries, or by a path, and checked together."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from patterns.catalog import load, load_activity, load_all, load_all_activities, load_file
from patterns.errors import UserError
from patterns.library_paths import (
    ACTIVITIES,
    ACTIVITY_FILE,
    LIBRARY,
    PATTERN_FILE,
    activity_folders,
    pattern_folders,
)
from tests.helpers.pattern_trees import (
    ACTIVITY_IDS,
    HIP,
    IDS,
    OWN,
    activity_tree,
    set_at,
    tree,
    write_library,
)


def refusal(name: str, own: Path | None = None, added: tuple[str, ...] = ()) -> str:
    with pytest.raises(UserError) as caught:
        load(name, own, added)
    return str(caught.value)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Return a copy of the library of the tests."""
    return Path(shutil.copytree(OWN, tmp_path / "own"))


def edit(file: Path, old: str, new: str) -> Path:
    source = file.read_text("utf-8")
    assert source.count(old) == 1
    file.write_text(source.replace(old, new), "utf-8")
    return file


def activity_file(library: Path, name: str) -> Path:
    return library / ACTIVITIES / name / ACTIVITY_FILE


def test_the_library_is_found_without_a_folder_of_ones_own() -> None:
    assert pattern_folders()[HIP] == LIBRARY / HIP
    assert all(folder.parent == LIBRARY for folder in pattern_folders().values())
    assert all(folder.parent == LIBRARY / ACTIVITIES for folder in activity_folders().values())


def test_the_clinics_own_patterns_join_the_library() -> None:
    assert set(pattern_folders(OWN)) == set(IDS)
    assert set(activity_folders(OWN)) == set(ACTIVITY_IDS)


def test_a_folder_that_does_not_exist_holds_nothing(tmp_path: Path) -> None:
    assert pattern_folders(tmp_path / "nowhere") == pattern_folders()
    assert activity_folders(tmp_path / "nowhere") == activity_folders()


@pytest.mark.parametrize("name", IDS)
def test_a_pattern_comes_with_its_activities_and_the_folders_of_their_pictures(name: str) -> None:
    entry, folders = load(name, OWN), activity_folders(OWN)
    assert entry.pattern.id == name
    assert entry.pictures == pattern_folders(OWN)[name] / "pictures"
    used = [use for use in entry.pattern.used() if use not in ("patch", "cold", "heat")]
    assert list(entry.activities) == used
    for use, each in entry.activities.items():
        assert each.activity.id == use
        assert each.file == folders[use] / ACTIVITY_FILE
        assert each.pictures == folders[use] / "pictures"
    files = [each.file for each in entry.activities.values()]
    assert entry.text_files == (pattern_folders(OWN)[name] / PATTERN_FILE, *files)


def test_a_sheet_may_add_activities_that_the_pattern_does_not_use() -> None:
    entry = load("own-calf", OWN, ("walk", "pigeon-pose", "own-level-pillow"))
    assert list(entry.activities)[-2:] == ["pigeon-pose", "own-level-pillow"]
    assert set(entry.activities) - set(load("own-calf", OWN).activities) == {
        "pigeon-pose",
        "own-level-pillow",
    }


def test_an_activity_that_no_library_has_cannot_be_added() -> None:
    known = f"none of the {len(ACTIVITY_IDS)} known here is close"
    assert refusal("own-calf", OWN, ("walk", "wolk", "patch")).splitlines() == [
        'add[2]: is no activity of the library; did you mean "walk"?',
        f"add[3]: is no activity of the library; {known}",
    ]


def test_a_pattern_of_ones_own_takes_the_place_of_a_shipped_one(tmp_path: Path) -> None:
    write_library(tmp_path, set_at(tree(HIP), ("title",), "My own hips"))
    assert load(HIP, tmp_path).pattern.title == "My own hips"


def test_an_activity_of_ones_own_takes_the_place_of_a_shipped_one(tmp_path: Path) -> None:
    write_library(tmp_path, set_at(activity_tree("walk"), ("title",), "My own walk"))
    assert load(HIP, tmp_path).activities["walk"].activity.title == "My own walk"


def test_a_pattern_of_ones_own_uses_both_libraries(tmp_path: Path) -> None:
    changed = set_at(tree("own-calf"), ("id",), "shin")
    own = [name for name in ACTIVITY_IDS if name not in activity_folders()]
    write_library(tmp_path, changed, *map(activity_tree, own))
    entry = load("shin", tmp_path)
    folders = {name: each.file.parent.parent.parent for name, each in entry.activities.items()}
    assert folders["walk"] == LIBRARY
    assert folders["own-heel-drop"] == tmp_path


def test_a_path_is_read_as_it_is(tmp_path: Path) -> None:
    shutil.copytree(OWN / ACTIVITIES, tmp_path / ACTIVITIES)
    shutil.copy(OWN / "own-calf" / PATTERN_FILE, tmp_path / "mine.yaml")
    assert load(str(tmp_path / "mine.yaml")).pattern.id == "own-calf"
    assert load_file(OWN / "own-calf" / PATTERN_FILE, OWN) == load("own-calf", OWN)
    assert load(str(OWN / "own-calf" / PATTERN_FILE)) == load("own-calf", OWN)


def test_a_slip_in_an_id_gets_the_nearest_as_a_hint() -> None:
    message = f'lateral-hip-rotator: there is no such pattern; did you mean "{HIP}"?'
    assert refusal("lateral-hip-rotator") == message


def test_an_id_like_no_other_gets_all_as_a_hint() -> None:
    assert refusal("knee", OWN) == (f"knee: there is no such pattern; known here: {', '.join(IDS)}")


def test_an_id_must_be_the_name_of_its_folder(tmp_path: Path) -> None:
    shutil.copytree(OWN / ACTIVITIES, tmp_path / ACTIVITIES)
    shutil.copytree(OWN / "own-calf", tmp_path / "shin")
    place = tmp_path / "shin" / PATTERN_FILE
    told = f"{place}:3:5: id: is not the name of its folder; write id: shin"
    assert refusal("shin", tmp_path) == told


def test_the_id_of_an_activity_must_be_the_name_of_its_folder(own: Path) -> None:
    file = edit(activity_file(own, "own-heel-drop"), "id: own-heel-drop", "id: heel-lift")
    told = f"{file}:3:5: id: is not the name of its folder; write id: own-heel-drop"
    assert refusal("own-calf", own) == told
    with pytest.raises(UserError, match="is not the name of its folder"):
        load_activity(file.parent)


def test_no_pattern_has_the_name_of_the_folder_of_activities(tmp_path: Path) -> None:
    write_library(tmp_path, set_at(tree("own-sternocleidomastoid"), ("id",), ACTIVITIES))
    for name in ("own-level-pillow", "own-slow-head-turn"):
        shutil.copytree(OWN / ACTIVITIES / name, tmp_path / ACTIVITIES / name)
    assert refusal(ACTIVITIES, tmp_path) == (
        f"{tmp_path / ACTIVITIES / PATTERN_FILE}:2:8: id: is the name of the folder of activities; "
        "choose another id"
    )


def test_an_unknown_activity_gets_the_nearest_of_both_libraries(own: Path) -> None:
    file = own / "own-calf" / PATTERN_FILE
    edit(file, "{use: own-ankle-pump, moment", "{use: pigeon-poes, moment")
    assert refusal("own-calf", own) == (
        f'{file}:49:11: care[2].use: is no activity of the library; did you mean "pigeon-pose"?'
    )
    edit(file, "{use: pigeon-poes, moment", "{use: neck-turn, moment")
    assert 'did you mean "neck-turns"?' in refusal("own-calf", own)


def test_the_faults_of_activities_and_of_care_are_told_together(own: Path) -> None:
    pump = edit(activity_file(own, "own-ankle-pump"), "repeats: 10", "repeats: 30")
    drop = edit(activity_file(own, "own-heel-drop"), "sets: 3", "sets: 9")
    file = edit(
        own / "own-calf" / PATTERN_FILE, "{about: own-heel-drop, label", "{about: hops, label"
    )
    told = [line.partition(";")[0] for line in refusal("own-calf", own).splitlines()]
    assert told == [
        f"{pump}:17:34: dose.repeats: 30 is too much",
        f"{drop}:21:9: dose.sets: 9 is too much",
        f"{file}:114:13: week[5].about: is no remedy or section of this pattern",
    ]


def test_a_path_that_leads_nowhere_is_refused(tmp_path: Path) -> None:
    assert "mine.yaml" in refusal(str(tmp_path / "mine.yaml"))


def test_a_link_that_does_not_exist_is_reported(tmp_path: Path) -> None:
    walk = tmp_path / ACTIVITIES / "walk-far"
    for place, name in ((tmp_path / "elbow", PATTERN_FILE), (walk, ACTIVITY_FILE)):
        place.mkdir(parents=True)
        (place / name).symlink_to("gone.yaml")
    with pytest.raises(UserError, match="there is no such file"):
        load("elbow", tmp_path)
    with pytest.raises(UserError, match="there is no such file"):
        load_activity(activity_folders(tmp_path)["walk-far"])


def test_all_that_can_be_loaded_is_listed_by_id_beside_the_problems(own: Path) -> None:
    edit(activity_file(own, "own-heel-drop"), "sets: 3", "sets: 9")
    entries, problems = load_all(own)
    assert [entry.pattern.id for entry in entries] == [name for name in IDS if name != "own-calf"]
    activities, faults = load_all_activities(own)
    assert [entry.activity.id for entry in activities] == [
        name for name in ACTIVITY_IDS if name != "own-heel-drop"
    ]
    assert problems == faults
    assert [problem.field for problem in problems] == ["dose.sets"]


def test_all_of_the_libraries_can_be_loaded() -> None:
    entries, problems = load_all(OWN)
    activities, faults = load_all_activities(OWN)
    assert problems == faults == []
    assert [entry.pattern.id for entry in entries] == list(IDS)
    assert [entry.activity.id for entry in activities] == list(ACTIVITY_IDS)


@pytest.mark.parametrize("listing", [load_all, load_all_activities])
def test_a_library_that_does_not_exist_is_refused(tmp_path: Path, listing: object) -> None:
    with pytest.raises(UserError, match="there is no such folder"):
        listing(tmp_path / "nowhere")  # type: ignore[operator]
