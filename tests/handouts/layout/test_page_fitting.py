"""Finished sides, over the whole matrix: everything in its place, nothing on anything else."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from itertools import pairwise, permutations
from typing import TYPE_CHECKING

import pytest

from handouts.brand.color import BLACK
from handouts.document import ContactBlock, PictureBlock
from handouts.layout.art.shapes import rule
from handouts.layout.blocks.sections import RULE_ABOVE
from handouts.layout.boxes import Box, FieldBox, Shape, TextLine
from handouts.layout.style.page_size import MM
from patterns.text import plain
from tests.helpers.seen import Rectangle, Seen, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.layout.page_fitting import Side
    from tests.helpers.matrix import Made

LEAST_MARGIN = 5 * MM
"""Printers leave the outer 4 to 6 mm blank."""

HEADINGS = frozenset({"H1", "H2", "H3"})

SMALL_PARTS = {"band": "label", "fields": "label", "footer": "footer", "notice": "notice"}
"""Parts of a side whose text may be smaller than the body."""

STANDARD = {"body": 12.0, "label": 10.0, "notice": 10.0, "footer": 8.5}
LARGE = {"body": 18.0, "label": 18.0, "notice": 18.0, "footer": 14.0}
LEAST_SIZES = {"standard": STANDARD, "ink-saver": STANDARD, "large-print": LARGE}
"""The least size of text in points; what is in a picture, under it or in a disc is a label."""

MOST_SIDES = {"full": 4, "usual": 2}
"""How many sides of the standard edition a client gets at most."""


def frame(side: Side) -> Rectangle:
    page = side.page
    right, bottom = page.width - page.side, page.height - page.bottom
    return Rectangle(page.side, page.top, right, bottom)


def drawn(items: list[Seen]) -> list[Seen]:
    """Leave out the boxes, which nobody sees."""
    return [seen for seen in items if not isinstance(seen.item, Box)]


def paragraph(box: Box) -> str:
    """Give the text that stands in a box itself."""
    return "".join(item.text for _, _, item in box.items if isinstance(item, TextLine))


def test_everything_stands_in_the_frame(printed: Made) -> None:
    for view in printed.views:
        frame_ = frame(view.side)
        above = replace(frame_, top=frame_.top - RULE_ABOVE)
        for seen in view.items:
            # The rule over fine print stands above its box, in the margin at the head of a side.
            room = above if seen.section == "notice" else frame_
            assert seen.section == "footer" or room.holds(seen.rectangle, slack=0.7)


def test_everything_keeps_clear_of_the_edges_of_the_paper(printed: Made) -> None:
    for view in printed.views:
        page = view.side.page
        right, bottom = page.width - LEAST_MARGIN, page.height - LEAST_MARGIN
        printable = Rectangle(LEAST_MARGIN, LEAST_MARGIN, right, bottom)
        for seen in view.items:
            assert printable.holds(seen.rectangle)


def test_no_line_of_text_lies_on_another(printed: Made) -> None:
    for view in printed.views:
        for one, other in overlapping(view.lines):
            pytest.fail(f"{text_of([one])!r} lies on {text_of([other])!r}")


def test_no_text_lies_on_a_field(printed: Made) -> None:
    for view in printed.views:
        fields = [s for s in view.items if isinstance(s.item, FieldBox) and s.item.lines]
        pairs = overlapping([*view.lines, *fields])
        assert not [pair for pair in pairs if any(isinstance(s.item, FieldBox) for s in pair)]


def overlapping(items: list[Seen]) -> Iterator[tuple[Seen, Seen]]:
    """Give the pairs that lie on each other, by more than a third of a point."""
    ordered = sorted(items, key=lambda seen: seen.rectangle.top)
    for i, one in enumerate(ordered):
        for other in ordered[i + 1 :]:
            if other.rectangle.top >= one.rectangle.bottom:
                break
            if one.rectangle.overlaps(other.rectangle, by=0.3):
                yield one, other


def test_no_section_reaches_into_another(printed: Made) -> None:
    for view in printed.views:
        for one, other in permutations(view.parts, 2):
            room = other[0].rectangle
            assert not any(seen.rectangle.overlaps(room, by=0.01) for seen in drawn(one))


def kind_of(seen: Seen) -> str:
    """Tell which least size holds for a line of text."""
    if seen.section in SMALL_PARTS:
        return SMALL_PARTS[seen.section]
    return next((role for role in ("Figure", "Caption", "Lbl") if role in seen.roles), "body")


def test_text_is_large_enough(printed: Made) -> None:
    least = LEAST_SIZES[printed.member.edition]
    (contact,) = printed.handout.sections[-1].blocks
    assert isinstance(contact, ContactBlock)
    for view in printed.views:
        for seen in view.lines:
            if paragraph(seen.within[-1]) != plain(contact.record):
                assert isinstance(seen.item, TextLine)
                assert seen.item.size >= least.get(kind_of(seen), least["label"])


def test_sections_come_in_reading_order(printed: Made) -> None:
    placed = [part.section for side in printed.sides for part in side.placed]
    order = [name for name in placed if name not in {"band", "footer", "title", "fields"}]
    steps = [name for name, after in pairwise([*order, ""]) if name != after]
    wanted = [section.id for section in printed.handout.sections]
    assert steps == [name for name, after in pairwise([*wanted, ""]) if name != after]
    assert placed[:3] == ["band", "title", "fields"]


def test_every_section_says_its_heading_once(printed: Made) -> None:
    said = [
        paragraph(seen.item)
        for view in printed.views
        for seen in view.items
        if isinstance(seen.item, Box) and seen.item.role == "H2"
    ]
    assert said == [section.heading for section in printed.handout.sections]


def test_parts_go_down_the_side(printed: Made) -> None:
    for side in printed.sides:
        for above, below in pairwise(side.placed):
            assert above.y + above.box.height <= below.y + 0.01


def test_a_heading_is_never_last_on_a_side(printed: Made) -> None:
    for view in printed.views:
        *_, last = (seen for seen in view.lines if seen.section != "footer")
        assert not HEADINGS.intersection(last.roles)


def test_under_every_heading_stands_what_it_heads(printed: Made) -> None:
    for view in printed.views:
        for part in view.parts[2 if view.side.number == 1 else 0 :]:
            texts = [seen for seen in part if isinstance(seen.item, TextLine)]
            words = [seen.y for seen in texts if not HEADINGS.intersection(seen.roles)]
            for seen in texts:
                assert not HEADINGS.intersection(seen.roles) or max(words) > seen.y


def test_every_picture_stands_right_over_its_caption(printed: Made) -> None:
    pictures = 0
    for view in printed.views:
        for seen in view.items:
            if isinstance(seen.item, Box) and seen.item.name == "picture":
                pictures += 1
                (_, top, picture), (_, below, caption) = seen.within[-1].items
                assert picture is seen.item
                assert isinstance(caption, Box)
                assert caption.role == "Caption"
                assert 0 <= below - top - seen.item.height <= 6
    assert pictures == sum(1 for _ in blocks_of(printed.handout.sections, PictureBlock))


def blocks_of(part: object, kind: type) -> Iterator[object]:
    """Walk the blocks of one kind, however deep."""
    if isinstance(part, kind):
        yield part
    elif isinstance(part, tuple):
        for item in part:
            yield from blocks_of(item, kind)
    elif is_dataclass(part):
        for field in fields(part):
            yield from blocks_of(getattr(part, field.name), kind)


def test_a_sheet_takes_few_sides(printed: Made) -> None:
    most = MOST_SIDES[printed.member.plan] if printed.member.edition != "large-print" else 15
    count = len(printed.sides)
    assert count <= most


def test_the_notice_is_whole_and_on_one_side(printed: Made) -> None:
    notice = printed.order.notice
    (holder,) = (
        part for view in printed.views for part in view.parts if part[0].section == "notice"
    )
    text = text_of(holder)
    assert text.startswith(f"{notice.title}\n")
    assert " ".join(notice.sentences) in text


def test_sides_are_numbered(printed: Made) -> None:
    for number, view in enumerate(printed.views, start=1):
        foot = text_of(seen for seen in view.lines if seen.section == "footer")
        assert view.side.number == number
        assert f"{number} of {len(printed.sides)}" in foot
        assert printed.handout.footer in foot.replace("\n", " ")


def test_shapes_are_seen_to_lie_where_they_are() -> None:
    """A planted line outside its box must be found by the rectangles used above."""
    seen = Seen(10, 10, rule(0, -4, 30, BLACK, 2), (), "x")
    assert isinstance(seen.item, Shape)
    assert seen.rectangle == Rectangle(9, 5, 41, 7)
    assert not Rectangle(0, 6, 50, 50).holds(seen.rectangle)


def test_the_side_is_said_on_one_line(printed: Made) -> None:
    (words,) = [
        seen.item
        for seen in printed.views[0].lines
        if seen.section == "fields" and text_of([seen]).strip() == printed.handout.side
    ]
    assert isinstance(words, TextLine)


def test_no_side_begins_with_a_caution(printed: Made) -> None:
    for view in printed.views:
        placed = [part for part in view.side.placed if part.section != "footer"]
        boxes = [item for _, _, item in placed[0].box.walk() if isinstance(item, Box)]
        assert boxes[0].name != "caution"
