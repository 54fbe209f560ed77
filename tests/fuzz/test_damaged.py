"""Damage good files at random: each is taken or refused, and nothing else happens.

HANDOUTS_MUTATIONS multiplies the number of tries; HANDOUTS_SEED seeds the random numbers.
"""

from __future__ import annotations

import os
from itertools import cycle, islice
from random import Random
from typing import TYPE_CHECKING

import pytest

from tests.helpers.fuzz.damaging import damaged, damaged_inside, misvalued
from tests.helpers.fuzz.doors import DOORS, seeds, verdict

if TYPE_CHECKING:
    from pathlib import Path

TIMES = int(os.environ.get("HANDOUTS_MUTATIONS", "1"))
SEED = os.environ.get("HANDOUTS_SEED", "1")
TRIES = {"font": 40, "pattern": 60, "text": 30}
DEFAULT_TRIES = 200

pytestmark = pytest.mark.filterwarnings("ignore")  # the libraries warn of much that is refused


def tries(name: str, what: str) -> tuple[Random, list[bytes]]:
    """Return the random numbers of a test, and the files to damage in turn."""
    count = TRIES.get(name, DEFAULT_TRIES) * TIMES
    return Random(f"{what} {name} {SEED}"), list(islice(cycle(seeds(name)), count))  # noqa: S311


@pytest.mark.parametrize("name", DOORS)
def test_a_damaged_file_is_taken_or_refused_in_words(tmp_path: Path, name: str) -> None:
    dice, files = tries(name, "bytes")
    assert all(verdict(DOORS[name], damaged(data, dice), tmp_path) for data in files)


@pytest.mark.parametrize("name", [name for name, door in DOORS.items() if door.kind])
def test_a_file_whose_sums_are_right_is_taken_or_refused(tmp_path: Path, name: str) -> None:
    door = DOORS[name]
    assert door.kind
    dice, files = tries(name, "parts")
    for data in files:
        try:
            changed = damaged_inside(data, door.kind, dice)
        except ValueError:
            continue  # a file of the corpus with another format
        assert verdict(door, changed, tmp_path)


@pytest.mark.parametrize("name", ["shapes", "picture"])
def test_a_drawing_of_odd_values_is_taken_or_refused(tmp_path: Path, name: str) -> None:
    dice = Random(f"values {name} {SEED}")  # noqa: S311 - no secret
    drawing = next(DOORS[name].begin())
    for _ in range(DEFAULT_TRIES * TIMES):
        assert verdict(DOORS[name], misvalued(drawing, dice), tmp_path)
