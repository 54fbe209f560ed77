"""The lines that print with every remedy of a kind, whatever the pattern."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handouts.report.reading_level import measure
from handouts.report.sentences import split, words
from patterns.catalog import load_activity
from patterns.library_paths import activity_folders
from patterns.remedies import REMEDIES
from patterns.safety_lines import Safety, SafetyLine, load_safety
from patterns.text import first_mark, stray_mark
from tests.helpers import OWN_PATTERNS

if TYPE_CHECKING:
    from pathlib import Path

    from patterns.remedies import RemedyName

COUNTRIES = ("US", "GB", "AU", "DE")

MUST_SAY: dict[RemedyName, tuple[str, ...]] = {
    "press": (
        "numb", "tingles", "shoots", "cold, white or blue", "dizzy", "sick", "more than a day",
        "while you drive", "bones", "spine", "front and the sides of your neck", "a patch",
    ),
    "stretch": ("slowly", "sharp pain", "bounce", "breathing"),
    "strengthen": ("hold your breath", "ache", "next morning"),
    "move": ("easy",),
    "walk": ("faint", "short of breath"),
    "breathe": ("light-headed",),
    "relax": ("lightly",),
    "patch": (
        "take it off if it burns", "swells", "gives a rash", "emergency help", "face or lips swell",
        "heart skips beats", "faint", "fit", "vomit blood or dark grains", "doctor today", "burns",
        "blisters", "white or black", "black or bloody stools", "rash or stomach pain that lasts",
        "box wins", "clean, dry, whole skin", "tight wrap", "other patch", "rub-on", "sweat",
        "1 hour before heat", "hot shower", "wash the skin", "feels normal", "never press or ice",
        "numbed", "wash your hands", "fold", "children", "pets",
    ),
    "cold": (
        "damp towel", "straight on the skin", "patch", "longer", "asleep", "doctor today",
        "blisters",
    ),
    "heat": ("warm, not hot", "towel", "boiling", "patch", "asleep", "doctor today", "blisters"),
}  # fmt: skip
"""Words of the safety sheet that no edit may lose."""

NOTHING_TO_SAY = ["position", "posture"]

LINES = [line.say for lines in load_safety().remedies.values() for line in lines]


@pytest.mark.parametrize("remedy", MUST_SAY)
@pytest.mark.parametrize("country", COUNTRIES)
def test_the_lines_of_a_remedy_say_what_they_must(remedy: RemedyName, country: str) -> None:
    text = " ".join(load_safety().lines(remedy, country)).casefold().replace("**", "")
    assert [word for word in MUST_SAY[remedy] if word not in text] == []


def test_every_remedy_has_lines_but_a_position_and_a_posture() -> None:
    lines = load_safety().remedies
    assert set(lines) == set(REMEDIES)
    assert [name for name in REMEDIES if not lines[name]] == NOTHING_TO_SAY
    assert set(MUST_SAY) | set(NOTHING_TO_SAY) == set(REMEDIES)


@pytest.mark.parametrize("line", LINES)
def test_a_line_is_plain_sentences_with_no_mark_but_bold(line: str) -> None:
    assert stray_mark(line) == ""
    plain = line.replace("**", "")
    assert first_mark(plain) == ""
    assert plain.endswith(".")
    level = measure(tuple(split(plain)))
    assert level.longest <= 25
    assert level.grade <= 6


@pytest.mark.parametrize("folder", activity_folders(OWN_PATTERNS).values(), ids=lambda f: f.name)
def test_an_activity_says_to_stop_for_nothing_that_its_kind_says(folder: Path) -> None:
    activity = load_activity(folder).activity
    kind = " ".join(load_safety().lines(activity.kind, "US")).casefold()
    own = {word.casefold() for word in words(activity.stop_if or "") if len(word) > 4}
    assert [word for word in own if word in kind] == []


def line(say: str, only_in: tuple[str, ...] = (), not_in: tuple[str, ...] = ()) -> SafetyLine:
    return SafetyLine(say=say, general=True, only_in=only_in, not_in=not_in)


def test_a_line_is_said_where_it_may_be() -> None:
    lines = (line("everywhere"), line("here", only_in=("US",)), line("abroad", not_in=("US",)))
    safety = Safety(sources={}, remedies={"patch": lines, "press": ()})
    assert safety.lines("patch", "US") == ("everywhere", "here")
    assert safety.lines("patch", "GB") == ("everywhere", "abroad")
    assert safety.lines("press", "US") == ()


def test_what_to_stop_for_is_the_first_sentences_of_a_line() -> None:
    safety = load_safety()
    first = "**Take it off** if it burns, swells or gives a rash."
    assert safety.stop_lines("patch", "US") == (first,)
    assert safety.stop_lines("position", "US") == ()
    (breathe,) = safety.stop_lines("breathe", "US")
    assert breathe in safety.lines("breathe", "US")
    for remedy in safety.remedies:
        whole = " ".join(safety.lines(remedy, "US"))
        assert all(line in whole for line in safety.stop_lines(remedy, "US"))
