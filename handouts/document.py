"""The composed document: sections and blocks in reading order, without anything about paper.

`handouts.compose` makes it and `handouts.layout` places it. It holds no personal text, only
`Field`s, the named places where a client's text is stamped later.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from patterns.conditions import Advice
    from patterns.text import Rich

FieldName = Literal[
    "client",
    "date",
    "next-visit",
    "note",
    "practitioner",
    "id",
    "id-smaller",
    "id-smallest",
    "title",
    "sides",
    "copies",
]
"""The first five are on a handout, the others on the separator sheet before one in a pile."""

SectionKind = Literal["plain", "message", "warning", "small", "card"]


@dataclass(frozen=True, slots=True)
class Field:
    """A place for personal text, or to write it by hand: `lines` lines under a label."""

    name: FieldName
    label: str
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences; `small` is for sources and versions, `lead` for a line under a heading."""

    text: Rich
    style: Literal["body", "lead", "small", "notice"] = "body"


@dataclass(frozen=True, slots=True)
class Subheading:
    """A heading of the third level."""

    text: str


@dataclass(frozen=True, slots=True)
class Points:
    """A list, numbered from `first` if its order matters, else with bullets."""

    items: tuple[Rich, ...]
    numbered: bool = False
    first: int = 1


@dataclass(frozen=True, slots=True)
class DoseFact:
    """One part of a dose: in words, and as a numeral with its unit, empty if it has none."""

    text: str
    numeral: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Doses:
    """A dose as a row of short facts: how much and how often."""

    items: tuple[DoseFact, ...]


@dataclass(frozen=True, slots=True)
class CautionBlock:
    """Warnings, of which the first says what to stop for, set beside a stop sign."""

    items: tuple[Rich, ...]


@dataclass(frozen=True, slots=True)
class OptionItem:
    """One of several options, and whether the therapist chose it for this client."""

    text: Rich
    chosen: bool
    badge: str = ""


@dataclass(frozen=True, slots=True)
class OptionList:
    """Options to choose from; the chosen one has a frame and a badge."""

    items: tuple[OptionItem, ...]


@dataclass(frozen=True, slots=True)
class WriteIn:
    """Short labels, each followed by a line to write on, and a remark after the last."""

    labels: tuple[str, ...]
    remark: str


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """A mark of a kind of `patterns.mark_kinds`; an outlined one is offered but not chosen.

    `choice` says that it is one of several places of which none is chosen.
    """

    kind: str
    at: str
    outlined: bool = False
    choice: bool = False


@dataclass(frozen=True, slots=True)
class PlacedLabel:
    """A label in the margin of a picture, with a leader line to an anchor."""

    at: str
    text: str
    margin: Literal["left", "right"]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class PictureBlock:
    """A picture with its marks and labels; `folder`, `id` and `variant` name its drawing.

    `steps` are the numbers of the steps that it shows. `shows` says whether it is an example of
    what to leave, `trigger`, or of what to do, `instead`; `sore_right` where its sore side lies.
    """

    folder: Path
    id: str
    variant: str
    alt: str
    caption: Rich
    marks: tuple[PlacedMark, ...] = ()
    labels: tuple[PlacedLabel, ...] = ()
    plate: bool = False
    steps: tuple[int, ...] = ()
    shows: Literal["trigger", "instead", ""] = ""
    sore_right: bool = False


@dataclass(frozen=True, slots=True)
class Pairs:
    """A table of two columns: what sets the pain off, and what to do instead."""

    heads: tuple[str, str]
    rows: tuple[tuple[Rich, Rich], ...]


@dataclass(frozen=True, slots=True)
class CheckRow:
    """Conditions that change the remedies of a sheet in the same way; None where they do not."""

    conditions: str
    advice: tuple[Advice | None, ...]


@dataclass(frozen=True, slots=True)
class CheckTable:
    """The conditions to check before a client begins, by remedy.

    `words` says each advice in a cell, and `headed` in a list of remedies.
    """

    head: str
    remedies: tuple[str, ...]
    rows: tuple[CheckRow, ...]
    words: Mapping[Advice, str] = field(hash=False)
    headed: Mapping[Advice, str] = field(hash=False)


@dataclass(frozen=True, slots=True)
class HeadedColumn:
    """A heading over blocks, in one of several columns."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Two or three columns of equal width."""

    items: tuple[HeadedColumn, ...]


@dataclass(frozen=True, slots=True)
class Tier:
    """Warning signs that call for the same, under a heading that says what."""

    heading: str
    signs: tuple[Rich, ...]


@dataclass(frozen=True, slots=True)
class Tiers:
    """Warning signs in tiers, the most urgent first."""

    items: tuple[Tier, ...]


@dataclass(frozen=True, slots=True)
class Sequence:
    """Remedies joined by a sign: `plus` if used together, `then` if in this order."""

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
class CardRow:
    """A remedy on a card: its pictures, its dose, what to stop for, and boxes to tick.

    `short` names it in a few words. `stop` says what to stop it for, if anything. Each of the
    `days` has so many `boxes`.
    """

    short: str
    pictures: tuple[PictureBlock, ...]
    doses: Doses
    stop: Rich
    days: tuple[str, ...]
    boxes: int


@dataclass(frozen=True, slots=True)
class CardStrip:
    """What to stop for, where the danger signs are, and that the card goes with its sheet.

    `stops` leaves out what the rows themselves say, `every_stop` says all of it.
    """

    stops: Rich
    every_stop: Rich
    signs: Rich
    goes_with: Rich


@dataclass(frozen=True, slots=True)
class ContactBlock:
    """How to reach the clinic, or a line to write that on, and a link in words.

    `record` gives the sources and the review of the advice in small type. `maker` is the field for
    who gives the sheet, if that is stamped.
    """

    reach: str
    write_in: bool
    more: str
    record: Rich
    maker: Field | None = None
    link: str = ""
    link_label: str = ""


@dataclass(frozen=True, slots=True)
class Frames:
    """Pictures of one activity, side by side."""

    pictures: tuple[PictureBlock, ...]


@dataclass(frozen=True, slots=True)
class Examples:
    """Small pictures of what to leave and of what to do instead, side by side."""

    pictures: tuple[PictureBlock, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """Blocks with pictures beside them; `foot` are further blocks, below both or in either."""

    blocks: tuple[Block, ...]
    pictures: tuple[PictureBlock, ...]
    foot: tuple[Block, ...] = ()


Block = (
    Paragraph
    | Subheading
    | Points
    | Doses
    | CautionBlock
    | OptionList
    | WriteIn
    | PictureBlock
    | Pairs
    | CheckTable
    | Columns
    | Tiers
    | Sequences
    | WeekChart
    | ContactBlock
    | CardRow
    | CardStrip
    | Frames
    | Examples
    | Beside
    | Field
)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the document; its heading stays with its first block.

    `moment` says above the heading when a client does what the section describes.
    """

    id: str
    heading: str
    blocks: tuple[Block, ...]
    kind: SectionKind = "plain"
    moment: str = ""


@dataclass(frozen=True, slots=True)
class Handout:
    """One composed document.

    `language` is a tag such as `en-US`. `fields` are in the strip under the title, `footer` is at
    the foot of every side, and `page_of` is the template of the page number. `signs_at` is that of
    the line on the first side that says on which side the warning signs are. `date_forms` are the
    forms of a date by month, and `pile_title` is the title of a file with many sheets.
    `prepared_by` is what is stamped for `{name}`, who gives the sheet. `number` is the number of
    the sheet, empty until it is known, and `number_as` is the template of how it is named.
    """

    title: str
    subtitle: str
    language: str
    side: str
    fields: tuple[Field, ...]
    sections: tuple[Section, ...]
    footer: str
    page_of: str
    signs_at: str
    date_forms: tuple[str, ...]
    pile_title: str
    prepared_by: str = ""
    number_as: str = "{number}"
    number: str = ""
