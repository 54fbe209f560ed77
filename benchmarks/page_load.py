"""Measure the therapist's page with a large library: `python -m benchmarks.page_load`.

A clinic's folder brings the library to 30 patterns and 100 activities, copies of ours under other
ids. It prints when the first page and the first sheet of a fresh program are there, in a real
browser, and whether ten quick typists on one page each get the answers to their own words. It fails
if the first page takes more than a second, or an answer is another's.
"""

from __future__ import annotations

import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from string import ascii_lowercase
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

import click
from pypdfium2 import PdfDocument

from patterns.library_paths import activity_folders, pattern_folders
from tests.helpers.browser import browser, context, wait_for_sheet
from tests.helpers.page_server import served

if TYPE_CHECKING:
    from tests.helpers.page_server import Served

PATTERNS, ACTIVITIES = 30, 100
TYPISTS, CHANGES = 10, 12
MAX_FIRST = 1.0
"""Seconds until the first page is painted."""

PATTERN = "lateral-hip-rotators"


def enlarge(folder: Path) -> None:
    """Write copies of the shipped patterns and activities until there are as many as we want."""
    for shipped, most, place in (
        (pattern_folders(), PATTERNS, folder),
        (activity_folders(), ACTIVITIES, folder / "activities"),
    ):
        wanted = most - len(shipped)
        copies = islice(cycle(shipped.items()), wanted)
        for number, (name, source) in enumerate(copies, start=2):
            made = place / f"{name}-{number}"
            shutil.copytree(source, made)
            for file in made.glob("*.yaml"):
                text = file.read_text("utf-8").replace(f"id: {name}\n", f"id: {made.name}\n", 1)
                file.write_text(text, "utf-8")


def first_pages(site: Served) -> tuple[float, float]:
    """Return the seconds until the first page, and until a sheet, of a program that just began."""
    site.state.warm()  # as the program does, while the browser starts
    with browser() as started, context(started, site) as window:
        page = window.new_page()
        begun = perf_counter()
        page.goto(site.origin)
        page.wait_for_selector("#patterns a")
        first = perf_counter() - begun
        begun = perf_counter()
        page.goto(f"{site.origin}/sheet/{PATTERN}?side=right")
        wait_for_sheet(page)
        return first, perf_counter() - begun


def answers(site: Served, name: str) -> list[tuple[str, bytes]]:
    """Ask for a sheet after each letter, as a page does; return what was typed with each sheet."""
    found = []
    for end in range(1, CHANGES):
        typed = f"{name} {'x' * end}"
        asked = {
            "tab": name.lower(),
            "pattern": PATTERN,
            "plan": {"side": "right", "client": typed},
        }
        told = site.post("/sheets", asked).json
        if kept := site.state.shelf.get(told["token"]):
            found.append((typed, kept.pdf))
    return found


def words_of(pdf: bytes) -> str:
    """Return the words of the first side; PDFium works in one thread, when the server has none."""
    with PdfDocument(pdf) as document:
        return str(document[0].get_textpage().get_text_range())


def main() -> int:
    """Print what was measured; return 1 if a bound is broken."""
    with TemporaryDirectory() as room:
        folder = Path(room) / "library"
        enlarge(folder)
        with served(Path(room) / "cache", library=folder) as site:
            first, sheet = first_pages(site)
        click.echo(f"{PATTERNS} patterns, {ACTIVITIES} activities: first page {first:.2f} s")
        click.echo(f"the first sheet of all: {sheet:.2f} s")
        with served(Path(room) / "cache") as site, ThreadPoolExecutor(TYPISTS) as pool:
            names = [f"typist-{letter}" for letter in ascii_lowercase[:TYPISTS]]
            sheets = [each for found in pool.map(partial(answers, site), names) for each in found]
        wrong = [typed for typed, pdf in sheets if typed not in words_of(pdf)]
    click.echo(f"{TYPISTS} typists: {len(sheets)} sheets, {len(wrong)} with words of another")
    return int(first > MAX_FIRST or bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
