"""What all tests share: the handouts of the matrix, and the flag that remakes references."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.helpers.batching import Desk, make_desk
from tests.helpers.matrix import EDITIONS, MATRIX, Made, Member, make

if TYPE_CHECKING:
    from collections.abc import Callable

settings.register_profile("handouts", deadline=None)
settings.load_profile("handouts")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--remake-references",
        action="store_true",
        help="write the stored texts and page images afresh; look at them before a commit",
    )


@pytest.fixture(scope="session")
def remake(request: pytest.FixtureRequest) -> bool:
    """Tell whether references are to be written instead of compared."""
    return bool(request.config.getoption("--remake-references"))


@pytest.fixture(scope="session")
def of() -> Callable[[Member], Made]:
    """Give what makes a member of the matrix, each at most once a process."""
    return make


@pytest.fixture(scope="session", params=MATRIX, ids=str)
def made(request: pytest.FixtureRequest) -> Made:
    """Every member of the matrix in turn; tests of one member run one after the other."""
    return make(request.param)


@pytest.fixture(scope="session", params=(*MATRIX, *EDITIONS), ids=str)
def printed(request: pytest.FixtureRequest) -> Made:
    """Every member of the matrix, and the other editions."""
    return make(request.param)


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Give a pattern and a press for the batches of a process; templates are laid out once."""
    return make_desk(tmp_path_factory.mktemp("desk"))
