"""The sheets of a pattern are examined together, and those of ours have nothing to mend."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handouts.commands.report import report_on
from handouts.report.examine import About, Location, Report, examine
from handouts.report.outcome import Verdict
from handouts.report.sheet import Sheet
from handouts.report.written import Written, WrittenSentences
from patterns.library_paths import pattern_folders
from tests.helpers import OWN_PATTERNS
from tests.helpers.plain_sheets import adding, document, handout, paragraph

if TYPE_CHECKING:
    from handouts.document import Handout

NAMES = frozenset({"tendon"})


def report(**sheets: Handout) -> Report:
    made = [Sheet(of, side, "en-US", NAMES) for side, of in sheets.items()]
    return examine(About("elbow", "1.0", "pattern.yaml"), made, WrittenSentences([document()]))


def test_a_good_pattern_has_nothing_to_mend() -> None:
    found = report(left=handout(), right=handout("right"))
    assert found.unmet == 0
    assert found.terms == ()
    assert found.sheets == ("left, en-US", "right, en-US")
    assert {name: (s.met, s.decided) for name, s in found.scores().items()} == {
        "pemat-p": (19, 19),
        "cdc-index": (17, 17),
        "reading": (3, 3),
    }


def test_one_bad_sheet_is_enough() -> None:
    bad = adding("hurts", paragraph("You may have a fracture."))
    found = report(left=handout(), right=bad)
    verdicts = {d.item.id: d.verdict for d in found.decisions}
    assert verdicts["pemat-p-4"] == verdicts["cdc-index-7"] == Verdict.NOT_MET
    assert found.unmet == 2
    (term,) = found.terms
    assert (term.word, term.plain) == ("fracture", "broken bone")


def test_a_fault_of_both_sides_is_told_once_at_its_line() -> None:
    fault = {
        side: adding("hurts", paragraph(f"It hurts on your {side} elbow, where the ulna is."))
        for side in ("left", "right")
    }
    found = report(**fault)
    (decision,) = (d for d in found.decisions if d.item.id == "pemat-p-4")
    assert [place.section for place in decision.places] == ["Where it hurts, and why"] * 2
    steps = {
        side: adding("ball", paragraph("Put the ball on the table.", "Roll 1/2 a minute."))
        for side in ("left", "right")
    }
    (decision,) = (d for d in report(**steps).decisions if d.item.id == "pemat-p-6")
    assert decision.places == (
        Location("The ball: roll out the sore spot", "Roll 1/2 a minute.", None),
    )


def test_sections_are_measured_where_they_are_hardest() -> None:
    hard = adding("hurts", paragraph("Considerable misunderstanding continues notwithstanding."))
    found = report(left=handout(), right=hard)
    rows = {row.name: row for row in found.sections}
    assert rows["Where it hurts, and why"].sheet == "right, en-US"
    assert rows["Your week"].sheet == "left, en-US"
    assert [row.name for row in found.parts] == [
        "All of the advice",
        "Headings",
        "The notice",
        "Addresses and sources",
    ]
    assert not {"Please read", "Questions?"} & rows.keys()


def test_the_longest_sentences_come_first_with_their_place() -> None:
    longest = report(left=handout(), right=handout("right")).longest
    assert [long.words for long in longest] == sorted((x.words for x in longest), reverse=True)
    assert longest[0].place.written == Written("pattern.yaml", 4, 8)
    assert len({long.place.written for long in longest}) == len(longest) == 5


SHIPPED = tuple(pattern_folders())
TRIED = tuple(pattern_folders(OWN_PATTERNS))

WITHOUT_PICTURES = {"pemat-p-15"}
"""What the patterns of the tests do not meet, which have no pictures of their own."""

PICTURED = {*SHIPPED, "own-iliopsoas"}
"""The patterns that use activities with pictures enough."""


@pytest.mark.parametrize("name", TRIED)
def test_a_pattern_of_ours_meets_every_item_that_a_program_decides(name: str) -> None:
    found = report_on(name, OWN_PATTERNS)
    allowed = set() if name in PICTURED else WITHOUT_PICTURES
    unmet = {d.item.id: d.why for d in found.decisions if d.verdict == Verdict.NOT_MET}
    assert set(unmet) == allowed, unmet
    assert found.terms == ()
