"""Find names that a program has spoiled: fields that were not filled in, codes, misread letters.

What is wrong in a name may be right in a note, as `{{later}}` or `2 m³`.
"""

# ruff: noqa: RUF001, RUF003 - letters that look like others are what is searched for

from __future__ import annotations

import re

MISREAD = "holds text that was read in the wrong encoding"
"""Read in a code page of another language; `misread` finds text that was written as UTF-8."""

EMPTY = frozenset({"None", "nil", "(blank)"})
"""What programs write for a name that is not there. In a note, None may be meant."""

_PLAIN = re.compile(r"[A-Za-z .,'-]*")  # a fast path: most names
_LETTER = r"[^\W\d_]"
_FIELD = re.compile(
    r"[{$<]*(?:\{\s*\w[^{}]*\}|<<\s*\w[^<>]*>>)\}?"  # {{client.name}}, ${name}, <<Name>>
    r"|%[A-Z][A-Z_]{2,}%|\[object Object\]"
)
_CODE = re.compile(
    r"\\(?:['\"nrt]|u[0-9A-Fa-f]{4})"  # O\'Brien, M\u00fcller
    r"|%[CDE][0-9A-F]%[89AB][0-9A-F]|=[CDE][0-9A-F]=[89AB][0-9A-F]"  # UTF-8 of the web, of mail
)
_CODE_PAGES = re.compile(
    "[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff]{4}"  # Àëåêñåé: Cyrillic, Greek, Hebrew, Arabic
    # Micha³, £ukasz: the Polish and the Turkish that Western Windows has signs for.
    rf"|{_LETTER}[¡£¤¥¦§¬¯±³¼½¾¿×÷‰]|[£¤¥¦§¬¯±²³¹¼¾]{_LETTER}"
    rf"|{_LETTER}[‚ƒ„†‡ˆ‹›“”•˜]{_LETTER}"  # Ren‚e: the letters of DOS
    "|[A-Za-z\u00c0-\u024f][\u0370-\u04ff]|[\u0370-\u04ff][A-Za-z\u00c0-\u024f]"  # Andrй
)


def spoiled_name(text: str) -> tuple[str, str] | None:
    """Return what a program has done to a name, and the likely repair; None if it is sound."""
    if _PLAIN.fullmatch(text):
        return None
    if _FIELD.fullmatch(text):
        message = "holds the name of a field instead of its value"
        return message, "type the value, or leave it empty"
    if code := _CODE.search(text):
        message = f"holds a sign as a program writes it at character {code.start() + 1}"
        return message, "type it anew"
    if reads_oddly(text):
        return MISREAD, 'type it anew, or export the list again and open it as "CSV UTF-8"'
    return None


def reads_oddly(text: str) -> bool:
    """Whether a text has letters and signs side by side that hardly a language writes so."""
    return _CODE_PAGES.search(text) is not None
