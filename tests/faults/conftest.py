"""The fixture of all tests of faults: a way to run the program in empty folders."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.faults.door import Door, open_door

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def door(tmp_path: Path) -> Door:
    """Return what runs the program in empty folders and checks the rules of every run."""
    return open_door(tmp_path)
