"""Read what a page asks for: a pattern, and the choices in the form that a plan file has.

The answers of the page are checked as a plan is, by the same model.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, TypeVar

from pydantic import Field, ValidationError

from handouts.request.given import CHOICES
from handouts.request.plan_reader import read_plan
from handouts.request.values import VALUES, resolve
from patterns.field_types import Slug
from patterns.schema.base import Model

if TYPE_CHECKING:
    import datetime
    from pathlib import Path

    from handouts.request.values import ClientText, SheetRequest
    from patterns.errors import Problem

F = TypeVar("F", bound=Model)

LISTS = frozenset({"add", "care", "confirmed", "end_only", "order"})
"""Keys of a plan whose items are told together."""

MAX_BYTES = 100_000
"""A page never sends more."""


class DraftForm(Model):
    """What a page sends: the tab it is in, the pattern, the options and the plan."""

    tab: Annotated[str, Field(pattern=r"^[0-9a-z-]{1,40}$")]
    pattern: Slug
    paper: str | None = None
    notice: Annotated[str | None, Field(pattern=r"^[a-z]{2,3}-[A-Z]{2}$")] = None
    plan: dict[str, Any]


class Draft(NamedTuple):
    """A sheet that a page asks for, the tab that it is for, and its choices as a plan has them."""

    tab: str
    request: SheetRequest
    text: ClientText
    choices: dict[str, Any] = {}  # noqa: RUF012 - it is replaced, never changed


class BadRequestError(Exception):
    """A request that our own page never sends."""


def read_draft(
    body: bytes, today: datetime.date, brand: Path | None, library: Path | None
) -> Draft:
    """Read a request; raise `UserError` for values that a person can mend, by their fields."""
    form = read_form(body, DraftForm)
    if form.paper not in (None, *VALUES["paper"].words):
        raise BadRequestError
    # JSON is YAML, if there is a space after each colon.
    plan = json.dumps(form.plan, ensure_ascii=False).encode() if form.plan else None
    values = read_plan(plan) if plan else {}
    values.pop("columns", None)
    options = {"paper": form.paper, "notice": form.notice, "brand": brand, "library": library}
    (request,), text = resolve([form.pattern], options, values, today)
    choices = {name: value for name, value in form.plan.items() if name in CHOICES}
    return Draft(form.tab, request, text, choices)


def read_form(body: bytes, form: type[F]) -> F:
    """Read a JSON request; raise `BadRequestError` if our page cannot have sent it."""
    if len(body) > MAX_BYTES:
        raise BadRequestError
    try:
        return form.model_validate_json(body)
    except ValidationError:
        raise BadRequestError from None


def field_of(problem: Problem) -> str:
    """Return the field of the page that a problem is about; empty for the whole sheet."""
    name, _, _ = problem.field.partition("[")
    if name in LISTS:
        return name
    return "next_visit" if name == "next-visit" else problem.field


def as_sentences(problem: Problem) -> str:
    """Write a problem as sentences: what is wrong, then what to do."""
    parts = (part for part in (problem.message, problem.hint) if part)
    return " ".join(part[0].upper() + part[1:] + _end(part) for part in parts)


def _end(sentence: str) -> str:
    return "" if sentence.endswith((".", "?", '?"')) else "."
