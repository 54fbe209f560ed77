"""Read faulty pattern, plan and brand files: every problem is reported with its position."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.helpers.faults.door import How
from tests.helpers.faults.making import BRAND, plan, starter

if TYPE_CHECKING:
    from tests.helpers.faults.door import Door


BOMB = "".join(
    f"k{i}: &k{i} [{', '.join([f'*k{i - 1}'] * 9 if i else ['x'] * 9)}]\n" for i in range(10)
)

FILES: dict[str, tuple[bytes | str, str]] = {
    "deep-type.yaml": (
        BRAND + "contact:\n  - label: Phone\n    text: 1\n  - label: Mail\n    text: [a]\n",
        "7:5: contact[2].text: must be text",
    ),
    "missing.yaml": ('name: Clinic\ncolours:\n  primary: "#17505a"\n', "2:1: colours.accent:"),
    "unknown.yaml": (BRAND + "logoo: x\n", '3:1: logoo: is not a known key; did you mean "logo"?'),
    "twice.yaml": (BRAND + "name: Other\n", "3:1: name: the key is given twice, first on line 1"),
    "tab.yaml": ("name: Clinic\ncolours:\n\tprimary: x\n", "3:1: holds U+0009 TAB"),
    "cp1252.yaml": (b"name: Caf\xe9\n", "1:10: byte E9 is not UTF-8 text; save as UTF-8"),
    "bomb.yaml": (BOMB, "1:5: k0: anchors (&) are not allowed"),
    "merge.yaml": (BRAND + "<<: {a: b}\n", '3:1: merge keys ("<<") are not allowed'),
    "tag.yaml": ("name: !!python/object/apply:os.system [id]\n", "1:7: name: tags (!)"),
    "deep.yaml": ("[" * 100_000, ": nested deeper than 40 levels; split the file"),
    "deep-keys.yaml": ("{a: " * 50_000, "nested deeper than 40 levels"),
    "second.yaml": (f"{BRAND}---\na: b\n", "3:1: a second document begins here"),
    "empty.yaml": ("", "1:1: the file is empty"),
    "comment.yaml": ("# only words\n", "1:1: the file is empty"),
    "scalar.yaml": ("just words\n", "1:1: the file holds a single value"),
    "list.yaml": ("- a\n- b\n", "1:1: the file holds a list"),
    "digits.yaml": (f"name: Clinic\nsides: {'9' * 5000}\n", ""),
    "nul.yaml": (b"name: a\0b\n", "1:8: holds U+0000 NULL"),
    "escaped.yaml": ('name: "a\\0b"\n', "1:7: name: holds U+0000 NULL"),
    "large.yaml": (" " * 1_000_001, "has 1,000,001 bytes; the limit is 1,000,000"),
    "colour.yaml": (BRAND.replace("#17505a", "#12345"), "2:20: colours.primary: is no colour"),
    "rgb.yaml": (BRAND.replace("#17505a", "rgb("), "2:20: colours.primary: is no colour"),
    "import.yaml": (
        BRAND.replace("#17505a", "__import__('os')"),
        "2:20: colours.primary: is no colour",
    ),
    "numbers.yaml": (BRAND + "notice: [1e999, .nan, 0x10]\n", "3:1: notice:"),
    "utf16.yaml": (BRAND.encode("utf-16"), "1:1: byte FF is not UTF-8 text"),
    "utf16-le.yaml": (BRAND.encode("utf-16-le"), "1:1: is written in UTF-16, or is no text"),
    "utf16-be.yaml": (BRAND.encode("utf-16-be"), "1:1: is written in UTF-16, or is no text"),
    "wide.yaml": ("a: [" + "x, " * 30_000 + "x]\n", "the file holds more than 20,000 values"),
    "half-escape.yaml": (b'name: "\\ud800"\n', "has a backslash escape for a character"),
    "suite.yaml": (BRAND + "tagline: Suite #4\n", "3:16: tagline: is cut off at"),
    "hash.yaml": (
        "name: Clinic\ncolours: {primary: #17505a, accent: #9a4a12}\n",
        '2:20: a value is cut off at "#", which begins a comment; put it in quotes',
    ),
    "comma.yaml": (
        BRAND + "contact: [{label: Address, text: 400 Pine Street, Springfield}]\n",
        "3:51: contact[1].text: is cut off at a comma, which ends a value in braces; put it in",
    ),
    "brackets.yaml": (
        BRAND + "notice_additions: [Call us, if it hurts]\n",
        "3:20: notice_additions[1]: is cut off at a comma, which parts a list in brackets; put it",
    ),
    "null.yaml": (BRAND + "tagline: null\n", "3:10: tagline: stands for nothing; leave"),
    "c1.yaml": ("name: a\x85b\n", "1:8: holds U+0085"),
}
"""Faulty brand files, and the first message after the file name."""


def test_every_bad_file_is_told_with_its_place(door: Door) -> None:
    door.write({name: content for name, (content, _) in FILES.items()})
    ended = door("check", ".", "--as", "brand", "--json", code=3, seconds=3)
    told: dict[str, str] = {}
    for problem in json.loads(ended.out)["problems"]:
        place = f"{problem['line']}:{problem['column']}: " if problem["line"] else ""
        where = f"{problem['field']}: " if problem["field"] else ""
        hint = f"; {problem['hint']}" if problem["hint"] else ""
        told.setdefault(problem["file"], "")
        told[problem["file"]] += f"{place}{where}{problem['message']}{hint}\n"
    assert told.keys() == FILES.keys()
    missing = {name: told[name] for name, (_, words) in FILES.items() if words not in told[name]}
    assert missing == {}


@pytest.mark.parametrize("name", ["bomb.yaml", "deep.yaml", "deep-keys.yaml", "large.yaml"])
def test_a_file_that_would_take_long_does_not(door: Door, name: str) -> None:
    door.write({name: FILES[name][0]})
    door("check", name, "--as", "brand", code=3, seconds=1, mebibytes=100)


def test_many_files_of_which_three_are_bad(door: Door) -> None:
    good = starter("plan")
    names = [f"p{i}.yaml" for i in range(100)]
    door.write(dict.fromkeys(names, good))
    bad = good.replace("side: left", "side: up\ncare: left")
    door.write(dict.fromkeys(("p7.yaml", "p50.yaml", "p99.yaml"), bad))
    ended = door("check", ".", code=3)
    assert {line.partition(":")[0] for line in ended.lines} == {"p7.yaml", "p50.yaml", "p99.yaml"}
    assert all(ended.err.count(f"{name}:") >= 2 for name in ("p7.yaml", "p50.yaml", "p99.yaml"))


def test_a_dozen_problems_come_in_order(door: Door) -> None:
    keys = "".join(f"wrong{i:02}: x\n" for i in range(12))
    door.write({"b.yaml": BRAND + keys})
    ended = door("check", "b.yaml", "--as", "brand", code=3)
    assert [line.split(":")[1] for line in ended.lines] == [str(n) for n in range(3, 15)]


def test_a_file_saved_by_notepad(door: Door) -> None:
    door.write({"b.yaml": b"\xef\xbb\xbf" + BRAND.replace("\n", "\r\n").encode()})
    door("check", "b.yaml")


def test_words_that_look_like_something_else_are_printed_as_written(door: Door) -> None:
    contact = "".join(
        f"  - {{label: {label}, text: {text}}}\n"
        for label, text in (("no", "010"), ("1:30", "2024-13-45"), ("on", "1e3"), ("007", "~x"))
    )
    door.write({"b.yaml": f"{BRAND}contact:\n{contact}"})
    door.build("--brand", "b.yaml", "-o", "a.pdf")
    words = door.text("a.pdf").split()
    for word in ("no", "010", "1:30", "2024-13-45", "on", "1e3", "007", "~x"):
        assert word in words or f"{word}:" in words, word


def test_what_is_no_file_is_never_waited_for(door: Door) -> None:
    os.mkfifo(door.work / "pipe.yaml")
    (door.work / "folder.yaml").mkdir()
    (door.work / "circle.yaml").symlink_to("circle.yaml")
    (door.work / "gone.yaml").symlink_to("nowhere")
    (door.work / "zero.yaml").symlink_to("/dev/zero")
    (door.work / "again").symlink_to(".")
    door.write({"good.yaml": plan(), "a\nb\x1b[2J.yaml": "side: x\n"})
    ended = door("check", ".", "missing.yaml", "a" * 300, code=3, seconds=1)
    assert [line.replace("a" * 300, "aaa") for line in ended.lines] == [
        "a?b?[2J.yaml:1:7: side: is not a word known here; known here: both, left, right",
        "aaa: has too long a name; check the name",
        "circle.yaml: is a link that leads in a circle; name the file itself",
        "folder.yaml: is a folder; name a file",
        "gone.yaml: there is no such file; check the name and the folder",
        "missing.yaml: there is no such file; check the name and the folder",
        "pipe.yaml: is a pipe; name a file",
        "zero.yaml: is a device; name a file",
    ]


def test_the_same_bad_file_as_a_plan_and_from_standard_input(door: Door) -> None:
    for given, told in (
        (b"\xff\xfe\0", "1:1: byte FF is not UTF-8 text; save as UTF-8"),
        (b"", '1:1: the file is empty; begin with a key, such as "name: ..."'),
        (b"side: &a left\n", "1:7: side: anchors (&) are not allowed; write the value out"),
    ):
        ended = door.build("--plan", "-", code=3, how=How(given=given))
        assert ended.lines[0].startswith(f"standard input:{told}")
    with Path("/dev/zero").open("rb") as zero:
        ended = door.build("--plan", "-", code=3, how=How(given=zero), seconds=1)
    assert ended.err == "standard input: has 1,000,001 bytes; the limit is 1,000,000\n"
    ended = door.build("--plan", ".", code=3)
    assert ended.err == ".: is a folder; name a file\n"
