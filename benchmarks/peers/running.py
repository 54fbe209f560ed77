"""What a peer is asked to do: words of a command line in, files or a time out.

Every peer imports this, so it imports nothing that takes time. A task is one of

    one FOLDER VALUES FILE          the first client's sheet
    separate FOLDER VALUES OUT      every client's sheet in a file of its own
    merged FOLDER VALUES FILE       all of them in one file
    warm FOLDER VALUES OUT          as `separate`; prints the milliseconds a sheet takes

FOLDER holds the engine's own source, written beforehand; VALUES is a JSON list of the clients.
"""

from __future__ import annotations

import json
import os
import sys
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Values = dict[str, str]
"""What is personal about a client, by field."""

P = TypeVar("P")


class Peer(NamedTuple):
    """What an engine can do with its own source: get ready, make one sheet, make all in one."""

    prepare: Callable[..., object]
    one: Callable[..., bytes]
    merged: Callable[..., None]


def run(peer: Peer, words: list[str], *options: str) -> None:
    """Do the task that the words name; `options` are words that the peer itself knows."""
    task, folder, values_file, out = (word for word in words if word not in options)
    chosen = {word.removeprefix("--"): True for word in words if word in options}
    with open(values_file, encoding="utf-8") as file:  # noqa: PTH123 - pathlib takes time
        clients: list[Values] = json.load(file)
    prepared = peer.prepare(folder, **chosen)
    if task == "one":
        _write(out, peer.one(prepared, clients[0]))
    elif task == "merged":
        peer.merged(prepared, clients, out)
    elif task == "separate":
        _separate(peer, prepared, clients, out)
    elif task == "warm":
        _write(os.path.join(out, "first.pdf"), peer.one(prepared, clients[0]))  # noqa: PTH118
        start = perf_counter()
        _separate(peer, prepared, clients[1:], out)
        sys.stdout.write(f"{(perf_counter() - start) * 1000 / (len(clients) - 1)}\n")
    else:
        raise ValueError(f"there is no task {task}")


def _separate(peer: Peer, prepared: object, clients: list[Values], folder: str) -> None:
    os.makedirs(folder, exist_ok=True)  # noqa: PTH103
    for number, values in enumerate(clients):
        _write(os.path.join(folder, f"{number:05}.pdf"), peer.one(prepared, values))  # noqa: PTH118


def _write(path: str, pdf: bytes) -> None:
    with open(path, "wb") as file:  # noqa: PTH123
        file.write(pdf)
