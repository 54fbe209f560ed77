"""Plan rows: each becomes a job with the right template, or all of its problems are listed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handouts import pipeline
from handouts.batch import planner
from handouts.batch.planner import RowProblems, plan
from handouts.pipeline import do_layout
from handouts.request.values import ClientText
from handouts.roster.reader import RosterRow
from handouts.template.codec import to_bytes
from handouts.template.stamp import stamp_client
from handouts.template.store import TemplateStore
from handouts.template_cache import TemplateCache
from handouts.workers.executors import InlineExecutor
from patterns.errors import Problem, UserError
from tests.helpers.batching import CANARIES, CANARY, DAY, Desk

if TYPE_CHECKING:
    from pathlib import Path

few = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])

WORDS = st.lists(st.sampled_from(["Rest", "walk", "Łucja", "slowly"]), max_size=40)
NOTES = WORDS.map(lambda words: " ".join(words)[:299].strip() or None)


def lines_of(problems: RowProblems) -> list[str]:
    """Return the problems as they are printed."""
    return [str(problem) for row in problems.rows for problem in row.problems]


def test_every_problem_of_every_row_is_listed(desk: Desk) -> None:
    rows = [
        desk.row(1, "W" * 60),
        desk.row(2, "\u674e"),
        desk.row(3, next_visit="W" * 60),
        desk.row(4, note="W" * 300),
        desk.row(5, CANARY, site="knee"),
        desk.row(6, CANARY),
        replace(desk.row(7, CANARY), pattern="lateral-hip-rotator"),
        replace(desk.row(8, CANARY, site="outer-hop"), pattern="lateral-hip-rotators"),
        desk.row(9, "W" * 60, next_visit="W" * 60),
    ]
    problems = RowProblems("roster.csv")
    assert [job.row.id for job in desk.jobs(rows, problems)] == ["c-6"]
    assert lines_of(problems) == [
        "roster.csv:2: client: holds a word too long for its place on the sheet; shorten it",
        (
            "roster.csv:3: client: U+674E CJK UNIFIED IDEOGRAPH-674E is in none of the fonts; "
            "write it in Latin, Greek or Cyrillic letters, leave it empty and write it by hand, or "
            "give fonts that have it in the brand"
        ),
        "roster.csv:4: next visit: holds a word too long for its place on the sheet; shorten it",
        "roster.csv:5: note: holds a word too long for its place on the sheet; shorten it",
        "roster.csv:6: site: elbow has no such patch site; none is known here",
        'roster.csv:8: pattern: there is no such pattern; did you mean "lateral-hip-rotators"?',
        (
            "roster.csv:9: site: lateral-hip-rotators has no such patch site; did you mean "
            '"outer-hip"?'
        ),
        "roster.csv:10: client: holds a word too long for its place on the sheet; shorten it",
        "roster.csv:10: next visit: holds a word too long for its place on the sheet; shorten it",
    ]


def test_no_message_shows_a_cell(desk: Desk) -> None:
    long = f"{CANARY} " * 15
    problems = RowProblems("roster.csv")
    desk.jobs(
        [desk.row(1, f"{CANARY} \u674e"), desk.row(2, long), desk.row(3, next_visit=long)], problems
    )
    assert len(problems.rows) == 3
    assert not [word for word in CANARIES for line in lines_of(problems) if word in line]


def test_a_problem_of_a_pattern_is_located_in_its_file(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "knee" / "pattern.yaml"
    path.parent.mkdir()
    text = desk.pattern.read_text("utf-8").replace("version:", "vershun:", 1)
    path.write_text(text.replace("point_under_pain: false", "point_under_pain: maybe", 1), "utf-8")
    problems = RowProblems("roster.csv")
    other = replace(desk, defaults=desk.defaults._replace(library=tmp_path))
    other.jobs([replace(row, pattern="knee") for row in desk.rows("A", "B", None)], problems)
    assert [row.line for row in problems.rows] == [2, 3, 4]
    listed = UserError(problem for row in problems.rows for problem in row.problems).problems
    assert {problem.file for problem in listed} == {str(path)}
    assert len(listed) == len(problems.rows[0].problems) > 1


@pytest.mark.parametrize("path", ["/etc/passwd", f"{CANARY}.yaml", "A/B", "a b.yml", "./elbow"])
def test_no_row_leads_to_a_file(desk: Desk, path: str) -> None:
    problems = RowProblems("roster.csv")
    desk.jobs([replace(desk.row(1), pattern=path)], problems)
    hint = "write the id of a pattern, and name your own folder with --library"
    assert lines_of(problems) == [f"roster.csv:2: pattern: is the path of a file; {hint}"]


def test_bad_rows_stay_in_the_order_of_the_file() -> None:
    problems = RowProblems("roster.csv")
    for line in (9, 3, 5):
        problems.add(
            RosterRow(line, f"c-{line}", "elbow"), [Problem("", 0, 0, "next-visit", "is wrong")]
        )
    assert [str(row.problems[0]) for row in problems.rows] == [
        f"roster.csv:{line}: next visit: is wrong" for line in (3, 5, 9)
    ]


@few
@given(notes=st.lists(NOTES, min_size=1, max_size=5), data=st.data())
def test_a_row_gets_the_same_template_beside_any_others(
    desk: Desk, notes: list[str | None], data: st.DataObject
) -> None:
    rows = [desk.row(i, "Ann", note=note) for i, note in enumerate(notes, start=1)]
    shuffled = data.draw(st.permutations(rows))
    jobs = {job.row.id: job for job in desk.jobs(shuffled)}
    for row in rows:
        (alone,) = desk.jobs([row])
        assert jobs[row.id].name == alone.name
        assert jobs[row.id].prepared.body == alone.prepared.body


@few
@given(note=NOTES, client=st.sampled_from([None, "Ann", "Łucja", "Παύλος"]))
def test_a_row_gets_the_template_of_a_single_sheet(
    desk: Desk, note: str | None, client: str | None
) -> None:
    (job,) = desk.jobs([desk.row(1, client, note=note)])
    choice = desk.defaults._replace(pattern=desk.id)
    (prepared,) = TemplateCache(TemplateStore(None)).prepare_all(
        [choice], ClientText(DAY, client, None, note)
    )
    assert to_bytes(job.prepared.template) == to_bytes(prepared.template)


def test_each_template_is_laid_out_once(desk: Desk, tmp_path: Path) -> None:
    empty = TemplateCache(TemplateStore(tmp_path / "store"))
    fresh = replace(desk, cache=empty)
    rows = [
        desk.row(1, "Ann"),
        desk.row(2, "Bo"),
        desk.row(3, "Ann", note="Rest."),
        desk.row(4, "Ann", note="Rest. " * 40),
        desk.row(5, "Ann", side="left"),
    ]
    names = {job.name for job in fresh.jobs(rows)}
    assert (len(names), empty.laid_out) == (4, 4)
    later = TemplateCache(TemplateStore(tmp_path / "store"))
    again = {job.name for job in replace(desk, cache=later).jobs(rows)}
    assert (again, later.laid_out) == (names, 0)
    files = b"".join(path.read_bytes() for path in (tmp_path / "store").iterdir())
    assert b"Ann" not in files


def test_a_layout_that_fails_is_tried_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = []

    def counting(layout: Any) -> Any:
        tried.append(layout)
        return do_layout(layout)

    monkeypatch.setattr(pipeline, "do_layout", counting)
    problems = RowProblems("roster.csv")
    fresh = replace(desk, cache=TemplateCache(TemplateStore(None)))
    fresh.jobs([desk.row(i, "Ann", site="knee") for i in range(1, 30)], problems)
    assert len(problems.rows) == 29
    assert len(tried) == 1


def test_a_row_overrides_the_defaults(desk: Desk) -> None:
    usual = desk.defaults._replace(side="left", paper="a4")
    rows = [
        desk.row(1),
        desk.row(2, side="right", paper="letter"),
        desk.row(3, date=DAY.replace(day=1)),
    ]
    jobs = plan(rows, usual, DAY, desk.cache, InlineExecutor(), RowProblems("roster.csv"))
    infos = [job.prepared.template.info for job in jobs]
    assert [(info.side, info.paper) for info in infos] == [
        ("left", "a4"),
        ("right", "letter"),
        ("left", "a4"),
    ]
    assert [job.personal.date.day for job in jobs] == [23, 23, 1]


def test_practitioners_share_a_template_and_print_each_on_their_sheets(desk: Desk) -> None:
    names = [f"Marisol {'Okafor ' * (i % 5)}{i}" for i in range(40)]
    before = desk.cache.laid_out
    jobs = desk.jobs(desk.row(i, "Ann", practitioner=name) for i, name in enumerate(names))
    assert desk.cache.laid_out - before <= 2, "one for each number of lines"
    for job, name in zip(jobs, names, strict=True):
        with pypdfium2.PdfDocument(stamp_client(job.prepared, job.personal)) as pdf:
            text = " ".join(page.get_textpage().get_text_range() for page in pdf)
        assert f"Prepared by {' '.join(name.split())}." in " ".join(text.split())


def test_a_practitioner_that_no_font_has_is_told_at_the_row(desk: Desk) -> None:
    problems = RowProblems("roster.csv")
    rows = [desk.row(1, "Ann", practitioner="Dr \u674e"), desk.row(2, "Bo", practitioner="Dr Li")]
    assert [job.row.id for job in desk.jobs(rows, problems)] == ["c-2"]
    assert lines_of(problems)[0].startswith("roster.csv:2: practitioner: U+674E ")


def test_each_layout_is_shown(desk: Desk, tmp_path: Path) -> None:
    cache = TemplateCache(TemplateStore(tmp_path))
    shown: list[tuple[int, int]] = []
    rows = [desk.row(1, "Ann"), desk.row(2, "Bo", note="Rest."), desk.row(3, "Cy")]
    problems = RowProblems("roster.csv")
    plan(
        rows, desk.defaults, DAY, cache, InlineExecutor(), problems,
        lambda done, total: shown.append((done, total)),
    )  # fmt: skip
    assert shown == [(1, 2), (2, 2)]


def test_a_roster_that_needs_too_many_templates_is_refused_before_any_is_laid_out(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planner, "MAX_TEMPLATES", 1)
    cache = TemplateCache(TemplateStore(tmp_path))
    rows = [desk.row(1, "Ann"), desk.row(2, "Bo", note="Rest.")]
    with pytest.raises(UserError, match="needs 2 templates; one run takes 1; divide the roster"):
        plan(rows, desk.defaults, DAY, cache, InlineExecutor(), RowProblems("roster.csv"))
    assert cache.laid_out == 0


def test_what_templates_share_is_kept_once(desk: Desk) -> None:
    one, other = desk.jobs([desk.row(1, "Ann"), desk.row(2, "Bo", note="Rest.")])
    data = [{id(part.data) for part in job.template.shared if part.data} for job in (one, other)]
    assert data[0] & data[1]
    assert one.template.glyphs[0] is other.template.glyphs[0]
