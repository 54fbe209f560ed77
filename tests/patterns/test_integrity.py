"""The parts of a pattern fit each other: no word, term, stretch or remedy leads nowhere."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pattern_trees import IDS, Tree, bend, faults, grow, tree

from patterns.integrity import REFERENCES, REVIEW_EVERY_MONTHS, UNMARKED, remedies
from patterns.parts import texts, values_at

if TYPE_CHECKING:
    from patterns.parts import Loc

SPOKEN = [
    loc
    for loc, _ in texts(grow(tree()))
    if loc[0] in ("evidence", "title") or loc[-1] in ("what", "instead", "say", "not_if", "alt")
]
NEXT = ("review", "next_review")


def told(bent: Tree) -> list[tuple[Loc, str, str]]:
    return [(fault.loc, fault.message, fault.hint) for fault in faults(bent)]


@pytest.mark.parametrize("name", IDS)
def test_every_pattern_fits_together(name: str) -> None:
    assert faults(tree(name)) == ()


@given(st.sampled_from(SPOKEN))
def test_a_mark_that_leads_nowhere_is_told_wherever_it_stands(loc: Loc) -> None:
    bent = bend(tree(), loc, "Rest {your hipp} by the [sacrumm], **now.")
    assert told(bent) == [
        (loc, "{your hipp} is not in words", 'did you mean "your hip"?'),
        (loc, "[sacrumm] is not in terms", 'did you mean "sacrum"?'),
        (loc, "** has no partner", "close it, or take it out"),
    ][: 3 if loc[-1] != "not_if" else None] or loc[-1] == "not_if"


@pytest.mark.parametrize("mark", ["{your hip}", "[sacrum]", "**now**"])
@pytest.mark.parametrize("part", sorted(UNMARKED - {"gate"}))
def test_what_is_printed_as_it_stands_holds_no_mark(part: str, mark: str) -> None:
    own = {"terms", "local_words", "muscles", "sources", "review"}
    loc = next(
        loc for loc, _ in texts(grow(tree())) if loc[0] == part and loc[-1] not in ("address",)
        and part in own and loc[-1] not in ("status",)
    )
    (fault,) = faults(bend(tree(), loc, mark))
    assert (fault.loc, fault.message) == (loc, f"{mark[:2] if mark[0] == '*' else mark[0]} has no meaning here")
