"""Load what a request names: its pattern, its brand and its notice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handouts.brand.model import load_brand, plain_brand
from handouts.request.languages import check_files_exist, check_notice_language
from patterns.catalog import load
from patterns.library_paths import checked_library, library_of
from patterns.notice import country_of, load_notice
from patterns.shared_texts import english_texts, load_shared_texts
from patterns.translation_paths import ENGLISH

if TYPE_CHECKING:
    from pathlib import Path

    from handouts.brand.model import Brand
    from handouts.request.values import SheetRequest
    from patterns.catalog import Entry
    from patterns.notice import Notice
    from patterns.pattern import Pattern
    from patterns.shared_texts import SharedTexts

LETTER_COUNTRIES = frozenset({"US", "CA"})
"""Countries that print on Letter; all others use A4 (ISO 216)."""


@dataclass(frozen=True, slots=True)
class Order:
    """A request with the files that it names, and the paper that it is printed on."""

    entry: Entry
    request: SheetRequest
    brand: Brand
    notice: Notice
    paper: str

    @property
    def text_files(self) -> tuple[Path, ...]:
        """The files whose sentences the sheet prints."""
        return (*self.entry.text_files, *((self.request.brand,) if self.request.brand else ()))


class OrderLoader:
    """Loads orders; each brand and pattern is read once, so make a new loader for each run."""

    def __init__(self) -> None:
        self._brands: dict[Path | None, Brand] = {None: plain_brand()}
        self._entries: dict[tuple[str, Path | None, tuple[str, ...], str], Entry] = {}
        self._texts: dict[tuple[str, Path | None], SharedTexts] = {}

    def load(self, request: SheetRequest) -> Order:
        """Load the files of a request; raise `UserError` with every problem of one of them."""
        brand = self._brand(request)
        tag, language = request.notice or brand.notice, request.language or ENGLISH
        entry, notice = self._entry(request, english_texts()), load_notice(tag)
        library = library_of(request.pattern, request.library)
        check_notice_language(tag, language, library)
        if language != ENGLISH:
            check_files_exist(entry.text_files, tag, language, library)
            entry = self._entry(request, self._shared_texts(language, library))
            notice = load_notice(tag, language, library)
        paper = request.paper or ("letter" if notice.country in LETTER_COUNTRIES else "a4")
        return Order(entry, chosen(request, entry.pattern), brand, notice, paper)

    def _brand(self, request: SheetRequest) -> Brand:
        path = request.brand
        if path not in self._brands and path is not None:
            self._brands[path] = load_brand(path)
        return self._brands[path]

    def _entry(self, request: SheetRequest, texts: SharedTexts) -> Entry:
        key = request.pattern, request.library, request.add, texts.language
        if key not in self._entries:
            library = checked_library(request.library)
            self._entries[key] = load(request.pattern, library, request.add, texts)
        return self._entries[key]

    def _shared_texts(self, language: str, library: Path | None) -> SharedTexts:
        key = language, library
        if key not in self._texts:
            self._texts[key] = load_shared_texts(language, library)
        return self._texts[key]


def chosen(request: SheetRequest, pattern: Pattern) -> SheetRequest:
    """Let a request that chooses nothing of a pattern have its usual choice.

    What the request names otherwise, as by a dose, prints too.
    """
    usual = pattern.usual
    if usual is None or request.whole or request.care is not None or request.sections is not None:
        return request
    named = {*usual.care, *dict(request.doses), *request.order, *request.end_only}
    if request.site is not None:
        named.add("patch")
    care = tuple(name for name in pattern.used() if name in named)
    return request._replace(care=care, sections=usual.sections)


def notice_country(request: SheetRequest) -> str:
    """Return the country whose notice a request prints, such as `US`."""
    brand = plain_brand() if request.brand is None else load_brand(request.brand)
    return country_of(request.notice or brand.notice)
