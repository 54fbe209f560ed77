"""The pipeline: order -> handout -> template -> PDF.

A stored template needs only the last step: see `handouts.template_cache`.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from handouts.compose.card import compose_card
from handouts.compose.compose import compose, strip_fields
from handouts.compose.locale import load_locale
from handouts.layout.blocks.band import logo_remarks
from handouts.layout.brand_fit import brand_misfits
from handouts.layout.card.side import blank_side, card_side
from handouts.layout.document import (
    PrintSettings,
    check_layout,
    draw_sides,
    maker_width,
    measure_fields,
    sides_of,
)
from handouts.layout.length import length_remarks
from handouts.layout.numbering import number_of, numbered
from handouts.request.missing_glyphs import with_source_locations
from handouts.request.order import Order, OrderLoader
from handouts.template.charset import unicode_blocks_of
from handouts.template.codec import to_bytes
from handouts.template.model import EMPTY_LAYOUT, DocumentInfo, Remark
from handouts.template.stamp import prepare, stamp_client
from handouts.template.text_fit import field_layout_for
from patterns.errors import UserError
from patterns.schema.loader import locate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.brand.model import Brand
    from handouts.document import Handout
    from handouts.layout.sides import Side
    from handouts.request.values import ClientText, SheetRequest
    from handouts.template.model import FieldLayout, FieldMetrics, Template
    from patterns.errors import Problem


CARD = "card"
"""The edition that is a card alone."""


def build(order: Order, text: ClientText) -> bytes:
    """Make one client's handout as a PDF; raise `UserError` as `lay_out_for` does."""
    return stamp_client(prepare(lay_out_for(order, text)), text)


def lay_out_for(order: Order, text: ClientText) -> Template:
    """Lay out the handout with empty fields that a client's text fits.

    Raises `UserError` as `lay_out_template` does, and for text that does not fit.
    """
    blocks = unicode_blocks_of(text.texts)
    layout = field_layout_for(text, field_metrics(order, blocks))
    return lay_out_template(order, blocks, layout)


def sheet_number(order: Order) -> str:
    """Return the number that the sheet of an order prints; raise `UserError` as `build` does."""
    handout = compose(order.entry, order.request, order.brand, order.notice)
    return number_of(handout, _settings(order, ()))


def field_metrics(order: Order, blocks: tuple[int, ...]) -> FieldMetrics:
    """Measure the fields, and the characters of some Unicode blocks."""
    locale = load_locale(order.entry.texts.language, order.entry.texts.library)
    settings = _settings(order, blocks)
    dates = locale.date_forms(order.notice.country)
    metrics = measure_fields(settings, strip_fields(locale.strip), dates)
    if not order.request.practitioner_stamped:
        return metrics
    handout = compose(order.entry, order.request, order.brand, order.notice)
    widths = metrics.widths._replace(maker=maker_width(handout, settings))
    return metrics._replace(widths=widths, prepared_by=handout.prepared_by)


def lay_out_template(order: Order, blocks: tuple[int, ...], layout: FieldLayout) -> Template:
    """Lay out the handout with empty fields.

    `blocks` are the Unicode blocks that the fields can show. Raises `UserError` for content that
    does not fit, and for each character that no font has, at its position in pattern or brand.
    """
    settings = _settings(order, blocks, layout)
    with _located_in_brand(order), with_source_locations(order.text_files, order.brand.fonts):
        composed = compose(order.entry, order.request, order.brand, order.notice)
        handout = numbered(composed, settings)
        sheet = () if order.request.edition == CARD else sides_of(handout, settings)
        card, without_card = _card_sides(order, handout, settings, sheet)
        info = _document_info(order, handout, has_card=bool(card))
        template = draw_sides((*sheet, *card), handout, settings, info)
    return template._replace(
        prepared_by=handout.prepared_by,
        remarks=(
            *logo_remarks(order.brand.logo),
            *length_remarks(handout, sheet, order.request),
            *without_card,
        ),
    )


def _card_sides(
    order: Order, handout: Handout, settings: PrintSettings, sheet: tuple[Side, ...]
) -> tuple[tuple[Side, ...], tuple[Remark, ...]]:
    """Place the card after a sheet, if it is asked for, on paper of its own.

    A sheet whose card has too much on it is printed without, which the remark tells.
    """
    request, count = order.request, len(sheet)
    if request.edition != CARD and not request.card:
        return (), ()
    card = compose_card(order.entry, request, order.brand, order.notice, handout.number)
    blank = (blank_side(sheet[0].page, count + 1),) if request.duplex and count % 2 else ()
    try:
        return (*blank, card_side(card, settings, count + len(blank) + 1)), ()
    except UserError as error:
        if not sheet or any(problem.field != "card" for problem in error.problems):
            raise
        told = (Remark("", f"has no card, which {p.message}", p.hint) for p in error.problems)
        return (), tuple(told)


@contextmanager
def _located_in_brand(order: Order) -> Iterator[None]:
    """Report what of a brand does not fit at its position in the brand's file."""
    try:
        yield
    except UserError as error:
        path = order.request.brand
        if path is None or any(problem.file for problem in error.problems):
            raise

        def lay_out(brand: Brand) -> None:
            handout = compose(order.entry, order.request, brand, order.notice)
            check_layout(handout, _settings(replace(order, brand=brand), ()))

        if misfits := brand_misfits(order.brand, lay_out):
            raise UserError(locate(path, misfits), error.exit_code) from None
        raise


class LayoutTask(NamedTuple):
    """A template to lay out, in this process or in another one.

    Each process reads a file once for all tasks of one `run`.
    """

    run: str
    request: SheetRequest
    blocks: tuple[int, ...]
    layout: FieldLayout


class LayoutAnswer(NamedTuple):
    """An encoded template (see `handouts.template.codec`), or the problems of its files."""

    template: bytes
    problems: tuple[Problem, ...] = ()


def do_layout(task: LayoutTask) -> LayoutAnswer:
    """Lay out the template of a task."""
    try:
        order = order_loader(task.run).load(task.request)
        return LayoutAnswer(to_bytes(lay_out_template(order, task.blocks, task.layout)))
    except UserError as error:
        return LayoutAnswer(b"", error.problems)


@lru_cache(1)
def order_loader(run: str) -> OrderLoader:
    """Return the loader of a run."""
    return OrderLoader()


def _settings(
    order: Order, blocks: tuple[int, ...], layout: FieldLayout = EMPTY_LAYOUT
) -> PrintSettings:
    asked = order.request.edition
    edition = "standard" if asked is None or asked == CARD else asked
    return PrintSettings(order.brand, edition, order.paper, layout, blocks)


def _document_info(order: Order, handout: Handout, *, has_card: bool) -> DocumentInfo:
    pattern, request = order.entry.pattern, order.request
    return DocumentInfo(
        pattern=pattern.id,
        version=pattern.version,
        title=handout.title,
        subject=handout.subtitle,
        author=order.brand.name,
        sheets=handout.pile_title,
        language=handout.language,
        side=(request.side or "both") if pattern.sided else None,
        edition=request.edition or "standard",
        paper=order.paper,
        number=handout.number,
        card=has_card,
    )
