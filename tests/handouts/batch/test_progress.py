"""Show progress: a bar on a terminal, lines in a pipe, and a message when the run is stopped."""

from __future__ import annotations

import io
import os
import re
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.batch.planner import FinishedJob
from handouts.batch.progress import Total, show_layouts, watch
from patterns.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO


def jobs(count: int, error: BaseException | None = None) -> Iterator[FinishedJob]:
    """Yield jobs of two sides, every third of which was there already; then raise the error."""
    job: Any = None
    for number in range(count):
        yield FinishedJob(job, 2, fresh=number % 3 != 0)
    if error:
        raise error


def shown(count: int, total: int, error: BaseException | None = None, *, kept: bool = True) -> str:
    """Watch jobs without a terminal; return the lines."""
    stream = io.StringIO()
    if error is None:
        watch(jobs(count), total, stream, kept=kept)
    else:
        with pytest.raises(type(error)):
            watch(jobs(count, error), total, stream, kept=kept)
    return stream.getvalue()


@given(st.integers(0, 500))
def test_the_total_counts_what_was_made_and_what_was_there(count: int) -> None:
    total = watch(jobs(count), count, None, kept=True)
    there = (count + 2) // 3
    assert total == Total(count - there, there, 2 * count)


@given(st.integers(100, 3000))
def test_a_long_run_has_a_line_for_each_tenth(total: int) -> None:
    lines = shown(total, total).splitlines()
    assert len(lines) == 9
    done = [int(line.partition(" of ")[0].replace(",", "")) for line in lines]
    assert done == [-(-total * tenth // 10) for tenth in range(1, 10)]
    assert {line.partition(" of ")[2] for line in lines} == {f"{total:,}"}


@given(st.integers(0, 99))
def test_a_short_run_prints_nothing_on_the_way(total: int) -> None:
    assert shown(total, total) == ""


@pytest.mark.parametrize(
    "error", [KeyboardInterrupt(), SystemExit(143), UserError([]), ValueError()], ids=repr
)
def test_a_stopped_run_prints_how_to_go_on(error: BaseException) -> None:
    assert shown(7, 30, error) == "Stopped at 7 of 30. Run this again to go on.\n"
    assert shown(7, 30, error, kept=False) == (
        "Stopped at 7 of 30. A file that is not whole was not kept.\n"
    )
    nothing_yet = "Stopped at 0 of 30. Run this again to go on.\n"
    assert shown(0, 30, error) == ("" if isinstance(error, Exception) else nothing_yet)


def test_a_stream_that_is_closed_or_full_stops_nothing() -> None:
    class Full(io.StringIO):
        def write(self, _: str) -> int:
            raise OSError

    for stream in (Full(), None):
        assert watch(jobs(300), 300, stream, kept=True).sides == 600


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo terminals")
@pytest.mark.parametrize("stopped", [False, True])
def test_a_terminal_shows_a_bar(monkeypatch: pytest.MonkeyPatch, *, stopped: bool) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "100")
    ours, theirs = os.openpty()
    with os.fdopen(theirs, "w") as stream:
        _watch_on(stream, stopped=stopped)
    text = _all_of(ours)
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", text)
    assert re.search(r"Handouts .* (250|200)/250", plain)
    assert "left" in plain
    assert "\x1b[" in text
    assert text.count("\x1b[?25l") == text.count("\x1b[?25h")  # the cursor is shown again
    assert ("Stopped at 200 of 250. Run this again to go on." in plain) is stopped
    assert "25 of 250" not in plain


def _watch_on(stream: TextIO, *, stopped: bool) -> None:
    if not stopped:
        watch(jobs(250), 250, stream, kept=True)
        return
    with pytest.raises(KeyboardInterrupt):
        watch(jobs(200, KeyboardInterrupt()), 250, stream, kept=True)


def _all_of(descriptor: int) -> str:
    """Read all that was written to a terminal whose other end is closed."""
    data = b""
    try:
        while more := os.read(descriptor, 65536):
            data += more
    except OSError:  # Linux answers so at the end
        pass
    finally:
        os.close(descriptor)
    return data.decode()


@pytest.mark.parametrize(("total", "lines"), [(9, 0), (10, 10), (25, 10), (400, 10)])
def test_layouts_are_shown_by_tenths(total: int, lines: int) -> None:
    stream = io.StringIO()
    for done in range(1, total + 1):
        show_layouts(stream, done, total)
    told = stream.getvalue().splitlines()
    assert len(told) == lines
    assert told[-1:] == [f"Laid out {total} of {total} templates"][:lines]


def test_layouts_are_shown_on_one_line_of_a_terminal() -> None:
    stream = io.StringIO()
    stream.isatty = lambda: True  # type: ignore[method-assign]
    for done in range(1, 13):
        show_layouts(stream, done, 12)
    assert stream.getvalue().count("\n") == 1
    assert stream.getvalue().endswith("\rLaid out 12 of 12 templates\n")
