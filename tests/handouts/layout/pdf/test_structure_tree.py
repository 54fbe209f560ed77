"""Test the structure of a finished file: headings, figures, tables and fields."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING

import pikepdf
import pytest

from handouts.document import CheckTable, Pairs, WeekChart
from handouts.layout.pdf.structure_tree import Content, Element, scope_headers
from tests.helpers.composing import parts_of
from tests.helpers.matrix import CLIENT, NEXT_VISIT, Member, make
from tests.helpers.seen import text_of
from tests.helpers.spoken import Node, spoken, unspoken

if TYPE_CHECKING:
    from tests.helpers.matrix import Made
    from tests.helpers.seen import View

HEADINGS = ("H1", "H2", "H3")

PARENTS = {
    "LI": {"L"},
    "Lbl": {"LI"},
    "LBody": {"LI"},
    "TR": {"Table"},
    "TH": {"TR"},
    "TD": {"TR"},
    "Sect": {"Document"},
}
"""The parents that each element may have (ISO 32000-1, 14.8.4)."""


def test_headings_go_down_one_level_at_a_time(printed: Made) -> None:
    levels = [int(node.role[1]) for node in spoken(printed.pdf).of(*HEADINGS)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_headings_are_those_of_the_handout(printed: Made) -> None:
    tree = spoken(printed.pdf)
    assert [node.text.strip() for node in tree.of("H1")] == [printed.handout.title]
    wanted = [section.heading for section in printed.handout.sections]
    assert [node.text.strip() for node in tree.of("H2")] == wanted


def test_every_figure_is_told_in_words(printed: Made) -> None:
    figures = spoken(printed.pdf).of("Figure")
    assert len(figures) >= 5
    assert all(len(figure.alt) > 20 for figure in figures)


def test_elements_lie_where_they_may(printed: Made) -> None:
    for node in spoken(printed.pdf).walk():
        for kid in node.kids:
            if isinstance(kid, Node) and kid.role in PARENTS:
                assert node.role in PARENTS[kid.role]


def test_a_value_is_read_right_after_its_label(printed: Made) -> None:
    labels = {field.name: field.label for field in printed.handout.fields}
    said = [node.text.split() for node in spoken(printed.pdf).of("P")]
    assert [*labels["client"].split(), *CLIENT.split()] in said
    assert [*labels["next-visit"].split(), *NEXT_VISIT.split()] in said


def test_personal_text_is_no_artifact(printed: Made) -> None:
    assert not any(name in side for side in unspoken(printed.pdf) for name in CLIENT.split())


def test_only_the_band_and_the_footer_are_left_unread(printed: Made) -> None:
    brand, first = printed.order.brand, True
    for side, repeated in zip(
        unspoken(printed.pdf), map(repeated_heads, printed.views), strict=True
    ):
        for line in (brand.name, brand.tagline or "") if first else ():
            side = side.replace(line, "", 1)
        for way in brand.contact if first and printed.member.edition != "large-print" else ():
            side = side.replace(way.text, "", 1)
        for line in repeated:
            side = side.replace(line, "", 1)
        rest = side.replace(printed.handout.footer, "", 1).split()
        number = [*printed.handout.number_as.split(), "·"]
        assert len(rest) == len([*number, "1", "of", "4"])
        first = False


def repeated_heads(seen: View) -> list[str]:
    """Return the lines of the heads of tables that go on on a side, which were read before."""
    return [
        text_of([line]).strip()
        for line in seen.lines
        if line.section != "footer" and "Artifact" in line.roles
    ]


TABLES = Pairs | CheckTable | WeekChart


def test_every_table_is_one_element_with_its_head(printed: Made) -> None:
    """A table goes on on the next side: its rows there are rows of the same table."""
    blocks = [b for section in printed.handout.sections for b in section.blocks]
    tables = spoken(printed.pdf).of("Table")
    kinds = WeekChart if printed.member.edition == "large-print" else TABLES
    assert len(tables) == sum(isinstance(block, kinds) for block in blocks)
    for table in tables:
        head, *rows = (cells_of(row) for row in table.of("TR"))
        assert {(cell.role, cell.scope) for cell in head} == {("TH", "Column")}
        assert all(len(row) == len(head) for row in rows)
        firsts = {(row[0].role, row[0].scope) for row in rows}
        assert firsts in ({("TH", "Row")}, {("TD", "")})
        assert {(cell.role, cell.scope) for row in rows for cell in row[1:]} == {("TD", "")}


def cells_of(row: Node) -> list[Node]:
    return [kid for kid in row.kids if isinstance(kid, Node)]


def test_a_condition_heads_its_row_and_a_remedy_its_column() -> None:
    made = make(Member())
    (block,) = parts_of(made.handout.sections, CheckTable)
    table = next(t for t in spoken(made.pdf).of("Table") if block.head in t.text)
    head, *rows = ([cell.text.strip() for cell in cells_of(row)] for row in table.of("TR"))
    assert head == [block.head, *block.remedies]
    wanted = [
        [row.conditions, *(block.words[advice] if advice else "" for advice in row.advice)]
        for row in block.rows
    ]
    assert rows == wanted


def table() -> Element:
    root = Element("Table")
    for cells in (("TH", "TH"), ("TH", "TD")):
        row = root.child("TR")
        for cell in cells:
            row.child(cell)
    return root


def test_header_cells_know_what_they_head() -> None:
    root = table()
    scope_headers(root)
    cells = [element.scope for element in root.walk() if element.role in {"TH", "TD"}]
    assert cells == ["Column", "Column", "Row", ""]


def test_an_element_begins_on_the_side_of_its_first_content() -> None:
    root = Element("Document")
    root.child("Sect")
    root.child("P").kids.append(Content(2, 0))
    assert root.side() == 2
    assert Element("P").side() is None


@pytest.mark.parametrize("plan", ["full", "usual"])
def test_bookmarks_are_the_title_and_the_headings(plan: str) -> None:
    made = make(Member(plan=plan))
    with pikepdf.open(BytesIO(made.pdf)) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
    headings = [section.heading for section in made.handout.sections]
    assert titles == [made.handout.title, *headings]
