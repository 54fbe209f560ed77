"""A file with a password: AES-256, open to screen readers, still PDF/UA and no longer PDF/A."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pytest

from handouts.pdf.encrypt import encrypt
from tests.helpers.judges.verapdf import require_verapdf, verapdf
from tests.helpers.judges.verdicts import faulty
from tests.helpers.matrix import Member, make
from tests.helpers.spoken import spoken, told

if TYPE_CHECKING:
    from pathlib import Path

PASSWORD = "Hafen 7 Straße"  # noqa: S105 - it protects nothing


@pytest.fixture(scope="module")
def plain() -> bytes:
    """Make the file that is protected."""
    return make(Member()).pdf


@pytest.fixture(scope="module")
def closed(plain: bytes) -> bytes:
    """Protect it."""
    return encrypt(plain, PASSWORD)


def test_it_is_encrypted_with_aes_256(closed: bytes) -> None:
    with pikepdf.open(BytesIO(closed), password=PASSWORD) as pdf:
        method = pdf.trailer.Encrypt.CF.StdCF.CFM
        assert (pdf.encryption.V, pdf.encryption.R, pdf.encryption.bits) == (5, 6, 256)
        assert str(method) == "/AESV3"


@pytest.mark.parametrize("password", ["", "Hafen 7 strasse", PASSWORD[:-1]])
def test_no_other_password_opens_it(closed: bytes, password: str) -> None:
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(BytesIO(closed), password=password)


def test_a_reader_may_read_aloud_and_nobody_may_change(closed: bytes) -> None:
    with pikepdf.open(BytesIO(closed), password=PASSWORD) as pdf:
        assert pdf.allow.accessibility
        assert pdf.allow.print_highres
        assert not pdf.allow.modify_other
        assert not pdf.owner_password_matched


def test_nothing_that_is_read_is_lost(plain: bytes, closed: bytes) -> None:
    out = BytesIO()
    with pikepdf.open(BytesIO(closed), password=PASSWORD) as pdf:
        pdf.save(out, fix_metadata_version=False)
    assert list(told(spoken(out.getvalue()))) == list(told(spoken(plain)))


def test_it_claims_to_be_accessible_and_not_archival(closed: bytes) -> None:
    with pikepdf.open(BytesIO(closed), password=PASSWORD) as pdf:
        claims = pdf.Root.Metadata.read_bytes()
    assert b"<pdfuaid:part>1<" in claims
    assert b"<pdfaid:" not in claims


def test_no_text_can_be_found_in_the_bytes(closed: bytes) -> None:
    assert b"Handouts" not in closed
    assert b"pdfuaid" not in closed


def test_verapdf_finds_no_fault(closed: bytes, tmp_path: Path) -> None:
    require_verapdf()
    path = tmp_path / "closed.pdf"
    path.write_bytes(closed)
    assert faulty(verapdf([path], ["ua1"], PASSWORD)) == []
