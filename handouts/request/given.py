"""The record of what was given: which sheets, from which choices, never to whom.

It is a file of the clinic's own folder, `given.jsonl`, with a line of JSON for each sheet. It is
kept only if the clinic has turned it on, which its first line says.
"""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from handouts.files.atomic import SHARED, write_atomically
from handouts.files.own_files import GIVEN
from handouts.files.targets import make_folder
from handouts.request.plan_reader import read_plan
from handouts.request.sheet_number import checked_number
from handouts.request.values import SheetRequest, values_given_by
from patterns.errors import UserError
from patterns.files import read_file
from patterns.schema.base import Model

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

MAX_BYTES = 50_000_000

ON, OFF = '{"record": "on"}', '{"record": "off"}'
"""The first line of the file."""

CHOICES = tuple(
    name for name in values_given_by("plan") if name in SheetRequest._fields
)  # fmt: skip
"""The values of a plan that shape a sheet; no other of its values is recorded."""


class GivenSheet(Model):
    """A sheet that was given: its number and day, its pattern and choices, and their versions.

    `plan` has the choices in the form of a plan file; `activities` are versions by id.
    """

    number: str
    day: datetime.date
    pattern: str
    version: str
    activities: dict[str, str]
    plan: dict[str, Any]
    paper: str
    notice: str

    def request(self) -> SheetRequest:
        """Return the request that makes the sheet again."""
        values = read_plan(json.dumps(self.plan).encode()) if self.plan else {}
        chosen = {name: value for name, value in values.items() if name in CHOICES}
        return SheetRequest(self.pattern, **chosen, paper=self.paper, notice=self.notice)


def is_recorded(config: Path | None) -> bool:
    """Whether the clinic has turned the record on."""
    return next(iter(_lines(config)), "") == ON


def turn_record(config: Path, *, on: bool) -> None:
    """Turn the record on or off; what was recorded stays."""
    lines = [line for line in _lines(config) if line not in (ON, OFF)]
    _write(config, [ON if on else OFF, *lines])


def record(config: Path | None, given: GivenSheet) -> None:
    """Add a sheet to the record, if that is on; the same sheet is recorded once a day."""
    if config is None or not is_recorded(config):
        return
    line = given.model_dump_json()
    lines = list(_lines(config))
    if line not in lines:
        _write(config, [*lines, line])


def find_given(config: Path | None, number: str) -> GivenSheet:
    """Return the last sheet of a number; raise `UserError` if it was not recorded."""
    wanted = checked_number(number)
    for line in reversed(list(_lines(config))):
        if wanted in line:
            try:
                found = GivenSheet.model_validate_json(line)
            except ValidationError:
                continue
            if found.number == wanted:
                return found
    hint = "turn the record on in the page of the clinic, before a sheet is given"
    raise UserError.one("is not in the record of what was given", field="number", hint=hint)


def differences(given: GivenSheet, version: str, activities: Mapping[str, str]) -> list[str]:
    """Say which versions are no longer there."""
    versions = {given.pattern: given.version, **given.activities}
    now = {given.pattern: version, **activities}
    return [
        f"{name} was version {was} and is {now[name]} now"
        if name in now
        else f"{name}, version {was}, is not there any more"
        for name, was in versions.items()
        if now.get(name) != was
    ]


def _lines(config: Path | None) -> Iterator[str]:
    path = None if config is None else config / GIVEN
    if path is not None and path.is_file():
        yield from (
            read_file(path, name=GIVEN, limit=MAX_BYTES).decode("utf-8-sig", "replace").splitlines()
        )


def _write(config: Path, lines: list[str]) -> None:
    make_folder(config)
    data = "".join(f"{line}\n" for line in lines).encode()
    write_atomically(config / GIVEN, data, replace=True, mode=SHARED)
