"""One sheet: choices and personal text in, the bytes of a PDF out, by way of a stored template.

A template that is stored is stamped at once; what lays out a new one is imported only for that.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

from handouts.alphabet import pages_of
from handouts.fingerprint import Fingerprints
from handouts.gather import gather
from handouts.measuring import MOST_NOTE_LINES, note_lines
from handouts.stamp import Plate, engrave

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from handouts.choices import Choice, Personal
    from handouts.store import Store
    from handouts.template import Template


@dataclass(frozen=True, slots=True)
class Mould:
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
        """Give the plate for a note if its template is there already.

        A template of any other number of lines tells how many the note takes.
        """
        if not note:
            return self.load(mould, 0)
        for lines in range(1, MOST_NOTE_LINES + 1):
            if plate := self.load(mould, lines):
                needed = note_lines(note, plate.template.note, plate.template.glyphs)
                return plate if needed == lines else self.load(mould, needed)
        return None

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
