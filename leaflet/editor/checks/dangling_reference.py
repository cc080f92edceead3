"""What the text points to is there.

"See the picture below" without a picture, or "page 14" of a leaflet of 4 pages, is left over from
another document, and the reader searches for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.editor.prose.drawn import CHARTS, DRAWINGS
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "style"
SEVERITY = "warning"
SOURCE = "Leaflet's own rule"
LANGUAGES = ("en",)
PICTURED = (*CHARTS, *DRAWINGS)
_THINGS = {
    "picture": PICTURED,
    "photo": PICTURED,
    "photograph": PICTURED,
    "diagram": PICTURED,
    "figure": PICTURED,
    "drawing": PICTURED,
    "image": PICTURED,
    "illustration": PICTURED,
    "map": PICTURED,
    "table": ("table",),
    "chart": (*PICTURED, "table"),
    "graph": PICTURED,
    "glossary": ("glossary",),
    "checklist": ("checklist",),
    "timeline": ("timeline",),
    "slip": ("tear_off", "fill_in"),
    "form": ("tear_off", "fill_in", "table", "checklist", "notes"),
    "coupon": ("tear_off",),
    "list": ("bullets", "steps", "checklist", "key_points", "do_dont", "table", "contacts"),
    "video": ("qr", "image"),
    "qr code": ("qr",),
    "code": ("qr",),
    "questionnaire": ("fill_in", "table", "checklist"),
    "box": ("callout", "key_points", "action_plan"),
}
_WHERE = (
    r"(?:below|above|overleaf|opposite|here|(?:at|on) the (?:back|front|end|next page|left"
    r"|right)(?: of this (?:leaflet|page|booklet))?|on (?:the next |page )\w+|in this leaflet)"
)
_THING = rf"(?:tear-off |cut-out |blue |green |red |colour )?(?P<thing>{'|'.join(_THINGS)})s?"
_POINTED = re.compile(
    rf"\b(?:the|this|these) {_THING}(?: {_WHERE})|\b(?:see|in|as shown in|shown in"
    rf"|look at) {_THING.replace('thing', 'thing2')} \d+"
    rf"|\b(?:see|turn to|in) the (?P<thing3>glossary|checklist|diagram|chart)\b(?! (?:on|of|at"
    rf"|in) (?!page|this))"
    r"|\b(?P<thing4>figure|table|picture|diagram|photo|chart|drawing) \d+"
    r" (?:shows?|gives?|explains)\b",
    re.IGNORECASE,
)
_PAGE = re.compile(
    r"\b(?:see|on|turn to|at|to) pages? (?P<page>\d{1,3})\b(?! of (?:the|your|our|a)\b)",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"\b[Ss]ee (?:the )?(?:section|chapter)(?: on| called)? “(?P<title>[^”]{1,80})”"
)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield words that point to a picture, table, page or section which is not there."""
    hint = "add it, or delete the words that point to it"
    titles = {
        p.said.strip("?. ").lower()
        for p in manuscript.passages
        if p.is_heading or p.field in ("title", "question")
    }
    for passage in manuscript.prose:
        for found in _pointed(passage.said, manuscript, titles):
            yield passage.flaw(f"“{found[0]}” points to what is not there", hint, *found.span())


def _pointed(said: str, manuscript: Manuscript, titles: set[str]) -> Iterator[re.Match[str]]:
    taken = -1
    for found in _POINTED.finditer(said):
        thing = (found["thing"] or found["thing2"] or found["thing3"] or found["thing4"]).lower()
        if not manuscript.of_kind(*_THINGS[thing]):
            taken = found.end()
            yield found
    for found in _PAGE.finditer(said):
        if found.start() >= taken:
            yield found
    for found in _SECTION.finditer(said):
        if found["title"].strip("?. ").lower() not in titles:
            yield found
