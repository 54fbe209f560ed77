"""Check the judges: each way to break a file is found by the judges named for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handouts.pipeline import build
from handouts.request.plan import Plan
from tests.helpers.judges import broken as b
from tests.helpers.judges.page_judge import page
from tests.helpers.judges.tree_judge import tree
from tests.helpers.judges.verapdf import require_verapdf, verapdf
from tests.helpers.matrix import order_of
from tests.helpers.requests import text_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.helpers.judges.verdicts import Verdict

UA = frozenset({"veraPDF ua1", "page ua1"})
ARCHIVAL = frozenset({"veraPDF 2a", "page 2a"})
VERAPDF_UA = frozenset({"veraPDF ua1"})
OURS = frozenset({"ours tree"})

CAUGHT_BY: dict[b.Break, frozenset[str]] = {
    b.no_language: UA,
    b.no_title: UA,
    b.title_not_shown: UA,
    b.no_claim_to_be_accessible: UA,
    b.no_claim_to_be_archival: ARCHIVAL,
    b.no_metadata: UA | ARCHIVAL,
    b.no_output_intent: ARCHIVAL,
    b.script: ARCHIVAL,
    b.not_marked: UA | ARCHIVAL,
    b.suspects: UA,
    b.no_structure: UA | ARCHIVAL | OURS,
    b.empty_structure: UA | OURS,
    b.cut_parent_tree: UA | OURS,
    b.no_page_number_in_parent_tree: VERAPDF_UA | OURS,
    b.unknown_content_number: VERAPDF_UA | OURS,
    b.untagged_text: UA,
    b.artifact_inside_content: UA,
    b.skipped_heading: UA,
    b.unknown_role: UA | ARCHIVAL,
    b.wrong_list_item: UA,
    b.list_body_in_paragraph: UA,
    b.numbers_unsaid: OURS,
    b.table_row_lost: UA,
    b.no_scope: UA,
    b.uneven_rows: UA | OURS,
    b.no_alternative_text: UA,
    b.no_tab_order: UA,
    b.lost_link: OURS,
    b.link_without_words: UA,
    b.font_not_embedded: UA | ARCHIVAL,
    b.no_unicode_map: UA | ARCHIVAL,
}
"""The judges and profiles that find each fault."""


@pytest.fixture(scope="module")
def good() -> bytes:
    """Return a small handout with a table, lists, a picture and a link."""
    plan = Plan(
        client="Ada",
        side="left",
        sections=("triggers", "care"),
        care=("pillow-between-knees", "ball-under-buttock"),
    )
    return b.with_link(build(order_of(plan), text_of(plan)))


@pytest.fixture(scope="module")
def files(good: bytes, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Write the good file and each broken one, named after its fault."""
    folder = tmp_path_factory.mktemp("broken")
    (folder / "sound.pdf").write_bytes(good)
    for how in CAUGHT_BY:
        (folder / f"{how.__name__}.pdf").write_bytes(b.broken(good, how))
    return sorted(folder.iterdir())


def seen(verdicts: list[Verdict], files: list[Path]) -> dict[str, set[str]]:
    """Return the judges that find a fault, for each file."""
    by_fault: dict[str, set[str]] = {path.stem: set() for path in files}
    for verdict in verdicts:
        if verdict.faults:
            by_fault[verdict.file.stem].add(f"{verdict.judge} {verdict.profile}")
    return by_fault


def expected(judge: str) -> dict[str, set[str]]:
    """Return the profiles of a judge that must find a fault, for each file."""
    caught = {
        how.__name__: {name for name in by if name.startswith(judge)}
        for how, by in CAUGHT_BY.items()
    }
    return {"sound": set(), **caught}


def test_each_fault_is_seen() -> None:
    assert all(CAUGHT_BY.values())


def test_verapdf_sees_its_faults(files: list[Path]) -> None:
    require_verapdf()
    assert seen(verapdf(files), files) == expected("veraPDF")


def test_page_sees_its_faults(files: list[Path]) -> None:
    assert seen(page(files), files) == expected("page")


def test_our_own_judge_sees_its_faults(files: list[Path]) -> None:
    assert seen(tree(files), files) == expected("ours")
