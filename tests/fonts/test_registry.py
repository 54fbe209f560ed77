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
def test_provenance_is_that_of_the_package(family_id: str) -> None:
    family = shipped_family(family_id)
    assert family.about is not None
    package = files(family.about.package.replace("-", "_"))
    metadata = json.loads(package.joinpath("metadata.json").read_text("utf-8"))
    assert metadata["family"] == family.name
    assert metadata["version"] == family.about.version
    assert metadata["license"] == "OFL-1.1"
    assert metadata["source"]["path"] in family.about.source
    terms = package.joinpath("LICENSE").read_text("utf-8")
    assert family.about.copyright in terms
    assert "Version 1.1" in terms


@EVERY_FAMILY
def test_the_license_page_names_every_family(family_id: str) -> None:
    family = shipped_family(family_id)
    page = Path(fonts.__file__).with_name("LICENSES.md").read_text("utf-8")
    row = next(line for line in page.splitlines() if line.startswith(f"| {family.name} "))
    about = family.about
    assert about is not None
    for fact in (about.package, about.version, about.copyright, about.license, about.source):
        assert fact in row


def test_a_family_without_italics_stays_upright() -> None:
    shipped = shipped_family("fira-sans")
    upright = type(shipped)(id="u", name="U", regular=shipped.regular, bold=shipped.bold)
    assert upright.file(Style.ITALIC) == shipped.regular
    assert upright.file(Style.BOLD_ITALIC) == shipped.bold


def test_a_family_travels_to_another_process() -> None:
    family = shipped_family("fira-sans")
    assert pickle.loads(pickle.dumps(family)) == family  # noqa: S301 - our own bytes
    assert hash(family) == hash(shipped_family("fira-sans"))


def test_bytes_do_not_show_in_messages() -> None:
    assert repr(FontFile("name", b"secret")) == "FontFile(name='name')"
