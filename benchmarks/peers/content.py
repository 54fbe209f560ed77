"""A handout and its brand in, one plain tree for every engine and its picture files out.

The tree holds what JSON holds. A block is a mapping whose `kind` is the name of its class; rich
text is a list of pairs, each a text and whether it stands out.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

import segno

from benchmarks.peers.figures import figure
from fonts.registry import TEXT_FAMILY, Style, shipped_family
from handouts.document import Beside, CheckTable, ContactBlock, DoseFact, PictureBlock, Section
from handouts.layout.style.editions import EDITIONS
from handouts.layout.style.theme import make_theme
from patterns.text import StyledRun

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from handouts.brand.model import Brand
    from handouts.document import Handout
    from handouts.layout.style.theme import Theme

Tree = dict[str, Any]
"""A handout as plain data."""


@dataclass(frozen=True, slots=True)
class Place:
    """How the marks of pictures look, and the folder that pictures are written to."""

    styles: Theme
    folder: Path

    def picture(self, block: PictureBlock) -> Tree:
        """Write the file of a picture and say how it is placed."""
        ready = figure(replace(block, steps=()), self.styles)
        file = f"{block.folder.parent.name}.{block.id}.svg"
        (self.folder / file).write_text(ready.svg, "utf-8")
        return {
            "kind": "picture",
            "file": file,
            "width": ready.width,
            "height": ready.height,
            "alt": block.alt,
            "caption": _plain(block.caption, self),
            "labels": [asdict(label) for label in ready.labels],
        }

    def code(self, contact: ContactBlock) -> str:
        """Write the file of the code that leads to a brand's link; empty if there is none."""
        if not contact.link:
            return ""
        code = segno.make_qr(contact.link, error="m")
        code.save(str(self.folder / "code.svg"), border=4, svgclass=None, lineclass=None)
        return "code.svg"


FILLED = frozenset({"date_forms", "number", "number_as", "pile_title", "prepared_by", "signs_at"})
"""What a handout says about filling it, which no engine prints."""

CODE_ALT = "QR code that leads to the web address printed beside it."


def content(handout: Handout, brand: Brand, folder: Path) -> Tree:
    """Give the tree of a handout and write its pictures into a folder, ready to be placed."""
    styles = make_theme(brand, EDITIONS["standard"], EDITIONS["standard"].spacing_steps[0])
    place = Place(styles, folder)
    tree = _plain(handout, place)
    inks = ("ink", "quiet", "line", "primary", "accent", "warning", "treat", "tint")
    return {
        **{name: value for name, value in tree.items() if name not in FILLED},
        "side_label": "",
        "brand": brand.name,
        "colours": {name: str(getattr(styles.colors, name)) for name in inks},
    }


def font_files() -> dict[str, Path]:
    """Give the files of the family that every engine prints with, by their cut."""
    family = shipped_family(TEXT_FAMILY)
    return {cut: _path(family.file(Style(cut)).source) for cut in ("regular", "bold")}


def _path(place: Path | bytes) -> Path:
    if isinstance(place, bytes):
        raise TypeError("the shipped family lies in files")
    return place


def _plain(value: Any, place: Place) -> Any:
    """Turn blocks into plain data."""
    if isinstance(value, PictureBlock):
        return place.picture(value)
    if isinstance(value, StyledRun):
        return [value.text, value.strong]
    if isinstance(value, DoseFact):
        return value.text
    if isinstance(value, CheckTable):
        return _checks(value)
    if isinstance(value, tuple):
        return [_plain(item, place) for block in value for item in _in_turn(block)]
    if is_dataclass(value):
        named = {field.name: _plain(getattr(value, field.name), place) for field in fields(value)}
        # A section has a kind of its own, which says how it is set.
        style = {"style": named.pop("kind")} if "kind" in named else {}
        if isinstance(value, ContactBlock):
            del named["maker"]
            named |= {"code": place.code(value), "link_alt": CODE_ALT}
        if isinstance(value, Beside):
            (named["picture"],) = named.pop("pictures")
            del named["foot"]
        if isinstance(value, Section):
            named["heading"] = ": ".join(filter(None, (named.pop("moment"), value.heading)))
        return {"kind": _kind(value), **named, **style}
    return value


def _in_turn(block: Any) -> Iterator[Any]:
    """Give a block, of several pictures beside words but one: the others and the foot follow."""
    if isinstance(block, Beside):
        yield replace(block, pictures=block.pictures[:1], foot=())
        yield from (*block.pictures[1:], *block.foot)
    else:
        yield block


def _checks(table: CheckTable) -> Tree:
    """Turn the table of conditions into plain data: each row has the words of its cells."""
    rows = [
        [row.conditions, [table.words[advice] if advice else "" for advice in row.advice]]
        for row in table.rows
    ]
    return {
        "kind": _kind(table),
        "head": table.head,
        "remedies": list(table.remedies),
        "rows": rows,
    }


def _kind(block: object) -> str:
    """Name a block in small letters with dashes: `WeekChart` is `week-chart`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", type(block).__name__).lower()
