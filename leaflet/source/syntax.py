"""Puts what the YAML parser complains of in plain words."""

from __future__ import annotations

import re
from typing import Any

from leaflet import limits
from leaflet.errors import Fault, Place, shown
from leaflet.source.span import Source, Span


def unquoted(span: Span) -> Fault:
    """Say that a text starts with a sign that has a meaning in YAML."""
    place = span.place
    sign = shown(span.source.text[span.start : span.start + 1])
    problem = f"a text that starts with `{sign}` needs quotation marks"
    return Fault("needs-quotes", problem, place, _in_quotes(place.excerpt[place.column - 1 :]))


def _in_quotes(text: str) -> str:
    text = text.strip()
    single = "'" + text.replace("'", "''") + "'"
    return "write " + shown(single if '"' in text or "\\" in text else f'"{text}"', 100)


_KEY = re.compile(r"""[ ]*(?:-[ ]+)*(?:[^\s:#"'\[\]{}*&!|>%@`-][^:#"']*:[ ]+)?""")
"""What stands before the value of a line: its indentation, list dashes and key."""


def _value_start(line: str) -> int:
    return len(line) - len(_KEY.sub("", line, count=1))


def syntax_fault(source: Source, error: Any, event: Any) -> Fault:
    """Put a syntax error in plain words; `event` is what the parser understood last.

    Where a construct was opened and never closed, its start helps more than where the file ends.
    """
    if "nesting depth" in str(error.problem):  # libyaml from 0.2.6 gives up at 1,000 levels
        return too_deep(source.place(error.problem_mark.index))
    opened = str(error.context).endswith(
        ("quoted scalar", "simple key", "sequence", "flow mapping")
    )
    mark = error.context_mark if opened else error.problem_mark
    at = max(0, min(mark.index, len(source.text.rstrip()) - 1))
    place = source.place(at)
    line = place.excerpt
    begin = at - place.column + 1
    indent = len(line) - len(line.lstrip())
    if "\t" in line[:indent]:
        return Fault("tab-indent", "this line starts with a tab", place, "use spaces to indent it")
    said = getattr(event, "value", None)
    if not opened and said and event.end_mark.line == mark.line:
        before = Span(source, event.start_mark.index, event.end_mark.index)
        if fault := _text_before_fault(before, event.style):
            return fault
    value = _value_start(line)
    span = Span(source, begin + value, begin + len(line))
    hint = "check how far it is indented, and the colons, dashes and quotation marks around it"
    return _value_fault(span, line[value:], str(error.problem)) or Fault(
        "syntax",
        "this line does not fit the lines above it",
        source.place(begin + indent, begin + len(line)),
        hint,
    )


def too_deep(place: Place) -> Fault:
    """Say that lists or groups of keys stand inside each other deeper than the limit."""
    return Fault(
        "too-deep", f"there are more than {limits.DEPTH} lists inside each other here", place
    )


_NEXT = re.compile(r"\s*(?:- |[^\s:#\"'\[\]{}]+:(?:\s|$)|$)")
"""A line that begins an item or a key of its own."""


def repaired(text: str, place: Place) -> str | None:
    """Return `text` with a harmless word in place of the faulty value, or None.

    The value is what stands on the line of `place` behind its key or dash. Everything else keeps
    its offset. None where nobody can say what belongs to the value: the parser would complain of
    lines that are right.
    """
    lines = text.splitlines(keepends=True)
    line = lines[place.line - 1].rstrip("\r\n")
    value = _value_start(line)
    following = next((each for each in lines[place.line :] if each.strip()), "")
    if not line[:value].strip() or not _NEXT.match(following):
        return None
    end = lines[place.line - 1][len(line) :]
    lines[place.line - 1] = line[:value] + "x".ljust(len(line) - value) + end
    return "".join(lines)


def _text_before_fault(span: Span, style: str) -> Fault | None:
    """Find what is wrong with the text that ends where the parser stopped, or None."""
    place, longer = span.place, "\n" in span.source.text[span.start : span.end]
    if style in ('"', "'"):
        problem = "the text goes on after its closing quotation mark"
        if longer:
            problem = "this quotation mark is closed only some lines below"
        hint = 'put a whole text in quotation marks; inside, write a " as \\"'
        return Fault("quote-inside", problem, place, hint)
    if longer and re.match(r"[^\s:]+:\S", place.excerpt[place.column - 1 :]):
        return Fault(
            "no-space-after-colon", "there is no space behind the colon", place, "write `key: text`"
        )
    return None


def _value_fault(span: Span, value: str, problem: str) -> Fault | None:
    """Find what is wrong with the value of a line by looking at it, or None."""
    place, sign = span.place, value[:1]
    if "escape" in problem or "hexdecimal" in problem:
        hint = "write \\\\ for a backslash, or single quotation marks around the text"
        return Fault("wrong-backslash", "the backslash in this text has no meaning", place, hint)
    if sign in ('"', "'"):
        hint = _in_quotes(value) if sign == "'" else 'put a " at the end of the text'
        return Fault("open-quote", "this quotation mark is never closed", place, hint)
    if "expected ','" in problem:
        hint = f"close it, or, if it is text, {_in_quotes(value)}"
        return Fault("open-bracket", f"this `{sign}` is never closed", place, hint)
    if (sign and sign in "@`%*&!{[|>]},") or value.startswith("? "):
        return unquoted(span)
    if value.startswith("- ") or value == "-":
        hint = "start the list on a new line, or put the text in quotation marks"
        return Fault("list-after-key", "a list cannot start behind a key", place, hint)
    if re.search(r":(\s|$)", value):
        return Fault(
            "needs-quotes", "a colon inside a text needs quotation marks", place, _in_quotes(value)
        )
    if "':'" in problem:
        hint = "write `key: text`, with a space after the colon"
        return Fault("no-key", "this line has no key, or its colon no space behind it", place, hint)
    return None
