"""Take files with checksums apart, and put changed parts together with correct checksums.

With random changes alone, a file would fail at its checksums and its content would not be tried.
"""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

Parts = dict[str, bytes]
"""The parts of a file, in order."""

_PNG = b"\x89PNG\r\n\x1a\n"
_DIRECTORY = 12
_RECORD = struct.Struct(">4sLLL")  # tag, checksum, offset, length
_CHUNK = struct.Struct(">L4s")
_MAGIC_OF_SUMS = 0xB1B0AFBA
_MAX_BYTES = 1_000_000


class Kind(NamedTuple):
    """A format: a function that takes a file apart or raises `ValueError`, and its inverse."""

    apart: Callable[[bytes], Parts]
    together: Callable[[Parts], bytes]


def _unzipped(data: bytes) -> Parts:
    try:
        with zipfile.ZipFile(BytesIO(data)) as file:
            listed = file.infolist()
            if sum(info.file_size for info in listed) > _MAX_BYTES:
                raise ValueError("too large to be changed")
            return {info.filename: file.read(info) for info in listed}
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, RuntimeError, OSError, EOFError):
        raise ValueError("no zip file") from None


def _zipped(parts: Parts) -> bytes:
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as file:
        for name, part in parts.items():
            file.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return whole.getvalue()


def _tables(font: bytes) -> Parts:
    count = int.from_bytes(font[4:6])
    directory = font[_DIRECTORY : _DIRECTORY + count * _RECORD.size]
    if len(directory) < count * _RECORD.size or not count:
        raise ValueError("no font")
    listed = _RECORD.iter_unpack(directory)
    return {tag.decode("latin-1"): font[at : at + length] for tag, _, at, length in listed}


def _font(parts: Parts) -> bytes:
    tables = {tag.encode("latin-1"): data for tag, data in parts.items()}
    if len(head := tables.get(b"head", b"")) >= _DIRECTORY:
        tables[b"head"] = head[:8] + bytes(4) + head[12:]
    out = bytearray(b"\0\1\0\0" + struct.pack(">HHHH", len(tables), 0, 0, 0))
    out += bytes(_RECORD.size * len(tables))
    at_head = 0
    for i, (tag, data) in enumerate(sorted(tables.items())):
        record = (tag, _sum(data), len(out), len(data))
        _RECORD.pack_into(out, _DIRECTORY + _RECORD.size * i, *record)
        at_head = len(out) if tag == b"head" else at_head
        out += data + bytes(-len(data) % 4)
    if len(head) >= _DIRECTORY:
        struct.pack_into(">L", out, at_head + 8, (_MAGIC_OF_SUMS - _sum(bytes(out))) % 2**32)
    return bytes(out)


def _sum(data: bytes) -> int:
    padded = data + bytes(-len(data) % 4)
    return int(sum(struct.unpack(f">{len(padded) // 4}L", padded)) % 2**32)


def _chunks(png: bytes) -> Parts:
    """Take a PNG apart; its pixels are inflated, so that they can be changed too."""
    if not png.startswith(_PNG):
        raise ValueError("no PNG")
    parts: Parts = {}
    at = len(_PNG)
    while at + _CHUNK.size <= len(png):
        length, kind = _CHUNK.unpack_from(png, at)
        at += _CHUNK.size
        name = kind.decode("latin-1")
        parts[name] = parts.get(name, b"") + png[at : at + length]
        at += length + 4
    if "IDAT" in parts:
        parts["IDAT"] = _inflated(parts["IDAT"])
    return parts


def _png(parts: Parts) -> bytes:
    packed = {**parts, "IDAT": zlib.compress(parts["IDAT"])} if "IDAT" in parts else parts
    return _PNG + b"".join(chunk(name.encode("latin-1"), part) for name, part in packed.items())


def chunk(kind: bytes, inside: bytes) -> bytes:
    """Write one chunk of a PNG."""
    return _CHUNK.pack(len(inside), kind) + inside + struct.pack(">L", zlib.crc32(kind + inside))


def _form_apart(form: bytes) -> Parts:
    return {"operators": _inflated(form)}


def _form(parts: Parts) -> bytes:
    return zlib.compress(parts["operators"])


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, _MAX_BYTES)
    except zlib.error:
        raise ValueError("not deflated") from None


ZIP = Kind(_unzipped, _zipped)
FONT = Kind(_tables, _font)
PNG = Kind(_chunks, _png)
FORM = Kind(_form_apart, _form)
