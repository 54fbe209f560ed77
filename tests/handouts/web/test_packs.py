"""A pack is a plan file of a therapist's usual choices, without a word of a client."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.request.plan_reader import read_plan
from handouts.web.packs import KEYS, delete_pack, read_packs, save_pack
from patterns.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.helpers.page_server import Served

PATTERN = "lateral-hip-rotators"
USUAL: dict[str, Any] = {
    "care": ["walk", "knee-across"],
    "doses": {"knee-across": {"hold_seconds": [20, 30], "repeats": 5}},
    "detail": "brief",
}
CLIENT = {"client": "Zzyxx Qanary", "note": "Zzyxx", "next_visit": "Zzyxx", "confirmed": ["a"]}


def test_a_pack_is_saved_read_and_deleted(tmp_path: Path) -> None:
    assert read_packs(tmp_path, PATTERN) == {}
    assert save_pack(tmp_path, PATTERN, "  My   usual ", USUAL) == "My usual"
    assert read_packs(tmp_path, PATTERN) == {"My usual": USUAL}
    assert read_packs(tmp_path, "another") == {}
    save_pack(tmp_path, PATTERN, "My usual", {"care": ["walk"]})
    assert read_packs(tmp_path, PATTERN) == {"My usual": {"care": ["walk"]}}
    delete_pack(tmp_path, PATTERN, "My usual")
    delete_pack(tmp_path, PATTERN, "My usual")
    assert read_packs(tmp_path, PATTERN) == {}


def test_a_pack_is_a_plan_and_holds_nothing_of_a_client(tmp_path: Path) -> None:
    save_pack(tmp_path, PATTERN, "Usual", {**USUAL, **CLIENT, "side": "left"})
    (path,) = tmp_path.rglob("*.yaml")
    plan = read_plan(path)
    assert plan["care"] == ("walk", "knee-across")
    assert not plan.keys() & {*CLIENT, "side"} - {"confirmed"}
    assert "Zzyxx" not in path.read_text("utf-8")


def test_everything_in_the_pattern_can_be_a_pack(tmp_path: Path) -> None:
    save_pack(tmp_path, PATTERN, "All", {})
    assert read_packs(tmp_path, PATTERN) == {"All": {"detail": "full"}}


@pytest.mark.parametrize(
    "name", ["", " ", "../up", "a/b", "a\\b", ".hidden", "CON", "com1", "a:b", "x" * 41, "a.", "-a"]
)
def test_a_name_that_is_no_name_of_a_file_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError):
        save_pack(tmp_path, PATTERN, name, USUAL)
    assert not list(tmp_path.iterdir())


@given(st.text(max_size=45))
def test_any_name_stays_in_its_folder(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    folder = tmp_path_factory.mktemp("config")
    try:
        saved = save_pack(folder, PATTERN, name, USUAL)
    except UserError:
        return
    assert list(read_packs(folder, PATTERN)) == [saved]
    assert [path.parent for path in folder.rglob("*.yaml")] == [folder / "packs" / PATTERN]


def test_a_file_that_is_no_pack_is_left_out(tmp_path: Path) -> None:
    save_pack(tmp_path, PATTERN, "Usual", USUAL)
    folder = tmp_path / "packs" / PATTERN
    (folder / "broken.yaml").write_text("care: [", "utf-8")
    (folder / "notes.txt").write_text("care: [walk]", "utf-8")
    assert list(read_packs(tmp_path, PATTERN)) == ["Usual"]


def test_without_a_folder_there_are_no_packs() -> None:
    assert read_packs(None, PATTERN) == {}
    with pytest.raises(UserError):
        save_pack(None, PATTERN, "Usual", USUAL)


def test_the_page_saves_and_deletes(page: Served) -> None:
    sent = {"pattern": PATTERN, "name": "My usual", "plan": {**USUAL, **CLIENT}}
    told = page.post("/packs/save", sent).json
    assert told == {"packs": {"My usual": USUAL}, "name": "My usual"}
    assert "My usual" in page.send("GET", f"/sheet/{PATTERN}").body.decode()
    wrong = page.post("/packs/save", {**sent, "name": "a/b"}).json
    assert wrong["problem"].startswith("Name it with letters")
    assert page.post("/packs/delete", {"pattern": PATTERN, "name": "My usual"}).json["packs"] == {}
    assert page.post("/packs/save", {**sent, "pattern": "../x"}).status == 400


def test_a_plan_that_is_none_is_told(page: Served) -> None:
    sent = {"pattern": PATTERN, "name": "Odd", "plan": {"care": "walk", "detail": "long"}}
    assert page.post("/packs/save", sent).json["problem"]


def test_the_keys_of_a_pack_are_those_of_a_plan() -> None:
    assert not {*KEYS} & {*CLIENT, "side", "date"}
