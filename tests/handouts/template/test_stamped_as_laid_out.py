"""Stamped text has the same pixels as text set by the layout, in every variant of a sheet."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from itertools import product
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from PIL import ImageChops

from handouts.brand.color import BLACK
from handouts.compose.compose import compose
from handouts.layout.boxes import Box, FieldBox
from handouts.layout.document import PrintSettings, measure_fields, sides_of
from handouts.layout.numbering import numbered
from handouts.layout.pdf.canvas import draw
from handouts.layout.pdf.template_builder import build_template
from handouts.layout.style.theme import TextStyle
from handouts.layout.text.paragraph import set_text
from handouts.pipeline import lay_out_for
from handouts.request.values import ClientText
from handouts.template.charset import chars_of, unicode_blocks_of
from handouts.template.stamp import prepare, stamp, values_of
from handouts.template.text_fit import field_layout_for
from patterns.text import StyledRun
from tests.helpers.matrix import DAY, NEXT_VISIT, OTHER_PATTERNS, PLANS, Member
from tests.helpers.sampling import EVERYTHING, each_with_one

if TYPE_CHECKING:
    from PIL.Image import Image

    from fonts.registry import Family
    from handouts.document import FieldName
    from handouts.layout.boxes import Item, Point
    from handouts.layout.sides import Side
    from handouts.request.order import Order
    from handouts.template.model import DocumentInfo, Template
    from handouts.template.stamp import Values

DPI = 110

LONG_NAME = "María del Carmen Rodríguez Hernández de la Vega"
SHORT = "Rest well."
LONG = "Walk to the shop twice a day, take the stairs slowly, and drink water with your tea. " * 3
VIETNAMESE = "Tối nay hãy kê gối giữa hai đầu gối và nghỉ ngơi thật nhiều. " * 4

CASES = (
    (Member("letter", "left", "usual"), "Ana Bello", None),
    (Member("letter", "left", "usual"), LONG_NAME, SHORT),
    (Member("a4", "right", "usual", "plain", "en-GB", "large-print"), LONG_NAME, None),
    (Member("a4", "right", "full", "harbour-lane", "en-GB"), "Łucja Nguyễn", SHORT),
    (Member("a4", "both", "usual", "plain", "en-GB", "large-print"), "Ελένη Παύλου", LONG),
    (Member("letter", "right", "full", "plain", "en-US", "large-print"), "Nguyễn Nguyen", None),
    (Member("letter", "both", "usual", "harbour-lane", "en-US", "ink-saver"), "Юрий", VIETNAMESE),
    (Member("a4", "left", "full", "plain", "en-GB", "ink-saver"), "Zoë “Zo” Müller", LONG),
    (Member("letter", "both", "full"), "Žofie Čapková", VIETNAMESE),
)
"""Every paper, edition, side, plan and brand, several alphabets, notes of no to many lines."""

NAMES = ("Ana Bello", "Łucja Nguyễn", LONG_NAME, "Ελένη Παύλου", "Юрий", "Zoë “Zo” Müller", "Bo")
NOTES = (None, SHORT, LONG, VIETNAMESE)
EVERY = tuple(
    (Member(paper, side, plan, brand, notice, edition), NAMES[i % 7], NOTES[i % 4])
    for i, (paper, side, plan, brand, notice, edition) in enumerate(
        product(
            ("letter", "a4"),
            ("left", "right", "both"),
            PLANS,
            ("plain", "harbour-lane"),
            ("en-US", "en-GB"),
            ("standard", "large-print", "ink-saver"),
        )
    )
)
"""Every variant of a sheet, each with a name and a note of some length."""

OTHERS = tuple(
    (replace(member, pattern=name), client, note)
    for name, (member, client, note) in each_with_one(OTHER_PATTERNS, CASES)
)
"""Each other pattern of the library with one of the cases."""

cases = pytest.mark.parametrize(
    ("member", "client", "note"), [*CASES, *OTHERS, *(EVERY if EVERYTHING else ())]
)


def text_of(client: str, note: str | None) -> ClientText:
    return ClientText(DAY, client, NEXT_VISIT, note.strip() if note else None)


def stamped(order: Order, text: ClientText) -> tuple[Template, bytes]:
    template = lay_out_for(order, text)
    return template, stamp(prepare(template), values_of(template, text))


def laid_out(order: Order, text: ClientText, values: Values, info: DocumentInfo) -> bytes:
    """Make the same sheet with the personal text set by the layout itself."""
    edition = order.request.edition or "standard"
    settings = PrintSettings(
        order.brand, edition, order.paper, unicode_blocks=unicode_blocks_of(text.texts)
    )
    handout = compose(order.entry, order.request, order.brand, order.notice)
    metrics = measure_fields(settings, handout.fields, handout.date_forms)
    settings = replace(settings, field_layout=field_layout_for(text, metrics))
    handout = numbered(handout, settings)
    family = order.brand.fonts
    sides = tuple(_filled(s, values, family) for s in sides_of(handout, settings))
    drawn = draw(sides, family, chars_of(settings.unicode_blocks))
    assert drawn.fields == ()
    template = build_template(drawn, info, handout.date_forms)
    return stamp(prepare(template), {})


def _filled(side: Side, values: Values, family: Family | None) -> Side:
    def at(x: float, y: float) -> Point:
        """Fields are placed to a thousandth of a point, measured from the bottom of the side."""
        return round(x, 3), side.page.height - round(side.page.height - y, 3)

    def with_text(box: Box, left: float, top: float) -> Box:
        """Set the text of every field in a box."""
        items: list[tuple[float, float, Item]] = []
        for dx, dy, item in box.items:
            if isinstance(item, Box):
                items.append((dx, dy, with_text(item, left + dx, top + dy)))
            elif not isinstance(item, FieldBox):
                items.append((dx, dy, item))
            elif value := values.get(item.name):
                x, y = at(left + dx, top + dy)
                style = TextStyle(family, item.size, item.leading, item.color or BLACK)
                words = set_text((StyledRun(value),), style, item.width)
                items.append((x - left, y - style.baseline - top, words))
        return box._replace(items=tuple(items))

    placed = (replace(one, box=with_text(one.box, one.x, one.y)) for one in side.placed)
    return replace(side, placed=tuple(placed))


def pictures(pdf: bytes) -> list[Image]:
    with pypdfium2.PdfDocument(BytesIO(pdf)) as opened:
        return [side.render(scale=DPI / 72).to_pil().convert("RGB") for side in opened]


def different(one: bytes, other: bytes) -> int:
    """Count the pixels in which two files differ; their sides must be as many and as large."""
    first, second = pictures(one), pictures(other)
    assert [side.size for side in first] == [side.size for side in second]
    apart = (ImageChops.difference(*pair).convert("L") for pair in zip(first, second, strict=True))
    return sum(sum(picture.histogram()[1:]) for picture in apart)


@cases
def test_stamped_text_looks_laid_out(member: Member, client: str, note: str | None) -> None:
    order, text = member.order(), text_of(client, note)
    template, pdf = stamped(order, text)
    assert different(pdf, laid_out(order, text, values_of(template, text), template.info)) == 0


@pytest.mark.parametrize("name", ["client", "next-visit", "note"])
def test_one_other_letter_is_found(name: FieldName) -> None:
    order, text = CASES[1][0].order(), text_of("Łucja Nguyễn", SHORT)
    template, pdf = stamped(order, text)
    values = values_of(template, text)
    planted = {**values, name: values[name][:-1] + ","}
    assert 0 < different(pdf, laid_out(order, text, planted, template.info)) < 250


def test_a_field_that_is_moved_a_little_is_found() -> None:
    text = text_of("Ana Bello", None)
    template, pdf = stamped(CASES[0][0].order(), text)
    moved = tuple(field._replace(x=field.x + 0.2) for field in template.fields)
    values = values_of(template, text)
    assert different(pdf, stamp(prepare(template._replace(fields=moved)), values)) > 0
