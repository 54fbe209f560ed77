"""A page and a browser for all tests of a process."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.browser import browser, chromium
from tests.helpers.page_server import served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from tests.helpers.page_server import Served


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Return a page that is served, of a clinic that has set up nothing."""
    with served(tmp_path_factory.mktemp("cache"), tmp_path_factory.mktemp("config")) as running:
        yield running


@pytest.fixture(scope="session")
def chrome() -> Iterator[Browser]:
    """Return a browser."""
    chromium()
    with browser() as started:
        yield started
