"""The other engines print every word of the composed handout, on about as many pages as we do."""

from __future__ import annotations

import re
import warnings
from collections import Counter
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import pytest
from pypdfium2 import PdfDocument

from benchmarks.bounds import SIDES
from benchmarks.material import clients, order
from benchmarks.prepare import write_sources
from handouts.compose.compose import compose
from handouts.document import PictureBlock
from handouts.layout.document import PrintSettings, sides_of
from patterns.text import StyledRun

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from handouts.document import Handout

PEERS = {"typst": "typst", "weasyprint": "weasyprint", "reportlab": "svglib"}
"""The engines, and the module that each one needs."""

MOST_APART = 1
"""How many more or fewer sides than ours an engine may take."""

UNPRINTED = frozenset(
    {"id", "kind", "style", "language", "variant", "alt", "at", "margin", "joint", "numeral",
     "unit", "date_forms", "pile_title"}
)  # fmt: skip
"""Fields that are not printed as words."""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with the source of every engine."""
    folder = tmp_path_factory.mktemp("sources")
    write_sources(folder, order())
    return folder


@pytest.fixture(params=PEERS)
def engine(request: pytest.FixtureRequest) -> str:
    name = str(request.param)
    if find_spec(PEERS[name]) is None:
        pytest.skip(f"{name} comes with the extra benchmarks, which is not installed")
    return name


def peer(engine: str) -> Any:
    try:
        with warnings.catch_warnings():
            # Without libharfbuzz-subset, WeasyPrint subsets fonts with fontTools: the same words.
            warnings.filterwarnings("ignore", "HarfBuzz-Subset will be req", DeprecationWarning)
            return import_module(f"benchmarks.peers.{engine}_peer")
    except OSError as error:  # WeasyPrint without Pango
        pytest.skip(f"{engine} does not find what it draws with: {error}")


def composed() -> Handout:
    made = order()
    return compose(made.entry, made.request, made.brand, made.notice)


def test_the_bounds_know_how_many_sides_the_handout_has() -> None:
    assert our_sides() == SIDES


def our_sides() -> int:
    """Return how many sides our own layout takes."""
    made = order()
    return len(sides_of(composed(), PrintSettings(made.brand, "standard", made.paper)))


def printed(value: object) -> Iterator[str]:
    """Yield every text of a handout that is printed as words."""
    if isinstance(value, str):
        if value:
            yield value
    elif isinstance(value, tuple) and value and all(isinstance(item, StyledRun) for item in value):
        yield "".join(run.text for run in value)
    elif isinstance(value, tuple):
        for item in value:
            yield from printed(item)
    elif hasattr(value, "__dataclass_fields__"):
        unprinted = {*UNPRINTED, "page_of", "signs_at", "name", "number_as"}
        for name in value.__dataclass_fields__:
            if name not in unprinted:
                yield from printed(getattr(value, name))


def words(texts: Iterator[str]) -> Counter[str]:
    return Counter(word for text in texts for word in re.findall(r"\w+", text))


def read(pdf: bytes) -> list[str]:
    """Return the text of each page."""
    return [page.get_textpage().get_text_range() for page in PdfDocument(pdf)]


def test_every_word_is_printed(engine: str, sources: Path) -> None:
    module = peer(engine)
    values = clients(1)[0]
    sides = read(module.one(module.prepare(str(sources / engine)), values))
    wanted = words(printed(composed())) + words(iter(values.values()))
    assert wanted - words(iter(sides)) == Counter()
    assert abs(len(sides) - our_sides()) <= MOST_APART
    assert all(f"{i} of {len(sides)}" in side for i, side in enumerate(sides, start=1))


def test_a_merged_file_holds_every_client(engine: str, sources: Path, tmp_path: Path) -> None:
    module = peer(engine)
    both = clients(2)
    prepared = module.prepare(str(sources / engine))
    count = len(read(module.one(prepared, both[0])))
    module.merged(prepared, both, str(tmp_path / "both.pdf"))
    sides = read((tmp_path / "both.pdf").read_bytes())
    assert len(sides) == 2 * count
    for values, first in zip(both, (sides[0], sides[count]), strict=True):
        assert all(value in first for value in values.values())


def test_a_missing_word_is_found() -> None:
    handout = composed()
    texts = list(printed(handout))
    assert words(iter(texts)) - words(iter(texts[:-1])) != Counter()
    assert handout.title in texts


def test_pictures_keep_their_names_and_alternative_texts(sources: Path) -> None:
    source = (sources / "typst" / "content.typ").read_text("utf-8")
    page = (sources / "weasyprint" / "sheet.html").read_text("utf-8")
    pictures = list(pictures_of(composed()))
    assert len(pictures) > 7
    for picture in pictures:
        assert f'alt: "{picture.alt}"' in source
        assert f'alt="{picture.alt}"' in page
        file = f"{picture.folder.parent.name}.{picture.id}.svg"
        assert (sources / "reportlab" / file).is_file()


def pictures_of(value: object) -> Iterator[PictureBlock]:
    if isinstance(value, PictureBlock):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from pictures_of(item)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from pictures_of(getattr(value, name))


def test_words_of_a_client_are_words_in_every_engine(engine: str, sources: Path) -> None:
    module = peer(engine)
    values = {"client": 'A <b>#"\\ & $note', "date": "{page}", "next-visit": "x"}
    first = read(module.one(module.prepare(str(sources / engine)), values))[0]
    assert values["client"] in first
    assert values["date"] in first
