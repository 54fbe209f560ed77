"""Drive the therapist's page in a real browser, as a person does."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

    from tests.helpers.page_server import Served

NAMES = ("chromium", "chromium-browser", "google-chrome")
LAPTOP = (1280, 800)
PATIENCE = 60_000
"""Milliseconds after which something that does not come counts as missing."""

NO_PRINTER = "window.print = () => {};"
"""A browser without a screen has no print window, and ends where it should open one."""

AXE = "axe_playwright_python"


def chromium() -> str:
    """Return the browser of this computer; skip the test if it has none, unless it must have."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing")
        pytest.skip("needs Chromium")
    return found


@contextmanager
def browser() -> Iterator[Browser]:
    """Start a browser."""
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-dev-shm-usage"]
        started = playwright.chromium.launch(executable_path=chromium(), args=arguments)
        yield started
        started.close()


@contextmanager
def context(
    started: Browser, served: Served, size: tuple[int, int] = LAPTOP, **settings: Any
) -> Iterator[BrowserContext]:
    """Open a window of a browser that was let in."""
    viewport = {"width": size[0], "height": size[1]}
    made = started.new_context(viewport=viewport, **settings)  # type: ignore[arg-type]
    made.set_default_timeout(PATIENCE)
    made.add_init_script(NO_PRINTER)
    name, _, value = served.cookie.partition("=")
    made.add_cookies([{"name": name, "value": value, "url": served.origin}])
    yield made
    made.close()


def drawn(page: Page) -> int:
    """Return the number of the last change whose sheet is shown."""
    return int(page.get_attribute("body", "data-drawn") or 0)


def wait_for_sheet(page: Page, since: int = 0) -> None:
    """Wait until the sheet of the last change is shown."""
    page.wait_for_selector(f"body[data-drawn]:not([data-drawn='{since}'])")


def compose(page: Page, served: Served, pattern: str = "lateral-hip-rotators") -> None:
    """Open the page of a pattern and wait for its sheet."""
    page.goto(f"{served.origin}/sheet/{pattern}?side=right")
    wait_for_sheet(page)


@cache
def axe_source() -> str:
    return files(AXE).joinpath("axe.min.js").read_text("utf-8")


def violations(page: Page, *rules: str) -> list[str]:
    """Return what axe finds on a page, by some rules or by all."""
    if not page.evaluate("() => Boolean(window.axe)"):
        page.add_script_tag(content=axe_source())
    settings = {"runOnly": {"type": "rule", "values": list(rules)}} if rules else {}
    found = page.evaluate("settings => axe.run(document, settings)", settings)
    return [
        f"{each['id']}: {node['html'][:120]} {node['failureSummary'][:160]}"
        for each in found["violations"]
        for node in each["nodes"]
    ]


def press_until(page: Page, selector: str, key: str = "Tab", most: int = 120) -> None:
    """Press a key until something has the focus, as a person without a mouse does."""
    for _ in range(most):
        if page.evaluate("what => document.activeElement.matches(what)", selector):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{selector} cannot be reached with the {key} key")
