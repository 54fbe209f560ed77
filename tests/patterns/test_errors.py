"""Problems are printed with their place, sorted, and with a hint that helps."""

from __future__ import annotations

import pickle

import pytest

from patterns.errors import (
    MAX_LISTED_WORDS,
    ExitCode,
    Problem,
    UserError,
    collect_errors,
    did_you_mean,
)


@pytest.mark.parametrize(
    ("problem", "line"),
    [
        (Problem("p", 3, 7, "side", "is empty", "write it"), "p:3:7: side: is empty; write it"),
        (Problem("p", 3, 0, "", "is empty"), "p:3: is empty"),
        (Problem("p", 0, 0, "", "is a folder", "name a file"), "p: is a folder; name a file"),
        (Problem("", 0, 0, "site", "is not known"), "site: is not known"),
        (Problem("", 0, 0, "", "nothing to do"), "nothing to do"),
    ],
)
def test_a_problem_is_one_line(problem: Problem, line: str) -> None:
    assert str(problem) == line


def test_problems_are_sorted_and_none_is_repeated() -> None:
    later, earlier = Problem("a", 10, 1, "", "x"), Problem("a", 9, 1, "", "x")
    assert UserError([later, earlier, later]).problems == (earlier, later)


def test_an_error_that_another_process_sends_reads_the_same() -> None:
    error = UserError.one("is full", file="a", exit_code=ExitCode.CANNOT_WRITE)
    sent = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert (str(sent), sent.problems) == ("a: is full", error.problems)
    assert sent.exit_code is ExitCode.CANNOT_WRITE


def test_an_error_of_one_problem_has_no_line() -> None:
    error = UserError.one("is full", file="a", hint="make room", exit_code=ExitCode.CANNOT_WRITE)
    assert str(error) == "a: is full; make room"
    assert error.exit_code is ExitCode.CANNOT_WRITE


def test_one_error_hides_no_other() -> None:
    def fail(message: str) -> int:
        raise UserError.one(message)

    results, problems = collect_errors(
        [lambda: fail("first"), lambda: 1, lambda: fail("second"), lambda: 2]
    )
    assert results == [1, 2]
    assert [problem.message for problem in problems] == ["first", "second"]


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("Lefft", ["right", "left"], 'did you mean "left"?'),
        ("top", ["right", "left"], "known here: left, right"),
        ("top", [], "none is known here"),
        (
            "top",
            [f"word{i}" for i in range(MAX_LISTED_WORDS + 1)],
            "none of the 31 known here is close",
        ),
    ],
)
def test_a_hint_names_the_closest_word_or_all(word: str, known: list[str], hint: str) -> None:
    assert did_you_mean(word, known) == hint
