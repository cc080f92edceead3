"""Run: a stretch of text with one look."""

from __future__ import annotations

from typing import Literal, NamedTuple

Script = Literal["", "sub", "super"]
"""Where text stands: on the line, below it, above it."""


class Run(NamedTuple):
    """A stretch of text with one look; a paragraph is a tuple of runs."""

    text: str
    bold: bool = False
    link: str = ""
    """The address that the text leads to, or nothing."""
    keep: bool = False
    """Whether a line may end inside the text only where nothing else is possible."""
    language: str = ""
    """The language of the text, as BCP 47 writes it, where it is not that of the leaflet."""
    source: str = ""
    """The source that the text is the number of."""
    label: bool = False
    """Whether it labels what follows: a span of its own, in one piece however it wraps."""
    script: Script = ""
    """`sub` or `super` where it is small and below or above the line."""
    said: str = ""
    """What is read aloud in its place, where it is a sign that has a name."""
    is_detail: bool = False
    """Whether it is a detail of the clinic, whose direction is its own."""

    @property
    def leads_inside(self) -> bool:
        """Whether the link leads to a heading of the leaflet."""
        return self.link.startswith(("#", "see:"))


def inline_role(run: Run) -> tuple[str, str] | tuple[()]:
    """Return a run's inline structure type (ISO 32000-1, 14.8.4.4) and the reason for it, or ()."""
    if run.link:
        return "Link", run.link
    if run.source:
        return "Reference", run.source
    if run.said:
        return "Span", run.said
    return ("Span", run.language) if run.language or run.label else ()
