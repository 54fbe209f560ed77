"""Validate handouts as PDF/UA-1 and PDF/A-2a with veraPDF, page and our own judge."""

from __future__ import annotations

from dataclasses import asdict
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest
from page import ValidationProfile, validate_pdf

from handouts.brand.model import plain_brand
from handouts.compose.compose import compose
from handouts.layout.document import PrintSettings
from handouts.layout.style.editions import EDITIONS
from handouts.layout.style.page_size import PAPERS
from handouts.pipeline import build
from handouts.request.order import Order
from handouts.request.values import SheetRequest
from patterns.catalog import load
from patterns.library_paths import pattern_folders
from patterns.notice import load_notice
from tests.helpers.composing import printed
from tests.helpers.judges.page_judge import MISREAD
from tests.helpers.judges.verapdf import require_verapdf, verapdf
from tests.helpers.judges.verdicts import faulty
from tests.helpers.longest import longest
from tests.helpers.matrix import HIP, MATRIX, PLANS, TEXT, Member, brand_of, make
from tests.helpers.names import SHAPED

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.helpers.judges.verdicts import Verdict


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Write the handouts to validate."""
    folder = tmp_path_factory.mktemp("judged")
    for member in MATRIX:
        (folder / f"{member}.pdf").write_bytes(make(member).pdf)
    return sorted(folder.iterdir())


def test_no_judge_finds_fault(
    judge: Callable[[list[Path]], list[Verdict]], files: list[Path]
) -> None:
    assert faulty(judge(files)) == []


def test_no_judge_finds_fault_with_lists_and_tables_that_go_on(
    judge: Callable[[list[Path]], list[Verdict]], tmp_path: Path
) -> None:
    """Long activities divide every list, and cautions for all conditions the table of them."""
    entry = longest(sentence=80, label=40)
    files = []
    for edition in EDITIONS:
        request = SheetRequest(entry.pattern.id, side="both", edition=edition)
        handout = compose(entry, request, plain_brand(), load_notice("en-US"))
        files.append(tmp_path / f"{edition}.pdf")
        files[-1].write_bytes(printed(handout, PrintSettings(plain_brand(), edition, "letter")))
    assert faulty(judge(files)) == []


def test_no_judge_finds_fault_with_a_card(
    judge: Callable[[list[Path]], list[Verdict]], tmp_path: Path
) -> None:
    """One stands alone, the others behind a sheet, one of them behind a blank side."""
    care = ("pillow-between-knees", "knee-across")
    small = SheetRequest(HIP, side="both", sections=("care",), care=care, card=True)
    asked = (
        SheetRequest(HIP, side="left", edition="card"),
        small._replace(edition="ink-saver"),
        small._replace(edition="large-print", care=care[1:]),
    )
    files, sides = [], set()
    for request in asked:
        order = Order(load(HIP), request, brand_of("harbour-lane"), load_notice("en-GB"), "a4")
        files.append(tmp_path / f"{request.edition}.pdf")
        files[-1].write_bytes(build(order, TEXT))
        with pypdfium2.PdfDocument(files[-1]) as pdf:
            sides |= {page.get_textpage().get_text_range() for page in pdf}
    assert "" in sides  # a blank one
    assert faulty(judge(files)) == []


def test_no_judge_finds_fault_with_names_of_other_scripts(
    judge: Callable[[list[Path]], list[Verdict]], tmp_path: Path
) -> None:
    path = tmp_path / "shaped.pdf"
    path.write_bytes(build(Member(plan="usual").order(), SHAPED))
    assert faulty(judge([path])) == []


def test_page_misreads_a_carriage_return_and_verapdf_does_not(tmp_path: Path) -> None:
    path, out = tmp_path / "return.pdf", BytesIO()
    with pikepdf.open(BytesIO(make(Member()).pdf)) as pdf:
        pdf.pages[0].contents_add(pdf.make_stream(b"q Q\r"))
        pdf.save(out, compress_streams=False, fix_metadata_version=False)
    path.write_bytes(out.getvalue())
    report = validate_pdf(path, profile=ValidationProfile.PDF_A_2A)
    assert [failure.rule_id for failure in report.failures] == [MISREAD]
    require_verapdf()
    assert faulty(verapdf([path], ["2a"])) == []


def test_what_is_judged_has_every_choice() -> None:
    chosen = {name: {getattr(member, name) for member in MATRIX} for name in asdict(Member())}
    assert chosen["edition"] == set(EDITIONS)
    assert chosen["paper"] == set(PAPERS)
    assert chosen["plan"] == set(PLANS)
    assert chosen["side"] == {"left", "right", "both"}
    assert chosen["brand"] == {"plain", "harbour-lane"}
    assert chosen["pattern"] == set(pattern_folders())
