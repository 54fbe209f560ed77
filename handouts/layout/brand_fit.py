"""Find the values of a brand that do not fit on a sheet, by a layout with each of them alone."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, Any

from handouts.compose.compose import compose, strip_fields
from handouts.compose.locale import load_locale
from handouts.layout.document import PrintSettings, check_layout, measure_fields
from handouts.layout.style.editions import EDITIONS
from handouts.layout.style.page_size import PAPERS
from handouts.request.values import SheetRequest
from patterns.errors import UserError
from patterns.rules.safety import gates_of
from patterns.schema.base import Violation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from handouts.brand.model import Brand
    from handouts.document import Field
    from patterns.catalog import Entry
    from patterns.notice import Notice
    from patterns.schema.yaml_tree import KeyPath

SHORT = "x"
"""What stands in the place of a value to find out whether it is at fault."""

MIN_LETTERS = 10
"""A field narrower than so many times its type size holds no name."""


def brand_misfits(brand: Brand, lay_out: Callable[[Brand], object]) -> list[Violation]:
    """Return the values for which a layout fails that succeeds without them.

    `lay_out` raises `UserError` for a brand that does not fit. If it fails without the values, the
    fonts may be at fault, or nothing of the brand.
    """
    if fault := _fault(_shortened(brand, keep=None), lay_out):
        return list(_wide_fonts(brand, fault, lay_out))
    found = ((path, _fault(_shortened(brand, keep=path), lay_out)) for path in _values(brand))
    alone = [(path, fault) for path, fault in found if fault]
    if not alone and (fault := _fault(brand, lay_out)):
        alone = [(max(_values(brand), key=lambda path: len(_value(brand, path))), fault)]
    return [
        Violation(path, fault.problems[0].message, fault.problems[0].hint) for path, fault in alone
    ]


def check_brand_fits(brand: Brand, entry: Entry, notice: Notice) -> list[Violation]:
    """Lay out a short sheet with a brand in every edition and paper; return what does not fit.

    With fonts of the clinic's own it is a full sheet, for every word of it must fit. Of each value
    the first problem is kept, with the edition and the paper.
    """
    pattern = entry.pattern
    request = SheetRequest(
        "",
        side="left" if pattern.sided else None,
        sections=None if brand.fonts else ("short",),
        confirmed=tuple(gate.id for gate in gates_of(pattern, ())),
    )
    locale = load_locale(entry.texts.language, entry.texts.library)
    fields, dates = strip_fields(locale.strip), locale.date_forms(notice.country)
    found: dict[KeyPath, Violation] = {}
    for edition, paper in product(EDITIONS, PAPERS):
        chosen = request._replace(edition=edition)

        def lay_out(tried: Brand, chosen: SheetRequest = chosen, paper: str = paper) -> None:
            settings = PrintSettings(tried, chosen.edition or "", paper)
            check_layout(compose(entry, chosen, tried, notice), settings)

        misfits = list(_narrow_fields(PrintSettings(brand, edition, paper), fields, dates))
        if _fault(brand, lay_out):
            misfits += brand_misfits(brand, lay_out)
        for misfit in misfits:
            message = f"{misfit.message} ({edition}, {paper})"
            found.setdefault(misfit.loc, replace(misfit, message=message))
    return list(found.values())


def _wide_fonts(
    brand: Brand, fault: UserError, lay_out: Callable[[Brand], object]
) -> Iterator[Violation]:
    """Yield a violation if a sheet fits in the shipped letters and not in those of the brand."""
    if brand.fonts and not _fault(brand.model_copy(update={"fonts": None}), lay_out):
        message = f"are too wide: {fault.problems[0].field or 'a line'} {fault.problems[0].message}"
        yield Violation(("fonts",), message, "choose narrower letters")


def _narrow_fields(
    settings: PrintSettings, fields: tuple[Field, ...], dates: tuple[str, ...]
) -> Iterator[Violation]:
    """Yield a violation if the longest date leaves no room for the fields beside it."""
    widths = measure_fields(settings, fields, dates).widths
    if min(widths.long_client, widths.long_next_visit) < MIN_LETTERS * widths.size:
        message = "are so wide that a date leaves no room beside it"
        yield Violation(("fonts",), message, "choose narrower letters")


def _fault(brand: Brand, lay_out: Callable[[Brand], object]) -> UserError | None:
    try:
        lay_out(brand)
    except UserError as error:
        return error
    return None


def _values(brand: Brand) -> Iterator[KeyPath]:
    """Yield the path of each text of a brand that is printed."""
    yield ("name",)
    yield from ((key,) for key in ("tagline", "practitioner", "credentials") if getattr(brand, key))
    for i, _ in enumerate(brand.contact):
        yield from (("contact", i, key) for key in ("label", "text"))
    if brand.link:
        yield from (("link", key) for key in ("url", "label"))
    yield from (("notice_additions", i) for i, _ in enumerate(brand.notice_additions))


def _value(brand: Brand, path: KeyPath) -> str:
    value: Any = brand
    for step in path:
        value = value[step] if isinstance(step, int) else getattr(value, step)
    return str(value)


def _shortened(brand: Brand, keep: KeyPath | None) -> Brand:
    """Return a brand in which every text is short, but for the one at a path."""

    def text(*path: str | int) -> str:
        short = f"https://{SHORT}.xx" if path == ("link", "url") else SHORT
        return _value(brand, path) if path == keep else short

    link = brand.link and brand.link.model_copy(
        update={key: text("link", key) for key in ("url", "label")}
    )
    return brand.model_copy(
        update={
            **_optional(brand, ("name", "tagline", "practitioner", "credentials"), text),
            "link": link,
            "contact": tuple(
                line.model_copy(update={key: text("contact", i, key) for key in ("label", "text")})
                for i, line in enumerate(brand.contact)
            ),
            "notice_additions": tuple(
                text("notice_additions", i) for i, _ in enumerate(brand.notice_additions)
            ),
        }
    )


def _optional(
    brand: Brand, keys: Iterable[str], text: Callable[[str], str]
) -> dict[str, str | None]:
    return {key: text(key) if getattr(brand, key) else None for key in keys}
