"""Write the number of a sheet, such as 4F7K-29MX, and check one that a person has typed.

A number has seven letters and digits of a digest and one that checks them. It is read aloud and
typed, so none of its signs can be taken for another, and without vowels it spells no word.
"""

from __future__ import annotations

from patterns.errors import UserError

ALPHABET = "23456789CDFHJKMNPRTVWXY"
"""Its length is a prime, so that the check finds any one wrong sign and any two swapped ones."""

CHOSEN = 7
"""The signs before the check. They give 3 billion numbers, so that two of ten thousand sheets
have the same one with a chance of one in seventy."""

GROUP = 4
"""The signs on each side of the hyphen."""


def number_from(digest: bytes) -> str:
    """Write the number of a sheet with a digest."""
    rest, base = int.from_bytes(digest, "big"), len(ALPHABET)
    signs = "".join(ALPHABET[rest // base**place % base] for place in range(CHOSEN))
    signs += _check(signs)
    return f"{signs[:GROUP]}-{signs[GROUP:]}"


def checked_number(text: str) -> str:
    """Return a typed number as it is printed; raise `UserError` if it cannot be one.

    Small letters, spaces and a missing hyphen are no faults.
    """
    signs = "".join(text.upper().replace("-", " ").split())
    if strange := sorted({sign for sign in signs if sign not in ALPHABET}):
        hint = f"a number holds only {ALPHABET}; read it again"
        named = ", ".join(sign if sign.isprintable() else "?" for sign in strange)
        raise UserError.one(f"has signs that no number has: {named}", field="number", hint=hint)
    if len(signs) != CHOSEN + 1:
        message = f"has {len(signs)} signs, and a number has {CHOSEN + 1}"
        raise UserError.one(message, field="number", hint="read it again from the foot of a side")
    if _check(signs[:CHOSEN]) != signs[CHOSEN]:
        message = "is mistyped: its last sign does not fit the others"
        raise UserError.one(message, field="number", hint="read it again from the foot of a side")
    return f"{signs[:GROUP]}-{signs[GROUP:]}"


def _check(signs: str) -> str:
    """Return the sign that checks others: their sum, each weighted by its place."""
    total = sum(place * ALPHABET.index(sign) for place, sign in enumerate(signs, start=2))
    return ALPHABET[total % len(ALPHABET)]
