"""Encode a template, or the metrics of its fields, as bytes, and decode them.

The bytes are a magic line, a SHA-256 digest of all that follows, the length of a JSON text, the
JSON, and the data of the shared streams one after the other. None of them is ever run as code.
Tuples are written as JSON lists and the syntax of PDF objects as Latin-1 text.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any, TypeVar

from fonts.kerning import Kerning
from fonts.scripts.script_face import SCRIPTS, ScriptFace
from handouts.template.model import (
    Bookmark,
    DocumentInfo,
    FieldMetrics,
    FieldPlace,
    FieldWidths,
    Glyph,
    GlyphTable,
    ObjectTemplate,
    Page,
    Remark,
    SharedObject,
    Template,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from handouts.template.model import GlyphTables

T = TypeVar("T")

MAGIC = b"handouts template 1\n"
_DIGEST_SIZE = 32
_LENGTH_SIZE = 8
_HEADER_SIZE = len(MAGIC) + _DIGEST_SIZE + _LENGTH_SIZE


def to_bytes(template: Template) -> bytes:
    """Encode a template."""
    shared = [
        (entries, None if data is None else len(data), digest)
        for entries, data, digest in template.shared
    ]
    streams = (data for _, data, _ in template.shared if data is not None)
    return _pack({**template._asdict(), "shared": shared}, *streams)


def from_bytes(blob: bytes) -> Template | None:
    """Decode a template; return None for bytes that are cut short, altered, or not a template."""
    return _unpack(blob, _template)


def metrics_to_bytes(metrics: FieldMetrics) -> bytes:
    """Encode the metrics of fields."""
    return _pack(metrics._asdict())


def metrics_from_bytes(blob: bytes) -> FieldMetrics | None:
    """Decode the metrics of fields; return None as `from_bytes` does."""
    return _unpack(
        blob,
        lambda tree, *_: FieldMetrics(
            FieldWidths(*tree["widths"]), _tables(tree["glyphs"]), str(tree["prepared_by"])
        ),
    )


def _pack(tree: dict[str, object], *data: bytes) -> bytes:
    text = json.dumps(
        tree, separators=(",", ":"), sort_keys=True, default=lambda syntax: syntax.decode("latin-1")
    ).encode()
    body = len(text).to_bytes(_LENGTH_SIZE) + text + b"".join(data)
    return MAGIC + sha256(body).digest() + body


def _unpack(blob: bytes, decode: Callable[[dict[str, Any], bytes, int], T]) -> T | None:
    """Check the digest, and decode the JSON; stream data begin at the last argument's offset."""
    digest, body = blob[len(MAGIC) :][:_DIGEST_SIZE], blob[len(MAGIC) + _DIGEST_SIZE :]
    if not blob.startswith(MAGIC) or sha256(body).digest() != digest:
        return None
    length = int.from_bytes(body[:_LENGTH_SIZE])
    try:
        tree = json.loads(body[_LENGTH_SIZE : _LENGTH_SIZE + length])
        return decode(tree, blob, _HEADER_SIZE + length)
    except (AttributeError, LookupError, TypeError, ValueError, RecursionError):
        return None  # whole, but written by something else


def _template(tree: dict[str, Any], blob: bytes, start: int) -> Template:
    """Decode a template from its JSON; the data of its streams begin at `start`."""
    return Template(
        info=DocumentInfo(*tree["info"]),
        shared=_shared(tree["shared"], blob, start),
        profile=tree["profile"],
        pages=tuple(Page(*page)._replace(links=_tuple_of(int, page[-1])) for page in tree["pages"]),
        kids=_object_template(*tree["kids"]),
        own=_object_template(*tree["own"]),
        own_count=tree["own_count"],
        owners=_tuple_of(int, tree["owners"]),
        links=_tuple_of(int, tree["links"]),
        bookmarks=tuple(Bookmark(*mark) for mark in tree["bookmarks"]),
        fields=tuple(FieldPlace(*field) for field in tree["fields"]),
        glyphs=_tables(tree["glyphs"]),
        months=_tuple_of(str, tree["months"]),
        prepared_by=str(tree["prepared_by"]),
        remarks=tuple(Remark(*_tuple_of(str, remark)) for remark in tree["remarks"]),
    )


def _tables(tree: list[list[Any]]) -> GlyphTables:
    return tuple(_script_face(*parts) if len(parts) == 1 else _table(*parts) for parts in tree)


def _script_face(name: str) -> ScriptFace:
    if name not in SCRIPTS:
        raise ValueError(f"no script is called {name}")
    return ScriptFace(name)


def _table(glyphs: dict[str, list[Any]], kerning: list[Any]) -> GlyphTable:
    return GlyphTable({char: Glyph(*glyph) for char, glyph in glyphs.items()}, _kerning(*kerning))


def _kerning(first: dict[str, int], second: dict[str, int], distances: list[list[int]]) -> Kerning:
    return Kerning(first, second, tuple(_tuple_of(int, row) for row in distances))


def _object_template(form: str, slots: list[int]) -> ObjectTemplate:
    return ObjectTemplate(form.encode("latin-1"), _tuple_of(int, slots))


def _tuple_of(kind: type[T], values: Any) -> tuple[T, ...]:
    """Convert a list of one type; raise `TypeError` for anything else."""
    if not isinstance(values, list) or not all(isinstance(value, kind) for value in values):
        raise TypeError(f"not a list of {kind.__name__}")
    return tuple(values)


def _shared(
    rows: list[tuple[tuple[str, list[int]], int | None, str]], blob: bytes, start: int
) -> tuple[SharedObject, ...]:
    """Decode the shared objects; the data of their streams begin at `start`."""
    shared = []
    for entries, length, digest in rows:
        data = None if length is None else blob[start : start + length]
        start += length or 0
        shared.append(SharedObject(_object_template(*entries), data, digest.encode("latin-1")))
    return tuple(shared)
