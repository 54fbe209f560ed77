"""Read the text of a cell as its writer saw it, and find text that a program has spoiled."""

from __future__ import annotations

import re

from handouts.roster.misread import find_misread
from handouts.roster.spoiled_names import EMPTY, MISREAD, spoiled_name
from patterns.characters import SPACES

EDGES = f"{SPACES}\t\r\n\v\u2028\u2029"
"""What is trimmed at both ends of a cell."""

_AS_SEEN = str.maketrans(
    {
        "\t": " ",
        "\v": "\n",  # the soft line break of Word
        "\u2028": "\n",
        "\u2029": "\n",
        "\u00ad": "",  # a soft hyphen, which shows only at the end of a line
        "\u2010": "-",
        "\u2011": "-",  # a non-breaking hyphen
        # Bullets of Word in its symbol fonts, and those that most text fonts lack:
        **dict.fromkeys(
            "\uf0b7\uf0a7\uf0d8\uf0fc\uf076\u25aa\u25a0\u25cf\u25e6\u25cb\u2023\u2043\u27a2",
            "\u2022",
        ),
    }
)

_ERROR = re.compile(
    r"#(?:N/A|NV|N/D|N/V|GETTING_DATA|#{2,}|¡?[^\W\d_]{3,12}(?:/0)?[!?])|Err:[0-9]{3}"
)
"""What spreadsheet programs show for an error, in several languages."""

_NOTHING = frozenset(
    {"NULL", "null", "(null)", "#NULL", "\\N", "NaN", "nan", "N/A", "n/a", "undefined"}
)
"""What programs write for an empty cell. Null is also a name, Nan too."""

_HTML = re.compile(
    r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});"
    r"|</?(?:br|p|div|span)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_SUSPECT = re.compile(r"[#:&<?\ufffd\u00c2\u00c3]|[^\x00-\x7f]{2}")
"""What spoiled text has at least."""

_LOST_LETTER = re.compile(r"[^\W\d_]\?[^\W\d_]")


def as_seen(text: str) -> str:
    """Replace what word processors write for layout by what their reader saw."""
    return text.translate(_AS_SEEN)


def spoiled(text: str, *, is_name: bool) -> tuple[str, str] | None:
    """Return what a program has done to a text, and the likely repair; None if it is sound."""
    if text in _NOTHING or (is_name and text in EMPTY):
        return "holds what a program writes for an empty cell", "leave it empty, or type the value"
    fault = _spoiled_text(text, is_name=is_name) if _SUSPECT.search(text) else None
    return fault or (spoiled_name(text) if is_name else None)


def _spoiled_text(text: str, *, is_name: bool) -> tuple[str, str] | None:
    if _ERROR.fullmatch(text):
        return "holds an error instead of a value", "mend its formula, or type the value"
    for mark in _HTML.finditer(text):
        if hint := _meant(mark[0]):
            return f"holds a mark of web pages at character {mark.start() + 1}", hint
    if "\ufffd" in text:
        return "holds U+FFFD, in the place of a letter that was lost", "type it anew"
    if is_name and _LOST_LETTER.search(text):
        return "holds ? in the place of a letter that was lost", "type the name anew"
    if misread := find_misread(text):
        return MISREAD, _misread_hint(*misread)
    return None


def _meant(mark: str) -> str:
    """Return the hint for a mark of HTML; nothing for a word with & that is none."""
    from html import unescape  # its table of names takes 2 ms

    meant = unescape(mark)
    if meant == mark:
        return "write a line break instead" if mark.startswith("<") else ""
    return f"write {meant} instead" if meant.isprintable() and meant.strip() else "write a blank"


def _misread_hint(piece: str, meant: str) -> str:
    """Return what to do about misread text.

    A single letter shows what happened; more could be a client's name.
    """
    source = 'type it anew, or export the list again and open it as "CSV UTF-8"'
    if len(meant) == 1 and meant.isalpha() and piece.isprintable():
        return f"{piece} stands for {meant}; {source}"
    return source
