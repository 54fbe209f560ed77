"""The folder of templates: our own files are read back, all others are ignored."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from handouts.files.atomic import ABANDONED_SECONDS
from handouts.request.values import ClientText
from handouts.template import store as module
from handouts.template.charset import unicode_blocks_of
from handouts.template.codec import to_bytes
from handouts.template.store import METRICS_SUFFIX, SUFFIX, TemplateStore
from handouts.template_cache import TemplateCache
from tests.helpers.glyphs import plain_tables
from tests.helpers.matrix import DAY, Member, make

if TYPE_CHECKING:
    from pathlib import Path

    from handouts.template.model import Template

TEMPLATE = make(Member(plan="usual")).template
SIZE = len(to_bytes(TEMPLATE))
NAME = "a" * 64


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Store a template and return its file."""
    TemplateStore(tmp_path / "own").save(NAME, TEMPLATE)
    return tmp_path / "own" / f"{NAME}{SUFFIX}"


def loaded(file: Path) -> Template | None:
    return TemplateStore(file.parent).load(NAME)


def test_a_template_comes_back_and_is_private(kept: Path) -> None:
    found = loaded(kept)
    assert found is not None
    assert to_bytes(found) == to_bytes(TEMPLATE)
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700
    assert [path.name for path in kept.parent.iterdir()] == [kept.name]


def test_an_unknown_name_gives_none(kept: Path) -> None:
    assert TemplateStore(kept.parent).load("b" * 64) is None


def test_without_a_folder_nothing_is_kept() -> None:
    nowhere = TemplateStore(None)
    nowhere.save(NAME, TEMPLATE)
    assert nowhere.load(NAME) is None
    assert nowhere.size() == nowhere.clear() == (0, 0)


@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_a_file_that_others_may_write_is_passed_over(kept: Path, mode: int) -> None:
    kept.chmod(mode)
    assert loaded(kept) is None
    kept.chmod(0o640)
    assert loaded(kept) is not None


def test_what_is_no_file_of_ours_is_passed_over(kept: Path) -> None:
    elsewhere = kept.rename(kept.parent / "elsewhere")
    kept.symlink_to(elsewhere)
    assert loaded(kept) is None
    kept.unlink()
    kept.mkdir()
    assert loaded(kept) is None
    kept.rmdir()
    os.mkfifo(kept)
    assert loaded(kept) is None
    kept.unlink()
    kept.write_bytes(b"%PDF-1.7 is no template")
    kept.chmod(0o600)
    assert loaded(kept) is None


def test_a_file_of_somebody_else_is_passed_over(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "getuid", lambda: kept.stat().st_uid + 1)
    assert loaded(kept) is None


def test_a_file_that_is_too_large_is_passed_over(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_FILE_BYTES", SIZE - 1)
    assert loaded(kept) is None
    monkeypatch.setattr(module, "MAX_FILE_BYTES", SIZE)
    assert loaded(kept) is not None


def test_a_damaged_template_is_written_anew(kept: Path) -> None:
    kept.write_bytes(to_bytes(TEMPLATE)[:-1])
    assert loaded(kept) is None
    TemplateStore(kept.parent).save(NAME, TEMPLATE)
    assert loaded(kept) is not None


@pytest.mark.parametrize("fault", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EDQUOT])
def test_a_disk_that_refuses_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: int
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(fault, os.strerror(fault))

    monkeypatch.setattr(os, "write", refuse)
    TemplateStore(tmp_path).save(NAME, TEMPLATE)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("place", ["file", "file/deeper"])
def test_a_folder_that_cannot_be_made_stops_nothing(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    there = TemplateStore(tmp_path / place)
    there.save(NAME, TEMPLATE)
    assert there.load(NAME) is None
    assert there.size() == (0, 0)


def test_what_was_used_longest_ago_makes_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_BYTES", 3 * SIZE)
    there = TemplateStore(tmp_path)
    for age, name in enumerate(["one", "two", "three"]):
        there.save(name, TEMPLATE)
        os.utime(tmp_path / f"{name}{SUFFIX}", (0, 1000 + age))
    assert there.load("one") is not None  # now it was used last
    there.save("four", TEMPLATE)
    names = {path.name.removesuffix(SUFFIX) for path in tmp_path.iterdir()}
    assert names == {"one", "three", "four"}
    assert there.size() == (3, 3 * SIZE)


def test_what_killed_runs_have_left_is_swept(tmp_path: Path) -> None:
    there = TemplateStore(tmp_path)
    there.save("one", TEMPLATE)
    now = (tmp_path / f"one{SUFFIX}").stat().st_mtime
    old, young = ABANDONED_SECONDS + 60, ABANDONED_SECONDS - 60
    ages = {".handout-old.part": old, ".handout-young.part": young, "mine.part": old}
    for name, age in {**ages, ".handouts-batch-0.part": old}.items():
        (tmp_path / name).write_text("half", "utf-8")
        os.utime(tmp_path / name, (now - age, now - age))
    there.save("two", TEMPLATE)
    left = {path.name for path in tmp_path.iterdir()} - {f"one{SUFFIX}", f"two{SUFFIX}"}
    assert left == {".handout-young.part", "mine.part", ".handouts-batch-0.part"}


def test_all_templates_are_cleared_and_nothing_else(kept: Path) -> None:
    there = TemplateStore(kept.parent)
    other = kept.parent / "letter.txt"
    other.write_text("not ours", "utf-8")
    (kept.parent / f"folder{SUFFIX}").mkdir()
    (kept.parent / f"link{SUFFIX}").symlink_to(other)
    assert there.size() == (1, SIZE)
    assert there.clear() == (1, SIZE)
    assert there.size() == (0, 0)
    assert other.read_text("utf-8") == "not ours"
    assert {path.name for path in kept.parent.iterdir()} == {
        "letter.txt",
        f"folder{SUFFIX}",
        f"link{SUFFIX}",
    }


@pytest.mark.parametrize(
    "client", ["Quillon Vexworth", "Žofie Łuczyńska", "Ξένη Ψάλτη", "Щукин Юрий"]
)
def test_nothing_of_a_name_is_in_the_store(tmp_path: Path, client: str) -> None:
    order = make(Member(plan="usual")).order
    request = order.request._replace(paper="letter")
    for name in (client, client[::-1]):  # a client with the same letters has the same template
        TemplateCache(TemplateStore(tmp_path)).prepare_all([request], ClientText(DAY, name))
        files = sorted(tmp_path.iterdir(), key=lambda path: path.suffix)
        assert [path.suffix for path in files] == [METRICS_SUFFIX, SUFFIX]
        for path in files:
            blob = path.read_bytes()
            assert not [code for code in ("utf-8", "utf-16-be") if name.encode(code) in blob]
            assert name not in path.name
    (template,) = (TemplateStore(tmp_path).load(files[1].stem),)
    assert template is not None
    letters = {char for table in plain_tables(template) for char in table.glyphs}
    for block in unicode_blocks_of([client]):
        inside = [char for char in letters if unicode_blocks_of([char]) == (block,)]
        assert len(inside) > 2 * len(set(client))


CONCURRENT = """
import sys
from pathlib import Path
from handouts.template.store import TemplateStore
from handouts.template.codec import from_bytes
template = from_bytes(Path(sys.argv[1]).read_bytes())
store = TemplateStore(Path(sys.argv[2]))
for i in range(30):
    store.save("same", template)
    assert store.load("same") is not None
"""


def test_two_runs_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    source, there = tmp_path / "template", tmp_path / "store"
    source.write_bytes(to_bytes(TEMPLATE))
    command = [sys.executable, "-c", CONCURRENT, str(source), str(there)]
    runs = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(2)]
    errors = [run.communicate()[1] for run in runs]
    assert [run.returncode for run in runs] == [0, 0], errors
    assert [path.name for path in there.iterdir()] == [f"same{SUFFIX}"]


def test_a_template_of_another_content_has_other_bytes() -> None:
    other = TEMPLATE._replace(months=tuple(reversed(TEMPLATE.months)))
    assert to_bytes(other) != to_bytes(TEMPLATE)
