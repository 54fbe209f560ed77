"""A page that is served to all tests of a process."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.page_server import served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.helpers.page_server import Served


@pytest.fixture(scope="session")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Return a page that is served; its templates are stored in a folder of its own."""
    with served(tmp_path_factory.mktemp("cache"), tmp_path_factory.mktemp("config")) as running:
        yield running
