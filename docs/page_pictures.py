"""Make the pictures of the page about the therapist's page: `python -m docs.page_pictures`.

Each is a window of a laptop or a tablet, in light or dark, in a state that a therapist sees. The
clinic and the client are made up.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.helpers import EXAMPLES
from tests.helpers.browser import browser, compose, context, drawn, wait_for_sheet
from tests.helpers.page_server import served

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.helpers.page_server import Served

IMAGES = Path(__file__).parent / "images"
LAPTOP, TABLET = (1280, 800), (820, 1180)

CLINIC = {
    "name": "Harbour Lane Bodywork",
    "tagline": "Hands-on care for sore, busy people",
    "practitioner": "Marisol Okafor",
    "credentials": "Licensed massage therapist, no. 00-4417",
    "primary": "#57263f",
    "accent": "#a8431f",
    "tint": "#f9f1ea",
    "phone": "(555) 010-0172",
    "email": "hello@harbourlane.example",
    "address": "12 Harbour Lane, Port Alder",
    "url": "https://harbourlane.example/stretches",
    "link_label": "Films of these stretches",
}
ROSTER = """\
id,pattern,side,edition,copies
c-101,lateral-hip-rotators,right,standard,1
c-102,lateral-hip-rotators,lefft,standard,1
c-103,lateral-hip-rotators,both,large-print,2
c-104,,left,standard,1
c-105,lateral-hip-rotators,left,ink-saver,two
c-106,lateral-hip-rotators,left,ink-saver,1
"""


def clinic(page: Page, site: Served) -> None:
    """Save a clinic with a logo, then try an accent that is too faint."""
    page.goto(f"{site.origin}/clinic")
    page.set_input_files("#logo-file", EXAMPLES / "harbour-lane.svg")
    page.wait_for_selector("#logo:not([hidden])")
    for name, value in CLINIC.items():
        page.fill(f"#{name}", value)
    page.click("form button[type=submit]")
    page.wait_for_selector("#saved:not([hidden])")
    page.fill("#accent", "#d9825b")
    page.wait_for_selector("#accent-better:not([hidden])")
    page.wait_for_load_state("networkidle")


def start(page: Page, site: Served) -> None:
    """Point at where it hurts."""
    page.goto(site.origin)
    page.click(".bodies .area[data-area=hip][data-side=right] >> nth=0")
    page.mouse.move(0, 0)


def usual(page: Page, site: Served) -> None:
    """Compose a usual sheet for a client."""
    compose(page, site)
    before = drawn(page)
    for name in ("bridge", "pigeon-pose", "hip-to-warm-water"):
        page.uncheck(f"#tick-{name}")
    page.uncheck("#full")
    page.fill("#note", "You did well today. Start with the pillow.")
    page.fill("#next_visit", "Tuesday at 3:30")
    page.fill("#client", "Alex Example")
    wait_for_sheet(page, before)


def sheet(page: Page, site: Served) -> None:
    """Open one card, with the sheet beside it."""
    usual(page, site)
    page.click("#card-patch .opener")
    page.check("input[name=site][value=outer-hip]")
    page.evaluate("() => scrollTo(0, 0)")


def problem(page: Page, site: Served) -> None:
    """Have something to put right before printing."""
    usual(page, site)
    page.click("#card-walk .opener")
    page.fill("#dose-walk-minutes", "90")
    page.fill("#client", "Sam \N{BLACK HEART SUIT} Example")
    page.click("#print")
    page.wait_for_selector("#stops:not([hidden])")


def finished(page: Page, site: Served) -> None:
    """Finish the sheet."""
    usual(page, site)
    page.click("#print")
    page.wait_for_selector("#finished:not([hidden])")


def friday(page: Page, site: Served) -> None:
    """Make a roster that has rows to mend."""
    page.goto(f"{site.origin}/friday")
    file = {"name": "friday.csv", "mimeType": "text/csv", "buffer": ROSTER.encode()}
    page.set_input_files("#roster", file)  # type: ignore[arg-type]
    page.wait_for_selector("#ready-rows:not([hidden])")
    page.click("#make")
    page.wait_for_selector("#printed:not([hidden])")


PICTURES: dict[str, tuple[Callable[[Page, Served], None], tuple[int, int], str]] = {
    "page-clinic": (clinic, LAPTOP, "light"),
    "page-start": (start, LAPTOP, "light"),
    "page-sheet": (sheet, LAPTOP, "light"),
    "page-problem": (problem, LAPTOP, "light"),
    "page-finished": (finished, LAPTOP, "light"),
    "page-friday": (friday, LAPTOP, "light"),
    "page-tablet": (sheet, TABLET, "light"),
    "page-dark": (sheet, LAPTOP, "dark"),
}
"""By the name of each picture: the state, the size of the window, the colors."""


def main() -> None:
    """Write all pictures."""
    with TemporaryDirectory() as room, browser() as started:
        folder = Path(room)
        with served(folder / "cache", folder / "config") as site:
            for name, (state, size, colors) in PICTURES.items():
                with context(started, site, size, color_scheme=colors) as window:
                    page = window.new_page()
                    state(page, site)
                    page.wait_for_timeout(1500)  # the small pictures come last
                    page.screenshot(path=IMAGES / f"{name}.png")


if __name__ == "__main__":
    main()
