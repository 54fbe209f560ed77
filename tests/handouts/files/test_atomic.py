"""A file is written whole under its name, or nothing changes; whatever fails, and whenever."""

from __future__ import annotations

import errno
import os
import resource
import stat
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest

from handouts.files.atomic import (
    PRIVATE,
    SHARED,
    write_atomically,
    write_stream,
    write_together,
)
from handouts.files.streaming import open_atomic_stream
from handouts.files.targets import check_writable
from patterns.errors import ExitCode, UserError
from tests.helpers.failing_disk import failing, names
from tests.helpers.sound import check_pdf

if TYPE_CHECKING:
    from pathlib import Path

OLD, NEW = b"old", b"new" * 1000


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "sheet.pdf"


def refused(path: Path, *, replace: bool = False) -> str:
    """Give the message of a write that must fail."""
    with pytest.raises(UserError) as caught:
        write_atomically(path, NEW, replace=replace)
    assert caught.value.exit_code == ExitCode.CANNOT_WRITE
    return str(caught.value)


@pytest.mark.parametrize("replace", [True, False])
def test_a_new_file_is_whole_and_private(target: Path, *, replace: bool) -> None:
    write_atomically(target, NEW, replace=replace)
    assert target.read_bytes() == NEW
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert names(target.parent) == [target.name]
    assert target.stat().st_nlink == 1


def test_a_shared_file_follows_the_umask(target: Path) -> None:
    before = os.umask(0o027)
    try:
        write_atomically(target, NEW, replace=False, mode=SHARED)
    finally:
        os.umask(before)
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_an_old_file_is_replaced_only_when_told_to(target: Path) -> None:
    target.write_bytes(OLD)
    message = refused(target)
    assert message == (
        f"{target}: is there already; choose another name, or write over it with --force"
    )
    assert target.read_bytes() == OLD
    write_atomically(target, NEW, replace=True)
    assert target.read_bytes() == NEW
    assert names(target.parent) == [target.name]


@pytest.mark.parametrize("dangling", [True, False])
def test_a_link_is_never_followed(target: Path, *, dangling: bool) -> None:
    other = target.with_name("other")
    if not dangling:
        other.write_bytes(OLD)
    target.symlink_to(other)
    refused(target)
    assert target.is_symlink()
    write_atomically(target, NEW, replace=True)
    assert not target.is_symlink()
    assert target.read_bytes() == NEW
    assert other.exists() != dangling
    assert dangling or other.read_bytes() == OLD


@pytest.mark.parametrize("replace", [True, False])
@pytest.mark.parametrize("turn", [1, 2, 3])
@pytest.mark.parametrize("name", ["open", "write", "fsync", "close", "replace", "link"])
def test_whatever_fails_nothing_half_made_is_left(
    target: Path, monkeypatch: pytest.MonkeyPatch, name: str, turn: int, *, replace: bool
) -> None:
    if replace:
        target.write_bytes(OLD)
    failing(monkeypatch, name, turn)
    message = ""
    try:
        write_atomically(target, NEW, replace=replace)
    except UserError as error:
        message = str(error)
    full = f"{target}: has no room left on the disk; make room, or choose another disk"
    left = target.read_bytes() if target.exists() else None
    before = OLD if replace else None
    assert message in ("", full)
    assert left in ((before, NEW) if message else (NEW,))
    assert set(names(target.parent)) <= {target.name}


def test_bytes_go_out_in_several_writes(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda file, data: real(file, data[:7]))
    write_atomically(target, NEW, replace=False)
    assert target.read_bytes() == NEW


def test_being_stopped_leaves_nothing(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(target, NEW, replace=False)
    assert names(target.parent) == []


class TestWithoutLinks:
    """A USB stick knows no links; the name is held by an empty file meanwhile."""

    @pytest.fixture(autouse=True)
    def _no_links(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def link(*_: object, **__: object) -> None:
            raise OSError(errno.EPERM, "")

        monkeypatch.setattr(os, "link", link)

    def test_a_new_file_is_written(self, target: Path) -> None:
        write_atomically(target, NEW, replace=False)
        assert target.read_bytes() == NEW
        assert names(target.parent) == [target.name]

    def test_an_old_file_stays(self, target: Path) -> None:
        target.write_bytes(OLD)
        assert "is there already" in refused(target)
        assert target.read_bytes() == OLD

    def test_the_name_is_given_up_when_the_move_fails(
        self, target: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        failing(monkeypatch, "replace", 1, errno.EIO)
        assert refused(target) == f"{target}: cannot be written; check the disk"
        assert names(target.parent) == []


def test_a_folder_that_cannot_be_synchronized_is_no_fault(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, "fsync", 2, errno.EINVAL)
    write_atomically(target, NEW, replace=False)
    assert target.read_bytes() == NEW


def test_a_limit_of_size_leaves_the_old_file(target: Path) -> None:
    target.write_bytes(OLD)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20, hard))
    try:
        message = refused(target, replace=True)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert message == f"{target}: would be larger than this system allows; choose another disk"
    assert target.read_bytes() == OLD
    assert names(target.parent) == [target.name]


def test_a_stream_may_be_closed() -> None:
    out = BytesIO()
    write_stream(out, NEW)
    assert out.getvalue() == NEW
    with pytest.raises(UserError) as caught:
        write_stream(None, NEW)
    assert str(caught.value) == "standard output: is closed; write to a file"
    assert caught.value.exit_code == ExitCode.CANNOT_WRITE


def pdf(*fonts: pikepdf.Dictionary) -> bytes:
    """Make a PDF with one empty side and fonts that it names."""
    made, out = pikepdf.new(), BytesIO()
    page = made.add_blank_page()
    page.Resources = pikepdf.Dictionary(
        Font=pikepdf.Dictionary({f"/F{i}": made.make_indirect(f) for i, f in enumerate(fonts)})
    )
    made.save(out)
    return out.getvalue()


def font(subtype: str, **more: Any) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name(f"/{subtype}"), **more)


def test_a_finished_pdf_brings_its_fonts() -> None:
    embedded = pikepdf.Dictionary(FontFile2=pikepdf.Dictionary())
    assert check_pdf(pdf()) == 1
    assert check_pdf(pdf(font("TrueType", FontDescriptor=embedded), font("Type3"))) == 1
    lent = font("CIDFontType2", FontDescriptor=embedded)
    assert check_pdf(pdf(font("Type0", DescendantFonts=pikepdf.Array([lent])))) == 1


@pytest.mark.parametrize(
    "bare",
    [
        font("Type1"),
        font("TrueType", FontDescriptor=pikepdf.Dictionary()),
        font("CIDFontType2", FontDescriptor=pikepdf.Dictionary()),
    ],
    ids=["standard", "truetype", "composite"],
)
def test_a_pdf_that_lacks_a_font_is_not_fit(bare: pikepdf.Dictionary) -> None:
    with pytest.raises(ValueError, match="1 sides and 1 fonts that are not embedded"):
        check_pdf(pdf(font("Type3"), bare))


def test_a_pdf_without_sides_or_that_is_none_is_not_fit() -> None:
    empty = BytesIO()
    pikepdf.new().save(empty)
    with pytest.raises(ValueError, match="0 sides"):
        check_pdf(empty.getvalue())
    with pytest.raises(pikepdf.PdfError):
        check_pdf(NEW)


@pytest.mark.parametrize("replace", [False, True])
@pytest.mark.parametrize("linked", [False, True])
def test_a_device_or_a_pipe_is_never_replaced(tmp_path: Path, replace: bool, linked: bool) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    path = tmp_path / "link" if linked else pipe
    if linked:
        path.symlink_to("pipe")
    with pytest.raises(UserError, match="is a device or a pipe") as caught:
        check_writable(path, replace=replace)
    assert caught.value.exit_code == ExitCode.CANNOT_WRITE
    with pytest.raises(UserError, match="is a device or a pipe"):
        write_atomically(path, b"x", replace=replace)
    assert stat.S_ISFIFO(path.stat().st_mode)
    assert sorted(tmp_path.iterdir()) == sorted({pipe, path})


def test_no_umask_takes_a_private_file_from_its_owner(tmp_path: Path) -> None:
    before = os.umask(0o777)
    try:
        write_atomically(tmp_path / "a", b"x", replace=False)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == PRIVATE


def test_a_folder_that_is_renamed_meanwhile_keeps_no_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    fsync = os.fsync

    def renaming(descriptor: int) -> None:
        fsync(descriptor)
        if folder.exists():
            folder.rename(tmp_path / "moved")

    monkeypatch.setattr(os, "fsync", renaming)
    files = [(folder / f"{i}.pdf", b"a client's sheet") for i in range(20)]
    with pytest.raises(UserError):
        write_together(files, replace=False)
    assert [path.suffix for path in (tmp_path / "moved").iterdir() if path.suffix == ".part"] == []
    (tmp_path / "moved").rename(folder)
    with pytest.raises(UserError):
        write_atomically(folder / "a.pdf", b"a client's sheet", replace=False)
    assert not list((tmp_path / "moved").glob(".*"))


def test_a_merged_file_in_a_folder_that_is_renamed_leaves_no_part(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()

    def merge() -> None:
        with open_atomic_stream(folder / "pile.pdf", replace=False) as file:
            file.write(b"clients' sheets")
            folder.rename(tmp_path / "moved")

    with pytest.raises(UserError, match="lies in a folder that is not there"):
        merge()
    assert list((tmp_path / "moved").iterdir()) == []


def test_what_a_killed_run_has_left_is_deleted_once_it_is_old(tmp_path: Path) -> None:
    old, new, other = (
        tmp_path / name for name in (".handout-1.part", ".handout-2.part", ".x.part")
    )
    for path in (old, new, other):
        path.write_bytes(b"a client's sheet")
    for path in (old, other):
        os.utime(path, (1, 1))
    write_atomically(tmp_path / "a.pdf", b"a client's sheet", replace=False)
    assert names(tmp_path) == [".handout-2.part", ".x.part", "a.pdf"]
