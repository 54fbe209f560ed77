"""Note signals, and end the run at points chosen for it.

A handler may run between any two instructions of the main thread, such as between taking a lock
and the `try` that gives it back, so it must not raise. It notes the signal and wakes a waiter;
`check` raises `Interrupted` where a run may end.

If a system call begins just after the signal came, the handler does not run before it returns. So
a thread notes the signal, too. It reads the number from a pipe, into which Python writes it as soon
as the signal comes (`signal.set_wakeup_fd`). A second signal, or a run that has not ended `GRACE`
seconds after the first, makes the thread remove unfinished files and end the process.
"""

from __future__ import annotations

import os
import signal
import time
from _thread import RLock, start_new_thread

TYPE_CHECKING = False  # `typing` and `contextlib` take longer to import than the rest of this
if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future
    from typing import NoReturn, TypeVar

    R = TypeVar("R")

_NAMES = ("INT", "TERM", "HUP", "QUIT", "XCPU", "ALRM", "USR1", "USR2")
NUMBERS = [getattr(signal, f"SIG{n}") for n in _NAMES if hasattr(signal, f"SIG{n}")]
"""The signals that end a run: all that would end it at once otherwise. Windows has but two."""

GRACE = 0.8
"""Seconds between the first signal and the forced end."""

FORCED_END: dict[object, Callable[[], object]] = {}
"""Functions to call before a forced end, such as one that deletes the file that is its key."""

CREATING = RLock()
"""The lock held while a file is created and entered in `FORCED_END`.

A forced end waits for it and keeps it.
"""

_received: list[int] = []
_wakers: list[Callable[[None], object]] = []
_blocked: list[None] = []


class Interrupted(BaseException):
    """The run ends because of a signal; no `except Exception` catches it."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.exit_code = 128 + number


def catch_signals() -> None:
    """Note signals from here on; one that is ignored, as `nohup` does, stays ignored."""
    _write_no_core()
    reader, writer = os.pipe()
    if hasattr(os, "set_blocking"):  # Windows lacks it before Python 3.12, and does not need it
        os.set_blocking(writer, False)
    signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
    try:
        start_new_thread(_watch, (reader,))
    except RuntimeError:  # no room for a thread; a run still ends where it checks
        signal.set_wakeup_fd(-1)
    for number in NUMBERS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _note)


def _write_no_core() -> None:
    """Let a crash leave no copy of the memory, in which clients' names are."""
    try:
        import resource
    except ImportError:  # Windows, which writes none by itself
        return
    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (OSError, ValueError):  # a system without this limit
        return


def ignore_signals() -> None:
    """Let no signal change how the process ends, once its work is done."""
    for number in NUMBERS:
        signal.signal(number, signal.SIG_IGN)


def leave_to_parent() -> None:
    """Ignore signals in a helping process, which ends with its parent; only SIGTERM ends it."""
    ignore_signals()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.set_wakeup_fd(-1)  # a process that was forked has the pipe of its parent
    _received.clear()
    FORCED_END.clear()


def check() -> None:
    """Raise `Interrupted` if a signal was received."""
    if _received:
        raise Interrupted(_received[0])


def wait_for_forced_end() -> None:
    """Wait here for the end of a process that is being ended by force; else go on at once.

    Call it before an error is told that deleting unfinished files may have caused.
    """
    with CREATING:
        pass


def result(future: Future[R]) -> R:
    """Wait for a result; raise `Interrupted` if a signal comes first."""
    from queue import SimpleQueue  # whose `put` may be called by a handler, unlike that of others

    done: SimpleQueue[object] = SimpleQueue()
    _wakers.append(done.put)
    try:
        check()
        future.add_done_callback(done.put)
        done.get()
        check()
    finally:
        _wakers.remove(done.put)
    return future.result()


class Blocking:
    """Lets the first signal end the process, while a stream is waited for and nothing is begun."""

    def __enter__(self) -> None:
        _blocked.append(None)
        check()

    def __exit__(self, *_: object) -> None:
        _blocked.pop()


def _note(number: int, _: object = None) -> None:
    """Note a signal and wake who waits; the handler and the thread both do, whoever is first."""
    _received.append(number)
    for wake in _wakers.copy():  # the waiter may take its own away meanwhile
        wake(None)


def _watch(pipe: int) -> None:
    """Note the first signal; end the process at the second, or when the time is up."""
    _note(_next_signal(pipe))
    seconds = 0 if _blocked else GRACE
    try:
        start_new_thread(_end_by_force, (seconds,))
    except RuntimeError:  # no room for another thread; a second signal changes nothing
        _end_by_force(seconds)
    _next_signal(pipe)
    _end_by_force(0)


def _next_signal(pipe: int) -> int:
    """Wait for a signal that ends a run; others that a library handles come through it, too."""
    while (number := os.read(pipe, 1)[0]) not in NUMBERS:
        pass
    return number


def _end_by_force(seconds: float) -> NoReturn:
    """Wait so many seconds; clean up, and end the process."""
    time.sleep(seconds)
    CREATING.acquire(timeout=GRACE)  # and keep it, so that nothing else is created
    for clean_up in list(FORCED_END.values()):
        try:
            clean_up()
        except (OSError, ValueError):
            continue  # it is gone already
    os._exit(128 + _received[0])
