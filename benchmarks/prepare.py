"""A folder in, everything the race needs in it out: each engine's own source, clients, rosters.

This is done once, beforehand and unmeasured: `python -m benchmarks.prepare FOLDER COUNT...`.
Reading and composing with our own models is not counted against any engine.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.material import clients, order, texts, write_roster
from benchmarks.peers.content import content, font_files
from benchmarks.peers.html_source import write_html
from benchmarks.peers.typst_source import write_typst
from handouts.compose.compose import compose

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benchmarks.peers.content import Tree
    from handouts.request.order import Order

PEERS = Path(__file__).parent / "peers"


def prepare(folder: Path, counts: Iterable[int]) -> None:
    """Write the sources of all engines, and lists of clients of each length as JSON and CSV."""
    write_sources(folder, order())
    client = next(texts(1))
    (folder / "plan.yaml").write_text(
        f"client: {client.client}\ndate: {client.date}\nnext_visit: {client.next_visit}\n", "utf-8"
    )
    for count in counts:
        (folder / f"clients-{count}.json").write_text(json.dumps(clients(count)), "utf-8")
        write_roster(folder / f"roster-{count}.csv", count)


def write_sources(folder: Path, made: Order) -> None:
    """Write a handout as each engine's own source, into a folder named after the engine."""
    handout = compose(made.entry, made.request, made.brand, made.notice)
    for engine, write in WRITERS.items():
        home = folder / engine
        home.mkdir(parents=True, exist_ok=True)
        for file in font_files().values():
            shutil.copy(file, home)
        write(content(handout, made.brand, home), home)


def _typst(tree: Tree, home: Path) -> None:
    write_typst(tree, (PEERS / "sheet.typ").read_text("utf-8"), home)


def _weasyprint(tree: Tree, home: Path) -> None:
    write_html(tree, (PEERS / "sheet.css").read_text("utf-8"), home)


def _reportlab(tree: Tree, home: Path) -> None:
    (home / "content.json").write_text(json.dumps(tree), "utf-8")


WRITERS = {"typst": _typst, "weasyprint": _weasyprint, "reportlab": _reportlab}


if __name__ == "__main__":
    prepare(Path(sys.argv[1]), [int(count) for count in sys.argv[2:]])
