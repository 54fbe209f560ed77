"""Fuzz one door; the arguments are its name and options of libFuzzer.

`run.py` starts one process for each door.
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

INSTRUMENTED = ["handouts", "patterns", "fonts", "yaml", "reportlab.pdfbase.ttfonts"]
"""Packages with coverage instrumentation; C code has none."""

LONGER = 64
"""Bytes that a part may grow by at once."""


def fuzz(door: Door, options: list[str]) -> None:
    """Fuzz a door; any exception that is not a refusal ends the process."""
    warnings.simplefilter("ignore")  # libraries warn about what is refused later
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
    """Return a mutator that changes one part of a file and mostly corrects its checksums."""

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
    """Let libFuzzer mutate bytes; `atheris.Mutate` is replaced at run time, so look it up late."""
    return bytes(atheris.Mutate(data, most))


if __name__ == "__main__":
    with atheris.instrument_imports(include=INSTRUMENTED, enable_loader_override=False):
        from tests.helpers.fuzz.doors import DOORS, seeds, verdict

        chosen = DOORS[sys.argv[1]]
        with tempfile.TemporaryDirectory() as first, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for data in seeds(sys.argv[1]):  # so that late imports are instrumented too
                verdict(chosen, data, Path(first))
    fuzz(chosen, sys.argv[2:])
