"""Read and write manifests: records are found again, after any cut and among any lines."""

from __future__ import annotations

import json
import os
import stat
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from handouts.batch.manifest import (
    MANIFEST,
    MAX_BYTES,
    SYNC_EVERY,
    ManifestWriter,
    Record,
    open_manifest,
)
from patterns.errors import ExitCode, UserError
from tests.helpers.failing_disk import names

if TYPE_CHECKING:
    from pathlib import Path

quickly = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def record(number: int, made_from: str = "a row") -> Record:
    data = f"sheet {number}".encode()
    digest = sha256(data).hexdigest()
    file = f"c-{number}.pdf"
    return Record(f"c-{number}", file, digest, len(data), "elbow", "0.1", 3, 1, 0.01, made_from)


def write(folder: Path, number: int) -> None:
    (folder / f"c-{number}.pdf").write_text(f"sheet {number}")


def recorded(folder: Path, *numbers: int) -> bytes:
    """Write files and record them; return the manifest."""
    with open_manifest(folder) as manifest:
        for number in numbers:
            write(folder, number)
            manifest.add(record(number))
    return (folder / MANIFEST).read_bytes()


def found(manifest: ManifestWriter, count: int) -> list[int]:
    """Return the numbers of the finished files."""
    return [n for n in range(count) if manifest.finished(f"c-{n}.pdf", "a row")]


def test_records_are_found_again(tmp_path: Path) -> None:
    lines = recorded(tmp_path, 0, 1, 2).splitlines()
    assert [json.loads(line) for line in lines] == [record(n)._asdict() for n in range(3)]
    assert stat.S_IMODE((tmp_path / MANIFEST).stat().st_mode) == 0o600
    with open_manifest(tmp_path) as manifest:
        assert manifest.finished("c-1.pdf", "a row") == record(1)
        assert found(manifest, 4) == [0, 1, 2]


def test_a_changed_row_and_a_changed_file_are_not_finished(tmp_path: Path) -> None:
    recorded(tmp_path, 0, 1, 2)
    (tmp_path / "c-1.pdf").write_text("Sheet 1")
    (tmp_path / "c-2.pdf").unlink()
    with open_manifest(tmp_path) as manifest:
        assert manifest.finished("c-0.pdf", "another row") is None
        assert found(manifest, 3) == [0]


@pytest.mark.parametrize("kind", ["link", "pipe", "endless"])
def test_a_link_in_place_of_a_finished_file_is_never_followed(tmp_path: Path, kind: str) -> None:
    recorded(tmp_path, 0)
    path = (tmp_path / "c-0.pdf").rename(tmp_path / "kept").parent / "c-0.pdf"
    if kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero" if kind == "endless" else "kept")
    with open_manifest(tmp_path) as manifest:
        assert found(manifest, 1) == []


def test_a_manifest_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with (tmp_path / MANIFEST).open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(UserError, match="the limit is 100,000,000"), open_manifest(tmp_path):
        pass
    assert (tmp_path / MANIFEST).stat().st_size == MAX_BYTES + 1


def test_the_last_line_on_a_file_counts(tmp_path: Path) -> None:
    recorded(tmp_path, 0)
    with open_manifest(tmp_path) as manifest:
        manifest.add(record(0, "a changed row"))
    with open_manifest(tmp_path) as manifest:
        assert found(manifest, 1) == []
        assert manifest.finished("c-0.pdf", "a changed row")


def test_a_line_that_was_cut_short_is_cut_off(tmp_path: Path) -> None:
    whole = recorded(tmp_path, 0, 1)
    second = whole.index(b"\n") + 1
    for length in range(second, len(whole)):
        (tmp_path / MANIFEST).write_bytes(whole[:length])
        with open_manifest(tmp_path) as manifest:
            assert found(manifest, 2) == [0]
            manifest.add(record(1))
        assert (tmp_path / MANIFEST).read_bytes() == whole


@pytest.mark.parametrize("nuls", [1, 4096])
def test_nuls_that_a_power_cut_has_left_are_cut_off(tmp_path: Path, nuls: int) -> None:
    whole = recorded(tmp_path, 0, 1)
    second = whole.index(b"\n") + 1
    for length in (0, second, second + 1, second + 30, len(whole) - 1):
        (tmp_path / MANIFEST).write_bytes(whole[:length] + bytes(nuls))
        with open_manifest(tmp_path) as manifest:
            assert found(manifest, 2) == [0][: bool(length)]
            for number in range(bool(length), 2):
                manifest.add(record(number))
        assert (tmp_path / MANIFEST).read_bytes() == whole


def test_lines_are_synchronized_as_they_come(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    fsync = os.fsync

    def counted(descriptor: int) -> None:
        synced.append(os.fstat(descriptor).st_size)
        fsync(descriptor)

    with open_manifest(tmp_path) as manifest:
        monkeypatch.setattr(os, "fsync", counted)
        for number in range(2 * SYNC_EVERY):
            manifest.add(record(number))
        size = (tmp_path / MANIFEST).stat().st_size
        assert len(synced) == 2
        assert synced[-1] == size


@quickly
@given(st.lists(st.binary(max_size=40) | st.just(json.dumps(record(1)._asdict()).encode())))
@example([b"[" * 100_000])
@example([json.dumps({**record(1)._asdict(), "file": []}).encode()])
@example([b'"a"', b"null", b"{}", b"\xff"])
def test_lines_of_others_do_no_harm(tmp_path: Path, lines: list[bytes]) -> None:
    mine = json.dumps(record(0)._asdict()).encode()
    write(tmp_path, 0)
    (tmp_path / MANIFEST).write_bytes(b"\n".join([*lines, mine, b""]))
    with open_manifest(tmp_path) as manifest:
        assert found(manifest, 1) == [0]


@pytest.mark.parametrize("key", Record._fields)
def test_a_line_with_a_value_of_another_kind_is_not_ours(tmp_path: Path, key: str) -> None:
    ours = recorded(tmp_path, 0, 1).splitlines(keepends=True)
    line = json.dumps({**record(0)._asdict(), key: {"a": 1}}).encode() + b"\n"
    (tmp_path / MANIFEST).write_bytes(line + ours[1])
    with open_manifest(tmp_path) as manifest:
        assert found(manifest, 2) == [1]


@pytest.mark.parametrize("text", ["mine", "mine\n", '{"a": 1}\n{"id":', "id,pattern\nc1,hip\n"])
def test_a_file_of_others_is_no_manifest_and_stays(tmp_path: Path, text: str) -> None:
    (tmp_path / MANIFEST).write_text(text)
    (tmp_path / MANIFEST).chmod(0o640)
    with pytest.raises(UserError, match="is no file of ours") as caught, open_manifest(tmp_path):
        pass
    assert caught.value.exit_code == ExitCode.CANNOT_WRITE
    assert (tmp_path / MANIFEST).read_text() == text
    assert stat.S_IMODE((tmp_path / MANIFEST).stat().st_mode) == 0o640


def test_a_manifest_that_others_may_read_is_taken_from_them(tmp_path: Path) -> None:
    recorded(tmp_path, 0)
    (tmp_path / MANIFEST).chmod(0o666)
    with open_manifest(tmp_path):
        assert stat.S_IMODE((tmp_path / MANIFEST).stat().st_mode) == 0o600


def test_a_second_run_is_refused_and_the_first_goes_on(tmp_path: Path) -> None:
    with open_manifest(tmp_path) as manifest:
        write(tmp_path, 0)
        manifest.add(record(0))
        with pytest.raises(UserError) as caught, open_manifest(tmp_path):
            pass
        write(tmp_path, 1)
        manifest.add(record(1))
    assert caught.value.exit_code == ExitCode.BUSY
    assert str(caught.value) == (
        f"{tmp_path}: another run is writing there; wait until it is done, or choose another place"
    )
    with open_manifest(tmp_path) as manifest:
        assert found(manifest, 3) == [0, 1]


def test_a_line_for_which_the_disk_has_no_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write
    with open_manifest(tmp_path) as manifest:
        manifest.add(record(0))
        monkeypatch.setattr(os, "write", lambda file, data: real(file, data[:9]))
        with pytest.raises(UserError, match="has no room left on the disk") as caught:
            manifest.add(record(1))
        monkeypatch.undo()
    assert caught.value.exit_code == ExitCode.CANNOT_WRITE
    write(tmp_path, 0)
    write(tmp_path, 1)
    with open_manifest(tmp_path) as manifest:
        assert found(manifest, 2) == [0]


@pytest.mark.parametrize("kind", ["folder", "link", "pipe"])
def test_a_manifest_that_is_none_is_refused(tmp_path: Path, kind: str) -> None:
    path, other = tmp_path / "here" / MANIFEST, tmp_path / "other"
    path.parent.mkdir()
    other.write_text("mine")
    if kind == "folder":
        path.mkdir()
    elif kind == "link":
        path.symlink_to(other)
    else:
        os.mkfifo(path)
    with pytest.raises(UserError) as caught, open_manifest(path.parent):
        pass
    assert caught.value.exit_code == ExitCode.CANNOT_WRITE
    assert str(caught.value).startswith(f"{path}: ")
    assert other.read_text() == "mine"
    assert names(path.parent) == [MANIFEST]
