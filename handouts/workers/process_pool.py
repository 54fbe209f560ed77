"""Run tasks in several processes, and notice at once when one of them is killed.

Each worker process has a pipe of its own. Those of `concurrent.futures` and of loky share one pipe:
when a worker is killed in the middle of an answer, the reader waits for the rest of it for ever.
"""

from __future__ import annotations

import errno
import os
import signal
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing import Pipe, Process, parent_process
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any
from warnings import catch_warnings

from handouts import interruption

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection


class WorkerDiedError(Exception):
    """A worker process was killed while it had a task."""


class ProcessPool(Executor):
    """Runs tasks in several processes, which start with the first task."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._threads = ThreadPoolExecutor(number)
        self._processes: list[Process] = []
        self._free: SimpleQueue[Connection] = SimpleQueue()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Submit a task; its result raises `WorkerDiedError` if the process is killed."""
        if not self._processes:
            self._start()
        try:
            return self._threads.submit(self._run, partial(fn, *args, **kwargs))
        except RuntimeError as error:  # no room for a thread
            raise OSError(errno.EAGAIN, "") from error

    def kill(self) -> None:
        """Kill the processes; the tasks that they run are lost."""
        for process in self._processes:
            process.kill()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Wait for the tasks that are running, then end the processes."""
        self._threads.shutdown(wait, cancel_futures=cancel_futures)
        while not self._free.empty():
            self._free.get().close()
        for process in self._processes:
            process.join()

    def _start(self) -> None:
        """Start the processes, or as many as the system has room for."""
        with (
            _signals_blocked(),
            suppress(OSError),
            # Python 3.12 warns of threads; the one of `interruption` has no lock while it waits.
            catch_warnings(action="ignore", category=DeprecationWarning),
        ):
            for _ in range(self._number):
                self._start_one()
        if not self._processes:
            raise WorkerDiedError

    def _start_one(self) -> None:
        ours, theirs = Pipe()
        process = Process(target=_serve, args=(theirs, ours), daemon=True)
        try:
            process.start()
        except OSError:
            ours.close()
            raise
        finally:
            theirs.close()  # so that our end is closed when the process ends
        self._processes.append(process)
        self._free.put(ours)

    def _run(self, task: Callable[[], Any]) -> Any:
        """Send a task to a free process, and wait for its answer."""
        pipe = self._free.get()
        try:
            pipe.send(task)
            answer, error = pipe.recv()
        except (EOFError, OSError):
            raise WorkerDiedError from None
        finally:
            self._free.put(pipe)
        if error is not None:
            raise error
        return answer


@contextmanager
def _signals_blocked() -> Iterator[None]:
    """Block signals while processes start: until `_serve` they have their parent's handlers."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, interruption.NUMBERS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Connection, other_end: Connection) -> None:
    """Run tasks until the parent closes its end of the pipe."""
    interruption.leave_to_parent()
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, interruption.NUMBERS)
    other_end.close()
    # It inherits open files from its parent, such as the lock of a folder, and must not outlive it.
    Thread(target=_end_with_parent, daemon=True).start()
    with suppress(EOFError, OSError):
        while True:
            pipe.send(_answer(pipe.recv()))


def _end_with_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)


def _answer(task: Callable[[], Any]) -> tuple[Any, Exception | None]:
    """Run a task; return its result, or the exception that it raised."""
    try:
        return task(), None
    except Exception as error:
        return None, error
