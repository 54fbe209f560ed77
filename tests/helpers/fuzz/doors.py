"""Every input of the program by name: how it takes bytes, what it may raise, and good files.

A door returns a short result for any bytes, or raises its refusal.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from hashlib import sha256
from importlib.resources import files
from io import BytesIO
from itertools import count
from typing import TYPE_CHECKING

from fonts.custom_family import read_custom_family
from fonts.faces import Face, faces
from fonts.registry import TEXT_FAMILY, FontFile, Style, shipped_family
from fonts.reportlab_safely import ttfonts
from fonts.runs import split_runs
from handouts.batch.manifest import MANIFEST, open_manifest
from handouts.brand.logo.reading import read_logo
from handouts.brand.model import BrandFile, plain_brand
from handouts.compose.compose import strip_fields
from handouts.compose.locale import load_locale
from handouts.layout.art.drawing_loader import load_drawing
from handouts.layout.art.svg_compiler import form_of
from handouts.layout.document import PrintSettings, measure_fields
from handouts.layout.separator import lay_out_separator
from handouts.pdf.verify import verify
from handouts.pipeline import lay_out_template
from handouts.request.order import Order
from handouts.request.plan import Plan
from handouts.request.plan_reader import plain_lines
from handouts.request.values import ClientText, SheetRequest
from handouts.roster.reader import read_roster
from handouts.template.charset import unicode_blocks_of
from handouts.template.codec import from_bytes, to_bytes
from handouts.template.stamp import PreparedPdf, prepare, stamp, stamp_client
from handouts.template.text_fit import field_layout_for
from patterns.catalog import load
from patterns.errors import UserError
from patterns.library_paths import LIBRARY
from patterns.notice import load_notice
from patterns.pattern import Activity, Pattern
from patterns.schema.loader import parse_model
from patterns.schema.yaml_document import parse_document
from patterns.translation import read_translation
from tests.helpers import OWN_PATTERNS, ROOT
from tests.helpers.file_parts import FONT, FORM, PNG, ZIP, Kind
from tests.helpers.requests import asked
from tests.helpers.spanish import SPANISH, stamped
from tests.helpers.workbooks import ODS_HEADER, ods, ods_cell, ods_row, xls

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from handouts.template.model import FieldLayout
    from patterns.schema.base import Model

CORPUS = ROOT / "tests" / "corpus"
EXAMPLES = ROOT / "examples"
DAY = date(2026, 11, 23)
TAKEN = "taken"
TRANSLATED = SPANISH / "activities" / "bottle-roll" / "activity.yaml"


@dataclass(frozen=True, slots=True)
class Door:
    """One input of the program.

    `take` gets the bytes and an empty folder, and returns a short result; `refusals` is all that it
    may raise. `begin` yields good files beside those of the corpus; `limit` is their maximum size
    in bytes. `kind` takes a file apart, to change its parts. `also` names further folders of the
    corpus with seeds.
    """

    take: Callable[[bytes, Path], str]
    begin: Callable[[], Iterator[bytes]]
    limit: int = 20_000
    kind: Kind | None = None
    refusals: type[Exception] = UserError
    also: tuple[str, ...] = ()


def verdict(door: Door, data: bytes, folder: Path) -> str:
    """Return the result of a door for some bytes, or its refusal, without local paths."""
    try:
        return f"{door.take(data, folder)}\n"
    except door.refusals as refusal:
        return f"{refusal}\n".replace(f"{folder}/", "")


def seeds(name: str) -> list[bytes]:
    """Return the seeds of a door: good files and its corpus."""
    door = DOORS[name]
    kept = (path for folder in (name, *door.also) for path in corpus_files(folder))
    found = [*door.begin(), *(path.read_bytes() for path in kept)]
    return [data for data in found if len(data) <= door.limit]


def corpus_files(name: str) -> list[Path]:
    """List the files in the corpus of a door, without their expected results."""
    return sorted(path for path in (CORPUS / name).glob("*") if path.suffix != ".expected")


def _plan(data: bytes, _: Path) -> str:
    """Read a plan with the fast reader and with the model; the results must agree."""
    said = plain_lines(data)
    if said is not None:
        document = parse_document(data, "plan.yaml")
        if document.problems or document.tree != said:
            raise AssertionError("plain lines are read otherwise than YAML reads them")
    (request,), text = asked(["hip"], data)
    plan = parse_model(data, Plan, name="standard input")
    if text != ClientText(plan.date or DAY, plan.client, plan.next_visit, plan.note):
        raise AssertionError("a plan is read otherwise than by its model")
    if (request.side, request.care, request.doses) != (plan.side, plan.care, plan.doses):
        raise AssertionError("a plan is read otherwise than by its model")
    return TAKEN


def _yaml(model: type[Model], name: str) -> Callable[[bytes, Path], str]:
    def take(data: bytes, _: Path) -> str:
        parse_model(data, model, name=name)
        return TAKEN

    return take


def _translation(data: bytes, folder: Path) -> str:
    path = folder / "activity.es.yaml"
    path.write_bytes(data)
    read_translation(path, TRANSLATED, Activity)
    return TAKEN


def _roster(name: str) -> Callable[[bytes, Path], str]:
    def take(data: bytes, folder: Path) -> str:
        path = folder / name
        path.write_bytes(data)
        roster = read_roster(path)
        bad = "\n".join(str(problem) for row in roster.bad for problem in row.problems)
        return f"{len(roster.rows)} good, {len(roster.bad)} bad\n{bad}".rstrip().replace(
            f"{folder}/", ""
        )

    return take


def _logo(data: bytes, folder: Path) -> str:
    path = folder / "logo"
    path.write_bytes(data)
    logo = read_logo(path)
    return f"{TAKEN}, {logo.width:g} by {logo.height:g}"


def _font(data: bytes, folder: Path) -> str:
    path = folder / "own.ttf"
    path.write_bytes(data)
    family = read_custom_family(path, path)
    own = Face(FontFile("fuzzed", family.regular.read()))
    split_runs("Hamburg \u00e9\u0142 1-2", (own, *faces(Style.REGULAR)), field="test")
    heights = own.metrics
    font = ttfonts.TTFont("fuzzed", BytesIO(data), shapable=False)
    font.face.makeSubset([ord(letter) for letter in "Hamburg 1-2"])
    return f"{TAKEN}, capitals {heights.cap_height:.2f} high"


NUMBERS = count(1)
PICTURE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 9"><g id="a">'
    b'<path d="M1 1H9V9l-2 3Z" fill="#102030" stroke="#123456" stroke-width="2"/></g></svg>'
)
PLACES = (
    b'{"width": 10, "height": 9, "anchors": {"a": [[1, 2]]}, '
    b'"areas": {"b": [[[1, 2], [3, 4], [5, 6]]]}}'
)
LOGO = b"""\
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
 viewBox="0 0 10 10"><style>.a{fill:#123456;stroke:red}</style>
<defs><g id="g"><rect width="5" height="5"/></g></defs>
<clipPath id="c"><circle cx="5" cy="5" r="4"/></clipPath>
<g class="a" transform="rotate(4) translate(1,2)" clip-path="url(#c)">
<path d="M1 1H9V9C1 2 3 4 5 6A1 2 0 0 1 5 5Z" style="fill:none;stroke-width:2px"/>
<polygon points="1,2 3,4 5,1" stroke-dasharray="1 2"/></g><use xlink:href="#g" x="2"/></svg>
"""


def _picture(folder: Path, svg: bytes, places: bytes, form: bytes | None = None) -> str:
    """Load a picture under a new name, because loaded pictures are cached."""
    stem = f"a{next(NUMBERS)}.left"
    written = {"svg": svg, "json": places, "form": form}
    for ending, data in written.items():
        if data is not None:
            (folder / f"{stem}.{ending}").write_bytes(data)
    try:
        drawing = load_drawing(folder, stem, "ball")
    except UserError as error:
        told = str(error).replace(stem, "picture")
        raise UserError.one(told.removeprefix(f"{folder}/")) from None
    finally:
        for ending in written:
            (folder / f"{stem}.{ending}").unlink(missing_ok=True)
    trusted = "" if form is None else " as it is" if drawing.data == form[32:] else " anew"
    return f"{TAKEN}{trusted}, {len(drawing.anchors)} anchors, {len(drawing.areas)} areas"


def _svg(data: bytes, folder: Path) -> str:
    return _picture(folder, data, PLACES)


def _places(data: bytes, folder: Path) -> str:
    return _picture(folder, PICTURE, data)


def _form(data: bytes, folder: Path) -> str:
    """Load a form with the digest of its SVG."""
    return _picture(folder, PICTURE, PLACES, sha256(PICTURE).digest() + data)


def _text(data: bytes, _: Path) -> str:
    """Print a name, a next visit and a note, one on each line."""
    lines = [*data.decode("utf-8", "replace").split("\n", 2), "", ""]
    client, visit, note = (unicodedata.normalize("NFC", line).strip(" ") for line in lines[:3])
    personal = ClientText(DAY, client[:60] or None, visit[:60] or None, note[:300] or None)
    order = _order()
    how = PrintSettings(
        order.brand, "standard", order.paper, unicode_blocks=unicode_blocks_of(personal.texts)
    )
    locale = load_locale()
    metrics = measure_fields(how, strip_fields(locale.strip), locale.date_forms("US"))
    layout = field_layout_for(personal, metrics)
    plate = _plate(how.unicode_blocks, layout)
    return f"{TAKEN}, {verify(stamp_client(plate, personal))} sides"


@cache
def _order() -> Order:
    """Return the order of a sheet without pictures, which is laid out quickly."""
    request = SheetRequest("own-iliopsoas", library=OWN_PATTERNS, sections=("short",))
    entry = load(request.pattern, request.library)
    return Order(entry, request, plain_brand(), load_notice("en-US"), "letter")


@lru_cache(maxsize=32)
def _plate(pages: tuple[int, ...], strip: FieldLayout) -> PreparedPdf:
    return prepare(lay_out_template(_order(), pages, strip))


def _template(data: bytes, _: Path) -> str:
    """Stamp a stored template."""
    template = from_bytes(data)
    if template is None:
        return "passed over"
    plate = prepare(template)
    stamp(plate, {"client": "Ada Long", "note": "Rest well.", "id": "c-1", "title": "Hip"})
    stamp_client(plate, ClientText(DAY, "Ada", "Monday", "Walk \u0142."))
    return TAKEN


def _manifest(data: bytes, folder: Path) -> str:
    (folder / MANIFEST).write_bytes(data)
    (folder / "c-1.pdf").write_bytes(b"sheet")
    with open_manifest(folder) as journal:
        known = journal.finished("c-1.pdf", "a row")
    left = (folder / MANIFEST).read_bytes()
    if left != data[: data.rfind(b"\n") + 1]:
        raise AssertionError("more than an unfinished line was cut off")
    return f"{TAKEN}, {left.count(10)} whole lines, the sheet is {'' if known else 'not '}known"


def _proof(data: bytes, _: Path) -> str:
    return f"{TAKEN}, {verify(data)} sides"


def _starter(kind: str) -> bytes:
    return files("handouts.commands").joinpath("starters", kind).read_bytes()


def _plans() -> Iterator[bytes]:
    yield _starter("plan.yaml")
    yield b"client: Ada Long\nside: left\nsite: near-sacrum\ndate: 2026-11-23\nnote: Rest.\n"


def _brands() -> Iterator[bytes]:
    yield _starter("brand.yaml")
    yield (EXAMPLES / "harbour-lane.yaml").read_bytes()


def _patterns() -> Iterator[bytes]:
    yield _starter("pattern.yaml")
    for path in sorted(LIBRARY.glob("*/pattern.yaml")):
        yield path.read_bytes()


def _translations() -> Iterator[bytes]:
    yield stamped(TRANSLATED.with_name("activity.es.yaml")).encode()


def _activities() -> Iterator[bytes]:
    yield _starter("activity.yaml")
    for path in sorted(LIBRARY.glob("activities/*/activity.yaml")):
        yield path.read_bytes()


def _rosters() -> Iterator[bytes]:
    yield _starter("roster.csv")


def _ods_files() -> Iterator[bytes]:
    yield ods(ODS_HEADER, ods_row(*map(ods_cell, ("a", "hips", "Rest.", "2026-11-27"))))


def _xls_files() -> Iterator[bytes]:
    yield xls(("a", "hips", "Ann"), ("b", "hips", "Bo"))


def _shapes() -> Iterator[bytes]:
    yield LOGO
    yield (EXAMPLES / "harbour-lane.svg").read_bytes()


def _fonts() -> Iterator[bytes]:
    yield shipped_family(TEXT_FAMILY).regular.read()


def _svgs() -> Iterator[bytes]:
    yield PICTURE


def _all_places() -> Iterator[bytes]:
    yield PLACES
    for path in sorted(LIBRARY.glob("activities/*/pictures/ball.*.json")):
        yield path.read_bytes()


def _forms() -> Iterator[bytes]:
    yield form_of(PICTURE)[32:]


def _texts() -> Iterator[bytes]:
    lines = ("\u0141ucja Nguy\u1ec5n \u03a0", "Thursday 3 December", "Rest well. " + "Walk. " * 30)
    yield "\n".join(lines).encode()


def _templates() -> Iterator[bytes]:
    yield to_bytes(lay_out_separator("a4", "en", ()))


def _pdfs() -> Iterator[bytes]:
    yield stamp(prepare(lay_out_separator("a4", "en", ())), {"id": "c-1"})


def _nothing() -> Iterator[bytes]:
    yield from ()


DOORS: dict[str, Door] = {
    "plan": Door(_plan, _plans, 4_000, also=("yaml",)),
    "brand": Door(_yaml(BrandFile, "brand.yaml"), _brands, 4_000, also=("yaml",)),
    "pattern": Door(_yaml(Pattern, "pattern.yaml"), _patterns, also=("yaml",)),
    "activity": Door(_yaml(Activity, "activity.yaml"), _activities, 4_000, also=("yaml",)),
    "translation": Door(_translation, _translations, 4_000, also=("yaml",)),
    "roster": Door(_roster("roster.csv"), _rosters, 4_000),
    "workbook": Door(_roster("roster.xlsx"), _nothing, kind=ZIP),
    "ods": Door(_roster("roster.ods"), _ods_files, kind=ZIP),
    "xls": Door(_roster("roster.xls"), _xls_files),
    "png": Door(_logo, _nothing, kind=PNG),
    "jpeg": Door(_logo, _nothing),
    "shapes": Door(_logo, _shapes, 4_000),
    "font": Door(_font, _fonts, 100_000, kind=FONT),
    "picture": Door(_svg, _svgs, 4_000, also=("shapes",)),
    "places": Door(_places, _all_places, 4_000),
    "form": Door(_form, _forms, 4_000, kind=FORM),
    "text": Door(_text, _texts, 1_000),
    "template": Door(_template, _templates, 40_000),
    "manifest": Door(_manifest, _nothing, 4_000),
    "proof": Door(_proof, _pdfs, 40_000, refusals=ValueError),
}
"""Every input; docs/architecture.md lists their limits."""
