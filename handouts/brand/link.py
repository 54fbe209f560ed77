"""Check the web address of a brand."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

MAX_ADDRESS = 80  # characters; longer ones are not typed, and make a large QR code

_HOST = re.compile(r"(?!-)[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}", re.IGNORECASE)
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
    if len(address) > MAX_ADDRESS or not _VISIBLE_ASCII.fullmatch(address):
        raise ValueError(f"is longer than {MAX_ADDRESS} characters, or not plain; {_WAY_OUT}")
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
