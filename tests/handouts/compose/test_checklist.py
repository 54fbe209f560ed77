"""The sheet on paper says every fact of the founding pattern, and nothing that it must not.

The facts lie in `data/seed_checklist.json`, each with the words that prove it. Those are looked
for in the sections where a reader would seek them, never on the whole page, where wide words hit
by luck.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from typing import Literal

import pytest

from handouts.brand.model import load_brand, plain_brand
from handouts.layout.document import PrintSettings, sides_of
from handouts.request.plan import Plan
from tests.helpers import ROOT
from tests.helpers.composing import handout, printed
from tests.helpers.page_text import section_texts

SEED = json.loads((ROOT / "tests" / "data" / "seed_checklist.json").read_text(encoding="utf-8"))
ITEMS = {item["id"]: item for item in SEED["items"]}

WHERE = {
    "A": ("title", "fields", "hurts"),
    "B": ("triggers",),
    "C": ("hurts", "patch"),
    "D": ("pillow-between-knees",),
    "E": ("patch",),
    "F": ("ball-under-buttock",),
    "G": ("knee-across", "pigeon-pose"),
    "H": ("flare",),
    "I": ("together",),
    "J": ("help", "notice", "credits"),
}
"""The sections in which each group of facts is looked for."""

ELSEWHERE = {"C5": ("flare",), "E1": ("hurts",)}
"""The place of the ice is shown with the ice; where the sore spot lies is told with the pain."""

WHOLE = {
    "A1": "self-care for .* hip rotators",
    "B1": "staying still for a long time",
    "B5": "sitting on your foot.* keeps the pain going",
    "B6": "stuck at work.* timer.* get up and walk",
    "B9": "or stopping a twist short",
    "B11": "slippery.* while it is sore, take extra care",
    "C2": "pull the sacrum in opposite directions",
    "C4": "star: patch",
    "C5": "stripes: ice",
    "D2": "knees apart.* thigh bone pivots.* stretch come off the muscle.* calm down",
    "E1": "sore spot lies just under where it hurts most",
    "E2": "put the patch where the (green )?star is",
    "E3": "near the sacrum.* put the patch beside the sacrum",
    "E4": "further out on the hip.* put the patch on the outer part",
    "E5": "may .*less stiff",
    "E7": "not sure.* choose the tightest part",
    "F2": "ball in a long sock",
    "F3": "in the car.* parked or a passenger",
    "F6": "sit on it, on a firm chair, close to the pain",
    "F7": "between the sacrum and the top of the thigh bone",
    "F8": "foam roller does not reach",
    "G2": "move the foot .*to aim",
    "G3": "want it stronger.* pigeon",
    "G4": "easier and more specific than .*crossed legs on your back",
    "G5": "stretch the hip of this front leg",
    "G7": "shoulders (down )?over the front leg",
    "H1": "if the ball stirs it up.* hot shower",
    "H2": "hot shower.* plant .* foot flat.* toes in.* push that hip toward the stream",
    "H5": "after the shower, ice is a good idea",
    "H6": "pack over the (green )?striped area",
    "H7": "may help calm",
    "I1": "rough day.* patch .*night.* pillow .*especially effective",
    "I2": "ball made it worse.* hot-shower stretch.* ice.* in this order",
    "J1": "does not replace proper medical care",
    "J2": "doubts about a step, ask us or another health professional",
    "J4": "doctor if pain is severe",
    "J5": "severe, persistent",
    "J6": "not responding to these steps",
}
"""Facts whose parts must stand in one order, so that an answer follows its own question."""

NEVER = {
    "X1": r"patreon|subscri|become a member|donat",
    "X2": r"\bmugs?\b|gift shop|craniosacral|vault hold",
    "X3": r"undergoing changes|excuse our mess|under construction|new website",
    "X4": r"amazon|click here|best.?seller|great price|dozens available|king.?size|buy now",
    "X5": r"instagram|@\w+\.(com|net)|comment\? typo|question\? comment",
    "X6": r"years of experience|has been teaching|teaches|biography|about the author|graduate of",
    "X7": r"other post|see (this|our) post|blog|read more|next page|follow this link",
    "X8": r"upcoming|exclusive|coming soon|manual for|treatment notes|for therapists only",
    "X9": r"integrative ?works|all rights reserved|copyright|©",
    "X10": r"amzn|[?&](tag|ref)=|bit\.ly|affiliate|we earn a fee|sponsored",
}
"""What the seed held besides its facts."""

PLANTED = {
    "X1": "Support us on Patreon",
    "X2": "A mug with vault hold #3",
    "X3": "Please excuse our mess",
    "X4": "Click here for a great price",
    "X5": "Question? Comment? Typo?",
    "X6": "She teaches in many states",
    "X7": "Look at this other post",
    "X8": "Upcoming content for members",
    "X9": "Photo © the site",
    "X10": "https://shop.example/ball?tag=me-20",
}

Side = Literal["left", "right", "both"]
SHEETS: dict[str, tuple[Side, str, str, str]] = {
    "left": ("left", "en-US", "letter", "plain"),
    "right": ("right", "en-US", "letter", "plain"),
    "both": ("both", "en-US", "letter", "plain"),
    "British, branded": ("left", "en-GB", "a4", "harbour-lane"),
}
"""The sheets that are read: side, notice, paper and brand."""

on_every_sheet = pytest.mark.parametrize("sheet", SHEETS)


@cache
def page(sheet: str) -> dict[str, str]:
    """Make a whole sheet and read it from its PDF, in small letters."""
    side, tag, paper, brand_name = SHEETS[sheet]
    own = ROOT / "examples" / f"{brand_name}.yaml"
    brand = plain_brand() if brand_name == "plain" else load_brand(own)
    made = handout(Plan(side=side), tag=tag, brand=brand)
    how = PrintSettings(brand, "standard", paper)
    sides, pdf = sides_of(made, how), printed(made, how)
    return {name: text.casefold() for name, text in section_texts(pdf, sides).items()}


def where(item_id: str) -> tuple[str, ...]:
    return ELSEWHERE.get(item_id, WHERE[item_id[0]])


@on_every_sheet
@pytest.mark.parametrize("item_id", ITEMS)
def test_a_fact_stands_where_a_reader_seeks_it(sheet: str, item_id: str) -> None:
    text = " ".join(page(sheet)[section] for section in where(item_id))
    missing = [words for words in ITEMS[item_id]["accept"] if not re.search(words, text)]
    assert missing == [], f"{ITEMS[item_id]['fact']} is not in: {text}"


@on_every_sheet
@pytest.mark.parametrize("item_id", WHOLE)
def test_the_parts_of_a_fact_stand_in_order(sheet: str, item_id: str) -> None:
    text = " ".join(page(sheet)[section] for section in where(item_id))
    assert re.search(WHOLE[item_id], text), f"{ITEMS[item_id]['fact']} is not in: {text}"


@on_every_sheet
@pytest.mark.parametrize("excluded", NEVER)
def test_nothing_that_must_not_print_does(sheet: str, excluded: str) -> None:
    found = {name: re.search(NEVER[excluded], text) for name, text in page(sheet).items()}
    assert {name: hit.group() for name, hit in found.items() if hit} == {}


@pytest.mark.parametrize("excluded", NEVER)
def test_what_must_not_print_would_be_seen(excluded: str) -> None:
    planted = f"{page('left')['ball-under-buttock']} {PLANTED[excluded].casefold()}"
    assert re.search(NEVER[excluded], planted)


@pytest.mark.parametrize("item_id", WHOLE)
def test_a_fact_that_is_cut_out_would_be_missed(item_id: str) -> None:
    text = " ".join(page("left")[section] for section in where(item_id))
    assert not re.search(WHOLE[item_id], re.sub(WHOLE[item_id], "", text))


def test_the_checklist_is_whole() -> None:
    levels = Counter(item["level"] for item in ITEMS.values())
    assert levels == {"MUST": 45, "SHOULD": 16, "OPTIONAL": 3}
    assert set(NEVER) == set(PLANTED) == {excluded["id"] for excluded in SEED["exclude"]}
    assert {item_id[0] for item_id in ITEMS} == set(WHERE)
