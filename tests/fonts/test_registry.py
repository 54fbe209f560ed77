"""The table of families agrees with the packages that bring them."""

from __future__ import annotations

import json
import pickle
from importlib.resources import files
from pathlib import Path

import pytest

import fonts
from fonts.registry import SHIPPED_FAMILIES, FontFile, Style, shipped_family

EVERY_FAMILY = pytest.mark.parametrize("family_id", SHIPPED_FAMILIES)


@EVERY_FAMILY
@pytest.mark.parametrize("style", Style)
def test_every_style_is_a_static_truetype_file(family_id: str, style: Style) -> None:
    data = shipped_family(family_id).file(style).read()
    assert data[:4] == b"\x00\x01\x00\x00"
    assert b"fvar" not in data[:1000]


@EVERY_FAMILY
def test_the_styles_are_four_different_files(family_id: str) -> None:
    family = shipped_family(family_id)
    assert len({family.file(style).name for style in Style}) == 4
    assert len({family.file(style).read() for style in Style}) == 4


@EVERY_FAMILY
def test_the_license_page_agrees_with_the_package(family_id: str) -> None:
    name = SHIPPED_FAMILIES[family_id]
    page = Path(fonts.__file__).with_name("LICENSES.md").read_text("utf-8")
    row = next(line for line in page.splitlines() if line.startswith(f"| {name} "))
    _, _, package, version, source, license_, copyright_ = row.strip("| ").split(" | ")
    folder = files(f"fontpkg-{family_id}".replace("-", "_"))
    metadata = json.loads(folder.joinpath("metadata.json").read_text("utf-8"))
    assert metadata["family"] == name
    assert metadata["version"] == version
    assert metadata["license"] == "OFL-1.1"
    assert metadata["source"]["repo"] in source
    assert metadata["source"]["path"] in source
    assert package.startswith(f"[fontpkg-{family_id}]")
    assert license_ == "SIL Open Font License 1.1"
    terms = folder.joinpath("LICENSE").read_text("utf-8")
    assert copyright_ in terms
    assert "Version 1.1" in terms


def test_a_family_without_italics_stays_upright() -> None:
    shipped = shipped_family("fira-sans")
    upright = type(shipped)(regular=shipped.regular, bold=shipped.bold)
    assert upright.file(Style.ITALIC) == shipped.regular
    assert upright.file(Style.BOLD_ITALIC) == shipped.bold


def test_a_family_travels_to_another_process() -> None:
    family = shipped_family("fira-sans")
    assert pickle.loads(pickle.dumps(family)) == family  # noqa: S301 - our own bytes
    assert hash(family) == hash(shipped_family("fira-sans"))


def test_bytes_do_not_show_in_messages() -> None:
    assert repr(FontFile("name", b"secret")) == "FontFile(name='name')"
