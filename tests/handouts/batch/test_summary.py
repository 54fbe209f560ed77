"""What a batch says of itself: singular and plural, where to, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from handouts.batch.dry_run import Forecast
from handouts.batch.progress import Total
from handouts.batch.summary import closing_lines, forecast_lines
from handouts.commands.messages import count


@dataclass
class Done:
    """What the closing lines look at of a batch."""

    place: str = "sheets"
    bad: tuple[object, ...] = ()
    leftovers: tuple[Path, ...] = ()
    report: Path | None = Path("sheets/failed.csv")
    batch: Any = None


@dataclass
class To:
    merged: Path | None = None


def closing(
    total: Total, bad: int = 0, merged: Path | None = None, leftovers: tuple[Path, ...] = ()
) -> str:
    done: Any = Done(bad=(None,) * bad, batch=To(merged), leftovers=leftovers)
    return "\n".join(closing_lines(total, done))


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 rows"), (1, "1 row"), (2, "2 rows"), (12_345, "12,345 rows")]
)
def test_counts(number: int, said: str) -> None:
    assert count(number, "row") == said


@pytest.mark.parametrize(
    ("total", "said"),
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
def test_what_was_made(total: Total, said: str) -> None:
    assert closing(total) == said


def test_what_to_do_about_rows_that_were_passed_over() -> None:
    assert closing(Total(3, 0, 9), bad=1).splitlines()[1] == (
        "Left out 1 row, listed in sheets/failed.csv. Mend it and run this again."
    )
    assert closing(Total(3, 0, 9), bad=2, merged=Path("pile.pdf")).splitlines()[1] == (
        "Left out 2 rows, listed in sheets/failed.csv. Mend them and run this again with --force."
    )


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "Deleted p-1.pdf, which an earlier run had left."),
        (3, "Deleted p-1.pdf, p-2.pdf, p-3.pdf, which an earlier run had left."),
        (
            5,
            "Deleted p-1.pdf, p-2.pdf, p-3.pdf and 2 more, which an earlier run had left.",
        ),
    ],
)
def test_what_was_deleted(number: int, said: str) -> None:
    leftovers = tuple(Path("out") / f"p-{i}.pdf" for i in range(1, number + 1))
    assert closing(Total(3, 0, 9), leftovers=leftovers).splitlines()[1] == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0.0, "less than a minute"),
        (59.9, "less than a minute"),
        (60, "about 1 minute"),
        (61, "about 2 minutes"),
        (119.9, "about 2 minutes"),
        (36_000, "about 600 minutes"),
    ],
)
def test_about_how_long_it_takes(seconds: float, said: str) -> None:
    told = Forecast(1, 0, 3, 2, 1, 0, seconds, 0)
    assert list(forecast_lines(told))[3] == f"Time: {said}."


def test_what_would_be_made() -> None:
    assert "\n".join(forecast_lines(Forecast(1_200, 0, 3_600, 2_400, 14, 3, 20.0, 2))) == (
        "Would make 1,200 handouts (3,600 sides).\n"
        "Paper: 2,400 sheets.\n"
        "Templates: 14, of which 3 had to be laid out for this.\n"
        "Time: less than a minute.\n"
        "Rows to mend: 2."
    )
    assert len(list(forecast_lines(Forecast(1, 0, 1, 1, 1, 1, 0.1, 0)))) == 4


@pytest.mark.parametrize(
    ("there", "said"),
    [
        (1, "Would make 2 handouts (1 is there already; 9 sides in all)."),
        (1_500, "Would make 2 handouts (1,500 are there already; 9 sides in all)."),
    ],
)
def test_what_is_there_would_not_be_made(there: int, said: str) -> None:
    assert next(forecast_lines(Forecast(2, there, 9, 5, 1, 0, 0.1, 0))) == said
