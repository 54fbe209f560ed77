"""What a race measured in, Markdown out: the table, the bounds, what was left out, the machine."""

from __future__ import annotations

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.bounds import judge, title
from benchmarks.contestants import ENGINES, MERGED, QUICK, ROUNDS, SLOW

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from benchmarks.bounds import Readings
    from benchmarks.contestants import Sizes

PACKAGES = ("reportlab", "svglib", "weasyprint", "typst", "pikepdf")

PEERS = """\
All make the same handout on Letter: the same words in the same order, the same pictures with
our marks in them, the same two faces of Atkinson Hyperlegible at the same sizes, about as many
sides. What each is given is prepared beforehand in its own form, so that reading and composing with
our models is counted against ours alone. **Handouts** writes tags and claims PDF/UA-1 and PDF/A-2a;
it kerns. **ReportLab** writes neither tags nor alternative texts and sets no kerning;
pictures go through svglib and lie in a file once, as forms. **WeasyPrint** kerns; it writes tags
only if asked, which it is not here (asked to, it claims PDF/UA-1, and no standard for the archive
beside it); a merged file holds the pictures again for each handout, and its page numbers run
through the whole file. **Typst** kerns and writes alternative texts; the tagged row is its default,
which claims no standard (asked to, it claims PDF/UA-1 and PDF/A-2a at once); a merged file holds
the pictures again for each handout.
"""


def report(readings: Readings, failed: Mapping[tuple[str, str], str], sizes: Sizes) -> str:
    """Write the whole report."""
    parts = (
        "\n".join(_table(readings, sizes)),
        "\n".join(_reasons(failed, sizes)),
        "\n".join(_verdicts(readings, sizes)),
        _how(sizes),
        PEERS,
        _machine(),
    )
    return "\n\n".join(part.strip() for part in parts if part) + "\n"


def _table(readings: Readings, sizes: Sizes) -> Iterator[str]:
    """Write a row for each engine."""
    heads = ["engine", "cold process, s", "warm, ms a handout", f"{sizes.separate:,} files, s"]
    for count in sizes.merged:
        heads += [f"{count:,} merged, s", "bytes", "peak MiB"]
    yield from _head(heads)
    for key, engine in ENGINES.items():
        cells = [engine.name, *_cells(readings, key)]
        yield _row(cells)
        if (key, "cold-empty") in readings:
            alone = f"{readings[key, 'cold-empty'].seconds:.3f}"
            yield _row([f"{engine.name}, nothing cached", alone, *["-"] * (len(heads) - 2)])


def _cells(readings: Readings, key: str) -> Iterator[str]:
    def shown(task: str, quantity: str, form: str) -> str:
        reading = readings.get((key, task))
        return format(getattr(reading, quantity), form) if reading else "-"

    yield shown("cold", "seconds", ".3f")
    yield shown("warm", "told", ".2f")
    yield shown("separate", "seconds", ".1f")
    for task in MERGED:
        yield shown(task, "seconds", ".2f")
        yield shown(task, "size", ",.0f")
        yield shown(task, "peak", ",.0f")


def _reasons(failed: Mapping[tuple[str, str], str], sizes: Sizes) -> Iterator[str]:
    """Say why a cell is empty."""
    left_out = {
        (key, task): reason
        for key, engine in ENGINES.items()
        for task, reason in engine.left_out.items()
    }
    for (key, task), reason in {**left_out, **failed}.items():
        yield f"- {ENGINES[key].name}, {title(task, sizes)}: {reason}."


def _verdicts(readings: Readings, sizes: Sizes) -> Iterator[str]:
    yield from _head(["bound", "at most", "measured", "holds"])
    for verdict in judge(readings, sizes):
        says = "yes" if verdict.holds else "**no**"
        yield _row([verdict.bound, verdict.limit, verdict.measured, says])


def _head(heads: Sequence[str]) -> Iterator[str]:
    yield _row(heads)
    yield _row(["---", *["--:"] * (len(heads) - 1)])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _how(sizes: Sizes) -> str:
    """Say how often everything was measured, and what the figures are."""
    rounds = ", ".join(f"{title(task, sizes)} {count}" for task, count in ROUNDS.items())
    often = "Every figure is of one run, which says little."
    if sizes is not QUICK:
        often = (
            f"Every figure is the median of several runs, rivals in turn ({rounds}, the rest "
            f"twice; what takes more than {SLOW:.0f} s, once)."
        )
    return (
        f"{often} Each run is a process of its own. Times are wall time, peaks the resident memory "
        "of a process and its children together."
    )


def _machine() -> str:
    """Describe the machine and the packages, and nothing that tells whose it is."""
    packages = ", ".join(f"{name} {_version(name)}" for name in PACKAGES)
    gib = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 1024**3
    return (
        f"Measured on {len(os.sched_getaffinity(0))} cores of {_processor()}, {gib:.0f} GiB of "
        f"memory, {platform.system()}, Python {platform.python_version()}, {packages}."
    )


def _version(package: str) -> str:
    """Give the version of a package, or say that it could not take part."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def _processor() -> str:
    """Give the name the processor bears, or its kind."""
    told = Path("/proc/cpuinfo")
    for line in told.read_text("utf-8").splitlines() if told.is_file() else ():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()
