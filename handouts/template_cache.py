"""One sheet: choices and personal text in, the bytes of a PDF out, by way of a stored template.

A template that is stored is stamped at once; what lays out a new one is imported only for that.
"""

from __future__ import annotations

from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from handouts.template.charset import unicode_blocks_of
from handouts.template.fingerprint import RequestFingerprints, code_digest
from handouts.template.model import FieldLayout
from handouts.template.stamp import PreparedPdf, prepare
from handouts.template.text_fit import MOST_LONG_LINES, MOST_NOTE_LINES, field_layout_for
from patterns.errors import collect_errors

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from handouts.request.choice import ClientText, SheetRequest
    from handouts.template.model import Template
    from handouts.template.store import TemplateStore


STRIPS = tuple(
    FieldLayout(note, long)
    for long in range(MOST_LONG_LINES + 1)
    for note in range(MOST_NOTE_LINES + 1)
)
"""Every way to divide a strip, the usual ones first."""


class TemplateKey(NamedTuple):
    """What sheets of one template have in common, but for how their strip is divided.

    `choice` shapes them and `fingerprint` tells all that shapes them; `pages` are those of the
    alphabet (see `handouts.template.charset`).
    """

    choice: SheetRequest
    fingerprint: str
    pages: tuple[int, ...]

    def name(self, strip: FieldLayout) -> str:
        """Give the name under which the template with a strip is stored."""
        return sha256(f"{self.fingerprint} {tuple(strip)} {self.pages}".encode()).hexdigest()


class TemplateCache:
    """Gives templates and stamps them; one for each run, for it remembers what it has read.

    `given` are the files beside those that shape a sheet: a plan, a password, a roster.
    """

    def __init__(self, store: TemplateStore, given: Iterable[Path | None] = ()) -> None:
        self.store = store
        self._given = [path for path in given if path is not None]
        self._fingerprints = RequestFingerprints()
        self._plates: dict[str, PreparedPdf] = {}

    @property
    def inputs(self) -> list[Path]:
        """The files that sheets are made from: nothing is written over them."""
        return [*self._given, *self._fingerprints.files]

    def mould(self, choice: SheetRequest, texts: Iterable[str]) -> TemplateKey:
        """Find out what shapes a sheet; raise `UserError` for a pattern that is not there."""
        return TemplateKey(choice, self._fingerprints.of(choice), unicode_blocks_of(texts))

    def plates(self, choices: Sequence[SheetRequest], personal: ClientText) -> list[PreparedPdf]:
        """Give a plate for each choice; what is not stored is laid out and stored.

        Raises `UserError` with every problem of the files that the choices name.
        """
        molds, problems = collect_errors(partial(self.mould, c, personal.texts) for c in choices)
        found = [self.find(mould, personal) for mould in molds]
        if problems or None in found:
            # Laying out brings pydantic and ReportLab with it, which takes half a second.
            from handouts.pipeline import lay_out_fitted
            from handouts.request.missing_glyphs import with_source_locations
            from handouts.request.order import load_orders

            orders = load_orders(choices, personal.date)
            for i, (mould, order) in enumerate(zip(molds, orders, strict=True)):
                if found[i] is None:
                    with with_source_locations(mould.choice, order.brand.fonts):
                        found[i] = self.keep(mould, lay_out_fitted(order, personal))
        return [plate for plate in found if plate]

    def find(self, mould: TemplateKey, personal: ClientText) -> PreparedPdf | None:
        """Give the plate with room for a client's lines if its template is there already."""
        plate = self.any(mould)
        if plate is None:
            return None
        return self.load(
            mould, field_layout_for(personal, plate.template.room, plate.template.glyphs)
        )

    def any(self, mould: TemplateKey) -> PreparedPdf | None:
        """Give the plate of any template that is there: each tells how much room a text takes."""
        loaded = (self.load(mould, strip) for strip in STRIPS)
        return next((plate for plate in loaded if plate), None)

    def load(self, mould: TemplateKey, strip: FieldLayout) -> PreparedPdf | None:
        """Give the plate with a strip, from memory or from the store."""
        name = mould.name(strip)
        if name not in self._plates and (template := self.store.load(name)):
            self._plates[name] = prepare(template)
        return self._plates.get(name)

    def keep(self, mould: TemplateKey, template: Template) -> PreparedPdf:
        """Store a template that was laid out anew, and give its plate."""
        name = mould.name(template.strip)
        self.store.keep(name, template)
        self._plates[name] = prepare(template)
        return self._plates[name]

    def separator(self, paper: str, language: str, pages: tuple[int, ...]) -> PreparedPdf:
        """Give the plate of the sheet that lies before a handout in a pile."""
        named = f"separator {code_digest().hex()} {paper} {language} {pages}"
        name = sha256(named.encode()).hexdigest()
        template = self.store.load(name)
        if template is None:
            # The layout brings ReportLab with it; a stored sheet does without.
            from handouts.layout.separator import lay_out_separator

            template = lay_out_separator(paper, language, pages)
            self.store.keep(name, template)
        return prepare(template)
