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
from handouts.measuring import MOST_LONG_LINES, MOST_NOTE_LINES, strip_for
from handouts.stamp import Plate, engrave
from handouts.template import Strip

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from handouts.choices import Choice, Personal
    from handouts.store import Store
    from handouts.template import Template


STRIPS = tuple(
    Strip(note, long) for long in range(MOST_LONG_LINES + 1) for note in range(MOST_NOTE_LINES + 1)
)
"""Every way to divide a strip, the usual ones first."""


class Mould(NamedTuple):
    """What sheets of one template have in common, but for how their strip is divided.

    `choice` shapes them and `fingerprint` tells all that shapes them; `pages` are those of the
    alphabet (see `handouts.alphabet`).
    """

    choice: Choice
    fingerprint: str
    pages: tuple[int, ...]

    def name(self, strip: Strip) -> str:
        """Give the name under which the template with a strip is stored."""
        return sha256(f"{self.fingerprint} {tuple(strip)} {self.pages}".encode()).hexdigest()


class Press:
    """Gives templates and stamps them; one for each run, for it remembers what it has read.

    `given` are the files beside those that shape a sheet: a plan, a password, a roster.
    """

    def __init__(self, store: Store, given: Iterable[Path | None] = ()) -> None:
        self.store = store
        self._given = [path for path in given if path is not None]
        self._fingerprints = Fingerprints()
        self._plates: dict[str, Plate] = {}

    @property
    def inputs(self) -> list[Path]:
        """The files that sheets are made from: nothing is written over them."""
        return [*self._given, *self._fingerprints.files]

    def mould(self, choice: Choice, texts: Iterable[str]) -> Mould:
        """Find out what shapes a sheet; raise `UserError` for a pattern that is not there."""
        return Mould(choice, self._fingerprints.of(choice), pages_of(texts))

    def plates(self, choices: Sequence[Choice], personal: Personal) -> list[Plate]:
        """Give a plate for each choice; what is not stored is laid out and stored.

        Raises `UserError` with every problem of the files that the choices name.
        """
        moulds, problems = gather(partial(self.mould, c, personal.texts) for c in choices)
        found = [self.find(mould, personal) for mould in moulds]
        if problems or None in found:
            # Laying out brings pydantic and ReportLab with it, which takes half a second.
            from handouts.letters import told_by_files
            from handouts.orders import read_orders
            from handouts.pipeline import compile_template

            orders = read_orders(choices, personal.date)
            for i, (mould, order) in enumerate(zip(moulds, orders, strict=True)):
                if found[i] is None:
                    with told_by_files(mould.choice, order.brand.fonts):
                        found[i] = self.keep(mould, compile_template(order, personal))
        return [plate for plate in found if plate]

    def find(self, mould: Mould, personal: Personal) -> Plate | None:
        """Give the plate with room for a client's lines if its template is there already."""
        plate = self.any(mould)
        if plate is None:
            return None
        return self.load(mould, strip_for(personal, plate.template.room, plate.template.glyphs))

    def any(self, mould: Mould) -> Plate | None:
        """Give the plate of any template that is there: each tells how much room a text takes."""
        loaded = (self.load(mould, strip) for strip in STRIPS)
        return next((plate for plate in loaded if plate), None)

    def load(self, mould: Mould, strip: Strip) -> Plate | None:
        """Give the plate with a strip, from memory or from the store."""
        name = mould.name(strip)
        if name not in self._plates and (template := self.store.load(name)):
            self._plates[name] = engrave(template)
        return self._plates.get(name)

    def keep(self, mould: Mould, template: Template) -> Plate:
        """Store a template that was laid out anew, and give its plate."""
        name = mould.name(template.strip)
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
