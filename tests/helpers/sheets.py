"""Compose sheets for every choice of a plan, and read what they print by the files alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, combinations
from typing import TYPE_CHECKING, Any, cast

from hypothesis import strategies as st

from handouts.document import CautionBlock, Handout, Section, Subheading
from handouts.request.plan import Plan
from patterns.model.dose import DoseChange
from patterns.notice import load_notice
from patterns.shared_texts import english_texts
from patterns.shared_words import words_of as word_tables
from patterns.text import plain
from tests.helpers.composing import (
    EDITIONS,
    NAMES,
    SIDES,
    entry,
    handout,
    parts_of,
    plans_of,
    sections,
    some_of,
)
from tests.helpers.pattern_trees import ACTIVITY_IDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from patterns.catalog import Entry
    from patterns.pattern import Activity, Pattern
    from patterns.text import Side

GATES = ("no-blood-clot", "chest-pain-checked")
"""The confirmations that added activities may need."""

APPLICATIONS = ("patch", "cold", "heat")

NOTICES = ("en-US", "en-GB")


@dataclass(frozen=True)
class Sheet:
    """A composed handout with what it was made from."""

    name: str
    plan: Plan
    tag: str

    @cached_property
    def made(self) -> Handout:
        """The handout."""
        return handout(self.plan, self.name, tag=self.tag)

    @cached_property
    def entry(self) -> Entry:
        """The pattern and all activities that the sheet may print."""
        return entry(self.name, *self.plan.add)

    @property
    def pattern(self) -> Pattern:
        """The pattern."""
        return self.entry.pattern

    @property
    def country(self) -> str:
        """The country of the notice."""
        return load_notice(self.tag).country

    @property
    def side(self) -> str:
        """The sore side."""
        return self.plan.side or "both"

    def has(self, section: str) -> bool:
        """Whether the plan asks for a section, or for a remedy that it prints in it."""
        shown = {"flare" if name in self.for_flare else "care" for name in self.printed}
        return self._asks_for(section) or section in shown

    def _asks_for(self, section: str) -> bool:
        return self.plan.sections is None or section in self.plan.sections

    @cached_property
    def printed(self) -> tuple[str, ...]:
        """The remedies that the plan asks for, in printed order, reckoned from the files."""
        own = [choice.use for choice in self.pattern.care]
        flare = self.pattern.flare.steps if self.pattern.flare else ()
        for_flare = [step.use for step in flare if step.use and step.use not in own]
        daily = [*own, *(name for name in self.plan.add if name not in (*own, *for_flare))]
        in_order = [*(name for name in self.plan.order if name in daily), *daily]
        daily = list(dict.fromkeys(in_order))
        return (
            *(name for name in daily if self._chosen(name, "care")),
            *(name for name in for_flare if self._chosen(name, "flare")),
        )

    def _chosen(self, name: str, section: str) -> bool:
        if name in (*(self.plan.care or ()), *self.plan.add):
            return True
        return self.plan.care is None and self._asks_for(section)

    @property
    def for_flare(self) -> tuple[str, ...]:
        """The printed remedies that only the flare-up has."""
        own = {*(choice.use for choice in self.pattern.care), *self.plan.add}
        return tuple(name for name in self.printed if name not in own)

    def activity(self, name: str) -> Activity | None:
        """Return an activity, None for an application."""
        return None if name in APPLICATIONS else self.entry.activities[name].activity

    def remedy(self, name: str) -> str:
        """Return the kind of an activity, or the name of an application."""
        activity = self.activity(name)
        return activity.kind if activity else name

    def sites(self, name: str) -> set[str]:
        """Return the sites of the body that a remedy touches."""
        if activity := self.activity(name):
            return {*activity.sites}
        part = getattr(self.pattern, name)
        return {site.body for site in part.sites} if name == "patch" else {part.site}

    def section(self, name: str) -> Section:
        """Return the section in which a remedy prints."""
        (section,) = sections(self.made, "flare" if name in self.for_flare else name)
        return section

    def blocks(self, name: str) -> tuple[Any, ...]:
        """Return the blocks of a remedy: those of its section, or below its title in a flare-up."""
        section = self.section(name)
        if name not in self.for_flare:
            return section.blocks
        headed = [i for i, block in enumerate(section.blocks) if isinstance(block, Subheading)]
        start = headed[self.for_flare.index(name)]
        return section.blocks[start : next((i for i in headed if i > start), None)]

    def said(self, sentence: str, name: str = "") -> re.Pattern[str]:
        """Return what finds a sentence as it prints on this side, in small or large letters.

        `name` is the activity that it is written in, empty for the pattern or a shared file. A term
        may be followed by its explanation.
        """
        data = self.activity(name) if name else None
        tables = word_tables(data or self.pattern, english_texts().words)
        side = cast("Side", self.side)
        words = {key: each.on(side, tables.sides) for key, each in tables.words.items()}
        words |= {key: each.in_country(self.country) for key, each in tables.local_words.items()}
        named = ("star", "striped area", "wavy area")
        marks = {f"green {name}": f"(green )?{name}" for name in named}

        def expression(part: str) -> str:
            if part.startswith("{"):
                return marks.get(part[1:-1]) or re.escape(words[part[1:-1]])
            if part.startswith("["):
                return re.escape(part[1:-1]) + r"( \([^)]*\))?"
            return re.escape(part)

        text = sentence.replace("**", "").replace("'", "\N{RIGHT SINGLE QUOTATION MARK}")
        parts = re.findall(r"\{[^}]*\}|\[[^\]]*\]|[^{\[]+", text)
        return re.compile("".join(map(expression, parts)), re.IGNORECASE)


def cautions_of(part: object) -> list[str]:
    """Return the lines of every caution in a part."""
    return [plain(line) for block in parts_of(part, CautionBlock) for line in block.items]


def subsets(names: Iterable[str]) -> list[tuple[str, ...]]:
    """Return all choices of one or more of some names."""
    every = tuple(names)
    return list(chain.from_iterable(combinations(every, n) for n in range(1, len(every) + 1)))


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    """Draw a sheet of any pattern with any choice: sections, care, added, order, doses, side."""
    name = draw(st.sampled_from(NAMES))
    plan = draw(plans_of(name))
    used = entry(name).pattern.used()
    added = draw(st.just(()) | some_of([each for each in ACTIVITY_IDS if each not in used][:6]))
    doses = draw(st.dictionaries(st.sampled_from(used), st.integers(1, 2), max_size=2))
    changes = {use: change for use, n in doses.items() if (change := _change(name, use, n))}
    update = {
        "add": added,
        "order": draw(st.just(()) | some_of((*used, *added))),
        "doses": tuple(changes.items()),
        "confirmed": GATES,
    }
    return Sheet(name, plan.model_copy(update=update), draw(st.sampled_from(NOTICES)))


def _change(name: str, use: str, number: int) -> DoseChange | None:
    """Return a legal change of a dose of any kind that can be done several times."""
    found = entry(name).activities.get(use)
    parts = found.activity.dose.figures if found else {}
    part = next((each for each in ("sets", "repeats", "times_a_day") if each in parts), None)
    return DoseChange.model_validate({part: number}) if part else None


def every_choice(name: str, most: int) -> Iterator[Sheet]:
    """Yield a sheet for every choice of a pattern's remedies, in turn for each side and edition.

    Of more than `most` choices, only each second one or fewer are taken, evenly.
    """
    manners = [
        (s, e, t, d) for t in NOTICES for d in ("full", "brief") for e in EDITIONS for s in SIDES
    ]
    choices = subsets(entry(name).pattern.used())
    for i, care in enumerate(choices[:: -(-len(choices) // most)]):
        side, edition, tag, detail = manners[i % len(manners)]
        yield Sheet(name, Plan(care=care, side=side, edition=edition, detail=detail), tag)
