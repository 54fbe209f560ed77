"""A client finds the short name of an activity, as in the table, in the heading of its band."""

from __future__ import annotations

import pytest

from patterns.catalog import load
from patterns.library_paths import pattern_folders

STEM = 4
"""Words that begin with as many letters alike are the same word to a reader."""


@pytest.mark.parametrize("name", sorted(pattern_folders()))
def test_a_heading_holds_every_word_of_the_short_name(name: str) -> None:
    entry = load(name)
    used = [item for item in entry.pattern.care if item.use in entry.activities]
    assert used
    for item in used:
        activity = entry.activities[item.use].activity
        title = (item.title or activity.title).lower()
        words = activity.short.lower().replace("-", " ").split()
        assert [word for word in words if word[:STEM] not in title] == []
