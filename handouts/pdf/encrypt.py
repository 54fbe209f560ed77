"""Encrypt a finished PDF file with a password: AES-256, open to screen readers.

PDF/A forbids encryption, so the file loses its PDF/A claim; it stays PDF/UA.
"""

from __future__ import annotations

import re
import secrets
from io import BytesIO

import pikepdf

_PDFA_CLAIM = re.compile(rb"<pdfaid:part>.*?</pdfaid:conformance>", re.DOTALL)

OWNER_BYTES = 24  # length of the random owner password, which nobody needs to know


def encrypt(pdf: bytes, password: str) -> bytes:
    """Encrypt a file; opening it asks for the password, reading it aloud stays allowed."""
    rights = pikepdf.Permissions(
        accessibility=True, extract=False, modify_annotation=False, modify_assembly=False,
        modify_form=False, modify_other=False,
    )  # fmt: skip
    owner = secrets.token_urlsafe(OWNER_BYTES)
    encryption = pikepdf.Encryption(user=password, owner=owner, R=6, allow=rights)
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
        metadata = opened.Root.Metadata
        metadata.write(_PDFA_CLAIM.sub(b"", metadata.read_bytes()))
        opened.save(out, encryption=encryption, fix_metadata_version=False)
    return out.getvalue()
