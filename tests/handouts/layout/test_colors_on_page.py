"""Test the contrast of placed text with its ground."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fonts.faces import faces
from fonts.registry import Style
from handouts.brand.color import BLACK, WHITE, Color, contrast
from handouts.layout.art.shapes import panel
from handouts.layout.boxes import Piece, Shape, TextLine
from tests.helpers.matrix import MATRIX, Member, make
from tests.helpers.seen import Rectangle, Seen

if TYPE_CHECKING:
    from tests.helpers.matrix import Made

TEXT, BODY = 4.5, 7.0
"""WCAG 2.2: 1.4.3 for all text, and 1.4.6, which is stricter, for what is read at length."""

BODY_ROLES = frozenset({"P", "LBody", "TD", "Caption"})


def grounds(items: list[Seen]) -> list[tuple[Seen, Color]]:
    """Return each line of text with the color of the last ground painted below it."""
    painted: list[tuple[Rectangle, Color]] = []
    found = []
    for seen in items:
        if isinstance(seen.item, Shape) and seen.item.fill is not None:
            painted.append((seen.rectangle, seen.item.fill))
        if isinstance(seen.item, TextLine):
            under = [c for area, c in painted if area.holds(middle(seen.rectangle))]
            found.append((seen, under[-1] if under else WHITE))
    return found


def middle(area: Rectangle) -> Rectangle:
    """Return the middle of a line, which lies on its ground even where letters extend beyond."""
    x, y = (area.left + area.right) / 2, (area.top + area.bottom) / 2
    return Rectangle(x, y, x, y)


def test_every_word_can_be_told_from_its_ground(printed: Made) -> None:
    for view in printed.views:
        for seen, ground in grounds(view.items):
            assert isinstance(seen.item, TextLine)
            assert contrast(seen.item.color, ground) >= TEXT


def test_what_is_read_at_length_stands_out_more(printed: Made) -> None:
    for view in printed.views:
        for seen, ground in grounds(view.items):
            assert isinstance(seen.item, TextLine)
            if BODY_ROLES.intersection(seen.roles) and not seen.inside("moment"):
                assert contrast(seen.item.color, ground) >= BODY


@pytest.mark.parametrize("member", [m for m in MATRIX if m.edition == "standard"], ids=str)
def test_words_on_a_bold_ground_are_found(member: Member) -> None:
    made = make(member)
    bold = made.order.brand.colours.primary
    on_bold = {
        seen.section
        for view in made.views
        for seen, ground in grounds(view.items)
        if ground == bold and "Lbl" not in seen.roles
    }
    assert on_bold == {"title", *(["short"] if made.member.plan == "full" else [])}


def test_a_planted_dark_ground_is_found() -> None:
    ground = Seen(0, 0, panel(100, 20, fill=BLACK), (), "x")
    line = TextLine((Piece("Rest", faces(Style.REGULAR)[0]),), 12, BLACK)
    words = Seen(10, 15, line, (), "x")
    assert grounds([ground, words]) == [(words, BLACK)]
    assert grounds([words, ground]) == [(words, WHITE)]
