"""Print texts of clients and brands as they are written, or refuse them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.faults.door import How
from tests.helpers.faults.making import (
    BRAND,
    PATTERN,
    brand_saying,
    brands,
    plan,
    starter,
    starter_pattern,
    written,
)

if TYPE_CHECKING:
    from tests.helpers.faults.door import Door


PRINTED = {
    "markup": '<b>Ann</b> & <img src="/etc/hostname"/>',
    "link": '<a href="javascript:1">x</a>',
    "colour": '<font color="[...]">x',
    "half a tag": "Ann <b",
    "a heart": "Ann & Bob <3",
    "operators": "(Ann) \\ ) Tj <41> >>",
    "templates": "{client} {0} %s %n ${x} {{7}}",
    "shell": "$(id) `id` ; id",
    "our own marks": "[sacrum] **now** {your hip}",
    "a link": "<a href='x:1'>x</a>",
    "Latin": "\u0141ukasz \u017d\u00ed\u017ekov\u00e1",
    "Greek": "\u03a9\u03bc\u03ad\u03b3\u03b1",
    "Cyrillic": "\u0424\u0451\u0434\u043e\u0440",
    "Vietnamese": "Nguy\u1ec5n Th\u1ecb",
    "a sum": "=1+1",
    "digits": "007",
}

REFUSED = {
    "control": ("A\x01b", "U+0001"),
    "NUL": ("A\0b", "U+0000"),
    "escape": ("A\x1b[31mb", "U+001B"),
    "tab": ("A\tb", "U+0009"),
    "line feed": ("A\nb", "one line"),
    "carriage return": ("A\rb", "U+000D"),
    "line separator": ("A\u2028b", "U+2028"),
    "override": ("A\u202eb", "U+202E RIGHT-TO-LEFT OVERRIDE"),
    "isolate": ("A\u2066b", "U+2066"),
    "mark": ("A\u200fb", "U+200F"),
    "joiner": ("A\u200db", "U+200D"),
    "soft hyphen": ("A\u00adb", "U+00AD"),
    "selector": ("A\ufe0fb", "U+FE0F"),
    "filler": ("A\u3164b", "U+3164"),
    "private": ("A\ue000b", "U+E000"),
    "unassigned": ("A\u0378b", "U+0378"),
    "no character": ("A\uffffb", "U+FFFF"),
    "Zalgo": ("A" + "\u0301" * 50, "more than 4 marks"),
    "accent on a capital": ("\u1ecc\u0301la", "has no place for its mark"),
    "accent alone": ("\u0301A", "belongs to no letter"),
    "spaces": ("   ", "is empty"),
    "no-break spaces": ("\u00a0 \u00a0", "is empty"),
    "thin spaces": ("\u2009", "is empty"),
    "wide spaces": ("\u3000", "is empty"),
    "nothing": ("", "is empty"),
    "Chinese": ("\u674e", "U+674E"),
    "Arabic with a vowel": ("\u0645\u064f", "U+064F"),
    "Hebrew with a point": ("\u05e9\u05b8", "U+05B8"),
    "Tamil": ("\u0ba4\u0bae", "U+0BA4"),
    "Burmese": ("\u101e\u1030", "U+101E"),
    "emoji": ("\U0001f600", "U+1F600"),
    "mathematical": ("\U0001d400", "U+1D400"),
}

FIELDS = ("client", "next_visit", "note")


def test_text_is_printed_as_it_is(door: Door) -> None:
    fitting = [text for text in PRINTED.values() if len(text) <= 20]
    plans = {f"{i}.yaml": plan(**dict.fromkeys(FIELDS, text)) for i, text in enumerate(fitting)}
    door.write(plans)
    door.several([["build", PATTERN, "--plan", name, "-o", f"{name}.pdf"] for name in plans], 0)
    for name, text in zip(plans, fitting, strict=True):
        assert " ".join(door.text(f"{name}.pdf").split()).count(text) >= len(FIELDS), text
        assert b"/URI" not in (door.work / f"{name}.pdf").read_bytes()


def test_long_texts_are_printed_as_they_are(door: Door) -> None:
    texts = " ".join(text for text in PRINTED.values() if len(text) > 20)
    door.write({"p.yaml": plan(note=texts)})
    door.build("--plan", "p.yaml", "-o", "a.pdf")
    assert texts in " ".join(door.text("a.pdf").split())


@pytest.mark.parametrize("field", FIELDS)
def test_what_cannot_be_printed_is_refused_by_name(door: Door, field: str) -> None:
    door.write(
        {f"{i}.yaml": f"{field}: {written(text)}\n" for i, (text, _) in enumerate(REFUSED.values())}
    )
    rows = [
        ["build", PATTERN, "--plan", f"{i}.yaml", "-o", f"{i}.pdf"] for i in range(len(REFUSED))
    ]
    for ended, (case, (_, told)) in zip(door.several(rows, 3), REFUSED.items(), strict=True):
        assert told in ended.err, case
        assert field.replace("_", "") in ended.err.replace("-", "").replace("_", ""), case


def test_text_is_refused_at_its_character_in_the_file(door: Door) -> None:
    door.write({"p.yaml": 'side: left\nclient: "Ann\u202eb"\n'})
    ended = door.build("--plan", "p.yaml", code=3)
    assert ended.err.startswith("p.yaml:2:13: holds U+202E RIGHT-TO-LEFT OVERRIDE;")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("client: " + "A" * 1_048_576, "has 1,000,001 bytes; the limit is 1,000,000"),
        ("client: " + "A" * 61, "client: must have at most 60 characters"),
        ("client: " + "W" * 60, "client: holds a word too long for its place on the sheet"),
        ("note: " + "W" * 200, "note: holds a word too long for its place on the sheet"),
        ("note: " + "<" * 299, "note: holds a word too long for its place on the sheet"),
        ("note: " + "a " * 200, "note: must have at most 300 characters"),
    ],
    ids=["megabyte", "characters", "line", "word", "signs", "note"],
)
def test_what_is_too_long_is_refused_at_once(door: Door, given: str, told: str) -> None:
    ended = door.build("--plan", "-", code=3, how=How(given=given.encode()), seconds=2)
    assert told in ended.err


@pytest.mark.parametrize("edition", ["standard", "large-print"])
def test_the_longest_texts_stay_on_the_page(door: Door, edition: str) -> None:
    note = ("Rest, and breathe out. " * 14)[:300].strip()
    line, visit = (
        "Maximilian-Alexander Konstantinopoulos Wolfeschlegelstein Jr",
        "Thursday at noon " * 2,
    )
    assert len(line) == 60
    door.write({"p.yaml": plan(client=line, next_visit=visit.strip(), note=note, detail="full")})
    door.build("--plan", "p.yaml", "--edition", edition, "-o", "a.pdf")
    assert line in " ".join(door.text("a.pdf").split())
    assert door.strays("a.pdf") == []


def test_a_decomposed_name_is_printed_composed(door: Door) -> None:
    given = 'client: "Rene\u0301 Zoe\u0308"\n'.encode()
    door.build("--plan", "-", "-o", "a.pdf", how=How(given=given))
    assert "Ren\u00e9 Zo\u00eb" in door.text("a.pdf")


def test_a_brand_is_printed_as_it_is(door: Door) -> None:
    text = "<b>{x} & **y** (A)\\ Tj %s [z]"
    door.write({"b.yaml": brand_saying(text)})
    door.build("--brand", "b.yaml", "-o", "a.pdf")
    assert "".join(door.text("a.pdf").split()).count("".join(text.split())) >= 8


@pytest.mark.parametrize("case", ["control", "override", "spaces", "Tamil", "Chinese", "line feed"])
def test_a_brand_that_cannot_be_printed_is_refused(door: Door, case: str) -> None:
    text, told = REFUSED[case]
    found = brands(text)
    door.write({f"{name}.yaml": brand for name, brand in found.items()})
    rows = [["build", PATTERN, "--brand", f"{name}.yaml", "-o", f"{name}.pdf"] for name in found]
    ended = door.several(rows, 3)
    for name, one in zip(found, ended, strict=True):
        assert one.err.startswith(f"{name}.yaml:"), one.err
        assert case == "spaces" or told in one.err
    door.several([["check", f"{name}.yaml"] for name in found], 3)


def test_a_pattern_that_cannot_be_printed_is_refused_at_its_place(door: Door) -> None:
    pattern = starter("pattern").replace("title: ", 'title: "\u674e" # ', 1)
    door.write(starter_pattern("p.yaml", pattern))
    line = 1 + pattern[: pattern.index("title: ")].count("\n")
    for words in (["check", "p.yaml"], ["build", "./p.yaml", "-o", "a.pdf"]):
        assert door(*words, code=3).err.startswith(f"p.yaml:{line}:8: title: U+674E")


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://a@b.example",
        "https://x.example/\u202e",
    ],
)
def test_an_address_that_is_none_is_refused(door: Door, address: str) -> None:
    door.write({"b.yaml": f"{BRAND}link: {{url: {written(address)}, label: x}}\n"})
    assert "b.yaml:3:" in door.build("--brand", "b.yaml", code=3).err
