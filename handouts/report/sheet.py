"""The sheet under examination: a composed handout, its texts, and the words that it teaches."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from handouts.report.passages import passages
from handouts.report.sentences import split

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from handouts.document import Handout, Section
    from handouts.report.passages import Passage

NOTICE, ADDRESSES = "notice", "credits"
"""The sections that are measured apart: the liability notice; the clinic, sources and review."""


class Spot(NamedTuple):
    """A place on a sheet: the heading of a section, and a text in it unless it is all of it."""

    section: str
    text: str = ""


@dataclass(frozen=True)
class Sheet:
    """A handout for one side of the body and one notice.

    `names` are the words that the sheet has to teach, in small letters, such as those of muscles.
    """

    handout: Handout
    side: str
    notice: str
    names: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """What the sheet is for, such as `left, en-US`."""
        return ", ".join(part for part in (self.side, self.notice) if part)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The texts of all sections, in reading order."""
        return tuple(passages(self.handout))

    @property
    def body(self) -> tuple[Section, ...]:
        """The sections of advice: all but the notice and the addresses."""
        apart = {NOTICE, ADDRESSES}
        return tuple(section for section in self.handout.sections if section.id not in apart)

    def sections(self, kind: str) -> tuple[Section, ...]:
        """Return the sections of a kind, such as `message`."""
        return tuple(section for section in self.handout.sections if section.kind == kind)

    def read(self, sections: Iterable[Section] | None = None) -> Iterator[tuple[Spot, str]]:
        """Yield the sentences of the prose in some sections, by default in those of advice."""
        chosen = {id(section) for section in (self.body if sections is None else sections)}
        for passage in self.passages:
            if passage.kind == "prose" and id(passage.section) in chosen:
                for sentence in split(passage.text):
                    yield Spot(passage.section.heading, sentence), sentence
