"""Find text that YAML would leave out or part in silence: at a `#`, and at a comma in brackets.

`400 Pine Street #4` is read as far as `Street`, and `{text: 400 Pine Street, Springfield}` as a
text and a key without a value. `[Do this, not that]` is read as two texts. All are right YAML, and
none is what the writer meant.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from patterns.schema.yaml_tree import SourcePosition

if TYPE_CHECKING:
    import yaml
    from yaml._yaml import Mark

QUOTE_HINT = "put it in quotes"
CUT_MESSAGE = 'is cut off at "#", which begins a comment'
COMMA_MESSAGE = "is cut off at a comma, which ends a value in braces"
LIST_MESSAGE = "is cut off at a comma, which parts a list in brackets"
NULL_MESSAGE = "stands for nothing"
NULL_HINT = "leave the value out, or put it in quotes"

# A comment has a blank after its "#", or a line of signs: "# from here", "#----". Anything else
# belongs to the text before it: "#4", "# 4", "#7a2".
_TEXT_AFTER_SIGN = r"#(?:[^\s#=~*_\-]|\s*[0-9])"
_CUT = re.compile(rf"\s+({_TEXT_AFTER_SIGN})")
_CUT_IN_BRACES = re.compile(rf"[\s:,\[\]{{}}\-]*\s({_TEXT_AFTER_SIGN})")
_COMMENT = re.compile(rf"(?<!\S)({_TEXT_AFTER_SIGN})")
_COMMENT_LINE = re.compile(rf"(\s*)({_TEXT_AFTER_SIGN})")
_BLOCK_HEADER = re.compile(rf"[|>][-+0-9]*\s+({_TEXT_AFTER_SIGN})")
_LINE_BREAK = re.compile("\r\n|\r|\n")


class SourceLines:
    """The lines of a YAML file, to be searched after a mark of libyaml."""

    def __init__(self, text: str) -> None:
        self._lines = [*_LINE_BREAK.split(text), ""]  # libyaml gives the end a line of its own

    def cut(self, event: yaml.ScalarEvent, indent: int) -> SourcePosition | None:
        """Return the place of a "#" that cuts off a scalar, if there is one.

        A line that is indented deeper than `indent` would go on with the scalar.
        """
        if event.style in ("|", ">"):
            line, column = _place(event.start_mark)
            return _found(_BLOCK_HEADER.match(self._lines[line], column), line)
        if event.style:
            return None
        line, column = _place(event.end_mark)
        if found := _CUT.match(self._lines[line], column):
            return _found(found, line)
        if event.value and not self._lines[line][column:].strip():
            found = _COMMENT_LINE.match(self._lines[line + 1])
            if found and len(found[1]) > indent:
                return _found(found, line + 1)
        return None

    def cut_between(self, key: yaml.ScalarEvent, value: yaml.ScalarEvent) -> SourcePosition | None:
        """Return the place of a "#" between a key and its value on a later line."""
        first, column = _place(key.end_mark)
        last, _ = _place(value.start_mark)
        for line in range(first, last):
            if found := _COMMENT.search(self._lines[line], column if line == first else 0):
                return _found(found, line)
        return None

    def cut_before_error(self, event: yaml.ScalarEvent) -> SourcePosition | None:
        """Return the place of a "#" after a scalar that leaves no value where braces need one."""
        line, column = _place(event.end_mark)
        return _found(_CUT_IN_BRACES.match(self._lines[line], column), line)

    def indent(self, event: yaml.ScalarEvent) -> int:
        """Count the blanks at the start of the line on which a scalar begins."""
        line, _ = _place(event.start_mark)
        return len(self._lines[line]) - len(self._lines[line].lstrip(" "))

    def has_colon(self, key: yaml.ScalarEvent) -> bool:
        """Whether a colon follows a key, which YAML wants on the same line."""
        line, column = _place(key.end_mark)
        return self._lines[line][column:].lstrip().startswith(":")


def _place(mark: yaml.Mark | Mark | None) -> tuple[int, int]:
    """Return line and column of a mark of libyaml, both from 0."""
    return (mark.line, mark.column) if mark else (0, 0)


def _found(match: re.Match[str] | None, line: int) -> SourcePosition | None:
    if match is None:
        return None
    return SourcePosition(line + 1, match.start(match.lastindex or 0) + 1)
