"""The sections of a sheet in reading order: those that a plan may choose, and all others."""

from __future__ import annotations

from typing import Literal, get_args

SectionId = Literal["short", "hurts", "care", "flare", "triggers", "together", "week"]

SECTIONS: tuple[SectionId, ...] = get_args(SectionId)
"""All that a plan may choose."""

ALWAYS_PRINTED = ("check", "help", "notice", "credits")
"""The others: the checks, the warning signs, the notice and the credits."""
