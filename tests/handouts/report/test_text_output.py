"""A report as text is compared with a stored one; `--remake-references` writes it again."""

from __future__ import annotations

from handouts.report.examine import About, examine
from handouts.report.text_output import WIDTH, report_lines
from handouts.report.written import WrittenSentences
from tests.helpers import ROOT
from tests.helpers.plain_sheets import document, faulty, sheet

GOLDEN = ROOT / "tests" / "goldens" / "report" / "elbow.txt"


def test_the_text_is_as_stored(*, remake: bool) -> None:
    report = examine(
        About("elbow", "1.0", "pattern.yaml"), [sheet(faulty())], WrittenSentences([document()])
    )
    lines = list(report_lines(report))
    text = "\n".join(lines) + "\n"
    if remake:
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(text, "utf-8")
    assert text == GOLDEN.read_text("utf-8")
    assert max(map(len, lines)) <= WIDTH


def test_no_term_to_explain_is_told() -> None:
    report = examine(About("elbow", "1.0", "x.yaml"), [sheet()], WrittenSentences([document()]))
    assert "none" in list(report_lines(report))
