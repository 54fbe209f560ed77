"""Personal text is in its field, in any alphabet, and nowhere else in the file."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest

from handouts.pipeline import build, lay_out_for
from handouts.request.values import ClientText
from handouts.template.codec import to_bytes
from handouts.template.stamp import prepare, stamp, values_of
from patterns.errors import UserError
from tests.helpers.glyphs import glyphs_of, plain_tables
from tests.helpers.matrix import CLIENT, DAY, NEXT_VISIT, TEXT, Member, make
from tests.helpers.spoken import spoken, unicode_map

if TYPE_CHECKING:
    from handouts.document import FieldName
    from handouts.request.order import Order
    from handouts.template.model import FieldPlace, Template

CANARY = "Quillon Vexworth"

NOTE = (
    "Start with the pillow tonight and leave the ball for tomorrow. If the back of the leg goes "
    "numb, stop and ring me. You did well today: the left hip moves more freely than last week. "
    "Walk to the shop twice a day, take the stairs slowly, and drink a glass of water each time "
    "you sit down for tea. See you Thursday."
)[:300]

VIETNAMESE = "Tối nay hãy kê gối giữa hai đầu gối và nghỉ ngơi thật nhiều. " * 4
GREEK = "Απόψε βάλε ένα μαξιλάρι ανάμεσα στα γόνατα και ξεκουράσου. " * 4


def template_for(values: dict[FieldName, str], **choices: object) -> Template:
    return lay_out_for(order_with(**choices), text_of(values))


def order_with(**choices: object) -> Order:
    return replace(Member(plan="usual").order(), **choices)  # type: ignore[arg-type]


def text_of(values: dict[FieldName, str]) -> ClientText:
    keys = {name.replace("-", "_"): value for name, value in values.items() if name != "date"}
    return ClientText(DAY, **keys)


def field_of(template: Template, name: str) -> FieldPlace:
    (field,) = (field for field in template.fields if field.name == name)
    return field


def text_in(pdf: bytes, field: FieldPlace) -> str:
    """Return the text on the page within a field."""
    with pypdfium2.PdfDocument(BytesIO(pdf)) as opened:
        words = opened[field.side].get_textpage()
        bottom = field.y - max(0, field.lines - 1) * field.leading - 0.3 * field.size
        box = (field.x - 0.5, bottom, field.x + field.width + 0.5, field.y + 0.8 * field.size)
        return " ".join(words.get_text_bounded(*box).split())


@pytest.mark.parametrize("member", [Member(), Member("a4", "right", "usual", "harbour-lane")])
def test_values_stand_in_their_room(member: Member) -> None:
    made = make(member)
    values = values_of(made.template, TEXT)
    for name in ("client", "date", "next-visit"):
        assert text_in(made.pdf, field_of(made.template, name)) == values[name]


def test_a_note_stands_in_its_room_on_as_many_lines_as_it_takes() -> None:
    values: dict[FieldName, str] = {"note": NOTE}
    template = template_for(values)
    assert field_of(template, "note").lines > 2
    assert text_in(stamp(prepare(template), values), field_of(template, "note")) == NOTE.strip()


@pytest.mark.parametrize("note", [NOTE, VIETNAMESE, GREEK], ids=["English", "Vietnamese", "Greek"])
@pytest.mark.parametrize("edition", ["standard", "large-print", "ink-saver"])
@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_the_longest_note_fits(note: str, edition: str, paper: str) -> None:
    order = order_with(paper=paper)
    order = replace(order, request=order.request._replace(edition=edition))
    text = text_of({"note": note.strip()})
    (node,) = (node for node in spoken(build(order, text)).of("P") if note.strip() in node.text)
    assert node.text.endswith(note.strip())


def test_more_letters_than_one_font_can_number() -> None:
    letters = [
        chr(c)
        for start, end in ((0xC0, 0x17F), (0x386, 0x3CF), (0x400, 0x45F))
        for c in range(start, end)
        if chr(c).isalpha() and c not in {0x149, 0x38B, 0x38D}
    ]
    kinds = "".join(letters)
    assert len(set(kinds)) > 256
    words = [kinds[i : i + 12] for i in range(0, len(kinds), 12)]
    values: dict[FieldName, str] = {"note": " ".join(words)}
    template = template_for(values)
    pdf = stamp(prepare(template), values)
    assert values["note"] in spoken(pdf).text
    glyphs = glyphs_of(values["note"], template.glyphs)
    assert len({glyph.resource for glyph in glyphs}) > 2


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("client", f"{CANARY} " * 12, "is too long for its room on the sheet"),
        ("client", "W" * 60, "holds a word too long for its place on the sheet"),
        ("next-visit", f"{CANARY} " * 12, "is too long for its room on the sheet"),
    ],
)
def test_what_is_too_long_is_named_by_its_field_alone(
    name: FieldName, value: str, message: str
) -> None:
    with pytest.raises(UserError) as caught:
        template_for({name: value.strip()})
    assert str(caught.value) == f"{name}: {message}; shorten it"


@pytest.mark.parametrize("name", ["client", "next-visit"])
def test_what_a_template_has_no_room_for_is_named_by_its_field_alone(name: FieldName) -> None:
    with pytest.raises(UserError) as caught:
        stamp(prepare(template_for({name: "A"})), {name: "Wide " * 12})
    assert str(caught.value) == f"{name}: is too long for its room on the sheet; shorten it"


@pytest.mark.parametrize("edition", ["standard", "large-print"])
def test_a_long_name_and_a_long_visit_stand_alone(edition: str) -> None:
    lines: dict[FieldName, str] = {
        "client": f"{CANARY} {CANARY} {CANARY} Junior",
        "next-visit": f"{CANARY} at half past ten, {CANARY}",
    }
    order = order_with()
    order = replace(order, request=order.request._replace(edition=edition))
    template = lay_out_for(order, text_of(lines))
    pdf = stamp(prepare(template), lines)
    for name, line in lines.items():
        assert " ".join(text_in(pdf, field_of(template, name)).split()) == line


def test_a_field_without_a_value_stays_blank() -> None:
    template = template_for({"client": CANARY})
    pdf = stamp(prepare(template), {})
    for field in template.fields:
        assert text_in(pdf, field) == ""


def test_no_personal_text_is_in_the_template() -> None:
    values: dict[FieldName, str] = {"client": CANARY, "note": f"{CANARY} came by bus."}
    template = template_for(values)
    bare = stamp(prepare(template), {})
    assert CANARY not in spoken(bare).text
    assert not _holding(bare, CANARY)
    assert CANARY.encode() not in to_bytes(template)


def test_the_name_stands_on_the_page_and_nowhere_else_in_the_file() -> None:
    values: dict[FieldName, str] = {"client": CANARY}
    pdf = stamp(prepare(template_for(values)), values)
    assert CANARY in spoken(pdf).text
    assert not _holding(pdf, CANARY)


def test_a_planted_name_is_found() -> None:
    with pikepdf.open(BytesIO(make(Member(plan="usual")).pdf)) as pdf:
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem(f"For {CANARY}", 0))
        out = BytesIO()
        pdf.save(out)
    assert _holding(out.getvalue(), CANARY)


def _holding(pdf: bytes, text: str) -> list[str]:
    """Name the objects that hold a text as it is written, whatever its encoding."""
    forms = [text.encode(code) for code in ("utf-8", "utf-16-be", "utf-16-le")]
    with pikepdf.open(BytesIO(pdf)) as opened:
        found = []
        for thing in opened.objects:
            streamed = thing.read_bytes() if isinstance(thing, pikepdf.Stream) else b""
            written = thing.unparse(resolved=True) + streamed
            if any(form in written for form in forms):
                found.append(str(thing.objgen))
        return found


def test_one_template_serves_many_clients() -> None:
    values: dict[FieldName, str] = {"client": "Ana Bello"}
    template = template_for(values)
    assert stamp(prepare(template), values) == stamp(prepare(template), values)
    other = stamp(prepare(template), {"client": "Bella Nobel".replace("d", "")[:5]})
    assert text_in(other, field_of(template, "client")) == "Bella"


def test_every_letter_of_a_name_can_be_read_back() -> None:
    made = make(Member())
    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        fonts = pdf.pages[0].resources.Font
        text = f"{CLIENT} {NEXT_VISIT}"
        glyphs = glyphs_of(text, made.template.glyphs)
        maps = {glyph.resource: unicode_map(fonts[f"/{glyph.resource}"]) for glyph in glyphs}
    assert "".join(maps[glyph.resource][glyph.code] for glyph in glyphs) == text


def test_a_name_is_set_in_one_face() -> None:
    # The second name brings most letters of the first one in the first face too.
    values: dict[FieldName, str] = {"client": "Nguyễn Nguyen"}
    template = template_for(values)
    first, second = plain_tables(template)
    assert first.covers("Nguyen")
    glyphs = glyphs_of(values["client"], template.glyphs)
    assert glyphs[:6] == [second.glyphs[char] for char in "Nguyễn"]
    assert glyphs[6] == second.glyphs[" "]
    assert glyphs[7:] == [first.glyphs[char] for char in "Nguyen"]
    assert values["client"] in spoken(stamp(prepare(template), values)).text
