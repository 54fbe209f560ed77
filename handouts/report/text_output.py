"""Write a report as text: the reading levels, what to mend, and what a person has to tick."""

from __future__ import annotations

from textwrap import shorten, wrap
from typing import TYPE_CHECKING

from handouts.report.items import load_items
from handouts.report.outcome import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.report.examine import Decision, Location, Report, Row

WIDTH = 100
NAME_WIDTH = 42
INDENT, DEEPER = " " * 14, " " * 18

TABLE_HEAD = (
    f"{'':{NAME_WIDTH}}         without    words a",
    f"{'':{NAME_WIDTH}}  grade    names   sentence  longest   words  hardest for",
)
"""The heads of the columns, above the widths of `_row_line`."""


def report_lines(report: Report) -> Iterator[str]:
    """Yield the lines of a report."""
    about = report.about
    yield f"{about.id} {about.version}, {about.file}"
    yield f"Read for: {'; '.join(report.sheets)}"
    yield from _headed("Reading level (grade of Flesch and Kincaid)")
    yield from TABLE_HEAD
    yield from map(_row_line, (*report.sections, *report.parts))
    yield from _headed("Longest sentences")
    for sentence in report.longest:
        yield from _place_lines(f"{sentence.words} words: ", sentence.place)
    yield from _headed("Terms not explained where they are first read")
    for term in report.terms:
        yield from _place_lines(f"{term.word}{term.plain and f' ({term.plain})'}: ", term.place)
    if not report.terms:
        yield "none"
    for instrument, title in load_items().instruments.items():
        met, decided = report.scores()[instrument]
        share = f", {met / decided:.0%}" if decided else ""
        yield from _headed(f"{title}: {met} of {decided} met{share}")
        for decision in report.decisions:
            if decision.item.instrument == instrument and decision.verdict != Verdict.FOR_A_PERSON:
                yield from _decision_lines(decision)
    yield from _headed("For a person to tick")
    for decision in report.decisions:
        if decision.verdict == Verdict.FOR_A_PERSON:
            yield f"[ ] {decision.item.id:12}  {decision.item.words}"


def _headed(heading: str) -> tuple[str, ...]:
    return "", heading, "-" * len(heading)


def _row_line(row: Row) -> str:
    level, name = row.level, shorten(row.name, NAME_WIDTH, placeholder="...")
    grade, without_names = (round(x, 1) + 0 for x in (level.grade, level.without_names))  # no -0.0
    return (
        f"{name:{NAME_WIDTH}}{grade:7.1f}{without_names:9.1f}{level.mean:11.1f}"
        f"{level.longest:9}{level.words:8}  {row.sheet}"
    )


def _place_lines(lead: str, place: Location) -> Iterator[str]:
    """Yield where to look, and the text that stands there."""
    at = ":".join(map(str, place.written)) if place.written else f'section "{place.section}"'
    yield f"{lead}{at}"
    if place.text:
        yield from wrap(f'"{place.text}"', WIDTH, initial_indent=DEEPER, subsequent_indent=DEEPER)


def _decision_lines(decision: Decision) -> Iterator[str]:
    item, verdict = decision.item, decision.verdict
    mark = {Verdict.MET: "met", Verdict.NOT_MET: "NOT MET", Verdict.NOT_APPLICABLE: "-"}[verdict]
    yield f"{mark:9}{item.id:14}{item.words}"
    way_out = f" {item.mend}" if verdict == Verdict.NOT_MET else ""
    said = f"{decision.why}{way_out}"
    yield from wrap(said, WIDTH, initial_indent=INDENT, subsequent_indent=INDENT)
    for place in decision.places:
        yield from _place_lines(INDENT, place)
