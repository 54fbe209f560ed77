"""Validate merged files as accessible, archival documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handouts.batch.merged_file import Binding, merge
from tests.helpers.judges.tree_judge import tree
from tests.helpers.judges.verdicts import faulty

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.helpers.batching import Desk
    from tests.helpers.judges.verdicts import Verdict


@pytest.fixture(scope="module")
def files(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Merge rows of both papers, all editions and sides, odd page counts, pictures and links."""
    rows = [
        desk.row(1, "Ann", copies=2),
        desk.row(2, "Łucja Nguyễn", paper="a4", edition="large-print", note="Rest. " * 30),
        desk.row(3, None, edition="ink-saver", side="left"),
        desk.row(4, "Παύλος", pattern="lateral-hip-rotators", side="right", copies=3),
        desk.row(5, "Дарина", pattern="lateral-hip-rotators", side="left", paper="a4"),
    ]
    jobs = desk.jobs(rows)
    assert {len(job.prepared.template.pages) % 2 for job in jobs} == {0, 1}
    separators = {paper: desk.cache.separator(paper, "en", (0,)) for paper in ("letter", "a4")}
    folder = tmp_path_factory.mktemp("merged")
    bindings = {
        "separated": Binding(separators=separators),
        "alone": Binding(),
        "simplex": Binding(duplex=False, separators=separators),
    }
    for name, binding in bindings.items():
        list(merge(jobs, folder / f"{name}.pdf", binding, replace=False))
    return sorted(folder.iterdir())


def test_no_judge_finds_fault(
    judge: Callable[[list[Path]], list[Verdict]], files: list[Path]
) -> None:
    assert faulty(judge(files)) == []


def test_a_file_for_the_printer_alone_claims_nothing(desk: Desk, tmp_path: Path) -> None:
    jobs = desk.jobs(desk.rows("Ann", "Bo"))
    path = tmp_path / "pile.pdf"
    list(merge(jobs, path, Binding(tagged=False), replace=False))
    assert faulty(tree([path])) == ["ours tree pile.pdf: there is no structure"]
