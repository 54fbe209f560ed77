"""A growing file: it has its name once it is whole, and another run keeps away."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from handouts.growing import growing
from patterns.errors import ExitCode, UserError

if TYPE_CHECKING:
    from pathlib import Path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("replace", [True, False])
def test_the_name_comes_with_the_whole_file(tmp_path: Path, replace: bool) -> None:
    path = tmp_path / "pile.pdf"
    with growing(path, replace=replace) as file:
        file.write(b"one ")
        assert not path.exists()
        file.write(b"two")
    assert path.read_bytes() == b"one two"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert names(tmp_path) == ["pile.pdf"]


def test_what_fails_leaves_everything_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "pile.pdf"
    path.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), growing(path, replace=True) as file:
        file.write(b"%d" % (1 // 0))
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["pile.pdf"]


def test_a_file_that_is_there_is_refused_unless_it_may_be_replaced(tmp_path: Path) -> None:
    path = tmp_path / "pile.pdf"
    path.write_bytes(b"old")
    with pytest.raises(UserError, match="is there already"), growing(path, replace=False) as file:
        file.write(b"new")
    assert (path.read_bytes(), names(tmp_path)) == (b"old", ["pile.pdf"])


def test_another_run_is_told_to_wait(tmp_path: Path) -> None:
    path = tmp_path / "pile.pdf"
    with growing(path, replace=True) as file:
        with pytest.raises(UserError) as caught, growing(path, replace=True):
            pass
        assert caught.value.exit_code == ExitCode.BUSY
        file.write(b"first")
    assert path.read_bytes() == b"first"


def test_a_run_that_starts_while_another_ends_keeps_its_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "pile.pdf"
    second = growing(path, replace=True)

    def give_and_start(part: Path, name: Path, *, replace: bool) -> None:
        monkeypatch.undo()
        part.replace(name)
        second.__enter__().write(b"second")

    monkeypatch.setattr("handouts.growing.give_name", give_and_start)
    with growing(path, replace=True) as file:
        file.write(b"first")
    assert path.read_bytes() == b"first"
    second.__exit__(None, None, None)
    assert path.read_bytes() == b"second"
    assert names(tmp_path) == ["pile.pdf"]


def test_what_a_killed_run_has_left_is_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "pile.pdf"
    (tmp_path / ".pile.pdf.part").write_bytes(b"a long rest of a run that was killed")
    with growing(path, replace=True) as file:
        file.write(b"new")
    assert (path.read_bytes(), names(tmp_path)) == (b"new", ["pile.pdf"])


def test_a_link_in_the_place_of_the_part_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "letter").write_bytes(b"mine")
    (tmp_path / ".pile.pdf.part").symlink_to(tmp_path / "letter")
    with pytest.raises(UserError), growing(tmp_path / "pile.pdf", replace=True):
        pass
    assert (tmp_path / "letter").read_bytes() == b"mine"


def test_a_pipe_in_the_place_of_the_part_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / ".pile.pdf.part")
    with pytest.raises(UserError) as caught, growing(tmp_path / "pile.pdf", replace=True):
        pass
    assert caught.value.exit_code == ExitCode.CANNOT_WRITE
