"""The context of one composition: a pattern, a client's choices, and how sentences are rendered."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, cast

from handouts.compose.care import choose_care
from handouts.compose.locale import load_locale
from handouts.document import CautionBlock, Paragraph
from patterns.errors import Problem, UserError, did_you_mean
from patterns.mark_kinds import MARK_KINDS
from patterns.rules.safety import gates_of
from patterns.sections import SECTIONS
from patterns.shared_words import words_of
from patterns.text import OTHER, SentenceRenderer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from handouts.brand.model import Brand
    from handouts.compose.care import CareItem
    from handouts.compose.locale import Locale
    from handouts.document import Block
    from handouts.request.values import SheetRequest
    from patterns.catalog import Entry
    from patterns.notice import Notice
    from patterns.pattern import Activity, Pattern
    from patterns.remedies import RemedyName
    from patterns.shared_texts import SharedTexts
    from patterns.text import Rich, Side

MARGINS: dict[str, dict[str, Literal["left", "right"]]] = {
    "left": {"sore": "left", "other": "right"},
    "right": {"sore": "right", "other": "left"},
}
"""The margins of a plate, by the one on the sore side."""


@dataclass(frozen=True, slots=True)
class ComposeContext:
    """Everything the sections are composed from, with the side and the choices resolved.

    `care` are the remedies of the sheet in printed order. Sections are composed in reading order:
    `renderer` remembers which terms were explained and `printed` which sentences that stand once on
    a sheet.
    """

    pattern: Pattern
    pictures: Path
    care: tuple[CareItem, ...]
    request: SheetRequest
    brand: Brand
    notice: Notice
    texts: SharedTexts
    locale: Locale
    renderer: SentenceRenderer
    side: Side
    printed: set[str] = field(default_factory=set)

    def render(self, *sentences: str) -> Rich:
        """Render sentences as one text."""
        return self.renderer.render(" ".join(sentence for sentence in sentences if sentence))

    def render_plain(self, label: str) -> str:
        """Render a heading or a label, all in one weight."""
        return self.renderer.render_plain(label)

    def render_all(self, sentences: tuple[str, ...]) -> tuple[Rich, ...]:
        """Render several sentences, each by itself."""
        return tuple(self.render(sentence) for sentence in sentences)

    def within(self, activity: Activity) -> ComposeContext:
        """Return the context in which the sentences of an activity are rendered."""
        return replace(self, renderer=_renderer(self, activity))

    def caution(self, remedy: RemedyName, *own: str) -> Iterator[Block]:
        """Compose the caution of a remedy: its `own` lines and the safety lines of its kind.

        Own lines stand beside each remedy they belong to. A safety line prints once on the sheet,
        with the first remedy that needs it, whichever section that is in.
        """
        lines = self.texts.safety.lines(remedy, self.notice.country)
        new = tuple(line for line in lines if line not in self.printed)
        self.printed.update(new)
        if own or new:
            yield CautionBlock(self.render_all((*own, *new)))

    def once(self, sentence: str) -> tuple[Block, ...]:
        """Render a sentence that is printed once on a sheet, where it is first needed."""
        return (Paragraph(self.render(sentence)),) if self.is_first(sentence) else ()

    def is_first(self, sentence: str) -> bool:
        """Tell whether a sentence that prints once on a sheet is still to print, and note it."""
        if sentence in self.printed:
            return False
        self.printed.add(sentence)
        return True

    @property
    def brief(self) -> bool:
        """Whether reasons and tips are left out: if the request says so, or chooses parts."""
        chooses = self.request.sections is not None or self.request.care is not None
        detail = self.request.detail or ("brief" if chooses else "full")
        return detail == "brief"

    def sides_of(self, item: CareItem) -> Literal[1, 2]:
        """Return on how many sides of the body a remedy is done."""
        return 2 if item.sided and self.side == "both" else 1

    def in_full(self, *sentences: str) -> tuple[Block, ...]:
        """Render sentences that only a full sheet prints, as one paragraph."""
        text = () if self.brief else self.render(*sentences)
        return (Paragraph(text),) if text else ()

    def sore_margin(self, seen_from: Literal["behind", "front"]) -> Literal["left", "right"]:
        """Find the margin of a plate on the sore side; the left if both sides are sore.

        From behind, the left of a plate is the client's left.
        """
        return "right" if self.side == {"behind": "right", "front": "left"}[seen_from] else "left"

    def margin(
        self, which: Literal["sore", "other"], seen_from: Literal["behind", "front"]
    ) -> Literal["left", "right"]:
        """Find the margin of a plate on the sore side or on the other."""
        return MARGINS[self.sore_margin(seen_from)][which]

    def includes(self, about: str) -> bool:
        """Return whether the sheet prints a section, or a remedy by its id.

        What a plan names prints, so its section does too.
        """
        if about in SECTIONS and (self.request.sections is None or about in self.request.sections):
            return True
        return any(about in (item.id, item.section) for item in self.care)

    def short_name(self, item: CareItem) -> str:
        """Name a remedy in a few words."""
        if item.activity:
            return self.within(item.activity).render_plain(item.activity.short)
        return self.locale.applications[item.remedy]


def make_context(
    entry: Entry, request: SheetRequest, brand: Brand, notice: Notice
) -> ComposeContext:
    """Resolve the side and the words; raise `UserError` for a choice the pattern does not offer."""
    pattern = entry.pattern
    _check_choices(entry, request)
    context = ComposeContext(
        pattern=pattern,
        pictures=entry.pictures,
        care=choose_care(entry, request),
        request=request,
        brand=brand,
        notice=notice,
        texts=entry.texts,
        locale=load_locale(entry.texts.language, entry.texts.library),
        renderer=SentenceRenderer({}, {}),
        side=cast("Side", (request.side or "both") if pattern.sided else "both"),
    )
    return replace(context, renderer=_renderer(context, pattern))


def _renderer(context: ComposeContext, data: Pattern | Activity) -> SentenceRenderer:
    """Make the renderer for the sentences of a file; terms are explained once on the sheet."""
    tables, country = words_of(data, context.texts.words), context.notice.country
    words = {
        **{name: words.on(context.side, tables.sides) for name, words in tables.words.items()},
        **{name: words.in_country(country) for name, words in tables.local_words.items()},
        **_mark_names(context.request.edition, context.locale),
    }
    terms = {key: term.under(key) for key, term in tables.terms.items()}
    return SentenceRenderer(words, terms, context.renderer.explained)


def _mark_names(edition: str | None, locale: Locale) -> dict[str, str]:
    """Name the marks as they look in an edition: by their color, or by their shape alone."""
    words = {kind.placeholder: locale.marks[name] for name, kind in MARK_KINDS.items()}
    return {
        placeholder: (mark.colourless if edition == "ink-saver" else mark.coloured) or ""
        for placeholder, mark in words.items()
        if placeholder
    }


def _check_choices(entry: Entry, request: SheetRequest) -> None:
    """Refuse a side, a site or a missing confirmation before anything is composed."""
    pattern = entry.pattern
    if request.side in OTHER and not pattern.sided:
        raise UserError.one(
            f"{pattern.id} is the same on both sides", field="side", hint="leave the side out"
        )
    sites = [site.id for site in pattern.patch.sites] if pattern.patch else []
    if request.site and request.site not in sites:
        message = f"{pattern.id} has no such patch site"
        raise UserError.one(message, field="site", hint=did_you_mean(request.site, sites))
    new = [name for name in request.add if name not in pattern.used()]
    added = [entry.activities[name].activity for name in new]
    unconfirmed = [
        Problem(
            "", 0, 0, "confirmed",
            f"{gate.guarded} prints only after you have checked: {gate.ask}",
            f'then write "confirmed: [{gate.id}]" in the plan, or {gate.id} in the column '
            f"confirmed of the row, or give --confirm {gate.id}",
        )
        for gate in gates_of(pattern, added)
        if gate.id not in request.confirmed
    ]  # fmt: skip
    if unconfirmed:
        raise UserError(unconfirmed)
