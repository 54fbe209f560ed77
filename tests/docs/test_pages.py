"""Check links, licenses of packages, and that no file mentions where it was written."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

import pytest

from tests.helpers import ROOT
from tests.helpers.docs.pages import anchors, files, links, markdown, read, table

if TYPE_CHECKING:
    from pathlib import Path

MARKDOWN = markdown()

WORKPLACE = re.compile(
    r"""
    (?<![\w.])/(?:work|tmp|root|home|Users)/\w      # a path of one machine
    | \b(?:issue|ticket|PR|pull\ request)\ ?\#?\d   # a place to talk, not a part of the project
    | \b(?:sub-?agent|language\ model|LLM|prompt(?:ed)?\ by)\b
    | \b(?:helper|this)\ session\b
    """,
    re.VERBOSE,
)
HERE = "test_pages.py"
"""The only file that may contain these words."""

BINARY = {".npz", ".form", ".icc", ".png", ".ttf"}


@pytest.mark.parametrize("page", MARKDOWN, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_within_the_project_leads_somewhere(page: Path) -> None:
    for link in links(page.read_text("utf-8")):
        if re.match(r"\w+:", link):
            continue
        name, _, part = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.is_relative_to(ROOT), link
        assert target.exists(), link
        assert not part or part in anchors(target.read_text("utf-8")), link


def test_no_file_speaks_of_its_workplace() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in files()
        if path.suffix not in BINARY and path.name != HERE
        for match in WORKPLACE.finditer(path.read_text("utf-8", errors="replace"))
    ]
    assert found == []


@pytest.mark.parametrize(
    "text", ["in /tmp/x", "see issue #12", "as an LLM would", "file:///home/me/x", "this session"]
)
def test_what_would_speak_of_it_is_found(text: str) -> None:
    assert WORKPLACE.search(text)


@pytest.mark.parametrize("text", ["a session ends", "and/or", "docs/home", "helpers", "./tmp"])
def test_what_does_not_is_passed_over(text: str) -> None:
    assert not WORKPLACE.search(text)


def test_the_licenses_name_every_package_and_no_other() -> None:
    project = tomllib.loads(read("pyproject.toml"))["project"]
    needed = {"always": project["dependencies"]} | {
        f"extra {name}": wanted for name, wanted in project["optional-dependencies"].items()
    }
    wanted = {
        (re.split(r"[><=\[]", requirement)[0], when)
        for when, requirements in needed.items()
        for requirement in requirements
    }
    told = table(read("THIRD-PARTY-LICENSES.md"), "| package | needed | licence |")
    assert {(package, when) for package, when, _ in told} == wanted - {("handouts", "extra dev")}
    assert all(terms for *_, terms in told)


def test_the_license_is_whole() -> None:
    text = read("LICENSE")
    assert "Apache License\n                           Version 2.0, January 2004" in text
    assert "END OF TERMS AND CONDITIONS" in text
