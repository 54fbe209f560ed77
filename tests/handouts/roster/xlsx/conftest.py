"""A path for the workbooks of these tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a path without the suffix of a workbook: only the bytes decide."""
    return tmp_path / "roster.csv"
