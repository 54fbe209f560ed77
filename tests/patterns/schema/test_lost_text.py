"""Text that YAML would leave out in silence is reported at its place."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patterns.errors import UserError
from patterns.field_types import Label, Sentence
from patterns.schema.base import Model
from patterns.schema.loader import parse_model
from patterns.schema.yaml_document import parse_document

CUT = 'is cut off at "#", which begins a comment; put it in quotes'
COMMA = "is cut off at a comma, which ends a value in braces; put it in quotes"
IN_BRACKETS = "is cut off at a comma, which parts a list in brackets; put it in quotes"
NOTHING = "stands for nothing; leave the value out, or put it in quotes"
NO_VALUE = 'holds a key without a value; write "key: value", with a space after the ":"'


def told(source: str) -> list[str]:
    """Parse a file; return what is told of it, without the name of the file."""
    try:
        problems = parse_document(source.encode(), "f").problems
    except UserError as error:
        problems = list(error.problems)
    return [str(problem).removeprefix("f:") for problem in problems]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("text: 400 Pine Street #4", f"1:23: text: {CUT}"),
        ("text: 400 Pine Street # 4", f"1:23: text: {CUT}"),
        ("text: Ring us #(555)", f"1:15: text: {CUT}"),
        ("accent: #7a2\nname: x", f"1:9: accent: {CUT}"),
        ("colours: {primary: #17505a, accent: #9a4a12}\n", f"1:20: a value {CUT}"),
        ("colours: {primary: #17505a,\n  accent: b}\n", f"1:20: colours.primary: {CUT}"),
        ("items: [one #2, three]", f"1:13: items[1]: {CUT}"),
        ("items:\n  - one #2", f"2:9: items[1]: {CUT}"),
        ("items:\n  - #2", f"2:5: items[1]: {CUT}"),
        ("note: two\n  lines #3", f"2:9: note: {CUT}"),
        ("note: two lines\n  #3 is cut\nname: x", f"2:3: note: {CUT}"),
        ("note: two #2\n  lines\nname: x", f"1:11: note: {CUT}"),
        ("note: #2 of\n  two lines", f"1:7: note: {CUT}"),
        ("note:\n  #2 of\n  two lines", f"2:3: note: {CUT}"),
        ("note: > #4\n  Main Street", f"1:9: note: {CUT}"),
        ("items: [{text: 4 Pine Street, Springfield}]", f"1:31: items[1].text: {COMMA}"),
        ("items: {a: one, two, b: three}", f"1:17: items.a: {COMMA}"),
        ("items: {a:b}", f"1:9: items: {NO_VALUE}"),
        ("items: {a: 1, b:2}", f"1:15: items: {NO_VALUE}"),
        ("client: null", f"1:9: client: {NOTHING}"),
        ("client: ~", f"1:9: client: {NOTHING}"),
        ("note: >5 mg", '1:10: has a value that begins with ">" or "|"; put the value in quotes'),
        ("note: ? b", '1:7: has a value that begins with "? "; put the value in quotes'),
    ],
)
def test_lost_text_is_told_once_at_its_place(source: str, expected: str) -> None:
    assert told(source) == [expected]


@pytest.mark.parametrize(
    "source",
    [
        "# a file\nname: Clinic # as printed",
        "name: Clinic #------",
        "name: Clinic #",
        'name: "Suite #4" #here nothing is cut',
        "name: C#4",
        "#name: Clinic\nname: Other\n#tagline: none",
        "a:\n  name: Clinic\n  #tagline: none\n  note: b",
        "a:\n  - name: Clinic\n    #tagline: none\n    note: b",
        "contact:\n  #- label: Phone",
        "note: >\n  Room #4\n  # 4 is text\n",
        'note: "two\n  #3 lines"',
        'a: {b: "x, y", c: [d, e], "f":g, h: }',
        "client: Null\nname: 'null'",
    ],
)
def test_what_is_no_loss_is_not_told(source: str) -> None:
    assert told(source) == []


class Advice(Model):
    steps: tuple[Sentence, ...] = ()
    needs: tuple[Label, ...] = ()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("steps: [Do this, not that]", [f"1:9: steps[1]: {IN_BRACKETS}"]),
        ("steps: [Stop,\n  if it hurts,\n  'now']", [f"1:9: steps[1]: {IN_BRACKETS}"]),
        ('steps: ["Go, slowly.", Do this, not that]', [f"1:24: steps[2]: {IN_BRACKETS}"]),
        ('steps: ["Go, slowly.", Do this]', []),
        ("steps: [Do this]", []),
        ("steps:\n  - Do this, not that", []),
        ("needs: [tennis ball, wall]", []),
    ],
)
def test_a_sentence_that_a_comma_parts_is_told(source: str, expected: list[str]) -> None:
    """Ids and labels may stand in brackets without quotes; a sentence may hold a comma."""
    found: list[str] = []
    try:
        parse_model(source.encode(), Advice, name="f")
    except UserError as error:
        found = [str(problem).removeprefix("f:") for problem in error.problems]
    assert found == expected


WORDS = st.text(string.ascii_letters + string.digits + " #,:-éü", min_size=1, max_size=30)


@given(WORDS)
def test_a_plain_value_comes_back_whole_or_is_told(written: str) -> None:
    """Only a comment with a blank after its sign may follow a value."""
    try:
        document = parse_document(f"key: {written}\n".encode(), "f")
    except UserError:
        return
    whole = str(document.source_text.get(("key",), document.tree.get("key")) or "")
    rest = written.strip().removeprefix(whole).strip()
    comment = not rest or (rest[0] == "#" and (rest[1:2] in ("", " ", "#", "-")))
    assert document.problems or comment
