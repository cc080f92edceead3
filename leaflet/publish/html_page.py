"""One HTML page that stands alone: every text in it is escaped, nothing is fetched or run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from types import MappingProxyType

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""Content Security Policy: nothing is loaded from anywhere, and no script runs."""
STYLE = """
:root { color-scheme: light; font: 100%/1.5 system-ui, sans-serif; color: #1a1a1a; }
body { max-width: 62rem; margin: 2rem auto; padding: 0 1rem; background: #fff; }
h1 { line-height: 1.2; margin: 0; }
header p { margin: .25rem 0 0; color: #444; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid #999; text-align: left; vertical-align: top; }
a { color: #0b4f8a; }
@media print {
  body { max-width: none; margin: 0; padding: 0; }
  tr { break-inside: avoid; }
}
"""
_LINES = {"h1", "h2", "li", "ol", "p", "section", "table", "tbody", "thead", "title", "tr", "ul"}
"""Elements that end a line of the file."""


class Html(str):
    """Finished HTML; any other string is text, and is escaped where it becomes part of a page."""

    __slots__ = ()


def joined(*parts: str) -> Html:
    """Return the parts one after another as HTML."""
    return Html("".join(part if isinstance(part, Html) else escape(part) for part in parts))


def element(tag: str, *parts: str, **attributes: str) -> Html:
    """Return an element; `class_` stands for the attribute class, `data_x` for data-x."""
    given = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for name, value in attributes.items()
    )
    end = "\n" if tag in _LINES else ""
    return Html(f"<{tag}{given}>{joined(*parts)}</{tag}>{end}")


def page(
    title: str,
    header: Iterable[str],
    main: Iterable[str],
    *,
    language: str = "en",
    style: str = "",
    facts: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """Return the whole page; `style` is CSS after that of all pages, `facts` are meta elements."""
    named = "".join(f'<meta name="{escape(n)}" content="{escape(v)}">\n' for n, v in facts.items())
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"{named}{element('title', title)}<style>{STYLE}{style.lstrip()}</style>\n</head>\n<body>\n"
        f"<header>\n{joined(*header)}</header>\n<main>\n{joined(*main)}</main>\n</body>\n</html>\n"
    )
