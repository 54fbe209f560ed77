"""Name the files of a clinic's own folder of settings: its brand, its packs, its record.

They hold what the clinic has chosen, and never a word of a client.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from patterns.files import is_folder

if TYPE_CHECKING:
    from pathlib import Path

CLINIC, BRAND = "clinic", "clinic.yaml"
PACKS = "packs"
GIVEN = "given.jsonl"


def own_brand(config: Path | None) -> Path | None:
    """Return the brand file of the clinic, None if it has none yet."""
    if config is None or not is_folder(config / CLINIC):
        return None
    path = config / CLINIC / BRAND
    return path if path.is_file() else None
