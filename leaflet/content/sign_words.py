"""Names signs as they are read aloud: screen readers name some otherwise, and others not at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from leaflet.source.model import Struct
from leaflet.source.value import Line
from leaflet.text.run import Run, inline_role

_BLANK = "[ \\xa0]?"
Numbered = tuple[int, Run]
"""A run with the number of the one that it is a part of."""


class SignName(Struct, frozen=True):
    """Signs that have one name."""

    signs: Line
    """With blanks between them."""
    name: Line


class SignWords(Struct, frozen=True):
    """What signs are called in a language."""

    main = "names"
    names: tuple[SignName, ...] = ()

    def named(self, parts: Iterable[Numbered]) -> Iterator[Numbered]:
        """Yield the runs with signs that have a name as runs of their own, which say it.

        What is in a link, or has a role of its own, stays as it is.
        """
        numbered = [*parts]
        strange = [run.text for _, run in numbered if not run.text.isascii()]
        if not strange or not any(map(_pattern(self).search, strange)):
            yield from numbered
            return
        text = "".join(run.text for _, run in numbered)
        start = 0
        made: list[Numbered] = []
        for number, run in numbered:
            cut = [run] if inline_role(run) else [*self._cut(run, text, start)]
            made += [(number, part) for part in _without_lone_blanks(made, number, cut)]
            start += len(run.text)
        yield from made

    def _cut(self, run: Run, text: str, start: int) -> Iterator[Run]:
        """Yield the parts of a run that begins at an offset of the whole text."""
        found = [each.span() for each in _pattern(self).finditer(run.text)]
        ends = [0, *(end for span in found for end in span), len(run.text)]
        for first, last in pairwise(ends):
            part = run.text[first:last]
            if (first, last) in found:
                before, after = text[: start + first], text[start + last :]
                names = " ".join(_names(self)[sign] for sign in part if sign in _names(self))
                yield run._replace(text=part, said=_apart(names, part, before, after))
            elif part:
                yield run._replace(text=part)


def _apart(names: str, part: str, before: str, after: str) -> str:
    """Return names with a blank on each side where words stand, or the signs have one."""
    left = " " if part[0].isspace() or before[-1:].strip() else ""
    right = " " if part[-1].isspace() or after[:1].strip() else ""
    return f"{left}{names}{right}"


def _without_lone_blanks(made: list[Numbered], number: int, cut: list[Run]) -> list[Run]:
    """Return the parts of a run; a blank that would be drawn alone goes to what is `made`.

    That is a sub- or superscript of the same run before a sign, or a sign before a blank.
    """
    if not made or not cut:
        return cut
    (before, last), first = made[-1], cut[0]
    if before == number and last.script and first.said and first.text[0].isspace():
        made[-1] = before, last._replace(text=last.text + first.text[0])
        return [first._replace(text=first.text[1:], said=first.said[1:]), *cut[1:]]
    if last.said and first.text.isspace() and not inline_role(first):
        made[-1] = before, last._replace(text=last.text + first.text, said=f"{last.said} ")
        return cut[1:]
    return cut


@lru_cache(maxsize=8)
def _names(words: SignWords) -> dict[str, str]:
    return {sign: one.name.text for one in words.names for sign in one.signs.text.split()}


@lru_cache(maxsize=8)
def _pattern(words: SignWords) -> re.Pattern[str]:
    """Return what finds signs, some together, each perhaps with a selector of its look.

    With the blanks after them, and one before them that nothing of the run stands before: readers
    such as pdfium lose a blank that is drawn by itself.
    """
    signs = f"[{re.escape(''.join(_names(words)))}]" if words.names else "(?!)"
    return re.compile(rf"(?:^{_BLANK})?(?:{signs}[\ufe0e\ufe0f]?{_BLANK})+")
