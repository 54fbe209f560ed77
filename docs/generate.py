"""Write the pages that are made from the program and its data: `python -m docs.generate`."""

from __future__ import annotations

from pathlib import Path

import click

from cli import handouts
from docs.cautions_page import cautions_page
from docs.drawing_page import drawing_page
from docs.library_page import library_page
from handouts.commands.file_kinds import KINDS, schema_text

HERE = Path(__file__).parent

WIDTH = 90
"""Letters in a line of help."""

OPENING = """\
# Commands

Made from the program's own help by `python -m docs.generate`.

| exit code | meaning |
|---|---|
| 0 | done |
| 1 | a fault of ours |
| 2 | the words of the command |
| 3 | a file holds something to mend; each message names file, line and column |
| 4 | something could not be written; a sheet is whole or not there |
| 130, 143, 129 | stopped by Ctrl-C, ended by the system, or by a terminal that was closed |

What is asked for goes to standard output, messages go to standard error.
"""


def pages() -> dict[Path, str]:
    """Give every generated page by its path."""
    schemas = {HERE / "schema" / f"{kind}.json": schema_text(kind) for kind in (*KINDS, "scene")}
    written = {
        "commands.md": commands_page(),
        "cautions.md": cautions_page(),
        "drawing.md": drawing_page(),
        "library.md": library_page(),
    }
    return {**{HERE / name: text for name, text in written.items()}, **schemas}


def commands_page() -> str:
    """Write the help of every command, one below the other."""
    program = click.Context(handouts, info_name="handouts", **handouts.context_settings)
    parts = [OPENING, _section(program)]
    for name, command in handouts.commands.items():
        parts.append(_section(click.Context(command, program, info_name=name)))
    return "\n".join(parts)


def _section(context: click.Context) -> str:
    context.terminal_width = WIDTH
    return f"## {context.command_path}\n\n```\n{context.get_help()}\n```\n"


if __name__ == "__main__":
    for path, text in pages().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
