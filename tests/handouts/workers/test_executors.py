"""Run tasks: in order, a few at once; with workers that are killed, and on a real cluster."""

from __future__ import annotations

import errno
import logging
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import Executor, Future, as_completed
from multiprocessing import Process
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.batch.separate_files import Delivery, deliver
from handouts.template.stamp import stamp_client
from handouts.workers.executors import InlineExecutor, cluster, map_ordered, workers
from patterns.errors import ExitCode, UserError
from tests.helpers import ROOT
from tests.helpers.batching import CANARIES, CANARY, Desk

if TYPE_CHECKING:
    from collections.abc import Iterator


class LazyExecutor(Executor):
    """Runs a task only when its result is waited for, and counts the waiting ones."""

    def __init__(self) -> None:
        self.waiting = self.most = 0

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        executor = self
        executor.waiting += 1
        executor.most = max(executor.most, executor.waiting)

        class LazyFuture(Future[Any]):
            def add_done_callback(self, called: Any) -> None:
                executor.waiting -= 1
                self.set_result(fn(*args, **kwargs))
                super().add_done_callback(called)

        return LazyFuture()


@given(st.lists(st.integers()), st.integers(0, 20))
def test_results_come_in_order_and_few_wait(work: list[int], ahead: int) -> None:
    lazy = LazyExecutor()
    assert list(map_ordered(lazy, str, work, ahead)) == [str(piece) for piece in work]
    assert lazy.most <= ahead + 1


def test_one_process_runs_its_tasks_itself() -> None:
    with workers(1) as executor:
        assert isinstance(executor, InlineExecutor)
        assert executor.submit(os.getpid).result() == os.getpid()


def test_several_processes_make_the_same_sheets(desk: Desk, tmp_path: Path) -> None:
    jobs = desk.jobs(desk.rows(*["Ann", "Bo", "Łucja"] * 40))
    with workers(2) as pool:
        assert pool.submit(os.getpid).result() != os.getpid()
        list(deliver(jobs, Delivery(tmp_path, False, pool, 6, lambda: 0.0)))
    for job in jobs[::17]:
        pdf = (tmp_path / f"{job.row.id}-2026-11-23.pdf").read_bytes()
        assert pdf == stamp_client(job.prepared, job.personal)


def test_a_killed_worker_is_reported_in_one_line() -> None:
    with pytest.raises(UserError) as caught:
        _kill_a_worker(signal.SIGKILL)
    assert caught.value.exit_code == ExitCode.CANNOT_WRITE
    assert str(caught.value) == (
        "a process that was helping was ended by the system; run again to go on, with fewer "
        "--jobs if memory is short"
    )


SLOW_START = """
import os, signal, time
from handouts.workers.process_pool import ProcessPool
pool, real = ProcessPool(2), signal.signal
def slow(number, handler):
    time.sleep(0.3)
    return real(number, handler)
signal.signal = slow
future = pool.submit(abs, -1)
for process in pool._processes:
    os.kill(process.pid, signal.SIGINT)
print(future.result())
pool.shutdown()
"""


def test_a_signal_while_workers_start_prints_nothing() -> None:
    command = [sys.executable, "-c", SLOW_START]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("1\n", "")


@pytest.mark.parametrize("possible", [0, 1])
def test_fewer_workers_start_where_the_system_has_no_room(
    monkeypatch: pytest.MonkeyPatch, possible: int
) -> None:
    real = Process.start
    started: list[Process] = []

    def start(process: Process) -> None:
        if len(started) == possible:
            raise OSError(errno.EMFILE, "the words of the system")
        started.append(process)
        real(process)

    monkeypatch.setattr(Process, "start", start)
    if possible:
        with workers(3) as executor:
            done = list(map_ordered(executor, abs, range(-9, 0), 3))
        assert done == list(range(9, 0, -1))
    else:
        with pytest.raises(UserError, match="with fewer --jobs"), workers(3) as executor:
            executor.submit(abs, -1)


def test_sigterm_ends_a_worker() -> None:
    with pytest.raises(UserError, match="was ended by the system"):
        _kill_a_worker(signal.SIGTERM)


def _kill_a_worker(number: int) -> None:
    with workers(2) as pool:
        worker = pool.submit(os.getpid).result()
        waiting = [pool.submit(time.sleep, 60) for _ in range(2)]
        os.kill(worker, number)
        next(as_completed(waiting)).result()


def test_an_interrupt_does_not_wait_for_long_tasks() -> None:
    start = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        _interrupt_with_work()
    assert time.monotonic() - start < 10


def _interrupt_with_work() -> None:
    with workers(2) as pool:
        pool.submit(os.getpid).result()
        for _ in range(6):
            pool.submit(time.sleep, 60)
        raise KeyboardInterrupt


def test_no_worker_outlives_its_parent() -> None:
    program = (
        "import os, time\n"
        "from handouts.workers.executors import workers\n"
        "with workers(2) as pool:\n"
        "    for _ in range(2): pool.submit(time.sleep, 60)\n"
        "    print(*(p.pid for p in pool._processes), flush=True)\n"
        "    os.kill(os.getpid(), 9)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == -signal.SIGKILL
    pids = [int(pid) for pid in done.stdout.split()]
    assert len(pids) == 2
    assert _until(lambda: not any(map(_runs, pids)))


def _runs(pid: int) -> bool:
    """Tell whether a process exists and is no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _until(true: Any, seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def test_a_cluster_that_does_not_answer() -> None:
    with pytest.raises(UserError) as caught, cluster("nowhere at all"):
        pass
    assert str(caught.value) == (
        "nowhere at all: no Dask scheduler answers there; start it, or check the address, such "
        "as tcp://127.0.0.1:8786"
    )


def test_a_cluster_needs_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UserError, match=r'pip install "handouts\[cluster\]"'), cluster("x"):
        pass


@pytest.fixture
def dask(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> Iterator[Any]:
    """Start a cluster of two processes; what it logs is kept."""
    import distributed

    caplog.set_level(logging.DEBUG)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    local: Any = distributed.LocalCluster
    with local(
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        dashboard_address=None,
        local_directory=str(tmp_path / "cluster"),
    ) as started:
        yield started


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_goes_on_when_a_worker_is_killed(
    desk: Desk,
    dask: Any,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    jobs = desk.jobs(desk.rows(*[CANARY, "Bo", "Łucja"] * 100))
    killed = 0
    with cluster(dask.scheduler_address) as executor:
        steps = deliver(jobs, Delivery(tmp_path / "out", False, executor, 3, lambda: 0.0))
        for number, _ in enumerate(steps):
            if number == 50:
                killed = next(iter(dask.workers.values())).pid
                os.kill(killed, signal.SIGKILL)
    assert killed
    for job in jobs:
        pdf = (tmp_path / "out" / f"{job.row.id}-2026-11-23.pdf").read_bytes()
        assert pdf == stamp_client(job.prepared, job.personal)
    logs = [*dask.get_logs().values(), caplog.text, *capfd.readouterr()]
    assert not [word for word in CANARIES if any(word in str(log) for log in logs)]


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_that_closes_is_reported(dask: Any, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UserError) as caught:
        _close_during_a_task(dask)
    assert caught.value.exit_code == ExitCode.CANNOT_WRITE
    assert str(caught.value) == (
        f"{dask.scheduler_address}: the Dask cluster has ended, or its workers have; start it "
        "and run again to go on"
    )
    assert "Traceback" not in capfd.readouterr().err


def _close_during_a_task(dask: Any) -> None:
    with cluster(dask.scheduler_address) as executor:
        waiting = executor.submit(time.sleep, 60)
        dask.close()
        waiting.result(timeout=60)
