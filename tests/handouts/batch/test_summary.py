"""Format forecasts and summaries: singular and plural, places, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from handouts.batch.progress import Total
from handouts.batch.summary import Forecast, closing_lines, forecast_lines
from handouts.commands.messages import count


@dataclass
class Done:
    """The part of a checked batch that the closing lines read."""

    place: str = "sheets"
    bad: tuple[object, ...] = ()
    leftovers: tuple[Path, ...] = ()
    report: Path | None = Path("sheets/failed.csv")
    batch: Any = None


@dataclass
class Options:
    merged: bool


def closing(
    total: Total, bad: int = 0, leftovers: tuple[Path, ...] = (), *, merged: bool = False
) -> str:
    done: Any = Done(bad=(None,) * bad, batch=Options(merged), leftovers=leftovers)
    return "\n".join(closing_lines(total, done))


@pytest.mark.parametrize(
    ("number", "line"), [(0, "0 rows"), (1, "1 row"), (2, "2 rows"), (12_345, "12,345 rows")]
)
def test_counts(number: int, line: str) -> None:
    assert count(number, "row") == line


@pytest.mark.parametrize(
    ("total", "line"),
    [
        (Total(3, 0, 9), "Wrote 3 handouts to sheets (9 sides)."),
        (Total(1, 0, 1), "Wrote 1 handout to sheets (1 side)."),
        (Total(1, 1, 4), "Wrote 1 handout to sheets (1 was there already; 4 sides in all)."),
        (
            Total(0, 2_000, 4_000),
            "Wrote 0 handouts to sheets (2,000 were there already; 4,000 sides in all).",
        ),
    ],
)
def test_made_handouts_are_counted(total: Total, line: str) -> None:
    assert closing(total) == line


def test_skipped_rows_are_counted_with_what_to_do() -> None:
    assert closing(Total(3, 0, 9), bad=1).splitlines()[1] == (
        "Left out 1 row, listed in sheets/failed.csv. Mend it and run this again."
    )
    assert closing(Total(3, 0, 9), bad=2, merged=True).splitlines()[1] == (
        "Left out 2 rows, listed in sheets/failed.csv. Mend them and run this again with --force."
    )


@pytest.mark.parametrize(
    ("number", "line"),
    [
        (1, "Deleted p-1.pdf, which an earlier run had left."),
        (3, "Deleted p-1.pdf, p-2.pdf, p-3.pdf, which an earlier run had left."),
        (
            5,
            "Deleted p-1.pdf, p-2.pdf, p-3.pdf and 2 more, which an earlier run had left.",
        ),
    ],
)
def test_deleted_files_are_named(number: int, line: str) -> None:
    leftovers = tuple(Path("out") / f"p-{i}.pdf" for i in range(1, number + 1))
    assert closing(Total(3, 0, 9), leftovers=leftovers).splitlines()[1] == line


@pytest.mark.parametrize(
    ("seconds", "line"),
    [
        (0.0, "less than a minute"),
        (59.9, "less than a minute"),
        (60, "about 1 minute"),
        (61, "about 2 minutes"),
        (119.9, "about 2 minutes"),
        (36_000, "about 600 minutes"),
    ],
)
def test_the_time_is_rounded_up_to_minutes(seconds: float, line: str) -> None:
    expected = Forecast(1, 0, 3, 2, 1, 0, seconds, 0)
    assert list(forecast_lines(expected))[3] == f"Time: {line}."


def test_a_forecast_is_five_lines_or_four() -> None:
    assert "\n".join(forecast_lines(Forecast(1_200, 0, 3_600, 2_400, 14, 3, 20.0, 2))) == (
        "Would make 1,200 handouts (3,600 sides).\n"
        "Paper: 2,400 sheets.\n"
        "Templates: 14, of which 3 had to be laid out for this.\n"
        "Time: less than a minute.\n"
        "Rows to mend: 2."
    )
    assert len(list(forecast_lines(Forecast(1, 0, 1, 1, 1, 1, 0.1, 0)))) == 4


@pytest.mark.parametrize(
    ("there", "line"),
    [
        (1, "Would make 2 handouts (1 is there already; 9 sides in all)."),
        (1_500, "Would make 2 handouts (1,500 are there already; 9 sides in all)."),
    ],
)
def test_a_forecast_counts_existing_handouts(there: int, line: str) -> None:
    assert next(forecast_lines(Forecast(2, there, 9, 5, 1, 0, 0.1, 0))) == line
