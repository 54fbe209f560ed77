"""What we promise, and whether the race bears it out: readings in, a verdict on each bound out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from benchmarks.contestants import Sizes
    from benchmarks.measuring import Reading

    Readings = Mapping[tuple[str, str], Reading]

Quantity = Literal["seconds", "told", "size", "peak"]

SIDES = 8
"""How many sides of Letter the handout of the race has; each has about as many tags."""

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
class Told:
    """The milliseconds that a task of ours may take at most, as it tells them itself."""

    task: str
    most: float

    def says(self, sizes: Sizes) -> str:
        """Put the bound in words."""
        return title(self.task, sizes)

    def measured(self, readings: Readings, _: Sizes) -> float:
        """Give the milliseconds; raise `KeyError` for what was not measured."""
        return readings["ours", self.task].told

    def shown(self, value: float) -> str:
        """Write a time."""
        return f"{value:.0f} ms"


@dataclass(frozen=True, slots=True)
class Large:
    """A bound on the largest merged file alone: what is measured of it, at most how much, the unit.

    `measure` raises `KeyError` for what was not measured.
    """

    engine: str
    quantity: str
    measure: Callable[[Readings, str, Sizes], float]
    most: float
    unit: str

    def says(self, sizes: Sizes) -> str:
        """Put the bound in words."""
        how = ", `--print-only`" if self.engine == "ours-print" else ""
        quantity = self.quantity.format(middle=sizes.merged[1])
        return f"{title('merged-large', sizes)}{how}: {quantity}"

    def measured(self, readings: Readings, sizes: Sizes) -> float:
        """Give the quantity; raise `KeyError` for what was not measured."""
        return self.measure(readings, self.engine, sizes)

    def shown(self, value: float) -> str:
        """Write a quantity with its unit."""
        return self.unit.format(value)


def growth(readings: Readings, engine: str, sizes: Sizes) -> float:
    """Give the bytes that each side of paper adds, without those of the first handout."""
    first = readings[engine, "merged-1"].size
    added = (sizes.merged[2] - 1) * SIDES
    return (readings[engine, "merged-large"].size - first) / added


def peak(readings: Readings, engine: str, _: Sizes) -> float:
    """Give the most memory that making it took, in MiB."""
    return readings[engine, "merged-large"].peak


def pace(readings: Readings, engine: str, sizes: Sizes) -> float:
    """Give the time for a handout as a share of the time for one of the middle file."""
    middle = readings[engine, "merged-middle"].seconds / sizes.merged[1]
    return readings[engine, "merged-large"].seconds / sizes.merged[2] / middle


GROWTH = ("bytes a side, without the first handout", growth)
PEAK = ("peak memory", peak)
PACE = ("time a handout against that at {middle:,}", pace)

BOUNDS: tuple[Ratio | Told | Large, ...] = (
    Ratio("cold", "typst-tagged", "seconds", 0.95),
    Ratio("cold-empty", "weasyprint", "seconds", 0.38, rival_task="cold"),
    Ratio("warm", "typst-tagged", "told", 0.1),
    Told("laid-out", 100),
    Ratio("merged-middle", "typst-tagged", "seconds", 0.08),
    Ratio("merged-middle", "typst-tagged", "size", 0.08),
    Ratio("merged-middle", "typst-tagged", "peak", 0.08),
    Large("ours", *GROWTH, 1700, "{:,.0f} bytes"),
    Large("ours", *PEAK, 160, "{:.0f} MiB"),
    Large("ours", *PACE, 1.5, "{:.3f} times"),
    Large("ours-print", *GROWTH, 125, "{:,.0f} bytes"),
    Large("ours-print", *PEAK, 96, "{:.0f} MiB"),
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
        "laid-out": "a usual choice laid out anew, warm",
        "separate": f"{sizes.count(task):,} files",
    }
    return names.get(task, f"merged {sizes.count(task):,}")
