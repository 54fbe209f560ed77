"""Validated patterns and activities: their parts agree, and keep the limits of safety.

A file in another language than the library's is validated with the `SharedTexts` of its language as
the context of pydantic.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import ValidationInfo, model_validator

from patterns.model.activity import ActivityData
from patterns.model.pattern import PatternData
from patterns.rules.activity import ACTIVITY_RULES
from patterns.rules.markup import check_markup, check_side, check_term_brackets
from patterns.rules.references import check_pattern_references
from patterns.rules.safety import SAFETY_RULES
from patterns.rules.wording import check_wording
from patterns.schema.base import refuse
from patterns.shared_texts import english_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patterns.schema.base import Violation
    from patterns.shared_texts import SharedTexts

PATTERN_RULES = (*SAFETY_RULES, check_pattern_references)


class Pattern(PatternData):
    """A reviewed recipe for one pain; `patterns.rules.care` checks it with its activities."""

    @model_validator(mode="after")
    def _check_whole(self, info: ValidationInfo) -> Pattern:
        rules = (found for rule in PATTERN_RULES for found in rule(self))
        refuse((*rules, *_check_sentences(self, info.context)))
        return self


class Activity(ActivityData):
    """A reviewed recipe for something a client does with the body."""

    @model_validator(mode="after")
    def _check_whole(self, info: ValidationInfo) -> Activity:
        rules = (found for rule in ACTIVITY_RULES for found in rule(self))
        refuse((*rules, *_check_sentences(self, info.context)))
        return self


def _check_sentences(
    data: PatternData | ActivityData, texts: SharedTexts | None
) -> Iterator[Violation]:
    """Apply the rules about sentences, in their language."""
    shared = texts or english_texts()
    if isinstance(data, ActivityData):
        yield from check_side(data, shared.words)
    yield from check_markup(data, shared.words)
    yield from check_term_brackets(data, shared.words)
    yield from check_wording(data, shared.forbidden)
