"""The options of one run in, complete orders out: files read, what is left open settled."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal

from handouts.brand import load_brand, plain_brand
from handouts.gather import gather
from handouts.kinds import read_plan
from handouts.pipeline import Order
from handouts.plan import Plan
from patterns.catalog import Entry, folders, load
from patterns.characters import unprintable
from patterns.errors import Problem, UserError
from patterns.files import is_folder, read_file
from patterns.notice import load_notice
from patterns.reading import parse_model

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

LETTER_COUNTRIES = frozenset({"US", "CA"})
"""Where paper is Letter rather than A4 (ISO 216 holds elsewhere)."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the options say; None leaves it to the plan, the brand or the country.

    `plan` is a path, or the bytes that came through standard input.
    """

    plan: Path | bytes | None = None
    side: Literal["left", "right", "both"] | None = None
    site: str | None = None
    brand: Path | None = None
    paper: Literal["letter", "a4"] | None = None
    edition: Literal["standard", "large-print", "ink-saver"] | None = None
    notice: str | None = None
    date: date | None = None
    library: Path | None = None


def read_orders(names: Sequence[str], choices: Choices, today: date) -> list[Order]:
    """Read everything the choices name and make an order for each pattern.

    Raises `UserError` with every problem of the plan, the brand or the patterns.
    """
    plan = _plan(choices)
    brand = load_brand(choices.brand) if choices.brand else plain_brand()
    notice = load_notice(choices.notice or brand.notice)
    paper = choices.paper or ("letter" if notice.country in LETTER_COUNTRIES else "a4")
    library = own_library(choices.library)
    entries, problems = gather(partial(load, name, library) for name in names)
    if problems:
        raise UserError(problems)
    return [Order(entry, plan, brand, notice, paper, plan.date or today) for entry in entries]


LONGEST_PASSWORD = 127
"""The bytes of a password that a PDF keeps (ISO 32000-2, 7.6.4.3.2)."""


def read_password(path: Path) -> str:
    """Read a password from the first line of a file; it is quoted in no message."""
    lines = read_file(path, name=str(path), limit=10_000).splitlines() or [b""]
    try:
        # Readers of PDF compare passwords in this form (ISO 32000-2, 7.6.4.3.2: SASLprep).
        password = unicodedata.normalize("NFKC", lines[0].decode("utf-8-sig").strip())
    except UnicodeDecodeError as error:
        raise UserError.one(
            "its first line is not UTF-8", file=str(path), hint="save it as UTF-8"
        ) from error
    if any(unprintable(password)) or not 0 < len(password.encode()) <= LONGEST_PASSWORD:
        raise UserError.one(
            "its first line is no password",
            file=str(path),
            hint=f"write 1 to {LONGEST_PASSWORD} characters on the first line",
        )
    return password


def side_of(order: Order) -> str | None:
    """Tell the side an order is made for; a pattern of the whole body has none."""
    return (order.plan.side or "both") if order.entry.pattern.sided else None


def read_library(own: Path | None) -> tuple[list[Entry], list[Problem]]:
    """Read every pattern of the shipped library and of the clinic's own folder."""
    known = folders(own_library(own))
    return gather(partial(load, name, own) for name in sorted(known))


def own_library(folder: Path | None) -> Path | None:
    """Refuse a folder of patterns that is not there, which would go unnoticed."""
    if folder is not None and not is_folder(folder):
        raise UserError.one(
            "there is no such folder",
            file=str(folder),
            hint="name the folder that holds your patterns",
        )
    return folder


def _plan(choices: Choices) -> Plan:
    """Read the plan and put the options over it."""
    if isinstance(choices.plan, bytes):
        plan = parse_model(choices.plan, Plan, name="standard input")
    else:
        plan = read_plan(choices.plan) if choices.plan else Plan()
    names = ("side", "site", "date", "edition")
    given = {name: getattr(choices, name) for name in names}
    return plan.model_copy(update={key: value for key, value in given.items() if value is not None})
