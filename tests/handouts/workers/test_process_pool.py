"""Run tasks in processes; a worker killed in the middle of an answer is noticed at once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import CancelledError, wait
from multiprocessing.connection import Connection
from typing import Any

import pytest

from handouts.workers.process_pool import ProcessPool, WorkerDiedError
from tests.helpers import ROOT

LARGE = 20_000_000
"""More bytes than go through a pipe at once."""


def large(first: int) -> bytes:
    return bytes([first]) * LARGE


def fail(word: str) -> None:
    raise KeyError(word)


def test_tasks_are_spread_and_answered() -> None:
    with ProcessPool(2) as processes:
        answers = [processes.submit(large, i) for i in range(4)]
        pids = {processes.submit(os.getpid).result() for _ in range(20)}
        assert [answer.result() == large(i) for i, answer in enumerate(answers)] == [True] * 4
    assert os.getpid() not in pids
    assert 1 <= len(pids) <= 2


def test_no_process_starts_before_the_first_task() -> None:
    with ProcessPool(3) as processes:
        assert processes._processes == []


def test_an_exception_of_a_task_is_raised_by_its_result() -> None:
    with ProcessPool(1) as processes:
        failed = processes.submit(fail, "a word")
        with pytest.raises(KeyError, match="a word"):
            failed.result()
        assert processes.submit(max, 1, 2).result() == 2


@pytest.mark.parametrize("delay", [0, 0.001, 0.005, 0.02])
def test_a_kill_in_the_middle_of_an_answer_is_noticed(delay: float) -> None:
    processes = ProcessPool(2)
    worker = processes.submit(os.getpid).result()
    answers = [processes.submit(large, i) for i in range(12)]
    time.sleep(delay)
    os.kill(worker, signal.SIGKILL)
    done, waiting = wait(answers, timeout=60)
    processes.shutdown()
    assert not waiting
    assert {type(answer.exception()) for answer in done} <= {type(None), WorkerDiedError}
    assert WorkerDiedError in {type(answer.exception()) for answer in done}


def die_in_the_middle() -> bytes:
    """Return a large answer, and kill the process when half of it is written."""
    real: Any = Connection._send  # type: ignore[attr-defined]

    def send_half(self: Connection, data: bytes) -> None:
        if len(data) < LARGE:
            real(self, data)
            return
        rest = memoryview(data)[: LARGE // 2]
        while rest:
            rest = rest[os.write(self.fileno(), rest) :]
        os.kill(os.getpid(), signal.SIGKILL)

    Connection._send = send_half  # type: ignore[attr-defined]
    return large(1)


IN_A_POOL = """
import os
from {module} import {name}
from tests.handouts.workers.test_process_pool import die_in_the_middle
pool = {name}(2)
try:
    print(type(pool.submit(die_in_the_middle).result(timeout=5)).__name__)
except BaseException as error:
    print(type(error).__name__, flush=True)
os.killpg(os.getpid(), 9)
"""


def in_a_pool(module: str, name: str) -> str:
    """Kill a worker of a pool in the middle of its answer; name the exception of the pool."""
    done = subprocess.run(
        [sys.executable, "-c", IN_A_POOL.format(module=module, name=name)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
        timeout=60,
        start_new_session=True,
    )
    return done.stdout.strip()


def test_the_rest_of_an_answer_is_not_waited_for() -> None:
    assert in_a_pool("handouts.workers.process_pool", "ProcessPool") == "WorkerDiedError"


def test_the_pool_of_the_library_waits_for_ever() -> None:
    """If it fails, use the pool of the library: `ProcessPool` exists for this fault."""
    assert in_a_pool("concurrent.futures", "ProcessPoolExecutor") == "TimeoutError"


def test_killing_ends_long_tasks() -> None:
    processes = ProcessPool(2)
    tasks = [processes.submit(time.sleep, 60) for _ in range(5)]
    begun = time.monotonic()
    processes.kill()
    processes.shutdown(cancel_futures=True)
    assert time.monotonic() - begun < 20
    for task in tasks:
        with pytest.raises((WorkerDiedError, CancelledError)):
            task.result()


def test_workers_ignore_ctrl_c() -> None:
    with ProcessPool(1) as processes:
        worker = processes.submit(os.getpid).result()
        os.kill(worker, signal.SIGINT)
        assert processes.submit(os.getpid).result() == worker


STARTED = """
from handouts.interruption import catch_signals
from handouts.workers.process_pool import ProcessPool
catch_signals()
with ProcessPool(2) as processes:
    print(processes.submit(abs, -1).result())
"""


def test_processes_start_without_a_warning() -> None:
    command = [sys.executable, "-W", "always", "-c", STARTED]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("1\n", "")
