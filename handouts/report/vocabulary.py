"""Read the English words and phrases that the report looks for, from `vocabulary.yaml`."""

from __future__ import annotations

import re
from functools import cache
from typing import Annotated

from pydantic import BeforeValidator

from patterns.schema.base import Model
from patterns.schema.loader import read_shipped


def _either(phrases: object) -> object:
    """Join a list of regular expressions into one that finds any of them, from a word's start."""
    if not isinstance(phrases, list):
        return phrases
    return "|".join(rf"(?<![a-z])(?:{phrase})" for phrase in phrases)


Phrases = Annotated[re.Pattern[str], BeforeValidator(_either)]
Words = frozenset[str]


class Vocabulary(Model):
    """The words of the report; `vocabulary.yaml` explains each list."""

    medical: dict[str, str]
    medical_endings: tuple[str, ...]
    not_medical: Words
    known_short_forms: Words
    everyday: Words
    actions: Words
    before_actions: Words
    to_be: Words
    participles: Words
    not_passive: Words
    empty_headings: Words
    purpose: Phrases
    distractions: Phrases
    sums: Phrases
    hard_numbers: Phrases
    probabilities: Phrases
    probability_words: Phrases
    scales: Phrases
    no_pain: Phrases
    worst_pain: Phrases
    third_person: Phrases
    doubt: Phrases
    reasons: Phrases
    benefits: Phrases
    risks: Phrases

    def is_medical(self, word: str) -> bool:
        """Whether few clients know a word: the list has it, or its ending is that of an illness."""
        if self.plain_words(word):
            return True
        return word.endswith(self.medical_endings) and word not in self.not_medical

    def plain_words(self, word: str) -> str:
        """Return the plain words for a medical word or its plural; empty if the list has none."""
        return self.medical.get(word) or self.medical.get(word.removesuffix("s"), "")

    def is_everyday(self, word: str) -> bool:
        """Whether the list of long everyday words has a word, or what it is the plural of."""
        singular = f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")
        return not self.everyday.isdisjoint({word, singular})

    def is_participle(self, word: str) -> bool:
        """Whether a word after "to be" makes a passive."""
        if word in self.not_passive:
            return False
        return word.endswith("ed") or word in self.participles


@cache
def load_vocabulary() -> Vocabulary:
    """Read the vocabulary of the report."""
    return read_shipped("handouts.report", "vocabulary.yaml", Vocabulary)


def lowered(text: str) -> str:
    """Write a text as the phrases of the vocabulary are written: small, with straight quotes."""
    return text.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
