"""Recognize the kind of a file by its keys."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from handouts.commands.file_kinds import KINDS, kind_of
from patterns.errors import UserError
from tests.helpers import EXAMPLES

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("kind", KINDS)
def test_a_starter_file_is_recognized(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "file.yaml"
    path.write_bytes(files("handouts.commands").joinpath("starters", f"{kind}.yaml").read_bytes())
    assert kind_of(path) == kind


def test_the_name_does_not_count(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_bytes((EXAMPLES / "harbour-lane.yaml").read_bytes())
    assert kind_of(path) == "brand"


@pytest.mark.parametrize("text", ["{}", "unknown: 1\n", "version: 1.0\nname: x\n"])
def test_a_file_without_known_keys_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "file.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(
        UserError, match="say which it is with --as pattern, --as activity, --as plan"
    ):
        kind_of(path)


def test_most_known_keys_decide(tmp_path: Path) -> None:
    path = tmp_path / "file.yaml"
    path.write_text("name: Clinic\nsite: outer-hip\nside: left\nclient: Ada\n", "utf-8")
    assert kind_of(path) == "plan"
