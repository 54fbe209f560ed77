"""The whole way in a few lines: pattern, plan, brand and notice in, the bytes of a PDF out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handouts.compose import compose
from handouts.stamp import stamp
from handouts.words import say_date

if TYPE_CHECKING:
    import datetime

    from handouts.brand import Brand
    from handouts.handout import FieldName
    from handouts.plan import Plan
    from handouts.template import Template
    from patterns.catalog import Entry
    from patterns.notice import Notice


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made: the four inputs, the paper, and the day the sheet is given."""

    entry: Entry
    plan: Plan
    brand: Brand
    notice: Notice
    paper: str
    day: datetime.date


def build(order: Order) -> bytes:
    """Make one client's handout; raise `UserError` for what a person can mend."""
    values = field_values(order)
    template = compile_template(order, values)
    return stamp(template, values)


def field_values(order: Order) -> dict[FieldName, str]:
    """Give the personal text of an order by field; what is not given is left out."""
    plan = order.plan
    values: dict[FieldName, str | None] = {
        "client": plan.client,
        "date": say_date(plan.date or order.day, order.notice.language),
        "next-visit": plan.next_visit,
        "note": plan.note,
    }
    return {name: value for name, value in values.items() if value}


def compile_template(order: Order, values: dict[FieldName, str]) -> Template:
    """Lay the handout out with empty fields, embedding the letters that the values need."""
    # The layout brings ReportLab with it, which takes 0.1 s; nothing before it needs that.
    from handouts.layout.document import Print, lay_out

    handout = compose(order.entry, order.plan, order.brand, order.notice)
    how = Print(order.brand, order.plan.edition or "standard", order.paper)
    return lay_out(handout, how, order.entry.pictures, values)
