"""The files of a pattern are found by id or path, the clinic's own first, in a fixed order."""

from __future__ import annotations

from pathlib import Path

import pytest

from patterns.errors import UserError
from patterns.library_paths import (
    LIBRARY,
    activity_folders,
    checked_library,
    files_in,
    is_path,
    library_of,
    library_remarks,
    pattern_file,
    pattern_folders,
)

HIP = "lateral-hip-rotators"


def make_pattern(library: Path, name: str, *pictures: str) -> Path:
    folder = library / name
    (folder / "pictures").mkdir(parents=True)
    (folder / "pattern.yaml").write_text(f"id: {name}\n", "utf-8")
    for picture in pictures:
        (folder / "pictures" / picture).write_bytes(b"")
    return folder


def test_the_shipped_library_is_there() -> None:
    assert pattern_folders()[HIP] == LIBRARY / HIP
    assert all((folder / "pattern.yaml").is_file() for folder in pattern_folders().values())


def test_the_clinics_own_patterns_come_beside_the_shipped_ones(tmp_path: Path) -> None:
    own = make_pattern(tmp_path, "elbow")
    make_pattern(tmp_path, HIP)
    (tmp_path / "empty").mkdir()
    known = pattern_folders(tmp_path)
    assert known["elbow"] == own
    assert known[HIP] == tmp_path / HIP
    assert set(known) == {*pattern_folders(), "elbow"}


def test_an_unknown_id_is_reported_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="there is no such pattern") as caught:
        pattern_file(HIP[:-1], tmp_path)
    assert HIP in str(caught.value)


@pytest.mark.parametrize(
    ("name", "path"),
    [(HIP, False), ("elbow.yaml", True), ("elbow.yml", True), ("a/b", True), ("yaml", False)],
)
def test_a_path_is_reported_from_an_id(name: str, path: bool) -> None:
    assert is_path(name) is path
    if path:
        assert pattern_file(name) == Path(name)


def test_activities_are_found_in_both_libraries(tmp_path: Path) -> None:
    shipped = activity_folders()
    assert shipped["walk"] == LIBRARY / "activities" / "walk"
    for name in ("own-walk", "walk"):
        (tmp_path / "activities" / name).mkdir(parents=True)
        (tmp_path / "activities" / name / "activity.yaml").write_text(f"id: {name}\n", "utf-8")
    (tmp_path / "activities" / "empty").mkdir()
    own = {name: tmp_path / "activities" / name for name in ("own-walk", "walk")}
    assert activity_folders(tmp_path) == {**shipped, **own}
    assert "activities" not in pattern_folders(tmp_path)


def test_each_shipped_id_that_a_clinic_uses_is_told(tmp_path: Path) -> None:
    make_pattern(tmp_path, HIP)
    make_pattern(tmp_path, "elbow")
    (tmp_path / "activities" / "walk").mkdir(parents=True)
    (tmp_path / "activities" / "walk" / "activity.yaml").write_text("id: walk\n", "utf-8")
    told = [str(remark) for remark in library_remarks(tmp_path)]
    hint = "give it an id of its own to keep both"
    assert told == [
        f"{tmp_path / HIP}: is used in place of the shipped pattern of this id; {hint}",
        f"{tmp_path}/activities/walk: is used in place of the shipped activity of this id; {hint}",
    ]
    assert library_remarks(None) == library_remarks(LIBRARY) == []


def test_the_files_of_a_folder_come_in_one_order(tmp_path: Path) -> None:
    names = ("b.svg", "a.svg", "a.json", "a.form", "a.scene.yaml", "notes.txt")
    folder = make_pattern(tmp_path, "elbow", *names)
    pictures = folder / "pictures"
    assert files_in(folder, "pattern.yaml") == [
        folder / "pattern.yaml",
        *(pictures / name for name in ("a.form", "a.json", "a.svg", "b.svg")),
    ]


def test_a_folder_without_pictures_gives_its_file_alone(tmp_path: Path) -> None:
    assert files_in(tmp_path, "elbow.yaml") == [tmp_path / "elbow.yaml"]


@pytest.mark.parametrize(
    ("name", "library"),
    [
        ("own/elbow/pattern.yaml", "own"),
        ("elbow/pattern.yaml", "."),
        ("pattern.yaml", ".."),
        ("../pattern.yaml", "../.."),
        ("/own/elbow/pattern.yaml", "/own"),
        ("own/elbow.yaml", "own"),
        ("elbow.yaml", "."),
    ],
)
def test_the_library_of_a_file_is_the_folder_of_its_folder(name: str, library: str) -> None:
    assert library_of(name, None) == Path(library)
    assert library_of(name, Path("given")) == Path("given")


def test_an_id_lies_in_the_library_that_is_given() -> None:
    assert library_of("elbow", None) is None
    assert library_of("elbow", Path("given")) == Path("given")


def test_a_folder_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    assert checked_library(None) is None
    assert checked_library(tmp_path) == tmp_path
    with pytest.raises(UserError, match="there is no such folder"):
        checked_library(tmp_path / "nowhere")
