"""Reads Markdown (CommonMark with tables and footnotes) as the page that it stands for."""

from __future__ import annotations

import re
from pathlib import Path

from leaflet import shipped
from leaflet.exchange import markup
from leaflet.exchange.parts import Original
from leaflet.exchange.readers.html import parts_of_html

_FRONT = re.compile(r"\A---\n(.*?)\n(?:---|\.\.\.)\n", re.DOTALL)
_NOTE = re.compile(r"^\[\^([\w-]+)\]:[ \t]*(.+(?:\n[ \t]+\S.*)*)", re.MULTILINE)
_CALL = re.compile(r"\[\^([\w-]+)\]")


def read(data: bytes, folder: Path | None) -> Original:
    """Return the parts of a Markdown file; its head may tell title and language."""
    text, guess = markup.decoded(data)
    found = parts_of_markdown(text.replace("\r\n", "\n"), folder)
    return found._replace(notes=(*found.notes, guess)) if guess else found


def parts_of_markdown(text: str, folder: Path | None = None) -> Original:
    """Return the parts of a text in Markdown."""
    try:
        from markdown_it import MarkdownIt
    except ModuleNotFoundError:
        raise shipped.missing("word") from None
    front = _FRONT.match(text)
    body = text[front.end() :] if front else text
    notes = dict(_NOTE.findall(body))
    parser = MarkdownIt("commonmark", {"maxNesting": 40}).enable(["table", "strikethrough"])
    page = parser.render(_CALL.sub(lambda call: _called(call, notes), _NOTE.sub("", body)))
    listed = "".join(
        f'<div id="fn-{name}">{parser.renderInline(" ".join(said.split()))}</div>'
        for name, said in notes.items()
    )
    return _told(parts_of_html(page + listed, folder), front[1] if front else "")


def _called(call: re.Match[str], notes: dict[str, str]) -> str:
    """Return what calls a note, as a web page has it."""
    number = [*notes].index(call[1]) + 1 if call[1] in notes else 0
    return f'<sup><a href="#fn-{call[1]}">{number}</a></sup>' if number else call[0]


def _told(found: Original, front: str) -> Original:
    """Return what was read with the title and the language that the head of the file tells."""
    from leaflet.exchange.parts import LeftOver

    left = [*found.left]
    for line in filter(str.strip, front.splitlines()):
        key, _, value = line.partition(":")
        value = value.strip().strip("\"'")
        if key.strip() == "title" and value and not found.title:
            found = found._replace(title=value)
        elif key.strip() in ("lang", "language") and value:
            found = found._replace(language=value)
        else:
            left.append(LeftOver("file-fact", "at the head of the file", line.strip()))
    return found._replace(left=tuple(left))
