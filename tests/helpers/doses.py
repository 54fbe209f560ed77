"""Read printed doses as a client does, and add up how long they take."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handouts.document import DoseFact

WORDS = {"once": "1", "twice": "2"}

READ = {
    r"hold (.+) seconds?": "hold",
    r"(.+) seconds? each time, slowly": "slow",
    r"(.+) seconds? on each spot": "spot",
    r"(.+) times|(once) each time": "repeats",
    r"rest (.+) seconds? between sets": "rest",
    r"(.+) sets?": "sets",
    r"every (.+) minutes": "every",
    r"(.+) minutes? in all": "in all",
    r"(.+) minutes?": "minutes",
    r"(.+) times a day|(once|twice) a day": "a day",
    r"each way": "way",
    r"on each side": "side",
}
"""What the words of a fact mean, the first that fits."""


def seconds_read(facts: Iterable[DoseFact]) -> tuple[int, int]:
    """Add up the least and the most seconds of a day that a reader comes to.

    A reader who is told minutes for all spots counts those, and one who is told minutes counts
    those as the time of a set. A part that is not told counts once.
    """
    read = dict(filter(None, map(_read, (fact.text for fact in facts))))
    return _sum(read, 0), _sum(read, 1)


def _read(text: str) -> tuple[str, tuple[int, int]] | None:
    for words, meaning in READ.items():
        if found := re.fullmatch(words, text):
            number = next(filter(None, found.groups()), "2")
            figures = [int(digits) for digits in re.findall(r"\d+", WORDS.get(number, number))]
            return (meaning, (figures[0], figures[-1])) if figures else None
    return None


def _sum(read: dict[str, tuple[int, int]], end: int) -> int:
    def told(meaning: str, otherwise: int) -> int:
        return read.get(meaning, (otherwise, otherwise))[end]

    often = told("a day", 1)
    if "in all" in read:
        return told("in all", 0) * 60 * often
    if "minutes" in read:
        go = told("minutes", 0) * 60
    else:
        go = (told("hold", 0) + told("slow", 0) + told("spot", 0)) * told("repeats", 1)
    rests = (told("sets", 1) - 1) * told("rest", 0)
    one_side = go * told("way", 1) * told("sets", 1) + rests
    return one_side * told("side", 1) * often
