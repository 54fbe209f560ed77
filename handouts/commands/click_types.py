"""Parameter types and commands for click whose error messages never repeat a value."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from handouts.request.values import is_language
from patterns.errors import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class WordType(click.Choice[str]):
    """One of a few words."""

    def get_invalid_choice_message(self, value: object, ctx: click.Context | None) -> str:
        """Return a message that lists the choices."""
        return f"choose {' or '.join(self.choices)}."


class DayType(click.ParamType[date]):
    """A day written as 2026-11-23."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Parse the day."""
        try:  # strptime also accepts digits of other scripts
            return datetime.strptime(value.encode("ascii").decode(), "%Y-%m-%d").date()
        except ValueError:
            self.fail("write a day like 2026-11-23.", param, ctx)


class LanguageType(click.ParamType[str]):
    """A code of a language, such as `es`."""

    name = "CODE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Accept a code."""
        if not is_language(value):
            self.fail("write a language like es or fr.", param, ctx)
        return str(value)


class CountType(click.ParamType[int]):
    """A whole number from 1 to `limit`, by default more than any roster has rows."""

    name = "N"

    def __init__(self, limit: int = 1_000_000) -> None:
        self._limit = limit

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Parse the number; a long text is refused first, as Python refuses thousands of digits."""
        text = str(value)
        short = text.isascii() and text.isdecimal() and len(text) <= len(str(self._limit))
        if not short or not 1 <= int(text) <= self._limit:
            self.fail(f"give a whole number from 1 to {self._limit:,}.", param, ctx)
        return int(text)


class Command(click.Command):
    """A command that refuses extra arguments, repeated options and empty values."""

    allow_extra_args = True

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments; raise `UsageError` for any that the command does not take."""
        given = list(args)
        if super().parse_args(ctx, args):
            ctx.fail("There are more words than this command takes.")
        self._check_options(ctx, given)
        return []

    def _check_options(self, ctx: click.Context, args: list[str]) -> None:
        """Refuse an option that is repeated or empty.

        The last of two plans would count, so the sheet might be another client's. An empty value
        comes from a variable that a script has not set.
        """
        given, _, order = self.make_parser(ctx).parse_args(args)
        for option, times in Counter(order).items():
            if not isinstance(option, click.Option):
                continue
            name = max(option.opts, key=len)
            single = not option.multiple and (not option.is_flag or option.secondary_opts)
            if times > 1 and single:
                ctx.fail(f"{name} is given twice; give it once.")
            value = given.get(option.name or "")
            if "" in (value if isinstance(value, list) else [value]):
                ctx.fail(f"{name} is given without a value; give one, or leave it out.")


class CommandGroup(click.Group):
    """The commands in the order in which they are first needed."""

    command_class = Command

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands in the order of their definition."""
        return list(self.commands)


def usage_lines(error: click.UsageError, commands: Iterable[str]) -> Iterator[str]:
    """Describe a usage error without repeating a value."""
    if isinstance(error, click.NoSuchCommand):
        yield f"There is no such command; {did_you_mean(error.command_name, commands)}"
    elif isinstance(error, click.NoSuchOption):
        options = error.ctx.command.params if error.ctx else []
        known = [name for option in options for name in option.opts if name.startswith("--")]
        yield f"There is no such option; {did_you_mean(error.option_name, known)}"
    else:
        yield from error.format_message().expandtabs(4).splitlines()
    command = error.ctx.command_path if error.ctx else "handouts"
    yield f'Run "{command} --help" to see how.'
