"""The sections of a sheet that a plan may choose, in reading order."""

from __future__ import annotations

from typing import Literal, get_args

SectionId = Literal["short", "hurts", "triggers", "care", "flare", "together", "week"]

SECTIONS: tuple[SectionId, ...] = get_args(SectionId)
"""All of them; the checks, the warning signs, the notice and the credits always print."""
