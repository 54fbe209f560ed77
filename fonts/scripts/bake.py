"""Make the static fonts of the scripts from the families that their makers publish.

Run by us, with the extra `scripts`: `python -m fonts.scripts.bake`. A family is brought to one
weight and cut down to the characters of its script, so that whole fonts of it may be embedded. A
file of notes beside each font says what a PDF has to know of its glyphs.
"""

from __future__ import annotations

import json
import unicodedata
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DATA = Path(__file__).parent / "data"

SHARED = (*map(ord, " !\"'(),-./0123456789:;?"), *range(0x2010, 0x2027))
"""What stands among the letters of any script: figures, marks, dashes and quotation marks."""

FEATURES = (
    *("ccmp", "locl", "isol", "init", "medi", "fina", "rlig", "curs", "kern", "mark", "mkmk"),
    *("nukt", "akhn", "rphf", "rkrf", "pref", "blwf", "abvf", "half", "pstf", "vatu", "cjct"),
    *("pres", "abvs", "blws", "psts", "haln", "dist", "abvm", "blwm"),
)
"""The features that letters are joined and stacked by; what is only ornament is left out."""

_SINGLE, _MULTIPLE, _ALTERNATE, _LIGATURE = 1, 2, 3, 4  # kinds of substitution (OpenType 1.9, GSUB)


class PublishedFont(NamedTuple):
    """A published font: its package and file, its place on each axis, and the letters to keep."""

    package: str
    file: str
    axes: dict[str, float]
    letters: range
    marks: bool = True


SOURCES = {
    # Readers of PDF lose the order of marks in text that runs from the right: see docs/limits.md.
    "hebrew": PublishedFont(
        "fontpkg_heebo", "Heebo[wght].ttf", {"wght": 400}, range(0x0590, 0x0600), marks=False
    ),
    "arabic": PublishedFont(
        "fontpkg_amiri", "Amiri-Regular.ttf", {}, range(0x0600, 0x0700), marks=False
    ),
    "devanagari": PublishedFont(
        "fontpkg_noto_sans_devanagari",
        "NotoSansDevanagari[wdth,wght].ttf",
        {"wght": 400, "wdth": 100},
        range(0x0900, 0x0980),
    ),
    "thai": PublishedFont(
        "fontpkg_noto_sans_thai",
        "NotoSansThai[wdth,wght].ttf",
        {"wght": 400, "wdth": 100},
        range(0x0E00, 0x0E80),
    ),
}


def bake(source: PublishedFont, target: Path) -> None:
    """Write the font of a source, and its notes beside it."""
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    font = TTFont(str(files(source.package) / "files" / source.file), recalcTimestamp=False)
    if source.axes:
        font = instancer.instantiateVariableFont(font, source.axes)
    options = subset.Options()
    options.layout_features = list(FEATURES)
    options.hinting = options.glyph_names = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.drop_tables += ["DSIG", "MVAR", "STAT", "gasp", "meta"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[*SHARED, *_letters(source)])
    subsetter.subset(font)
    font.save(str(target))
    notes = json.dumps(_notes(TTFont(str(target))), ensure_ascii=True, indent=None)
    target.with_suffix(".json").write_text(notes + "\n", "utf-8")


def _letters(source: PublishedFont) -> Iterator[int]:
    for code in source.letters:
        category = unicodedata.category(chr(code))[0]
        if category != "C" and (source.marks or category != "M"):
            yield code


def _notes(font: Any) -> dict[str, object]:
    """Return what a PDF says of a font; widths and heights are thousandths of the type size."""
    em, head, heights = font["head"].unitsPerEm, font["head"], font["hhea"]

    def thousandths(value: float) -> int:
        return int(value * 1000 / em + 0.5)

    order = font.getGlyphOrder()
    texts = _texts(font)
    return {
        "chars": "".join(map(chr, sorted(font.getBestCmap()))),
        "box": [*map(thousandths, (head.xMin, head.yMin, head.xMax, head.yMax))],
        "ascent": thousandths(heights.ascent),
        "descent": thousandths(heights.descent),
        "widths": [thousandths(font["hmtx"][name][0]) for name in order],
        "texts": [texts.get(name, "") for name in order],
    }


def _texts(font: Any) -> dict[str, str]:
    """Return the characters that each glyph shows, found by way of the substitutions."""
    texts = {name: chr(code) for code, name in font.getBestCmap().items()}
    substitutions = list(_substitutions(font)) if "GSUB" in font else []
    for _ in range(8):  # a glyph may be the form of a form of a letter
        for names, out in substitutions:
            if out not in texts and all(name in texts for name in names):
                texts[out] = "".join(texts[name] for name in names)
    return texts


def _substitutions(font: Any) -> Iterator[tuple[Iterable[str], str]]:
    """Yield the glyphs that a substitution takes, and the one that it gives."""
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            real = getattr(table, "ExtSubTable", table)
            kind = real.LookupType
            if kind == _SINGLE:
                yield from (((one,), other) for one, other in real.mapping.items())
            elif kind == _ALTERNATE:
                yield from (((one,), o) for one, others in real.alternates.items() for o in others)
            elif kind == _MULTIPLE:
                yield from (((one,), parts[0]) for one, parts in real.mapping.items() if parts)
            elif kind == _LIGATURE:
                for first, ligatures in real.ligatures.items():
                    yield from (((first, *one.Component), one.LigGlyph) for one in ligatures)


if __name__ == "__main__":
    for name, each in SOURCES.items():
        bake(each, DATA / f"{name}.ttf")
