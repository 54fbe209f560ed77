"""Bring back a sheet by its number, from the record of what was given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handouts.pipeline import sheet_number
from handouts.request.given import GivenSheet, differences
from handouts.request.order import OrderLoader
from patterns.errors import UserError

if TYPE_CHECKING:
    from handouts.request.order import Order
    from handouts.request.values import SheetRequest

CHANGED = "is another sheet by now"


def options_of(given: GivenSheet) -> dict[str, Any]:
    """Return the choices of a sheet that was given, as options give them."""
    chosen = given.request()._asdict()
    del chosen["pattern"]
    return {name: value for name, value in chosen.items() if value not in (None, (), False)}


def check_same(given: GivenSheet, request: SheetRequest) -> None:
    """Raise `UserError` with what has changed, if a request makes another sheet by now."""
    order = OrderLoader().load(request)
    if sheet_number(order) != given.number:
        gone = differences(given, order.entry.pattern.version, activity_versions(order))
        hint = "; ".join(gone) or "the brand, the notice, a plan or the program is another"
        raise UserError.one(CHANGED, field=f"number {given.number}", hint=hint)


def activity_versions(order: Order) -> dict[str, str]:
    """Return the version of each activity that a sheet may print, by id."""
    return {name: each.activity.version for name, each in order.entry.activities.items()}
