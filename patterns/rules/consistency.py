"""Find contradictions in a pattern, such as dangling references and unknown placeholders."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from patterns import text
from patterns.errors import did_you_mean
from patterns.mark_kinds import PLACEHOLDERS
from patterns.model import BallUse
from patterns.remedies import advised
from patterns.schema.base import Violation
from patterns.traverse import texts, values_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patterns.model import PatternData
    from patterns.schema.yaml_tree import KeyPath

MAX_REVIEW_MONTHS = 36
"""The longest time between two reviews (PIF TICK)."""


PRINTED_AS_WRITTEN = frozenset({"muscles", "terms", "local_words", "gate", "sources", "review"})
"""Parts that print as written, so placeholders and term brackets are not allowed in them."""

DOSE_PLACEHOLDERS = frozenset({"ache"})
"""Placeholders for a figure of a dose: `{ache}` is the discomfort of the ball, out of 10."""

TERM_KEYS = frozenset({
    "caption", "do", "expect", "feels", "instead", "lead", "not_if", "note", "point", "put", "say",
    "steps", "tie_break", "tips", "what", "when", "where", "why", "why_not",
})  # fmt: skip
"""Keys whose sentences are read in order, so a term is explained at its first use in them."""


def _check_markup(pattern: PatternData) -> Iterator[Violation]:
    figures = DOSE_PLACEHOLDERS if isinstance(pattern.ball, BallUse) else frozenset()
    known = {*pattern.words, *pattern.local_words, *figures, *PLACEHOLDERS}
    for loc, sentence in texts(pattern):
        if loc[0] in PRINTED_AS_WRITTEN or (loc[0] == "words" and loc[-1] == "both"):
            if mark := text.first_mark(sentence):
                yield Violation(loc, f"{mark} has no meaning here", "take it out")
            continue
        names = {"side", "other side"} if loc[0] == "words" else known
        for name in text.PLACEHOLDER.findall(sentence):
            if name not in names:
                yield Violation(loc, f"{{{name}}} is not in words", did_you_mean(name, names))
        for term in text.TERM.findall(sentence):
            if term not in pattern.terms:
                yield Violation(loc, f"[{term}] is not in terms", did_you_mean(term, pattern.terms))
        if mark := text.stray_mark(sentence):
            yield Violation(loc, f"{mark} has no partner", "close it, or take it out")


def _check_term_brackets(pattern: PatternData) -> Iterator[Violation]:
    """Find terms without brackets: on a sheet with other sections they could be the first use."""
    for loc, sentence in texts(pattern):
        for term in pattern.terms if _key(loc) in TERM_KEYS else ():
            if re.search(rf"\b{re.escape(term)}\b", text.TERM.sub("", sentence)):
                hint = f"write [{term}]; it is explained where it is first read"
                yield Violation(loc, "holds a term without brackets", hint)


def _key(loc: KeyPath) -> str:
    """Return the last key of a path, ignoring item numbers after it."""
    return next(step for step in reversed(loc) if isinstance(step, str))


def _check_ball_pressure(pattern: PatternData) -> Iterator[Violation]:
    ball = pattern.ball
    if isinstance(ball, BallUse) and not any("{ache}" in step for step in ball.steps):
        hint = "write {ache} out of 10 in one of the steps"
        yield Violation(("ball", "steps"), "do not say how hard to press", hint)


def _check_combinations(pattern: PatternData) -> Iterator[Violation]:
    present = advised(pattern)
    for i, combination in enumerate(pattern.together):
        for j, step in enumerate(combination.steps):
            use = step.use.removesuffix("-off")
            if use not in present:
                hint = "describe it in its own section, or leave the step out"
                loc = ("together", i, "steps", j, "use")
                yield Violation(loc, f"this pattern has no {use}", hint)


_WITH_PICTURE = ("hurts", "cold", "positions.*", "patch", "ball", "stretches.*")
_WITH_DOSE = ("patch", "ball", "stretches.*", "cold", "heat")
REFERENCES = {
    **{f"{part}.picture": "pictures" for part in _WITH_PICTURE},
    **{f"{part}.dose.source": "sources" for part in _WITH_DOSE},
}
"""Dotted paths of the keys that name an entry, and the table of the pattern that must have it."""


def _check_references(pattern: PatternData) -> Iterator[Violation]:
    for path, table in REFERENCES.items():
        known = getattr(pattern, table)
        for loc, name in values_at(pattern, path):
            if name not in known:
                yield Violation(loc, f"is not in {table}", did_you_mean(str(name), known))
    ids = {stretch.id for stretch in pattern.stretches}
    for path in ("flare.stretch", "week.*.stretch"):
        for loc, name in values_at(pattern, path):
            if name not in ids:
                yield Violation(loc, "is no stretch of this pattern", did_you_mean(str(name), ids))


def _check_ids(pattern: PatternData) -> Iterator[Violation]:
    for path in ("stretches.*.id", "patch.sites.*.id"):
        found = list(values_at(pattern, path))
        names = [name for _, name in found]
        for i, (loc, name) in enumerate(found):
            if name in names[:i]:
                yield Violation(loc, "is used twice", "give each its own id")


def _check_flare_stretch(pattern: PatternData) -> Iterator[Violation]:
    named = pattern.flare.stretch if pattern.flare else None
    for i, stretch in enumerate(pattern.stretches):
        if stretch.level == "flare" and stretch.id != named:
            message = "is flare, but no flare names this stretch, so it never prints"
            hint = "name it as flare.stretch, or call it gentle or stronger"
            yield Violation(("stretches", i, "level"), message, hint)


def _check_review_date(pattern: PatternData) -> Iterator[Violation]:
    on, due = pattern.review.reviewed_on, pattern.review.next_review
    loc, months = ("review", "next_review"), 12 * (due.year - on.year) + due.month - on.month
    if due <= on:
        yield Violation(loc, "is not after reviewed_on", "give a later date")
    elif (months, due.day) > (MAX_REVIEW_MONTHS, on.day):
        message = f"is more than {MAX_REVIEW_MONTHS} months after reviewed_on"
        yield Violation(loc, message, "review it sooner")


CONSISTENCY_RULES = (
    _check_markup,
    _check_term_brackets,
    _check_ball_pressure,
    _check_combinations,
    _check_references,
    _check_ids,
    _check_flare_stretch,
    _check_review_date,
)
