"""Choose where files go, and refuse a place that cannot be written before the work begins."""

from __future__ import annotations

import stat
from datetime import date
from pathlib import Path

import pytest

from handouts.files.atomic import write_atomically
from handouts.files.targets import check_writable, default_name, is_to_be_made, make_folder, targets
from patterns.errors import ExitCode, UserError
from tests.helpers.failing_disk import names

OLD = b"old"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "sheet.pdf"


def test_places_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    (tmp_path / "circle").symlink_to("circle")
    places = {
        tmp_path / "file" / "a.pdf": "lies in a folder that is a file; choose another folder",
        tmp_path / "gone" / "a.pdf": "lies in a folder that is not there; make the folder first",
        tmp_path / "folder": "is a folder; name a file",
        tmp_path / "circle" / "a.pdf": (
            "has a folder that is a link in a circle; choose another folder"
        ),
        tmp_path / ("a" * 300): "has too long a name; choose a shorter one",
    }
    for place, message in places.items():
        for attempt in (
            check_writable,
            lambda at, replace: write_atomically(at, b"", replace=replace),
        ):
            with pytest.raises(UserError) as caught:
                attempt(place, replace=True)
            assert str(caught.value) == f"{place}: {message}"
    assert names(tmp_path) == ["circle", "file", "folder"]


@pytest.mark.skipif(not Path("/sys/kernel").is_dir(), reason="this system has no /sys/kernel")
def test_a_folder_of_the_system_is_refused_beforehand() -> None:
    with pytest.raises(UserError, match="may not be written; choose another folder"):
        check_writable(Path("/sys/kernel/a.pdf"), replace=False)


def test_looking_beforehand_leaves_nothing(target: Path) -> None:
    check_writable(target, replace=False)
    assert names(target.parent) == []
    target.write_bytes(OLD)
    check_writable(target, replace=True)
    with pytest.raises(UserError, match="is there already"):
        check_writable(target, replace=False)
    assert names(target.parent) == [target.name]


def test_names_tell_pattern_and_day() -> None:
    assert default_name("hip", date(2026, 3, 4), "card") == "card-hip-2026-03-04.pdf"
    name = default_name("lateral-hip-rotators", date(2026, 3, 4))
    assert name == "handout-lateral-hip-rotators-2026-03-04.pdf"


def test_where_files_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there").mkdir()
    assert targets(["a", "b"], None) == [Path("a"), Path("b")]
    assert targets(["a"], "one.pdf") == [Path("one.pdf")]
    assert targets(["a"], "there") == [Path("there/a")]
    assert targets(["a", "b"], "new/er/") == [Path("new/er/a"), Path("new/er/b")]
    assert not (tmp_path / "new").exists()
    with pytest.raises(UserError, match="one: several patterns need a folder; end its name in /"):
        targets(["a", "b"], "one")
    with pytest.raises(UserError, match="two patterns have the same name"):
        targets(["a", "a"], None)


def test_a_folder_cannot_be_made_where_a_file_is(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UserError) as caught:
        make_folder(tmp_path / "file")
    assert caught.value.exit_code == ExitCode.CANNOT_WRITE
    make_folder(tmp_path / "a" / "b")
    make_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()


def test_a_folder_for_sheets_is_private_with_those_it_lies_in(tmp_path: Path) -> None:
    make_folder(tmp_path / "a" / "b")
    for folder in (tmp_path / "a", tmp_path / "a" / "b"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def refuse_early(where: str) -> None:
    """Look at a place as a command does before it makes anything."""
    for path in targets(["x.pdf"], where):
        check_writable(path, replace=False, to_be_made=is_to_be_made(where))


def test_a_name_too_long_for_a_folder(tmp_path: Path) -> None:
    for where in (f"{tmp_path}/{'a' * 300}", f"{tmp_path}/{'a' * 300}/"):
        with pytest.raises(UserError, match="has too long a name"):
            refuse_early(where)
