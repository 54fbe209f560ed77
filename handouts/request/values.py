"""The table of all values that a sheet is made from: their limits, and where each may be given.

The options, the model of a plan, the parser of plain plans and the columns of a roster are built
from `VALUES`. To add a value, add a field to `SheetRequest` or `ClientText` and the code that uses
it. The annotations are read at run time, so they are not postponed.
"""

import datetime
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

from patterns.sections import SECTIONS

if TYPE_CHECKING:
    from patterns.model.dose import DoseChange

Source = Literal["option", "plan", "row"]
"""Where a value is given: a command line option, a key of a plan, or a column of a roster."""

MAX_LINE = 60
"""Characters of a line about the client; a longer one may not fit on the sheet."""

MAX_NOTE = 300
"""Characters of a note: five lines, or eleven in large print."""


PRACTITIONER = "{name}"
"""What stands for the name in the sentence that says who gives a sheet."""


class Value(NamedTuple):
    """How one value is written, and where it may be given.

    `kind` is `word` (one of `words`), `words` (a list of them), `flag` (true or false, in a roster
    `yes` or `no`), `id` or `ids` (of the pattern or the library), `doses` (changes of doses by id),
    `line` or `text` (up to `limit` characters; line breaks of a text in a roster become spaces),
    `day`, `language` (a code such as `es`), `tag` (a language and a country) or `path`. `meaning`
    is the help text of the option and the description of the plan's key. `option` is the name of
    the option if not that of the value.
    """

    kind: Literal[
        "word", "words", "flag", "id", "ids", "doses", "line", "text", "day", "language", "tag",
        "path",
    ]  # fmt: skip
    given_by: frozenset[Source]
    meaning: str
    words: tuple[str, ...] = ()
    limit: int = 0
    option: str = ""


_OPTION: frozenset[Source] = frozenset({"option"})
_PLAN: frozenset[Source] = frozenset({"plan"})
_ROW: frozenset[Source] = frozenset({"row"})
_ANY = _OPTION | _PLAN | _ROW


class SheetRequest(NamedTuple):
    """Everything that shapes a sheet, without the client's text.

    `pattern` is an id or the path of a file. None stands for the value of the brand, for the paper
    of the notice's country, or for a default. `practitioner_stamped` says that the sheet has a
    field for who gives it, in place of the name in the brand. A card begins on a fresh sheet of
    paper if it is printed on both sides, `duplex`.
    """

    pattern: str
    side: Annotated[
        str | None, Value("word", _ANY, "The sore side", words=("left", "right", "both"))
    ] = None
    site: Annotated[
        str | None,
        Value("id", _ANY, "Where the patch goes: an id of the pattern"),
    ] = None
    sections: Annotated[
        tuple[str, ...] | None,
        Value(
            "words",
            _PLAN,
            "The sections to print; signs, notice, credits and what care and add name always do",
            words=SECTIONS,
        ),
    ] = None
    care: Annotated[
        tuple[str, ...] | None,
        Value("ids", _PLAN, "The remedies to print: activities, patch, cold, heat"),
    ] = None
    whole: Annotated[
        bool,
        Value(
            "flag",
            _OPTION | _PLAN,
            "All of the pattern, not its usual choice; sections and care choose by themselves",
        ),
    ] = False
    add: Annotated[
        tuple[str, ...],
        Value("ids", _PLAN, "Activities of the library to print beside the pattern's own"),
    ] = ()
    order: Annotated[
        tuple[str, ...],
        Value("ids", _PLAN, "The remedies that come first, in this order"),
    ] = ()
    doses: Annotated[
        tuple[tuple[str, "DoseChange"], ...],
        Value("doses", _PLAN, "Other doses for this client: for each remedy the parts to change"),
    ] = ()
    end_only: Annotated[
        tuple[str, ...],
        Value("ids", _PLAN, "The activities of which the last picture alone is printed"),
    ] = ()
    detail: Annotated[
        str | None,
        Value(
            "word",
            _PLAN,
            "Brief leaves out reasons and tips; a choice of sections or care is brief",
            words=("full", "brief"),
        ),
    ] = None
    confirmed: Annotated[
        tuple[str, ...],
        Value(
            "ids",
            _ANY,
            "What you have checked, where a pattern has a gate: its id",
            option="confirm",
        ),
    ] = ()
    edition: Annotated[
        str | None,
        Value(
            "word",
            _ANY,
            "How it is printed; standard if left out",
            words=("standard", "large-print", "ink-saver", "card"),
        ),
    ] = None
    card: Annotated[
        bool,
        Value("flag", _ANY, "A card as well, with boxes to tick for a week, on a page of its own"),
    ] = False
    paper: Annotated[
        str | None,
        Value(
            "word",
            _OPTION | _ROW,
            "The paper; letter if left out for the US and Canada, a4 elsewhere",
            words=("letter", "a4"),
        ),
    ] = None
    language: Annotated[
        str | None,
        Value("language", _ANY, "The language of the sheet, such as es; English if left out"),
    ] = None
    notice: Annotated[
        str | None, Value("tag", _OPTION, "The notice, such as en-US; the brand's if left out")
    ] = None
    brand: Annotated[
        Path | None,
        Value("path", _OPTION, "Your clinic's name, colours, logo"),
    ] = None
    library: Annotated[Path | None, Value("path", _OPTION, "Your own folder of patterns")] = None
    practitioner_stamped: bool = False
    duplex: bool = True


class ClientText(NamedTuple):
    """The text that is stamped: the client's, the day of the session, and who gives the sheet."""

    date: Annotated[
        datetime.date,
        Value("day", _ANY, "The day of the session, as 2026-11-23; today if left out"),
    ]
    client: Annotated[
        str | None, Value("line", _PLAN | _ROW, "The client's name, as printed", limit=MAX_LINE)
    ] = None
    next_visit: Annotated[
        str | None, Value("line", _PLAN | _ROW, "When you meet again, in words", limit=MAX_LINE)
    ] = None
    note: Annotated[
        str | None,
        Value("text", _PLAN | _ROW, "A few words from you to the client", limit=MAX_NOTE),
    ] = None
    practitioner: Annotated[
        str | None,
        Value("line", _ROW, "Who gives the sheet; the brand's if left out", limit=MAX_LINE),
    ] = None

    def __repr__(self) -> str:
        """Hide the client's text, wherever this may be shown."""
        return "ClientText(...)"

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts that are given."""
        texts = (self.client, self.next_visit, self.note, self.practitioner)
        return tuple(text for text in texts if text)


VALUES: dict[str, Value] = {
    name: hint.__metadata__[0]
    for record in (SheetRequest, ClientText)
    for name, hint in record.__annotations__.items()
    if hasattr(hint, "__metadata__")
}
"""Every value by its name, which is also the key in a plan."""


ROSTER_COLUMNS = (
    "id",
    "pattern",
    *(name for name, value in VALUES.items() if "row" in value.given_by),
    "copies",
)
"""The columns of a roster in the order of its documentation; a header may have spaces for _."""


def is_language(text: str) -> bool:
    """Whether a text is a code of a language: two or three small letters (ISO 639)."""
    return len(text) in (2, 3) and text.isascii() and text.isalpha() and text.islower()


def option_name(name: str) -> str:
    """Return the command line option of a value, such as `--side`."""
    return f"--{VALUES[name].option or name}"


def values_given_by(source: Source) -> dict[str, Value]:
    """Return the values that may be given in a source, by name."""
    return {name: value for name, value in VALUES.items() if source in value.given_by}


def resolve(
    patterns: Iterable[str],
    options: Mapping[str, Any],
    plan: Mapping[str, Any],
    today: datetime.date,
) -> tuple[list[SheetRequest], ClientText]:
    """Combine options and a plan into a request for each pattern, and the client's text.

    Options override the plan, but what is confirmed by either is confirmed; an option that is None
    was not given. The `columns` of a plan are about the roster of a batch, not about a sheet.
    """
    given = {"date": today, **plan}
    given.pop("columns", None)
    given |= {name: value for name, value in options.items() if value is not None}
    given["confirmed"] = (*plan.get("confirmed", ()), *(options.get("confirmed") or ()))
    text = {name: given.pop(name, None) for name in ClientText._fields}
    return [SheetRequest(name, **given) for name in patterns], ClientText(**text)


def parse_day(text: str) -> datetime.date | None:
    """Parse a day written as 2026-11-23; return None for any other text."""
    if not text.isascii() or len(text) != 10 or text[4] != "-" or text[7] != "-":
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None
