"""Format problems and bugs for the terminal without control characters or words of a file."""

from __future__ import annotations

import pytest

from handouts.commands.messages import fault_lines, printable, problem_lines
from patterns.errors import Problem

CANARY = "Zzyxx Qanary"


def problems(count: int) -> list[Problem]:
    return [
        Problem("a.yaml", line, 1, "key", "is wrong", "write it") for line in range(1, count + 1)
    ]


@pytest.mark.parametrize("count", [0, 1, 20])
def test_each_problem_has_a_line(count: int) -> None:
    assert list(problem_lines(problems(count))) == [str(problem) for problem in problems(count)]


@pytest.mark.parametrize("count", [21, 500])
def test_after_twenty_problems_the_others_are_counted(count: int) -> None:
    lines = list(problem_lines(problems(count)))
    assert lines[:20] == [str(problem) for problem in problems(20)]
    assert lines[20:] == [f"and {count - 20} more"]


@pytest.mark.parametrize("character", ["\x1b", "\n", "\r", "\x07", "\u202e", "\udce9"])
def test_a_character_that_is_not_printable_is_replaced(character: str) -> None:
    assert printable(f"a{character}é") == "a?é"
    (line,) = problem_lines([Problem(f"a{character}.yaml", 1, 1, "", "is wrong", "")])
    assert line.isprintable()


def bug() -> BaseException:
    """Return an exception of this file whose message quotes a client."""
    try:
        int(CANARY)
    except ValueError as error:
        return error
    raise AssertionError


@pytest.mark.parametrize("debug", [True, False])
def test_a_bug_is_named_by_type_and_place_and_never_by_its_message(*, debug: bool) -> None:
    lines = list(fault_lines(bug(), debug=debug))
    assert "ValueError at commands/test_messages.py:" in lines[-1]
    assert CANARY not in "".join(lines)
    assert (len(lines) > 1) is debug


def test_a_bug_without_a_traceback_has_no_place() -> None:
    assert "at an unknown place" in next(fault_lines(ValueError(CANARY), debug=False))
