"""Fixtures of all tests, and the flag that writes stored references again."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.helpers.batching import Desk, make_desk
from tests.helpers.matrix import MATRIX, Made, Member, make

if TYPE_CHECKING:
    from collections.abc import Callable

settings.register_profile("handouts", deadline=None)
settings.load_profile("handouts")

# What a developer has set up for a clinic of their own must not change what is tried.
os.environ["HANDOUTS_CONFIG"] = os.devnull


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--remake-references",
        action="store_true",
        help="write the stored texts and page images afresh; look at them before a commit",
    )


@pytest.fixture(scope="session")
def remake(request: pytest.FixtureRequest) -> bool:
    """Return whether references are written instead of compared."""
    return bool(request.config.getoption("--remake-references"))


@pytest.fixture(scope="session")
def of() -> Callable[[Member], Made]:
    """Return the function that makes a member of the matrix, each at most once a process."""
    return make


@pytest.fixture(scope="session", params=MATRIX, ids=str)
def printed(request: pytest.FixtureRequest) -> Made:
    """Return each member of the matrix in turn; tests are grouped by member."""
    return make(request.param)


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Return a pattern and a template cache, shared by the batch tests of a process."""
    return make_desk(tmp_path_factory.mktemp("desk"))
