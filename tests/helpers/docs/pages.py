"""The Markdown pages of the project in, their code, links and headings out."""

from __future__ import annotations

import re
import subprocess
from functools import cache
from typing import TYPE_CHECKING

from tests.helpers import ROOT

if TYPE_CHECKING:
    from pathlib import Path

_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\(([^()\s]+)\)|(?:src|href)=\"([^\"]+)\"")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


@cache
def files() -> tuple[Path, ...]:
    """Give every file of the project that git has, or would take."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found = (ROOT / name for name in sorted(set(listed.stdout.splitlines())))
    return tuple(path for path in found if path.is_file())


def markdown() -> list[Path]:
    """Give every page."""
    return [path for path in files() if path.suffix == ".md"]


def read(name: str) -> str:
    """Give the text of a page by its path in the project."""
    return (ROOT / name).read_text("utf-8")


def blocks(text: str, language: str) -> list[str]:
    """Give the code blocks of a language; an empty name stands for blocks without one."""
    return [code for name, code in _BLOCK.findall(text) if name == language]


def spans(text: str) -> list[str]:
    """Give the code that stands within lines."""
    return _SPAN.findall(_BLOCK.sub("", text))


def links(text: str) -> list[str]:
    """Give where the links and pictures of a page lead."""
    return [one or other for one, other in _LINK.findall(_BLOCK.sub("", text))]


def anchors(text: str) -> set[str]:
    """Give the names by which the headings of a page can be linked to."""
    headings = _HEADING.findall(_BLOCK.sub("", text))
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in headings}


def table(text: str, head: str) -> list[list[str]]:
    """Give the rows of the one table with this head, as plain words without code signs."""
    _, _, rest = text.partition(f"{head}\n")
    lines = rest.split("\n\n")[0].splitlines()[1:]
    return [[cell.strip().replace("`", "") for cell in line.split("|")[1:-1]] for line in lines]
