"""Finds the levels of characters and the order of runs on a line (Unicode UAX #9, revision 50).

An even level runs to the right, an odd one to the left. Rules are numbered as in the annex.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from unicodedata import bidirectional, mirrored, name, normalize

FSI, PDI = "\u2068", "\u2069"
"""Open and close an isolate, whose direction is that of its first strong letter."""
MOST = 125
"""The deepest level (BD2)."""
_BRACKETS = 63
"""Brackets that may be open at a time (BD16)."""
_STRONG_RTL = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_ISOLATES = frozenset(("LRI", "RLI", "FSI"))
_EMBEDDINGS = frozenset(("LRE", "RLE", "LRO", "RLO"))
_REMOVED = _EMBEDDINGS | {"PDF", "BN"}
_NEUTRAL = _ISOLATES | {"B", "S", "WS", "ON", "PDI"}
_BLANK = _ISOLATES | {"WS", "PDI"}
_LEFT, _RIGHT = "LEFT", "RIGHT"


def has_rtl(text: str) -> bool:
    """Return whether any character may run to the left."""
    return not text.isascii() and bool(_STRONG_RTL.search(text))


def _closing() -> dict[str, str]:
    """Return the bracket that closes each opening one (BidiBrackets.txt), from their names."""
    open_names: dict[str, str] = {}
    found: dict[str, str] = {}
    codes = [*range(0x28, 0x7E), *range(0xF3A, 0xF3E), 0x169B, 0x169C, *range(0x2045, 0x208F)]
    codes += [*range(0x2308, 0x232B), *range(0x2768, 0x2776), *range(0x27C5, 0x27F0)]
    codes += [*range(0x2983, 0x2999), *range(0x29D8, 0x29FE), *range(0x2E22, 0x2E2A)]
    codes += [*range(0x2E55, 0x2E5D), *range(0x3008, 0x301C), *range(0xFE59, 0xFE5F)]
    codes += [*range(0xFF08, 0xFF64)]
    for char in map(chr, codes):
        if bidirectional(char) != "ON" or not mirrored(char):
            continue
        called = name(char)
        if _LEFT in called:
            open_names[called.replace(_LEFT, _RIGHT)] = char
        elif called in open_names:
            found[open_names[called]] = char
    return found


_CLOSES = {
    **dict(zip("([{", ")]}", strict=True)),
    **dict(zip("\u0f3a\u0f3c\u169b", "\u0f3b\u0f3d\u169c", strict=True)),
    **_closing(),
    "\u298d": "\u2990",
    "\u298f": "\u298e",
}
"""The bracket that closes each (BD14, BD15); two square ones close crosswise."""
_ENDING = frozenset(_CLOSES.values())


def classes(text: str) -> list[str]:
    """Return the bidirectional class of each character; L for one that has none."""
    return [bidirectional(char) or "L" for char in text]


def paragraph_level(kinds: Sequence[str], start: int = 0, *, isolate: bool = False) -> int | None:
    """Return the level of the first strong character outside of isolates, or None (P2, P3).

    With `isolate` the search ends at the PDI that closes what is open before `start`.
    """
    depth = 0
    for kind in kinds[start:]:
        if kind in _ISOLATES:
            depth += 1
        elif kind == "PDI":
            if not depth and isolate:
                return None
            depth -= depth > 0
        elif not depth and kind in ("L", "R", "AL"):
            return int(kind != "L")
    return None


def levels(
    text: str, base: int | None = None, kinds: Sequence[str] | None = None
) -> list[int | None]:
    """Return the level of each character of a line (after L1); None where X9 removes it.

    The base is that of the first strong character unless it is given. `kinds` stand for the classes
    of the characters, as in the conformance tests.
    """
    original = [*(kinds or classes(text))]
    if base is None:
        base = paragraph_level(original) or 0
    paragraph = _Paragraph(text, original, base)
    for run, sos, eos in [*paragraph.sequences()]:  # before any level changes
        paragraph.resolve(run, sos, eos)
    paragraph.reset_blanks()
    found = zip(original, paragraph.level, strict=True)
    return [None if kind in _REMOVED else level for kind, level in found]


class _Paragraph:
    """The levels and classes of a paragraph while its rules are applied."""

    def __init__(self, text: str, original: list[str], base: int) -> None:
        self.text, self.original, self.base = text, original, base
        self.kinds = [*original]
        self.level = [base] * len(original)
        self.match = _matching(original)
        self._explicit()

    def _explicit(self) -> None:
        """Apply X1 to X8: embeddings, overrides and isolates."""
        stack = [(self.base, "", False)]
        lost_isolates = lost_embeddings = valid = 0
        for i, kind in enumerate(self.original):
            self.level[i] = stack[-1][0]
            if kind in _EMBEDDINGS or kind in _ISOLATES:
                goes_left = kind[0] == "R"
                if kind == "FSI":
                    goes_left = bool(paragraph_level(self.original, i + 1, isolate=True))
                level = (stack[-1][0] + 1) | 1 if goes_left else (stack[-1][0] + 2) & ~1
                fits = level <= MOST and not (lost_isolates or lost_embeddings)
                if kind in _ISOLATES:
                    self._override(i, stack[-1][1])
                    valid, lost_isolates = valid + fits, lost_isolates + (not fits)
                elif not fits and not lost_isolates:
                    lost_embeddings += 1
                if fits:
                    forced = ("R" if goes_left else "L") if kind.endswith("O") else ""
                    stack.append((level, forced, kind in _ISOLATES))
            elif kind == "PDI":
                if lost_isolates:
                    lost_isolates -= 1
                elif valid:
                    lost_embeddings, valid = 0, valid - 1
                    while not stack.pop()[2]:
                        pass
                self.level[i] = stack[-1][0]
                self._override(i, stack[-1][1])
            elif kind == "PDF":
                if not lost_isolates and lost_embeddings:
                    lost_embeddings -= 1
                elif not lost_isolates and not stack[-1][2] and len(stack) > 1:
                    stack.pop()
            elif kind == "B":
                self.level[i] = self.base
            elif kind != "BN":
                self._override(i, stack[-1][1])

    def _override(self, at: int, forced: str) -> None:
        if forced:
            self.kinds[at] = forced

    def sequences(self) -> Iterator[tuple[list[int], str, str]]:
        """Yield the isolating run sequences with the directions before and after them (X10)."""
        seen = [i for i, kind in enumerate(self.original) if kind not in _REMOVED]
        runs = [[*run] for _, run in groupby(seen, self.level.__getitem__)]
        starting = {run[0]: run for run in runs}
        closed = {*self.match.values()}
        place = {i: n for n, i in enumerate(seen)}
        for run in runs:
            if run[0] in closed:
                continue
            whole = [*run]
            while (close := self.match.get(whole[-1])) is not None:
                whole += starting[close]
            first, last = place[whole[0]], place[whole[-1]] + 1
            before = self.level[seen[first - 1]] if first else self.base
            is_open = self.original[whole[-1]] in _ISOLATES
            after = self.base if is_open or last == len(seen) else self.level[seen[last]]
            own = self.level[whole[0]]
            yield whole, _side(max(own, before)), _side(max(own, after))

    def resolve(self, run: list[int], sos: str, eos: str) -> None:
        """Apply W1 to W7, N0 to N2, I1 and I2 to one sequence."""
        kinds = [self.kinds[i] for i in run]
        own = _side(self.level[run[0]])
        _weak(kinds, sos)
        if self.text:
            self._brackets(run, kinds, own, sos)
        _neutral(kinds, own, sos, eos)
        for i, kind in zip(run, kinds, strict=True):
            if self.level[i] % 2:
                self.level[i] += kind != "R"
            elif kind != "L":
                self.level[i] += 1 if kind == "R" else 2

    def _brackets(self, run: list[int], kinds: list[str], own: str, sos: str) -> None:
        """Give brackets the direction of what is in them, or before them (N0)."""
        for begin, end in sorted(_pairs([self.text[i] for i in run], kinds)):
            inside = {_strong(kind) for kind in kinds[begin + 1 : end]} - {""}
            if not inside:
                continue
            side = own
            if own not in inside:
                before = (_strong(kind) for kind in reversed(kinds[:begin]))
                side = next(filter(None, before), sos)
            for place in (begin, end):
                kinds[place] = side
                for mark in range(place + 1, len(run)):
                    if self.original[run[mark]] != "NSM":
                        break
                    kinds[mark] = side

    def reset_blanks(self) -> None:
        """Give separators, and blanks before them and at the end, the base level (L1)."""
        is_end = True
        for i in reversed(range(len(self.original))):
            kind = self.original[i]
            if kind in ("B", "S"):
                self.level[i], is_end = self.base, True
            elif kind in _BLANK:
                self.level[i] = self.base if is_end else self.level[i]
            elif kind not in _REMOVED:
                is_end = False


def _matching(kinds: Sequence[str]) -> dict[int, int]:
    """Return the PDI that closes each isolate (BD9)."""
    opened: list[int] = []
    match: dict[int, int] = {}
    for i, kind in enumerate(kinds):
        if kind in _ISOLATES:
            opened.append(i)
        elif kind == "PDI" and opened:
            match[opened.pop()] = i
    return match


def _side(level: int) -> str:
    return "LR"[level % 2]


def _strong(kind: str) -> str:
    """Return the direction of a class for neutrals: numbers count as R (N0, N1)."""
    return "R" if kind in ("R", "EN", "AN") else kind if kind == "L" else ""


def _weak(kinds: list[str], sos: str) -> None:
    """Apply W1 to W7: marks, numbers, and what stands between and beside numbers."""
    last = strong = sos
    for n, kind in enumerate(kinds):
        if kind == "NSM":
            kinds[n] = "ON" if last in _ISOLATES or last == "PDI" else last
        last = kinds[n]
    for n, kind in enumerate(kinds):
        if kind in ("L", "R", "AL"):
            strong = kind
        elif kind == "EN" and strong == "AL":
            kinds[n] = "AN"
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]
    for n in range(1, len(kinds) - 1):
        one, kind, other = kinds[n - 1 : n + 2]
        if one == other and (
            (kind == "ES" and one == "EN") or (kind == "CS" and one in ("EN", "AN"))
        ):
            kinds[n] = one
    _terminators(kinds)
    strong = sos
    for n, kind in enumerate(kinds):
        if kind in ("ES", "ET", "CS"):
            kinds[n] = "ON"
        elif kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[n] = "L"


def _terminators(kinds: list[str]) -> None:
    """Make signs beside European numbers, such as “%”, a part of these (W5)."""
    for start, end in _stretches(kinds, frozenset(("ET",))):
        beside = [*kinds[max(0, start - 1) : start], *kinds[end : end + 1]]
        if "EN" in beside:
            kinds[start:end] = ["EN"] * (end - start)


def _pairs(chars: Sequence[str], kinds: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the places of the brackets that belong together (BD16)."""
    opened: list[tuple[str, int]] = []
    for place, (char, kind) in enumerate(zip(chars, kinds, strict=True)):
        if kind != "ON":
            continue
        if char in _CLOSES:
            if len(opened) == _BRACKETS:
                return
            opened.append((normalize("NFC", _CLOSES[char]), place))
        elif char in _ENDING:
            same = normalize("NFC", char)
            depth = next((d for d, (each, _) in enumerate(reversed(opened), 1) if each == same), 0)
            if depth:
                yield opened[-depth][1], place
                del opened[-depth:]


def _neutral(kinds: list[str], own: str, sos: str, eos: str) -> None:
    """Give neutrals the direction on both their sides, or else that of the embedding (N1, N2)."""
    for start, end in _stretches(kinds, _NEUTRAL):
        before = _strong(kinds[start - 1]) if start else sos
        after = _strong(kinds[end]) if end < len(kinds) else eos
        kinds[start:end] = [before if before == after else own] * (end - start)


def _stretches(kinds: Sequence[str], wanted: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield where classes of `wanted` stand together; the list may change behind them."""
    start = 0
    for has, alike in groupby([*kinds], wanted.__contains__):
        end = start + sum(1 for _ in alike)
        if has:
            yield start, end
        start = end


def order(level: Sequence[int]) -> list[int]:
    """Return the indices of a line from left to right (L2)."""
    found = [*range(len(level))]
    for deepest in range(max(level, default=0), 0, -1):
        start = 0
        for is_deep, alike in groupby([level[i] >= deepest for i in found]):
            end = start + sum(1 for _ in alike)
            if is_deep:
                found[start:end] = found[start:end][::-1]
            start = end
    return found
