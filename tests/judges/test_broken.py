"""The judges find fault where there is one: each way to break a file, and who sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import broken as b
import pytest
from matrix import order_of
from page_judge import page
from verapdf import require_verapdf, verapdf

from handouts.pipeline import build
from handouts.plan import Plan

if TYPE_CHECKING:
    from pathlib import Path

BOTH = {"veraPDF ua1", "veraPDF 2a", "page ua1", "page 2a"}
UA = {"veraPDF ua1", "page ua1"}
ARCHIVAL = {"veraPDF 2a", "page 2a"}

CAUGHT_BY: dict[b.Break, set[str]] = {
    b.no_alternative_text: UA,
}
"""Which judge sees each fault, by which profile."""


@pytest.fixture(scope="module")
def good() -> bytes:
    """Make a small handout with a table, lists, a picture, and a link."""
    plan = Plan(client="Ada", side="left", sections=("triggers", "pillow", "ball"))
    return b.with_link(build(order_of(plan)))


def test_each_fault_is_seen_by_the_judges_that_can(good: bytes, tmp_path: Path) -> None:
    require_verapdf()
    sound = tmp_path / "sound.pdf"
    sound.write_bytes(good)
    paths = [sound]
    for how in CAUGHT_BY:
        paths.append(tmp_path / f"{how.__name__}.pdf")
        paths[-1].write_bytes(b.broken(good, how))
    seen: dict[str, set[str]] = {path.stem: set() for path in paths}
    for verdict in [*verapdf(paths), *page(paths)]:
        if verdict.faults:
            seen[verdict.file.stem].add(f"{verdict.judge} {verdict.profile}")
    assert seen == {
        "sound": set(),
        **{how.__name__: judges for how, judges in CAUGHT_BY.items()},
    }
