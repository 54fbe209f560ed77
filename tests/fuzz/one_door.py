"""One door is tried until its time is over: its name, then options of libFuzzer; it never returns.

Run by `run.py`, each door in a process of its own.
"""

from __future__ import annotations

import random
import sys
import tempfile
import warnings
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import atheris

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.helpers.file_parts import Kind
    from tests.helpers.fuzz.doors import Door

WATCHED = ["handouts", "patterns", "fonts", "svglib", "yaml", "reportlab.pdfbase.ttfonts"]
"""What is watched for ways that were not gone before; where it is C, nothing can be seen."""

LONGER = 64
"""By how many bytes a part may grow at once."""


def fuzz(door: Door, options: list[str]) -> None:
    """Try a door with what libFuzzer makes of good files; whatever is no refusal ends it."""
    warnings.simplefilter("ignore")  # the libraries warn of much that is refused later
    with tempfile.TemporaryDirectory() as room:
        folder = Path(room)

        def once(data: bytes) -> None:
            with suppress(door.refusals):
                door.take(data, folder)

        if door.kind is None:
            atheris.Setup([sys.argv[0], *options], once)
        else:
            changing = changer(door.kind)
            atheris.Setup([sys.argv[0], *options], once, custom_mutator=changing)
        atheris.Fuzz()


def changer(kind: Kind) -> Callable[[bytes, int, int], bytes]:
    """Return what changes one part of a file and leaves its sums right, or now and then wrong."""

    def changing(data: bytes, most: int, seed: int) -> bytes:
        dice = random.Random(seed)  # noqa: S311 - no secret
        try:
            parts = kind.apart(data)
        except ValueError:
            parts = {}
        if not parts or not dice.randrange(10):
            return _changed(data, most)
        name = dice.choice(list(parts))
        parts[name] = _changed(parts[name], len(parts[name]) + LONGER)
        whole = kind.together(parts)
        return whole if len(whole) <= most else _changed(data, most)

    return changing


def _changed(data: bytes, most: int) -> bytes:
    """Let libFuzzer change bytes; the function is another one once it runs, so it has no name."""
    return bytes(atheris.Mutate(data, most))


if __name__ == "__main__":
    with atheris.instrument_imports(include=WATCHED, enable_loader_override=False):
        from tests.helpers.fuzz.doors import DOORS, seeds, verdict

        chosen = DOORS[sys.argv[1]]
        with tempfile.TemporaryDirectory() as first, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for data in seeds(sys.argv[1]):  # so that what is imported late is watched too
                verdict(chosen, data, Path(first))
    fuzz(chosen, sys.argv[2:])
