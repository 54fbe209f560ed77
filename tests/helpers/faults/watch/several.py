"""Run several commands in one process.

Their arguments come as JSON from standard input. After each command, both output streams get its
exit code and its processor time in seconds, between separators.
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
