"""Test that tiers of warning signs are read in order, and stand in two columns where they may."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest

from handouts.compose.compose import compose
from handouts.document import Handout, Tier, Tiers
from handouts.layout.document import PrintSettings, sides_of
from handouts.layout.style.editions import EDITIONS
from patterns.text import StyledRun, plain
from tests.helpers.composing import parts_of, printed
from tests.helpers.layout_laws import breaches
from tests.helpers.matrix import Member, brand_of
from tests.helpers.seen import Seen, text_of, view
from tests.helpers.spoken import Node, spoken

if TYPE_CHECKING:
    from handouts.layout.boxes import Box

SENTENCES = ("You feel faint.", "A leg goes numb, or it feels weak when you walk up the stairs.")


@cache
def help_section() -> Handout:
    """Return a handout of one section, the warning signs."""
    order = Member().order()
    made = compose(order.entry, order.request, order.brand, order.notice)
    return replace(made, sections=tuple(s for s in made.sections if s.id == "help"))


def with_signs(*counts: int) -> tuple[Handout, Tiers]:
    """Return the section with tiers of so many signs."""
    (section,) = help_section().sections
    tiers = Tiers(
        tuple(
            Tier(f"Tier {i}", tuple((StyledRun(SENTENCES[n % 2]),) for n in range(count)))
            for i, count in enumerate(counts)
        )
    )
    blocks = tuple(tiers if isinstance(b, Tiers) else b for b in section.blocks)
    return replace(help_section(), sections=(replace(section, blocks=blocks),)), tiers


def settings(edition: str) -> PrintSettings:
    return PrintSettings(brand_of("plain"), edition, "letter")


def signs_on(made: Handout, edition: str) -> list[Seen]:
    """Return the body of each list item, in reading order."""
    seen = [s for side in sides_of(made, settings(edition)) for s in view(side).items]
    return [s for s in seen if getattr(s.item, "role", "") == "LBody" and s.section == "help"]


@pytest.mark.parametrize("edition", EDITIONS)
def test_signs_are_read_tier_by_tier_each_under_its_heading(edition: str) -> None:
    made, (tiers,) = help_section(), tuple(parts_of(help_section(), Tiers))
    (section,) = spoken(printed(made, settings(edition))).of("Sect")
    kids = [kid for kid in section.kids if isinstance(kid, Node) and kid.role in {"H3", "L"}]
    assert [kid.role for kid in kids] == ["H3", "L"] * len(tiers.items)
    said = [[item.text.strip() for item in kid.of("LBody")] or kid.text.strip() for kid in kids]
    wanted = [part for t in tiers.items for part in (t.heading, [plain(sign) for sign in t.signs])]
    assert said == wanted


@pytest.mark.parametrize("count", range(2, 12))
def test_the_second_column_goes_on_where_the_first_ends(count: int) -> None:
    made, _ = with_signs(count)
    signs = signs_on(made, "standard")
    assert len(signs) == count
    left = [sign for sign in signs if sign.x == signs[0].x]
    right = signs[len(left) :]
    assert signs == [*left, *right]
    assert {sign.x > signs[0].x for sign in right} == {True}
    assert right[0].y == left[0].y
    assert [s.y for s in left] == sorted(s.y for s in left)
    assert [s.y for s in right] == sorted(s.y for s in right)
    assert abs(bottom(left) - bottom(right)) <= max(height(sign) for sign in signs) + 3


@pytest.mark.parametrize("count", [5, 8])
def test_the_columns_share_their_baselines(count: int) -> None:
    signs = signs_on(with_signs(count)[0], "standard")
    lines = [line for sign in signs for line in sign.item.items]  # type: ignore[union-attr]
    starts = [(sign.y - signs[0].y) / EDITIONS["standard"].type.body[1] for sign in signs]
    assert len(lines) > count
    assert starts == pytest.approx([round(start) for start in starts])


def height(seen: Seen) -> float:
    box: Box = seen.item  # type: ignore[assignment]
    return box.height


def bottom(column: list[Seen]) -> float:
    return column[-1].y + height(column[-1])


def test_one_sign_takes_more_than_a_column() -> None:
    (one,) = signs_on(with_signs(1)[0], "standard")
    first, _ = signs_on(with_signs(2)[0], "standard")
    assert one.x == first.x
    assert one.item.width > 1.3 * first.item.width  # type: ignore[union-attr]


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("counts", [(7, 7, 7), (1, 0, 9), (30, 1, 40)])
def test_tiers_of_any_length_keep_the_laws(edition: str, counts: tuple[int, ...]) -> None:
    made, tiers = with_signs(*(count for count in counts if count))
    sides = sides_of(made, settings(edition))
    assert [breach for side in sides for breach in breaches(view(side))] == []
    said = "".join(text_of(view(side).lines) for side in sides)
    assert [said.count(f"{tier.heading}\n") for tier in tiers.items] == [1] * len(tiers.items)
