"""The composed document: what is said, in reading order, on a chosen side; nothing about paper.

`compose` makes it, `layout` places it. Personal text is not in it: it holds `Field`s, the named
places where a client's text is stamped later.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from patterns.text import Rich

FieldName = Literal[
    "client",
    "date",
    "next-visit",
    "note",
    "id",
    "id-smaller",
    "id-smallest",
    "title",
    "sides",
    "copies",
]
"""The first four are on a handout, the others on the sheet that lies before one in a pile."""

SectionKind = Literal["plain", "message", "warning", "small", "card"]


@dataclass(frozen=True, slots=True)
class Field:
    """Personal text, or room to write it by hand: `lines` lines under a label."""

    name: FieldName
    label: str
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of sentences; `small` for sources and versions, `lead` for a line under a heading."""

    text: Rich
    style: Literal["body", "lead", "small", "notice"] = "body"


@dataclass(frozen=True, slots=True)
class Subheading:
    """A heading of the third level."""

    text: str


@dataclass(frozen=True, slots=True)
class Points:
    """A list: numbered where the order matters, else bulleted."""

    items: tuple[Rich, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Doses:
    """How much and how often, as a row of short facts."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Caution:
    """What must be heeded; it stands beside a bar and reads on as one paragraph."""

    items: tuple[Rich, ...]


@dataclass(frozen=True, slots=True)
class OptionItem:
    """One of several ways, and whether the therapist chose it for this client."""

    text: Rich
    chosen: bool
    badge: str = ""


@dataclass(frozen=True, slots=True)
class OptionList:
    """Ways to choose from; the chosen one is shown by its frame and its words."""

    items: tuple[OptionItem, ...]


@dataclass(frozen=True, slots=True)
class WriteIn:
    """Short labels, each followed by a line to write on, and a remark behind the last."""

    labels: tuple[str, ...]
    remark: str


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """A mark of a kind of `patterns.mark_kinds`; an outlined one is offered but not chosen."""

    kind: str
    at: str
    outlined: bool = False


@dataclass(frozen=True, slots=True)
class PlacedLabel:
    """A name in the margin of a picture, with a leader line to an anchor."""

    at: str
    text: str
    margin: Literal["left", "right"]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class PictureBlock:
    """A picture with its marks and labels; `pattern` and `id` say where its drawing lies."""

    pattern: str
    id: str
    variant: str
    alt: str
    caption: Rich
    marks: tuple[PlacedMark, ...] = ()
    labels: tuple[PlacedLabel, ...] = ()
    plate: bool = False


@dataclass(frozen=True, slots=True)
class Pairs:
    """A table of two columns: what sets it off, and what to do instead."""

    heads: tuple[str, str]
    rows: tuple[tuple[Rich, Rich], ...]


@dataclass(frozen=True, slots=True)
class RemedyColumn:
    """A heading and a list, standing beside others."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Two or three columns of equal width."""

    items: tuple[RemedyColumn, ...]


@dataclass(frozen=True, slots=True)
class Sequence:
    """Remedies joined by a sign: `plus` for together, `then` for in this order."""

    title: str
    parts: tuple[str, ...]
    joint: Literal["plus", "then"]
    note: Rich = ()


@dataclass(frozen=True, slots=True)
class Sequences:
    """The best combinations, side by side."""

    items: tuple[Sequence, ...]


@dataclass(frozen=True, slots=True)
class WeekChart:
    """A chart to tick: a row for each remedy, a column for each day."""

    head: str
    days: tuple[str, ...]
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContactBlock:
    """How to reach the clinic, or a line to write that on; a link as words and as a QR code.

    `record` says in small type where the advice comes from and when it was looked at.
    """

    reach: str
    write_in: bool
    more: str
    record: Rich
    link: str = ""
    link_label: str = ""
    link_alt: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """Words with a picture at their side."""

    picture: PictureBlock
    blocks: tuple[Block, ...]


Block = (
    Paragraph
    | Subheading
    | Points
    | Doses
    | Caution
    | OptionList
    | WriteIn
    | PictureBlock
    | Pairs
    | Columns
    | Sequences
    | WeekChart
    | ContactBlock
    | Beside
    | Field
)


@dataclass(frozen=True, slots=True)
class Section:
    """A part with a heading; its blocks stay in order, its heading stays with the first."""

    id: str
    heading: str
    blocks: tuple[Block, ...]
    kind: SectionKind = "plain"


@dataclass(frozen=True, slots=True)
class Handout:
    """One composed document.

    `footer` is printed at the foot of every side, `language` is a tag such as `en-US`, and
    `fields` are the places for personal text in the strip under the title.
    """

    title: str
    subtitle: str
    language: str
    side_label: str
    side: str
    fields: tuple[Field, ...]
    sections: tuple[Section, ...]
    footer: str
    page_of: str
