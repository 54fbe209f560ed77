"""Run the command of the process, and end the process.

A `build` with plain options is parsed here, because click takes longer to import than a stored
template takes to stamp. Every other command is parsed by click in `cli`.
"""

from __future__ import annotations

import gc
import os
import sys
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handouts.interruption import check, ignore_signals
from handouts.process import guard, read_request, write_and_report
from handouts.request.values import VALUES, is_language, option_name, parse_day, values_given_by
from patterns.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from handouts.process import RunState

MAX_NEW_OBJECTS = 1_000_000
"""New objects before the garbage collector looks for cycles. The program makes few cycles, and with
the default of 700 the collector takes a twentieth of the time of a short run."""

_OPTIONS = {option_name(name): name for name in values_given_by("option")}
_NAMES = {**_OPTIONS, "-o": "output"}
_FLAGS = {"--force", *(option for option, name in _OPTIONS.items() if VALUES[name].kind == "flag")}


def run() -> None:
    """Run the command in `sys.argv`, then end the process."""
    gc.set_threshold(MAX_NEW_OBJECTS)
    if isinstance(sys.stdout, TextIOWrapper):  # a closed stream is None
        sys.stdout.reconfigure(errors="replace")  # for titles that the terminal cannot encode
    try:
        sys.exit(run_words(sys.argv[1:]))
    finally:
        _flush(sys.stdout, sys.stderr)
        gc.freeze()  # the system frees the memory, without a last collection
        ignore_signals()  # the exit code is settled


def run_words(words: Sequence[str]) -> int:
    """Run a command and return its exit code."""
    plain = plain_build(words, os.environ)
    if plain is not None:
        return guard(partial(_build, plain))
    from cli import main

    return main(words)


def plain_build(words: Sequence[str], environ: Mapping[str, str]) -> dict[str, Any] | None:
    """Parse a `build` of one pattern with plain options; return None if click must parse it.

    Plain options are `--name VALUE` with a valid value, `-o PATH`, and flags, each given once.
    """
    if words[:1] != ["build"] or "HANDOUTS_LIBRARY" in environ or "_HANDOUTS_COMPLETE" in environ:
        return None
    parsed: dict[str, Any] = {}
    rest = iter(words[1:])
    for word in rest:
        name: str = _NAMES.get(word, word.removeprefix("--"))
        value: Any = True
        if not word.startswith("-"):
            name, value = "pattern", word
        elif word not in _FLAGS:
            value = _plain_value(word, next(rest, ""))
        if not value or name in parsed:
            return None
        parsed[name] = value
    return parsed if "pattern" in parsed else None


def _plain_value(option: str, word: str) -> Any:
    """Parse the value of an option; return None for an unknown option or a doubtful value."""
    if not word or word.startswith("-"):
        return None
    if option in ("-o", "--output"):
        return word
    if option == "--plan":
        return Path(word)
    if option not in _OPTIONS:
        return None
    value = VALUES[_OPTIONS[option]]
    if value.kind == "ids":
        return (word,)
    if value.kind == "word":
        return word if word in value.words else None
    if value.kind == "day":
        return parse_day(word)
    if value.kind == "language":
        return word if is_language(word) else None
    return Path(word) if value.kind == "path" else word


def _build(plain: dict[str, Any], state: RunState) -> int:
    """Build what `plain_build` parsed."""
    pattern, output = plain.pop("pattern"), plain.pop("output", None)
    plan, force = plain.pop("plan", None), plain.pop("force", False)
    request = read_request([pattern], plan, plain, state)
    for _ in write_and_report(*request, output, None, force=force):
        check()
    return ExitCode.DONE


def _flush(*streams: Any) -> None:
    """Flush streams; redirect a full one to nowhere, so that Python does not fail when it ends."""
    for stream in streams:
        try:
            if stream:
                stream.flush()
        except OSError:
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, stream.fileno())
            os.close(null)
