"""A template in, bytes that can be stored out, and back; nothing in them is ever run.

The bytes are a line that says what they are, a digest of all that follows, the length of a JSON
text, the JSON, and the data of the shared streams one after the other.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any, TypeVar

from handouts.template.model import (
    Bookmark,
    DocumentInfo,
    FieldPlace,
    FieldRoom,
    Glyph,
    GlyphTable,
    ObjectTemplate,
    Page,
    SharedObject,
    Template,
)

T = TypeVar("T")

MAGIC = b"handouts template 1\n"
_DIGEST = 32
_LENGTH = 8
_HEAD = len(MAGIC) + _DIGEST + _LENGTH


def to_bytes(template: Template) -> bytes:
    """Write a template down."""
    tree = {
        "about": template.about,
        "shared": [
            (*_blank(shared.entries), shared.digest.hex(), _length(shared))
            for shared in template.shared
        ],
        "profile": template.profile,
        "pages": template.pages,
        "kids": _blank(template.kids),
        "own": _blank(template.own),
        "lines": template.lines,
        "owners": template.owners,
        "links": template.links,
        "bookmarks": template.bookmarks,
        "fields": template.fields,
        "glyphs": [table.glyphs for table in template.glyphs],
        "room": template.room,
        "months": template.months,
    }
    text = json.dumps(tree, separators=(",", ":"), sort_keys=True).encode()
    data = b"".join(shared.data for shared in template.shared if shared.data is not None)
    body = len(text).to_bytes(_LENGTH) + text + data
    return MAGIC + sha256(body).digest() + body


def from_bytes(blob: bytes) -> Template | None:
    """Read a template; None for bytes that are cut short, altered, or of another make."""
    digest, body = blob[len(MAGIC) : len(MAGIC) + _DIGEST], blob[len(MAGIC) + _DIGEST :]
    if not blob.startswith(MAGIC) or sha256(body).digest() != digest:
        return None
    length = int.from_bytes(body[:_LENGTH])
    try:
        return _template(json.loads(body[_LENGTH : _LENGTH + length]), blob, _HEAD + length)
    except (AttributeError, LookupError, TypeError, ValueError, RecursionError):
        return None  # whole, but written by something else


def _template(tree: dict[str, Any], blob: bytes, start: int) -> Template:
    """Make a template of its tree; the data of its streams begin at `start`."""
    return Template(
        about=DocumentInfo(*tree["about"]),
        shared=_shared(tree["shared"], blob, start),
        profile=tree["profile"],
        pages=tuple(_page(*page) for page in tree["pages"]),
        kids=_read_blank(*tree["kids"]),
        own=_read_blank(*tree["own"]),
        lines=tree["lines"],
        owners=_row(tree["owners"], int),
        links=_row(tree["links"], int),
        bookmarks=tuple(Bookmark(*mark) for mark in tree["bookmarks"]),
        fields=tuple(FieldPlace(*field) for field in tree["fields"]),
        glyphs=tuple(
            GlyphTable({char: Glyph(*glyph) for char, glyph in table.items()})
            for table in tree["glyphs"]
        ),
        room=FieldRoom(*tree["room"]),
        months=_row(tree["months"], str),
    )


def _page(width: float, height: float, resources: int, content: int, links: list[int]) -> Page:
    return Page(width, height, resources, content, _row(links, int))


def _blank(blank: ObjectTemplate) -> tuple[str, tuple[int, ...]]:
    return blank.form.decode("latin-1"), blank.slots


def _read_blank(form: str, slots: list[int]) -> ObjectTemplate:
    return ObjectTemplate(form.encode("latin-1"), _row(slots, int))


def _row(values: Any, kind: type[T]) -> tuple[T, ...]:
    """Give a list of one kind; raise `TypeError` for anything else."""
    if not isinstance(values, list) or not all(isinstance(value, kind) for value in values):
        raise TypeError(f"not a list of {kind.__name__}")
    return tuple(values)


def _length(shared: SharedObject) -> int:
    """Give the length of a stream; -1 stands for an object that is none."""
    return -1 if shared.data is None else len(shared.data)


def _shared(
    rows: list[tuple[str, list[int], str, int]], blob: bytes, start: int
) -> tuple[SharedObject, ...]:
    """Give every shared object its part of the data behind the JSON."""
    made = []
    for form, slots, digest, length in rows:
        data = None if length < 0 else blob[start : start + length]
        start += max(length, 0)
        made.append(SharedObject(_read_blank(form, slots), data, bytes.fromhex(digest)))
    return tuple(made)
