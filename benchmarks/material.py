"""What every engine makes in the race: one order, and as many clients as are asked for.

All clients are of one layout class: side left, no note of their own, letters that the family has.
"""

from __future__ import annotations

import csv
from datetime import date, timedelta
from typing import TYPE_CHECKING

from handouts.brand.model import plain_brand
from handouts.compose.locale import load_locale
from handouts.request.order import Order
from handouts.request.values import ClientText, SheetRequest
from patterns.catalog import load
from patterns.notice import load_notice

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATTERN = "lateral-hip-rotators"
DAY = date(2026, 11, 23)

FIRST = [
    "Ada",
    "Ben",
    "Cora",
    "Dan",
    "Elsa",
    "Finn",
    "Greta",
    "Hugo",
    "Iris",
    "Jonas",
    "Klara",
    "Leo",
    "Mina",
    "Noah",
    "Olga",
    "Paul",
]
LAST = [
    "Able",
    "Brook",
    "Clay",
    "Dale",
    "East",
    "Field",
    "Grove",
    "Hill",
    "Isle",
    "Lake",
    "Moor",
    "North",
    "Park",
    "Ridge",
    "Stone",
]
VISITS = ("Thursday at ten", "in two weeks", "Monday 7 December", "when you need it")
"""Invented names and appointments; they repeat after 16 times 15 times 26 clients."""

COLUMNS = ("id", "client", "pattern", "side", "site", "note", "date", "next visit")
"""The columns of a roster."""


def texts(count: int) -> Iterator[ClientText]:
    """Yield the lines of invented clients, the same ones every time."""
    for i in range(count):
        first, rest = FIRST[i % len(FIRST)], i // len(FIRST)
        last, middle = LAST[rest % len(LAST)], chr(ord("A") + rest // len(LAST) % 26)
        yield ClientText(
            client=f"{first} {middle}. {last}",
            date=DAY + timedelta(days=i % 28),
            next_visit=VISITS[i % len(VISITS)],
        )


REQUEST = SheetRequest(PATTERN, side="left", edition="standard")
"""What all clients get: the whole pattern for the left side."""


def order() -> Order:
    """Load what the request names: on Letter, with the plain brand."""
    return Order(load(PATTERN), REQUEST, plain_brand(), load_notice("en-US"), "letter")


def clients(count: int) -> list[dict[str, str]]:
    """Give what is personal about each client by field, as it is printed."""
    locale, country = load_locale(), order().notice.country
    given = (
        {
            "client": text.client,
            "date": locale.format_date(text.date, country),
            "next-visit": text.next_visit,
        }
        for text in texts(count)
    )
    return [{name: value for name, value in each.items() if value} for each in given]


def write_roster(path: Path, count: int) -> None:
    """Write the clients as a roster, a row for each."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(COLUMNS)
        for i, text in enumerate(texts(count), start=1):
            day, side = text.date.isoformat(), REQUEST.side
            row = (f"c{i:05}", text.client, PATTERN, side, "", "", day, text.next_visit)
            rows.writerow(row)
