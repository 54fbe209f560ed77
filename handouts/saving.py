"""An open PDF in, its bytes out: the same for the same content, and as small as can be."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from pikepdf import ObjectStreamMode

if TYPE_CHECKING:
    import pikepdf


def saved(pdf: pikepdf.Pdf) -> bytes:
    """Give the bytes of a file; its id is made from its content, not from a clock."""
    out = BytesIO()
    pdf.save(
        out,
        deterministic_id=True,
        object_stream_mode=ObjectStreamMode.generate,
        fix_metadata_version=False,
    )
    return out.getvalue()
