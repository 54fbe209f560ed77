"""What every engine makes in the race: one order, and as many clients as are asked for.

All clients are of one layout class: side left, no note of their own, letters that the family has.
"""

from __future__ import annotations

import csv
from datetime import date, timedelta
from typing import TYPE_CHECKING

from handouts.brand.model import plain_brand
from handouts.compose.locale import format_date
from handouts.pipeline import Order
from handouts.request.choice import SheetRequest
from handouts.request.plan import Plan
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


def plans(count: int) -> Iterator[Plan]:
    """Give the plans of invented clients, the same ones every time."""
    for i in range(count):
        first, rest = FIRST[i % len(FIRST)], i // len(FIRST)
        last, middle = LAST[rest % len(LAST)], chr(ord("A") + rest // len(LAST) % 26)
        yield Plan(
            client=f"{first} {middle}. {last}",
            side="left",
            date=DAY + timedelta(days=i % 28),
            next_visit=VISITS[i % len(VISITS)],
        )


def order(plan: Plan) -> Order:
    """Give the order of a client: Letter, the plain brand, the whole pattern."""
    return Order(load(PATTERN), plan, plain_brand(), load_notice("en-US"), "letter", DAY)


def choice() -> SheetRequest:
    """Give the same as a choice: what a stored template is found by."""
    return SheetRequest(pattern=PATTERN, side="left", edition="standard")


def clients(count: int) -> list[dict[str, str]]:
    """Give what is personal about each client by field, as it is printed."""
    language = order(Plan()).notice.language
    given = (
        {
            "client": plan.client,
            "date": format_date(plan.date or DAY, language),
            "next-visit": plan.next_visit,
        }
        for plan in plans(count)
    )
    return [{name: text for name, text in each.items() if text} for each in given]


def write_roster(path: Path, count: int) -> None:
    """Write the clients as a roster, a row for each."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(COLUMNS)
        for i, plan in enumerate(plans(count), start=1):
            given = plan.date.isoformat() if plan.date else ""
            row = (f"c{i:05}", plan.client, PATTERN, plan.side, "", "", given, plan.next_visit)
            rows.writerow(row)
