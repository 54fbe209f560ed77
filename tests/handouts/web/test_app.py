"""The addresses of the page answer, and hold no name of a client."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from handouts.web.app import ROUTES
from tests.helpers.page_server import served

if TYPE_CHECKING:
    from pathlib import Path

    from tests.helpers.page_server import Answer, Served

PATTERN = "lateral-hip-rotators"
CANARY = "Zzyxx Qanary"


def ask(page: Served, tab: str = "tab", **plan: object) -> Answer:
    return page.post("/sheets", {"tab": tab, "pattern": PATTERN, "plan": plan})


def test_the_first_page_lists_every_pattern(page: Served) -> None:
    text = page.send("GET", "/").body.decode()
    assert f'href="/sheet/{PATTERN}"' in text
    assert "Deep buttock and hip pain" in text
    assert text.count('class="area"') > 60


def test_a_page_holds_no_script_and_no_style_inside(page: Served) -> None:
    for path in ("/", f"/sheet/{PATTERN}"):
        text = page.send("GET", path).body.decode()
        scripts = re.findall(r"<script([^>]*)>", text)
        assert scripts
        assert all("src=" in each or "application/json" in each for each in scripts)
        assert " style=" not in text
        assert not re.findall(r"\son\w+=", text)


def test_no_field_of_a_client_has_a_name_that_a_form_would_send(page: Served) -> None:
    text = page.send("GET", f"/sheet/{PATTERN}").body.decode()
    for field in ("client", "note", "next_visit"):
        (tag,) = re.findall(rf"<(?:input|textarea) id=\"{field}\"[^>]*>", text)
        assert " name=" not in tag
        assert 'autocomplete="off"' in tag
        assert 'spellcheck="false"' in tag


def test_every_file_that_a_page_names_is_there(page: Served) -> None:
    for path in ("/", f"/sheet/{PATTERN}"):
        text = page.send("GET", path).body.decode()
        for named in set(re.findall(r'(?:src|href)="(/(?:static|art|fonts)/[^"]+)"', text)):
            assert page.send("GET", named).status == 200, named


def test_a_sheet_is_made_shown_and_given(page: Served) -> None:
    told = ask(page, side="right", client=CANARY).json
    assert told["ready"]
    png = page.send("GET", f"/sheets/{told['token']}/1.png?width=300")
    assert png.headers["content-type"] == "image/png"
    assert png.body.startswith(b"\x89PNG")
    pdf = page.send("GET", f"/sheets/{told['token']}/{told['file']}")
    assert pdf.headers["content-type"] == "application/pdf"
    assert pdf.headers["content-disposition"] == f'inline; filename="{told["file"]}"'
    assert "frame-ancestors 'self'" in pdf.headers["content-security-policy"]
    saved = page.send("GET", f"/sheets/{told['token']}/{told['file']}?save=1")
    assert saved.headers["content-disposition"].startswith("attachment")
    assert saved.body == pdf.body


def test_the_name_is_in_the_sheet_alone(page: Served) -> None:
    answer = ask(page, side="right", client=CANARY, note=CANARY)
    assert CANARY.encode() not in answer.body
    assert CANARY not in str(answer.headers)
    assert not [line for line in page.said if CANARY in line]


def test_one_tab_never_gets_the_sheet_of_another(page: Served) -> None:
    first = ask(page, "one", client="Ann").json["token"]
    other = ask(page, "two", client="Bob").json["token"]
    one, two = (page.state.shelf.get(token) for token in (first, other))
    assert one is not None
    assert two is not None
    assert one.pdf != two.pdf
    assert page.post("/sheets/clear", {"tab": "one"}).status == 204
    assert page.send("GET", f"/sheets/{first}/1.png").status == 404
    assert page.send("GET", f"/sheets/{other}/1.png").status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/sheets/guess/1.png",
        "/sheets/guess/sheet.pdf",
        "/sheet/nothing",
        "/static/../app.py",
        "/static/nothing.css",
        "/fonts/nothing.ttf",
        "/art/activity/nothing/left.svg",
        "/art/activity/walk/up.svg",
        f"/art/pattern/{PATTERN}/review/left.svg",
        f"/art/pattern/{PATTERN}/../left.svg",
        "/art/other/walk/left.svg",
    ],
)
def test_what_is_not_there_is_told(page: Served, path: str) -> None:
    assert page.send("GET", path).status == 404


def test_sides_that_are_not_there_are_told(page: Served) -> None:
    token = ask(page).json["token"]
    assert page.send("GET", f"/sheets/{token}/0.png").status == 404
    assert page.send("GET", f"/sheets/{token}/99.png").status == 404


def test_a_request_that_is_not_understood_is_told(page: Served) -> None:
    assert page.post("/sheets", {"tab": "a"}).status == 400
    assert page.send("POST", "/sheets", b"x" * 1_000_000).status == 400


def test_what_a_person_can_mend_is_no_error_of_the_page(page: Served) -> None:
    answer = ask(page, note="x" * 400)
    assert answer.status == 200
    assert answer.json["problems"] == [
        {"field": "note", "message": "Must have at most 300 characters."}
    ]


def test_no_address_takes_a_text_of_a_client() -> None:
    wanted = {"pattern", "token", "side:int", "name", "kind", "id", "about:path"}
    found = {part for route in ROUTES for part in re.findall(r"{(.*?)}", route.path)}
    assert found <= wanted


def test_a_stream_says_that_the_page_is_there(page: Served) -> None:
    assert page.post("/alive", {}).status == 204
    assert page.state.presence.was_open


def test_a_library_with_a_fault_is_told_and_the_rest_works(tmp_path: Path) -> None:
    broken = tmp_path / "library/broken/pattern.yaml"
    broken.parent.mkdir(parents=True)
    broken.write_text("id: broken\n", "utf-8")
    with served(tmp_path / "cache", library=tmp_path / "library") as page:
        text = page.send("GET", "/").body.decode()
    assert "broken/pattern.yaml" in text
    assert f'href="/sheet/{PATTERN}"' in text
