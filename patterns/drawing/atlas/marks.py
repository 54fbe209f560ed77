"""Print where the parts of bones lie, to write the rows of a structure from.

    python -m patterns.drawing.atlas.marks scapula humerus

All places are in mm in the frame of the first bone.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

import numpy as np

from patterns.drawing.atlas.bone_parts import part_vertices, parts_of
from patterns.drawing.atlas.skeleton import bone_origin, load_skeleton
from patterns.drawing.geometry.arrays import MILLIMETER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patterns.drawing.geometry.arrays import FloatArray

WAYS = {
    "inner": (-1, 0, 0),
    "outer": (1, 0, 0),
    "lower": (0, -1, 0),
    "upper": (0, 1, 0),
    "rear": (0, 0, -1),
    "front": (0, 0, 1),
}
"""The directions in which the outermost place of a part is told, on the left side."""


def bone_marks(bones: list[str]) -> Iterator[str]:
    """Yield a line for each bone, and for each of its parts, with their outermost places."""
    origin = bone_origin(bones[0])
    for bone in bones:
        for part in (None, *parts_of(bone)):
            places = part_vertices(bone, part) / MILLIMETER - origin
            ends = [f"{name} {_outermost(places, way)}" for name, way in WAYS.items()]
            yield f"{bone}{f': {part}' if part else ''}\n    {'  '.join(ends)}"


def _outermost(places: FloatArray, way: tuple[int, int, int]) -> str:
    place = np.round(places[(places @ np.array(way)).argmax()]) + 0.0  # no -0
    return f"[{', '.join(f'{value:.0f}' for value in place)}]"


if __name__ == "__main__":
    parser = argparse.ArgumentParser("python -m patterns.drawing.atlas.marks")
    parser.add_argument("bones", nargs="+", choices=load_skeleton(), metavar="BONE")
    for line in bone_marks(parser.parse_args().bones):
        sys.stdout.write(f"{line}\n")
