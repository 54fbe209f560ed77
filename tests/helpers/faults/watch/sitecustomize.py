"""Record what a Python process opens, connects to and starts.

Python imports a module of this name on its path before the program. Each event is one line of JSON
in the file named by WATCH_LOG; the last is the peak memory.
"""

from __future__ import annotations

import atexit
import json
import os
import resource
import sys
from typing import Any

PLACES = frozenset({"open", "os.link", "os.mkdir", "os.remove", "os.rename", "os.symlink"})
"""Audit events whose arguments are paths; of `open`, the first one."""

FORBIDDEN = frozenset(
    {
        "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.system",
        "socket.bind", "socket.connect", "socket.getaddrinfo", "socket.gethostbyname",
        "socket.sendto", "subprocess.Popen", "urllib.Request",
    }
)  # fmt: skip
"""Forbidden audit events, except that a batch may fork its workers."""

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


def watch(log: str) -> None:
    """Record every event from now on."""
    note = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def write(row: list[object]) -> None:
        os.write(note, json.dumps(row).encode() + b"\n")

    def hook(event: str, words: tuple[Any, ...]) -> None:
        if event in FORBIDDEN:
            write([event, repr(words)])
        elif event in PLACES and not isinstance(words[0], int):
            paths = words[:1] if event == "open" else words[:2]
            named = [os.path.abspath(os.fsdecode(path)) for path in paths if _is_path(path)]
            writes = event != "open" or bool(words[2] & WRITING)
            write(["writes" if writes else "reads", *named])

    def write_peak() -> None:
        with open("/proc/self/status", encoding="ascii") as status:
            peaks = [line.split()[1] for line in status if line.startswith("VmHWM")]
        write(["peak", *peaks])

    sys.addaudithook(hook)
    if os.path.exists("/proc/self/status"):
        atexit.register(write_peak)


def _is_path(word: object) -> bool:
    return isinstance(word, str | bytes | os.PathLike)


def limit(mebibytes: int, seconds: int) -> None:
    """Limit the memory and the processor time of this process."""
    resource.setrlimit(resource.RLIMIT_AS, (mebibytes << 20,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds,) * 2)


if "WATCH_LOG" in os.environ:
    watch(os.environ.pop("WATCH_LOG"))
    limit(2048, 60)
