"""Check how a sheet is built: its message, chunks, headings, lists, pictures, tables and charts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.document import (
    CheckTable,
    Pairs,
    PictureBlock,
    WeekChart,
    WriteIn,
)
from handouts.report.outcome import Outcome, met_if, met_unless
from handouts.report.passages import blocks_of, lists_of, numbered_steps
from handouts.report.sentences import split, tells_what_to_do, words
from handouts.report.sheet import ADDRESSES, Spot
from handouts.report.vocabulary import load_vocabulary
from patterns.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from handouts.document import Section
    from handouts.report.sheet import Sheet
    from patterns.text import Rich

MAX_ITEMS = 7
"""Items of a list and steps of an exercise (CDC index, item 8)."""

MAX_SENTENCES = 4
"""Sentences of a paragraph."""

MAX_STEP_WORDS = 15
MAX_STRONG = 0.15
"""The share of letters in bold."""

MAX_LABEL_WORDS = 8
"""Words of a column's heading or a row's label (our own choice)."""


def one_main_message(sheet: Sheet) -> Outcome:
    """Check that there is one main message."""
    messages = sheet.sections("message")
    return met_if(
        len(messages) == 1,
        f'The message is "{messages[0].heading}".' if messages else "",
        f"There are {len(messages)} main messages.",
        *(Spot(section.heading) for section in messages),
    )


def message_first(sheet: Sheet) -> Outcome:
    """Check that the main message opens the sheet."""
    first = sheet.handout.sections[:1]
    return met_if(
        first and first[0].kind == "message",
        "The main message opens the sheet.",
        "The sheet does not open with its main message.",
        *(Spot(section.heading) for section in first),
    )


def message_stands_out(sheet: Sheet) -> Outcome:
    """Check that the main message is in a section of the kind that has a box of its own."""
    return met_if(
        sheet.sections("message"),
        "The main message has a box of its own.",
        "No section is set apart as the main message.",
    )


def summary(sheet: Sheet) -> Outcome:
    """Check that the opening message says what to do today."""
    first = sheet.handout.sections[:1]
    return met_if(
        first and first[0].kind == "message" and first[0].blocks,
        "The first section sums up what to do.",
        "The first section does not sum up what to do.",
        *(Spot(section.heading) for section in first),
    )


def short_chunks(sheet: Sheet) -> Outcome:
    """Check the number of sentences of every paragraph and of items of every list."""
    faults = [
        Spot(passage.section.heading, split(passage.text)[0])
        for passage in sheet.passages
        if passage.kind == "prose"
        and passage.section.id != ADDRESSES
        and len(split(passage.text)) > MAX_SENTENCES
    ]
    return met_unless(
        [*faults, *_long_lists(sheet)],
        f"At most {MAX_SENTENCES} sentences are in a paragraph, {MAX_ITEMS} items in a list.",
        "A paragraph or a list is long.",
    )


def short_lists(sheet: Sheet) -> Outcome:
    """Check that there are lists, none of them long."""
    lengths = [len(items) for section in sheet.handout.sections for items in lists_of(section)]
    if not lengths:
        return met_if(False, "", "There is no list.")
    said = f"The longest of {len(lengths)} lists has {max(lengths)} items."
    return met_unless(_long_lists(sheet), said, said)


def _long_lists(sheet: Sheet) -> Iterator[Spot]:
    for section in sheet.handout.sections:
        yield from _too_many(section, lists_of(section))


def _too_many(section: Section, lists: Iterable[tuple[Rich, ...]]) -> Iterator[Spot]:
    """Yield the first item too many of every long list."""
    for items in lists:
        if len(items) > MAX_ITEMS:
            yield Spot(section.heading, split(plain(items[MAX_ITEMS]))[0])


def telling_headings(sheet: Sheet) -> Outcome:
    """Check that every section has a heading of its own that says something."""
    seen, faults = set[str](), list[Spot]()
    for section in sheet.handout.sections:
        heading = section.heading.casefold().strip(" .:")
        if not heading or heading in seen | load_vocabulary().empty_headings:
            faults.append(Spot(section.heading))
        seen.add(heading)
    return met_unless(
        faults,
        f"Each of {len(seen)} sections has a heading of its own.",
        "A heading is missing, is there twice, or says nothing.",
    )


def visual_cues(sheet: Sheet) -> Outcome:
    """Check that some of the advice is in bold, though little, and that warnings have a box."""
    prose = [passage for passage in sheet.passages if passage.kind == "prose"]
    letters = sum(len(passage.text) for passage in prose)
    share = sum(passage.strong for passage in prose) / letters if letters else 0.0
    if not sheet.sections("warning"):
        return met_if(False, "", "No section of warnings is set apart.")
    said = f"{share:.1%} of the letters are in bold; some are to be, and at most {MAX_STRONG:.0%}."
    return met_if(0 < share <= MAX_STRONG, said, said)


def pictures(sheet: Sheet) -> Outcome:
    """Check that there are pictures, at least one of them beside steps."""
    found = list(blocks_of(sheet.handout.sections, PictureBlock))
    shown = [
        section
        for section in sheet.body
        if any(blocks_of(section, PictureBlock)) and any(numbered_steps(section))
    ]
    return met_if(
        len(found) > 1 and shown,
        f"There are {len(found)} pictures; {len(shown)} sections show their steps.",
        "No picture shows steps." if found else "There is no picture.",
    )


def captions(sheet: Sheet) -> Outcome:
    """Check that every picture has a caption."""
    faults = [
        Spot(section.heading)
        for section in sheet.handout.sections
        for picture in blocks_of(section, PictureBlock)
        if not plain(picture.caption).strip()
    ]
    return met_unless(faults, "Every picture has a caption.", "A picture has no caption.")


def simple_tables(sheet: Sheet) -> Outcome:
    """Check that every column of a table has a heading, and that headings and labels are short."""
    faults = [
        Spot(section.heading, text)
        for section in sheet.handout.sections
        for text in _labels_of_tables(section)
        if not text or len(words(text)) > MAX_LABEL_WORDS
    ]
    return met_unless(
        faults,
        "Every column has a short heading, every row a short label.",
        "A heading or a label of a table is missing or long.",
    )


def _labels_of_tables(section: Section) -> Iterator[str]:
    """Yield the headings of columns, and the labels of rows but for lists of conditions."""
    for pairs in blocks_of(section, Pairs):
        yield from pairs.heads
    for table in blocks_of(section, CheckTable):
        yield from (table.head, *table.remedies)
    for chart in blocks_of(section, WeekChart):
        yield from (chart.head, *chart.days, *chart.rows)


def small_steps(sheet: Sheet) -> Outcome:
    """Check that numbered steps begin with a verb and are short, and that no list has too many."""
    lists = [(section, items) for section in sheet.body for items in numbered_steps(section)]
    steps = [(section, plain(step)) for section, items in lists for step in items]
    faults = [
        Spot(section.heading, step)
        for section, step in steps
        if not tells_what_to_do(step) or len(words(step)) > MAX_STEP_WORDS
    ]
    if not steps:
        return met_if(False, "", "There are no numbered steps.")
    return met_unless(
        [*faults, *(spot for section, items in lists for spot in _too_many(section, [items]))],
        f"All {len(steps)} steps begin with a verb and have at most {MAX_STEP_WORDS} words.",
        "A step begins with no verb or is long, or a list has many steps.",
    )


def tools(sheet: Sheet) -> Outcome:
    """Check that there is a chart to tick, or lines to fill in."""
    charts = any(blocks_of(sheet.handout.sections, WeekChart))
    lines = any(blocks_of(sheet.handout.sections, WriteIn))
    return met_if(
        charts or lines,
        "There is a chart to tick." if charts else "There are lines to fill in.",
        "There is neither a chart to tick nor a line to fill in.",
    )


def charts_explained(sheet: Sheet) -> Outcome:
    """Check that captions explain the marks of pictures, and that charts say how to use them.

    The caption of the first picture with a kind of mark names it in bold, and a chart has a
    sentence beside it.
    """
    faults, named = [], set[str]()
    for section in sheet.handout.sections:
        for picture in blocks_of(section, PictureBlock):
            new = {mark.kind for mark in picture.marks} - named
            named |= new
            if len(new) > sum(run.strong for run in picture.caption):
                faults.append(Spot(section.heading, plain(picture.caption)))
    faults += [
        Spot(section.heading)
        for section in sheet.handout.sections
        if any(blocks_of(section, WeekChart)) and not any(sheet.read([section]))
    ]
    return met_unless(
        faults,
        "Each mark is named where it comes first, and each chart says how to use it.",
        "A mark is not named where it comes first, or a chart does not say how to use it.",
    )
