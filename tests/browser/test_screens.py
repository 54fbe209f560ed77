"""Every screen and state: axe finds nothing, nothing is cut off, light and dark, at any width."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers import ROOT
from tests.helpers.browser import LAPTOP, compose, context, violations, wait_for_sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page

    from tests.helpers.page_server import Served

TABLET, ZOOMED = (820, 1180), (640, 400)  # a laptop at 200 % is half as wide and as high
ROSTER = "id,pattern,side\n1,lateral-hip-rotators,left\n2,lateral-hip-rotators,up\n"


def start(page: Page, site: Served) -> None:
    page.goto(site.origin)


def start_chosen(page: Page, site: Served) -> None:
    start(page, site)
    page.click(".bodies .area[data-area=hip][data-side=left] >> nth=0")


def start_nothing(page: Page, site: Served) -> None:
    start(page, site)
    page.fill("#search", "xyzzy")


def open_card(page: Page, site: Served) -> None:
    compose(page, site)
    page.click("#card-patch .opener")
    page.uncheck("#tick-walk")


def problems(page: Page, site: Served) -> None:
    compose(page, site)
    page.click("#card-walk .opener")
    page.fill("#dose-walk-minutes", "999")
    page.fill("#client", "\N{BLACK HEART SUIT}")
    page.click("#print")
    page.wait_for_selector("#stops:not([hidden])")


def adding(page: Page, site: Served) -> None:
    compose(page, site)
    page.click("#add")
    page.fill("#find-activity", "w")


def packing(page: Page, site: Served) -> None:
    compose(page, site)
    page.click("#save-pack")
    page.fill("#pack-name", "a/b")
    page.click("#pack-keep")
    page.wait_for_selector("#field-pack .error")


def finished(page: Page, site: Served) -> None:
    compose(page, site)
    page.click("#print")
    page.wait_for_selector("#finished:not([hidden])")


def clinic(page: Page, site: Served) -> None:
    page.goto(f"{site.origin}/clinic")
    page.fill("#name", "Harbour Lane")
    page.fill("#accent", "#d9825b")
    page.wait_for_selector("#accent-better:not([hidden])")
    page.wait_for_selector("#side[src]")


def friday(page: Page, site: Served) -> None:
    page.goto(f"{site.origin}/friday")


def friday_checked(page: Page, site: Served) -> None:
    friday(page, site)
    file = {"name": "clients.csv", "mimeType": "text/csv", "buffer": ROSTER.encode()}
    page.set_input_files("#roster", file)  # type: ignore[arg-type]
    page.wait_for_selector("#ready-rows:not([hidden])")


def friday_made(page: Page, site: Served) -> None:
    friday_checked(page, site)
    page.click("#make")
    page.wait_for_selector("#printed:not([hidden])")


def friday_refused(page: Page, site: Served) -> None:
    friday(page, site)
    page.set_input_files("#roster", ROOT / "README.md")
    page.wait_for_selector("#refused:not([hidden])")


SCREENS: dict[str, Callable[[Page, Served], None]] = {
    each.__name__.replace("_", " "): each
    for each in (
        start, start_chosen, start_nothing, compose, open_card, problems, adding, packing,
        finished, clinic, friday, friday_checked, friday_made, friday_refused,
    )
}  # fmt: skip


@pytest.mark.parametrize("name", SCREENS)
def test_axe_finds_nothing_and_nothing_is_cut_off(chrome: Browser, site: Served, name: str) -> None:
    with context(chrome, site, bypass_csp=True) as window:
        page = window.new_page()
        SCREENS[name](page, site)
        assert violations(page) == []
        page.emulate_media(color_scheme="dark")
        assert violations(page, "color-contrast") == []
        for width, height in (TABLET, ZOOMED, LAPTOP):
            page.set_viewport_size({"width": width, "height": height})
            wide = page.evaluate("() => document.documentElement.scrollWidth")
            assert wide <= width, f"{wide} at {width}"


@pytest.mark.parametrize("name", ["start", "compose", "clinic", "friday"])
def test_every_control_is_large_enough_to_hit(chrome: Browser, site: Served, name: str) -> None:
    small = """() => [...document.querySelectorAll('button, input, select, textarea, .button')]
        .filter(each => each.checkVisibility() && !each.closest('.unseen, .choice, .strip'))
        .filter(each => !each.matches('.unseen') && each.getBoundingClientRect().height < 43.5)
        .map(each => each.outerHTML.slice(0, 80))"""
    with context(chrome, site) as window:
        page = window.new_page()
        SCREENS[name](page, site)
        assert page.evaluate(small) == []


def test_nothing_moves_where_that_is_asked_for(chrome: Browser, site: Served) -> None:
    moving = """() => [...document.querySelectorAll('*')].map(each => getComputedStyle(each))
        .filter(each => each.transitionDuration !== '0s' || each.animationName !== 'none').length"""
    with context(chrome, site, reduced_motion="reduce") as window:
        page = window.new_page()
        compose(page, site)
        assert page.evaluate(moving) == 0


def test_pictures_of_the_sheet_stay_on_white_in_the_dark(chrome: Browser, site: Served) -> None:
    with context(chrome, site, color_scheme="dark") as window:
        page = window.new_page()
        compose(page, site)
        wait_for_sheet(page)
        paper = "() => getComputedStyle(document.querySelector('.paper')).backgroundColor"
        assert page.evaluate(paper) == "rgb(255, 255, 255)"
