"""Write a complete file under its name, or nothing and a message with the reason."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.helpers.faults.door import DAY, How
from tests.helpers.faults.making import (
    BRAND,
    PATTERN,
    REGULAR,
    SQUARE,
    SVG,
    checked_library,
    starter,
)
from tests.helpers.faults.rules import Expected

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.helpers.faults.door import Door


DEFAULT = f"handout-{PATTERN}-2026-11-23.pdf"


def pipe(work: Path) -> None:
    os.mkfifo(work / "x.pdf")


def existing(work: Path) -> None:
    (work / "x.pdf").write_text("old")


def circle(work: Path) -> None:
    (work / "x.pdf").symlink_to("x.pdf")


def dangling(work: Path) -> None:
    (work / "x.pdf").symlink_to("gone.pdf")


def linked(work: Path) -> None:
    (work / "other.pdf").write_text("old")
    (work / "x.pdf").symlink_to("other.pdf")


def to_a_pipe(work: Path) -> None:
    os.mkfifo(work / "pipe")
    (work / "x.pdf").symlink_to("pipe")


def a_file_for_a_folder(work: Path) -> None:
    (work / "folder").write_text("old")


def nothing(_: Path) -> None:
    pass


REFUSED: list[tuple[Callable[[Path], None], list[str], str]] = [
    (existing, ["-o", "x.pdf"], "x.pdf: is there already"),
    (dangling, ["-o", "x.pdf"], "x.pdf: is there already"),
    (linked, ["-o", "x.pdf"], "x.pdf: is there already"),
    (circle, ["-o", "x.pdf"], "x.pdf: "),
    (pipe, ["-o", "x.pdf"], "x.pdf: is a device or a pipe"),
    (pipe, ["-o", "x.pdf", "--force"], "x.pdf: is a device or a pipe"),
    (to_a_pipe, ["-o", "x.pdf", "--force"], "x.pdf: is a device or a pipe"),
    (a_file_for_a_folder, ["-o", "folder/"], "folder: lies in a folder that is a file"),
    (a_file_for_a_folder, ["-o", "folder/x.pdf"], "folder/x.pdf: lies in a folder that is a file"),
    (nothing, ["-o", "a/b/x.pdf"], "a/b/x.pdf: lies in a folder that is not there"),
    (nothing, ["-o", "a" * 300 + ".pdf"], "has too long a name"),
    (nothing, ["-o", "a" * 300 + "/"], "has too long a name"),
    (nothing, ["-o", ("a" * 200 + "/") * 30], "has too long a name"),
    (nothing, ["-o", "a\n\x1b[2Jb/x.pdf"], "a??[2Jb/x.pdf: lies in a folder that is not there"),
]


def test_a_run_that_lays_out_is_known(door: Door) -> None:
    assert door.build("-o", "x.pdf").laid_out
    assert not door.build("-o", "y.pdf").laid_out, "a stored template is stamped"


@pytest.mark.parametrize(("prepare", "words", "told"), REFUSED)
def test_what_cannot_be_written_is_refused_before_it_is_made(
    door: Door, prepare: Callable[[Path], None], words: list[str], told: str
) -> None:
    prepare(door.work)
    ended = door.build(*words, code=4)
    assert not ended.laid_out
    assert told in ended.err
    assert len(ended.lines) == 1
    assert not ended.made


def test_a_device_is_never_replaced(door: Door) -> None:
    for device in ("/dev/null", "/dev/full"):
        before = os.lstat(device)
        words = [sys.executable, "-P", "-m", "handouts", "build", PATTERN, "-o", device, "--force"]
        ended = door.program(words, Expected(4), How())
        assert ended.err.startswith(f"{device}: is a device or a pipe")
        assert os.lstat(device) == before


def test_a_link_is_replaced_and_what_it_leads_to_is_not(door: Door) -> None:
    linked(door.work)
    door.build("-o", "x.pdf", "--force", replaces={"x.pdf"})
    assert not (door.work / "x.pdf").is_symlink()
    assert (door.work / "other.pdf").read_text() == "old"


def test_a_folder_of_any_depth_is_made_and_is_private(door: Door) -> None:
    door.build("-o", "a/b/")
    assert (door.work / "a" / "b" / DEFAULT).is_file()
    for folder in ("a", "a/b"):
        assert stat.S_IMODE((door.work / folder).stat().st_mode) == 0o700


@pytest.mark.parametrize("mask", [0, 0o077, 0o177, 0o777])
def test_no_mask_changes_whose_file_it_is(door: Door, mask: int) -> None:
    door.build("-o", "x.pdf", how=How(mask=mask))
    door.build("-o", "a/b/", how=How(mask=mask))
    door.write({"r.csv": f"id,pattern,side\nc1,{PATTERN},left\n"})
    door("batch", "r.csv", "-o", "c/", "--date", DAY, how=How(mask=mask))
    door("batch", "r.csv", "--merged", "d.pdf", "--date", DAY, how=How(mask=mask))
    for folder in ("a", "a/b", "c"):
        assert stat.S_IMODE((door.work / folder).stat().st_mode) == 0o700


@pytest.mark.skipif(not os.access("/sys/kernel", os.F_OK), reason="this system has no /sys")
def test_pictures_that_cannot_be_written_are_not_drawn(door: Door) -> None:
    argv = [sys.executable, "-P", "-m", "handouts", "preview", PATTERN, "-o", "/sys/kernel"]
    ended = door.watched(argv, How())
    assert (ended.code, ended.err) == (
        4,
        "/sys/kernel: may not be written; choose another folder\n",
    )
    assert not ended.laid_out


INPUTS = ("plan.yaml", "brand.yaml", "logo.svg", "password.txt", "font.ttf", "hip/pattern.yaml")


@pytest.mark.parametrize("given", INPUTS)
def test_nothing_is_written_over_what_it_is_made_from(door: Door, given: str) -> None:
    checked_library(door.work)
    fonts = "fonts: {regular: font.ttf, bold: font.ttf}\n"
    door.write({"plan.yaml": "side: left\n", "brand.yaml": f"{BRAND}logo: logo.svg\n{fonts}"})
    door.write({"logo.svg": SVG.format(SQUARE), "password.txt": "secret", "font.ttf": REGULAR})
    words = ["--plan", "plan.yaml", "--brand", "brand.yaml", "--password-file", "password.txt"]
    argv = ("build", "hip", "--library", ".", *words, "-o", given, "--force")
    ended = door(*argv, code=4, how=How())
    assert ended.err == f"{given}: is what this is made from; choose another name\n"


def test_no_batch_is_written_over_what_it_is_made_from(door: Door) -> None:
    door.write({"r.csv": f"id,pattern,side\nc1,{PATTERN},left\n", "plan.yaml": "side: left\n"})
    for given in ("r.csv", "plan.yaml"):
        words = ("--plan", "plan.yaml", "--merged", given, "--force")
        ended = door("batch", "r.csv", *words, code=4)
        assert ended.err == f"{given}: is what this is made from; choose another name\n"


@pytest.mark.parametrize("name", [".", "..", "/", "folder"])
def test_a_pile_in_parts_needs_a_name(door: Door, name: str) -> None:
    (door.work / "folder").mkdir()
    door.write({"r.csv": f"id,pattern,side\nc1,{PATTERN},left\n"})
    ended = door("batch", "r.csv", "--merged", name, "--split", "1", code=4)
    assert "is a folder" in ended.err


def test_odd_names_are_told_on_one_line(door: Door) -> None:
    ended = door("build", PATTERN, "-o", b"a\n\x1b[2J\xff.pdf")
    assert re.fullmatch(r"Wrote a\?\?\[2J\?\.pdf \(\d+ sides\)\n", ended.err)
    assert [os.fsencode(path.name) for path in ended.made] == [b"a\n\x1b[2J\xff.pdf"]


IDS = ["../x", "a/b", "CON", ".x", "-rf", "a" * 300, "A", "a b", "a\\0", "\u00e9", "a\\n"]


def test_a_pattern_cannot_choose_where_its_sheet_goes(door: Door) -> None:
    pattern = starter("pattern")
    line = 2 + pattern[: pattern.index("\nid: ")].count("\n")
    files = {
        f"{i}.yaml": pattern.replace("id: outer-elbow", f'id: "{name}"')
        for i, name in enumerate(IDS)
    }
    door.write(files)
    for ended in door.several([["build", f"./{name}", "-o", "out/"] for name in files], 3):
        assert f".yaml:{line}:5: id: " in ended.err
        assert not ended.made


def test_a_file_that_may_not_grow(door: Door) -> None:
    existing(door.work)
    words = ["build", PATTERN, "-o", "x.pdf", "--force"]
    argv = [
        "sh",
        "-c",
        'ulimit -f 300; exec "$@"',
        "sh",
        sys.executable,
        "-P",
        "-m",
        "handouts",
        *words,
    ]
    ended = door.program(argv, Expected(4), How())  # more than what is noted, less than a sheet
    assert ended.err.startswith("x.pdf: would be larger than this system allows")


def may_mount() -> bool:
    tool = shutil.which("unshare")
    return (
        bool(tool)
        and not subprocess.run(
            [tool or "", "-m", "mount", "-t", "tmpfs", "none", "/mnt"],
            capture_output=True,
            check=False,
        ).returncode
    )


needs_mounts = pytest.mark.skipif(not may_mount(), reason="this system lets no one mount a disk")


@needs_mounts
@pytest.mark.parametrize(
    ("options", "told"),
    [
        ("size=60k", "has no room left on the disk"),
        ("ro", "lies on a disk that is read-only"),
    ],
)
def test_a_disk_that_is_full_or_read_only(door: Door, options: str, told: str) -> None:
    (door.work / "disk").mkdir()
    mount = f'mount -t tmpfs -o {options} none disk && "$@"; code=$?; ls -A disk; exit $code'
    words = [sys.executable, "-P", "-m", "handouts", "build", PATTERN, "-o", "disk/x.pdf"]
    ended = door.program(["unshare", "-m", "sh", "-c", mount, "sh", *words], Expected(4), How())
    assert ended.err.startswith(f"disk/x.pdf: {told}")
    assert ended.out == b""


@pytest.mark.skipif(not os.access("/sys/kernel", os.F_OK), reason="this system has no /sys")
@pytest.mark.parametrize("where", ["/sys/kernel/x.pdf", "/sys/kernel/sub/"])
def test_a_folder_that_takes_no_files(door: Door, where: str) -> None:
    argv = [sys.executable, "-P", "-m", "handouts", "build", PATTERN, "-o", where]
    ended = door.watched(argv, How())
    assert ended.code == 4
    assert ended.err.endswith(": may not be written; choose another folder\n")
    assert not ended.laid_out
