"""Finished sides, over the whole matrix: everything in its place, nothing on anything else."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import pytest
from seen import Rectangle, Seen, lines, see, text_of

from handouts.layout.boxes import Box, FieldBox, Shape, Words
from handouts.layout.sheets import MM

if TYPE_CHECKING:
    from matrix import Made

    from handouts.layout.sides import Side

LEAST_MARGIN = 5 * MM
"""Printers leave the outer 4 to 6 mm blank."""

FEET = frozenset({"band", "footer"})
HEADINGS = frozenset({"H1", "H2", "H3"})

LEAST_SIZES = {
    "standard": {"body": 12.0, "Figure": 10.0, "Caption": 10.0, "notice": 10.0, "Lbl": 10.0},
    "ink-saver": {"body": 12.0, "Figure": 10.0, "Caption": 10.0, "notice": 10.0, "Lbl": 10.0},
    "large-print": dict.fromkeys(("body", "Figure", "Caption", "notice", "Lbl"), 18.0),
}
"""The least size of text by what it lies in, in points."""

MOST_SIDES = {"full": 4, "usual": 2}
"""How many sides of the standard edition a client gets at most."""


def frame(side: Side) -> Rectangle:
    sheet = side.sheet
    right, bottom = sheet.width - sheet.side, sheet.height - sheet.bottom
    return Rectangle(sheet.side, sheet.top, right, bottom)


def parts(side: Side) -> dict[int, list[Seen]]:
    """Give the items of each part of a side by its index."""
    found: dict[int, list[Seen]] = {}
    for seen in see(side):
        if not seen.within:
            found[len(found)] = []
        found[len(found) - 1].append(seen)
    return found


def drawn(items: list[Seen]) -> list[Seen]:
    """Leave out the boxes, which nobody sees."""
    return [seen for seen in items if not isinstance(seen.item, Box)]


def test_everything_stands_in_the_frame(printed: Made) -> None:
    for side in printed.sides:
        outside = [
            seen
            for seen in see(side)
            if seen.section != "footer" and not frame(side).holds(seen.rectangle, slack=0.7)
        ]
        assert not outside


def test_everything_keeps_clear_of_the_edges_of_the_paper(printed: Made) -> None:
    for side in printed.sides:
        sheet = side.sheet
        right, bottom = sheet.width - LEAST_MARGIN, sheet.height - LEAST_MARGIN
        printable = Rectangle(LEAST_MARGIN, LEAST_MARGIN, right, bottom)
        assert all(printable.holds(seen.rectangle) for seen in see(side))


def test_no_line_of_text_lies_on_another(printed: Made) -> None:
    for side in printed.sides:
        on_top = [
            (text_of([one]), text_of([other]))
            for one, other in combinations(lines(side), 2)
            if one.rectangle.overlaps(other.rectangle, by=0.3)
        ]
        assert not on_top


def test_no_text_lies_on_a_field(printed: Made) -> None:
    for side in printed.sides:
        fields = [seen for seen in see(side) if isinstance(seen.item, FieldBox) and seen.item.lines]
        for line in lines(side):
            assert not any(line.rectangle.overlaps(field.rectangle, by=0.3) for field in fields)


def test_no_section_reaches_into_another(printed: Made) -> None:
    for side in printed.sides:
        for one, other in combinations(parts(side).values(), 2):
            boxes = one[0].rectangle, other[0].rectangle
            assert not boxes[0].overlaps(boxes[1], by=0.01)
            assert not any(seen.rectangle.overlaps(boxes[1], by=0.01) for seen in drawn(one))
            assert not any(seen.rectangle.overlaps(boxes[0], by=0.01) for seen in drawn(other))


def place_of(seen: Seen) -> str:
    """Tell which least size holds for a line of text."""
    for place in ("Figure", "Caption", "Lbl"):
        if seen.inside(place):
            return place
    return "notice" if seen.section == "notice" else "body"


def is_small_print(seen: Seen, printed: Made) -> bool:
    """Tell whether a line is of the clinic's band, a field's label, the record or the footer."""
    if seen.section in FEET:
        return True
    if seen.section == "strip":
        return seen.item.size >= LEAST_SIZES[printed.member.edition]["Figure"]  # type: ignore[union-attr]
    return seen.section == "credits" and "next review" in printed_paragraph(seen)


def printed_paragraph(seen: Seen) -> str:
    """Give the whole paragraph that a line belongs to."""
    return "".join(item.text for _, _, item in seen.within[-1].items if isinstance(item, Words))


def test_text_is_large_enough(printed: Made) -> None:
    least = LEAST_SIZES[printed.member.edition]
    for side in printed.sides:
        small = [
            (seen.section, place_of(seen), text_of([seen]))
            for seen in lines(side)
            if not is_small_print(seen, printed) and seen.item.size < least[place_of(seen)]  # type: ignore[union-attr]
        ]
        assert not small


def test_sections_come_in_reading_order(printed: Made) -> None:
    placed = [part.section for side in printed.sides for part in side.placed]
    order = [name for name in placed if name not in {*FEET, "title", "strip"}]
    steps = [name for name, after in pairwise([*order, ""]) if name != after]
    wanted = [section.id for section in printed.handout.sections]
    assert steps == [name for name, after in pairwise([*wanted, ""]) if name != after]
    assert placed[:3] == ["band", "title", "strip"]


def test_every_section_says_its_heading_once(printed: Made) -> None:
    said = [
        "".join(item.text for _, _, item in seen.item.items if isinstance(item, Words))
        for side in printed.sides
        for seen in see(side)
        if isinstance(seen.item, Box) and seen.item.role == "H2"
    ]
    assert said == [section.heading for section in printed.handout.sections]


def test_parts_go_down_the_side(printed: Made) -> None:
    for side in printed.sides:
        for above, below in pairwise(side.placed):
            assert above.y + above.box.height <= below.y + 0.01


def test_a_heading_is_never_last_on_a_side(printed: Made) -> None:
    for side in printed.sides:
        *_, last = (seen for seen in lines(side) if seen.section != "footer")
        assert not HEADINGS.intersection(last.roles)


def test_under_every_heading_stands_what_it_heads(printed: Made) -> None:
    for side in printed.sides:
        for part in parts(side).values():
            texts = [seen for seen in part if isinstance(seen.item, Words)]
            for seen in texts:
                if HEADINGS.intersection(seen.roles) and seen.section != "title":
                    top = seen.rectangle.bottom
                    assert any(
                        other.rectangle.top > top - 4 and not HEADINGS.intersection(other.roles)
                        for other in texts
                    )


def test_every_picture_stands_with_its_caption(printed: Made) -> None:
    pictures = 0
    for side in printed.sides:
        for seen in see(side):
            if isinstance(seen.item, Box) and seen.item.name == "picture":
                pictures += 1
                figure = seen.within[-1]
                assert [item.role for _, _, item in figure.items] == ["Figure", "Caption"]  # type: ignore[union-attr]
                (_, _, _), (_, top, _) = figure.items
                assert 0 <= top - seen.item.height <= 6
    assert pictures == (7 if printed.member.plan == "full" else 5)


@pytest.mark.parametrize("plan", ["full", "usual"])
def test_a_sheet_takes_few_sides(printed: Made, plan: str) -> None:
    if printed.member.plan == plan and printed.member.edition != "large-print":
        assert len(printed.sides) <= MOST_SIDES[plan]


def test_the_notice_is_whole_and_on_one_side(printed: Made) -> None:
    notice = printed.order.notice
    holders = [
        part
        for side in printed.sides
        for part in parts(side).values()
        if part[0].section == "notice"
    ]
    if printed.member.edition != "large-print":
        assert len(holders) == 1
    text = text_of([seen for part in holders for seen in part])
    assert text.startswith(f"{notice.title}\n")
    assert " ".join(notice.sentences) in text


def test_sides_are_numbered(printed: Made) -> None:
    for number, side in enumerate(printed.sides, start=1):
        foot = text_of(seen for seen in lines(side) if seen.section == "footer")
        assert side.number == number
        assert f"{number} of {len(printed.sides)}" in foot
        assert printed.handout.footer in foot.replace("\n", " ")


def test_shapes_are_seen_to_lie_where_they_are() -> None:
    """A planted line outside its box must be found by the rectangles used above."""
    from handouts.colours import BLACK
    from handouts.layout.shapes import rule

    seen = Seen(10, 10, rule(0, -4, 30, BLACK, 2), (), "x")
    assert isinstance(seen.item, Shape)
    assert seen.rectangle == Rectangle(9, 5, 41, 7)
    assert not Rectangle(0, 6, 50, 50).holds(seen.rectangle)
