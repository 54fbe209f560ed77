"""Test the table of conditions with any number of remedies, on every paper in every edition."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from itertools import cycle, islice, product
from typing import TYPE_CHECKING

import pytest

from handouts.compose.compose import compose
from handouts.document import CheckRow, CheckTable, Handout, Paragraph
from handouts.layout.boxes import Box, TextLine
from handouts.layout.document import PrintSettings, sides_of
from handouts.layout.style.editions import EDITIONS
from handouts.layout.style.page_size import PAPERS
from patterns.conditions import load_conditions
from patterns.errors import UserError
from patterns.text import plain
from tests.helpers.composing import parts_of
from tests.helpers.layout_laws import breaches
from tests.helpers.matrix import Member
from tests.helpers.seen import View, text_of, view

if TYPE_CHECKING:
    from patterns.conditions import Advice

NAMES = {
    "short": ("ball", "patch", "ice", "walk"),
    "usual": ("gentle stretch", "shower stretch", "pigeon pose", "bridge", "pillow"),
    "wide": ("mmmm iiiiiiii", "www tttttttt"),
    "long": ("a slow and gentle stretch of the physiotherapist with the sternocleidomastoid",),
}
"""Names of remedies; the longest word of a wide one is not the one with the most letters."""

COUNTS = range(1, 13)


@cache
def handout() -> Handout:
    order = Member().order()
    return compose(order.entry, order.request, order.brand, order.notice)


def with_remedies(count: int, names: tuple[str, ...]) -> tuple[Handout, CheckTable]:
    """Return a handout of one section: every condition, by so many remedies."""
    made = handout()
    section = next(section for section in made.sections if section.id == "check")
    lead, table = section.blocks
    assert isinstance(lead, Paragraph)
    assert isinstance(table, CheckTable)
    advice: cycle[Advice | None] = cycle(("ask", None, "no", None, None))
    shorts = [each.short for each in load_conditions().conditions.values()]
    rows = tuple(
        CheckRow("; ".join(shorts[i : i + size]), tuple(islice(advice, count)))
        for i, size in zip(range(0, len(shorts), 3), cycle((1, 2, 3)), strict=False)
    )
    table = replace(table, remedies=tuple(islice(cycle(names), count)), rows=rows)
    return replace(made, sections=(replace(section, blocks=(lead, table)),)), table


def placed(made: Handout, edition: str, paper: str) -> list[View]:
    settings = PrintSettings(Member().order().brand, edition, paper)
    return [view(side) for side in sides_of(made, settings)]


def roles(views: list[View]) -> set[str]:
    """Return the role of each box with the conditions: Table or L."""
    boxes = (seen.item for each in views for seen in each.items if isinstance(seen.item, Box))
    return {box.role for box in boxes if box.name == "checks"} - {"", "Artifact"}


@pytest.mark.parametrize(("edition", "paper"), list(product(EDITIONS, PAPERS)))
@pytest.mark.parametrize("names", NAMES)
def test_any_number_of_remedies_keeps_the_laws(edition: str, paper: str, names: str) -> None:
    for count in COUNTS:
        made, table = with_remedies(count, NAMES[names])
        views = placed(made, edition, paper)
        assert [breach for each in views for breach in breaches(each)] == []
        said = " ".join(" ".join(text_of(each.lines) for each in views).split())
        assert [row.conditions for row in table.rows if row.conditions not in said] == []
        expected = {"L"} if edition == "large-print" else roles(views)
        assert roles(views) == expected
        assert len(expected) == 1


@pytest.mark.parametrize("paper", PAPERS)
def test_few_remedies_are_columns_and_many_with_long_names_a_list(paper: str) -> None:
    for count, names, role in ((9, "short", "Table"), (6, "usual", "Table"), (9, "long", "L")):
        assert roles(placed(with_remedies(count, NAMES[names])[0], "standard", paper)) == {role}


def test_a_list_says_for_each_condition_what_to_leave_out_and_what_to_ask() -> None:
    made, table = with_remedies(5, NAMES["short"])
    said = " ".join(
        " ".join(text_of(each.lines) for each in placed(made, "large-print", "a4")).split()
    )
    for row in table.rows:
        for advice, head in table.headed.items():
            pairs = zip(table.remedies, row.advice, strict=True)
            named = ", ".join(name for name, given in pairs if given == advice)
            assert not named or f"{head}: {named}." in said.partition(row.conditions)[2]


def test_the_head_stands_above_the_rows_of_every_side() -> None:
    made, table = with_remedies(6, NAMES["usual"])
    (section,) = made.sections
    twice = replace(table, rows=table.rows * 2)
    made = replace(made, sections=(replace(section, blocks=(section.blocks[0], twice)),))
    views = placed(made, "standard", "letter")
    assert len(views) > 1
    for each in views:
        rows = [seen for seen in each.lines if seen.inside("checks")]
        above = [seen for seen in rows if text_of([seen]).strip() == table.head]
        assert len(above) == 1
        assert text_of(rows).startswith(f"{table.head}\n")


@dataclass(frozen=True)
class Head:
    """The head of a column: its box, and where it ends."""

    box: Box
    bottom: float

    @property
    def lines(self) -> list[tuple[float, TextLine]]:
        """Its lines, each with its left end."""
        return [(x, item) for x, _, item in self.box.walk() if isinstance(item, TextLine)]


def heads(views: list[View]) -> list[Head]:
    """Return the heads of the table's columns."""
    cells = [
        (seen.within[-1], Head(seen.item, seen.rectangle.bottom))
        for each in views
        for seen in each.items
        if isinstance(seen.item, Box) and seen.item.role == "TH" and seen.inside("checks")
    ]
    return [head for row, head in cells if row is cells[0][0]]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("names", ["short", "usual", "wide"])
def test_heads_end_at_the_foot_of_their_row(paper: str, names: str) -> None:
    for count in range(1, 7):
        made, _ = with_remedies(count, NAMES[names])
        found = heads(placed(made, "standard", paper))
        assert len(found) == count + 1
        assert len({round(head.bottom, 3) for head in found}) == 1


@pytest.mark.parametrize(("count", "most"), [(2, 1), (3, 1), (4, 2), (6, 2)])
def test_heads_take_the_room_there_is(count: int, most: int) -> None:
    made, _ = with_remedies(count, ("toes up and down", "wall stretch", "heel drops"))
    found = heads(placed(made, "standard", "letter"))
    assert max(len(head.lines) for head in found) <= most


def test_the_lines_of_a_head_are_centered_over_its_column() -> None:
    made, _ = with_remedies(6, NAMES["usual"])
    for head in heads(placed(made, "standard", "letter"))[1:]:
        for x, line in head.lines:
            assert x + line.width / 2 == pytest.approx(head.box.width / 2)


def test_rows_stand_apart_where_a_side_has_room() -> None:
    made, _ = with_remedies(3, NAMES["short"])
    (each,) = placed(made, "standard", "letter")
    rows = [s for s in each.items if isinstance(s.item, Box) and s.item.role == "TR"]
    item = EDITIONS["standard"].spacing_steps[0].item
    for seen in rows[1:]:
        assert isinstance(seen.item, Box)
        words = max(box.height for _, _, box in seen.item.items if isinstance(box, Box))
        assert seen.item.height >= words + 2 * item


def test_a_name_too_long_for_a_line_is_refused_by_its_section() -> None:
    made, _ = with_remedies(2, ("m" * 60,))
    with pytest.raises(UserError, match="check: holds a word too long"):
        placed(made, "standard", "letter")


def test_the_lead_says_what_the_words_of_the_table_mean() -> None:
    (table,) = parts_of(handout().sections, CheckTable)
    section = next(section for section in handout().sections if section.id == "check")
    assert isinstance(section.blocks[0], Paragraph)
    lead = plain(section.blocks[0].text).lower()
    assert all(word in lead for word in table.words.values())
