"""Measure how soon the therapist's page shows the sheet after a change, in a real browser.

`python -m benchmarks.redraw` types, ticks and chooses 200 times on a warm page. Each time counts
from the last key to the picture of the side as it will print. It fails if the median is over
150 ms.
"""

from __future__ import annotations

import sys
from itertools import cycle
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from tests.helpers.browser import browser, compose, context, drawn, wait_for_sheet
from tests.helpers.page_server import served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

CHANGES = 200
MAX_MEDIAN = 150.0
"""Milliseconds, which feel as if the sheet were under the fingers."""

WATCH = """() => {
    window.began = 0;
    window.took = [];
    const begin = () => { window.began = performance.now(); };
    addEventListener('input', begin, true);
    addEventListener('change', begin, true);
    new MutationObserver(() => window.took.push(performance.now() - window.began))
        .observe(document.body, {attributeFilter: ['data-drawn']});
}"""
"""Notes the time from the last change to the sheet of it; it runs in the page."""


def changes(page: Page) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield changes as a therapist makes them: mostly letters, now and then a tick or a side."""
    letters = cycle("Alex Example, you did well today. ")
    for number in range(CHANGES):
        if number % 20 == 19:
            name = "bridge" if number % 40 == 19 else "walk"
            yield "tick", lambda name=name: page.locator(f"#tick-{name}").click()  # type: ignore[misc]
        elif number % 20 == 9:
            side = "left" if number % 40 == 9 else "right"
            yield "side", lambda side=side: page.check(f"input[value={side}]")  # type: ignore[misc]
        else:
            field = "#client" if number % 40 < 20 else "#note"
            page.focus(field)
            yield "letter", lambda: page.keyboard.type(next(letters))


def measure() -> dict[str, list[float]]:
    """Return the milliseconds of each kind of change."""
    times: dict[str, list[float]] = {}
    with (
        TemporaryDirectory() as room,
        browser() as started,
        served(Path(room)) as site,
        context(started, site, bypass_csp=True) as window,
    ):
        page = window.new_page()
        compose(page, site)
        page.evaluate(WATCH)
        for kind, change in changes(page):
            before = drawn(page)
            change()
            wait_for_sheet(page, before)
            times.setdefault(kind, []).append(page.evaluate("() => window.took.at(-1)"))
            page.wait_for_timeout(150)  # a person rests; the small pictures are drawn
    return times


def main() -> int:
    """Print the times; return 1 if the median is too slow."""
    times = measure()
    for kind, found in times.items():
        click.echo(f"{kind:8} {len(found):4}  median {median(found):6.0f} ms")
    every = [each for found in times.values() for each in found]
    ninety = quantiles(every, n=10)[-1]
    click.echo(
        f"{'all':8} {len(every):4}  median {median(every):6.0f} ms, 90 % within {ninety:.0f} ms"
    )
    return int(median(every) > MAX_MEDIAN)


if __name__ == "__main__":
    sys.exit(main())
