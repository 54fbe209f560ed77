"""The number of a sheet follows everything that shapes it, and nothing of a client."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import pypdfium2 as pdfium
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handouts.brand.color import Color
from handouts.compose.compose import compose
from handouts.layout.document import PrintSettings, sides_of
from handouts.pipeline import build, lay_out_for, sheet_number
from handouts.request.order import OrderLoader
from handouts.request.sheet_number import checked_number
from handouts.request.values import ClientText, SheetRequest
from patterns.library_paths import ACTIVITIES, LIBRARY
from patterns.model.dose import DoseChange
from tests.helpers import EXAMPLES
from tests.helpers.matrix import HIP, brand_of

if TYPE_CHECKING:
    from pathlib import Path

    from handouts.brand.model import Brand
    from handouts.request.order import Order

CARE = ("patch", "knee-across", "pigeon-pose")
REQUEST = SheetRequest(HIP, side="right", care=CARE, brand=EXAMPLES / "harbour-lane.yaml")

CHOICES: dict[str, tuple[Any, ...]] = {
    "side": ("left", "both"),
    "site": ("outer-hip", "near-sacrum"),
    "sections": (("hurts",), ("week",)),
    "care": (("pigeon-pose",), ("patch", "knee-across"), None),
    "add": (("bridge",),),
    "order": (("pigeon-pose",),),
    "end_only": (("pigeon-pose",),),
    "doses": ((("pigeon-pose", DoseChange.model_validate({"sets": 1})),),),
    "detail": ("full",),
    "edition": ("large-print", "ink-saver"),
    "paper": ("a4",),
    "notice": ("en-GB", "en-AU"),
    "brand": (None,),
    "practitioner_stamped": (True,),
    "confirmed": (("anything",),),
    "card": (True,),
    "duplex": (False,),
    "whole": (True,),
}
"""For each value of a request, others than that of `REQUEST`."""

UNCHANGED = {"confirmed", "card", "duplex", "whole"}
"""The values that no word on a sheet depends on; a card goes with it and is not part of it. The
whole pattern is for a request that chooses nothing."""


@cache
def loader() -> OrderLoader:
    return OrderLoader()


def order_of(request: SheetRequest) -> Order:
    return loader().load(request)


def number(request: SheetRequest) -> str:
    return sheet_number(order_of(request))


def laid_out(order: Order) -> object:
    """Place an order on its sides, without a number."""
    handout = compose(order.entry, order.request, order.brand, order.notice)
    edition = order.request.edition or "standard"
    return sides_of(handout, PrintSettings(order.brand, edition, order.paper))


def test_every_value_of_a_request_is_tried() -> None:
    assert {*CHOICES, "pattern", "library", "language"} == {*SheetRequest._fields}


@pytest.mark.parametrize("name", CHOICES)
def test_a_choice_that_changes_the_sheet_changes_the_number(name: str) -> None:
    sheet, own = laid_out(order_of(REQUEST)), number(REQUEST)
    for value in CHOICES[name]:
        other = REQUEST._replace(**{name: value})
        changed = laid_out(order_of(other)) != sheet
        assert changed == (name not in UNCHANGED)
        assert (number(other) != own) == changed


BRANDS: dict[str, Any] = {
    "name": "Elsewhere",
    "tagline": "Other words",
    "practitioner": "Robin Example",
    "credentials": "LMT 1",
    "contact": (),
    "link": None,
    "notice_additions": (),
    "logo": None,
    "colours": {"primary": Color.parse("#102030")},
}


@pytest.mark.parametrize("key", BRANDS)
def test_a_brand_that_changes_the_sheet_changes_the_number(key: str) -> None:
    brand, value = brand_of("harbour-lane"), BRANDS[key]
    if key == "colours":
        value = brand.colours.model_copy(update=value)
    assert number_with(brand.model_copy(update={key: value})) != number_with(brand)


def number_with(brand: Brand) -> str:
    return sheet_number(replace(order_of(REQUEST), brand=brand))


def test_a_picture_that_is_drawn_anew_changes_the_number(own: SheetRequest) -> None:
    before = number(own)
    assert own.library is not None
    pictures = own.library / ACTIVITIES / "own-pose" / "pictures"
    picture, *_ = sorted(pictures.glob("*.right.svg"))
    picture.write_bytes(picture.read_bytes() + b"\n")
    moved = own.library.with_name("again")
    shutil.copytree(own.library, moved)  # each drawing is read once in a process
    assert number(own._replace(library=moved)) != before


@pytest.fixture
def own(tmp_path: Path) -> SheetRequest:
    """Request a sheet of a clinic's own library and brand."""
    library = tmp_path / "own"
    shutil.copytree(LIBRARY / HIP, library / "hip", copy_function=shutil.copy)
    text = (library / "hip" / "pattern.yaml").read_text("utf-8")
    text = text.replace("pigeon-pose", "own-pose").replace(f"id: {HIP}", "id: hip")
    (library / "hip" / "pattern.yaml").write_text(text, "utf-8")
    pose = library / ACTIVITIES / "own-pose"
    shutil.copytree(LIBRARY / ACTIVITIES / "pigeon-pose", pose, copy_function=shutil.copy)
    written = (pose / "activity.yaml").read_text("utf-8").replace("id: pigeon-pose", "id: own-pose")
    (pose / "activity.yaml").write_text(written, "utf-8")
    for name in ("harbour-lane.yaml", "harbour-lane.svg"):
        shutil.copy(EXAMPLES / name, tmp_path)
    return SheetRequest(
        "hip",
        side="right",
        care=("own-pose", "patch"),
        brand=tmp_path / "harbour-lane.yaml",
        library=library,
    )


def test_the_same_files_elsewhere_and_on_another_day_give_the_same_number(
    own: SheetRequest, tmp_path: Path
) -> None:
    assert own.library is not None
    moved = tmp_path / "other place"
    shutil.copytree(tmp_path / "own", moved / "library", copy_function=shutil.copy)
    for name in ("harbour-lane.yaml", "harbour-lane.svg"):
        shutil.copy(EXAMPLES / name, moved)
    for path in moved.rglob("*"):
        os.utime(path, (0, 0))
    there = own._replace(library=moved / "library", brand=moved / "harbour-lane.yaml")
    assert number(there) == number(own)
    by_path = there._replace(pattern=str(moved / "library" / "hip" / "pattern.yaml"))
    assert number(by_path) == number(own)


def test_another_process_gives_the_same_number(tmp_path: Path) -> None:
    program = (
        "from handouts.pipeline import sheet_number;"
        "from handouts.request.order import OrderLoader;"
        "from handouts.request.values import SheetRequest;"
        f"print(sheet_number(OrderLoader().load(SheetRequest({HIP!r}, side='left'))))"
    )
    strange = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    strange["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
    done = subprocess.run(
        [sys.executable, "-c", program], env=strange, cwd=tmp_path, capture_output=True, check=True
    )
    assert done.stdout.decode().strip() == number(SheetRequest(HIP, side="left"))


lines = st.none() | st.text("abcdé ßŁ", min_size=1, max_size=40).map(str.strip).filter(bool)


@given(client=lines, next_visit=lines, note=lines, practitioner=lines)
@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)
def test_no_line_of_a_client_changes_the_number(
    client: str | None, next_visit: str | None, note: str | None, practitioner: str | None
) -> None:
    order = order_of(REQUEST._replace(practitioner_stamped=True))
    text = ClientText(date(2027, 1, 2), client, next_visit, note, practitioner)
    assert lay_out_for(order, text).info.number == sheet_number(order)


def test_the_number_stands_at_the_foot_of_every_side_and_can_be_typed() -> None:
    made = build(order_of(REQUEST), ClientText(date(2026, 11, 23)))
    with pdfium.PdfDocument(made) as pdf:
        feet = [page.get_textpage().get_text_bounded(top=50).split() for page in pdf]
    for i, foot in enumerate(feet, start=1):
        assert foot[-6:] == ["Sheet", number(REQUEST), "·", str(i), "of", str(len(feet))]
    assert checked_number(number(REQUEST)) == number(REQUEST)


def test_a_card_alone_has_the_number_of_its_sheet() -> None:
    card = lay_out_for(order_of(REQUEST._replace(edition="card")), ClientText(date(2026, 11, 23)))
    assert card.info.number == number(REQUEST)
    assert number(REQUEST._replace(edition="card")) == number(REQUEST)


def test_what_is_named_and_what_is_left_to_its_default_give_the_same_number() -> None:
    named = REQUEST._replace(notice="en-US", paper="letter", edition="standard", detail="brief")
    assert number(named) == number(REQUEST)
