"""The sections that a plan may choose, and those that always print, are all that a sheet has."""

from __future__ import annotations

from handouts.compose.compose import COMPOSERS
from patterns.sections import ALWAYS_PRINTED, SECTIONS


def test_every_section_of_a_sheet_is_chosen_or_always_printed() -> None:
    chosen = tuple(name for name in COMPOSERS if name in SECTIONS)
    assert (chosen, tuple(name for name in COMPOSERS if name not in SECTIONS)) == (
        SECTIONS,
        ALWAYS_PRINTED,
    )


def test_no_plan_can_leave_out_the_checks_the_signs_and_the_notice() -> None:
    assert ALWAYS_PRINTED == ("check", "help", "notice", "credits")
    assert not {*SECTIONS} & {*ALWAYS_PRINTED}
