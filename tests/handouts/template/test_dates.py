"""Dates from twelve stored forms: the same as babel says, every day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from babel.dates import format_date

from handouts.compose.locale import months
from handouts.template.dates import fill_date
from patterns.library_paths import LIBRARY

NOTICES = sorted(path.stem for path in (LIBRARY.parent / "notices").glob("??-??.yaml"))


def test_there_are_notices() -> None:
    assert {"en-US", "en-GB"} <= set(NOTICES)


@pytest.mark.parametrize("language", NOTICES)
def test_every_day_of_four_years_is_said_as_babel_says_it(language: str) -> None:
    forms = months(language)
    assert len(forms) == 12
    for i in range(4 * 365 + 1):
        day = date(2024, 1, 1) + timedelta(i)
        said = format_date(day, format="long", locale=language.replace("-", "_"))
        assert fill_date(forms, day) == said
