"""Checks that a host name could exist: labels, length, a known ending."""

from __future__ import annotations

import re
from collections.abc import Iterable

RESERVED = ("example", "test", "invalid", "localhost", "local", "internal", "localdomain", "lan")
"""Endings that are nobody's, or lead to the reader's own network (RFC 2606, 6761, 6762)."""
EXAMPLES = ("example.com", "example.org", "example.net", "example.co.uk", "yourdomain.com")
SLIPS = {
    **{"con": "com", "cmo": "com", "ocm": "com", "comm": "com", "vom": "com", "coom": "com"},
    **{"couk": "co.uk", "ogr": "org", "orgg": "org", "nett": "net", "ukk": "uk", "ul": "uk"},
}
"""Endings that do not exist, and the ones that are meant."""
_SLIPPED = {
    **{"gmial.com": "gmail.com", "gmai.com": "gmail.com", "gmail.co": "gmail.com"},
    **{
        "hotmial.com": "hotmail.com",
        "hotmial.co.uk": "hotmail.co.uk",
        "outlok.com": "outlook.com",
        "nhs.nte": "nhs.net",
        "nhs.ent": "nhs.net",
    },
    **{"co.ku": "co.uk", "c.ouk": "co.uk", "cou.k": "co.uk", "ac.ku": "ac.uk"},
}


def wrong(host: str) -> str:
    """Return what is wrong with a name such as `www.clinic.org`, or ""."""
    labels = host.lower().split(".")
    if labels[-1] in RESERVED or _ends(host, EXAMPLES):
        return f"“{host}” is kept for examples or for inside a building, and leads nowhere"
    if labels[-1] in SLIPS or _ends(host, _SLIPPED):
        return f"“{host}” is misspelt"
    if not re.fullmatch("[a-z]{2,}|xn--[a-z0-9-]+", labels[-1]):
        return f"“{host}” has no ending such as .org or .co.uk"
    if any(label.startswith("-") or label.endswith("-") or "_" in label for label in labels):
        return f"“{host}” is no name that a site can have"
    return ""


def meant(host: str) -> str:
    """Return a hint for a wrong name."""
    lower = host.lower()
    for slips, dot in ((_SLIPPED, ""), (SLIPS, ".")):
        for slip, right in slips.items():
            if lower == slip or lower.endswith(("." + slip) if not dot else dot + slip):
                return f"did you mean “{lower.removesuffix(slip)}{right}”?"
    return "write the one that you use"


def _ends(host: str, names: Iterable[str]) -> bool:
    lower = host.lower()
    return any(lower == name or lower.endswith(f".{name}") for name in names)
