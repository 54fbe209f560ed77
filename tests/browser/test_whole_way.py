"""A therapist makes a sheet in a real browser: point, tick, see, print, the next client."""

from __future__ import annotations

import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.helpers.browser import compose, context, drawn, press_until, wait_for_sheet
from tests.helpers.page_server import DAY, served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.helpers.page_server import Served

PATTERN = "lateral-hip-rotators"
CLIENT = "Zzyxx Qanary"


@pytest.fixture
def page(chrome: Browser, site: Served) -> Iterator[Page]:
    with watched(chrome, site) as made:
        yield made


@contextmanager
def watched(chrome: Browser, site: Served) -> Iterator[Page]:
    """Open a window in which nothing may go wrong and nothing may leave the computer."""
    with context(chrome, site) as window:
        made = window.new_page()
        wrong: list[str] = []
        made.on("request", lambda r: wrong.append(r.url) if not _is_ours(r.url, site) else None)
        made.on("pageerror", lambda error: wrong.append(str(error)))
        made.on("response", lambda r: wrong.append(r.url) if r.status >= 400 else None)
        made.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
        yield made
        assert wrong == []


def _is_ours(address: str, site: Served) -> bool:
    viewer = "chrome-extension://", "chrome://", "data:", "blob:"
    return address.startswith((site.origin, *viewer))


READER = """
import sys
import pypdfium2

for side in pypdfium2.PdfDocument(sys.stdin.buffer.read()):
    sys.stdout.buffer.write(side.get_textpage().get_text_range().encode())
"""
"""Reads a file in a process of its own: PDFium works in one thread alone, which the server has."""


def text_of(pdf: bytes) -> str:
    command = (sys.executable, "-W", "ignore", "-c", READER)
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


def sheet_of(page: Page, site: Served) -> bytes:
    """Return the file that the page offers."""
    token = (page.get_attribute("#save", "href") or "").split("/")[2]
    kept = site.state.shelf.get(token)
    assert kept is not None
    assert kept.ready
    return kept.pdf


def test_a_key_lets_a_browser_in_once(chrome: Browser, tmp_path: Path) -> None:
    with served(tmp_path) as own:
        for is_first in (True, False):
            window = chrome.new_context()
            made = window.new_page()
            made.goto(own.address)
            made.wait_for_load_state("networkidle") if is_first else None
            assert (made.locator("h1").count() == 1) is is_first
            assert ("key" in made.url) is not is_first
            window.close()


def test_the_whole_way_of_one_client(page: Page, site: Served) -> None:
    page.goto(site.origin)
    page.click(".bodies .area[data-area=hip][data-side=right] >> nth=0")
    assert page.input_value("#area") == "hip"
    assert page.inner_text("#chosen span") == "Right: Buttock and hip"
    page.click(f"#patterns a[href^='/sheet/{PATTERN}']")
    wait_for_sheet(page)
    assert page.is_checked("input[name=side][value=right]")

    page.click("#card-patch .opener")
    page.check("input[name=site][value=outer-hip]")
    page.click("#card-knee-across .opener")
    page.click("#card-knee-across .stepfield:has-text('Repeat') .more-of")
    page.uncheck("#tick-bridge")
    assert "Not on this sheet" in page.inner_text("#card-bridge")
    page.fill("#note", "You did well today.")
    page.fill("#next_visit", "Tuesday at 3:30")
    before = drawn(page)
    page.fill("#client", CLIENT)
    wait_for_sheet(page, before)

    page.click("#print")
    page.wait_for_selector("#finished:not([hidden])")
    assert page.evaluate("() => document.activeElement.id") == "finished-title"
    pdf = text_of(sheet_of(page, site))
    assert CLIENT in pdf
    assert "You did well today." in pdf
    assert "The bridge" not in pdf
    chart = page.input_value("#chart")
    assert CLIENT not in chart
    assert "outer hip" in chart
    assert "hold 20 to 30 seconds, 4 times" in chart
    page.check("#with-name")
    assert page.input_value("#chart").startswith(f"For {CLIENT}.")
    with page.expect_download() as saved:
        page.click("#save")
    assert saved.value.suggested_filename == f"handout-{PATTERN}-{DAY}.pdf"


def test_a_client_stays_until_the_next_and_leaves_nothing(chrome: Browser, tmp_path: Path) -> None:
    with served(tmp_path) as own, watched(chrome, own) as page:
        page.goto(own.origin)
        compose(page, own)
        page.fill("#client", CLIENT)
        page.click("#print")
        page.click("#change")
        assert page.input_value("#client") == CLIENT
        page.click("#print")
        page.click("#new-client")
        page.wait_for_url(f"{own.origin}/")
        for _ in range(100):  # the page has gone before it is told
            if len(own.state.shelf) == 0:
                break
            time.sleep(0.05)
        assert len(own.state.shelf) == 0
        page.go_back()
        page.wait_for_load_state()
        assert CLIENT not in page.content()
        kept = page.evaluate("() => JSON.stringify([localStorage, sessionStorage, history.state])")
        assert CLIENT not in kept
        assert CLIENT not in page.url


def test_a_usual_sheet_takes_at_most_eight_actions(page: Page, site: Served) -> None:
    page.goto(site.origin)
    begun = time.monotonic()
    actions: list[Callable[[], object]] = [
        lambda: page.click(".bodies .area[data-area=hip][data-side=right] >> nth=0"),
        lambda: page.click(f"#patterns a[href^='/sheet/{PATTERN}']"),
        lambda: page.click("#card-patch .opener"),
        lambda: page.check("input[name=site][value=outer-hip]"),
        lambda: page.fill("#client", "Ann Lee"),
        lambda: page.click("#print"),
        # The last is the button of the print window, which opens by itself.
    ]
    for act in actions:
        act()
    page.wait_for_selector("#finished:not([hidden])")
    assert len(actions) + 1 <= 8
    assert time.monotonic() - begun < 60
    assert "Ann Lee" in text_of(sheet_of(page, site))


def test_a_search_finds_a_pattern_in_a_clients_words(page: Page, site: Served) -> None:
    page.goto(site.origin)
    page.fill("#search", "hurts when I sit in the car")
    shown = page.locator("#patterns li:visible strong").all_inner_texts()
    assert "Deep buttock and hip pain" in shown
    assert len(shown) < len(site.state.library.patterns)
    page.fill("#search", "xyzzy")
    assert page.is_visible("#none")
    page.fill("#search", "")
    assert page.locator("#patterns li:visible").count() == len(site.state.library.patterns)


def test_what_stops_printing_stands_at_its_field(page: Page, site: Served) -> None:
    compose(page, site)
    page.fill("#client", "Sam \N{BLACK HEART SUIT}")
    page.wait_for_selector("#field-client .error")
    assert page.get_attribute("#client", "aria-invalid") == "true"
    page.wait_for_selector("#papers.old")
    page.check("#tick-walk")
    page.click("#card-walk .opener")
    field = page.locator("#dose-walk-minutes")
    field.fill("600")
    page.wait_for_selector("[id='field-doses.walk.minutes'] .error")
    page.click("#print")
    page.wait_for_selector("#stops:not([hidden])")
    assert page.evaluate("() => document.activeElement.id") == "stops"
    assert page.locator("#stops li").count() == 2
    assert page.is_visible("#form")
    page.click("#stops a:has-text('Name')")
    assert page.evaluate("() => document.activeElement.id") == "client"
    page.fill("#client", "Sam")
    before = drawn(page)
    field.fill("15-20")
    wait_for_sheet(page, before)
    page.wait_for_selector("#stops", state="hidden")
    assert page.locator(".error").count() == 0
    assert page.get_attribute("#client", "aria-invalid") is None


def test_a_gate_must_be_answered_before_printing(page: Page, site: Served) -> None:
    gated = next(name for name, entry in site.state.library.patterns.items() if entry.pattern.gate)
    compose(page, site, gated)
    page.click("#print")
    page.wait_for_selector("#stops:not([hidden])")
    assert page.locator("#gates input").count() == 1
    page.check("#gates input")
    page.wait_for_selector("#stops", state="hidden")
    page.click("#print")
    page.wait_for_selector("#finished:not([hidden])")


def test_an_activity_is_added_and_taken_off_again(page: Page, site: Served) -> None:
    compose(page, site)
    there = page.locator(".card").count()
    page.click("#add")
    page.fill("#find-activity", "calf")
    page.locator("#found button:visible").first.click()
    page.wait_for_selector(".card .box:focus")
    new = page.evaluate("() => document.activeElement.id")
    assert new.startswith("tick-")
    before = drawn(page)
    page.uncheck(f"#{new}")
    wait_for_sheet(page, before)
    assert page.locator(".card").count() == there + 1
    before = drawn(page)
    page.check(f"#{new}")
    wait_for_sheet(page, before)


def ticked(page: Page, where: str) -> list[str]:
    """Return the values or the remedies that are ticked in a part of the form."""
    boxes = page.locator(f"{where} .box:checked").all()
    parents = (box.locator("xpath=ancestor::*[@data-id]") for box in boxes)
    return [
        parent.get_attribute("data-id") or "" if parent.count() else box.input_value()
        for box, parent in zip(boxes, parents, strict=True)
    ]


def test_a_sheet_begins_with_the_usual_choice_and_may_be_the_whole(
    page: Page, site: Served
) -> None:
    compose(page, site)
    usual = site.state.library.patterns[PATTERN].pattern.usual
    assert usual is not None
    assert set(ticked(page, "#cards")) == {*usual.care}
    assert ticked(page, "#parts") == ["hurts"]
    assert page.inner_text("#side-count") == "4 sides"
    assert page.is_hidden("#warnings")
    before = drawn(page)
    page.check("#parts input[value=triggers]")
    wait_for_sheet(page, before)
    before = drawn(page)
    page.select_option("#pack", ":whole")
    wait_for_sheet(page, before)
    everything = site.state.library.patterns[PATTERN].pattern
    assert {*ticked(page, "#cards"), *ticked(page, "#flare-cards")} == {*everything.used()}
    assert len(ticked(page, "#parts")) == 5
    page.click("#print")
    page.wait_for_selector("#finished:not([hidden])")
    assert "The bridge" in text_of(sheet_of(page, site))


def test_a_usual_choice_is_kept_chosen_and_deleted(page: Page, site: Served) -> None:
    compose(page, site)
    page.uncheck("#tick-knee-across")
    page.click("#card-pigeon-pose .opener")
    page.click("#card-pigeon-pose .move-up")
    page.fill("#client", CLIENT)
    page.click("#save-pack")
    page.click("#pack-keep")
    page.wait_for_selector("#pack-form", state="hidden")
    folder = site.state.settings.config
    assert folder is not None
    (saved,) = folder.rglob("My usual.yaml")
    assert CLIENT not in saved.read_text("utf-8")
    compose(page, site)
    assert page.input_value("#pack") == "My usual"
    assert not page.is_checked("#tick-knee-across")
    order = page.locator("#cards .card").evaluate_all("all => all.map(each => each.dataset.id)")
    assert order.index("pigeon-pose") < order.index("bridge")
    page.click("#save-pack")
    page.click("#pack-delete")
    page.wait_for_selector("#tick-knee-across:checked")
    assert not list(folder.rglob("*usual.yaml"))


def test_an_answer_that_comes_too_late_is_dropped(page: Page, site: Served) -> None:
    compose(page, site)
    slow: list[str] = []

    def hold(route: object) -> None:
        if not slow:
            slow.append("held")
            time.sleep(0.5)
        route.continue_()  # type: ignore[attr-defined]

    page.route("**/sheets", hold)
    before = drawn(page)
    page.fill("#client", "First")
    page.fill("#client", "Second")
    page.fill("#client", "Third")
    page.wait_for_selector(f"body[data-drawn='{before + 3}']")
    token = (page.get_attribute("#side", "src") or "").split("/sheets/")[1].split("/")[0]
    kept = site.state.shelf.get(token)
    assert kept is not None
    assert "Third" in text_of(kept.pdf)


def test_a_lost_program_and_a_second_tab_end_in_a_sentence(chrome: Browser, tmp_path: Path) -> None:
    with served(tmp_path) as own, context(chrome, own) as window:
        one, two = window.new_page(), window.new_page()
        for each in (one, two):
            compose(each, own)
        one.fill("#client", "Ann")
        two.fill("#client", "Bob")
        for each in (one, two):
            each.click("#print")
            each.wait_for_selector("#finished:not([hidden])")
        assert "Ann" in text_of(sheet_of(one, own))
        assert "Bob" in text_of(sheet_of(two, own))
        two.close()
        own.state.presence.end()
        one.wait_for_selector("#lost:not([hidden])")
        assert "Open Handouts again" in one.inner_text("#lost")


def test_the_whole_way_with_the_keyboard_alone(page: Page, site: Served) -> None:
    page.goto(site.origin)
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.className") == "skip"
    press_until(page, "#search")
    page.keyboard.type("sit")
    press_until(page, f"#patterns a[href^='/sheet/{PATTERN}']")
    page.keyboard.press("Enter")
    wait_for_sheet(page)
    press_until(page, "input[name=side]")
    page.keyboard.press("ArrowLeft")
    press_until(page, "#tick-ball-under-buttock")
    page.keyboard.press("Space")
    press_until(page, "#card-walk .grip")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    assert page.locator("#cards .card").first.get_attribute("data-id") == "walk"
    assert "number 1 of" in page.inner_text("#moved")
    press_until(page, "#client")
    page.keyboard.type("Ann Lee")
    before = drawn(page)
    page.keyboard.press("Control+p")
    page.wait_for_selector("#finished:not([hidden])")
    assert drawn(page) >= before
    assert "Ann Lee" in text_of(sheet_of(page, site))
    press_until(page, "#new-client")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site.origin}/")


def test_the_last_picture_alone_can_be_chosen(page: Page, site: Served) -> None:
    compose(page, site)
    before = drawn(page)
    page.click("#card-knee-across .opener")
    page.check("#card-knee-across .frames input[value=end]")
    wait_for_sheet(page, before)
    page.click("#print")
    page.wait_for_selector("#finished:not([hidden])")
    assert "Begin with both feet flat" not in text_of(sheet_of(page, site))
