"""Put text into the order of the eye: the Unicode Bidirectional Algorithm (UAX 9) for one line.

Only what a character is by itself counts. Controls that embed or isolate text are refused before
text comes here, so every text is one sequence at one level.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")

RIGHTWARD, LEFTWARD = 0, 1
"""The levels of text that runs from the left and of text that runs from the right."""

_STRONG = {"L": RIGHTWARD, "R": LEFTWARD, "AL": LEFTWARD}
_PAIRS = {"(": ")", "[": "]", "{": "}"}
_MIRRORED = {**_PAIRS, **{end: start for start, end in _PAIRS.items()}, "<": ">", ">": "<"}
_MIRRORED |= {"\u00ab": "\u00bb", "\u00bb": "\u00ab", "\u2039": "\u203a", "\u203a": "\u2039"}
_NEUTRAL = frozenset({"B", "S", "WS", "ON"})


def base_level(text: str) -> int:
    """Return the level of a paragraph, which its first letter decides (rules P2 and P3)."""
    strong = (_STRONG.get(unicodedata.bidirectional(char)) for char in text)
    return next((level for level in strong if level is not None), RIGHTWARD)


def levels(text: str, base: int) -> list[int]:
    """Return the level of each character in a paragraph of a level; odd ones run leftward."""
    kinds = _weak([unicodedata.bidirectional(char) for char in text], base)
    _resolve_brackets(text, kinds, base)
    _resolve_neutrals(kinds, base)
    found = [_level(kind, base) for kind in kinds]
    for i in range(len(text) - 1, -1, -1):  # rule L1: spaces at the end follow the paragraph
        if not text[i].isspace():
            break
        found[i] = base
    return found


def in_visual_order(items: Sequence[tuple[int, T]]) -> list[tuple[int, T]]:
    """Put the items of a line, each with its level, from left to right (rule L2)."""
    ordered = list(items)
    for level in range(max((level for level, _ in items), default=0), 0, -1):
        start = 0
        while start < len(ordered):
            end = start
            while end < len(ordered) and ordered[end][0] >= level:
                end += 1
            ordered[start:end] = reversed(ordered[start:end])
            start = max(end, start + 1)
    return ordered


def mirrored(text: str) -> str:
    """Write a text from its end, with brackets turned (rule L4)."""
    return "".join(_MIRRORED.get(char, char) for char in reversed(text))


def _weak(kinds: list[str], base: int) -> list[str]:
    """Resolve marks, numbers and what stands in numbers (rules W1 to W7)."""
    start = "R" if base else "L"
    before = start
    for i, kind in enumerate(kinds):  # W1
        before = kinds[i] = before if kind == "NSM" else kind
    _after(kinds, start, "AL", "AN")  # W2
    kinds = ["R" if kind == "AL" else kind for kind in kinds]  # W3
    for i in range(1, len(kinds) - 1):  # W4
        around = kinds[i - 1], kinds[i + 1]
        if kinds[i] in ("ES", "CS") and around == ("EN", "EN"):
            kinds[i] = "EN"
        elif kinds[i] == "CS" and around == ("AN", "AN"):
            kinds[i] = "AN"
    _join_terminators(kinds)  # W5
    kinds = ["ON" if kind in ("ES", "ET", "CS", "BN") else kind for kind in kinds]  # W6
    _after(kinds, start, "L", "L")  # W7
    return kinds


def _after(kinds: list[str], start: str, letter: str, becomes: str) -> None:
    """Give the digits after one kind of letter another kind."""
    strong = start
    for i, kind in enumerate(kinds):
        if kind in _STRONG:
            strong = kind
        elif kind == "EN" and strong == letter:
            kinds[i] = becomes


def _join_terminators(kinds: list[str]) -> None:
    """Join signs such as those of currencies to the number beside them (rule W5)."""
    i = 0
    while i < len(kinds):
        end = i
        while end < len(kinds) and kinds[end] == "ET":
            end += 1
        if end > i and "EN" in (*kinds[max(0, i - 1) : i], *kinds[end : end + 1]):
            kinds[i:end] = ["EN"] * (end - i)
        i = max(end, i + 1)


def _side(kind: str) -> str:
    """Return the direction that a kind counts as for its neighbors; numbers count as leftward."""
    return "R" if kind in ("R", "EN", "AN") else kind


def _resolve_brackets(text: str, kinds: list[str], base: int) -> None:
    """Give both brackets of a pair the direction of what they hold (rule N0)."""
    own, other = ("R", "L") if base else ("L", "R")
    for start, end in _bracket_pairs(text, kinds):
        inside = {_side(kind) for kind in kinds[start + 1 : end]}
        if own in inside:
            kinds[start] = kinds[end] = own
        elif other in inside:
            sides = (_side(kind) for kind in reversed(kinds[:start]))
            before = next((side for side in sides if side in ("L", "R")), own)
            kinds[start] = kinds[end] = before


def _bracket_pairs(text: str, kinds: Sequence[str]) -> list[tuple[int, int]]:
    opened: list[int] = []
    pairs = []
    for i, char in enumerate(text):
        if kinds[i] != "ON":
            continue
        if char in _PAIRS:
            opened.append(i)
        elif char in _PAIRS.values():
            matching = [place for place in opened if _PAIRS[text[place]] == char]
            if matching:
                pairs.append((matching[-1], i))
                del opened[opened.index(matching[-1]) :]
    return sorted(pairs)


def _resolve_neutrals(kinds: list[str], base: int) -> None:
    """Give spaces and punctuation the direction of both neighbors, else the base (N1, N2)."""
    own = "R" if base else "L"
    i = 0
    while i < len(kinds):
        end = i
        while end < len(kinds) and kinds[end] in _NEUTRAL:
            end += 1
        if end > i:
            before = _side(kinds[i - 1]) if i else own
            after = _side(kinds[end]) if end < len(kinds) else own
            kinds[i:end] = [before if before == after else own] * (end - i)
        i = max(end, i + 1)


def _level(kind: str, base: int) -> int:
    """Return the level of a resolved kind (rules I1 and I2)."""
    if base == LEFTWARD:
        return base if kind == "R" else base + 1
    return {"L": base, "R": base + 1}.get(kind, base + 2)
