"""Fuzz the named doors, or all, for a time each, and report crashes.

    python -m tests.fuzz.run plan brand --seconds 60

The exit code is 1 if any input caused an exception that is not a refusal, or took too much time or
memory; the input is stored in the folder `--found`.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from tests.helpers.fuzz.doors import CORPUS, DOORS, seeds

HERE = Path(__file__).parent
PATIENCE = 5
"""Seconds for one input."""

MEBIBYTES = 1_500
"""Memory of a process, including the fuzzer's own."""

_TRIED = re.compile(r"^stat::number_of_executed_units:\s+(\d+)", re.MULTILINE)
_NOISE = re.compile(r"INFO: Instrumenting ")
_KEEP = """
What fell out lies in {found}. Mend the cause, then keep the file:
  1. cut it down to the one thing that is wrong;
  2. name it for that, and put it into tests/corpus/DOOR/;
  3. python -m pytest tests/fuzz --remake-references
  4. read the message beside it as a user would, and commit all three together.
"""


class Ended(NamedTuple):
    """The result of fuzzing a door."""

    tried: int
    fell_out: bool
    told: str


def try_door(name: str, seconds: int, seed: int, found: Path) -> Ended:
    """Fuzz one door in a new process for some seconds."""
    with tempfile.TemporaryDirectory() as room:
        for i, data in enumerate(seeds(name)):
            (Path(room) / f"{i:03}").write_bytes(data)
        options = [
            f"-max_total_time={seconds}",
            f"-seed={seed}",
            f"-max_len={DOORS[name].limit}",
            f"-timeout={PATIENCE}",
            f"-rss_limit_mb={MEBIBYTES}",
            f"-artifact_prefix={found}/{name}-",
            "-print_final_stats=1",
            "-verbosity=0",
            room,
        ]
        command = [sys.executable, str(HERE / "one_door.py"), name, *options]
        child = subprocess.run(command, capture_output=True, check=False)
    whole = child.stderr.decode("utf-8", "replace") + child.stdout.decode("utf-8", "replace")
    told = "".join(line for line in whole.splitlines(keepends=True) if not _NOISE.match(line))
    tried = _TRIED.search(told)
    return Ended(int(tried[1]) if tried else 0, child.returncode != 0 or not tried, told)


def main(words: list[str]) -> int:
    """Fuzz the doors named by the arguments; return the exit code."""
    parser = argparse.ArgumentParser(description="Try doors with damaged files.")
    parser.add_argument("doors", nargs="*", metavar="DOOR", help=", ".join(DOORS))
    parser.add_argument("--seconds", type=int, default=20, help="for each door")
    parser.add_argument("--seed", type=int, default=1, help="the same tries again")
    parser.add_argument("--found", type=Path, default=Path("fuzz-found"), help="a folder")
    said = parser.parse_args(words)
    if unknown := set(said.doors) - DOORS.keys():
        parser.error(f"no door is called {', '.join(sorted(unknown))}")
    said.found.mkdir(parents=True, exist_ok=True)
    found, fell_out = said.found.resolve(), False
    for name in said.doors or DOORS:
        ended = try_door(name, said.seconds, said.seed, found)
        fell_out |= ended.fell_out
        _tell(f"{name:10} {ended.tried:>9,} tried  {'FELL OUT' if ended.fell_out else 'held'}\n")
        if ended.fell_out:
            _tell(ended.told)
    if fell_out:
        _tell(_KEEP.format(found=found))
    return int(fell_out)


def _tell(words: str) -> None:
    sys.stdout.write(words)
    sys.stdout.flush()


if __name__ == "__main__":
    if not CORPUS.is_dir():
        raise SystemExit("run it from a copy of the whole project")
    raise SystemExit(main(sys.argv[1:]))
