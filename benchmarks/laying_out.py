"""What laying out a usual choice anew takes in a warm process: a count in, milliseconds out.

    python -m benchmarks.laying_out COUNT

It is what a live preview waits for. Each time a stretch has a dose that it did not have before;
pattern, brand and pictures are read once.
"""

from __future__ import annotations

import sys
from itertools import islice, product
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks.material import DAY, PATTERN, texts
from handouts.pipeline import build
from handouts.request.order import OrderLoader
from handouts.request.values import SheetRequest
from patterns.model.dose import DoseChange

if TYPE_CHECKING:
    from collections.abc import Iterator

STRETCHES = ("knee-across", "pigeon-pose")
USUAL = SheetRequest(
    PATTERN,
    side="right",
    site="outer-hip",
    sections=("hurts", "care"),
    care=("pillow-between-knees", "patch", "ball-under-buttock", *STRETCHES),
)
"""A pillow, a patch, a ball and two stretches."""

SECONDS, TIMES = range(10, 31), range(1, 4)
"""How long a stretch is held, and how often a day."""


def changes() -> Iterator[SheetRequest]:
    """Give one changed choice after another, none twice."""
    for seconds, times, stretch in product(SECONDS, TIMES, STRETCHES):
        change = DoseChange.model_validate({"hold_seconds": seconds, "times_a_day": times})
        yield USUAL._replace(doses=((stretch, change),))


def main() -> None:
    """Print the median of the milliseconds that each change takes, the first ones left out."""
    count = int(sys.argv[1])
    (text,) = texts(1)
    loader, taken = OrderLoader(), []
    for request in islice(changes(), count + 2):
        order = loader.load(request)
        start = perf_counter()
        build(order, text._replace(date=DAY))
        taken.append((perf_counter() - start) * 1000)
    sys.stdout.write(f"{median(taken[2:])}\n")


if __name__ == "__main__":
    main()
