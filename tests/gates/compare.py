"""The difference between what a document says and what a reader of its PDF finds."""

import difflib
import re
import unicodedata

from gates.reading import Entry, spoken


def differences(expected: list[Entry], seen: list[Entry]) -> list[str]:
    """One sentence for each entry lost, added or changed; blanks count, line ends do not."""
    wanted, found = _normal(expected), _normal(seen)
    said = []
    matcher = difflib.SequenceMatcher(None, wanted, found, autojunk=False)
    for change, start, stop, first, last in matcher.get_opcodes():
        if change != "equal":
            said += [f"lost: {_line(entry)}" for entry in wanted[start:stop]]
            said += [f"added: {_line(entry)}" for entry in found[first:last]]
    return said


def letters(entries: list[Entry]) -> list[Entry]:
    """Entries that say something as pdfium can be compared: without blanks, which it guesses.

    In text from right to left it turns ligatures and brackets round, and accents that a font sets
    by themselves it may put with a later letter: there only which letters there are counts, and
    their order is left to poppler.
    """
    packed = [
        (role, unicodedata.normalize("NFD", re.sub(r"\s", "", text)))
        for role, text in spoken(entries)
    ]
    return [(role, "".join(sorted(text)) if _disordered(text) else text) for role, text in packed]


def _disordered(text: str) -> bool:
    kinds = {unicodedata.bidirectional(letter) for letter in text}
    return bool(kinds & {"R", "AL", "NSM"})


def _normal(entries: list[Entry]) -> list[Entry]:
    """A line end with the blanks about it is one blank; none stands at the ends of an entry."""
    return [
        (role, unicodedata.normalize("NFC", re.sub(r"[ \t]*[\r\n]+[ \t]*", " ", text)).strip())
        for role, text in entries
    ]


def _line(entry: Entry) -> str:
    role, text = entry
    return f"{role}: {text}" if text else role
