"""Who runs in the race and with which commands: a table of data."""

from __future__ import annotations

from dataclasses import dataclass, field

ALONE = ("cold", "cold-empty", "warm", "laid-out")
"""The tasks of a single handout, and of a process that has made one already."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many handouts the tasks make: in files of their own, and in one file."""

    warm: int
    separate: int
    merged: tuple[int, int, int]

    def count(self, task: str) -> int:
        """Give the number of handouts of a task."""
        numbers = {
            "warm": self.warm + 1,
            "laid-out": self.warm,
            "separate": self.separate,
            "merged-1": 1,
        }
        numbers |= dict(zip(MERGED, self.merged, strict=True))
        return numbers.get(task, 1)


MERGED = ("merged-small", "merged-middle", "merged-large")

FULL = Sizes(warm=40, separate=1000, merged=(100, 1000, 10_000))
QUICK = Sizes(warm=3, separate=10, merged=(10, 50, 100))

TASKS = (*ALONE, "separate", "merged-1", *MERGED)
"""Everything that is measured."""

ROUNDS = {"cold": 9, "cold-empty": 9, "warm": 3, "laid-out": 3}
"""How often each is measured; twice if not named."""

SLOW = 60.0
"""What takes more seconds than this is measured once."""


@dataclass(frozen=True, slots=True)
class Engine:
    """One row of the table.

    `commands` are words by task, filled in with `{python}`, `{handouts}`, `{folder}` (where
    everything was prepared), `{count}`, and `{out}`. `left_out` gives the reason why a task is not
    run, reckoned from the sizes of the full race that were.
    """

    name: str
    commands: dict[str, str]
    left_out: dict[str, str] = field(default_factory=dict)


def _peer(module: str, *options: str) -> dict[str, str]:
    """Give the commands of a peer."""
    engine = module.removesuffix("_peer")
    start = f"{{python}} -m benchmarks.peers.{module}"
    given = " ".join((f"{{folder}}/{engine} {{folder}}/clients-{{count}}.json {{out}}", *options))
    words = {"cold": "one", "warm": "warm", "separate": "separate"} | dict.fromkeys(
        MERGED, "merged"
    )
    return {task: f"{start} {word} {given}" for task, word in words.items()}


_BUILD = "{handouts} build lateral-hip-rotators --side left --whole --plan {folder}/plan.yaml"
_BATCH = "{handouts} batch {folder}/roster-{count}.csv --whole"
_MERGED = ("merged-1", *MERGED)

ENGINES = {
    "ours": Engine(
        "Handouts",
        {
            "cold": f"{_BUILD} -o {{out}} --force",
            "cold-empty": f"{_BUILD} -o {{out}} --force",
            "warm": "{python} -m benchmarks.warm {count} {out}",
            "laid-out": "{python} -m benchmarks.laying_out {count}",
            "separate": f"{_BATCH} -o {{out}}",
            **dict.fromkeys(_MERGED, f"{_BATCH} --merged {{out}}"),
        },
    ),
    "ours-print": Engine(
        "Handouts, `--print-only`",
        dict.fromkeys(_MERGED, f"{_BATCH} --merged {{out}} --print-only"),
    ),
    "reportlab": Engine(
        "ReportLab",
        _peer("reportlab_peer"),
        {
            "separate": "1,000 would take five minutes",
            "merged-large": "10,000 would take a quarter of an hour and 5 GiB",
        },
    ),
    "weasyprint": Engine(
        "WeasyPrint",
        _peer("weasyprint_peer"),
        {
            "separate": "1,000 would take a quarter of an hour",
            "merged-middle": "1,000 would take a quarter of an hour and 8 GiB",
            "merged-large": "10,000 would take hours",
        },
    ),
    "typst": Engine(
        "Typst, untagged",
        _peer("typst_peer", "--untagged"),
        {"merged-large": "10,000 would need 50 GiB of memory"},
    ),
    "typst-tagged": Engine(
        "Typst, tagged",
        _peer("typst_peer"),
        {"merged-large": "10,000 would need 50 GiB of memory"},
    ),
}
"""The rows of the table, in order."""

FRESH = {"cold-empty"}
"""The tasks that start without a cache; the others find theirs filled."""
