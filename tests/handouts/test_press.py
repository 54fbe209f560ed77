"""Stored templates: stamped without what lays out, and the right one for every note."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from matrix import DAY, HIP

from handouts import pipeline
from handouts.choices import Choice, Personal
from handouts.press import Press
from handouts.stamp import print_sheet
from handouts.store import Store
from handouts.template import Strip

if TYPE_CHECKING:
    from pathlib import Path

CHOICE = Choice(pattern=HIP, side="left", sections=("ball",), paper="letter")
HEAVY = ("reportlab", "pydantic", "pikepdf", "babel", "PIL", "lxml")
NOTES = {0: None, 1: "Rest well.", 2: "Rest well, and walk to the shop twice a day. " * 4}

HIT = """
import json, sys
from datetime import date
from pathlib import Path
from handouts.making import make_sheets
from handouts.plans import Options, choose
from handouts.press import Press
from handouts.store import Store
folder, pattern, plan = sys.argv[1:]
options = Options(plan.encode() or None, paper="letter")
choices, personal = choose([pattern], options, date(2026, 11, 23))
make_sheets(Press(Store(Path(folder))), choices, personal)
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def imported(folder: Path, plan: str) -> set[str]:
    """Make a sheet in a process of its own; give the packages that it took."""
    command = [sys.executable, "-c", HIT, str(folder), HIP, plan]
    said = subprocess.run(command, capture_output=True, text=True, check=True)
    return set(json.loads(said.stdout))


@pytest.mark.parametrize(
    ("plan", "allowed"),
    [
        ("", set()),
        ("client: Łucja\nside: left\nnote: Rest well.\ndate: 2026-01-02\n", set()),
        ('client: "Łucja"\nside: left\nsections: [pillow]\n', {"yaml"}),
    ],
)
def test_a_stored_template_is_stamped_without_what_lays_out(
    tmp_path: Path, plan: str, allowed: set[str]
) -> None:
    first = imported(tmp_path, plan)
    assert {*HEAVY} - first == set()  # which shows that the test can see them
    again = imported(tmp_path, plan)
    assert again & {*HEAVY, "yaml"} == allowed


def lines(press: Press, note: str | None) -> int:
    (plate,) = press.plates([CHOICE], Personal(DAY, "Ana Bello", note=note))
    return plate.template.strip.note_lines


@pytest.mark.parametrize("stored", NOTES)
def test_a_note_finds_its_template_whichever_is_stored(tmp_path: Path, stored: int) -> None:
    assert lines(Press(Store(tmp_path)), NOTES[stored]) == stored
    for wanted, note in NOTES.items():
        assert lines(Press(Store(tmp_path)), note) == wanted
    assert Store(tmp_path).size()[0] == len(NOTES)


def test_a_long_name_finds_its_template_whichever_is_stored(tmp_path: Path) -> None:
    names = ("Ana Bello", "Maria del Carmen Rodriguez Hernandez")
    for folder, order in (("a", names), ("b", names[::-1])):
        for name in order:
            personal = Personal(DAY, name)
            (plate,) = Press(Store(tmp_path / folder)).plates([CHOICE], personal)
            assert plate.template.strip == Strip(long_lines=int(name == names[1]))
            assert print_sheet(plate, personal)
    assert Store(tmp_path / "a").size()[0] == 2


def test_a_template_that_is_stored_is_not_laid_out_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    personal = Personal(DAY, "Łucja", note=NOTES[2])
    (plate,) = Press(Store(tmp_path)).plates([CHOICE], personal)

    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(pipeline, "compile_template", refuse)
    (again,) = Press(Store(tmp_path)).plates([CHOICE], personal)
    assert print_sheet(again, personal) == print_sheet(plate, personal)
    other = Personal(DAY, "Żaneta", note=NOTES[2])
    assert Press(Store(tmp_path)).plates([CHOICE], other)[0].body == plate.body
    with pytest.raises(AssertionError):
        Press(Store(tmp_path)).plates([CHOICE], Personal(DAY, "Ελένη"))


def test_a_separator_is_stored_too(tmp_path: Path) -> None:
    one = Press(Store(tmp_path)).separator("a4", "en-US", ())
    assert Store(tmp_path).size()[0] == 1
    assert Press(Store(tmp_path)).separator("a4", "en-US", ()).body == one.body
    assert Press(Store(tmp_path)).separator("letter", "en-US", ()).body != one.body
    assert Store(tmp_path).size()[0] == 2
