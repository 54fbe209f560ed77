"""The bytes of a YAML file in; its keys and texts out if each is one plain line, else nothing.

Most plans are a few such lines. Read like this they wait for no reader of YAML, which would take
longer than to stamp the sheet; whatever is not perfectly plain is left to that reader.
"""

from __future__ import annotations

import re
import unicodedata

from patterns.characters import unprintable

MOST_LINES = 20

# A key, a colon, a space, and words that YAML reads as they stand: no sign of its own, no comment,
# no quote, nothing at either end. The value begins with a letter, or is a day.
_LINE = re.compile(r"([a-z_]+): ((?:[^\W\d_]|\d{4}-\d\d-\d\d$)(?:[^\n\r:#\"'\\]*[^\s:#\"'\\])?)")
_NO_TEXT = re.compile(r"(?i)(true|false|null|\.?nan|\.?inf)$")
"""What YAML may take for something else than a text."""


def plain_lines(data: bytes) -> dict[str, str] | None:
    """Give what the lines say; None if one of them is not plain or a key is given twice."""
    try:
        lines = data.decode("utf-8").replace("\r\n", "\n").removesuffix("\n").split("\n")
    except UnicodeDecodeError:
        return None
    said: dict[str, str] = {}
    for line in lines:
        match = _LINE.fullmatch(line)
        if match is None or len(lines) > MOST_LINES or match[1] in said or _NO_TEXT.match(match[2]):
            return None
        said[match[1]] = unicodedata.normalize("NFC", match[2])
    hidden = any(True for text in said.values() for _ in unprintable(text))
    return None if hidden or not said else said
