"""`handouts build` prints an edition, and encrypts a sheet without showing the password."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest

from patterns.errors import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

    from tests.helpers.running import Run

pytest_plugins = ("tests.helpers.running",)

PASSWORD = "Zzyxx-Qanary 7"  # noqa: S105 - a canary, to be looked for in messages


@pytest.fixture
def small(folder: Path, run: Run) -> Path:
    """Write a pattern without pictures, which is quick to build."""
    path = folder / "outer-elbow.yaml"
    assert run("new", "pattern", path).code == ExitCode.DONE
    return path


def sides(path: Path) -> int:
    with pikepdf.open(path) as pdf:
        return len(pdf.pages)


def test_large_print_takes_more_sides(run: Run, folder: Path, small: Path) -> None:
    run("build", small, "-o", "plain.pdf")
    run("build", small, "--edition", "large-print", "-o", "large.pdf")
    assert sides(folder / "large.pdf") > 1.5 * sides(folder / "plain.pdf")


def pages(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


@pytest.mark.parametrize("edition", ["standard", "large-print"])
def test_a_card_lies_on_a_fresh_sheet_of_paper_behind_the_sheet(
    run: Run, folder: Path, small: Path, edition: str
) -> None:
    run("build", small, "--edition", edition, "-o", "sheet.pdf")
    result = run("build", small, "--edition", edition, "--card", "-o", "both.pdf", "--json")
    sheet, both = pages(folder / "sheet.pdf"), pages(folder / "both.pdf")
    blank = [""] * (len(sheet) % 2)
    assert both[:-1] == [*sheet, *blank]
    (made,) = json.loads(result.out)["files"]
    assert made["card"] is True
    assert f"goes with your sheet, number {made['number']}" in " ".join(both[-1].split())
    assert f"Sheet {made['number']} · 1 of {len(sheet)}" in sheet[0]


def test_a_sheet_whose_card_is_too_full_is_printed_without_and_told(run: Run, folder: Path) -> None:
    hip = ("build", "lateral-hip-rotators", "--whole", "--edition", "large-print", "--card")
    result = run(*hip, "-o", "both.pdf", "--json")
    assert result.code == ExitCode.DONE
    (made,) = json.loads(result.out)["files"]
    assert made["card"] is False
    assert not any("goes with your sheet" in page for page in pages(folder / "both.pdf"))
    told = "has no card, which does not fit on one side in large print; name fewer remedies"
    assert told in " ".join(result.err.split())


def test_a_card_alone_names_its_sheet(run: Run, folder: Path, small: Path) -> None:
    (folder / "plan.yaml").write_text("client: Ann Example\ncard: true\n")
    numbers = []
    for edition in ("standard", "card"):
        asked = ("--plan", "plan.yaml", "--edition", edition, "-o", f"{edition}.pdf")
        result = run("build", small, *asked, "--json")
        numbers.append(json.loads(result.out)["files"][0]["number"])
    assert "Note: " not in result.err
    (card,) = pages(folder / "card.pdf")
    assert numbers[0] == numbers[1]
    assert numbers[0] in card
    assert "Ann Example" in card


def test_what_does_not_stand_on_a_card_is_told(run: Run, folder: Path, small: Path) -> None:
    (folder / "plan.yaml").write_text("note: Rest well.\n")
    result = run("build", small, "--plan", "plan.yaml", "--edition", "card", "-o", "card.pdf")
    told = "a card has no place for the note and the next visit; they stand on the sheet"
    assert f"{small}: edition: {told}" in result.err
    assert "Rest well" not in result.err


def test_the_option_counts_more_than_the_plan(run: Run, folder: Path, small: Path) -> None:
    (folder / "plan.yaml").write_text("edition: large-print\n")
    run("build", small, "--plan", "plan.yaml", "-o", "planned.pdf")
    run("build", small, "--plan", "plan.yaml", "--edition", "standard", "-o", "chosen.pdf")
    assert sides(folder / "planned.pdf") > sides(folder / "chosen.pdf")


def test_a_password_locks_the_sheet_and_shows_nowhere(run: Run, folder: Path, small: Path) -> None:
    (folder / "secret").write_text(f"{PASSWORD}\nnot this line\n")
    made = run("build", small, "--password-file", "secret", "-o", "out.pdf", "--json")
    assert made.code == ExitCode.DONE
    assert PASSWORD not in made.err + made.out.decode()
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(folder / "out.pdf")
    with pikepdf.open(folder / "out.pdf", password=PASSWORD) as pdf:
        assert pdf.allow.accessibility
        assert not pdf.allow.extract


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "its first line is no password"),
        (b"\nsecond\n", "its first line is no password"),
        (b"x" * 128, "its first line is no password"),
        (b"\xff\xfe", "its first line is not UTF-8"),
    ],
)
def test_what_is_no_password_is_refused(
    run: Run, folder: Path, small: Path, content: bytes, message: str
) -> None:
    (folder / "secret").write_bytes(content)
    result = run("build", small, "--password-file", "secret", "-o", "out.pdf")
    assert (result.code, result.out) == (ExitCode.BAD_INPUT, b"")
    assert message in result.err
    assert not (folder / "out.pdf").exists()
