"""The page records what is printed if that is on, never to whom, and brings it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handouts.files.own_files import GIVEN
from tests.helpers.page_server import served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.helpers.page_server import Served

PATTERN = "lateral-hip-rotators"
CLIENT = "Zzyxx Qanary"
PLAN = {"side": "left", "care": ["walk"], "doses": {"walk": {"minutes": 15}}, "detail": "brief"}


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Served]:
    with served(tmp_path / "cache", tmp_path / "config") as running:
        yield running


def give(page: Served) -> str:
    """Print a sheet, and return its number."""
    plan = {**PLAN, "client": CLIENT, "note": CLIENT}
    made = page.post("/sheets", {"tab": "tab", "pattern": PATTERN, "plan": plan}).json
    assert page.post("/given/add", {"token": made["token"]}).json == {"problem": ""}
    return str(made["number"])


def test_nothing_is_recorded_unless_it_is_turned_on(page: Served, tmp_path: Path) -> None:
    number = give(page)
    assert not (tmp_path / "config" / GIVEN).exists()
    assert b'id="again"' not in page.send("GET", "/").body
    assert page.post("/given/find", {"number": number}).json["problem"]


def test_a_sheet_comes_back_by_its_number(page: Served, tmp_path: Path) -> None:
    assert page.post("/given/turn", {"on": True}).json == {"problem": ""}
    number = give(page)
    kept = (tmp_path / "config" / GIVEN).read_text("utf-8")
    assert number in kept
    assert "Zzyxx" not in kept
    assert b'id="again"' in page.send("GET", "/").body
    found = page.post("/given/find", {"number": number.lower()}).json
    assert found == {"address": f"/sheet/{PATTERN}?number={number}"}
    text = page.send("GET", found["address"]).body.decode()
    assert f"Sheet {number}, given 2026-11-30, as it was." in text
    assert b"checked" in page.send("GET", "/clinic").body


def test_a_sheet_that_is_another_by_now_is_told(page: Served, tmp_path: Path) -> None:
    page.post("/given/turn", {"on": True})
    number = give(page)
    path = tmp_path / "config" / GIVEN
    old = path.read_text("utf-8").replace('"version":"', '"version":"0.').replace("left", "right")
    path.write_text(old, "utf-8")
    text = page.send("GET", f"/sheet/{PATTERN}?number={number}").body.decode()
    assert "Is another sheet by now." in text
    assert "was version 0." in text


def test_a_number_that_is_wrong_is_told(page: Served) -> None:
    page.post("/given/turn", {"on": True})
    for number in ("", "3222-2222", "2222-2222", "0OIL"):
        assert page.post("/given/find", {"number": number}).json["problem"]
    assert page.send("GET", f"/sheet/{PATTERN}?number=3222-2222").status == 200
    assert page.post("/given/add", {"token": "guess"}).json == {"problem": ""}
