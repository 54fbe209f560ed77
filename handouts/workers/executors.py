"""Choose who runs the tasks of a batch: this process, several processes, or a Dask cluster.

Each is an executor of `concurrent.futures`, so the batch need not know which it has.
"""

from __future__ import annotations

import gc
import logging
from collections import deque
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from handouts import interruption
from handouts.workers.process_pool import ProcessPool, WorkerDiedError
from patterns.errors import ExitCode, UserError
from patterns.extras import require_extra

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    T = TypeVar("T")
    R = TypeVar("R")

PREFETCH = 3
"""How many tasks wait for each worker; more would fill memory with finished sheets."""

CONNECT_SECONDS = 4


class InlineExecutor(Executor):
    """Runs each task in this process, when it is submitted."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Run a task."""
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


@contextmanager
def workers(jobs: int) -> Iterator[Executor]:
    """Open an executor with `jobs` processes; raise `UserError` if one of them was killed."""
    if jobs == 1:
        yield InlineExecutor()
        return
    pool = ProcessPool(jobs)
    try:
        yield pool
    except WorkerDiedError:
        interruption.check()  # a signal for the whole session kills the workers, too
        raise UserError.one(
            "a process that was helping was ended by the system",
            hint="run again to go on, with fewer --jobs if memory is short",
            exit_code=ExitCode.CANNOT_WRITE,
        ) from None
    else:
        pool.shutdown()
    finally:
        pool.kill()  # does nothing after a shutdown; an error does not wait for running tasks
        pool.shutdown(cancel_futures=True)


def map_ordered(
    executor: Executor, task: Callable[[T], R], work: Iterable[T], prefetch: int
) -> Iterator[R]:
    """Yield the result of each piece of work, in order; raise `Interrupted` for a signal.

    Up to `prefetch` further pieces are submitted meanwhile.
    """
    waiting: deque[Future[R]] = deque()
    for piece in work:
        interruption.check()
        waiting.append(executor.submit(task, piece))
        if len(waiting) > prefetch:
            yield interruption.result(waiting.popleft())
    yield from map(interruption.result, waiting)


@contextmanager
def cluster(address: str) -> Iterator[Executor]:
    """Open a Dask cluster by its scheduler; raise `UserError` if there is none, or it ends."""
    with require_extra("cluster"):
        import distributed
        from distributed.comm.core import CommClosedError

    # It logs a traceback for a lost connection; the message below says what can be done.
    logging.getLogger("distributed.client").setLevel(logging.CRITICAL)
    connect: Any = distributed.Client
    gc.collect()  # a client that is deleted while another starts waits for a lock of that one
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
