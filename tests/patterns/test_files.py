"""A regular file is read up to its limit; anything else is refused without waiting for it."""

from __future__ import annotations

import errno
import os
import socket
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from patterns.errors import ExitCode, UserError
from patterns.files import is_folder, list_folder, read_file, walk_files

if TYPE_CHECKING:
    from collections.abc import Callable


def make_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))


def make_circle(path: Path) -> None:
    path.symlink_to(path)


def refusal(path: Path) -> str:
    """Return the message for a path that cannot be read."""
    begun = time.monotonic()
    with pytest.raises(UserError) as caught:
        read_file(path, name="plan.yaml", limit=10)
    assert time.monotonic() - begun < 5  # it is not waited for
    assert caught.value.exit_code is ExitCode.BAD_INPUT
    return str(caught.value)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (Path.mkdir, "is a folder; name a file"),
        (os.mkfifo, "is a pipe; name a file"),
        (make_socket, "is a socket or a device; name a file"),
        (
            make_circle,
            "is a link that leads in a circle; name the file itself",
        ),
        (lambda path: None, "there is no such file; check the name and the folder"),
        (lambda path: path.write_bytes(b"x" * 5_000), "has 5,000 bytes; the limit is 10"),
    ],
    ids=["folder", "pipe", "socket", "circle", "missing", "large"],
)
def test_what_is_no_readable_file_is_named(
    tmp_path: Path, make: Callable[[Path], object], message: str
) -> None:
    path = tmp_path / "plan.yaml"
    make(path)
    assert refusal(path) == f"plan.yaml: {message}"


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (errno.EACCES, "may not be read; ask for the right to read it"),
        (errno.EIO, "cannot be read; check the disk"),
    ],
)
def test_a_file_the_system_withholds_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: int, message: str
) -> None:
    def withhold(path: str, flags: int) -> int:
        raise OSError(fault, os.strerror(fault), path)

    monkeypatch.setattr(os, "open", withhold)
    assert refusal(tmp_path / "plan.yaml") == f"plan.yaml: {message}"


@pytest.mark.parametrize(
    ("path", "message"),
    [
        (Path("/dev/null"), "is a device; name a file"),
        (Path("x" * 5000), "has too long a name; check the name"),
        (Path("a\0b"), "has a name that no file can have"),
        (Path("/dev/null/plan"), "there is no such file; check the name and the folder"),
        (Path("/proc/self/status"), "has 11 bytes; the limit is 10"),
    ],
    ids=["device", "long", "nul", "under-a-file", "no-size-beforehand"],
)
def test_a_path_that_leads_nowhere_good_is_named(path: Path, message: str) -> None:
    assert refusal(path) == f"plan.yaml: {message}"


def test_a_file_up_to_the_limit_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"0123456789")
    link = tmp_path / "link.yaml"
    link.symlink_to(path)
    assert read_file(path, name="plan.yaml", limit=10) == b"0123456789"
    assert read_file(link, name="plan.yaml", limit=10) == b"0123456789"


def test_files_are_found_at_any_depth_and_no_link_is_entered(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "one.yaml").write_text("")
    (tmp_path / "a" / "circle").symlink_to("..")
    (tmp_path / "a" / "self").symlink_to("self")
    (tmp_path / "two.yml").mkdir()
    endings = frozenset({".yaml", ".yml"})
    assert sorted(walk_files(tmp_path, endings)) == [
        tmp_path / "a" / "one.yaml",
        tmp_path / "two.yml",
    ]


def test_a_folder_that_may_not_be_read_is_reported(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="there is no such file"):
        list_folder(tmp_path / "gone")


def test_a_name_too_long_for_any_file_is_no_folder(tmp_path: Path) -> None:
    assert is_folder(tmp_path)
    assert not is_folder(tmp_path / ("a" * 300))


def test_a_folder_deeper_than_python_recurses(tmp_path: Path) -> None:
    folder = tmp_path / "d"
    deep = Path(*["d"] * 1200)
    try:
        for depth in range(1, 1201):
            (tmp_path / Path(*deep.parts[:depth])).mkdir()
        (tmp_path / deep / "a.yaml").write_text("")
        assert len(list(walk_files(folder, frozenset({".yaml"})))) == 1
    finally:  # what clears up after the tests would recurse too
        (tmp_path / deep / "a.yaml").unlink()
        for depth in range(1200, 0, -1):
            (tmp_path / Path(*deep.parts[:depth])).rmdir()
