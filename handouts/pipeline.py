"""The whole way in a few lines: pattern, plan, brand and notice in, the bytes of a PDF out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from handouts.compose.compose import compose
from handouts.compose.locale import load_locale
from handouts.request.choice import ClientText
from handouts.template.charset import unicode_blocks_of
from handouts.template.model import DocumentInfo
from handouts.template.stamp import prepare, stamp_client

if TYPE_CHECKING:
    import datetime

    from handouts.brand.model import Brand
    from handouts.document import Handout
    from handouts.layout.document import PrintSettings
    from handouts.request.plan import Plan
    from handouts.template.model import FieldLayout, Template
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
    def personal(self) -> ClientText:
        """The client's own lines and the day."""
        plan = self.plan
        return ClientText(plan.date or self.day, plan.client, plan.next_visit, plan.note)


def build(order: Order) -> bytes:
    """Make one client's handout; raise `UserError` for what a person can mend."""
    template = lay_out_fitted(order, order.personal)
    return stamp_client(prepare(template), order.personal)


def lay_out_fitted(order: Order, personal: ClientText) -> Template:
    """Lay the handout out with empty fields that have room for a client's text.

    Raises `UserError` for a letter that cannot be printed, and for a note that is too long.
    """
    # The layout brings ReportLab with it, which takes 0.1 s; nothing before it needs that.
    from handouts.layout.document import check_letters, field_layout_of

    how = _print(order)
    check_letters(personal, how)
    how = replace(how, unicode_blocks=unicode_blocks_of(personal.texts))
    return lay_out_template(order, how.unicode_blocks, field_layout_of(personal, how))


def lay_out_template(order: Order, pages: tuple[int, ...], strip: FieldLayout) -> Template:
    """Lay the handout out with letters of some pages and a strip divided in some way."""
    from handouts.layout.document import lay_out

    handout = compose(order.entry, order.plan, order.brand, order.notice)
    how = replace(_print(order), unicode_blocks=pages, field_layout=strip)
    return lay_out(handout, how, order.entry.pictures, _about(order, handout))


def _print(order: Order) -> PrintSettings:
    from handouts.layout.document import PrintSettings

    return PrintSettings(order.brand, order.plan.edition or "standard", order.paper)


def _about(order: Order, handout: Handout) -> DocumentInfo:
    pattern = order.entry.pattern
    return DocumentInfo(
        pattern=pattern.id,
        version=pattern.version,
        title=handout.title,
        subject=handout.subtitle,
        author=order.brand.name,
        sheets=load_locale(handout.language).pile.title,
        language=handout.language,
        side=(order.plan.side or "both") if pattern.sided else None,
        edition=order.plan.edition or "standard",
        paper=order.paper,
    )
