"""What a handout takes in a process that has made one already: a count and a folder in, ms out.

    python -m benchmarks.warm COUNT FOLDER

The first one is not counted; writing each file is. `make` is all that knows how it is done.
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks.material import order, plans
from handouts.making import write_sheets

if TYPE_CHECKING:
    from handouts.pipeline import Order


def make(orders: list[Order], folder: Path) -> None:
    """Make handouts in files of their own."""
    for number, each in enumerate(orders):
        path = str(folder / f"{number:05}.pdf")
        for _ in write_sheets([each], path, replace=True):
            pass


def main() -> None:
    """Print the milliseconds a handout takes, the first one left out."""
    count, folder = int(sys.argv[1]), Path(sys.argv[2])
    orders = [order(plan) for plan in plans(count)]
    make(orders[:1], folder)
    start = perf_counter()
    make(orders[1:], folder)
    sys.stdout.write(f"{(perf_counter() - start) * 1000 / (count - 1)}\n")


if __name__ == "__main__":
    main()
