"""The parts of the body that a pattern may name: regions with warning signs, sites for remedies."""

from __future__ import annotations

from typing import Literal

Region = Literal[
    "head", "jaw", "neck", "chest", "shoulder", "arm", "hand", "upper-back", "low-back",
    "abdomen", "hip", "thigh", "calf", "foot",
]  # fmt: skip
"""Where a pattern hurts; `red_flags.yaml` lists the warning signs of each region."""

BodySite = Literal[
    "abdomen", "armpit", "back-of-knee", "back-of-neck", "bone", "breast", "buttock", "calf",
    "chest", "face", "foot-sole", "forearm", "front-of-neck", "groin", "inner-elbow", "low-back",
    "outer-hip", "outer-knee", "ribs", "shin", "shoulder", "shoulder-blade", "side-of-neck",
    "spine", "thigh", "throat", "top-of-shoulder", "upper-arm", "upper-back",
]  # fmt: skip
"""Where a remedy is put; `patterns.remedies` lists the sites that a remedy may never touch."""
