"""Whatever a plan chooses, the sheet says all that it must, and nothing of what it leaves out.

Each law is read off the files by code of its own, not by that of composing. It is tried for every
choice of remedies of each pattern, and for choices of sections, added activities, orders and doses
at random.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

from handouts.compose.locale import load_locale
from handouts.document import (
    CautionBlock,
    CheckTable,
    Columns,
    Doses,
    OptionList,
    Pairs,
    Paragraph,
    PictureBlock,
    PlacedMark,
    Points,
    Sequence,
    Sequences,
    Tiers,
    WeekChart,
)
from handouts.report.sentences import split
from patterns.conditions import load_conditions
from patterns.mark_kinds import MARK_KINDS
from patterns.notice import load_notice
from patterns.remedies import REMEDIES
from patterns.safety_lines import load_safety
from patterns.text import plain, runs
from patterns.warning_signs import load_warning_signs
from tests.helpers.composing import HIP, NAMES, parts_of, sections, texts, words_of
from tests.helpers.doses import seconds_read
from tests.helpers.sheets import Sheet, cautions_of, every_choice, sheets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WORDS = load_locale()
STRICTNESS = {None: 0, "ask": 1, "no": 2}

MAX_SHORT = 3
"""The words of a sentence that may be said again, such as "Sit tall" and "Tell us"."""


def printed_text(sentence: str) -> str:
    """Write a sentence without marks, as it prints."""
    return plain(runs(sentence))


# The notice


def the_notice_is_whole(sheet: Sheet) -> None:
    (notice,) = sections(sheet.made, "notice")
    told = (*load_notice(sheet.tag).sentences, sheet.pattern.evidence)
    assert words_of(notice.blocks) == " ".join(told)


# Cautions about conditions


def raw_cautions(sheet: Sheet, name: str) -> Iterator[tuple[str, str | None, str]]:
    """Yield every caution of a remedy: its own, those of its kind, and those of its sites."""
    remedy, sites = REMEDIES[sheet.remedy(name)], sheet.sites(name)  # type: ignore[index]
    activity = sheet.activity(name)
    here = [place for place in remedy.places if place.sites & sites]
    for cautions in (
        remedy.cautions,
        *(place.cautions for place in here),
        activity.cautions if activity else (),
    ):
        for caution in cautions:
            yield caution.condition, caution.when, caution.advice


def label(condition: str, stage: str | None) -> str:
    """Write a condition, or a stage of it, as a row of the table names it."""
    known = load_conditions().conditions[condition]
    return f"{known.short}, {known.stages[stage]}" if stage else known.short


def cells(table: CheckTable) -> dict[str, tuple[str | None, ...]]:
    """Return the cells of each condition of a table, by its name in small letters."""
    found: dict[str, tuple[str | None, ...]] = {}
    for row in table.rows:
        for name in row.conditions.split(WORDS.check.join):
            assert name.casefold() not in found, "a condition has two rows"
            found[name.casefold()] = row.advice
    return found


def every_caution_stands_in_the_table(sheet: Sheet) -> None:
    wanted = {name: found for name in sheet.printed if (found := {*raw_cautions(sheet, name)})}
    tables = list(parts_of(sections(sheet.made, "check"), CheckTable))
    assert len(tables) == bool(wanted)
    for table in tables:
        # An activity of the tests may have the words of a shipped one.
        titles = [activity.title if (activity := sheet.activity(name)) else name for name in wanted]
        assert len(table.remedies) == len(wanted)
        assert len({*table.remedies}) >= len({*titles})
        rows = cells(table)
        for column, (name, cautions) in enumerate(wanted.items()):
            assert_named(sheet, name, table.remedies[column])
            for condition, stage, advice in cautions:
                said = rows.get(label(condition, stage).casefold(), ())
                always = rows.get(label(condition, None).casefold(), ())
                strict = max(STRICTNESS[row[column]] for row in (said, always) if row)
                assert strict >= STRICTNESS[advice], (name, condition, stage, advice)
            for row_name, row in rows.items():
                about = {label(c, s).casefold() for c, s, _ in cautions}
                assert row[column] is None or row_name in about, (name, row_name)


def assert_named(sheet: Sheet, name: str, column: str) -> None:
    """Assert that a column has the short name of its remedy, or its title."""
    activity = sheet.activity(name)
    if activity is None:
        assert column == WORDS.applications[name]  # type: ignore[index]
    else:
        names = (sheet.said(activity.short, name), sheet.said(activity.title, name))
        assert any(each.fullmatch(column) for each in names)


# Safety


def safety_lines_print_once_with_the_first_remedy_that_needs_them(sheet: Sheet) -> None:
    needed: dict[str, list[str]] = defaultdict(list)
    for name in sheet.printed:
        for line in load_safety().lines(sheet.remedy(name), sheet.country):  # type: ignore[arg-type]
            needed[printed_text(line)].append(name)
    printed = list(cautions_of(sheet.made.sections))
    for line, names in needed.items():
        assert printed.count(line) == 1, line
        assert line in cautions_of(sheet.blocks(names[0])), (line, names)
    every = {printed_text(each.say) for lines in load_safety().remedies.values() for each in lines}
    assert {line for line in printed if line in every} == set(needed)


def what_to_stop_for_stands_beside_its_remedy(sheet: Sheet) -> None:
    for name in sheet.printed:
        activity = sheet.activity(name)
        own = list(cautions_of(sheet.blocks(name)))
        stops = [line for line in own if re.match("Stop if (?!it goes numb)", line)]
        if activity is None or activity.stop_if is None:
            assert stops == [], name
            continue
        (stop,) = stops
        assert own[0] == stop
        assert sheet.said(f"Stop if {activity.stop_if}", name).fullmatch(stop), stop


def no_sentence_is_said_twice(sheet: Sheet) -> None:
    # Two remedies may have a step, a caption and what to stop for alike, and what stands before a
    # colon.
    own = parts_of(sheet.made, (Points, PictureBlock))
    steps = {each for block in own for text in texts(block) for each in split(text)}
    said = [sentence for text in texts(sheet.made) for sentence in split(text)]
    told = Counter(each for each in said if len(each.split()) > MAX_SHORT and ":" not in each)
    twice = {sentence for sentence, times in told.items() if times > 1 and sentence.endswith(".")}
    assert {each for each in twice - steps if not each.startswith("Stop if ")} == set()


def the_signs_of_danger_are_whole(sheet: Sheet) -> None:
    places = {*sheet.pattern.regions}
    for name in sheet.printed:
        if (activity := sheet.activity(name)) and name in sheet.plan.add:
            places |= {*activity.regions}
    signs = load_warning_signs().of(places)
    (tiers,) = parts_of(sections(sheet.made, "help"), Tiers)
    told = [[printed_text(sign.say) for sign in tier] for tier in signs]
    assert [list(map(plain, tier.signs)) for tier in tiers.items] == [t for t in told if t]
    assert load_notice(sheet.tag).emergency in tiers.items[0].heading


# Nothing is empty

LISTS: tuple[type[Any], ...] = (Columns, Doses, OptionList, Points, Sequences, Tiers, CautionBlock)


def nothing_is_empty(sheet: Sheet) -> None:
    for section in sheet.made.sections:
        assert section.heading.strip()
        assert section.blocks or section.id == "short"
    for table in parts_of(sheet.made, CheckTable):
        assert all(map(any, zip(*(row.advice for row in table.rows), strict=True)))
        assert all(any(row.advice) for row in table.rows)
        assert all(map(str.strip, table.remedies))
    for block in parts_of(sheet.made, LISTS):
        assert block.items
    for tiers in parts_of(sheet.made, Tiers):
        assert all(tier.signs for tier in tiers.items)
    tables: tuple[type[Any], ...] = (Pairs, WeekChart)
    for chart in parts_of(sheet.made, tables):
        assert chart.rows
    assert all(text.strip() for text in texts(sheet.made) if text)


# The week


EXERCISE = {"press", "stretch", "strengthen", "move", "walk", "breathe", "relax"}


def the_minutes_of_a_day_are_those_that_a_reader_adds_up(sheet: Sheet) -> None:
    low = high = 0
    apart = []
    for name in sheet.printed:
        if name in sheet.for_flare:
            continue
        (dose,) = parts_of(sheet.blocks(name), Doses)
        if sheet.remedy(name) in EXERCISE:
            least, most = seconds_read(dose.items)
            low, high = low + least, high + most
        for fact in dose.items:
            if name in ("cold", "heat") and re.fullmatch(r"[\d to]+ minutes?", fact.text):
                number = fact.text.partition(" minute")[0]
                apart.append(f" For {WORDS.applications[name]}, take {number} minutes each time.")  # type: ignore[index]
    low, high = (-(-seconds // 300) * 5 for seconds in (low, high))
    number = f"{low}" if low == high else f"{low} to {high}"
    time = f" It takes about {number} minutes a day." if high else ""
    for section in sections(sheet.made, "week"):
        (use,) = parts_of(section, Paragraph)
        assert plain(use.text) == f"{WORDS.week.use}{time}{''.join(apart)}"


def the_week_ticks_what_is_printed(sheet: Sheet) -> None:
    wanted = [
        sheet.said(row.label) for row in sheet.pattern.week if about_is_printed(sheet, row.about)
    ]
    wanted += [
        sheet.said(added.title, name)
        for name in sheet.printed
        if name not in sheet.pattern.used() and (added := sheet.activity(name))
    ]
    rows = [row for chart in parts_of(sheet.made, WeekChart) for row in chart.rows]
    assert len(rows) == (len(wanted) if sheet.has("week") else 0)
    for row, label in zip(rows, wanted, strict=False):
        assert label.match(row)


def about_is_printed(sheet: Sheet, about: str) -> bool:
    known = ("short", "hurts", "triggers", "care", "flare", "together", "week")
    return sheet.has(about) if about in known else about in sheet.printed


# What goes together, and what to do today


def combinations_are_of_what_is_printed(sheet: Sheet) -> None:
    wanted = [
        each.title
        for each in sheet.pattern.together
        if sheet.has("together")
        and {step.use.removesuffix("-off") for step in each.steps} <= {*sheet.printed}
    ]
    made = list(parts_of(sheet.made, Sequence))
    assert len(made) == len(wanted)
    for sequence, title in zip(made, wanted, strict=True):
        assert sheet.said(title).fullmatch(sequence.title)


def today_is_about_what_is_printed(sheet: Sheet) -> None:
    steps = [step for step in sheet.pattern.in_short.today if about_is_printed(sheet, step.about)]
    printed = words_of(sections(sheet.made, "short"))
    for step in sheet.pattern.in_short.today:
        prints = sheet.has("short") and step in steps
        assert bool(sheet.said(step.do).search(printed)) == prints


def a_remedy_that_is_not_printed_is_not_spoken_of_in_a_flare_up(sheet: Sheet) -> None:
    flare = sheet.pattern.flare
    printed = words_of(sections(sheet.made, "flare"))
    for step in flare.steps if flare else ():
        if step.say:
            about = step.use or step.stop
            prints = sheet.has("flare") and about in sheet.printed
            assert bool(sheet.said(step.say).search(printed)) == prints, step


def what_is_not_advised_prints_once_with_the_advice(sheet: Sheet) -> None:
    advised = any(name not in sheet.for_flare for name in sheet.printed)
    for each in sheet.pattern.not_advised:
        said = sheet.said(f"Not for this: {each.what}. {each.because} {each.instead or ''}".strip())
        found = [text for text in texts(sheet.made) if said.search(text)]
        assert len(found) == advised


# Pictures


def no_mark_stands_without_its_remedy(sheet: Sheet) -> None:
    own = {sheet.remedy(name) for name in sheet.printed if name in sheet.pattern.used()}
    for mark in parts_of(sheet.made, PlacedMark):
        needed = MARK_KINDS[mark.kind].remedy
        assert not needed or needed in own, mark


LAWS: tuple[Callable[[Sheet], None], ...] = (
    the_notice_is_whole,
    every_caution_stands_in_the_table,
    safety_lines_print_once_with_the_first_remedy_that_needs_them,
    what_to_stop_for_stands_beside_its_remedy,
    no_sentence_is_said_twice,
    the_signs_of_danger_are_whole,
    nothing_is_empty,
    the_minutes_of_a_day_are_those_that_a_reader_adds_up,
    the_week_ticks_what_is_printed,
    combinations_are_of_what_is_printed,
    today_is_about_what_is_printed,
    a_remedy_that_is_not_printed_is_not_spoken_of_in_a_flare_up,
    what_is_not_advised_prints_once_with_the_advice,
    no_mark_stands_without_its_remedy,
)


@pytest.mark.parametrize("name", NAMES)
def test_every_choice_of_remedies_keeps_every_law(name: str) -> None:
    for sheet in every_choice(name, most=600 if name == HIP else 200):
        for law in LAWS:
            law(sheet)


@pytest.mark.parametrize("law", LAWS)
@settings(max_examples=60)
@given(sheet=sheets())
def test_any_other_choice_keeps_each_law(law: Callable[[Sheet], None], sheet: Sheet) -> None:
    law(sheet)
