"""What of a brand does not fit on a sheet is told by `check` and by `build`, at its place."""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING

import pytest

from fonts.registry import TEXT_FAMILY, shipped_family
from handouts.brand.model import Brand, load_brand
from handouts.layout.brand_fit import brand_misfits, check_brand_fits
from patterns.catalog import load
from patterns.errors import ExitCode, UserError
from patterns.notice import load_notice
from tests.helpers.file_parts import FONT
from tests.helpers.matrix import HIP

if TYPE_CHECKING:
    from pathlib import Path

    from tests.helpers.running import Run

pytest_plugins = ("tests.helpers.running",)

HEAD = 'name: Clinic\ncolours: {primary: "#17505a", accent: "#9a4a12"}\n'
WIDE = "W" * 50
TOO_LONG = "holds a word too long for its place on the sheet"
MISFITS = {
    "name": (HEAD.replace("Clinic", WIDE), "1:7: name"),
    "tagline": (f"{HEAD}tagline: {WIDE}\n", "3:10: tagline"),
    "practitioner": (f"{HEAD}practitioner: {WIDE}\n", "3:15: practitioner"),
    "credentials": (f"{HEAD}credentials: {WIDE}\n", "3:14: credentials"),
    "contact": (f"{HEAD}contact:\n  - label: Mail\n    text: {WIDE}\n", "5:11: contact[1].text"),
    "label": (f"{HEAD}contact:\n  - label: {WIDE}\n    text: a\n", "4:12: contact[1].label"),
    "url": (
        f'{HEAD}link:\n  url: "https://clinic.example/{"w" * 50}"\n  label: Films\n',
        "4:8: link.url",
    ),
    "addition": (f"{HEAD}notice_additions:\n  - We.\n  - {WIDE}\n", "5:5: notice_additions[2]"),
}


@pytest.mark.parametrize("case", MISFITS)
def test_check_tells_what_does_not_fit_at_its_place(folder: Path, run: Run, case: str) -> None:
    written, place = MISFITS[case]
    (folder / "brand.yaml").write_text(written, "utf-8")
    ended = run("check", "brand.yaml")
    assert ended.code == ExitCode.BAD_INPUT
    sheet = r"\((standard|large-print), (letter|a4)\)"
    told = rf"brand\.yaml:{re.escape(place)}: {TOO_LONG} {sheet}; shorten it\n"
    assert re.fullmatch(told, ended.err), ended.err


def test_build_tells_it_at_the_same_place(folder: Path, run: Run) -> None:
    written, place = MISFITS["contact"]
    (folder / "brand.yaml").write_text(written, "utf-8")
    ended = run("build", HIP, "--side", "left", "--brand", "brand.yaml", "-o", "a.pdf")
    assert ended.code == ExitCode.BAD_INPUT
    assert ended.err == f"brand.yaml:{place}: {TOO_LONG}; shorten it\n"


def test_the_longest_additions_fit_in_every_edition(folder: Path) -> None:
    sentence = ("We are glad to help you. " * 8).strip()
    additions = "".join(f"  - {sentence}\n" for _ in range(4))
    (folder / "brand.yaml").write_text(f"{HEAD}notice_additions:\n{additions}", "utf-8")
    brand = load_brand(folder / "brand.yaml")
    assert check_brand_fits(brand, load(HIP), load_notice("en-US")) == []


def test_a_fault_of_the_pattern_is_not_laid_on_the_brand(folder: Path) -> None:
    (folder / "brand.yaml").write_text(HEAD, "utf-8")

    def never(_: Brand) -> None:
        raise UserError.one("does not fit")

    assert brand_misfits(load_brand(folder / "brand.yaml"), never) == []


def test_values_that_fit_alone_and_not_together_are_told_by_the_longest(folder: Path) -> None:
    (folder / "brand.yaml").write_text(f"{HEAD}tagline: Hands that listen\n", "utf-8")

    def together(brand: Brand) -> None:
        if len(brand.name) + len(brand.tagline or "") > 20:
            raise UserError.one("is too high", hint="shorten it")

    (misfit,) = brand_misfits(load_brand(folder / "brand.yaml"), together)
    assert (misfit.loc, misfit.message, misfit.hint) == (("tagline",), "is too high", "shorten it")


def test_a_notice_in_an_unknown_language_is_told_by_check(folder: Path, run: Run) -> None:
    (folder / "brand.yaml").write_text(f"{HEAD}notice: de-DE\n", "utf-8")
    told = "is in the language de, which is not known here; known here: en; write en-DE"
    assert run("check", "brand.yaml").err == f"brand.yaml:3:9: notice: {told}\n"


def test_a_batch_lays_a_bad_notice_on_no_row(folder: Path, run: Run) -> None:
    roster = f"id,pattern,side\na,{HIP},left\nb,{HIP},right\n"
    (folder / "roster.csv").write_text(roster, "utf-8")
    told = run("batch", "roster.csv", "--notice", "en-UK", "-o", "out").err
    assert told.startswith("notice: names UK, which is no country; write en-GB; ")
    assert len(told.splitlines()) == 1


def wide(font: bytes, times: float) -> bytes:
    """Give every letter of a font so many times its width."""
    tables = FONT.apart(font)
    (number,) = struct.unpack_from(">H", tables["hhea"], 34)
    widths = bytearray(tables["hmtx"])
    for i in range(number):
        (width,) = struct.unpack_from(">H", widths, 4 * i)
        struct.pack_into(">H", widths, 4 * i, int(width * times))
    return FONT.together({**tables, "hmtx": bytes(widths)})


def test_fonts_that_are_too_wide_for_our_own_words_are_told_by_check_and_build(
    folder: Path, run: Run
) -> None:
    family = shipped_family(TEXT_FAMILY)
    for name, file in (("regular", family.regular), ("bold", family.bold)):
        (folder / f"{name}.ttf").write_bytes(wide(file.read(), 1.79))
    brand = f"{HEAD}fonts:\n  regular: regular.ttf\n  bold: bold.ttf\n"
    (folder / "brand.yaml").write_text(brand, "utf-8")
    words = ("--side", "left", "--edition", "large-print", "--brand", "brand.yaml")
    for ended in (run("check", "brand.yaml"), run("build", HIP, *words, "-o", "a.pdf")):
        assert ended.code == ExitCode.BAD_INPUT
        assert ended.err.startswith("brand.yaml:3:1: fonts: are too wide: "), ended.err
        assert ended.err.endswith("; choose narrower letters\n")
