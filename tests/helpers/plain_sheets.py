"""A small sheet that meets every item of the report, the file it is written in, and its changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.document import (
    Beside,
    CautionBlock,
    Columns,
    ContactBlock,
    DoseFact,
    Doses,
    Handout,
    HeadedColumn,
    Paragraph,
    PictureBlock,
    PlacedMark,
    Points,
    Section,
    Tier,
    Tiers,
    WeekChart,
)
from handouts.report.sheet import Sheet
from patterns.schema.yaml_document import parse_document
from patterns.text import runs

if TYPE_CHECKING:
    from handouts.document import Block
    from patterns.schema.yaml_tree import YamlDocument
    from patterns.text import Rich

WRITTEN = """\
title: Elbow pain
message: Rest {your elbow}, then loosen it gently.
today: Roll on a ball, one minute a spot.
where: It hurts on {your elbow}, where the [tendon] holds the bone.
steps:
  - Put the ball on the table.
  - Roll your arm over it slowly.
  - Keep the ache under 5 out of 10.
scale: 0 is no ache, and 10 is the worst you can think of.
stop_if: Stop if your fingers tingle.
tips: [It may ease the pain.]
evidence: Experts do not agree on why it helps.
"""

HARD = "Considerable misunderstanding notwithstanding, professional organisations recommend it."


def document(text: str = WRITTEN) -> YamlDocument:
    """Parse the file that the sheet is written in."""
    return parse_document(text.encode(), "pattern.yaml")


def rich(*sentences: str) -> Rich:
    """Write sentences with bold words between stars."""
    return runs(" ".join(sentences))


def paragraph(*sentences: str) -> Paragraph:
    """Make a paragraph of sentences."""
    return Paragraph(rich(*sentences))


def picture(name: str, caption: str) -> PictureBlock:
    """Make a picture with a mark."""
    return PictureBlock(
        Path("pictures"), name, "left", "An arm.", rich(caption), (PlacedMark("ring", "a"),)
    )


def handout(side: str = "left") -> Handout:
    """Compose the sheet by hand."""
    elbow = f"your {side} elbow"
    hurts = f"It hurts on {elbow}, where the tendon (the cord of a muscle) holds the bone."
    ball = (
        Points(
            (
                rich("Put the ball on the table."),
                rich("Roll your arm over it slowly."),
                rich("Keep the ache under 5 out of 10."),
            ),
            numbered=True,
        ),
        paragraph("0 is no ache, and 10 is the worst you can think of.", "It may ease the pain."),
        Doses((DoseFact("5 minutes in all", "5", "min"), DoseFact("twice a day"))),
    )
    sections = (
        section("short", f"In short: rest {elbow}, then loosen it gently.", "message", today()),
        section(
            "hurts",
            "Where it hurts, and why",
            "plain",
            Beside((paragraph(hurts),), (picture("arm", "**Ring:** where it hurts."),)),
        ),
        section(
            "ball",
            "The ball: roll out the sore spot",
            "plain",
            Beside(ball, (picture("ball", "**Ring:** the ball."),)),
            CautionBlock((rich("**Stop** if your fingers tingle."),)),
        ),
        section(
            "week",
            "Your week",
            "plain",
            paragraph("Tick a box each time."),
            WeekChart("What to do", ("Mo", "Tu"), ("Ball, twice a day",)),
        ),
        section("help", "Stop, and get help", "warning", signs()),
        section(
            "notice",
            "Please read",
            "small",
            paragraph("This is no diagnosis.", "Experts do not agree on why it helps."),
        ),
        section(
            "credits", "Questions?", "card", ContactBlock("Phone", True, "", rich("Version 1."))
        ),
    )
    return Handout(
        title="Elbow pain",
        subtitle=f"Self-care for {elbow}",
        language="en-US",
        side=side,
        fields=(),
        sections=sections,
        footer="",
        page_of="{page} of {pages}",
        signs_at="Signs: side {side}.",
        date_forms=(),
        pile_title="Sheets",
    )


def section(name: str, heading: str, kind: str, *blocks: Block) -> Section:
    """Make a section."""
    return Section(name, heading, blocks, kind)  # type: ignore[arg-type]


def today() -> Columns:
    """Make the columns of the main message."""
    return Columns((HeadedColumn("Today", (paragraph("Roll on a ball, one minute a spot."),)),))


def signs() -> Tiers:
    """Make the warning signs."""
    return Tiers((Tier("Call 911", (rich("Your arm is cold."), rich("Your arm is blue."))),))


def sheet(made: Handout | None = None) -> Sheet:
    """Return the sheet to examine."""
    return Sheet(made or handout(), "left", "en-US", frozenset({"tendon"}))


def adding(name: str, *blocks: Block) -> Handout:
    """Add blocks to a section of the sheet."""
    return changing(name, blocks=(*found(name).blocks, *blocks))


def found(name: str) -> Section:
    """Return a section of the sheet."""
    return next(part for part in handout().sections if part.id == name)


def changing(name: str, **changes: object) -> Handout:
    """Change a section of the sheet."""
    made = handout()
    parts = (replace(p, **changes) if p.id == name else p for p in made.sections)  # type: ignore[arg-type]
    return replace(made, sections=tuple(parts))


def without(*names: str) -> Handout:
    """Leave sections of the sheet out."""
    made = handout()
    return replace(made, sections=tuple(part for part in made.sections if part.id not in names))


def faulty() -> Handout:
    """Return the sheet with faults of several kinds, some of which are written in the file."""
    made = adding(
        "hurts",
        paragraph("You may have a fracture, and the tissue is irritated.", "Use 1/2 a towel."),
        Points((rich("sore"),) * 8),
    )
    parts = (replace(part, blocks=()) if part.id == "short" else part for part in made.sections)
    return replace(made, sections=tuple(parts))
