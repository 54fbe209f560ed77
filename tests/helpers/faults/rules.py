"""Find every rule that a run broke.

Every run ends with the expected exit code, prints problems in lines that a person can use, leaves
whole files or none, keeps the client's name on the page, and stays within its folders, time and
memory.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import sys
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pikepdf
from PIL import Image

from tests.helpers import ROOT
from tests.helpers.in_time import SLOWNESS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CANARY = "Zzyxx Qanary"
"""A client's name that occurs nowhere else, so that any trace of it is a leak."""


READABLE = (
    Path(sys.prefix),  # the packages
    Path(sys.base_prefix) / "lib",  # Python's own library
    *(
        ROOT / name
        for name in (
            "__pycache__",
            "cli.py",
            "fonts",
            "handouts",
            "patterns",
            "tests/helpers/faults/watch",
        )
    ),
    Path("/usr/share/zoneinfo"),  # Python asks for the time zone
    Path("/dev/null"),
    Path("/proc/self/status"),  # the monitor reads the peak memory
)
"""What a run may read besides its own folders."""

RENDERER = f"'{sys.executable}', '-P', '{ROOT}/handouts/brand/logo/svg_renderer.py'"

MAX_LINES = 21
"""Twenty problems, and the line that counts the others."""

MAX_CLOCK_RATIO = 4
"""Limit of wall-clock time divided by processor time: other work runs beside the tests."""

LAYING_OUT = "/reportlab/"
"""Part of the path of every file that a run reads only where it lays a sheet out."""

_PROBLEM = re.compile(r"[^\n]+?(:[1-9]\d*:[1-9]\d*)?: .+|and [1-9]\d* more")
_DONE = re.compile(
    r"(Wrote|Drew|Deleted|Left out|Stopped at|Note:|Laid out) .+|[1-9]\d* of [1-9]\d*"
)
_INTERNAL_WORDS = re.compile(r"Traceback|\b[A-Za-z]+(Error|Exception|Warning)\b|0x[0-9a-f]{6,}")
_WROTE = re.compile(r"Wrote (.+) \((\d+) sides?\)")


@dataclass(frozen=True, slots=True)
class Room:
    """The folders of one case."""

    top: Path

    @property
    def work(self) -> Path:
        """The working folder."""
        return self.top / "work"

    @property
    def home(self) -> Path:
        """The home folder."""
        return self.top / "home"

    @property
    def temporary(self) -> Path:
        """The folder for temporary files."""
        return self.top / "tmp"

    @property
    def cache(self) -> Path:
        """The cache folder."""
        return self.top / "cache"


@dataclass(frozen=True)
class Event:
    """One action of a run: `reads` or `writes` with paths, or another audit event."""

    kind: str
    words: tuple[str, ...]

    def __init__(self, kind: str, *words: str) -> None:
        object.__setattr__(self, "kind", kind)
        object.__setattr__(self, "words", words)


@dataclass(frozen=True, slots=True)
class Expected:
    """The expected end of a run: its exit code and its limits.

    `seconds` are of the processor, on the machine that `in_time` speaks of; `replaces` names the
    files in the working folder that it may change.
    """

    code: int
    replaces: frozenset[str] | set[str] = frozenset()
    seconds: float = 5
    mebibytes: int = 500
    mode: int = 0o600
    helpers: bool = False
    typed_name: bool = False


@dataclass(frozen=True, slots=True)
class Ended:
    """What was recorded of a run; processor and wall-clock time in seconds."""

    argv: tuple[str, ...]
    code: int
    out: bytes = field(repr=False)
    err: str
    events: tuple[Event, ...] = field(repr=False)
    processor: float
    clock: float
    before: dict[Path, str] = field(repr=False)
    after: dict[Path, str] = field(repr=False)

    @property
    def new(self) -> list[Path]:
        """The new files, in order."""
        return sorted(self.after.keys() - self.before.keys())

    @property
    def made(self) -> list[Path]:
        """The new files without those of the cache."""
        return [path for path in self.new if path.suffix not in {".template", ".metrics"}]

    @property
    def laid_out(self) -> bool:
        """Whether the run began to lay a sheet out."""
        return any(LAYING_OUT in word for event in self.events for word in event.words)

    @property
    def lines(self) -> list[str]:
        """The lines of standard error."""
        return self.err.splitlines()


def snapshot(folder: Path) -> dict[Path, str]:
    """Return everything in a folder with its kind, permissions and a digest of its content."""
    return {path: _state_of(path) for path in folder.rglob("*")}


def _state_of(path: Path) -> str:
    status = path.lstat()
    if stat.S_ISREG(status.st_mode):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
    else:
        content = str(path.readlink()) if stat.S_ISLNK(status.st_mode) else ""
    return f"{stat.filemode(status.st_mode)} {content}"


def broken_rules(ended: Ended, expected: Expected, room: Room) -> list[str]:
    """Return every rule that a run broke."""
    return [*broken_output_rules(ended, expected), *broken_file_rules(ended, expected, room)]


def broken_output_rules(ended: Ended, expected: Expected) -> list[str]:
    """Return what is wrong with the exit code, the messages, the time and the memory."""
    return [*_check_end(ended, expected), *_check_limits(ended, expected)]


def broken_file_rules(ended: Ended, expected: Expected, room: Room) -> list[str]:
    """Return what is wrong with the files a run left and the places it used."""
    return [
        *_check_files(ended, expected, room),
        *_check_name(ended, expected, room),
        *_check_access(ended, expected, room),
    ]


def _check_end(ended: Ended, expected: Expected) -> Iterator[str]:
    """Check the exit code and the form of the messages."""
    if ended.code != expected.code:
        yield f"ended with {ended.code} instead of {expected.code}"
    if len(ended.lines) > MAX_LINES:
        yield f"told {len(ended.lines)} lines"
    if found := _INTERNAL_WORDS.search(ended.err):
        yield f"told {found.group()}, which means nothing to a user"
    form = {0: _DONE, 2: re.compile(".*")}.get(expected.code, _PROBLEM)
    for line in ended.lines:
        if not (form.fullmatch(line) or _DONE.fullmatch(line)):
            yield f"told a line of another form: {line}"
    if expected.code in (3, 4) and not ended.err:
        yield "said nothing"


def _check_files(ended: Ended, expected: Expected, room: Room) -> Iterator[str]:
    """Check that files are whole and that those from before are unchanged."""
    sides = {room.work / name: int(count) for name, count in _WROTE.findall(ended.err)}
    may_change = {room.work / name for name in expected.replaces}
    for path, look in ended.before.items():
        if path not in may_change and ended.after.get(path) != look:
            yield f"changed {path}"
    changed = {path for path in may_change if ended.before.get(path) != ended.after.get(path)}
    for path in sorted({*ended.new, *changed} & ended.after.keys()):
        if not path.is_relative_to(room.work) and not path.is_relative_to(room.cache):
            yield f"left {path}"
        elif path.suffix == ".part":
            yield f"left a part: {path}"
        elif path.is_file() and path.is_relative_to(room.work):
            yield from _check_file(path, sides.get(path), expected.mode)


def _check_file(path: Path, sides: int | None, mode: int) -> Iterator[str]:
    """Check that one finished file is whole and has the right permissions."""
    if stat.S_IMODE(path.stat().st_mode) != mode:
        yield f"{path} has the rights {stat.filemode(path.stat().st_mode)}"
    data = path.read_bytes()
    if path.suffix == ".pdf":
        yield from (f"{path} {fault}" for fault in _check_pdf(data, sides))
    elif path.suffix == ".png":
        try:
            Image.open(BytesIO(data)).load()
        except (OSError, SyntaxError):
            yield f"{path} is no whole picture"
    elif not data:
        yield f"{path} is empty"


def _check_pdf(data: bytes, sides: int | None) -> Iterator[str]:
    if not data.startswith(b"%PDF-") or not data.rstrip().endswith(b"%%EOF"):
        yield "is cut short"
        return
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            count = len(pdf.pages)
    except pikepdf.PasswordError:
        return
    except pikepdf.PdfError:
        yield "cannot be opened"
        return
    if count != (sides or count) or not count:
        yield f"has {count} sides instead of {sides}"


def _check_name(ended: Ended, expected: Expected, room: Room) -> Iterator[str]:
    """Look for the client's name anywhere outside the page."""
    if not expected.typed_name and any(map(holds_name, ended.argv)):
        yield "the test itself puts the name among the words of the command"
    if holds_name(ended.err):
        yield "told the name"
    if any(
        event.kind not in ("reads", "peak") and holds_name(event.words) for event in ended.events
    ):
        yield "used the name for a path or a process"
    yield from (f"standard output {fault}" for fault in name_in(ended.out))
    for path in ended.new:
        if holds_name(path.name):
            yield "named a file after the client"
    for path, look in ended.after.items():
        if look != ended.before.get(path) and look[0] == "-":
            yield from (
                f"{path.relative_to(room.top)} {fault}" for fault in name_in(path.read_bytes())
            )


def holds_name(words: str | Iterable[str]) -> bool:
    """Return whether words contain a part of the client's name."""
    return bool(name_in_bytes(repr(words).encode()))


def name_in(data: bytes) -> Iterator[str]:
    """Yield the places in a file with the client's name, except the content of pages."""
    if name_in_bytes(data):
        yield "holds the name as it is"
    if not data.startswith(b"%PDF-"):
        return
    try:
        pdf = pikepdf.open(BytesIO(data))
    except (pikepdf.PasswordError, pikepdf.PdfError):
        return
    with pdf:
        pages = {content.objgen for page in pdf.pages for content in _contents(page)}
        for thing in pdf.objects:
            if thing.objgen not in pages and any(map(name_in_bytes, _bytes_of(thing))):
                yield f"holds the name in object {thing.objgen[0]}"


def _contents(page: pikepdf.Page) -> list[pikepdf.Object]:
    content = page.get(pikepdf.Name.Contents, pikepdf.Array())  # a blank page has none
    return list(content) if isinstance(content, pikepdf.Array) else [content]


def _bytes_of(thing: Any) -> Iterator[bytes]:
    """Yield every string, name and stream inside one object, without other objects."""
    if isinstance(thing, pikepdf.String):
        yield bytes(thing)
    elif isinstance(thing, pikepdf.Name):
        yield str(thing).encode()
    elif isinstance(thing, pikepdf.Array):
        yield from _inside(thing)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        for key, value in thing.items():
            yield key.encode()
            yield from _inside([value])
    if isinstance(thing, pikepdf.Stream):
        try:
            yield thing.read_bytes()
        except pikepdf.PdfError:  # an image with a filter of its own
            yield thing.read_raw_bytes()


def _inside(values: Iterable[Any]) -> Iterator[bytes]:
    for value in values:
        if not getattr(value, "is_indirect", False):
            yield from _bytes_of(value)


def name_in_bytes(data: bytes) -> bool:
    """Return whether bytes contain a part of the client's name in any encoding of PDF."""
    folded = data.lower()
    return any(form in folded for word in CANARY.lower().split() for form in _forms(word))


def _forms(word: str) -> Iterator[bytes]:
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        yield word.encode(encoding)
        yield word.encode(encoding).hex().encode()


def _check_access(ended: Ended, expected: Expected, room: Room) -> Iterator[str]:
    """Look for network access, other programs, and files that are not its own."""
    own = (*READABLE, room.top)
    for event in ended.events:
        forks = expected.helpers and event.kind == "os.fork"
        if event.kind == "peak" or forks or _renders(event):
            continue
        if event.kind == "reads":
            yield from (f"opened {path}" for path in event.words if not _is_in(path, own))
        elif event.kind == "writes":
            places = (room.work, room.cache, Path(os.devnull))
            yield from (f"wrote to {path}" for path in event.words if not _is_in(path, places))
        else:
            yield f"did {event.kind} {' '.join(event.words)}"


def _renders(event: Event) -> bool:
    """Tell whether a run starts the one program that it may: the renderer of SVG logos."""
    return event.kind == "subprocess.Popen" and RENDERER in event.words[0]


def _is_in(path: str, places: Iterable[Path]) -> bool:
    return any(Path(path).is_relative_to(place) for place in places)


def _check_limits(ended: Ended, expected: Expected) -> Iterator[str]:
    """Check time and memory."""
    most = SLOWNESS * expected.seconds
    if ended.processor > most:
        yield f"took {ended.processor:.1f} s of the processor, more than {most}"
    if ended.clock > MAX_CLOCK_RATIO * most:
        yield f"took {ended.clock:.1f} s of the clock"
    for event in ended.events:
        if event.kind == "peak" and int(event.words[0]) > expected.mebibytes * 1024:
            yield f"used {int(event.words[0]) // 1024} MiB, more than {expected.mebibytes}"
