"""Read the Markdown pages of the project: code, links, headings and tables."""

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
    """Return every file that git tracks or would add, but those of a virtual environment."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found = (ROOT / name for name in sorted(set(listed.stdout.splitlines())))
    environments = [config.parent for config in ROOT.glob("*/pyvenv.cfg")]
    return tuple(
        path for path in found if path.is_file() and not any(map(path.is_relative_to, environments))
    )


def markdown() -> list[Path]:
    """Return every Markdown file."""
    return [path for path in files() if path.suffix == ".md"]


def read(name: str) -> str:
    """Return the text of a page by its path in the project."""
    return (ROOT / name).read_text("utf-8")


def blocks(text: str, language: str) -> list[str]:
    """Return the code blocks of a language; an empty name means blocks without one."""
    return [code for name, code in _BLOCK.findall(text) if name == language]


def spans(text: str) -> list[str]:
    """Return the inline code."""
    return _SPAN.findall(_BLOCK.sub("", text))


def links(text: str) -> list[str]:
    """Return the targets of links and pictures."""
    return [one or other for one, other in _LINK.findall(_BLOCK.sub("", text))]


def anchors(text: str) -> set[str]:
    """Return the anchors of the headings."""
    headings = _HEADING.findall(_BLOCK.sub("", text))
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in headings}


def table(text: str, head: str) -> list[list[str]]:
    """Return the rows of the table with this header, without backquotes."""
    _, _, rest = text.partition(f"{head}\n")
    lines = rest.split("\n\n")[0].splitlines()[1:]
    return [[cell.strip().replace("`", "") for cell in line.split("|")[1:-1]] for line in lines]
