"""Compare what a screen reader reads, line by line, with stored texts.

After an intended change, write them again with `--remake-references` and read the differences.
"""

from __future__ import annotations

from itertools import product

import pytest

from handouts.layout.style.editions import EDITIONS
from tests.helpers import GOLDENS
from tests.helpers.matrix import PLANS, Member, make
from tests.helpers.spoken import spoken, told, unspoken

READING = GOLDENS / "reading"


@pytest.mark.parametrize(("edition", "plan"), list(product(EDITIONS, PLANS)))
def test_reading_order(edition: str, plan: str, *, remake: bool) -> None:
    brand = "harbour-lane" if plan == "usual" else "plain"
    pdf = make(Member(edition=edition, plan=plan, brand=brand)).pdf
    text = "\n".join([*told(spoken(pdf)), "", "Not read:", *_artifacts(pdf), ""])
    golden = READING / f"{edition}-{plan}.txt"
    if remake:
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")


def _artifacts(pdf: bytes) -> list[str]:
    """Return the text of each page outside the structure tree."""
    return [" ".join(text.split()) for text in unspoken(pdf)]


def test_no_word_runs_into_the_next() -> None:
    for node in spoken(make(Member()).pdf).walk():
        pieces = [kid for kid in node.kids if isinstance(kid, str) and kid]
        assert all(piece.endswith(" ") for piece in pieces[:-1]), node
