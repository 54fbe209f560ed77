"""Remember what pictures were drawn from, so that only what changed is drawn again.

A folder of scenes has a file of digests: for each scene one of what its pictures were drawn from,
the scene, the meshes and the code, and one of each file that this gave. Only contents count, never
the times of files. The versions of numpy and of other packages are not in a digest, as they should
not change a picture; a sample that is drawn again shows if they do.
"""

from __future__ import annotations

import json
import re
from functools import cache
from hashlib import sha256
from itertools import chain, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handouts.files.atomic import SHARED, write_atomically
from patterns.errors import UserError
from patterns.files import read_file, walk_files
from patterns.library_paths import PICTURES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

DIGESTS = "drawn.json"
"""The file of digests, in the folder of the scenes."""

MAX_BYTES = 5_000_000
"""The greatest size of a file that is read for a digest; the largest mesh has 300 KB."""

ROOT = Path(__file__).parents[2]
DRAWING = ROOT / "patterns" / "drawing"
SHARED_CODE = ("patterns/drawing/baked_files.py", "patterns/drawing/scene.py")
COMPILERS = ("handouts/layout/art/svg_compiler.py", "handouts/brand/logo/safe_xml.py")
"""What makes forms of drawings."""

ROOMS = {
    "figure": ("data", "geometry", "output", "figures"),
    "plate": ("data", "geometry", "output", "figures", "atlas", "plates"),
}
"""The folders of the drawing code and its meshes that each kind of scene is drawn with."""

SOURCES = frozenset({".py", ".yaml", ".npz"})

_KIND = re.compile(rb"^kind: *([a-z]+)", re.MULTILINE)


def is_current(scene: Path) -> bool:
    """Whether nothing has changed since the pictures of a scene were drawn, nor the pictures."""
    record = _records(scene.parent).get(scene.stem)
    return record is not None and is_same_source(scene) and _are_there(scene, record["files"])


def is_same_source(scene: Path) -> bool:
    """Whether scene, meshes and code are what the digests of a scene were taken from."""
    record = _records(scene.parent).get(scene.stem)
    return record is not None and record["from"] == source_digest(scene)


def remember(scene: Path, files: Mapping[Path, bytes]) -> None:
    """Write down what a scene was drawn from and the files that were drawn.

    What is written of scenes that are there no more is dropped.
    """
    records = {
        name: record
        for name, record in _records(scene.parent).items()
        if (scene.parent / f"{name}.yaml").exists()
    }
    drawn = {path.name: _digest(data) for path, data in sorted(files.items())}
    records[scene.stem] = {"from": source_digest(scene), "files": drawn}
    text = json.dumps(dict(sorted(records.items())), indent=1) + "\n"
    write_atomically(scene.parent / DIGESTS, text.encode(), replace=True, mode=SHARED)


def source_digest(scene: Path) -> str:
    """Return the digest of all that shapes the pictures of a scene."""
    return _digest(_content(scene) + code_digest(kind_of(scene)).encode())


def kind_of(scene: Path) -> str:
    """Return the kind of a scene, without checking the rest; a plate if it names no known one."""
    found = _KIND.search(_content(scene))
    kind = found[1].decode() if found else ""
    return kind if kind in ROOMS else "plate"


@cache
def code_digest(kind: str) -> str:
    """Return the digest of the code and the meshes that draw a kind of scene."""
    digest = sha256()
    for path in source_files(kind):
        digest.update(f"{path.relative_to(ROOT).as_posix()} {_digest(_content(path))}\n".encode())
    return digest.hexdigest()


def source_files(kind: str) -> list[Path]:
    """Return the files of the code and the meshes that draw a kind of scene, in a fixed order."""
    rooms = chain.from_iterable(walk_files(DRAWING / room, SOURCES) for room in ROOMS[kind])
    return sorted([*rooms, *(ROOT / name for name in (*SHARED_CODE, *COMPILERS))])


def fixed_sample(scenes: Iterable[Path], count: int) -> list[Path]:
    """Choose at most so many scenes, of each kind in turn: always the same of the same library."""
    kinds: dict[str, list[Path]] = {kind: [] for kind in ROOMS}
    for scene in sorted(scenes, key=_place_in_line):
        kinds[kind_of(scene)].append(scene)
    in_turn = chain.from_iterable(zip_longest(*kinds.values()))
    return [scene for scene in in_turn if scene is not None][:count]


def _place_in_line(scene: Path) -> str:
    """Return a key that does not depend on where a library lies, nor on what else is in it."""
    return _digest("/".join(scene.parts[-3:]).encode())


def _records(folder: Path) -> dict[str, Any]:
    """Return the digests of the scenes of a folder by name; none if they cannot be read."""
    path = folder / DIGESTS
    try:
        records = json.loads(read_file(path, name=str(path), limit=MAX_BYTES))
    except (UserError, ValueError):
        return {}
    known = records.items() if isinstance(records, dict) else ()
    return {name: record for name, record in known if _is_record(record)}


def _is_record(record: object) -> bool:
    return isinstance(record, dict) and isinstance(record.get("files"), dict) and "from" in record


def _are_there(scene: Path, files: Mapping[str, str]) -> bool:
    pictures = scene.parent.parent / PICTURES
    return bool(files) and all(_is_file(pictures / name, files[name]) for name in files)


def _is_file(path: Path, digest: str) -> bool:
    try:
        return _digest(_content(path)) == digest
    except UserError:
        return False


def _content(path: Path) -> bytes:
    return read_file(path, name=str(path), limit=MAX_BYTES)


def _digest(data: bytes) -> str:
    """Return a digest, short enough to read: nobody gains from making two files alike."""
    return sha256(data).hexdigest()[:20]
