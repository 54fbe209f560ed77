"""The sections that a plan may choose from: their ids, in reading order."""

from __future__ import annotations

from typing import Literal, get_args

SectionId = Literal[
    "short",
    "hurts",
    "triggers",
    "pillow",
    "patch",
    "ball",
    "stretches",
    "flare",
    "together",
    "week",
]

SECTIONS: tuple[SectionId, ...] = get_args(SectionId)
"""The sections a plan may choose from, in reading order; help, notice and credits always print."""
