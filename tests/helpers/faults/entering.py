"""A fixture for the tests of faults: a door into an empty room."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.faults.door import Door, open_door

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def door(tmp_path: Path) -> Door:
    """Give what runs the program in an empty room, and holds it to the rules."""
    return open_door(tmp_path)
