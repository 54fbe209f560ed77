"""Several processes do tasks; an end in the middle of a large answer is missed at once."""

from __future__ import annotations

import os
import signal
import time
from concurrent.futures import CancelledError, wait

import pytest

from handouts.batch.process_pool import ProcessPool, WorkerDiedError

LARGE = 20_000_000
"""So many bytes do not go through a pipe at once."""


def large(first: int) -> bytes:
    return bytes([first]) * LARGE


def fail(word: str) -> None:
    raise KeyError(word)


def test_tasks_are_spread_and_answered() -> None:
    with ProcessPool(2) as processes:
        answers = [processes.submit(large, i) for i in range(4)]
        helpers = {processes.submit(os.getpid).result() for _ in range(20)}
        assert [answer.result() == large(i) for i, answer in enumerate(answers)] == [True] * 4
    assert os.getpid() not in helpers
    assert 1 <= len(helpers) <= 2


def test_nothing_begins_before_the_first_task() -> None:
    with ProcessPool(3) as processes:
        assert processes._running == []


def test_a_task_that_fails_fails_where_it_was_handed_in() -> None:
    with ProcessPool(1) as processes:
        failed = processes.submit(fail, "a word")
        with pytest.raises(KeyError, match="a word"):
            failed.result()
        assert processes.submit(max, 1, 2).result() == 2


@pytest.mark.parametrize("delay", [0, 0.001, 0.005, 0.02])
def test_an_end_in_the_middle_of_an_answer_is_missed(delay: float) -> None:
    processes = ProcessPool(2)
    helper = processes.submit(os.getpid).result()
    answers = [processes.submit(large, i) for i in range(12)]
    time.sleep(delay)
    os.kill(helper, signal.SIGKILL)
    done, waiting = wait(answers, timeout=60)
    processes.shutdown()
    assert not waiting
    assert {type(answer.exception()) for answer in done} <= {type(None), WorkerDiedError}
    assert WorkerDiedError in {type(answer.exception()) for answer in done}


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


def test_ctrl_c_is_not_for_helpers() -> None:
    with ProcessPool(1) as processes:
        helper = processes.submit(os.getpid).result()
        os.kill(helper, signal.SIGINT)
        assert processes.submit(os.getpid).result() == helper
