"""Count the syllables of English words: by three rules of spelling, and a table of exceptions.

The table, `syllables.yaml`, holds the words that the rules get wrong, so that every common word of
English has its count in the CMU Pronouncing Dictionary.
"""

from __future__ import annotations

import re
from functools import cache

from handouts.report.vocabulary import lowered
from patterns.schema.base import Model
from patterns.schema.loader import read_shipped

_VOWELS = re.compile(r"[aeiouy]+")

_SILENT = re.compile(
    r"""
    (?:
        (?<![^aeiouylr]l) (?<![aeiouy]) e $              # "rule", but "table", "tree"
      | (?<![^aeiouylr]l) (?<![aeiouytd]) ed $           # "rolled", but "rested", "settled"
      | (?<![^aeiouylr]l) (?<![aeiouycgszx]) (?<![cs]h) es $  # "bones", but "places", "muscles"
      | (?<= [gq]u) es? $                                # "tongue"
    )
    """,
    re.VERBOSE,
)
_SILENT_BEFORE_SUFFIX = re.compile(
    r"(?<![aeiouyl]) e (?: ly | ness | ful | fully | less | ments? ) $ | [^aeiouy] (ically) $",
    re.VERBOSE,
)
_TWO_VOWELS = re.compile(
    r"""
    (?<![cgst]) i[ao]                                    # "dial", but "special", "motion"
  | iu[ms] | iest $ | (?<![ct]) ie (?: [rt] $ | nt? )    # "radius", "easiest", "quiet"
  | [aeiouy] ing                                         # "staying"
  | (?<![gq]) u (?: al | at | ous )                      # "usual"
  | [aou] y (?! ed? $ ) [aeo]                            # "beyond", but "played"
  | (?: s | th ) ms? $                                   # "spasm", "rhythm"
    """,
    re.VERBOSE,
)


_HISSES = ("ce", "ch", "ge", "s", "se", "sh", "x", "z", "ze")


class SyllableTable(Model):
    """The words that the rules get wrong, by their number of syllables."""

    by_hand: dict[str, int]
    one: tuple[str, ...]
    two: tuple[str, ...]
    three: tuple[str, ...]
    four: tuple[str, ...]
    five: tuple[str, ...]
    six: tuple[str, ...]
    seven: tuple[str, ...]


@cache
def exceptions() -> dict[str, int]:
    """Read the table of exceptions."""
    table = read_shipped("handouts.report", "syllables.yaml", SyllableTable)
    lists = (table.one, table.two, table.three, table.four, table.five, table.six, table.seven)
    counted = {word: count for count, words in enumerate(lists, start=1) for word in words}
    return {**counted, **table.by_hand}


@cache
def syllables(word: str) -> int:
    """Count the syllables of a word; those of a compound such as `non-slip` one part at a time."""
    first, hyphen, rest = word.partition("-")
    if hyphen:
        return syllables(first) + syllables(rest)
    if word.isdigit():
        return 1 if len(word) == 1 else 2  # "eight", "thirty": the numbers of a dose
    if len(word) > 1 and word.isupper():
        return len(word)  # spelled out, as "NHS"
    small = lowered(word)
    bare = small.removesuffix("'s")
    hiss = bare != small and bare.endswith(_HISSES)  # "box's"
    return (exceptions().get(bare) or by_rule(bare)) + hiss


def by_rule(word: str) -> int:
    """Count the groups of vowels, without a silent e and with those that are two syllables."""
    groups = len(_VOWELS.findall(word))
    silent = bool(_SILENT.search(word)) + bool(_SILENT_BEFORE_SUFFIX.search(word))
    return max(1, groups - silent + len(_TWO_VOWELS.findall(word)))
