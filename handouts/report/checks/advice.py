"""Check the advice of a sheet: what to do, how and why, what is not known, benefits and risks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.document import Doses
from handouts.report.outcome import Outcome, met_if, met_unless
from handouts.report.passages import blocks_of, lists_of, numbered_steps
from handouts.report.sentences import tells_what_to_do
from handouts.report.sheet import Spot
from handouts.report.vocabulary import load_vocabulary, lowered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handouts.document import Section
    from handouts.report.sheet import Sheet
    from handouts.report.vocabulary import Phrases


def actions(sheet: Sheet) -> Outcome:
    """Check that a sentence begins with what to do."""
    count = sum(tells_what_to_do(sentence) for _, sentence in sheet.read())
    return met_if(
        count,
        f"{count} sentences begin with what to do.",
        "No sentence begins with what to do.",
    )


def call_to_action(sheet: Sheet) -> Outcome:
    """Check that the main message tells what to do today."""
    messages = sheet.sections("message")
    return met_if(
        any(tells_what_to_do(text) for _, text in sheet.read(messages)),
        "The main message says what to do today.",
        "The main message does not say what to do today.",
        *(Spot(section.heading) for section in messages),
    )


def doubt(sheet: Sheet) -> Outcome:
    """Check that the sheet says what is not known."""
    return met_if(
        _says(sheet, load_vocabulary().doubt, sheet.handout.sections),
        "The sheet says what is not known.",
        "The sheet does not say what is not known.",
    )


def reasons(sheet: Sheet) -> Outcome:
    """Check that the sheet gives a reason for what it advises."""
    return met_if(
        _says(sheet, load_vocabulary().reasons, sheet.body),
        "The sheet says why.",
        "The sheet gives no reason for what it advises.",
    )


def directions(sheet: Sheet) -> Outcome:
    """Check that every exercise has a dose, and that the sheet says when to see a doctor."""
    exercises = [section for section in sheet.body if any(numbered_steps(section))]
    if not exercises:
        return met_if(False, "", "There are no numbered steps.")
    if not any(any(lists_of(section)) for section in sheet.sections("warning")):
        return met_if(False, "", "The sheet does not list when to see a doctor.")
    return met_unless(
        (Spot(section.heading) for section in exercises if not any(blocks_of(section, Doses))),
        "Every section with steps says how much and how often.",
        "A section with steps does not say how much and how often.",
    )


def risks(sheet: Sheet) -> Outcome:
    """Check that the advice itself says what to stop for or what not to do."""
    return met_if(
        _says(sheet, load_vocabulary().risks, _advice(sheet)),
        "The sheet says what to stop for.",
        "The sheet does not say what to stop for.",
    )


def risks_and_benefits(sheet: Sheet) -> Outcome:
    """Check that the advice names what it may help with and what to stop for."""
    vocabulary, advice = load_vocabulary(), _advice(sheet)
    missing = [
        name
        for name, phrases in (("benefit", vocabulary.benefits), ("risk", vocabulary.risks))
        if not _says(sheet, phrases, advice)
    ]
    return met_if(
        not missing,
        "The sheet says what may help, and what to stop for.",
        f"The sheet names no {' and no '.join(missing)}.",
    )


def _advice(sheet: Sheet) -> tuple[Section, ...]:
    """Return the sections of advice, without the warning signs that are no risk of the advice."""
    return tuple(section for section in sheet.body if section.kind != "warning")


def _says(sheet: Sheet, phrases: Phrases, sections: Iterable[Section]) -> bool:
    """Whether a sentence of some sections holds a phrase."""
    return any(phrases.search(lowered(text)) for _, text in sheet.read(sections))
