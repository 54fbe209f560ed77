"""Strict YAML bytes -> a tree of plain data, with the line and column of every key and value."""

from __future__ import annotations

import math
import re
import unicodedata
from itertools import islice
from typing import NoReturn

import yaml

from patterns.characters import unprintable
from patterns.errors import Problem, UserError
from patterns.files import check_size
from patterns.schema.yaml_syntax_errors import MAX_DEPTH, TOO_DEEP, syntax_fault
from patterns.schema.yaml_tree import Document, KeyPath, Plain, SourcePosition, format_key_path

MAX_BYTES = 1_000_000
MAX_NODES = 20_000
MAX_BAD_CHARACTERS = 20
"""More bad characters than this are not listed: the file is not text at all."""

_BYTE_ORDER_MARK = "\ufeff"  # Windows editors put it first; it is no part of the text
_BEGIN = 'begin with a key, such as "name: ..."'
_SPLIT = "split the file, or make it simpler"
_QUOTE = "write the value out, or put it in quotes"
_ONE_LINE = 'write it on one line, or after ">" with no empty line in it'
_BLOCKS = frozenset("|>")

_WORDS: dict[str, bool | None] = {
    "": None,
    "~": None,
    "null": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
# 18 digits fit a 64-bit integer; longer ones, and 010, which YAML has read in two ways, stay text.
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})\Z")
_DECIMAL = re.compile(
    r"[-+]?((0|[1-9][0-9]{0,17})(\.[0-9]{1,40})?|\.[0-9]{1,40})([eE][-+]?[0-9]{1,3})?\Z"
)


def parse_document(source: bytes, file: str) -> Document:
    """Read YAML of the strict kind: one document of keys, no anchors, aliases, tags or merges.

    Scalars follow YAML 1.2 without its surprises: `no`, `010`, `1:30` and dates are text.
    Raises `UserError` if no tree can be made; lesser faults are in the document's `problems`.
    """
    check_size(len(source), name=file, limit=MAX_BYTES)
    text = _decode(source, file)
    _refuse_characters(text, file)
    return _Composer(text, file).document()


def _decode(source: bytes, file: str) -> str:
    try:
        return source.decode("utf-8").removeprefix(_BYTE_ORDER_MARK)
    except UnicodeDecodeError as error:
        place = _place_at(source[: error.start].decode("utf-8").removeprefix(_BYTE_ORDER_MARK))
        message = f"byte {source[error.start]:02X} is not UTF-8 text"
        hint = "save as UTF-8"
        raise UserError([Problem(file, place.line, place.column, "", message, hint)]) from None


def _refuse_characters(text: str, file: str) -> None:
    problems = []
    for bad in islice(unprintable(text, allowed="\r\n"), MAX_BAD_CHARACTERS):
        place = _place_at(text[: bad.offset])
        message = f"holds {bad.name}"
        problems.append(Problem(file, place.line, place.column, "", message, bad.hint))
    if problems:
        raise UserError(problems)


def _place_at(before: str) -> SourcePosition:
    """Give the place that follows a piece of text."""
    lines = re.split("\r\n|\r|\n", before)
    return SourcePosition(len(lines), len(lines[-1]) + 1)


def _start(event: yaml.Event) -> SourcePosition:
    mark = event.start_mark
    return SourcePosition(mark.line + 1, mark.column + 1) if mark else SourcePosition(1, 1)


def _resolve(text: str) -> bool | int | float | str | None:
    """Read a plain scalar; what is no exact number and no known word stays text."""
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.match(text):
        return int(text)
    if _DECIMAL.match(text) and math.isfinite(number := float(text)):
        return number
    return text


class _Composer:
    """Follows the events of one file and keeps what they hold, and where."""

    def __init__(self, text: str, file: str) -> None:
        self._file = file
        self._events = yaml.parse(text, Loader=yaml.CSafeLoader)
        self._nodes = 0
        self._places: dict[KeyPath, SourcePosition] = {}
        self._keys: dict[KeyPath, SourcePosition] = {}
        self._written: dict[KeyPath, str] = {}
        self._holes: set[KeyPath] = set()
        self._problems: list[Problem] = []

    def document(self) -> Document:
        """Read the one document of the file."""
        self._next()
        if isinstance(self._next(), yaml.StreamEndEvent):
            self._stop(SourcePosition(1, 1), "the file is empty", _BEGIN)
        root = self._next()
        tree = self._node(root, ())
        if not isinstance(tree, dict):
            kind = {list: "a list", type(None): "no keys"}.get(type(tree), "a single value")
            self._stop(_start(root), f"the file holds {kind}", _BEGIN)
        self._next()
        after = self._next()
        if not isinstance(after, yaml.StreamEndEvent):
            self._stop(_start(after), "a second document begins here", "use one file for each")
        return Document(
            self._file,
            tree,
            self._places,
            self._keys,
            self._written,
            frozenset(self._holes),
            tuple(self._problems),
        )

    def _next(self) -> yaml.Event:
        try:
            event = next(self._events)
        except yaml.MarkedYAMLError as error:
            self._stop(*syntax_fault(error))
        self._nodes += isinstance(event, yaml.NodeEvent)
        if self._nodes > MAX_NODES:
            self._stop(_start(event), f"the file holds more than {MAX_NODES:,} values", _SPLIT)
        return event

    def _node(self, event: yaml.Event, path: KeyPath) -> Plain:
        self._refuse_markup(event, path)
        self._places[path] = self._visible_start(event, path)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, path)
        if isinstance(event, yaml.AliasEvent):
            self._holes.add(path)
            return None
        self._refuse_depth(len(path), event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        return self._mapping(path)

    def _visible_start(self, event: yaml.Event, path: KeyPath) -> SourcePosition:
        """Give where a person looks for a value: a scalar itself, the key of anything else."""
        if isinstance(event, yaml.ScalarEvent) and (event.value or event.style):
            return _start(event)
        return self._keys.get(path, _start(event))

    def _scalar(self, event: yaml.ScalarEvent, path: KeyPath) -> Plain:
        text = self._text(event, path)
        plain, _ = event.implicit
        if not plain:
            return text
        value = _resolve(text)
        if isinstance(value, int | float):
            self._written[path] = text
        return value

    def _sequence(self, path: KeyPath) -> list[Plain]:
        items: list[Plain] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            items.append(self._node(event, (*path, len(items))))
        return items

    def _mapping(self, path: KeyPath) -> dict[str, Plain]:
        tree: dict[str, Plain] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._key(event, path)
            value = self._next()
            if key is None:
                self._skip(value)
            elif key in tree:
                first = self._keys[*path, key].line
                message = f"the key is given twice, first on line {first}"
                self._fault(_start(event), (*path, key), message, "keep one of them")
                self._skip(value)
            else:
                self._keys[*path, key] = _start(event)
                tree[key] = self._node(value, (*path, key))
        return tree

    def _key(self, event: yaml.Event, path: KeyPath) -> str | None:
        """Read a key; one that is no plain text is reported and gives None."""
        self._refuse_markup(event, path)
        if not isinstance(event, yaml.ScalarEvent):
            self._skip(event)
            if not isinstance(event, yaml.AliasEvent):
                self._fault(_start(event), path, "a key must be text", "write one word as the key")
            return None
        if event.value == "<<":
            message = 'merge keys ("<<") are not allowed'
            self._fault(_start(event), path, message, "write the keys out")
            return None
        if not event.value:
            self._fault(_start(event), path, "a key is empty", 'write a word before the ":"')
            return None
        return self._text(event, path)

    def _text(self, event: yaml.ScalarEvent, path: KeyPath) -> str:
        """Give the text of a scalar in the composed form of Unicode (NFC), all on one line.

        Every text of ours is one line; that a block, after `>` or `|`, ends with its last line is
        how YAML writes it, and no part of the text.
        """
        text = unicodedata.normalize("NFC", event.value)
        if event.style in _BLOCKS:
            text = text.rstrip("\n")
        for bad in islice(unprintable(text), 1):
            self._fault(_start(event), path, f"holds {bad.name}", bad.hint)
        if "\n" in text:
            self._fault(_start(event), path, "must be one line", _ONE_LINE)
            text = text.replace("\n", " ")
        return text

    def _refuse_markup(self, event: yaml.Event, path: KeyPath) -> None:
        """Report anchors, aliases and tags: each makes a file mean more than it shows."""
        if isinstance(event, yaml.AliasEvent):
            self._fault(_start(event), path, "aliases (*) are not allowed", _QUOTE)
            return
        if getattr(event, "anchor", None) is not None:
            self._fault(_start(event), path, "anchors (&) are not allowed", _QUOTE)
        if getattr(event, "tag", None) is not None:
            self._fault(_start(event), path, "tags (!) are not allowed", _QUOTE)

    def _refuse_depth(self, depth: int, event: yaml.Event) -> None:
        if depth >= MAX_DEPTH:
            self._stop(_start(event), *TOO_DEEP)

    def _skip(self, event: yaml.Event) -> None:
        """Pass over a value that has no place in the tree."""
        depth = 0
        while True:
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth == 0:
                return
            self._refuse_depth(depth, event)
            event = self._next()

    def _fault(self, place: SourcePosition, path: KeyPath, message: str, hint: str) -> None:
        self._problems.append(
            Problem(self._file, place.line, place.column, format_key_path(path), message, hint)
        )

    def _stop(self, place: SourcePosition, message: str, hint: str) -> NoReturn:
        """Give up on the file, with what was found before."""
        self._fault(place, (), message, hint)
        raise UserError(self._problems) from None
