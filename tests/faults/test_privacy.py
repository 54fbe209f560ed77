"""Keep a client's name on the page alone, and a password out of everything."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pikepdf
import pytest

from tests.helpers.faults.door import How
from tests.helpers.faults.making import PATTERN, plan
from tests.helpers.faults.rules import CANARY

if TYPE_CHECKING:
    from tests.helpers.faults.door import Door


LINES = {"client": CANARY, "next_visit": CANARY, "note": f"Well done, {CANARY}."}


@pytest.mark.parametrize("edition", ["standard", "large-print", "ink-saver", "card"])
def test_the_name_is_on_the_page_alone(door: Door, edition: str) -> None:
    door.write({"p.yaml": plan(**LINES)})
    words = ["--plan", "p.yaml", "--edition", edition]
    door.build(*words, "-o", "a.pdf", "--json")
    on_page = 1 if edition == "card" else len(LINES)  # a card has the name alone
    assert " ".join(door.text("a.pdf").split()).count(CANARY) == on_page
    printed = door.build("--plan", "-", "-o", "-", how=How(given=plan(**LINES).encode()))
    assert printed.out.startswith(b"%PDF-")


def test_the_name_is_not_in_the_names_of_pictures(door: Door) -> None:
    door.write({"p.yaml": plan(**LINES)})
    door("preview", PATTERN, "--plan", "p.yaml", "-o", "pictures")


BAD_PLANS = {
    "a character": plan(client=f"{CANARY}\u202e"),
    "a letter": plan(client=f"{CANARY} \u674e"),
    "a long line": plan(client=CANARY * 6),
    "a long word": plan(note=CANARY.replace(" ", "") * 20),
    "too wide": plan(client=f"{CANARY.replace(' ', '')}{'W' * 49}"),
    "a list": plan(client=[CANARY]),
    "a key": plan(**{CANARY: 1}),
    "a word": plan(edition=CANARY),
    "a day": plan(date=CANARY),
    "a site": plan(site=CANARY),
    "a remedy": plan(care=[CANARY]),
    "an activity": plan(add=[CANARY]),
    "the first remedy": plan(order=[CANARY]),
    "a dose": plan(doses={CANARY: {"sets": 1}}),
    "a part of a dose": plan(doses={"walk": {CANARY: 1}}),
    "a section": plan(sections=[CANARY]),
    "twice": f"client: {CANARY}\nclient: {CANARY}\n",
    "broken": f'client: "{CANARY}\n',
    "a tag": f"client: !!str {CANARY}\n",
    "an anchor": f"client: &{CANARY.split()[0]} x\n",
    "no keys": f"{CANARY}\n",
    "a second document": f"side: left\n---\nclient: {CANARY}\n",
}


TOLD_BY_CHECK = (0, 2, 5, 7, 8, 13, 14, 16, 17, 18, 20, 21)


def test_no_message_quotes_a_plan(door: Door) -> None:
    door.write({f"{i}.yaml": text for i, text in enumerate(BAD_PLANS.values())})
    rows = [["build", PATTERN, "--plan", f"{i}.yaml", "-o", "x.pdf"] for i in range(len(BAD_PLANS))]
    door.several(rows, 3)
    door.several([[*row, "--debug"] for row in rows], 3)
    door.several([["check", f"{i}.yaml"] for i in TOLD_BY_CHECK], 3)


@pytest.mark.parametrize(
    "words",
    [
        ("build", "x", "--side", CANARY),
        ("build", "x", "--date", CANARY),
        ("build", "x", "--client", CANARY),
        ("build", "x", f"--note={CANARY}"),
        ("build", f"--{CANARY}"),
        ("check", "--as", CANARY),
        ("list", CANARY),
        ("draw", "x", "--jobs", CANARY),
        ("new", CANARY, "x"),
        (CANARY,),
    ],
    ids=" ".join,
)
def test_a_usage_error_repeats_no_value(door: Door, words: tuple[str, ...]) -> None:
    door(*words, code=2, typed_name=True, seconds=1)


def test_a_sheet_says_nothing_of_who_made_it_or_when(door: Door) -> None:
    door.build("-o", "a.pdf")
    with pikepdf.open(door.work / "a.pdf") as pdf:
        info = {key: str(value) for key, value in pdf.docinfo.items()}
        metadata = pdf.Root.Metadata.read_bytes().decode()
    for said in (*info.values(), metadata, (door.work / "a.pdf").read_bytes().decode("latin-1")):
        assert "anonymous" not in said
        assert "unspecified" not in said
        assert "ReportLab" not in said
        assert str(door.work) not in said
    assert {key: value for key, value in info.items() if "Date" in key and "+" in value} == {}


PASSWORDS = {
    "open sesame": b"open sesame\n",
    "a" * 127: b"a" * 127,
    "sesame": b"\xef\xbb\xbfsesame\r\nand more",
    "\u00e9t\u00e9": "e\u0301t\u00e9".encode(),
}
"""Passwords, and the content of their files."""

NO_PASSWORDS = {
    "long": b"a" * 128,
    "empty": b"",
    "spaces": b"  \n",
    "binary": b"\xff\xfe",
    "nul": b"a\0b",
    "control": b"a\x01b",
    "override": "a\u202eb".encode(),
    "huge": b"a" * 20_000,
}


def test_a_password_locks_the_sheet(door: Door) -> None:
    names = [f"{i}.pw" for i in range(len(PASSWORDS))]
    door.write({"p.yaml": plan(**LINES), **dict(zip(names, PASSWORDS.values(), strict=True))})
    words = ["build", PATTERN, "--plan", "p.yaml", "--password-file"]
    door.several([[*words, name, "-o", f"{name}.pdf"] for name in names], 0)
    for name, password in zip(names, PASSWORDS, strict=True):
        with pikepdf.open(door.work / f"{name}.pdf", password=password) as pdf:
            assert len(pdf.pages) > 1
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(door.work / f"{name}.pdf")


def test_what_is_no_password_is_refused(door: Door) -> None:
    door.write(NO_PASSWORDS)
    rows = [["build", PATTERN, "--password-file", name] for name in NO_PASSWORDS]
    for name, ended in zip(NO_PASSWORDS, door.several(rows, 3, seconds=1), strict=True):
        assert ended.err.startswith(f"{name}: ")


def test_what_is_no_password_file_is_never_waited_for(door: Door) -> None:
    os.mkfifo(door.work / "pipe")
    (door.work / "folder").mkdir()
    (door.work / "zero").symlink_to("/dev/zero")
    names = ("pipe", "folder", "zero", "gone")
    rows = [["build", PATTERN, "--password-file", name] for name in names]
    for name, ended in zip(names, door.several(rows, 3, seconds=1), strict=True):
        assert ended.err.startswith(f"{name}: ")
