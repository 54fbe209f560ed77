"""A fingerprint changes with everything that shapes a sheet, and with nothing else."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from fonts.faces import faces
from fonts.registry import Style
from handouts.request.values import SheetRequest
from handouts.template import fingerprint
from handouts.template.fingerprint import RequestFingerprints, code_digest
from patterns.library_paths import ACTIVITIES, LIBRARY
from patterns.model.dose import DoseChange
from tests.helpers import EXAMPLES
from tests.helpers.matrix import HIP

OPTIONS: dict[str, Any] = {
    "language": "es",
    "notice": "en-GB",
    "paper": "a4",
    "practitioner_stamped": True,
    "side": "left",
    "site": "outer-hip",
    "sections": ("care",),
    "whole": True,
    "care": ("pigeon-pose",),
    "add": ("bridge",),
    "order": ("pigeon-pose",),
    "end_only": ("pigeon-pose",),
    "doses": (("pigeon-pose", DoseChange(all_night=True)),),
    "detail": "brief",
    "edition": "large-print",
    "card": True,
    "duplex": False,
    "confirmed": ("no-clot",),
}


@pytest.fixture
def sheet(tmp_path: Path) -> SheetRequest:
    """Request a pattern with an activity, and a brand with logo and fonts, in files of a clinic.

    The library has a second activity, which the pattern does not use.
    """
    folder = tmp_path / "own" / "hip"
    shutil.copytree(LIBRARY / HIP, folder, copy_function=shutil.copy)
    text = (folder / "pattern.yaml").read_text("utf-8").replace("pigeon-pose", "own-pose")
    (folder / "pattern.yaml").write_text(text, "utf-8")
    for name in ("own-pose", "second-pose"):
        shutil.copytree(LIBRARY / ACTIVITIES / "pigeon-pose", tmp_path / "own" / ACTIVITIES / name)
    brand = (EXAMPLES / "harbour-lane.yaml").read_text("utf-8")
    brand += "\nfonts:\n  regular: regular.ttf\n  bold: bold.ttf\n"
    (tmp_path / "brand.yaml").write_text(brand, "utf-8")
    shutil.copy(EXAMPLES / "harbour-lane.svg", tmp_path)
    for style in (Style.REGULAR, Style.BOLD):
        data = faces(style)[0].file.read()
        (tmp_path / f"{style.value}.ttf").write_bytes(data)
    return SheetRequest(pattern="hip", library=tmp_path / "own", brand=tmp_path / "brand.yaml")


def of(sheet: SheetRequest) -> str:
    return RequestFingerprints().of(sheet)


OWN_POSE, SECOND_POSE = (
    f"own/activities/{name}/activity.yaml" for name in ("own-pose", "second-pose")
)
FILES = (
    "brand.yaml",
    "harbour-lane.svg",
    "regular.ttf",
    "bold.ttf",
    "own/hip/pattern.yaml",
    OWN_POSE,
)


@pytest.mark.parametrize("name", FILES)
def test_another_file_has_another_fingerprint(
    sheet: SheetRequest, tmp_path: Path, name: str
) -> None:
    before = of(sheet)
    file = tmp_path / name
    file.write_bytes(file.read_bytes() + b"\n")
    assert of(sheet) != before


def test_an_activity_counts_if_the_pattern_may_name_it_or_the_plan_adds_it(
    sheet: SheetRequest, tmp_path: Path
) -> None:
    pattern = tmp_path / "own" / "hip" / "pattern.yaml"
    text = pattern.read_text("utf-8")

    def counts(asked: SheetRequest) -> bool:
        before = of(asked)
        with (tmp_path / SECOND_POSE).open("a") as file:
            file.write("# more")
        return of(asked) != before

    assert not counts(sheet)
    assert counts(sheet._replace(add=("second-pose",)))
    pattern.write_text(text.replace("own-pose", "second-pose"), "utf-8")
    assert counts(sheet)
    pattern.write_text(text.replace("use: own-pose", r'use: "\x73econd-pose"'), "utf-8")
    assert counts(sheet)
    assert not counts(sheet._replace(pattern=str(tmp_path / "own" / "hip" / "gone.yaml")))


@pytest.mark.parametrize("folder", ["hip", "activities/own-pose"])
@pytest.mark.parametrize("ending", [".svg", ".json", ".form"])
def test_every_picture_counts(
    sheet: SheetRequest, tmp_path: Path, folder: str, ending: str
) -> None:
    before = of(sheet)
    pictures = tmp_path / "own" / folder / "pictures"
    picture = min(pictures.glob(f"*{ending}"))
    kept = picture.read_bytes()
    picture.write_bytes(kept + b" ")
    assert of(sheet) != before
    picture.write_bytes(kept)
    assert of(sheet) == before
    picture.rename(pictures / f"other{ending}")
    assert of(sheet) != before


def test_every_option_counts(sheet: SheetRequest) -> None:
    assert set(OPTIONS) == set(SheetRequest._fields) - {
        "pattern",
        "library",
        "brand",
    }
    variants = [sheet._replace(**{name: value}) for name, value in OPTIONS.items()]
    assert len({of(one) for one in [sheet, sheet._replace(brand=None), *variants]}) == 20


def test_the_code_counts(
    sheet: SheetRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "program"
    for package in fingerprint.PACKAGES:
        (root / package).mkdir(parents=True)
        (root / package / "one.py").write_text("x = 1\n", "utf-8")
    monkeypatch.setattr(fingerprint, "ROOT", root)
    seen = set()

    def taken() -> bytes:
        code_digest.cache_clear()
        return code_digest()

    try:
        first = taken()
        seen.add(first)
        (root / "handouts" / "one.py").write_text("x = 2\n", "utf-8")
        seen.add(taken())
        (root / "fonts" / "words.yaml").write_text("a: b\n", "utf-8")
        seen.add(taken())
        (root / "fonts" / "words.yaml").rename(root / "patterns" / "words.yaml")
        seen.add(taken())
        monkeypatch.setattr(fingerprint, "_installed", lambda: ["reportlab-99.dist-info"])
        seen.add(taken())
        assert len(seen) == 5
        monkeypatch.undo()
        moved = root.rename(tmp_path / "elsewhere")
        monkeypatch.setattr(fingerprint, "ROOT", moved)
        there = taken()
        (moved / "handouts" / "README.md").write_text("no code", "utf-8")
        assert taken() == there
        monkeypatch.setattr(fingerprint, "ROOT", moved.rename(tmp_path / "back"))
        assert taken() == there
    finally:
        monkeypatch.undo()
        code_digest.cache_clear()


def test_an_edit_that_keeps_size_and_time_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for package in fingerprint.PACKAGES:
        (tmp_path / package).mkdir()
    code = tmp_path / "handouts" / "one.py"
    code.write_text("x = 1\n", "utf-8")
    monkeypatch.setattr(fingerprint, "ROOT", tmp_path)
    code_digest.cache_clear()
    try:
        before, kept = code_digest(), code.stat()
        code.write_text("x = 2\n", "utf-8")
        os.utime(code, ns=(kept.st_atime_ns, kept.st_mtime_ns))
        code_digest.cache_clear()
        assert code_digest() != before
    finally:
        code_digest.cache_clear()


def test_place_and_time_do_not_count(
    sheet: SheetRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = of(sheet)
    for path in tmp_path.rglob("*"):
        os.utime(path, (1, 1))
    assert of(sheet) == before
    (tmp_path / "own" / "hip" / "notes.txt").write_text("a note", "utf-8")
    moved = tmp_path.rename(tmp_path.parent / f"{tmp_path.name}-moved")
    there = sheet._replace(library=moved / "own", brand=moved / "brand.yaml")
    assert of(there) == before
    monkeypatch.chdir(moved)
    here = sheet._replace(library=Path("own"), brand=Path("brand.yaml"))
    assert of(here) == before
    assert of(here._replace(library=None, pattern="own/hip/pattern.yaml")) == before


def test_a_run_reads_every_file_once(sheet: SheetRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[Path] = []

    def digest(path: Path) -> bytes:
        taken.append(path)
        return b""

    monkeypatch.setattr(fingerprint, "_content_digest", digest)
    one = RequestFingerprints()
    assert one.of(sheet) == one.of(sheet)
    assert len(taken) == len(set(taken)) > 5


@pytest.mark.parametrize("text", ["logo: [a]\n", "fonts: none\n", "a: [", "logo: ../nowhere.svg\n"])
def test_a_brand_that_is_not_in_order_has_a_fingerprint(sheet: SheetRequest, text: str) -> None:
    assert sheet.brand is not None
    sheet.brand.write_text(text, "utf-8")
    assert len(of(sheet)) == 64
