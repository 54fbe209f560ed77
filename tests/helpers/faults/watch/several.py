"""Runs several commands in one process: their words on standard input, their ends on the streams.

After each a line on both streams tells its exit code and its seconds of processor time.
"""

from __future__ import annotations

import json
import sys
import time

from cli import main

MARK = "\x1e"
"""A separator that no command prints."""

if __name__ == "__main__":
    for words in json.load(sys.stdin):
        begun = time.process_time()
        code = main(words)
        for stream in (sys.stdout, sys.stderr):
            stream.write(f"{MARK}{int(code)} {time.process_time() - begun:.3f}{MARK}")
            stream.flush()
