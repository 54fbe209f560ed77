"""What we promise, and whether the race bears it out: readings in, a verdict on each bound out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from benchmarks.contestants import Sizes
    from benchmarks.measuring import Reading

    Readings = Mapping[tuple[str, str], Reading]

Quantity = Literal["seconds", "told", "size", "peak"]

SAID: dict[Quantity, str] = {
    "seconds": "time",
    "told": "time",
    "size": "bytes",
    "peak": "peak memory",
}


@dataclass(frozen=True, slots=True)
class Ratio:
    """A quantity of ours may be at most so many times that of a rival."""

    task: str
    rival: str
    quantity: Quantity
    most: float
    rival_task: str = ""

    def says(self, sizes: Sizes) -> str:
        """Put the bound in words."""
        against = {"typst-tagged": "Typst, tagged", "weasyprint": "WeasyPrint"}[self.rival]
        return f"{title(self.task, sizes)}: {SAID[self.quantity]} against {against}"

    def measured(self, readings: Readings, sizes: Sizes) -> float:
        """Give the ratio; raise `KeyError` for what was not measured."""
        rival = readings[self.rival, self.rival_task or self.task]
        ours: float = getattr(readings["ours", self.task], self.quantity)
        return ours / float(getattr(rival, self.quantity))

    def shown(self, value: float) -> str:
        """Write a ratio."""
        return f"{value:.3f} times"


@dataclass(frozen=True, slots=True)
class Growth:
    """A merged file may grow by at most so many bytes with each handout after the first."""

    engine: str
    most: float

    def says(self, sizes: Sizes) -> str:
        """Put the bound in words."""
        return f"{title('merged-large', sizes)}{_how(self.engine)}: bytes a handout over the first"

    def measured(self, readings: Readings, sizes: Sizes) -> float:
        """Give the bytes; raise `KeyError` for what was not measured."""
        first = readings[self.engine, "merged-1"].size
        return (readings[self.engine, "merged-large"].size - first) / (sizes.merged[2] - 1)

    def shown(self, value: float) -> str:
        """Write a number of bytes."""
        return f"{value:,.0f} bytes"


@dataclass(frozen=True, slots=True)
class Peak:
    """The largest merged file may take at most so many MiB to make."""

    engine: str
    most: float

    def says(self, sizes: Sizes) -> str:
        """Put the bound in words."""
        return f"{title('merged-large', sizes)}{_how(self.engine)}: peak memory"

    def measured(self, readings: Readings, sizes: Sizes) -> float:
        """Give the MiB; raise `KeyError` for what was not measured."""
        return readings[self.engine, "merged-large"].peak

    def shown(self, value: float) -> str:
        """Write an amount of memory."""
        return f"{value:.0f} MiB"


@dataclass(frozen=True, slots=True)
class Pace:
    """A handout of the largest merged file may take at most so many times one of the middle."""

    engine: str
    most: float

    def says(self, sizes: Sizes) -> str:
        """Put the bound in words."""
        return f"{title('merged-large', sizes)}: time a handout against that at {sizes.merged[1]:,}"

    def measured(self, readings: Readings, sizes: Sizes) -> float:
        """Give the ratio; raise `KeyError` for what was not measured."""
        middle = readings[self.engine, "merged-middle"].seconds / sizes.merged[1]
        return readings[self.engine, "merged-large"].seconds / sizes.merged[2] / middle

    def shown(self, value: float) -> str:
        """Write a ratio."""
        return f"{value:.3f} times"


Bound = Ratio | Growth | Peak | Pace

BOUNDS: tuple[Bound, ...] = (
    Ratio("cold", "typst-tagged", "seconds", 1.1),
    Ratio("cold-empty", "weasyprint", "seconds", 0.4, rival_task="cold"),
    Ratio("warm", "typst-tagged", "told", 0.1),
    Ratio("merged-middle", "typst-tagged", "seconds", 0.08),
    Ratio("merged-middle", "typst-tagged", "size", 0.08),
    Ratio("merged-middle", "typst-tagged", "peak", 0.08),
    Growth("ours", 6000),
    Peak("ours", 160),
    Pace("ours", 1.5),
    Growth("ours-print", 1000),
    Peak("ours-print", 96),
)
"""Everything we promise, for the sizes of the full race."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A bound in words, its limit, what was measured, and whether it holds."""

    bound: str
    limit: str
    measured: str
    holds: bool


def judge(readings: Readings, sizes: Sizes) -> Iterator[Verdict]:
    """Judge every bound; one that was not measured does not hold."""
    for bound in BOUNDS:
        try:
            value = bound.measured(readings, sizes)
        except KeyError:
            yield Verdict(bound.says(sizes), bound.shown(bound.most), "not measured", holds=False)
            continue
        measured = bound.shown(value)
        yield Verdict(bound.says(sizes), bound.shown(bound.most), measured, value <= bound.most)


def title(task: str, sizes: Sizes) -> str:
    """Name a task."""
    names = {
        "cold": "one handout, cold, template in cache",
        "cold-empty": "one handout, cold, nothing cached",
        "warm": "files of their own, warm",
        "separate": f"{sizes.count(task):,} files",
    }
    return names.get(task, f"merged {sizes.count(task):,}")


def _how(engine: str) -> str:
    return ", `--print-only`" if engine == "ours-print" else ""
