"""Remove the tags of a finished file."""

from __future__ import annotations

from io import BytesIO

import pikepdf
from pikepdf import Name

MARKS = frozenset({"BMC", "BDC", "EMC"})

OF_PAGES = (Name.StructParents, Name.Tabs)
OF_THE_FILE = (Name.StructTreeRoot, Name.MarkInfo)


def untagged(pdf: bytes) -> bytes:
    """Return the file without marked content and structure tree; its pages look the same."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        for page in opened.pages:
            kept = [
                instruction
                for instruction in pikepdf.parse_content_stream(page)
                if str(instruction.operator) not in MARKS
            ]
            page.Contents = opened.make_stream(pikepdf.unparse_content_stream(kept))
            for key in OF_PAGES:
                del page.obj[key]
        for key in OF_THE_FILE:
            del opened.Root[key]
        out = BytesIO()
        opened.save(
            out,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            fix_metadata_version=False,
        )
    return out.getvalue()
