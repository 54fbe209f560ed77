"""Protects a finished file with a password: AES-256, open to screen readers, no archival claim.

PDF/A forbids encryption, so its claim is taken out; PDF/UA stays.
"""

from __future__ import annotations

import re
import secrets
from io import BytesIO

import pikepdf

_ARCHIVAL = re.compile(rb"<pdfaid:part>.*?</pdfaid:conformance>", re.DOTALL)

OWNER_BYTES = 24
"""The length of the random owner password; nobody needs to know it."""


def protect(pdf: bytes, password: str) -> bytes:
    """Give the file encrypted; opening it asks for the password, reading aloud stays allowed."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        metadata = opened.Root.Metadata
        metadata.write(_ARCHIVAL.sub(b"", metadata.read_bytes()))
        out = BytesIO()
        opened.save(
            out,
            encryption=pikepdf.Encryption(
                user=password,
                owner=secrets.token_urlsafe(OWNER_BYTES),
                R=6,
                allow=pikepdf.Permissions(
                    accessibility=True,
                    extract=False,
                    modify_annotation=False,
                    modify_assembly=False,
                    modify_form=False,
                    modify_other=False,
                ),
            ),
            fix_metadata_version=False,
        )
    return out.getvalue()
