"""The whole way in a few lines: pattern, plan, brand and notice in, the bytes of a PDF out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from handouts.alphabet import pages_of
from handouts.choices import Personal
from handouts.compose import compose
from handouts.stamp import engrave, print_sheet
from handouts.template import About
from handouts.words import load_words

if TYPE_CHECKING:
    import datetime

    from handouts.brand import Brand
    from handouts.handout import Handout
    from handouts.layout.document import Print
    from handouts.plan import Plan
    from handouts.template import Strip, Template
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

    @property
    def personal(self) -> Personal:
        """The client's own lines and the day."""
        plan = self.plan
        return Personal(plan.date or self.day, plan.client, plan.next_visit, plan.note)


def build(order: Order) -> bytes:
    """Make one client's handout; raise `UserError` for what a person can mend."""
    template = compile_template(order, order.personal)
    return print_sheet(engrave(template), order.personal)


def compile_template(order: Order, personal: Personal) -> Template:
    """Lay the handout out with empty fields that have room for a client's text.

    Raises `UserError` for a letter that cannot be printed, and for a note that is too long.
    """
    # The layout brings ReportLab with it, which takes 0.1 s; nothing before it needs that.
    from handouts.layout.document import refuse_letters, strip_of

    how = _print(order)
    refuse_letters(personal, how)
    how = replace(how, pages=pages_of(personal.texts))
    return compile_class(order, how.pages, strip_of(personal, how))


def compile_class(order: Order, pages: tuple[int, ...], strip: Strip) -> Template:
    """Lay the handout out with letters of some pages and a strip divided in some way."""
    from handouts.layout.document import lay_out

    handout = compose(order.entry, order.plan, order.brand, order.notice)
    how = replace(_print(order), pages=pages, strip=strip)
    return lay_out(handout, how, order.entry.pictures, _about(order, handout))


def _print(order: Order) -> Print:
    from handouts.layout.document import Print

    return Print(order.brand, order.plan.edition or "standard", order.paper)


def _about(order: Order, handout: Handout) -> About:
    pattern = order.entry.pattern
    return About(
        pattern=pattern.id,
        version=pattern.version,
        title=handout.title,
        subject=handout.subtitle,
        author=order.brand.name,
        sheets=load_words(handout.language).pile.title,
        language=handout.language,
        side=(order.plan.side or "both") if pattern.sided else None,
        edition=order.plan.edition or "standard",
        paper=order.paper,
    )
