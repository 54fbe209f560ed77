"""Check the web address of a brand."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, urlsplit

MAX_ADDRESS = 80  # characters; longer ones are not typed, and make a large QR code

_HOST = re.compile(r"(?!-)[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}", re.IGNORECASE)
_AFTER_HOST = ("path", "query", "fragment")
_VISIBLE_ASCII = re.compile(r"[!-~]+")

# A sheet recommends no shop and earns nothing. Disclosure would have to stand in print beside
# each link (US: 16 CFR 255), and Amazon's terms allow no affiliate link in a document at all.
_SHOPS = re.compile(
    r"(^|\.)(amazon\.[a-z.]+|amzn\.to|a\.co|ebay\.[a-z.]+|ebay\.us|etsy\.com|etsy\.me"
    r"|walmart\.com|aliexpress\.[a-z]+|temu\.com|fullscript\.com)$"
)
# A shortened address hides its target, and ends with the service that made it.
_SHORTENERS = re.compile(
    r"(^|\.)(bit\.ly|tinyurl\.com|t\.co|goo\.gl|ow\.ly|is\.gd|cutt\.ly|rebrand\.ly|shorturl\.at"
    r"|geni\.us|lnk\.bio|t\.ly)$"
)
_AFFILIATE_KEYS = frozenset(
    {"tag", "ref", "ref_", "aff", "affid", "aff_id", "affiliate", "affiliate_id", "irclickid"}
)

_WAY_OUT = "give a page of the clinic's own"
_NO_ADDRESS = f"is no web address; {_WAY_OUT}, such as https://clinic.example/sleep"


def printable_address(address: str) -> str:
    """Return an address that may stand on a sheet and in its QR code.

    Raises `ValueError` with the reason and the way out for anything but a short plain http(s)
    address, and for shops, shortened addresses and affiliate links.
    """
    if not address:
        raise ValueError(_NO_ADDRESS)
    if len(address) > MAX_ADDRESS:
        message = f"has {len(address)} characters, more than {MAX_ADDRESS}"
        raise ValueError(f"{message}; {_WAY_OUT} with a short address, such as its first page")
    if not _VISIBLE_ASCII.fullmatch(address):
        raise ValueError(_explain_not_plain(address))
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        raise ValueError(_NO_ADDRESS) from None
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(host):
        raise ValueError(_NO_ADDRESS)
    if port or parts.username is not None or parts.password is not None:
        raise ValueError(f"holds a port or a user name; {_WAY_OUT}")
    if _SHOPS.search(host):
        raise ValueError(f"leads to a shop; {_WAY_OUT}")
    if _SHORTENERS.search(host):
        raise ValueError("is a shortened address; give the full one")
    if _AFFILIATE_KEYS & {key.lower() for key, _ in parse_qsl(parts.query, keep_blank_values=True)}:
        raise ValueError(f"is an affiliate link; {_WAY_OUT}, without what follows the ?")
    return address


def _explain_not_plain(address: str) -> str:
    """Say what is wrong with an address that is not in visible letters of ASCII."""
    if any(char.isspace() for char in address):
        return "holds a space; take it out, or write %20 for it"
    if not all(map(str.isprintable, address)):
        return f"holds a character that is not seen; {_WAY_OUT}, typed anew"
    plain = _in_ascii(address)
    way_out = f"write it as {plain}" if plain else "write its form in letters a to z (xn--...)"
    return f"holds letters beyond a to z, which not every phone opens; {way_out}"


def _in_ascii(address: str) -> str:
    """Return an address as browsers send it: IDNA for its host, per cent signs for the rest."""
    try:
        parts = urlsplit(address)
        host = parts.netloc.encode("idna").decode("ascii")
    except ValueError:
        return ""
    rest = {name: quote(getattr(parts, name), safe="/%=&+:,;@!$'()*-._~") for name in _AFTER_HOST}
    plain = parts._replace(netloc=host, **rest).geturl()
    # This codec is that of IDNA 2003, which writes ss for a sharp s: another address today.
    doubtful = len(plain) > MAX_ADDRESS or set("\xdf\u03c2\u200c\u200d") & set(parts.netloc)
    return "" if doubtful else plain
