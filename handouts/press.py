"""One sheet: choices and personal text in, the bytes of a PDF out, by way of a stored template.

A template that is stored is stamped at once; what lays out a new one is imported only for that.
"""

from __future__ import annotations

from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from handouts.alphabet import pages_of
from handouts.fingerprint import Fingerprints, code_digest
from handouts.gather import gather
from handouts.measuring import MOST_NOTE_LINES, note_lines
from handouts.stamp import Plate, engrave

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from handouts.choices import Choice, Personal
    from handouts.store import Store
    from handouts.template import Template


class Mould(NamedTuple):
    """What sheets of one template have in common, but for the room that a note takes.

    `choice` shapes them and `fingerprint` tells all that shapes them; `pages` are those of the
    alphabet (see `handouts.alphabet`).
    """

    choice: Choice
    fingerprint: str
    pages: tuple[int, ...]

    def name(self, note_lines: int) -> str:
        """Give the name under which the template for a note of so many lines is stored."""
        return sha256(f"{self.fingerprint} {note_lines} {self.pages}".encode()).hexdigest()


class Press:
    """Gives templates and stamps them; one for each run, for it remembers what it has read."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._fingerprints = Fingerprints()
        self._plates: dict[str, Plate] = {}

    def mould(self, choice: Choice, texts: Iterable[str]) -> Mould:
        """Find out what shapes a sheet; raise `UserError` for a pattern that is not there."""
        return Mould(choice, self._fingerprints.of(choice), pages_of(texts))

    def plates(self, choices: Sequence[Choice], personal: Personal) -> list[Plate]:
        """Give a plate for each choice; what is not stored is laid out and stored.

        Raises `UserError` with every problem of the files that the choices name.
        """
        moulds, problems = gather(partial(self.mould, c, personal.texts) for c in choices)
        found = [self.find(mould, personal.note) for mould in moulds]
        if problems or None in found:
            # Laying out brings pydantic and ReportLab with it, which takes half a second.
            from handouts.orders import read_orders
            from handouts.pipeline import compile_template

            orders = read_orders(choices, personal.date)
            for i, (mould, order) in enumerate(zip(moulds, orders, strict=True)):
                if found[i] is None:
                    found[i] = self.keep(mould, compile_template(order, personal))
        return [plate for plate in found if plate]

    def find(self, mould: Mould, note: str | None) -> Plate | None:
        """Give the plate for a note if its template is there already."""
        plate = self.any(mould) if note else None
        if plate is None:
            return None if note else self.load(mould, 0)
        return self.load(mould, note_lines(note, plate.template.note, plate.template.glyphs))

    def any(self, mould: Mould) -> Plate | None:
        """Give the plate of any template that is there: each tells how many lines a note takes."""
        loaded = (self.load(mould, lines) for lines in range(MOST_NOTE_LINES + 1))
        return next((plate for plate in loaded if plate), None)

    def load(self, mould: Mould, lines: int) -> Plate | None:
        """Give the plate for notes of so many lines, from memory or from the store."""
        name = mould.name(lines)
        if name not in self._plates and (template := self.store.load(name)):
            self._plates[name] = engrave(template)
        return self._plates.get(name)

    def keep(self, mould: Mould, template: Template) -> Plate:
        """Store a template that was laid out anew, and give its plate."""
        name = mould.name(template.note_lines)
        self.store.keep(name, template)
        self._plates[name] = engrave(template)
        return self._plates[name]

    def separator(self, paper: str, language: str, pages: tuple[int, ...]) -> Plate:
        """Give the plate of the sheet that lies before a handout in a pile."""
        named = f"separator {code_digest().hex()} {paper} {language} {pages}"
        name = sha256(named.encode()).hexdigest()
        template = self.store.load(name)
        if template is None:
            # The layout brings ReportLab with it; a stored sheet does without.
            from handouts.layout.separator import lay_out_separator

            template = lay_out_separator(paper, language, pages)
            self.store.keep(name, template)
        return engrave(template)
