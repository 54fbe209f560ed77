"""Tasks in, their results out, done by several processes; one that is ended is missed at once.

Each process has a pipe of its own. Those of `concurrent.futures` share one, and when one of them is
killed in the middle of an answer, the rest of it is waited for without end.
"""

from __future__ import annotations

import os
import signal
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing import Pipe, Process, parent_process
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection


_ENDING = (signal.SIGINT, signal.SIGTERM)


class WorkerDiedError(Exception):
    """A process was ended while tasks were left for it."""


class ProcessPool(Executor):
    """Does tasks in several processes, which begin with the first task."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._askers = ThreadPoolExecutor(number)
        self._running: list[Process] = []
        self._free: SimpleQueue[Connection] = SimpleQueue()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Hand in a task; its result raises `WorkerDiedError` if the process is ended."""
        if not self._running:
            self._begin()
        return self._askers.submit(self._ask, partial(fn, *args, **kwargs))

    def kill(self) -> None:
        """End the processes at once; what they have begun is lost."""
        for process in self._running:
            process.kill()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let tasks that have begun be done, and end the processes."""
        self._askers.shutdown(wait, cancel_futures=cancel_futures)
        while not self._free.empty():
            self._free.get().close()
        for process in self._running:
            process.join()

    def _begin(self) -> None:
        """Start the processes; where the system has no room for all, the others do the work."""
        with _signals_held(), suppress(OSError):
            for _ in range(self._number):
                self._start_one()
        if not self._running:
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
            theirs.close()  # so that ours is at its end when the process is
        self._running.append(process)
        self._free.put(ours)

    def _ask(self, task: Callable[[], Any]) -> Any:
        """Send a task to a process that is free, and wait for its answer."""
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
def _signals_held() -> Iterator[None]:
    """Let signals wait while processes begin: these would answer as their parent does."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Connection, other_end: Connection) -> None:
    """Do tasks until there is nobody left to ask; the one who asks alone answers Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
    other_end.close()
    # It holds what its parent holds, the lock of a folder too, and must not outlive it.
    Thread(target=_end_with_parent, daemon=True).start()
    with suppress(EOFError, OSError):
        while True:
            pipe.send(_answer(pipe.recv()))


def _end_with_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)


def _answer(task: Callable[[], Any]) -> tuple[Any, Exception | None]:
    """Do a task; what it raises is raised again where it was handed in."""
    try:
        return task(), None
    except Exception as error:
        return None, error
