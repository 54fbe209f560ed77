"""Settles a client's choices: pattern, plan, brand and notice in, a Session to compose from out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from handouts.compose.locale import load_locale
from handouts.document import Paragraph
from patterns.errors import UserError, did_you_mean
from patterns.guidance import load_safety
from patterns.mark_kinds import MARK_KINDS
from patterns.model import BallUse, Patch
from patterns.text import OTHER, SentenceRenderer

if TYPE_CHECKING:
    from handouts.brand.model import Brand
    from handouts.compose.locale import Locale
    from handouts.document import Block
    from handouts.request.plan import Plan
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
    """Everything the sections are composed from, with the side and the choices settled."""

    pattern: Pattern
    plan: Plan
    brand: Brand
    notice: Notice
    words: Locale
    speaker: SentenceRenderer
    side: Side

    def say(self, *sentences: str) -> Rich:
        """Give sentences of the pattern as one text in words for this client."""
        return self.speaker.say(" ".join(sentence for sentence in sentences if sentence))

    def name(self, label: str) -> str:
        """Give a heading or a label in words for this client, all in one weight."""
        return self.speaker.say_plainly(label)

    def says(self, sentences: tuple[str, ...]) -> tuple[Rich, ...]:
        """Give several sentences in words for this client."""
        return tuple(self.say(sentence) for sentence in sentences)

    def safety(self, remedy: RemedyName) -> tuple[Rich, ...]:
        """Give the lines that must print with a remedy in the country of the notice."""
        return self.says(load_safety().lines(remedy, self.notice.country))

    @property
    def brief(self) -> bool:
        """Whether reasons and tips are left out: where the plan says so, or chooses sections."""
        detail = self.plan.detail or ("brief" if self.plan.sections else "full")
        return detail == "brief"

    def in_full(self, *sentences: str) -> tuple[Block, ...]:
        """Give sentences that only a full sheet prints, as one paragraph."""
        said = () if self.brief else self.say(*sentences)
        return (Paragraph(said),) if said else ()

    def margin(self, which: str) -> Literal["left", "right"]:
        """Find the margin of a plate that lies at the sore side or at the other."""
        return MARGINS["right" if self.side == "right" else "left"][which]

    def wants(self, section: str) -> bool:
        """Tell whether the plan prints a section."""
        return self.plan.sections is None or section in self.plan.sections

    def stretches(self) -> tuple[Stretch, ...]:
        """Give the stretches of the stretch section that the plan prints."""
        chosen = self.plan.stretches
        return tuple(
            stretch
            for stretch in self.pattern.stretches
            if stretch.level != "flare" and (chosen is None or stretch.id in chosen)
        )


def make_context(pattern: Pattern, plan: Plan, brand: Brand, notice: Notice) -> ComposeContext:
    """Settle the side and the words; raise `UserError` for a choice the pattern does not offer."""
    _check_choices(pattern, plan)
    side: Side = (plan.side or "both") if pattern.sided else "both"
    words = load_locale(notice.language)
    speaker = _speaker(pattern, side, notice, words, plan.edition)
    return ComposeContext(pattern, plan, brand, notice, words, speaker, side)


def _speaker(
    pattern: Pattern, side: Side, notice: Notice, words: Locale, edition: str | None
) -> SentenceRenderer:
    sided = {name: sided.on(side) for name, sided in pattern.words.items()}
    local = {
        name: local.by_country.get(notice.country, local.other)
        for name, local in pattern.local_words.items()
    }
    given = {**sided, **local, **_from_doses(pattern, words), **_mark_names(edition, words)}
    return SentenceRenderer(words=given, terms=pattern.terms)


def _mark_names(edition: str | None, words: Locale) -> dict[str, str]:
    """Name the marks as they look in an edition: with their color, or by their shape alone."""
    return {
        kind.placeholder: words.marks[name].colourless
        if edition == "ink-saver"
        else kind.placeholder
        for name, kind in MARK_KINDS.items()
        if kind.placeholder
    }


def _from_doses(pattern: Pattern, words: Locale) -> dict[str, str]:
    """Say the figures that sentences may name (see `patterns.consistency.DOSE_PLACEHOLDERS`)."""
    ball = pattern.ball
    return {"ache": words.span(ball.dose.discomfort)} if isinstance(ball, BallUse) else {}


def _check_choices(pattern: Pattern, plan: Plan) -> None:
    """Refuse a side, a site, a stretch or a missing confirmation before anything is composed."""
    if plan.side in OTHER and not pattern.sided:
        raise UserError.one(
            f"{pattern.id} is the same on both sides", field="side", hint="leave the side out"
        )
    sites = [site.id for site in pattern.patch.sites] if isinstance(pattern.patch, Patch) else []
    if plan.site is not None and plan.site not in sites:
        raise UserError.one(
            f"{pattern.id} has no such patch site",
            field="site",
            hint=did_you_mean(plan.site, sites),
        )
    stretches = [stretch.id for stretch in pattern.stretches if stretch.level != "flare"]
    for stretch in plan.stretches or ():
        if stretch not in stretches:
            raise UserError.one(
                f"{pattern.id} has no such stretch",
                field="stretches",
                hint=did_you_mean(stretch, stretches),
            )
    if pattern.gate is not None and pattern.gate.id not in plan.confirmed:
        raise UserError.one(
            f"{pattern.id} prints only after you have checked: {pattern.gate.ask}",
            field="confirmed",
            hint=f'then add "confirmed: [{pattern.gate.id}]" to the plan',
        )
