"""A clinic's own fonts: static TrueType is accepted, everything else is refused with a reason."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from fonts.custom_family import read_custom_family
from fonts.faces import faces
from fonts.registry import TEXT_FAMILY, Style, shipped_family
from fonts.runs import split_runs
from patterns.errors import UserError

REGULAR = shipped_family(TEXT_FAMILY).regular.read()
BOLD = shipped_family(TEXT_FAMILY).bold.read()
RECORD = struct.Struct(">4sLLL")  # tag, checksum, offset, length


def record_of(data: bytes, tag: bytes) -> int:
    """Find the place of a table's record in the directory."""
    return next(at for at in range(12, 12 + 16 * data[5], 16) if data[at : at + 4] == tag)


def retagged(data: bytes, tag: bytes, other: bytes) -> bytes:
    at = record_of(data, tag)
    return data[:at] + other + data[at + 4 :]


def with_fs_type(data: bytes, fs_type: int) -> bytes:
    _, _, offset, _ = RECORD.unpack_from(data, record_of(data, b"OS/2"))
    return data[: offset + 8] + struct.pack(">H", fs_type) + data[offset + 10 :]


def with_flipped_bytes(data: bytes) -> bytes:
    flipped = bytearray(data)
    for at in range(2000, len(data), len(data) // 200):
        flipped[at] ^= 0xFF
    return bytes(flipped)


def without_letters(data: bytes) -> bytes:
    """Point every segment of the character map at nothing."""
    _, _, offset, length = RECORD.unpack_from(data, record_of(data, b"cmap"))
    empty = struct.pack(
        ">HHHHLHHHHHHHHHHH", 0, 1, 3, 1, 12, 4, 24, 0, 2, 2, 0, 0, 65535, 0, 65535, 1
    )
    return mended(data[:offset] + empty.ljust(length, b"\0") + data[offset + length :])


def mended(data: bytes) -> bytes:
    """Write the checksums anew, of every table and of the file."""
    out = bytearray(data)
    head = 0
    for at in range(12, 12 + 16 * data[5], 16):
        tag, _, offset, length = RECORD.unpack_from(out, at)
        if tag == b"head":
            head = offset
            out[head + 8 : head + 12] = bytes(4)
        struct.pack_into(">L", out, at + 4, checksum(out[offset : offset + length]))
    struct.pack_into(">L", out, head + 8, (0xB1B0AFBA - checksum(out)) & 0xFFFFFFFF)
    return bytes(out)


def checksum(data: bytes | bytearray) -> int:
    padded = bytes(data) + bytes(-len(data) % 4)
    total: int = sum(struct.unpack(f">{len(padded) // 4}L", padded))
    return total & 0xFFFFFFFF


def test_the_tools_of_this_test_work() -> None:
    assert mended(REGULAR) == REGULAR
    assert with_fs_type(REGULAR, 0) == REGULAR


def test_a_good_family_is_taken_and_comes_first(tmp_path: Path) -> None:
    (tmp_path / "clinic.ttf").write_bytes(REGULAR)
    (tmp_path / "clinic-bold.ttf").write_bytes(BOLD)
    family = read_custom_family(tmp_path / "clinic.ttf", tmp_path / "clinic-bold.ttf")
    assert family.regular.read() == REGULAR
    assert family.bold.read() == BOLD
    runs = split_runs("Ann Nguy\u1ec5n", faces(Style.REGULAR, family), field="client")
    assert [run.face.name for run in runs] == [family.regular.name, "FiraSans-Regular"]


def test_names_follow_the_content_and_nothing_else(tmp_path: Path) -> None:
    for name, data in {"a.ttf": REGULAR, "b.ttf": REGULAR, "c.ttf": BOLD}.items():
        (tmp_path / name).write_bytes(data)
    one = read_custom_family(tmp_path / "a.ttf", tmp_path / "c.ttf")
    same = read_custom_family(tmp_path / "b.ttf", tmp_path / "c.ttf")
    other = read_custom_family(tmp_path / "c.ttf", tmp_path / "c.ttf")
    assert one.regular.name == same.regular.name
    assert len({one.regular.name, one.bold.name, other.regular.name, other.bold.name}) == 4


STATIC = "give a static TrueType file (.ttf)"
AFRESH = "copy it afresh"

TABLES = "OS/2, cmap, glyf, head, hhea, hmtx, loca, maxp, name, post"
LICENCE = "ask its maker for a licence that allows it, or choose another font"

REFUSED: dict[str, tuple[bytes, str]] = {
    "cff": (b"OTTO" + REGULAR[4:], f"holds PostScript outlines (OpenType CFF); {STATIC}"),
    "woff": (b"wOFF" + REGULAR[4:], f"is a web font (WOFF); {STATIC}"),
    "woff2": (b"wOF2" + REGULAR[4:], f"is a web font (WOFF2); {STATIC}"),
    "collection": (b"ttcf" + REGULAR[4:], f"is a collection of fonts; {STATIC}"),
    "text": (b"not a font", f"is not a font; {STATIC}"),
    "empty": (b"", f"is not a font; {STATIC}"),
    "version only": (REGULAR[:4], f"is a damaged font (it has no {TABLES}); {AFRESH}"),
    "directory cut": (REGULAR[:40], f"is a damaged font (it is cut short); {AFRESH}"),
    "half": (REGULAR[: len(REGULAR) // 2], f"is a damaged font (it is cut short); {AFRESH}"),
    "no glyf": (
        retagged(REGULAR, b"glyf", b"gxxx"),
        f"is a damaged font (it has no glyf); {AFRESH}",
    ),
    "flipped": (
        with_flipped_bytes(REGULAR),
        f"is a damaged font (its outlines do not lie where it says); {AFRESH}",
    ),
    "variable": (retagged(REGULAR, b"DSIG", b"fvar"), f"is a variable font; {STATIC}"),
    "restricted": (with_fs_type(REGULAR, 2), f"may not be embedded, as it says itself; {LICENCE}"),
    "no subset": (
        with_fs_type(REGULAR, 0x104),
        f"may not be embedded, as it says itself; {LICENCE}",
    ),
    "no letters": (without_letters(REGULAR), "lacks letters of English; choose a font for text"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refusals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str) -> None:
    data, message = REFUSED[case]
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.ttf").write_bytes(REGULAR)
    (tmp_path / "clinic.ttf").write_bytes(data)
    with pytest.raises(UserError) as refused:
        read_custom_family(Path("good.ttf"), Path("clinic.ttf"))
    assert str(refused.value) == f"clinic.ttf: {message}"


@pytest.mark.parametrize("fs_type", [0, 4, 8])
def test_fonts_that_allow_embedding_are_taken(tmp_path: Path, fs_type: int) -> None:
    path = tmp_path / "clinic.ttf"
    path.write_bytes(mended(with_fs_type(REGULAR, fs_type)))
    assert read_custom_family(path, path).regular.read() == path.read_bytes()


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"none\.ttf: there is no such file"):
        read_custom_family(tmp_path / "none.ttf", tmp_path / "none.ttf")
