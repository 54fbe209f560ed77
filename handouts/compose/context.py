"""The context of one composition: a pattern, a client's choices, and how sentences are rendered."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, cast

from handouts.compose.locale import load_locale
from handouts.document import Caution, Paragraph
from patterns.errors import UserError, did_you_mean
from patterns.guidance import load_safety
from patterns.mark_kinds import MARK_KINDS
from patterns.model import BallUse, Patch
from patterns.text import OTHER, SentenceRenderer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.brand.model import Brand
    from handouts.compose.locale import Locale
    from handouts.document import Block
    from handouts.request.values import SheetRequest
    from patterns.model import Stretch
    from patterns.notice import Notice
    from patterns.pattern import Pattern
    from patterns.remedies import RemedyName
    from patterns.text import Rich, Side

MARGINS: dict[str, dict[str, Literal["left", "right"]]] = {
    "left": {"sore": "left", "other": "right"},
    "right": {"sore": "right", "other": "left"},
}
"""A plate shows the body from behind, so its left is the client's left."""


@dataclass(frozen=True, slots=True)
class ComposeContext:
    """Everything the sections are composed from, with the side and the choices resolved.

    Sections are composed in reading order: `renderer` remembers which terms were explained and
    `cautioned` which safety lines were printed.
    """

    pattern: Pattern
    request: SheetRequest
    brand: Brand
    notice: Notice
    locale: Locale
    renderer: SentenceRenderer
    side: Side
    cautioned: set[str] = field(default_factory=set)

    def render(self, *sentences: str) -> Rich:
        """Render sentences of the pattern as one text."""
        return self.renderer.render(" ".join(sentence for sentence in sentences if sentence))

    def render_plain(self, label: str) -> str:
        """Render a heading or a label, all in one weight."""
        return self.renderer.render_plain(label)

    def render_all(self, sentences: tuple[str, ...]) -> tuple[Rich, ...]:
        """Render several sentences, each by itself."""
        return tuple(self.render(sentence) for sentence in sentences)

    def caution(self, remedy: RemedyName, *own: str) -> Iterator[Block]:
        """Compose the caution of a remedy: its `own` lines and the safety lines of its kind.

        Own lines stand beside each remedy they belong to. A safety line prints once on the sheet,
        with the first remedy that needs it, whichever section that is in.
        """
        lines = load_safety().lines(remedy, self.notice.country)
        new = tuple(line for line in lines if line not in self.cautioned)
        self.cautioned.update(new)
        if own or new:
            yield Caution(self.render_all((*own, *new)))

    @property
    def brief(self) -> bool:
        """Whether reasons and tips are left out: if the request says so, or chooses sections."""
        detail = self.request.detail or ("brief" if self.request.sections else "full")
        return detail == "brief"

    @property
    def on_each_side(self) -> bool:
        """Whether each stretch is done on the left and on the right."""
        return self.side == "both" and self.pattern.sided

    def in_full(self, *sentences: str) -> tuple[Block, ...]:
        """Render sentences that only a full sheet prints, as one paragraph."""
        text = () if self.brief else self.render(*sentences)
        return (Paragraph(text),) if text else ()

    def margin(self, which: str) -> Literal["left", "right"]:
        """Find the margin of a plate on the sore side or on the other."""
        return MARGINS["right" if self.side == "right" else "left"][which]

    def includes(self, section: str) -> bool:
        """Return whether the sheet prints a section."""
        return self.request.sections is None or section in self.request.sections

    def stretches(self) -> tuple[Stretch, ...]:
        """Select the stretches of the stretch section that the sheet prints."""
        chosen = self.request.stretches
        return tuple(
            stretch
            for stretch in self.pattern.stretches
            if stretch.level != "flare" and (chosen is None or stretch.id in chosen)
        )


def make_context(
    pattern: Pattern, request: SheetRequest, brand: Brand, notice: Notice
) -> ComposeContext:
    """Resolve the side and the words; raise `UserError` for a choice the pattern does not offer."""
    _check_choices(pattern, request)
    side = cast("Side", (request.side or "both") if pattern.sided else "both")
    locale = load_locale(notice.language)
    words = {
        **{name: words.on(side) for name, words in pattern.words.items()},
        **{name: words.in_country(notice.country) for name, words in pattern.local_words.items()},
        **_dose_words(pattern, locale),
        **_mark_names(request.edition, locale),
    }
    renderer = SentenceRenderer(words, pattern.terms)
    return ComposeContext(pattern, request, brand, notice, locale, renderer, side)


def _mark_names(edition: str | None, locale: Locale) -> dict[str, str]:
    """Name the marks as they look in an edition: by their color, or by their shape alone."""
    return {
        kind.placeholder: locale.marks[name].colourless
        if edition == "ink-saver"
        else kind.placeholder
        for name, kind in MARK_KINDS.items()
        if kind.placeholder
    }


def _dose_words(pattern: Pattern, locale: Locale) -> dict[str, str]:
    """Format the figures that sentences may name (see `patterns.consistency.DOSE_PLACEHOLDERS`)."""
    ball = pattern.ball
    return {"ache": locale.format_range(ball.dose.discomfort)} if isinstance(ball, BallUse) else {}


def _check_choices(pattern: Pattern, request: SheetRequest) -> None:
    """Refuse a side, a site, a stretch or a missing confirmation before anything is composed."""
    if request.side in OTHER and not pattern.sided:
        raise UserError.one(
            f"{pattern.id} is the same on both sides", field="side", hint="leave the side out"
        )
    sites = [site.id for site in pattern.patch.sites] if isinstance(pattern.patch, Patch) else []
    stretches = [stretch.id for stretch in pattern.stretches if stretch.level != "flare"]
    for field_name, noun, chosen, offered in (
        ("site", "patch site", (request.site,) if request.site else (), sites),
        ("stretches", "stretch", request.stretches or (), stretches),
    ):
        for name in chosen:
            if name not in offered:
                raise UserError.one(
                    f"{pattern.id} has no such {noun}",
                    field=field_name,
                    hint=did_you_mean(name, offered),
                )
    if pattern.gate is not None and pattern.gate.id not in request.confirmed:
        raise UserError.one(
            f"{pattern.id} prints only after you have checked: {pattern.gate.ask}",
            field="confirmed",
            hint=f'then write "confirmed: [{pattern.gate.id}]" in the plan, or '
            f"{pattern.gate.id} in the column confirmed of the row",
        )
