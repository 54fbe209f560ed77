"""Tell whether the other end of a connection on this computer belongs to the same user.

Linux says so in a table; the command line of a browser, with the address that it opens, can be
read by every user there. Other systems hide it, and have no such table.
"""

from __future__ import annotations

import os
from pathlib import Path

from patterns.errors import UserError
from patterns.files import read_file

CONNECTIONS = Path("/proc/net/tcp")
"""The table of connections; `proc(5)` describes its columns."""

MAX_BYTES = 50_000_000

_LOCAL, _REMOTE, _USER = 1, 2, 7  # columns


def is_foreign(peer: int, port: int, table: Path = CONNECTIONS) -> bool:
    """Whether the connection from the port `peer` to our `port` is that of another user.

    False where the system has no such table.
    """
    if not hasattr(os, "getuid") or not table.exists():
        return False
    try:
        rows = read_file(table, name=str(table), limit=MAX_BYTES).decode("ascii").splitlines()
    except UserError:
        return False
    ends = f":{peer:04X}", f":{port:04X}"
    for row in rows[1:]:
        columns = row.split()
        if columns[_LOCAL].endswith(ends[0]) and columns[_REMOTE].endswith(ends[1]):
            return int(columns[_USER]) != os.getuid()
    return True
