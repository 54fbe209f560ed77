"""Check the words of a sheet: purpose, everyday words, terms, active voice, reading level."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handouts.report.outcome import Outcome, met_if, met_unless
from handouts.report.reading_level import measure
from handouts.report.sentences import is_passive, split, words
from handouts.report.sheet import Spot
from handouts.report.syllables import syllables
from handouts.report.terms import hard_words, unexplained
from handouts.report.vocabulary import load_vocabulary, lowered

if TYPE_CHECKING:
    from handouts.report.sheet import Sheet

MIN_SYLLABLES = 3
"""Syllables that make a word long, as in the fog index (Gunning, 1952)."""

MAX_LONG_WORDS = 0.05
"""The share of long words that are not everyday words (our own choice)."""

MAX_PASSIVES = 0.1
"""The share of sentences that may be passive (our own choice)."""

MAX_GRADE, MAX_GRADE_OF_FEW_WORDS = 6.0, 8.0
MIN_WORDS = 30
"""Words below which a grade says more about one word than about the text."""

MAX_WORDS, MAX_MEAN_WORDS = 25, 15.0


def plain_purpose(sheet: Sheet) -> Outcome:
    """Check that the title holds no medical word, and that the title strip says what it is for."""
    title, subtitle = sheet.handout.title, sheet.handout.subtitle
    if hard := next(hard_words(title, sheet.names), None):
        why = f'The title holds the medical word "{hard}".'
        return met_if(False, "", why, Spot("", title))
    return met_if(
        load_vocabulary().purpose.search(lowered(f"{title} {subtitle}")),
        "The title names the complaint, and the subtitle says that this is self-care.",
        "Neither the title nor the subtitle says that this is self-care.",
        Spot("", subtitle or title),
    )


def no_distractions(sheet: Sheet) -> Outcome:
    """Look for advertising, links and talk about the author in the advice."""
    find = load_vocabulary().distractions.search
    faults = [spot for spot, sentence in sheet.read() if find(lowered(sentence))]
    return met_unless(
        faults,
        "No advertising, no link and no talk about the author was found.",
        "Something was found that does not belong here.",
    )


def everyday_words(sheet: Sheet) -> Outcome:
    """Count the words of three and more syllables that are neither everyday words nor taught."""
    total, long = 0, list[Spot]()
    for spot, sentence in sheet.read():
        taught = set(hard_words(sentence, sheet.names))
        for word in (part for found in words(sentence) for part in found.split("-")):
            total += 1
            if word not in taught and _is_long(word.casefold()):
                long.append(Spot(spot.section, word))
    share = len(long) / max(total, 1)
    said = f"{share:.1%} of the words are long and uncommon; at most {MAX_LONG_WORDS:.0%} may be."
    return met_unless(long if share > MAX_LONG_WORDS else (), said, said)


def _is_long(word: str) -> bool:
    """Whether a word has three syllables, also without -ing, and is no everyday word."""
    stem = re.sub(r"(?:ing|ed|es)$", "", word)
    long = min(syllables(word), syllables(stem)) >= MIN_SYLLABLES
    return long and not load_vocabulary().is_everyday(word)


def terms_explained(sheet: Sheet) -> Outcome:
    """Check that every medical word and short form is explained at its first use."""
    faults = list(unexplained(sheet))
    listed = ", ".join(dict.fromkeys(term.word for term in faults))
    return met_unless(
        (term.spot for term in faults),
        "Every medical word and short form is explained.",
        f"Not explained at first use: {listed}.",
    )


def active_voice(sheet: Sheet) -> Outcome:
    """Count the sentences that look passive."""
    sentences = list(sheet.read())
    passive = [spot for spot, sentence in sentences if is_passive(sentence)]
    share = len(passive) / len(sentences) if sentences else 0.0
    said = f"{share:.1%} of the sentences look passive; at most {MAX_PASSIVES:.0%}."
    return met_unless(passive if share > MAX_PASSIVES else (), said, said)


def active_message(sheet: Sheet) -> Outcome:
    """Check that no sentence of the main message, nor the message itself, looks passive."""
    messages = sheet.sections("message")
    spots = [Spot(section.heading, section.heading) for section in messages]
    spots += [spot for spot, _ in sheet.read(messages)]
    return met_unless(
        (spot for spot in spots if any(is_passive(sentence) for sentence in split(spot.text))),
        "The main message and what to do today are active.",
        "The main message looks passive.",
    )


def speaks_to_reader(sheet: Sheet) -> Outcome:
    """Check that the sheet says "you", and nowhere what patients or people should do."""
    vocabulary, sentences = load_vocabulary(), list(sheet.read())
    faults = [spot for spot, text in sentences if vocabulary.third_person.search(lowered(text))]
    if not any({"you", "your"} & set(lowered(text).split()) for _, text in sentences):
        return met_if(False, "", 'No sentence says "you".')
    return met_unless(
        faults,
        'The sheet says "you" and what to do.',
        "The reader is spoken of, not spoken to.",
    )


def grade(sheet: Sheet) -> Outcome:
    """Check the reading grade of every section of advice."""
    levels = {
        section.heading: measure(text for _, text in sheet.read([section]))
        for section in sheet.body
    }
    hardest = max((level.grade for level in levels.values()), default=0.0)
    said = f"The hardest section has grade {hardest:.1f}."
    faults = (
        Spot(heading)
        for heading, level in levels.items()
        if level.grade > (MAX_GRADE if level.words >= MIN_WORDS else MAX_GRADE_OF_FEW_WORDS)
    )
    return met_unless(faults, said, said)


def longest_sentence(sheet: Sheet) -> Outcome:
    """Look for sentences that are too long."""
    counted = [(len(words(sentence)), spot) for spot, sentence in sheet.read()]
    longest = max((count for count, _ in counted), default=0)
    said = f"The longest sentence has {longest} words."
    return met_unless((spot for count, spot in counted if count > MAX_WORDS), said, said)


def mean_sentence(sheet: Sheet) -> Outcome:
    """Check the mean length of the sentences."""
    mean = measure(sentence for _, sentence in sheet.read()).mean
    said = f"A sentence has {mean:.1f} words on average."
    return met_if(mean <= MAX_MEAN_WORDS, said, said)
