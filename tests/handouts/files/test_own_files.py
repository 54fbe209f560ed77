"""The brand of the clinic is found in its own folder, and there alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.files.own_files import BRAND, CLINIC, own_brand

if TYPE_CHECKING:
    from pathlib import Path


def test_a_clinic_without_a_brand_has_none(tmp_path: Path) -> None:
    assert own_brand(None) is None
    assert own_brand(tmp_path / "gone") is None
    (tmp_path / CLINIC).mkdir()
    assert own_brand(tmp_path) is None


def test_the_brand_of_the_clinic_is_found(tmp_path: Path) -> None:
    (tmp_path / CLINIC).mkdir()
    (tmp_path / CLINIC / BRAND).write_text("name: A\n", "utf-8")
    assert own_brand(tmp_path) == tmp_path / CLINIC / BRAND
