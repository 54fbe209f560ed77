"""What the tests try of many combinations holds all pairs of values, and each item once."""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import sampling
from tests.helpers.sampling import each_with_one, evenly, pairwise_rows, sampled_rows

if TYPE_CHECKING:
    import pytest

axes = st.lists(
    st.lists(st.integers(), min_size=1, max_size=4, unique=True), min_size=2, max_size=4
)


def pairs(row: tuple[int, ...]) -> set[tuple[tuple[int, int], ...]]:
    return set(combinations(enumerate(row), 2))


@given(axes)
def test_each_two_values_meet_in_few_rows(values: list[list[int]]) -> None:
    rows = pairwise_rows(*values)
    full = list(product(*values))
    assert {pair for row in rows for pair in pairs(row)} == {p for row in full for p in pairs(row)}
    assert len(rows) == len({*rows}) <= len(full)
    assert rows[0] == full[0]


def test_six_axes_need_a_tenth_of_their_product() -> None:
    values = ("ab", "lrb", "fu", "ph", "ug", "sli")
    assert len(pairwise_rows(*values)) <= 14 < len(list(product(*values))) / 10


def test_each_item_is_tried_once_and_the_partners_in_turn() -> None:
    assert list(each_with_one("abc", (1, 2))) == [("a", 1), ("b", 2), ("c", 1)]


def test_a_part_is_spread_evenly() -> None:
    assert evenly(range(100), 4) == [0, 25, 50, 75]
    assert evenly(range(3), 4) == [0, 1, 2]


def test_on_demand_everything_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sampling, "EVERYTHING", True)
    assert len(sampled_rows("ab", "cd", "ef")) == 8
    assert len(list(each_with_one("abc", (1, 2)))) == 6
    assert len(evenly(range(100), 4)) == 100
