"""Who does the tasks of a batch: this process, several processes, or a Dask cluster.

All are executors of `concurrent.futures`, so that a batch need not know which it has.
"""

from __future__ import annotations

import logging
from collections import deque
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from handouts.batch.process_pool import ProcessPool, WorkerDiedError
from handouts.extras import require_extra
from patterns.errors import ExitCode, UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    K = TypeVar("K")
    T = TypeVar("T")
    R = TypeVar("R")

PREFETCH = 3
"""How many tasks wait for each worker; more would only fill memory with finished sheets."""

CONNECT_SECONDS = 4


class InlineExecutor(Executor):
    """Does each task in this process, when it is handed in."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Do a task."""
        done: Future[Any] = Future()
        done.set_result(fn(*args, **kwargs))
        return done


@contextmanager
def workers(jobs: int, scheduler: str | None = None) -> Iterator[Executor]:
    """Give who does the tasks: a cluster if one is named, else so many processes.

    Raises `UserError` for a cluster that does not answer, and for helpers that were ended.
    """
    if scheduler is not None:
        with _cluster(scheduler) as executor:
            yield executor
        return
    if jobs == 1:
        yield InlineExecutor()
        return
    pool = ProcessPool(jobs)
    try:
        yield pool
    except WorkerDiedError:
        pool.kill()
        raise UserError.one(
            "a process that was helping was ended by the system",
            hint="run again to go on, with fewer --jobs if memory is short",
            exit_code=ExitCode.CANNOT_WRITE,
        ) from None
    except BaseException:
        pool.kill()  # whoever stops us does not wait for their last tasks
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def map_ordered(
    executor: Executor, task: Callable[[T], R], work: Iterable[tuple[K, T]], ahead: int
) -> Iterator[tuple[K, R]]:
    """Give the result of each piece of work under its key, in order, while the next are done."""
    waiting: deque[tuple[K, Future[R]]] = deque()
    for key, piece in work:
        waiting.append((key, executor.submit(task, piece)))
        if len(waiting) > ahead:
            done, future = waiting.popleft()
            yield done, future.result()
    for done, future in waiting:
        yield done, future.result()


@contextmanager
def _cluster(address: str) -> Iterator[Executor]:
    with require_extra("cluster"):
        import distributed
        from distributed.comm.core import CommClosedError

    # It would print the way a connection was lost; what can be done is said below.
    logging.getLogger("distributed.client").setLevel(logging.CRITICAL)
    connect: Any = distributed.Client
    try:
        client = connect(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, TypeError, ValueError):  # no answer, no keys for tls:, no address
        raise UserError.one(
            "no Dask scheduler answers there",
            field=address,
            hint="start it, or check the address, such as tcp://127.0.0.1:8786",
        ) from None
    try:
        with client:
            yield client.get_executor(pure=False)
    except (CancelledError, distributed.KilledWorker, CommClosedError):
        raise UserError.one(
            "the Dask cluster has ended, or its workers have",
            field=address,
            hint="start it and run again to go on",
            exit_code=ExitCode.CANNOT_WRITE,
        ) from None
