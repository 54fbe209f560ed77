"""The parts of the body a pattern may name: regions for red flags, sites for the remedies."""

from __future__ import annotations

from typing import Literal

Region = Literal[
    "head",
    "jaw",
    "neck",
    "chest",
    "shoulder",
    "arm",
    "hand",
    "upper-back",
    "low-back",
    "abdomen",
    "hip",
    "thigh",
    "calf",
    "foot",
]

BodySite = Literal[
    "abdomen",
    "armpit",
    "back-of-knee",
    "back-of-neck",
    "bone",
    "breast",
    "buttock",
    "calf",
    "chest",
    "face",
    "foot-sole",
    "forearm",
    "front-of-neck",
    "groin",
    "inner-elbow",
    "low-back",
    "outer-hip",
    "outer-knee",
    "ribs",
    "shin",
    "shoulder",
    "shoulder-blade",
    "side-of-neck",
    "spine",
    "thigh",
    "throat",
    "top-of-shoulder",
    "upper-arm",
    "upper-back",
]
