"""How much room a client's own words have on a sheet, for whatever reads them."""

from __future__ import annotations

MAX_PERSONAL_LINE = 60
"""Characters of a client's, a practitioner's or a next visit's line."""

MAX_NOTE = 300
"""Characters of a note to the client."""
