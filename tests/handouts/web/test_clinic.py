"""The clinic's brand is tried on a sheet, told what is refused, and saved as a brand file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from handouts.brand.model import load_brand
from handouts.files.own_files import own_brand
from handouts.web.brand_form import CONTACTS, ColorsForm, form_values
from handouts.web.color_advice import advise
from tests.helpers import EXAMPLES
from tests.helpers.page_server import served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.helpers.page_server import Served

FORM: dict[str, Any] = {
    "name": "Harbour Lane Bodywork",
    "tagline": "Hands-on care",
    "practitioner": "Marisol Okafor",
    "credentials": "",
    "colours": {"primary": "#57263f", "accent": "#a8431f", "tint": ""},
    "phone": "(555) 010-0172",
    "email": "",
    "address": "12 Harbour Lane",
    "web": "",
    "url": "https://harbourlane.example/stretches",
    "link_label": "Films",
    "notice_additions": "If a step does not suit you, leave it out.\n\nTell us.",
    "notice": "en-GB",
    "logo": False,
    "tab": "tab",
}


@pytest.fixture
def clinic(tmp_path: Path) -> Iterator[Served]:
    with served(tmp_path / "cache", tmp_path / "config") as running:
        yield running


def test_a_brand_is_tried_and_saved_and_every_sheet_has_it(clinic: Served, tmp_path: Path) -> None:
    assert b'id="primary"' in clinic.send("GET", "/clinic").body
    tried = clinic.post("/clinic/try", FORM).json
    assert tried["problems"] == []
    assert clinic.send("GET", f"/sheets/{tried['token']}/1.png?width=200").status == 200
    assert own_brand(tmp_path / "config") is None
    logo = (EXAMPLES / "harbour-lane.svg").read_bytes()
    assert clinic.send("POST", "/clinic/logo", logo).json == {"problem": ""}
    assert clinic.send("GET", "/clinic/logo").body == logo
    assert clinic.post("/clinic/save", {**FORM, "logo": True}).json == {"problems": []}
    path = own_brand(tmp_path / "config")
    assert path is not None
    brand = load_brand(path)
    assert (brand.name, brand.notice, brand.tagline) == (FORM["name"], "en-GB", "Hands-on care")
    assert [line.label for line in brand.contact] == ["Phone", "Address"]
    assert len(brand.notice_additions) == 2
    assert brand.logo is not None
    assert clinic.state.brand == path


def test_what_was_saved_comes_back_into_the_form(clinic: Served) -> None:
    clinic.post("/clinic/save", FORM)
    values = clinic.state.clinic.begin()
    shown = {key: value for key, value in FORM.items() if key != "tab"}
    shown["notice_additions"] = shown["notice_additions"].replace("\n\n", "\n")
    assert values == shown


@pytest.mark.parametrize(
    ("change", "field", "says"),
    [
        ({"name": ""}, "name", "Is empty"),
        ({"name": "N" * 70}, "name", "at most 60"),
        (
            {"colours": {"primary": "#57263f", "accent": "#d9825b", "tint": ""}},
            "colours.accent",
            "2.8",
        ),
        (
            {"colours": {"primary": "blue", "accent": "#a8431f", "tint": ""}},
            "colours.primary",
            "no colour",
        ),
        ({"address": "\N{BLACK HEART SUIT}"}, "address", "BLACK HEART"),
        ({"url": "", "link_label": "Films"}, "url", ""),
        ({"notice_additions": "x" * 300}, "notice_additions", "at most 200"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_is_refused_is_told_at_its_field_and_a_sheet_is_shown_all_the_same(
    page: Served, change: dict[str, Any], field: str, says: str
) -> None:
    tried = page.post("/clinic/try", {**FORM, **change}).json
    assert [problem["field"] for problem in tried["problems"]] == [field]
    assert says in tried["problems"][0]["message"]
    assert tried["token"]
    assert page.post("/clinic/save", {**FORM, **change}).json["problems"]
    assert page.state.brand is None


def test_a_logo_that_cannot_be_printed_is_told_and_the_last_stays(page: Served) -> None:
    good = (EXAMPLES / "harbour-lane.svg").read_bytes()
    assert page.send("POST", "/clinic/logo", good).json == {"problem": ""}
    for bad in (b"", b"\x89PNG nothing", b"<svg><script/></svg>", b"MZ\x90\x00"):
        assert page.send("POST", "/clinic/logo", bad).json["problem"]
    assert page.send("GET", "/clinic/logo").body == good


def test_a_color_that_is_too_faint_has_a_better_one_beside_it() -> None:
    form = ColorsForm(primary="#57263f", accent="#d9825b", tint="#808080")
    advice = advise(form)
    assert advice["primary"].enough
    assert not advice["accent"].enough
    assert not advice["tint"].enough
    better = ColorsForm(
        primary="#57263f", accent=advice["accent"].better, tint=advice["tint"].better
    )
    assert all(each.enough for each in advise(better).values())
    assert advise(ColorsForm(primary="x", accent="", tint="#fff")) == {}


def test_a_form_without_a_brand_has_the_colors_of_the_plain_one() -> None:
    values = form_values({})
    assert values["colours"]["primary"].startswith("#")
    assert [values[field] for field in CONTACTS] == [""] * len(CONTACTS)
