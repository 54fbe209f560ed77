"""Measure how long one core needs to draw scenes: `python -m benchmarks.drawing [SCENE...]`.

Each scene is drawn in a process of its own, with all of its variants, as by someone who has just
changed it. If none is named, all plates of the library are drawn, and the first figure of each
activity. What counts is the time of the processor. It fails if a scene takes longer than it may.
"""

from __future__ import annotations

import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from statistics import median

from patterns.library_paths import LIBRARY

MAX_SECONDS = {"plate": 15.0, "figure": 10.0}
"""What a scene of a kind may take: a plate for left, right and both, a figure for two sides."""

DRAW = """
import sys, time
from pathlib import Path
from patterns.drawing.scene import draw_scene
draw_scene(Path(sys.argv[1]))
print(time.process_time())
"""


def chosen_scenes() -> list[Path]:
    """Return the plates of the library, and the first figure of each activity."""
    plates = [path for path in LIBRARY.glob("*/scenes/*.yaml") if kind_of(path) == "plate"]
    folders = {path.parent for path in LIBRARY.glob("activities/*/scenes/*.yaml")}
    return sorted([*plates, *(min(folder.glob("*.yaml")) for folder in folders)])


def kind_of(scene: Path) -> str:
    """Return whether a scene is a plate or a figure."""
    return "plate" if "kind: plate" in scene.read_text("utf-8").splitlines() else "figure"


def seconds(scene: Path) -> float:
    """Return the seconds of the processor that drawing a scene takes, the start of Python too."""
    command = [sys.executable, "-c", DRAW, str(scene)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - ours
    return float(done.stdout)


def main() -> None:
    """Draw the scenes that the command line names, and print what each took."""
    parser = ArgumentParser(prog="benchmarks.drawing", description=__doc__)
    parser.add_argument("scenes", nargs="*", type=Path, metavar="SCENE")
    found: dict[str, list[float]] = {kind: [] for kind in MAX_SECONDS}
    for scene in parser.parse_args().scenes or chosen_scenes():
        kind, took = kind_of(scene), seconds(scene)
        found[kind].append(took)
        print(f"{took:5.1f} s  {kind:6}  {scene.parent.parent.name}/{scene.stem}", flush=True)  # noqa: T201
    for kind, times in found.items():
        if times:
            middle, most = median(times), max(times)
            print(f"{len(times)} x {kind}: median {middle:.1f} s, most {most:.1f} s")  # noqa: T201
    sys.exit(any(took > MAX_SECONDS[kind] for kind, times in found.items() for took in times))


if __name__ == "__main__":
    main()
