"""The named parts of bones, such as the greater trochanter, and which vertices belong to each."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from patterns.drawing.atlas.skeleton import load_skeleton, refined_bone
from patterns.schema.base import Model
from patterns.schema.loader import read_model

if TYPE_CHECKING:
    from collections.abc import Mapping

    from patterns.drawing.geometry.arrays import FloatArray

Span = tuple[float, float]
SLACK = 0.02  # by how much a box is wider than written, in shares: a refined bone bulges a little


class BonePart(Model):
    """A part of a bone as a box, in shares of the bone's own box.

    x runs from the right to the left of the subject, that is from the midline outward for a bone
    of the left side; y runs up, z to the front.
    """

    x: Span = (0.0, 1.0)
    y: Span = (0.0, 1.0)
    z: Span = (0.0, 1.0)


class AlikeBones(Model):
    """Bones that have the same parts."""

    bones: tuple[str, ...]
    parts: dict[str, BonePart]


class _PartTable(Model):
    alike: tuple[AlikeBones, ...]


@cache
def _parts_by_bone() -> Mapping[str, Mapping[str, BonePart]]:
    table = read_model(Path(__file__).with_suffix(".yaml"), _PartTable)
    return MappingProxyType({bone: group.parts for group in table.alike for bone in group.bones})


def parts_of(bone: str) -> Mapping[str, BonePart]:
    """Return the parts of a bone by name; most bones have none."""
    return _parts_by_bone().get(bone, {})


@cache
def part_vertices(bone: str, part: str | None) -> FloatArray:
    """Return the vertices of a refined bone, (n, 3), that belong to a part, or all of them."""
    vertices = refined_bone(bone).vertices
    if part is None:
        return vertices
    baked = load_skeleton()[bone].vertices
    low, high = baked.min(axis=0), baked.max(axis=0)
    shares = (vertices - low) / (high - low)
    spans = parts_of(bone)[part]
    limits = np.array([spans.x, spans.y, spans.z])
    inside = (shares >= limits[:, 0] - SLACK) & (shares <= limits[:, 1] + SLACK)
    return np.asarray(vertices[inside.all(axis=1)])
