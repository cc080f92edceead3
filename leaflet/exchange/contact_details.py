"""Finds whose leaflet it is: name, address, numbers and hours under “Contact us”."""

from __future__ import annotations

import re
from collections.abc import Iterable

from leaflet.source.value import Email, Phone, WebAddress

HEADING = re.compile(
    r"(?:contact(?: us| details| information| numbers?)?|how (?:to|do i|can i) (?:contact|reach) us"
    r"|contacting us|who (?:to|do i|can i|should i) contact(?: .{0,40})?|get(?:ting)? in touch"
    r"|our contact details)[?:]?",
    re.IGNORECASE,
)
"""What stands over the details of a clinic."""
_LABEL = r"(?:(?P<label>[^\W\d][\w &/'’().,-]{0,60}?)(?:\s*[:–-]\s*|\s+))?"
_PHONE = r"(?:\+?\d[\d ()-]{7,18}\d)"
_LINES = (
    ("email", re.compile(rf"{_LABEL}(?P<value>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)\.?", re.ASCII)),
    ("website", re.compile(rf"{_LABEL}(?P<value>(?:https?://|www\.)[^\s()<>]+[^\s()<>.])\.?")),
    (
        "phone",
        re.compile(rf"{_LABEL}(?P<value>{_PHONE}(?: ?(?:ext|extension|x)\.? ?\d{{1,6}})?)\.?"),
    ),
)
_DAYS = r"(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?s?"
_HOURS = re.compile(
    rf"(?:(?P<label>(?:opening |office )?(?:hours|times)|open)\s*[:–-]?\s*)?"
    rf"(?P<value>{_DAYS}\b.{{0,40}}\d.{{0,40}})",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")
_NAME = re.compile(
    r"\b[A-Z][\w'’.&-]*(?: (?:[A-Z&][\w'’.&-]*|and|of|the|for|at)){0,6}"
    r" (?:NHS (?:Foundation )?Trust|Hospitals?|Clinic|Surgery|Health Centre|Medical Centre"
    r"|(?:Medical )?Practice)\b"
)
_KINDS = {"email": Email, "website": WebAddress, "phone": Phone}


def name_in(texts: Iterable[str]) -> str:
    """Return the first name of a clinic, hospital or trust in texts, or nothing."""
    return next((found[0] for text in texts if (found := _NAME.search(text))), "")


def details(lines: Iterable[str]) -> tuple[dict[str, str], list[str], bool]:
    """Return details by key, the labels before them, and whether every line is a detail."""
    found: dict[str, str] = {}
    labels: list[str] = []
    is_all, loose = True, list[str]()
    for line in filter(None, map(str.strip, lines)):
        key, value, label = _detail(line)
        if key == "phone" and "phone" in found:
            key = "other_phone"
        if not key:
            loose.append(line)
        elif key in found:
            is_all = False
        else:
            found[key] = value
            labels += [label] if label else []
    ends = [number for number, line in enumerate(loose) if _POSTCODE.search(line)]
    if len(ends) == 1 and ends[0] == len(loose) - 1 and len(loose) <= 7:
        found["address"] = "\n".join(each.rstrip(",") for line in loose for each in _parts(line))
        loose = []
    return found, labels, is_all and not loose and bool(found)


def _parts(line: str) -> list[str]:
    return re.split(r",\s*", line) if line.count(",") > 1 else [line]


def _detail(line: str) -> tuple[str, str, str]:
    """Return key, value and label of a line that is one detail and nothing else."""
    for key, pattern in _LINES:
        match = pattern.fullmatch(line)
        kind = _KINDS[key]
        if match and kind.pattern and kind.pattern.fullmatch(match["value"]):
            return key, match["value"], (match["label"] or "").strip()
    if match := _HOURS.fullmatch(line):
        return "hours", match["value"], (match["label"] or "").strip()
    return "", "", ""
