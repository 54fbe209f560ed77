"""Parse strict YAML into a tree of plain data with the position of every key and value."""

from __future__ import annotations

import codecs
import math
import re
import unicodedata
from collections import deque
from dataclasses import replace
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import TYPE_CHECKING, NoReturn

import yaml

from patterns.characters import unprintable
from patterns.errors import Problem, UserError
from patterns.files import check_size
from patterns.schema.lost_text import (
    COMMA_MESSAGE,
    CUT_MESSAGE,
    NULL_HINT,
    NULL_MESSAGE,
    QUOTE_HINT,
    SourceLines,
)
from patterns.schema.yaml_tree import KeyPath, Plain, SourcePosition, YamlDocument, format_key_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yaml._yaml import Mark

MAX_BYTES = 1_000_000
MAX_NODES = 20_000
MAX_DEPTH = 40
MAX_BAD_CHARACTERS = 20
"""A file with more bad characters is not text at all; no more are listed."""

_SURVEYED = 200  # bytes at the start of a file
_MANY, _FEW = 0.6, 0.2  # shares of NULs among every other byte of UTF-16, and among the rest
_BYTE_ORDER_MARK = "\ufeff"  # written by Windows editors; not part of the text
_BEGIN_HINT = 'begin with a key, such as "name: ..."'
_SPLIT_HINT = "split the file, or make it simpler"
_TOO_DEEP = {"message": f"nested deeper than {MAX_DEPTH} levels", "hint": _SPLIT_HINT}
_OTHER_ERROR = {
    "message": "is not valid YAML from here on",
    "hint": "compare it with an example file",
}
_QUOTE_HINT = "write the value out, or put it in quotes"
_ONE_LINE_HINT = 'write it on one line, or after ">" with no empty line in it'
_BLOCK_STYLES = frozenset("|>")

_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
# 18 digits fit a 64-bit integer. Longer ones stay text, and so does 010, which YAML 1.1 reads as 8.
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})\Z")
_NULL_WORDS = frozenset({"~", "null"})
_COLON_HINT = 'write "key: value", with a space after the ":"'
_DECIMAL = re.compile(
    r"[-+]?((0|[1-9][0-9]{0,17})(\.[0-9]{1,40})?|\.[0-9]{1,40})([eE][-+]?[0-9]{1,3})?\Z"
)


def parse_document(source: bytes, file: str) -> YamlDocument:
    """Parse one document of keys and values, without anchors, aliases, tags and merge keys.

    Of plain scalars only those in `_WORDS` and exact decimal numbers are not text; `no`, `010`,
    `1:30` and dates are. Raises `UserError` if there is no tree to return; lesser problems are in
    `problems` of the document.
    """
    check_size(len(source), name=file, limit=MAX_BYTES)
    text = _decode(source, file)
    _check_characters(text, file)
    return _Composer(text, file).document()


def _decode(source: bytes, file: str) -> str:
    if _is_utf_16(source):
        message = "is written in UTF-16, or is no text"
        raise UserError([Problem(file, 1, 1, "", message, "save as UTF-8")])
    try:
        return source.decode("utf-8").removeprefix(_BYTE_ORDER_MARK)
    except UnicodeDecodeError as error:
        position = _position_after(_decode(source[: error.start], file))
        message = f"byte {source[error.start]:02X} is not UTF-8 text"
        raise UserError([Problem(file, *position, "", message, "save as UTF-8")]) from None


def _is_utf_16(source: bytes) -> bool:
    """Whether every other byte at the start is NUL, as in UTF-16 without a mark."""
    start = source[:_SURVEYED]
    half = len(start) // 2
    few, most = sorted((start[::2].count(0), start[1::2].count(0)))
    marked = source[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)  # is told as no UTF-8
    return not marked and most > _MANY * half and few < _FEW * half


def _check_characters(text: str, file: str) -> None:
    problems = [
        Problem(file, *_position_after(text[: bad.offset]), "", f"holds {bad.name}", bad.hint)
        for bad in islice(unprintable(text, allowed="\r\n"), MAX_BAD_CHARACTERS)
    ]
    if problems:
        raise UserError(problems)


def _position_after(text: str) -> SourcePosition:
    """Return the position that follows a text at the start of a file."""
    lines = re.split("\r\n|\r|\n", text)
    return SourcePosition(len(lines), len(lines[-1]) + 1)


def _position_of(mark: yaml.Mark | Mark | None) -> SourcePosition:
    """Convert a mark of libyaml, which counts from 0; without one, return the start of the file."""
    return SourcePosition(mark.line + 1, mark.column + 1) if mark else SourcePosition(1, 1)


def _start(event: yaml.Event) -> SourcePosition:
    return _position_of(event.start_mark)


def read_table(name: str) -> dict[str, dict[str, str]]:
    """Read a file of messages in this package."""
    source = files("patterns.schema").joinpath(name).read_bytes()
    table: dict[str, dict[str, str]] = yaml.load(source, Loader=yaml.CSafeLoader)
    return table


@cache
def _syntax_errors() -> dict[str, dict[str, str]]:
    """Read our message and hint for each error of libyaml."""
    # From PyYAML 6.0.4 on its scanner stops at a thousand levels, before our own limit is checked.
    deep = {"exceeded maximum nesting depth": _TOO_DEEP}
    return {**read_table("syntax_errors.yaml"), **deep}


def _resolve(text: str) -> bool | int | float | str | None:
    """Return the value of a plain scalar: a known word, an exact number, or else text."""
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.match(text):
        return int(text)
    if _DECIMAL.match(text) and math.isfinite(number := float(text)):
        return number
    return text


class _Composer:
    """Builds the tree of a file from the events of libyaml."""

    def __init__(self, text: str, file: str) -> None:
        self._events = yaml.parse(text, Loader=yaml.CSafeLoader)
        self._lines = SourceLines(text)
        self._last: deque[yaml.ScalarEvent] = deque(maxlen=2)
        self._cuts: set[SourcePosition] = set()
        self._nodes = 0
        self._found = YamlDocument(file, {}, {}, {}, {}, set(), [])

    def document(self) -> YamlDocument:
        """Parse the file."""
        self._next()
        if isinstance(self._next(), yaml.StreamEndEvent):
            self._abort(SourcePosition(1, 1), "the file is empty", _BEGIN_HINT)
        root = self._next()
        tree = self._node(root, ())
        if not isinstance(tree, dict):
            kind = {list: "a list", type(None): "no keys"}.get(type(tree), "a single value")
            self._abort(_start(root), f"the file holds {kind}", _BEGIN_HINT)
        self._next()
        after = self._next()
        if not isinstance(after, yaml.StreamEndEvent):
            self._abort(_start(after), "a second document begins here", "use one file for each")
        return replace(self._found, tree=tree)

    def _next(self) -> yaml.Event:
        try:
            event = next(self._events)
        except yaml.MarkedYAMLError as error:
            entry = _syntax_errors().get(error.problem or "", _OTHER_ERROR)
            at_start = "shown" in entry and error.context_mark
            mark = error.context_mark if at_start else error.problem_mark
            for before in self._last:
                cut = self._lines.cut_before_error(before)
                if cut and cut not in self._cuts:
                    self._report_cut(cut, ())
            if self._cuts:  # they are the cause of this error
                raise UserError(self._found.problems) from None
            self._abort(_position_of(mark), entry["message"], entry["hint"])
        if isinstance(event, yaml.ScalarEvent):
            self._last.append(event)
        self._nodes += isinstance(event, yaml.NodeEvent)
        if self._nodes > MAX_NODES:
            message = f"the file holds more than {MAX_NODES:,} values"
            self._abort(_start(event), message, _SPLIT_HINT)
        return event

    def _node(self, event: yaml.Event, path: KeyPath) -> Plain:
        self._check_markup(event, path)
        self._found.positions[path] = self._shown_position(event, path)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, path)
        if isinstance(event, yaml.AliasEvent):
            self._found.unreadable.add(path)
            return None
        self._check_depth(len(path), event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path, in_brackets=bool(event.flow_style))
        return self._mapping(path, in_braces=bool(getattr(event, "flow_style", False)))

    def _shown_position(self, event: yaml.Event, path: KeyPath) -> SourcePosition:
        """Return where people look for a value: a scalar itself, the key of anything else."""
        if isinstance(event, yaml.ScalarEvent) and (event.value or event.style):
            return _start(event)
        return self._found.key_positions.get(path, _start(event))

    def _scalar(self, event: yaml.ScalarEvent, path: KeyPath) -> Plain:
        text = self._text(event, path)
        cut = self._lines.cut(event, self._indent(event, path))
        if path in self._found.key_positions:
            cut = cut or self._lines.cut_between(self._last[0], event)
        if cut:
            self._report_cut(cut, path)
        plain, _ = event.implicit
        if not plain:
            return text
        if text in _NULL_WORDS:
            self._report(_start(event), path, NULL_MESSAGE, NULL_HINT)
            self._found.unreadable.add(path)
        value = _resolve(text)
        if isinstance(value, int | float):
            self._found.source_text[path] = text
        return value

    def _indent(self, event: yaml.ScalarEvent, path: KeyPath) -> int:
        """Return how far a line must be indented at most, so that it is no part of a scalar."""
        if position := self._found.key_positions.get(path):
            return position.column - 1
        return self._lines.indent(event)

    def _sequence(self, path: KeyPath, *, in_brackets: bool) -> list[Plain]:
        items: list[Plain] = []
        plain: list[KeyPath] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            at = (*path, len(items))
            items.append(self._node(event, at))
            plain += [at] * (isinstance(event, yaml.ScalarEvent) and not event.style)
        if in_brackets:
            self._found.before_comma.update(at for at in plain if at[-1] != len(items) - 1)
        return items

    def _mapping(self, path: KeyPath, *, in_braces: bool) -> dict[str, Plain]:
        tree: dict[str, Plain] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            if in_braces and isinstance(event, yaml.ScalarEvent) and not self._has_value(event):
                self._report_no_value(event, path, list(tree)[-1:])
                self._skip(self._next())
                continue
            key = self._key(event, path)
            value = self._next()
            if key is None:
                self._skip(value)
            elif key in tree:
                first = self._found.key_positions[*path, key].line
                message = f"the key is given twice, first on line {first}"
                self._report(_start(event), (*path, key), message, "keep one of them")
                self._skip(value)
            else:
                self._found.key_positions[*path, key] = _start(event)
                tree[key] = self._node(value, (*path, key))
        return tree

    def _has_value(self, key: yaml.ScalarEvent) -> bool:
        """Whether a key in braces has a colon; without one it may be the rest of a text."""
        return not key.value or self._lines.has_colon(key)

    def _report_no_value(
        self, event: yaml.ScalarEvent, path: KeyPath, before: Sequence[str]
    ) -> None:
        """Report a key in braces without a value, as the rest of the value `before` it."""
        if before and ":" not in event.value:
            self._report(_start(event), (*path, *before), COMMA_MESSAGE, QUOTE_HINT)
        else:
            self._report(_start(event), path, "holds a key without a value", _COLON_HINT)

    def _key(self, event: yaml.Event, path: KeyPath) -> str | None:
        """Return a key; None, with a problem, if it is not plain text."""
        self._check_markup(event, path)
        if not isinstance(event, yaml.ScalarEvent):
            self._skip(event)
            if not isinstance(event, yaml.AliasEvent):
                self._report(_start(event), path, "a key must be text", "write one word as the key")
            return None
        if event.value == "<<":
            message = 'merge keys ("<<") are not allowed'
            self._report(_start(event), path, message, "write the keys out")
            return None
        if not event.value:
            self._report(_start(event), path, "a key is empty", 'write a word before the ":"')
            return None
        return self._text(event, path)

    def _text(self, event: yaml.ScalarEvent, path: KeyPath) -> str:
        """Return the text of a scalar as one line in the composed form of Unicode (NFC).

        YAML ends a block, after `>` or `|`, with a line break that is no part of the text.
        """
        text = unicodedata.normalize("NFC", event.value)
        if event.style in _BLOCK_STYLES:
            text = text.rstrip("\n")
        for bad in islice(unprintable(text), 1):
            self._report(_start(event), path, f"holds {bad.name}", bad.hint)
        if "\n" in text:
            self._report(_start(event), path, "must be one line", _ONE_LINE_HINT)
            text = text.replace("\n", " ")
        return text

    def _check_markup(self, event: yaml.Event, path: KeyPath) -> None:
        """Report anchors, aliases and tags, which make a file mean more than it shows."""
        if isinstance(event, yaml.AliasEvent):
            self._report(_start(event), path, "aliases (*) are not allowed", _QUOTE_HINT)
            return
        if getattr(event, "anchor", None) is not None:
            self._report(_start(event), path, "anchors (&) are not allowed", _QUOTE_HINT)
        if getattr(event, "tag", None) is not None:
            self._report(_start(event), path, "tags (!) are not allowed", _QUOTE_HINT)

    def _check_depth(self, depth: int, event: yaml.Event) -> None:
        if depth >= MAX_DEPTH:
            self._abort(_start(event), **_TOO_DEEP)

    def _skip(self, event: yaml.Event) -> None:
        """Skip a value that does not belong in the tree."""
        depth = 0
        while True:
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth == 0:
                return
            self._check_depth(depth, event)
            event = self._next()

    def _report(self, position: SourcePosition, path: KeyPath, message: str, hint: str) -> None:
        problem = Problem(self._found.file, *position, format_key_path(path), message, hint)
        self._found.problems.append(problem)

    def _report_cut(self, position: SourcePosition, path: KeyPath) -> None:
        """Report a value that a "#" cuts off; its path is unknown where the file ends in error."""
        self._report(position, path, CUT_MESSAGE if path else f"a value {CUT_MESSAGE}", QUOTE_HINT)
        self._found.unreadable.add(path)
        self._cuts.add(position)

    def _abort(self, position: SourcePosition, message: str, hint: str) -> NoReturn:
        """Raise `UserError` with this problem and those found before."""
        self._report(position, (), message, hint)
        raise UserError(self._found.problems) from None
