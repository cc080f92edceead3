"""Reads plain text: an empty line parts paragraphs, and lists are typed by hand."""

from __future__ import annotations

import re
from pathlib import Path

from leaflet.exchange import guesses, markup
from leaflet.exchange.flow import clean
from leaflet.exchange.parts import FilePart, HeadingPart, Original, ParagraphPart, Stretch, joined

_UNDERLINE = re.compile(r"(=|-|~|\*){3,}")
_SHORT = 60
"""Characters of the longest line that may be a heading."""
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


def read(data: bytes, folder: Path | None) -> Original:
    """Return the parts of a text file."""
    text, guess = markup.decoded(data)
    return parts_of_text(text)._replace(notes=(guess,) if guess else ())


def parts_of_text(text: str) -> Original:
    """Return the parts of a plain text, such as one that was pasted."""
    plain = clean(text.replace("\r\n", "\n").replace("\r", "\n"))
    found: list[FilePart] = []
    for group in re.split(r"\n\s*\n", plain):
        lines = [line.strip() for line in group.split("\n") if line.strip()]
        if len(lines) > 1 and _UNDERLINE.fullmatch(lines[1]):
            found.append(HeadingPart((Stretch(lines[0]),), 1 if lines[1][0] == "=" else 2))
            lines = lines[2:]
        elif len(lines) == 1 and _is_heading(lines[0]):
            found.append(HeadingPart((Stretch(lines[0].strip("# ")),), 2))
            lines = []
        if lines := [line for line in lines if not _UNDERLINE.fullmatch(line)]:
            found.append(ParagraphPart(joined([Stretch(_paragraph(lines))])))
    return Original(_with_title(found))


def _paragraph(lines: list[str]) -> str:
    """Return lines as one paragraph: hard line ends stay where lines are short, else they wrap."""
    longest = max(map(len, lines))
    wraps = longest > _SHORT and all(len(line) > longest * 0.6 for line in lines[:-1])
    signs = any(re.match(r"(?:[•*–-]|\(?\d{1,2}[.)])\s", line) for line in lines)
    return (" " if wraps and not signs else "\n").join(lines)


def _is_heading(line: str) -> bool:
    """Tell whether a line alone is a heading: in capitals, or short and without a stop."""
    if len(line) > _SHORT or not re.search(r"[^\W\d_]", line) or guesses.ASKED.match(line):
        return False
    return line.isupper() or (
        line[-1] not in ".,;:!" and line[0].isupper() and len(line.split()) <= 8
    )


def _with_title(found: list[FilePart]) -> tuple[FilePart, ...]:
    """Return parts of which a heading that comes first is the title."""
    if found and isinstance(found[0], HeadingPart):
        found = [found[0]._replace(level=1, is_title=True), *found[1:]]
    return tuple(found)
