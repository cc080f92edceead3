"""Checks spelling by the Hunspell dictionaries of this computer.

Reads what hunspell(5) calls affix files, as far as it says which words there are. Where words are
put together without a limit (COMPOUNDFLAG and its kin), any two words make one: a check should
rather miss a slip than mark what is right.
"""

from __future__ import annotations

import contextlib
import functools
import glob
import os
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from leaflet.errors import LeafletError
from leaflet.source.files import file_bytes

VARIABLE = "LEAFLET_DICTIONARIES"
"""Names the folders to look in, instead of the usual ones."""
USUAL = (
    "~/Library/Spelling",
    "~/.local/share/hunspell",
    "$APPDATA/hunspell",
    "/Library/Spelling",
    "/opt/homebrew/share/hunspell",
    "/usr/local/share/hunspell",
    "/usr/share/hunspell",
    "/usr/share/myspell",
    "/usr/share/myspell/dicts",
    "/Applications/LibreOffice.app/Contents/Resources/extensions/dict-*",
    "$ProgramFiles/LibreOffice/share/extensions/dict-*",
    "${ProgramFiles(x86)}/LibreOffice/share/extensions/dict-*",
)
"""The folders of macOS, Linux and Windows; those of another system are not there."""
SHORTEST = 3
"""Letters of each part of a compound."""
SUGGESTIONS = 3
LONGEST = 64
"""Letters of a word that is put together; a longer one is taken as right."""
LARGEST = 64 << 20
"""Bytes of a file; the dictionaries of LibreOffice have at most a tenth of it."""

Flags = frozenset[str]


class Affix(NamedTuple):
    """A suffix or prefix, and which words take it."""

    flag: str
    strip: str
    """What is taken off the word before."""
    condition: re.Pattern[str]
    """What the word must look like without it."""
    onward: Flags
    """What the word may take behind it."""


class Dictionary:
    """The dictionary of a language."""

    def __init__(self, rules: str, words: str) -> None:
        """Read the text of an affix file, `rules`, and of its word list, `words`."""
        self._options: dict[str, str] = {}
        self._aliases: list[str] = [""]
        self._replace: list[tuple[str, str]] = []
        self._ends: dict[str, list[Affix]] = defaultdict(list)
        self._begins: dict[str, list[Affix]] = defaultdict(list)
        self._onward: set[str] = set()
        """The flags of endings that another ending may have behind it."""
        self._read(rules)
        self._words = _entries(words)
        self._letters = self._options.get("TRY", "").lower() or "abcdefghijklmnopqrstuvwxyz"
        self._joins = any(key in self._options for key in ("COMPOUNDFLAG", "COMPOUNDBEGIN"))

    def knows(self, word: str) -> bool:
        """Return whether a word is right, as written or in lower case."""
        if len(word) > LONGEST:
            return True
        word = word.replace("’", "'").removesuffix("'s")
        ways = {word, word.lower()} | ({word.capitalize()} if word.isupper() else set())
        if any(map(self._is_word, ways)) or (self._joins and self._is_compound(word)):
            return True
        return "-" in word and all(self.knows(part) for part in word.split("-") if part)

    def suggest(self, word: str) -> list[str]:
        """Return words that differ by one typing error, the likeliest first."""
        found: dict[str, None] = {}
        for near in self._near(word.lower()):
            if len(found) < SUGGESTIONS and near not in found and self._is_word(near):
                found[near] = None
        return list(found)

    def _near(self, word: str) -> Iterator[str]:
        for old, new in self._replace:
            if old in word:
                yield word.replace(old, new, 1)
        cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
        yield from (a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1)
        yield from (a + b[1:] for a, b in cuts if b)
        yield from (a + c + b for c in self._letters for a, b in cuts)
        yield from (a + c + b[1:] for c in self._letters for a, b in cuts if b)

    # ---- the words that there are

    def _is_word(self, word: str) -> bool:
        listed = self._listed(word)
        if any(self._options.get("FORBIDDENWORD", "") in flags for flags in listed):
            return False
        barred = {self._options.get(key, "") for key in ("NEEDAFFIX", "ONLYINCOMPOUND")}
        if any(not flags & barred for flags in listed):
            return True
        return any(True for _ in self._ended(word)) or self._is_begun(word)

    def _listed(self, word: str) -> list[Flags]:
        """Return the flags of each entry of a word."""
        if word not in self._words:
            return []
        return [self._flags(flags) for flags in self._words[word].split("\n")]

    def _is_begun(self, word: str) -> bool:
        for count in range(len(word)):
            for affix in self._begins.get(word[:count], ()) if count else ():
                rest = affix.strip + word[count:]
                if affix.condition.match(rest) and any(
                    affix.flag in root | onward for root, onward in self._roots(rest)
                ):
                    return True
        return False

    def _roots(self, word: str) -> Iterator[tuple[Flags, Flags]]:
        """Yield the flags of stems that a word may be formed from."""
        yield from ((flags, flags) for flags in self._listed(word))
        yield from self._ended(word)

    def _ended(self, word: str, depth: int = 2) -> Iterator[tuple[Flags, Flags]]:
        """Yield the same for a word with one or two suffixes."""
        for count in range(len(word)):
            for affix in self._ends.get(word[len(word) - count :], ()):
                stem = word[: len(word) - count] + affix.strip
                if not affix.condition.search(stem):
                    continue
                for flags in self._listed(stem):
                    if affix.flag in flags:
                        yield flags, affix.onward
                if depth > 1 and affix.flag in self._onward:
                    for root, onward in self._ended(stem, depth - 1):
                        if affix.flag in onward:
                            yield root, affix.onward

    def _is_compound(self, word: str) -> bool:
        """Whether parts make the word; from each place in it the next part is looked for once."""
        found, waiting = {0}, [0]
        while waiting:
            start = waiting.pop()
            for place in range(start + SHORTEST, len(word) - SHORTEST + 1):
                if place not in found and self._is_joined(word[start:place]):
                    if self._is_part(word[place:]):
                        return True
                    found.add(place)
                    waiting.append(place)
        return False

    def _is_joined(self, word: str) -> bool:
        """Whether it is a part that another can follow, with the s or without the e between."""
        return any(map(self._is_part, {word, word.removesuffix("s"), word + "e"}))

    def _is_part(self, word: str) -> bool:
        ways = (word, word.lower(), word.capitalize())
        return len(word) >= SHORTEST and any(
            way in self._words or any(True for _ in self._ended(way)) for way in ways
        )

    # ---- the affix file

    def _read(self, rules: str) -> None:
        """Read the affix rules; the first line of a flag says how many follow."""
        for line in rules.splitlines():
            match line.split():
                case ["SFX" | "PFX" as kind, flag, strip, added, *more] if not _is_head(kind, line):
                    self._affix(kind, flag, strip, added, *more[:1])
                case ["AF", flags, *_] if "AF" in self._options:
                    self._aliases.append(flags)
                case ["REP", old, new]:
                    self._replace.append((old.strip("^$"), new.replace("_", " ")))
                case [key, value, *_]:
                    self._options.setdefault(key, value)

    def _affix(self, kind: str, flag: str, strip: str, added: str, condition: str = ".") -> None:
        added, _, onward = added.partition("/")
        added, strip = added.replace("0", ""), strip.replace("0", "")
        pattern = _condition(condition, kind == "SFX")
        affix = Affix(flag, strip, pattern, self._flags(onward))
        self._onward |= affix.onward
        (self._ends if kind == "SFX" else self._begins)[added].append(affix)

    @functools.lru_cache(4096)  # noqa: B019 (there are few dictionaries, and they stay)
    def _flags(self, written: str) -> Flags:
        """Return the flags in a text, as FLAG says: letters, pairs or numbers."""
        if written.isdecimal() and len(self._aliases) > 1:
            written = self._aliases[int(written)] if int(written) < len(self._aliases) else ""
        match self._options.get("FLAG"):
            case "long":
                return frozenset(re.findall("..", written))
            case "num":
                return frozenset(written.split(","))
        return frozenset(written)


def _is_head(kind: str, line: str) -> bool:
    """Return whether a line is the header of a flag's rules."""
    return re.match(rf"{kind}\s+\S+\s+[YN]\s+\d+\s*(?:#.*)?$", line) is not None


@functools.lru_cache(2048)
def _condition(written: str, at_end: bool) -> re.Pattern[str]:
    """Compile a condition, which has letters, dots and sets of letters only."""
    safe = re.sub(r"[^\w.\[\]^]", lambda found: re.escape(found[0]), written)
    return re.compile(f"{safe}$" if at_end else f"^{safe}")


def _entries(words: str) -> dict[str, str]:
    """Return the words of a list with their flags; the first line is only a count."""
    listed = words.partition("\n")[2]
    found: dict[str, str] = {}
    for word, flags in re.findall(r"^([^\s/]+)(?:/(\S*))?", listed, re.MULTILINE):
        found[word] = f"{found[word]}\n{flags}" if word in found else flags
    return found


def find(tag: str) -> Dictionary | None:
    """Return the dictionary of a language, if possible of its country, or None."""
    path = _path(tag)
    return _load(path) if path else None


def folders() -> Iterator[Path]:
    """Yield the folders where dictionaries may lie."""
    own = os.environ.get(VARIABLE)
    if own is None:
        for name in USUAL:
            yield from _usual(name)
        return
    for name in filter(None, own.split(os.pathsep)):
        with contextlib.suppress(RuntimeError):  # the home of a user that there is not
            yield Path(name).expanduser()


def _usual(name: str) -> Iterator[Path]:
    """Yield the folders of a usual name, none where its variable is not set."""
    path = os.path.expandvars(os.path.expanduser(name))  # noqa: PTH111 (leaves what it cannot)
    if os.path.isabs(path):  # noqa: PTH117
        yield from map(Path, sorted(glob.glob(path)))  # noqa: PTH207 (a pattern anywhere in it)


def _path(tag: str) -> Path | None:
    """Return the affix file of a language or of its country."""
    language, _, country = ("en-GB" if tag == "en" else tag).replace("-", "_").partition("_")
    wanted = [f"{language}_{country}"] if country else [f"{language}_{language.upper()}", language]
    there = [path for folder in folders() for path in sorted(folder.glob(f"{language}*.aff"))]
    there = [path for path in there if all(map(_is_readable, (path, path.with_suffix(".dic"))))]
    exact = [path for name in (*wanted, language) for path in there if path.stem == name]
    if language == "en" and country:  # British words are wrong in an American one
        return exact[0] if exact else None
    return next(iter((*exact, *(p for p in there if p.stem.startswith(f"{language}_")))), None)


def _is_readable(path: Path) -> bool:
    """Return whether a path is a file that can be read."""
    try:
        return path.is_file()
    except OSError:
        return False


def _bytes(path: Path) -> bytes:
    """Read a file without its byte order mark; LeafletError if it can be no dictionary."""
    return file_bytes(path, LARGEST).removeprefix(b"\xef\xbb\xbf")


def _load(path: Path) -> Dictionary | None:
    """Load the dictionary of an affix file, or None if it cannot be read."""
    try:
        return _made(_bytes(path), _bytes(path.with_suffix(".dic")))
    except LeafletError:
        return None


@functools.lru_cache(4)
def _made(rules: bytes, words: bytes) -> Dictionary | None:
    """Make a dictionary of the bytes of its two files, or None if they are none."""
    try:
        coding = re.search(rb"^SET\s+(\S+)", rules, re.MULTILINE)
        name = coding[1].decode("ascii") if coding else "latin-1"
        name = name.replace("microsoft-cp", "cp")
        return Dictionary(rules.decode(name, "replace"), words.decode(name, "replace"))
    except (LookupError, ValueError, re.error):
        return None
