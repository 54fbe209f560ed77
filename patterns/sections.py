"""The sections of a sheet that a plan may choose, in reading order."""

from __future__ import annotations

from typing import Literal, get_args

SectionId = Literal[
    "short", "hurts", "triggers", "pillow", "patch", "ball", "stretches", "flare", "together",
    "week",
]  # fmt: skip

SECTIONS: tuple[SectionId, ...] = get_args(SectionId)
"""All of them; the warning signs, the notice and the credits are no choice and always print."""
