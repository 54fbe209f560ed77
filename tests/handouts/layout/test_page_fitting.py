"""Test that a handout fills as few sides as with the tightest spacing, and that all is there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from handouts.layout.page_fitting import check_fit, fit_pages
from tests.helpers.matrix import fit_job

if TYPE_CHECKING:
    from handouts.layout.fit_job import FitJob
    from handouts.layout.style.editions import Spacing
    from tests.helpers.matrix import Made


def sides_with(job: FitJob, *steps: Spacing) -> int:
    """Return how many sides a handout needs if these are the steps of its edition."""
    return len(fit_pages(replace(job, edition=replace(job.edition, spacing_steps=steps))))


def test_a_handout_needs_no_more_sides_than_with_the_tightest_spacing(printed: Made) -> None:
    job = check_fit(fit_job(printed))
    roomiest, *_, tightest = job.edition.spacing_steps
    assert len(fit_pages(job)) == sides_with(job, tightest) <= sides_with(job, roomiest)


def test_each_side_holds_its_groups_and_all_are_there(printed: Made) -> None:
    job = check_fit(fit_job(printed))
    filled = fit_pages(job)
    assert [side.number for side in filled] == [*range(1, len(filled) + 1)]
    for side in filled:
        assert side.left >= 0
        assert len(side.gaps) == len(side.groups)
    found = [group.section for side in filled for group in side.groups]
    assert [*dict.fromkeys(found)] == [section.id for section in job.handout.sections]
