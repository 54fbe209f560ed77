"""The table of conditions holds every caution of what the sheet prints, and names it clearly.

`test_every_choice` holds that no choice loses a caution from the table; here is how its rows and
columns are made, and that the list of the large-print edition holds the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from handouts.brand.model import plain_brand
from handouts.compose.locale import load_locale
from handouts.document import CheckTable
from handouts.layout.blocks.sections import set_section
from handouts.layout.boxes import Box, TextLine
from handouts.layout.style.editions import EDITIONS
from handouts.layout.style.page_size import page_geometry
from handouts.layout.style.theme import make_theme
from handouts.request.plan import Plan
from patterns.conditions import load_conditions
from tests.helpers.composing import (
    HIP,
    NAMES,
    PSOAS,
    TRAPEZIUS,
    bent,
    handout,
    parts_of,
    sections,
)
from tests.helpers.pattern_trees import activity_tree
from tests.helpers.sheets import GATES, Sheet, sheets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.document import Handout
    from patterns.conditions import Advice

WORDS = load_locale().check
BALL = "ball-under-buttock"


def table(made: Handout) -> CheckTable:
    (found,) = parts_of(sections(made, "check"), CheckTable)
    return found


def column(made: Handout, remedy: str) -> dict[str, str]:
    """Return what is said about a remedy, by condition."""
    found = table(made)
    place = found.remedies.index(remedy)
    return {row.conditions: advice for row in found.rows if (advice := row.advice[place])}


# The large-print list


def item_texts(box: Box) -> Iterator[str]:
    """Yield the text of every list item in a box."""
    for _, _, item in box.items:
        if isinstance(item, Box):
            if item.role == "LI":
                yield "".join(lines(item))
            else:
                yield from item_texts(item)


def lines(box: Box) -> Iterator[str]:
    for _, _, item in box.items:
        if isinstance(item, TextLine):
            yield f"{item.text.rstrip()} "
        elif isinstance(item, Box):
            yield from lines(item)


def listed(made: Handout) -> set[tuple[str, str, Advice]]:
    """Read the list of the large-print edition: each condition with each remedy and the advice."""
    edition = EDITIONS["large-print"]
    theme = make_theme(plain_brand(), edition, edition.spacing_steps[-1])
    (section,) = sections(made, "check")
    groups = set_section(section, theme, page_geometry("a4", edition))
    found: set[tuple[str, str, Advice]] = set()
    for text in (text for group in groups for text in item_texts(group.box)):
        conditions, *said = re.split(f"({'|'.join(WORDS.headed.values())}): ", text)
        for head, names in zip(said[::2], said[1::2], strict=True):
            advice = next(key for key, words in WORDS.headed.items() if words == head)
            for name in names.strip().removesuffix(".").split(", "):
                found.add((conditions.strip(), name, advice))
    return found


@settings(max_examples=40)
@given(sheets())
def test_the_list_in_large_print_holds_every_cell(sheet: Sheet) -> None:
    for found in parts_of(sheet.made, CheckTable):
        cells = {
            (row.conditions, name, advice)
            for row in found.rows
            for name, advice in zip(found.remedies, row.advice, strict=True)
            if advice
        }
        assert listed(sheet.made) == cells


# Rows


def test_no_two_conditions_or_stages_have_one_name() -> None:
    names = [
        WORDS.stage.format(condition=known.short, stage=known.stages[stage])
        if stage
        else known.short
        for known in load_conditions().conditions.values()
        for stage in (None, *known.stages)
    ]
    assert len({name.casefold() for name in names}) == len(names)
    assert [name for name in names if WORDS.join.strip() in name] == []


def test_a_condition_without_cautions_has_no_row() -> None:
    made = table(handout(Plan(care=("bridge",))))
    said = " ".join(row.conditions.casefold() for row in made.rows)
    assert made.remedies == ("bridge",)
    assert load_conditions().conditions["raynaud"].short.casefold() not in said
    assert load_conditions().conditions["hernia"].short.casefold() in said


def test_conditions_with_the_same_advice_share_a_row() -> None:
    for name in NAMES:
        rows = [row.advice for row in table(handout(name=name)).rows]
        assert len(set(rows)) == len(rows)


def test_a_stage_has_a_row_of_its_own_where_it_says_more() -> None:
    """A stretch asks in pregnancy; on the back it is left out late."""
    known = load_conditions().conditions["pregnancy"]
    late = f"{known.short}, {known.stages['late']}".casefold()
    said = {k.casefold(): v for k, v in column(handout(), "gentle stretch").items()}
    assert said[known.short.casefold()] == "ask"
    assert said[late] == "no"


def test_a_stage_that_says_no_more_is_left_out() -> None:
    """A press is left out near the wound of an operation; this one after any operation."""
    known = load_conditions().conditions["recent-surgery"]
    near = f"{known.short}, {known.stages['near']}".casefold()
    usual = column(handout(), "ball")
    assert [advice for row, advice in usual.items() if near in row.casefold()] == ["no"]
    cautions = [*activity_tree(BALL)["cautions"], {"condition": "recent-surgery", "advice": "no"}]
    made = column(handout(of=bent(HIP, {f"activities.{BALL}.cautions": cautions})), "ball")
    assert [row for row in made if near in row.casefold()] == []
    assert [advice for row, advice in made.items() if known.short in row.casefold()] == ["no"]


def test_the_stricter_of_two_cautions_counts() -> None:
    """Strength asks about an aneurysm, and the bridge says no."""
    short = load_conditions().conditions["aneurysm"].short
    (advice,) = [a for c, a in column(handout(), "bridge").items() if short in c.casefold()]
    assert advice == "no"


def test_a_site_brings_its_own_cautions() -> None:
    """A press on the top of the shoulder is near the artery of the neck."""
    short = load_conditions().conditions["neck-artery"].short.casefold()
    said = column(handout(name=TRAPEZIUS), "fingers")
    assert [a for c, a in said.items() if short in c.casefold()] == ["no"]
    assert [c for c in column(handout(), "ball") if short in c.casefold()] == []


# Columns


def test_a_remedy_without_cautions_has_no_column() -> None:
    assert "desk" not in table(handout(name=TRAPEZIUS)).remedies
    assert sections(handout(name=TRAPEZIUS), "own-desk-set-up")


def test_a_sheet_without_cautions_has_no_table() -> None:
    made = handout(Plan(care=("own-desk-set-up", "own-level-pillow")), TRAPEZIUS)
    assert sections(made, "check") == ()
    assert sections(handout(Plan(sections=("hurts",))), "check") == ()


def test_columns_stand_in_printed_order() -> None:
    made = handout(Plan(order=("bridge", "walk")), name=HIP)
    assert table(made).remedies[:2] == ("bridge", "walk")
    assert table(handout(name=PSOAS)).remedies[:3] == ("pillow", "heat", "patch")
    assert table(handout(name=HIP)).remedies[-2:] == ("shower stretch", "ice")


def test_two_remedies_of_one_name_are_told_apart() -> None:
    made = table(handout(Plan(add=("own-pillow-under-knees", "own-ball-calf"), confirmed=GATES)))
    assert "a pillow between your knees" in made.remedies
    assert "a pillow under your knees" in made.remedies
    assert "a ball under the calf" in made.remedies
    assert not {"pillow", "ball"} & {*made.remedies}


# The words


def test_the_lead_says_what_the_words_of_the_cells_mean() -> None:
    for word in WORDS.cells.values():
        assert f"For “{word}”, " in WORDS.lead


@pytest.mark.parametrize("name", NAMES)
def test_every_row_begins_with_a_capital_or_a_number(name: str) -> None:
    firsts = {row.conditions[0] for row in table(handout(name=name)).rows}
    assert [first for first in firsts if not (first.isupper() or first.isdigit())] == []
