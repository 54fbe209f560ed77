"""Parse the words of a command; no message repeats a value."""

from __future__ import annotations

from datetime import date

import click
import pytest

from handouts.commands.click_types import (
    Command,
    CommandGroup,
    CountType,
    DayType,
    WordType,
    usage_lines,
)

CANARY = "Zzyxx"


@click.group(cls=CommandGroup)
def program() -> None:
    """Two commands, not in the order of the alphabet."""


@program.command()
@click.option("--plan")
@click.option("--only", multiple=True)
@click.option("--force", is_flag=True)
@click.option("--duplex/--no-duplex", default=True)
@click.argument("pattern")
def zoom(**_: object) -> None:
    """Accept every kind of option."""


@program.command()
def adjust() -> None:
    """Accept no arguments."""


def refused(*words: str) -> str:
    with pytest.raises(click.UsageError) as caught:
        program.main(list(words), standalone_mode=False)
    return " ".join(usage_lines(caught.value, program.commands))


def test_commands_keep_their_order() -> None:
    assert isinstance(zoom, Command)
    assert program.list_commands(click.Context(program)) == ["zoom", "adjust"]


@pytest.mark.parametrize(("text", "number"), [("1", 1), ("007", 7), ("99", 99)])
def test_a_count_is_a_whole_number(text: str, number: int) -> None:
    assert CountType(999).convert(text, None, None) == number


@pytest.mark.parametrize(
    "text", ["0", "1000", "-1", "1.0", "", "\u0663", "1_0", "9" * 5000, CANARY]
)
def test_any_other_count_is_refused(text: str) -> None:
    with pytest.raises(click.BadParameter) as caught:
        CountType(999).convert(text, None, None)
    assert caught.value.message == "give a whole number from 1 to 999."


def test_a_day_is_year_month_day() -> None:
    assert DayType().convert("2026-11-23", None, None) == date(2026, 11, 23)


@pytest.mark.parametrize("text", ["23.11.2026", "2026-02-30", "", "\u0662026-11-23", CANARY])
def test_any_other_day_is_refused(text: str) -> None:
    with pytest.raises(click.BadParameter) as caught:
        DayType().convert(text, None, None)
    assert caught.value.message == "write a day like 2026-11-23."


def test_a_word_is_one_of_a_few() -> None:
    words = WordType(("left", "right"))
    assert words.convert("left", None, None) == "left"
    with pytest.raises(click.BadParameter) as caught:
        words.convert(CANARY, None, None)
    assert caught.value.message == "choose left or right."


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("zoom", "hip", CANARY), "There are more words than this command takes."),
        (("adjust", CANARY), "There are more words than this command takes."),
        (("zoom", "hip", "--plan", CANARY, "--plan", CANARY), "--plan is given twice;"),
        (("zoom", "hip", "--duplex", "--no-duplex"), "--duplex is given twice;"),
        (("zoom", "hip", "--plan", ""), "--plan is given without a value;"),
        (("zoom", "hip", "--only", CANARY, "--only", ""), "--only is given without a value;"),
        (("zoom", "hip", "--pln"), 'There is no such option; did you mean "--plan"'),
        (("zom",), 'There is no such command; did you mean "zoom"'),
        (("zoom",), "Missing argument"),
    ],
)
def test_doubtful_words_are_refused_without_repeating_them(
    words: tuple[str, ...], message: str
) -> None:
    error = refused(*words)
    assert message in error
    assert CANARY not in error
    assert "--help" in error


@pytest.mark.parametrize(
    "words",
    [("--only", "a", "--only", "b"), ("--force", "--force"), ("--plan", "p", "--no-duplex")],
)
def test_options_that_may_stand_together_are_taken(words: tuple[str, ...]) -> None:
    program.main(["zoom", "hip", *words], standalone_mode=False)
