"""Write a template, or the metrics of its fields, as bytes, and read them back.

None of the bytes is ever run.

The bytes are a line that says what they are, a digest of all that follows, the length of a JSON
text, the JSON, and the data of the shared streams one after the other.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any, TypeVar

from handouts.template.model import (
    Bookmark,
    DocumentInfo,
    FieldMetrics,
    FieldPlace,
    FieldRoom,
    Glyph,
    GlyphTable,
    ObjectTemplate,
    Page,
    SharedObject,
    Template,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from handouts.template.model import GlyphTables

T = TypeVar("T")

MAGIC = b"handouts template 1\n"
_DIGEST = 32
_LENGTH = 8
_HEAD = len(MAGIC) + _DIGEST + _LENGTH


def to_bytes(template: Template) -> bytes:
    """Write a template."""
    tree = {
        "about": template.about,
        "shared": [
            (*_open_object(shared.entries), shared.digest.hex(), _length(shared))
            for shared in template.shared
        ],
        "profile": template.profile,
        "pages": template.pages,
        "kids": _open_object(template.kids),
        "own": _open_object(template.own),
        "lines": template.lines,
        "owners": template.owners,
        "links": template.links,
        "bookmarks": template.bookmarks,
        "fields": template.fields,
        "glyphs": _tables(template.glyphs),
        "room": template.room,
        "months": template.months,
    }
    return _pack(tree, *(shared.data for shared in template.shared if shared.data is not None))


def from_bytes(blob: bytes) -> Template | None:
    """Read a template; return None for bytes that are cut short, altered, or of another make."""
    return _unpack(blob, _template)


def metrics_to_bytes(metrics: FieldMetrics) -> bytes:
    """Write the metrics of fields."""
    return _pack({"room": metrics.room, "glyphs": _tables(metrics.glyphs)})


def metrics_from_bytes(blob: bytes) -> FieldMetrics | None:
    """Read the metrics of fields; return None as `from_bytes` does."""
    return _unpack(
        blob, lambda tree, *_: FieldMetrics(FieldRoom(*tree["room"]), _read_tables(tree["glyphs"]))
    )


def _pack(tree: dict[str, object], *data: bytes) -> bytes:
    text = json.dumps(tree, separators=(",", ":"), sort_keys=True).encode()
    body = len(text).to_bytes(_LENGTH) + text + b"".join(data)
    return MAGIC + sha256(body).digest() + body


def _unpack(blob: bytes, read: Callable[[dict[str, Any], bytes, int], T]) -> T | None:
    """Check the digest, and read the JSON with the data that begins at an offset of `blob`."""
    digest, body = blob[len(MAGIC) : len(MAGIC) + _DIGEST], blob[len(MAGIC) + _DIGEST :]
    if not blob.startswith(MAGIC) or sha256(body).digest() != digest:
        return None
    length = int.from_bytes(body[:_LENGTH])
    try:
        return read(json.loads(body[_LENGTH : _LENGTH + length]), blob, _HEAD + length)
    except (AttributeError, LookupError, TypeError, ValueError, RecursionError):
        return None  # whole, but written by something else


def _template(tree: dict[str, Any], blob: bytes, start: int) -> Template:
    """Read a template from its JSON; the data of its streams begin at `start`."""
    return Template(
        about=DocumentInfo(*tree["about"]),
        shared=_shared(tree["shared"], blob, start),
        profile=tree["profile"],
        pages=tuple(_page(*page) for page in tree["pages"]),
        kids=_read_open_object(*tree["kids"]),
        own=_read_open_object(*tree["own"]),
        lines=tree["lines"],
        owners=_row(tree["owners"], int),
        links=_row(tree["links"], int),
        bookmarks=tuple(Bookmark(*mark) for mark in tree["bookmarks"]),
        fields=tuple(FieldPlace(*field) for field in tree["fields"]),
        glyphs=_read_tables(tree["glyphs"]),
        room=FieldRoom(*tree["room"]),
        months=_row(tree["months"], str),
    )


def _tables(tables: GlyphTables) -> list[object]:
    return [table.glyphs for table in tables]


def _read_tables(tree: list[dict[str, list[Any]]]) -> GlyphTables:
    return tuple(
        GlyphTable({char: Glyph(*glyph) for char, glyph in table.items()}) for table in tree
    )


def _page(width: float, height: float, resources: int, content: int, links: list[int]) -> Page:
    return Page(width, height, resources, content, _row(links, int))


def _open_object(template: ObjectTemplate) -> tuple[str, tuple[int, ...]]:
    return template.form.decode("latin-1"), template.slots


def _read_open_object(form: str, slots: list[int]) -> ObjectTemplate:
    return ObjectTemplate(form.encode("latin-1"), _row(slots, int))


def _row(values: Any, kind: type[T]) -> tuple[T, ...]:
    """Read a list of one kind; raise `TypeError` for anything else."""
    if not isinstance(values, list) or not all(isinstance(value, kind) for value in values):
        raise TypeError(f"not a list of {kind.__name__}")
    return tuple(values)


def _length(shared: SharedObject) -> int:
    """Return the length of a stream; -1 stands for an object that is none."""
    return -1 if shared.data is None else len(shared.data)


def _shared(
    rows: list[tuple[str, list[int], str, int]], blob: bytes, start: int
) -> tuple[SharedObject, ...]:
    """Read the shared objects; the data of their streams lie behind the JSON."""
    made = []
    for form, slots, digest, length in rows:
        data = None if length < 0 else blob[start : start + length]
        start += max(length, 0)
        made.append(SharedObject(_read_open_object(form, slots), data, bytes.fromhex(digest)))
    return tuple(made)
