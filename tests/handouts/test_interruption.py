"""Signals are noted, waits are woken, and a forced end leaves nothing unfinished."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.helpers import ROOT

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = """
import os, signal, sys, time, warnings
from _thread import start_new_thread
from concurrent.futures import Future
from pathlib import Path
from handouts import interruption
from handouts.files.atomic import write_atomically
from handouts.files.streaming import open_atomic_stream

def ready():
    print("ready", flush=True)

interruption.catch_signals()
try:
{body}
except interruption.Interrupted as stop:
    sys.exit(stop.exit_code)
"""

IN_A_WAIT = """
    ready()
    interruption.result(Future())
"""
IN_A_WAIT_THAT_NO_FORCE_ENDS = """
    interruption.GRACE = 60
    ready()
    interruption.result(Future())
"""
AT_A_POINT = """
    ready()
    while True:
        interruption.check()
"""
WITHOUT_A_POINT = """
    ready()
    while True:
        time.sleep(0.01)
"""
WHILE_A_STREAM_IS_READ = """
    with interruption.Blocking():
        ready()
        sys.stdin.read()
"""
WHILE_A_FILE_IS_WRITTEN = """
    os.fsync = lambda _: (ready(), time.sleep(60))
    write_atomically(Path("a.pdf"), b"x", replace=False)
"""
WHILE_A_FILE_GROWS = """
    with open_atomic_stream(Path("a.pdf"), replace=False) as file:
        file.write(b"x")
        ready()
        while True:
            time.sleep(0.01)
"""
WHILE_A_FILE_IS_CREATED = """
    real = os.open
    def slow(*args, **more):
        ready()
        time.sleep(0.3)
        descriptor = real(*args, **more)
        time.sleep(0.3)
        return descriptor
    os.open = slow
    write_atomically(Path("a.pdf"), b"x", replace=False)
    time.sleep(60)
"""
WHILE_A_FILE_GETS_ITS_NAME = """
    real = os.link
    def slow(temp, path):
        interruption.FORCED_END["slow"] = lambda: time.sleep(0.5)
        ready()
        while temp.exists():
            time.sleep(0.01)
        real(temp, path)
    os.link = slow
    write_atomically(Path("a.pdf"), b"x", replace=False)
"""
"""The forced end takes the temporary file away, and takes a while for something else."""

TAKEN_BY_ANOTHER_THREAD = """
    start_new_thread(time.sleep, (60,))
    signal.pthread_sigmask(signal.SIG_BLOCK, interruption.NUMBERS)
"""
"""Makes it sure that no signal interrupts a system call, as if each came just before the call."""


def start(body: str, folder: Path) -> subprocess.Popen[str]:
    """Run a program that catches signals, until it is ready for one."""
    child = subprocess.Popen(
        [sys.executable, "-c", PROGRAM.format(body=body)],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    return child


def ended(child: subprocess.Popen[str], code: int, seconds: float) -> None:
    """Assert that a program ends silently, with a code, within so many seconds."""
    begun = time.monotonic()
    try:
        child.wait(timeout=30)
    finally:
        child.kill()  # one that hangs would be waited for
    took = time.monotonic() - begun
    assert (child.returncode, child.communicate()[1]) == (code, "")
    assert took < seconds


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize(
    "body",
    [IN_A_WAIT, AT_A_POINT, WITHOUT_A_POINT, WHILE_A_STREAM_IS_READ, WHILE_A_FILE_IS_WRITTEN],
)
def test_one_signal_ends_a_run(tmp_path: Path, body: str, number: signal.Signals) -> None:
    with start(body, tmp_path) as child:
        child.send_signal(number)
        ended(child, 128 + number, 2)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "body", [IN_A_WAIT_THAT_NO_FORCE_ENDS, WHILE_A_STREAM_IS_READ, WHILE_A_FILE_IS_WRITTEN]
)
def test_a_signal_just_before_a_system_call_ends_a_run(tmp_path: Path, body: str) -> None:
    """The handler in Python is not called before the system call returns."""
    with start(TAKEN_BY_ANOTHER_THREAD + body, tmp_path) as child:
        time.sleep(0.2)  # so that the call has begun
        child.send_signal(signal.SIGTERM)
        ended(child, 143, 2)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "body",
    [
        WITHOUT_A_POINT,
        WHILE_A_FILE_IS_WRITTEN,
        WHILE_A_FILE_GROWS,
        WHILE_A_FILE_IS_CREATED,
        WHILE_A_FILE_GETS_ITS_NAME,
    ],
)
def test_a_second_signal_ends_a_run_by_force(tmp_path: Path, body: str) -> None:
    with start(body, tmp_path) as child:
        child.send_signal(signal.SIGTERM)
        time.sleep(0.05)
        child.send_signal(signal.SIGTERM)
        child.send_signal(signal.SIGTERM)
        ended(child, 143, 1.5)
    assert not list(tmp_path.glob(".*"))


TO_ITSELF = """
    ready()
    os.kill(os.getpid(), signal.SIGINT)
    interruption.check()
    os._exit(1)
"""


def test_a_signal_counts_from_the_next_instruction(tmp_path: Path) -> None:
    with start(TO_ITSELF, tmp_path) as child:
        ended(child, 130, 2)


NO_ROOM_FOR_A_THREAD = """
    def refuse(*_):
        raise RuntimeError("can't start new thread")
    interruption.start_new_thread = refuse
"""
FROM_THE_START = """
    interruption.catch_signals()
"""


@pytest.mark.parametrize(
    "body", [FROM_THE_START + IN_A_WAIT, FROM_THE_START + AT_A_POINT, WITHOUT_A_POINT]
)
def test_without_room_for_a_thread_a_signal_ends_a_run(tmp_path: Path, body: str) -> None:
    with start(NO_ROOM_FOR_A_THREAD + body, tmp_path) as child:
        time.sleep(0.2)  # so that the wait has begun, which a signal then interrupts
        child.send_signal(signal.SIGTERM)
        ended(child, 143, 2)


OTHER_SIGNALS = """
    warnings.simplefilter("ignore")  # Python 3.12 warns of a fork beside threads
    signal.signal(signal.SIGWINCH, lambda *_: None)
    os.kill(os.getpid(), signal.SIGWINCH)
    if not os.fork():
        interruption.leave_to_parent()
        signal.signal(signal.SIGINT, lambda *_: None)
        os.kill(os.getpid(), signal.SIGINT)
        os._exit(0)
    os.wait()
    ready()
    time.sleep(0.2)
    interruption.check()
"""


def test_signals_of_others_end_no_run(tmp_path: Path) -> None:
    """A library may handle a signal of its own; a helper process may handle one of these."""
    with start(OTHER_SIGNALS, tmp_path) as child:
        ended(child, 0, 2)


def test_a_signal_that_is_ignored_stays_ignored(tmp_path: Path) -> None:
    body = """
    print(interruption.signal.getsignal(1) is interruption.signal.SIG_IGN)
"""
    program = PROGRAM.format(body=body)
    words = ["sh", "-c", 'trap "" HUP; exec "$@"', "sh", sys.executable, "-c", program]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"


FIRST_IMPORT = """
import sys
class Finder:
    def find_spec(self, name, path, target=None):
        if name == "handouts.interruption":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Finder())
from handouts.__main__ import run
run()
"""


def test_ctrl_c_before_signals_are_caught_shows_no_traceback() -> None:
    words = [sys.executable, "-c", FIRST_IMPORT]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


LOCKED_SUBMIT = """
    import threading
    from handouts.workers.executors import map_ordered, workers
    class Lock:
        def __init__(self, real):
            self.real = real
        def __enter__(self):
            self.real.acquire()
            os.kill(os.getpid(), 2)
        def __exit__(self, *_):
            self.real.release()
    with workers(2) as pool:
        ready()
        pool._threads._shutdown_lock = Lock(pool._threads._shutdown_lock)
        list(map_ordered(pool, time.sleep, [60, 60], 2))
"""


def test_a_signal_inside_submit_takes_no_lock_with_it(tmp_path: Path) -> None:
    """The handlers used to raise there, between the lock and its `try`: the run hung for ever."""
    with start(LOCKED_SUBMIT, tmp_path) as child:
        ended(child, 130, 2)
