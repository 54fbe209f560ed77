"""Check the numbers of a sheet: easy ones, with their unit, and no sum to do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handouts.report.outcome import Outcome, met_if, met_unless, not_applicable
from handouts.report.sentences import split
from handouts.report.sheet import ADDRESSES, Spot
from handouts.report.vocabulary import load_vocabulary, lowered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.report.sheet import Sheet

_BARE = re.compile(r"\d+(?=\s*(?:[.,;:)]|$))")
"""A number that no word follows."""

_EXPLAINED_BEFORE = re.compile(
    r"(?:\b(?:after|age|before|call|dial|is|of|over|to|under)|\d and)\s*$"
)
"""What explains a number that ends its sentence, such as `call 911` and `out of 10`."""


def _texts(sheet: Sheet) -> Iterator[tuple[Spot, str]]:
    """Yield every sentence and label that may hold a number for the reader, in small letters."""
    for passage in sheet.passages:
        if passage.section.id != ADDRESSES:
            for text in split(passage.text):
                yield Spot(passage.section.heading, text), lowered(text)


def easy_numbers(sheet: Sheet) -> Outcome:
    """Look for percent signs, decimals, fractions and numbers of four digits."""
    find = load_vocabulary().hard_numbers.search
    return met_unless(
        (spot for spot, text in _texts(sheet) if find(text)),
        "All numbers are whole and short.",
        "A number is a fraction, a decimal, a percentage, or long.",
    )


def no_sums(sheet: Sheet) -> Outcome:
    """Look for words that ask the reader to calculate."""
    return met_unless(_sums(sheet), "No sum was found.", "The reader is asked to do a sum.")


def sums_explained(sheet: Sheet) -> Outcome:
    """Refuse any sum: no instruction is as good as the result."""
    faults = list(_sums(sheet))
    if not faults:
        return not_applicable("There is no sum to explain.")
    return met_unless(faults, "", "A sum is asked for, which takes instructions.")


def _sums(sheet: Sheet) -> Iterator[Spot]:
    find = load_vocabulary().sums.search
    return (spot for spot, text in _texts(sheet) if find(text))


def numbers_explained(sheet: Sheet) -> Outcome:
    """Check that a word follows each number, and that both ends of a scale are explained."""
    vocabulary, texts = load_vocabulary(), list(_texts(sheet))
    bare = [spot for spot, text in texts if any(_is_bare(text, n) for n in _BARE.finditer(text))]
    scales = [spot for spot, text in texts if vocabulary.scales.search(text)]
    whole = " ".join(text for _, text in texts)
    if scales and not (vocabulary.no_pain.search(whole) and vocabulary.worst_pain.search(whole)):
        why = "A scale is used, and nowhere is said what both of its ends mean."
        return met_if(False, "", why, scales[0])
    return met_unless(bare, "Every number has its unit.", "A number has no unit.")


def _is_bare(text: str, number: re.Match[str]) -> bool:
    return not _EXPLAINED_BEFORE.search(text[: number.start()])


def odds_in_words(sheet: Sheet) -> Outcome:
    """Check that a sentence with a probability says in words how likely it is."""
    vocabulary = load_vocabulary()
    odds = [(spot, text) for spot, text in _texts(sheet) if vocabulary.probabilities.search(text)]
    if not odds:
        return not_applicable("No probability is given in numbers.")
    return met_unless(
        (spot for spot, text in odds if not vocabulary.probability_words.search(text)),
        "Each probability is told in words.",
        "A probability is told in numbers alone.",
    )
