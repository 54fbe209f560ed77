"""Examine the sheets of one pattern: measure their sections, decide the items, find the places."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from handouts.report.items import CHECKS, load_items
from handouts.report.outcome import Verdict
from handouts.report.reading_level import ReadingLevel, measure
from handouts.report.sentences import split, words
from handouts.report.sheet import ADDRESSES, NOTICE
from handouts.report.terms import unexplained, word_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from handouts.report.items import Instrument, Item
    from handouts.report.sheet import Sheet, Spot
    from handouts.report.terms import Term
    from handouts.report.written import Written, WrittenSentences

    Sheets = tuple[Sheet, ...]

MAX_LISTED = 5
"""The longest sentences that are listed."""


class About(NamedTuple):
    """The pattern that the sheets are made from."""

    id: str
    version: str
    file: str


class Location(NamedTuple):
    """Where to look: the file, if the text is written in one, else the section of the sheet."""

    section: str
    text: str
    written: Written | None


class Row(NamedTuple):
    """The reading level of a part of the sheet, on the sheet where it is hardest."""

    name: str
    level: ReadingLevel
    sheet: str


class LongSentence(NamedTuple):
    """A long sentence and its number of words."""

    words: int
    place: Location


class UnexplainedTerm(NamedTuple):
    """A word that is not explained at its first use, and plain words for it if they are known."""

    word: str
    plain: str
    place: Location


class Decision(NamedTuple):
    """An item with its verdict, why, and the places to look at."""

    item: Item
    verdict: Verdict
    why: str
    places: tuple[Location, ...]


class Score(NamedTuple):
    """How many of the items that a program can decide, and that apply, are met."""

    met: int
    decided: int


@dataclass(frozen=True, slots=True)
class Report:
    """What was found on the sheets of a pattern.

    `sections` are those of the advice; `parts` are all of the advice, and what is measured apart.
    """

    about: About
    sheets: tuple[str, ...]
    sections: tuple[Row, ...]
    parts: tuple[Row, ...]
    longest: tuple[LongSentence, ...]
    terms: tuple[UnexplainedTerm, ...]
    decisions: tuple[Decision, ...]

    def scores(self) -> dict[Instrument, Score]:
        """Count the items of each instrument."""
        return {name: self._score(name) for name in load_items().instruments}

    def _score(self, instrument: Instrument) -> Score:
        verdicts = [d.verdict for d in self.decisions if d.item.instrument == instrument]
        met = verdicts.count(Verdict.MET)
        return Score(met, met + verdicts.count(Verdict.NOT_MET))

    @property
    def unmet(self) -> int:
        """The number of items that are not met."""
        return sum(decision.verdict == Verdict.NOT_MET for decision in self.decisions)


def examine(about: About, sheets: Iterable[Sheet], written: WrittenSentences) -> Report:
    """Examine the sheets of a pattern, which must be at least one."""
    made = tuple(sheets)
    place = partial(_place, written)
    return Report(
        about=about,
        sheets=tuple(sheet.name for sheet in made),
        sections=tuple(_section_rows(made)),
        parts=tuple(_hardest(name, read, made) for name, read in PARTS.items()),
        longest=tuple(_longest(made, place)),
        terms=tuple(_terms(made, place)),
        decisions=tuple(_decisions(made, place)),
    )


def _place(written: WrittenSentences, spot: Spot) -> Location:
    """Find where a text is written; a whole section is written where its heading is."""
    return Location(*spot, written.find(spot.text or spot.section))


def _headings(sheet: Sheet) -> Iterator[str]:
    yield from (sheet.handout.title, sheet.handout.subtitle)
    for passage in sheet.passages:
        if passage.kind == "heading":
            yield passage.text


def _section_read(name: str, sheet: Sheet) -> Iterator[str]:
    """Yield the sentences of a section that is measured apart."""
    for passage in sheet.passages:
        if passage.section.id == name and passage.kind != "heading":
            yield from split(passage.text)


PARTS: dict[str, Callable[[Sheet], Iterable[str]]] = {
    "All of the advice": lambda sheet: (text for _, text in sheet.read()),
    "Headings": _headings,
    "The notice": partial(_section_read, NOTICE),
    "Addresses and sources": partial(_section_read, ADDRESSES),
}
"""The whole, and what is measured apart from it."""


def _hardest(name: str, read: Callable[[Sheet], Iterable[str]], sheets: Sheets) -> Row:
    """Measure a part of every sheet; return the hardest."""
    rows = (Row(name, measure(read(sheet), sheet.names), sheet.name) for sheet in sheets)
    return max(rows, key=lambda row: row.level.grade)


def _section_rows(sheets: Sheets) -> Iterator[Row]:
    """Measure each section of the advice that has sentences, on the sheet where it is hardest."""
    rows: dict[tuple[str, int], list[Row]] = {}
    for sheet in sheets:
        seen = Counter[str]()
        for section in sheet.body:
            seen[section.id] += 1
            level = measure((text for _, text in sheet.read([section])), sheet.names)
            if level.words:
                row = Row(section.heading, level, sheet.name)
                rows.setdefault((section.id, seen[section.id]), []).append(row)
    for measured in rows.values():
        yield max(measured, key=lambda row: row.level.grade)


def _longest(sheets: Sheets, place: Callable[[Spot], Location]) -> Iterator[LongSentence]:
    """Yield the longest sentences of the advice."""
    counted = {spot: len(words(text)) for sheet in sheets for spot, text in sheet.read()}
    by_length = sorted(counted, key=lambda spot: -counted[spot])
    for spot, found in islice(_distinct(by_length, place), MAX_LISTED):
        yield LongSentence(counted[spot], found)


def _terms(sheets: Sheets, place: Callable[[Spot], Location]) -> Iterator[UnexplainedTerm]:
    """Yield the terms that a sheet does not explain, each once."""
    found: dict[str, Term] = {}
    for term in chain.from_iterable(map(unexplained, sheets)):
        found.setdefault(word_key(term.word), term)
    for term in found.values():
        yield UnexplainedTerm(term.word, term.plain, place(term.spot))


def _decisions(sheets: Sheets, place: Callable[[Spot], Location]) -> Iterator[Decision]:
    """Decide every item; one that a single sheet does not meet is not met."""
    outcomes = {name: [check(sheet) for sheet in sheets] for name, check in CHECKS.items()}
    for item in load_items().items:
        if item.decided_by == "person":
            yield Decision(item, Verdict.FOR_A_PERSON, "", ())
            continue
        worst = min(outcomes[item.check], key=lambda outcome: _WORST_FIRST.index(outcome.verdict))
        spots = chain.from_iterable(outcome.spots for outcome in outcomes[item.check])
        places = tuple(at for _, at in _distinct(spots, place))
        yield Decision(item, worst.verdict, worst.why, places)


_WORST_FIRST = (Verdict.NOT_MET, Verdict.MET, Verdict.NOT_APPLICABLE)


def _distinct(
    spots: Iterable[Spot], place: Callable[[Spot], Location]
) -> Iterator[tuple[Spot, Location]]:
    """Find the places of spots, each place once: a sentence for another side is the same one."""
    seen = set[object]()
    for spot in dict.fromkeys(spots):
        found = place(spot)
        key = found.written or spot
        if key not in seen:
            seen.add(key)
            yield spot, found
