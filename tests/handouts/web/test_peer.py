"""The user at the other end of a connection is read from the table of the system."""

from __future__ import annotations

import os
import socket
import sys
from typing import TYPE_CHECKING

import pytest

from handouts.web.peer import is_foreign

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

HEAD = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid\n"
ROW = "   0: 0100007F:{:04X} 0100007F:{:04X} 01 00000000:00000000 00:00000000 00000000 {:5d}\n"


def test_our_own_connection_is_known() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)) as client:
            assert not is_foreign(client.getsockname()[1], port)


def test_that_of_another_user_is_foreign(tmp_path: Path) -> None:
    table = tmp_path / "tcp"
    table.write_text(HEAD + ROW.format(5000, 80, os.getuid()) + ROW.format(5001, 80, 12345))
    assert not is_foreign(5000, 80, table)
    assert is_foreign(5001, 80, table)
    assert is_foreign(5002, 80, table)


def test_without_a_table_none_is(tmp_path: Path) -> None:
    assert not is_foreign(5000, 80, tmp_path / "none")
