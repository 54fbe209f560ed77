"""The sheets of a roster are made on the page by the code of a batch, in memory."""

from __future__ import annotations

import time
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest

from handouts.template.store import TemplateStore
from handouts.web.friday import Friday
from tests.helpers.page_server import DAY

if TYPE_CHECKING:
    from tests.helpers.page_server import Served

PATTERN = "lateral-hip-rotators"
CLIENT = "Zzyxx Qanary"
BOM = b"\xef\xbb\xbf"
ROSTER = f"""\
id,pattern,side,client,copies
c-1,{PATTERN},right,{CLIENT},1
c-2,{PATTERN},lefft,{CLIENT},1
c-3,{PATTERN},both,{CLIENT},2
c-4,,left,{CLIENT},zwei
"""
TITLES = {PATTERN: "Deep buttock and hip pain"}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> TemplateStore:
    return TemplateStore(tmp_path_factory.mktemp("cache"))


def friday(store: TemplateStore, text: str = ROSTER) -> Friday:
    made = Friday(store, None, None)
    made.begin()
    made.read(text.encode(), DAY, TITLES)
    return made


def test_good_rows_are_ready_and_the_others_are_told_by_row_and_column(
    store: TemplateStore,
) -> None:
    made = friday(store)
    assert made.phase == "checked"
    assert [(row.line, row.id, row.side, row.copies) for row in made.ready] == [
        (2, "c-1", "Right", 1),
        (4, "c-3", "Both", 2),
    ]
    assert [(row.line, row.column) for row in made.to_mend] == [
        (3, "Side"),
        (5, "Pattern"),
        (5, "Copies"),
    ]
    assert made.to_mend[0].message == 'Is not a word known here. Did you mean "left"?'
    assert CLIENT not in str(made.told())


def test_the_file_holds_every_copy_each_on_fresh_paper(store: TemplateStore) -> None:
    made = friday(store)
    made.begin()
    pdf = made.make()
    assert made.phase == "making", "nobody can fetch it yet"
    made.give("token", "sheets.pdf")
    assert (made.phase, made.token, made.file_name) == ("made", "token", "sheets.pdf")
    with pikepdf.open(BytesIO(pdf)) as file:
        assert len(file.pages) == 2 * made.paper


def test_it_can_be_stopped_and_goes_on(store: TemplateStore) -> None:
    made = friday(store)
    made.begin()
    made.stop()
    assert made.make() == b""
    assert made.phase == "stopped"
    made.begin()
    assert made.make().startswith(b"%PDF")


def test_checking_can_be_stopped_too() -> None:
    made = Friday(TemplateStore(None), None, None)
    made.begin()
    made.stop()
    made.read(ROSTER.encode(), DAY, TITLES)
    assert made.phase == "empty"
    assert made.ready == ()


def test_an_export_of_a_booking_program_is_read_as_what_its_columns_suggest(
    store: TemplateStore,
) -> None:
    head = "Client ID,First Name,Last Name,Email,pattern,side\n"
    made = friday(store, f"{head}17,Zzyxx,Qanary,zq@example.org,{PATTERN},left\n")
    assert (made.phase, made.to_mend) == ("checked", ())
    assert [(row.id, row.side) for row in made.ready] == [("17", "Left")]
    read, unused = made.remarks
    assert read == (
        "Has columns that were read as others: client from First Name and Last Name, "
        "id from Client ID."
    )
    assert unused == "Has columns that are not used: Email."
    made.begin()
    assert made.make().startswith(b"%PDF")


@pytest.mark.parametrize("text", ["", "no,header\n1,2\n", "%PDF-1.7"])
def test_a_table_that_cannot_be_read_says_why(store: TemplateStore, text: str) -> None:
    made = friday(store, text)
    assert made.phase == "refused"
    assert made.remarks


def wait(page: Served, tab: str) -> dict[str, Any]:
    for _ in range(400):
        told: dict[str, Any] = page.post("/friday/tell", {"tab": tab}).json
        if told["phase"] not in ("checking", "making"):
            return told
        time.sleep(0.05)
    raise AssertionError("it takes too long")


def test_the_page_takes_makes_gives_and_forgets(page: Served) -> None:
    assert b"Drop a table" in page.send("GET", "/friday").body
    assert page.send("GET", "/friday/roster.csv").body.removeprefix(BOM).startswith(b"id,")
    taken = page.send("POST", "/friday/roster", ROSTER.encode(), X_Tab="friday-1")
    assert taken.status == 200
    told = wait(page, "friday-1")
    assert (told["phase"], len(told["ready"]), len(told["mend"])) == ("checked", 2, 3)
    page.post("/friday/make", {"tab": "friday-1"})
    told = wait(page, "friday-1")
    assert told["phase"] == "made"
    assert CLIENT not in str(told)
    given = page.send("GET", f"/sheets/{told['token']}/{told['file']}?save=1")
    assert given.body.startswith(b"%PDF")
    assert given.headers["content-disposition"].endswith('filename="sheets-2026-11-30.pdf"')
    assert page.post("/friday/clear", {"tab": "friday-1"}).status == 204
    assert page.send("GET", f"/sheets/{told['token']}/{told['file']}").status == 404
    assert page.post("/friday/tell", {"tab": "friday-1"}).status == 400


def test_one_tab_does_not_see_the_roster_of_another(page: Served) -> None:
    page.send("POST", "/friday/roster", ROSTER.encode(), X_Tab="friday-2")
    assert page.post("/friday/tell", {"tab": "friday-3"}).status == 400
    page.post("/friday/stop", {"tab": "friday-2"})
    page.post("/friday/clear", {"tab": "friday-2"})


def test_rosters_do_not_fill_the_memory(page: Served) -> None:
    for number in range(6):
        page.state.put_friday(f"many-{number}", Friday(TemplateStore(None), None, None))
    assert page.state.friday("many-0") is None
    assert page.state.friday("many-5") is not None
