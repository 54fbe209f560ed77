"""Check that the generated pages are up to date; `python -m docs.generate` writes them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cli import handouts
from docs.generate import HERE, commands_page, pages
from handouts.commands.file_kinds import KINDS

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("path", pages(), ids=lambda path: path.name)
def test_a_page_is_up_to_date(path: Path) -> None:
    assert path.read_text("utf-8") == pages()[path], "run: python -m docs.generate"


def test_every_command_and_option_is_on_the_page() -> None:
    page = commands_page()
    for name, command in handouts.commands.items():
        _, _, section = page.partition(f"## handouts {name}\n")
        section, _, _ = section.partition("\n## ")
        for parameter in command.params:
            for option in parameter.opts if parameter.param_type_name == "option" else ():
                assert option in section


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_explains_every_part(kind: str) -> None:
    schema = json.loads((HERE / "schema" / f"{kind}.json").read_text("utf-8"))
    assert schema["$schema"].endswith("2020-12/schema")
    parts = [schema, *schema.get("$defs", {}).values()]
    assert all(part.get("description") for part in parts)
