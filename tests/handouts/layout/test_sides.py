"""Test placed sides over the whole matrix: everything in its place, nothing over another thing."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from fonts.faces import faces
from fonts.registry import Style
from handouts.brand.color import BLACK
from handouts.document import ContactBlock, PictureBlock
from handouts.layout.art.shapes import rule
from handouts.layout.boxes import Box, Piece, Shape, TextLine
from handouts.layout.sides import PlacedBox, Side
from handouts.layout.style.editions import EDITIONS
from handouts.layout.style.page_size import page_geometry
from handouts.pipeline import lay_out_for
from patterns.notice import load_notice
from patterns.text import plain
from tests.helpers import seen as sight
from tests.helpers.layout_laws import breaches
from tests.helpers.matrix import PLANS, TEXT, brand_of, order_of
from tests.helpers.seen import Rectangle, Seen, View, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.helpers.matrix import Made

HEADINGS = frozenset({"H1", "H2", "H3"})

SMALL_PARTS = {
    "band": "label",
    "fields": "label",
    "note": "label",
    "footer": "footer",
    "notice": "notice",
}
"""Parts of a side whose text may be smaller than the body."""

STANDARD = {"body": 12.0, "table": 11.0, "label": 10.0, "notice": 10.0, "footer": 8.5}
LARGE = {"body": 18.0, "table": 18.0, "label": 18.0, "notice": 18.0, "footer": 14.0}
LEAST_SIZES = {"standard": STANDARD, "ink-saver": STANDARD, "large-print": LARGE}
"""The least size of text, in points; text in a picture, below it or in a disc is a label."""

MOST_SIDES = {"full": 8, "usual": 4}
MOST_LARGE_SIDES = {"full": 21, "usual": 11}
"""The greatest number of sides of large print, and of the other editions."""


def paragraph(box: Box) -> str:
    """Return the text directly in a box."""
    return "".join(item.text for _, _, item in box.items if isinstance(item, TextLine))


def test_every_side_keeps_the_laws(printed: Made) -> None:
    found = [breach for view in printed.views for breach in breaches(view)]
    assert found == []


def line(text: str) -> TextLine:
    """Return a line of 12 points."""
    face = faces(Style.REGULAR)[0]
    return TextLine((Piece(text, face),), 12, BLACK)


def side_of(*placed: PlacedBox, number: int = 1) -> View:
    """Return a side of letter paper with these boxes."""
    return sight.view(Side(page_geometry("letter", EDITIONS["standard"]), number, placed))


LABELED = Box(100, 50, ((0, -5, Box(20, 12, name="label")),), name="picture")
WORDS = Box(100, 15, ((0, 12, line("words")),))


@pytest.mark.parametrize(
    ("placed", "law"),
    [
        ([PlacedBox(10, 300, WORDS, "a")], "stands within 5 mm of the edge"),
        ([PlacedBox(20, 300, WORDS, "a")], "leaves the frame"),
        ([PlacedBox(60, 300, WORDS, "a"), PlacedBox(60, 306, WORDS, "a")], "lies on 'words' in a"),
        ([PlacedBox(60, 300, WORDS, "a"), PlacedBox(60, 306, WORDS, "b")], "reaches into b"),
        ([PlacedBox(60, 300, LABELED, "a")], "leaves its picture"),
    ],
)
def test_a_planted_breach_of_each_law_is_found(placed: list[PlacedBox], law: str) -> None:
    assert any(law in breach for breach in breaches(side_of(*placed)))


def test_a_line_alone_at_the_top_of_a_side_is_found() -> None:
    top, below = PlacedBox(60, 60, WORDS, "a"), PlacedBox(60, 90, WORDS, "a")
    (breach,) = breaches(side_of(top, number=2))
    assert breach == "side 2: a line of a is alone at the top"
    opened = replace(top, opens=True)
    assert breaches(side_of(top)) == breaches(side_of(opened, number=2)) == []
    assert breaches(side_of(top, below, number=2)) == []


def test_a_side_in_order_breaks_no_law() -> None:
    assert breaches(side_of(PlacedBox(60, 300, WORDS, "a"), PlacedBox(60, 330, WORDS, "b"))) == []


def kind_of(seen: Seen) -> str:
    """Return the kind of a line of text, which decides its least size."""
    if seen.section in SMALL_PARTS:
        return SMALL_PARTS[seen.section]
    if seen.inside("checks"):
        return "table"
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
    head = ["band", "title", "fields", "signs-at"]
    order = [name for name in placed if name not in {*head, "note", "rule", "footer"}]
    steps = [name for name, after in pairwise([*order, ""]) if name != after]
    wanted = [section.id for section in printed.handout.sections]
    assert steps == [name for name, after in pairwise([*wanted, ""]) if name != after]
    assert placed[:4] == head


def test_the_note_stands_below_where_it_hurts_or_in_the_head(printed: Made) -> None:
    first, *others = ([part.section for part in side.placed] for side in printed.sides)
    ends = "hurts" in first and not any("hurts" in names for names in others)
    assert first.count("note") == 1
    assert first[first.index("note") - 1] == ("hurts" if ends else "signs-at")
    assert "hurts" not in first[first.index("note") :] or not ends


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
    """Yield the blocks of one kind, at any depth."""
    if isinstance(part, kind):
        yield part
    elif isinstance(part, tuple):
        for item in part:
            yield from blocks_of(item, kind)
    elif is_dataclass(part):
        for field in fields(part):
            yield from blocks_of(getattr(part, field.name), kind)


def test_a_sheet_takes_few_sides(printed: Made) -> None:
    most = MOST_LARGE_SIDES if printed.member.edition == "large-print" else MOST_SIDES
    assert len(printed.sides) <= most[printed.member.plan]


TWO_LINES = "You did well today. Go slowly with the ball, and call me if the tingling comes back."
"""A note that takes two lines on the sheet."""


@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize("side", ["left", "right", "both"])
@pytest.mark.parametrize("brand", ["plain", "harbour-lane"])
@pytest.mark.parametrize("notice", ["en-US", "en-GB"])
def test_the_usual_choice_takes_four_sides_wherever_it_is_printed(
    paper: str, side: str, brand: str, notice: str
) -> None:
    plan = PLANS["usual"].model_copy(update={"sections": ("hurts", "care"), "side": side})
    order = order_of(plan, brand=brand_of(brand), notice=load_notice(notice), paper=paper)
    template = lay_out_for(order, TEXT._replace(note=TWO_LINES))
    assert len(template.pages) <= MOST_SIDES["usual"]


def test_the_notice_is_whole_and_on_one_side(printed: Made) -> None:
    notice = printed.order.notice
    (holder,) = (
        part for view in printed.views for part in view.parts if part[0].section == "notice"
    )
    text = text_of(holder)
    assert text.startswith(f"{notice.title}\n")
    assert " ".join(notice.sentences) in " ".join(text.split())


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
        if seen.section == "title" and text_of([seen]).strip() == printed.handout.side
    ]
    assert isinstance(words, TextLine)


def test_no_side_begins_with_a_caution(printed: Made) -> None:
    for view in printed.views:
        placed = [part for part in view.side.placed if part.section != "footer"]
        boxes = [item for _, _, item in placed[0].box.walk() if isinstance(item, Box)]
        assert boxes[0].name != "caution"
