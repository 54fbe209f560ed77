"""A growing file: it has its name once it is whole, and another run keeps away."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from handouts.files.streaming import open_atomic_stream
from patterns.errors import ExitCode, UserError

if TYPE_CHECKING:
    from pathlib import Path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("replace", [True, False])
def test_the_name_comes_with_the_whole_file(tmp_path: Path, replace: bool) -> None:
    path = tmp_path / "pile.pdf"
    with open_atomic_stream(path, replace=replace) as file:
        file.write(b"one ")
        assert not path.exists()
        file.write(b"two")
    assert path.read_bytes() == b"one two"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert names(tmp_path) == ["pile.pdf"]


def test_what_fails_leaves_everything_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "pile.pdf"
    path.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), open_atomic_stream(path, replace=True) as file:
        file.write(b"%d" % (1 // 0))
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["pile.pdf"]


def test_a_file_that_is_there_is_refused_unless_it_may_be_replaced(tmp_path: Path) -> None:
    path = tmp_path / "pile.pdf"
    path.write_bytes(b"old")
    with (
        pytest.raises(UserError, match="is there already"),
        open_atomic_stream(path, replace=False) as file,
    ):
        file.write(b"new")
    assert (path.read_bytes(), names(tmp_path)) == (b"old", ["pile.pdf"])


def test_another_run_is_told_to_wait(tmp_path: Path) -> None:
    path = tmp_path / "pile.pdf"
    with open_atomic_stream(path, replace=True) as file:
        with pytest.raises(UserError) as caught, open_atomic_stream(path, replace=True):
            pass
        assert caught.value.exit_code == ExitCode.BUSY
        file.write(b"first")
    assert path.read_bytes() == b"first"


def test_a_run_that_starts_while_another_ends_keeps_its_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "pile.pdf"
    second = open_atomic_stream(path, replace=True)

    def give_and_start(part: Path, name: Path, *, replace: bool) -> None:
        monkeypatch.undo()
        part.replace(name)
        second.__enter__().write(b"second")

    monkeypatch.setattr("handouts.files.streaming.publish", give_and_start)
    with open_atomic_stream(path, replace=True) as file:
        file.write(b"first")
    assert path.read_bytes() == b"first"
    second.__exit__(None, None, None)
    assert path.read_bytes() == b"second"
    assert names(tmp_path) == ["pile.pdf"]


def test_what_a_killed_run_has_left_is_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "pile.pdf"
    (tmp_path / ".pile.pdf.part").write_bytes(b"a long rest of a run that was killed")
    with open_atomic_stream(path, replace=True) as file:
        file.write(b"new")
    assert (path.read_bytes(), names(tmp_path)) == (b"new", ["pile.pdf"])


def test_a_link_in_the_place_of_the_part_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "letter").write_bytes(b"mine")
    (tmp_path / ".pile.pdf.part").symlink_to(tmp_path / "letter")
    with pytest.raises(UserError), open_atomic_stream(tmp_path / "pile.pdf", replace=True):
        pass
    assert (tmp_path / "letter").read_bytes() == b"mine"


def test_a_pipe_in_the_place_of_the_part_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / ".pile.pdf.part")
    with (
        pytest.raises(UserError) as caught,
        open_atomic_stream(tmp_path / "pile.pdf", replace=True),
    ):
        pass
    assert caught.value.exit_code == ExitCode.CANNOT_WRITE


def test_a_part_that_is_another_name_of_a_file_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("mine")
    (tmp_path / ".pile.pdf.part").hardlink_to(tmp_path / "precious")
    with (
        pytest.raises(UserError) as caught,
        open_atomic_stream(tmp_path / "pile.pdf", replace=True),
    ):
        pass
    assert caught.value.exit_code == ExitCode.CANNOT_WRITE
    told = f"{tmp_path / '.pile.pdf.part'}: is there already and is no file of ours; "
    assert str(caught.value).startswith(told)
    assert (tmp_path / "precious").read_text() == "mine"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="gives a file away")
def test_a_part_of_somebody_else_is_not_written_into(tmp_path: Path) -> None:
    part = tmp_path / ".pile.pdf.part"
    part.write_text("waiting to read")
    os.chown(part, 65534, 65534)
    path = tmp_path / "pile.pdf"
    with pytest.raises(UserError, match="no file of ours"), open_atomic_stream(path, replace=True):
        pass
    assert part.read_text() == "waiting to read"


@pytest.mark.parametrize("mask", [0o077, 0o777])
def test_a_part_that_others_may_read_is_taken_from_them(tmp_path: Path, mask: int) -> None:
    part, before = tmp_path / ".pile.pdf.part", os.umask(mask)
    try:
        part.touch()
        part.chmod(0o666)
        for _ in range(2):  # with a part that was left, and without
            with open_atomic_stream(tmp_path / "pile.pdf", replace=True) as file:
                file.write(b"new")
            assert stat.S_IMODE((tmp_path / "pile.pdf").stat().st_mode) == 0o600
    finally:
        os.umask(before)
