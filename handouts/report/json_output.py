"""Write a report as a tree of plain values for JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from handouts.report.examine import Decision, Location, Report, Row

DIGITS = 2


def report_tree(report: Report) -> dict[str, object]:
    """Return a report as lists and dictionaries; line and column are 0 if no file has the text."""
    return {
        "pattern": report.about._asdict(),
        "sheets": list(report.sheets),
        "sections": [_row_tree(row) for row in report.sections],
        "parts": [_row_tree(row) for row in report.parts],
        "longest_sentences": [
            {"words": long.words, "place": _place_tree(long.place)} for long in report.longest
        ],
        "unexplained_terms": [
            {"word": term.word, "plain_words": term.plain, "place": _place_tree(term.place)}
            for term in report.terms
        ],
        "items": [_decision_tree(decision) for decision in report.decisions],
        "scores": {name: score._asdict() for name, score in report.scores().items()},
    }


def _row_tree(row: Row) -> dict[str, object]:
    level: dict[str, Any] = asdict(row.level)
    rounded = {
        name: round(value, DIGITS) if isinstance(value, float) else value
        for name, value in level.items()
    }
    return {"name": row.name, "sheet": row.sheet, **rounded}


def _place_tree(place: Location) -> dict[str, object]:
    file, line, column = place.written or ("", 0, 0)
    return {
        "file": file, "line": line, "column": column, "section": place.section, "text": place.text
    }  # fmt: skip


def _decision_tree(decision: Decision) -> dict[str, object]:
    item = decision.item
    return {
        "id": item.id,
        "instrument": item.instrument,
        "words": item.words,
        "decided_by": item.decided_by,
        "verdict": decision.verdict.value,
        "why": decision.why,
        "mend": item.mend,
        "places": [_place_tree(place) for place in decision.places],
    }
