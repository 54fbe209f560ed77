"""Run commands in their environment: the clock, variables, standard error and exit codes.

No module that commands call uses any of these.
"""

from __future__ import annotations

import errno
import os
import sys
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handouts.interruption import Interrupted
from handouts.request.values import resolve
from patterns.errors import LITTLE_ROOM, ExitCode, UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from handouts.request.values import ClientText, SheetRequest
    from handouts.template.store import TemplateStore
    from handouts.template_cache import TemplateCache
    from patterns.errors import Problem

STREAM_ERRORS = frozenset({errno.EBADF, errno.EFBIG, errno.EIO, errno.ENOSPC})
"""Errors of standard output; an error of a file is reported where it is written."""


SPARE_BYTES = 16 << 20
"""Room that any step of a run may need."""

UNMAPPED = "failed to map segment"
"""What the loader of libraries says, without the number of an error, if it finds no memory."""

SILENT_SECONDS = 3
"""A plan on standard input that takes longer is told to be waited for."""

_END_OF_INPUT = "Ctrl-Z and Enter" if sys.platform == "win32" else "Ctrl-D"


class RunState:
    """What `guard` needs to report errors.

    `plan` is the client's plan and `options` are the names of the options that were given, which
    show where a wrong value was written.
    """

    def __init__(self) -> None:
        self.debug = False
        self.plan: Path | bytes | None = None
        self.options: Collection[str] = ()


def guard(action: Callable[[RunState], int]) -> int:
    """Run an action and return its exit code; only here do errors become messages."""
    state = RunState()
    try:
        return action(state)
    except UserError as error:
        from handouts.commands.messages import problem_lines

        problems = error.problems
        if state.plan is not None:
            from handouts.request.plan_reader import locate_problems

            problems = tuple(locate_problems(problems, state.plan, state.options))
        print_messages(problem_lines(problems))
        return error.exit_code
    except Interrupted as stop:
        return stop.exit_code
    except BrokenPipeError:  # the reader of a pipe has ended
        return ExitCode.CANNOT_WRITE
    except Exception as error:
        return _unexpected(error, debug=state.debug)


def _unexpected(error: Exception, *, debug: bool) -> int:
    from handouts.commands.messages import fault_lines, problem_lines
    from handouts.files.atomic import cannot_write

    if isinstance(error, OSError) and error.errno in STREAM_ERRORS:
        print_messages(problem_lines(cannot_write(error, "standard output").problems))
        return ExitCode.CANNOT_WRITE
    if number := _little_room(error):
        print_messages(["; ".join(LITTLE_ROOM[number])])
        return ExitCode.CANNOT_WRITE
    print_messages(fault_lines(error, debug=debug))
    return ExitCode.OUR_BUG


def _little_room(error: BaseException | None) -> int:
    """Return the number of the error if the machine had too little room for the run, else 0.

    A library that finds no memory to be loaded raises `ImportError`, with the words of the system.
    """
    while error is not None:
        if isinstance(error, OSError) and error.errno in LITTLE_ROOM:
            return error.errno
        told = str(error) if isinstance(error, ImportError) else ""
        no_memory = os.strerror(errno.ENOMEM) in told or UNMAPPED in told
        if no_memory or isinstance(error, MemoryError):
            return errno.ENOMEM
        error = error.__cause__
    return errno.ENOMEM if _is_memory_short() else 0


def _is_memory_short() -> bool:
    """Whether less can be had than any step needs; a half loaded library may fail in any way."""
    try:
        bytearray(SPARE_BYTES)
    except MemoryError:
        return True
    return False


def read_request(
    patterns: Sequence[str],
    plan: Path | bytes | None,
    options: Mapping[str, object],
    state: RunState,
    others: Iterable[Path | None] = (),
) -> tuple[TemplateCache, list[SheetRequest], ClientText]:
    """Read a plan, and combine it with options; `others` are further files that the run reads."""
    values = read_values(plan, options, state)
    if "columns" in values:
        message = "is for handouts batch, which reads a roster"
        raise UserError.one(message, field="columns", hint="leave it out")
    return make_request(patterns, plan, values, options, others)


def read_values(
    plan: Path | bytes | None, options: Mapping[str, object], state: RunState
) -> dict[str, Any]:
    """Read the values of a plan, and note for messages what gives the values of this run."""
    from handouts.request.plan_reader import read_plan

    state.plan = plan
    state.options = {name for name, value in options.items() if value is not None}
    return read_plan(plan) if plan is not None else {}


def make_request(
    patterns: Sequence[str],
    plan: Path | bytes | None,
    values: Mapping[str, Any],
    options: Mapping[str, object],
    others: Iterable[Path | None] = (),
) -> tuple[TemplateCache, list[SheetRequest], ClientText]:
    """Combine the values of a plan with options."""
    from handouts.files.own_files import own_brand
    from handouts.template_cache import TemplateCache
    from patterns.library_paths import checked_library, library_of, library_remarks

    if options.get("brand") is None:
        options = {**options, "brand": own_brand(config_folder())}
    requests, text = resolve(patterns, options, values, date.today())
    checked_library(requests[0].library)
    print_remarks(
        remark
        for library in dict.fromkeys(library_of(r.pattern, r.library) for r in requests)
        for remark in library_remarks(library)
    )
    inputs = [plan if isinstance(plan, Path) else None, *others]
    return TemplateCache(template_store(), inputs), requests, text


def write_and_report(
    cache: TemplateCache,
    requests: Sequence[SheetRequest],
    text: ClientText,
    output: str | None,
    password: str | None,
    *,
    force: bool,
) -> Iterable[dict[str, object]]:
    """Write handouts; print a line for each and yield its JSON record."""
    from handouts.commands.build import write_handouts
    from handouts.commands.messages import count

    for path, handout in write_handouts(cache, requests, text, output, password, replace=force):
        print_messages([f"Wrote {path} ({count(handout.sides, 'side')})"])
        yield handout.record(path)
    print_remarks(cache.remarks)


def print_remarks(remarks: Iterable[Problem]) -> None:
    """Print what is no fault and yet should be known, as `Note: ` and a line for each."""
    from handouts.commands.messages import problem_lines

    print_messages(f"Note: {line}" for line in problem_lines(tuple(remarks)))


def template_store() -> TemplateStore:
    """Return the store of templates in the folder that the environment names, or the default."""
    from handouts.template.store import TemplateStore

    folder = os.environ.get("HANDOUTS_CACHE")
    if folder is not None:
        return TemplateStore(Path(folder) if folder else None)
    bases = (os.environ.get(name, "") for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"))
    # A relative path counts as none (XDG Base Directory Specification, "Basics").
    base = next((base for base in bases if Path(base).is_absolute()), None)
    try:
        return TemplateStore(Path(base or Path.home() / ".cache") / "handouts")
    except RuntimeError:  # no home directory
        return TemplateStore(None)


def config_folder() -> Path | None:
    """Return the folder of the clinic's own settings, None where the system has no place for it."""
    if folder := os.environ.get("HANDOUTS_CONFIG"):
        return Path(folder)
    bases = (os.environ.get(name, "") for name in ("XDG_CONFIG_HOME", "APPDATA"))
    base = next((base for base in bases if Path(base).is_absolute()), None)
    try:
        return Path(base or Path.home() / ".config") / "handouts"
    except RuntimeError:  # no home directory
        return None


@contextmanager
def waiting_told(what: str) -> Iterator[None]:
    """Say what is waited for, if it has not come on standard input after some seconds."""
    from threading import Timer

    line = (
        f"Waiting for {what} on standard input; end it with {_END_OF_INPUT}, or stop with Ctrl-C."
    )
    timer = Timer(SILENT_SECONDS, print_messages, [[line]])
    timer.daemon = True
    with suppress(RuntimeError):  # no room for a thread
        timer.start()
    try:
        yield
    finally:
        timer.cancel()


def print_messages(lines: Iterable[str]) -> None:
    """Print messages to standard error; if that is full or closed, only the exit code is left."""
    from handouts.commands.messages import printable

    with suppress(OSError, AttributeError):  # a closed stream is None
        for line in lines:
            sys.stderr.write(f"{printable(line)}\n")
            sys.stderr.flush()
