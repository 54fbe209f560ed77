"""What a handout takes in a process that has made one already: a count and a folder in, ms out.

    python -m benchmarks.warm COUNT FOLDER

The first one is not counted; writing each file, through to the disk, is.
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks.material import DAY, choice, plans
from handouts.choices import Personal
from handouts.making import write_sheets
from handouts.press import Press
from handouts.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable


def make(press: Press, clients: Iterable[Personal], folder: Path) -> None:
    """Make handouts in files of their own."""
    for number, client in enumerate(clients):
        path = str(folder / f"{number:05}.pdf")
        for _ in write_sheets(press, [choice()], client, path, replace=True):
            pass


def main() -> None:
    """Print the milliseconds a handout takes, the first one left out."""
    count, folder = int(sys.argv[1]), Path(sys.argv[2])
    clients = [Personal(plan.date or DAY, plan.client, plan.next_visit) for plan in plans(count)]
    press = Press(Store(None))
    make(press, clients[:1], folder)
    start = perf_counter()
    make(press, clients[1:], folder)
    sys.stdout.write(f"{(perf_counter() - start) * 1000 / (count - 1)}\n")


if __name__ == "__main__":
    main()
