"""The pydantic model of a plan: the choices for one client after one session.

A plan contains the client's name, which is health data: it is printed and shown nowhere else.
"""

from __future__ import annotations

import datetime
import unicodedata
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, create_model

from handouts.request.values import (
    ROSTER_COLUMNS,
    ClientText,
    SheetRequest,
    Value,
    values_given_by,
)
from patterns.field_types import Slug
from patterns.model.dose import DoseChange
from patterns.schema.base import Model


def _one_line(text: str) -> str:
    """Strip a line; raise `ValueError` if it is empty, breaks, or begins with an accent."""
    line = text.strip()
    if not line:
        raise ValueError("is empty; write something, or leave the key out")
    if "\n" in line:
        raise ValueError("must be one line; write it on one line")
    if unicodedata.category(line[0])[0] == "M":
        raise ValueError("begins with an accent that belongs to no letter; write it anew")
    return line


_DEFAULTS = SheetRequest._field_defaults | ClientText._field_defaults | {"doses": {}}

_DOSES = Annotated[dict[Slug, DoseChange], AfterValidator(lambda doses: tuple(doses.items()))]
"""Changes of doses by id, written as a mapping; a request holds them as pairs, to be hashable."""

_LANGUAGE = Annotated[str, Field(pattern="^[a-z]{2,3}$", examples=["es"])]


MAX_NAME = 100
"""Characters in the name of a column of another program."""


def _listed(names: object) -> object:
    """Return one name as a list of one."""
    return (names,) if isinstance(names, str) else tuple(names) if type(names) is list else names


_NAME = Annotated[str, Field(min_length=1, max_length=MAX_NAME)]
_ONE = {"type": "string", "minLength": 1, "maxLength": MAX_NAME}
_NAMES = Annotated[
    tuple[_NAME, ...],
    BeforeValidator(_listed),
    Field(min_length=1),
    WithJsonSchema({"anyOf": [_ONE, {"type": "array", "items": _ONE, "minItems": 1}]}),
]
_COLUMN: Any = Literal[ROSTER_COLUMNS]
_COLUMNS: Any = dict[_COLUMN, _NAMES] | None
_ABOUT_COLUMNS = (
    "Of a batch alone: which columns of the roster file make which; several names are joined"
)


def _field(name: str, value: Value) -> tuple[Any, Any]:
    """Return the type and the default of a plan's key."""
    default = _DEFAULTS.get(name)
    word: Any = Literal[value.words] if value.words else Slug
    words = Annotated[tuple[word, ...], Field(min_length=0 if default == () else 1)]
    limits = Field(min_length=1, max_length=value.limit)
    line = Annotated[str, limits, AfterValidator(_one_line)]
    types = {"word": word, "id": word, "words": words, "ids": words, "line": line, "text": line}
    types |= {"flag": bool, "doses": _DOSES, "day": datetime.date, "language": _LANGUAGE}
    type_ = types[value.kind]
    optional = type_ | None if default is None else type_
    return optional, Field(default=default, description=value.meaning)


if TYPE_CHECKING:

    class Plan(Model):
        """For type checkers: any value of a plan is an attribute."""

        def __init__(self, **values: object) -> None: ...
        def __getattr__(self, name: str) -> Any: ...

else:
    Plan = create_model(
        "Plan",
        __base__=Model,
        __doc__="The choices of one session, and the client's lines; every key may be left out.",
        __module__=__name__,
        **{name: _field(name, value) for name, value in values_given_by("plan").items()},
        columns=(_COLUMNS, Field(default=None, description=_ABOUT_COLUMNS)),
    )
    """A field for each value of `handouts.request.values` that a plan may give, and `columns`."""
