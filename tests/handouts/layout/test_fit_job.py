"""Test that a section is set once for a spacing that changes it, and what room sides have."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.helpers.matrix import Member, fit_job, make

if TYPE_CHECKING:
    from handouts.layout.fit_job import FitJob


@pytest.fixture
def job() -> FitJob:
    return fit_job(make(Member()))


def test_a_section_is_set_once_for_each_spacing_that_changes_it(job: FitJob) -> None:
    roomiest, *_, tightest = job.edition.spacing_steps
    for i, scales in enumerate(job.scales):
        first = job.section(i, roomiest)
        assert job.section(i, replace(roomiest, note_lines=9)) is first
        assert (job.section(i, replace(roomiest, plates=0.5)) is first) is ("plates" not in scales)
        assert (job.section(i, replace(roomiest, pictures=0.5)) is first) is (
            "pictures" not in scales
        )
        assert job.section(i, tightest) is not first


def test_only_the_first_side_has_room_for_the_head_and_the_note(job: FitJob) -> None:
    spacing = job.edition.spacing_steps[0]
    head = sum(box.height for box in job.head) + job.note(spacing).height
    assert job.room(spacing, 2) == job.page.frame_height
    assert job.room(spacing, 1) < job.page.frame_height - head
