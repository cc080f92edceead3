"""Writes a content file as a person would: a sentence a line, few quotes, guesses as remarks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from leaflet.exchange.draft_block import DraftBlock, DraftFact, DraftLeaflet, DraftValue

WIDTH = 100
"""Characters of a line that words are put on whole."""
_PLAIN_START = re.compile(r"[^\W_]|[“‘(£€$]")
_NOT_PLAIN = re.compile(r":(?=\s|$)|\s#|\s$")
"""What makes of words in YAML something else than what they say, unless they are in quotes."""
_IN_BRACKETS = re.compile(r"[,\[\]{}?]")
_SENTENCE_END = re.compile(
    r"(?:(?<=[^\W\d_]{2}[.!?])|(?<=[)”%\d][!?]))(?<!\b(?:Dr|Mr|Ms|St|No|vs)\.)(?<!\bMrs\.)"
    r"\s+(?=[^\W\d_a-z]|[“‘\"'*\[])"
)
"""Where a sentence ends that is followed by another; after `B.` and `1.` none does."""


def written(leaflet: DraftLeaflet, source: str, report: str) -> str:
    """Return the text of a content file; its head says where it comes from."""
    lines = [
        f"# Brought in from {_one_line(source)}.",
        "# Each `check:` is a guess: look at it, put it right, and delete the remark.",
        f"# What was left out is told in {_one_line(report)}.",
        "",
        "clinic:",
        *_facts(leaflet.clinic, "  "),
        "",
        *_facts(leaflet.facts, ""),
        "",
        "body:",
        *_blocks(leaflet.body, 2),
    ]
    return "\n".join(lines) + "\n"


def _facts(facts: Mapping[str, DraftFact], pad: str) -> Iterator[str]:
    for key, (value, check, is_off) in facts.items():
        if is_off:
            yield f"{pad}# {key}: {value}   # check: {_one_line(check)}"
            continue
        remark = f"   # check: {_one_line(check)}" if check else ""
        if isinstance(value, str) and "\n" not in value and len(value) <= WIDTH:
            yield f"{pad}{key}: {_scalar(value)}{remark}"
            continue
        if check:
            yield f"{pad}# check: {_one_line(check)}"
        if isinstance(value, str):
            yield from _text(f"{pad}{key}:", value, len(pad) + 2)
        else:
            yield f"{pad}{key}:"
            yield from (f"{pad}  - {_scalar(each)}" for each in value)


def _blocks(blocks: Sequence[DraftValue], indent: int) -> Iterator[str]:
    """Yield blocks; a blank line stands over each heading of the body."""
    for number, block in enumerate(blocks):
        if not isinstance(block, DraftBlock):
            continue
        if number and indent == 2 and block.word == "heading":
            yield ""
        pad = " " * indent
        yield from (f"{pad}# check: {_one_line(check)}" for check in block.checks)
        yield from _under(f"{pad}- {block.word}:", block.value, indent + 4)


def _under(prefix: str, value: DraftValue, indent: int) -> Iterator[str]:
    """Yield a key with its value: beside it where that is short, else under it."""
    if isinstance(value, DraftBlock):
        yield prefix
        yield from _blocks([value], indent)
    elif isinstance(value, bool):
        yield f"{prefix} {'yes' if value else 'no'}"
    elif isinstance(value, int):
        yield f"{prefix} {value}"
    elif isinstance(value, str):
        yield from _text(prefix, value, indent)
    elif isinstance(value, Mapping):
        if (short := _short(value)) and len(prefix) + len(short) < WIDTH:
            yield f"{prefix} {short}"
        else:
            yield prefix
            yield from _keys(value, indent, "")
    elif value:
        short = _short(value) if prefix.endswith(" head:") else ""
        if short and len(prefix) + len(short) < WIDTH:
            yield f"{prefix} {short}"
        else:
            yield prefix
            yield from _items(value, indent)
    else:
        yield f"{prefix} []"


def _keys(value: Mapping[str, DraftValue], indent: int, dash: str) -> Iterator[str]:
    """Yield the keys of a mapping, the first behind the dash of an item."""
    for number, (key, each) in enumerate(value.items()):
        lead = dash if dash and not number else " " * len(dash)
        pad = " " * indent + lead
        yield from _under(f"{pad}{key}:", each, len(pad) + 2)


def _items(values: Sequence[DraftValue], indent: int) -> Iterator[str]:
    pad = " " * indent
    for each in values:
        if isinstance(each, DraftBlock):
            yield from _blocks([each], indent)
        elif isinstance(each, Mapping):
            yield from _keys(each, indent, "- ")
        elif isinstance(each, str):
            yield from _text(f"{pad}-", each, indent + 2)
        elif isinstance(each, list | tuple):
            yield from _row(each, indent)


def _row(cells: Sequence[DraftValue], indent: int) -> Iterator[str]:
    """Yield a row of a table: in brackets where its cells are short, else a cell a line."""
    pad = " " * indent
    short = _short(cells)
    if short and len(pad) + len(short) < WIDTH:
        yield f"{pad}- {short}"
        return
    yield f"{pad}-"
    yield from _items(cells, indent + 2)


def _short(value: DraftValue) -> str:
    """Return a value in one line, or nothing where it has more than words and numbers in it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return "" if "\n" in value else _scalar(value, in_brackets=True)
    if isinstance(value, DraftBlock):
        return ""
    if isinstance(value, Mapping):
        pairs = [(key, _short(each)) for key, each in value.items()]
        is_flat = all(short and not isinstance(value[key], Mapping | list) for key, short in pairs)
        return "{" + ", ".join(f"{key}: {short}" for key, short in pairs) + "}" if is_flat else ""
    cells = [_short(each) for each in value]
    return "[" + ", ".join(cells) + "]" if cells and all(cells) else ""


def _text(prefix: str, text: str, indent: int) -> Iterator[str]:
    """Yield words: beside the key, a sentence a line under it, or with the writer's line ends."""
    pad = " " * indent
    text = text.replace("\t", " ")
    if "\n" in text:
        yield f"{prefix} |-"
        yield from (f"{pad}{line.strip()}" for line in text.split("\n") if line.strip())
        return
    sentences = _SENTENCE_END.split(text)
    if len(prefix) + len(text) < WIDTH and len(sentences) == 1:
        yield f"{prefix} {_scalar(text)}"
        return
    yield f"{prefix} >-"
    yield from (f"{pad}{sentence}" for sentence in sentences)


def _scalar(text: str, in_brackets: bool = False) -> str:
    """Return words in one line, in quotation marks where YAML would take them for more."""
    plain = _PLAIN_START.match(text) and not _NOT_PLAIN.search(text)
    if plain and not (in_brackets and _IN_BRACKETS.search(text)):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _one_line(text: str) -> str:
    return " ".join(text.split())
