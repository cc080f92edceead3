"""Defines faults: what went wrong, at which place, and what the user can do."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "note"]

MOST_SHOWN = 20
"""Faults that a message spells out; the rest are counted."""
ALIKE = 3
"""Faults that say the same, of which a message shows the lines and hints."""


def shown(text: str, limit: int = 60) -> str:
    """Return user text fit for a message: at most `limit` characters, unprintables escaped.

    Control and direction characters in a terminal can forge a message, so none is passed on.
    """
    return escaped(text if len(text) <= limit else text[: limit - 1] + "…")


def escaped(text: str) -> str:
    """Return a text of one line with its unprintables escaped, line ends too."""
    return text if text.isprintable() else "".join(map(_escape, text))


def meant(word: str, known: Iterable[object], otherwise: str = "") -> str:
    """Return a hint with the known word nearest to `word`, else `otherwise` or all of them."""
    import difflib

    words = {str(each).lower(): str(each) for each in known}
    near = difflib.get_close_matches(word.lower(), words, n=1, cutoff=0.6)
    if near:
        return f"did you mean `{words[near[0]]}`?"
    return otherwise or "there are: " + ", ".join(words.values())


def _escape(char: str) -> str:
    if char.isprintable():
        return char
    code = ord(char)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def joined(path: str, step: str | int) -> str:
    """Return the path of a key (or the number of an item) below `path`; odd keys are quoted."""
    if isinstance(step, int):
        return f"{path}[{step}]"
    if not re.fullmatch(r"[\w-]+", step):
        quoted = re.sub(r'(["\\])', r"\\\1", step)
        return f'{path}["{quoted}"]'
    return f"{path}.{step}" if path else step


class Place(NamedTuple):
    """A place in a user's file; line and column count from 1."""

    file: str
    """Nothing where no file has it: it is of a dict."""
    line: int = 0
    """0 where the fault is about the file as a whole."""
    column: int = 0
    excerpt: str = ""
    """The line as written."""
    width: int = 1
    """How many characters of the line are meant."""
    key: str = ""
    """The path of the key at this place, counted from 0: `body[3].faqs.items[1].answer`."""

    def inside(self, key: str) -> Place:
        """Return the same place, meant for a key below it that is not written there."""
        return self._replace(key=joined(self.key, key))

    def __str__(self) -> str:
        """Write `file:line:column`, as editors and terminals link it, or the key without a file."""
        name = shown(self.file or self.key, 200)
        return f"{name}:{self.line}:{self.column}" if self.line else name


class Fault(NamedTuple):
    """One thing that is wrong or worth knowing: data for programs, words for people.

    Programs decide by `code`, `path`, `place` and `severity`; words may change or be translated.
    """

    code: str
    """The kind of fault, one of `CODES`."""
    problem: str
    """What is wrong, in a plain sentence."""
    place: Place | None = None
    """Where it stands, if it is in a file or in what a program gave."""
    hint: str = ""
    """A way out, or nothing."""
    key: str = ""
    """The path of the key that is meant, where there is no place."""
    severity: Severity = "error"
    """How grave it is."""
    lines_over: int = 0
    """By how many lines of body text it is too much for its sheet, if that can be said."""
    sheets: tuple[str, ...] = ()
    """The sheets that it is about, where a leaflet is made on several and others are without it."""

    @property
    def is_of_fit(self) -> bool:
        """Return whether the text is right, and only too much for its sheet."""
        return self.code in FIT

    @property
    def path(self) -> str:
        """Return the path of the key that is meant, or nothing where it is no key."""
        return self.key or (self.place.key if self.place else "")

    @property
    def line(self) -> str:
        """The problem and the hint in one line, without the place."""
        return f"{self._said}; {self.hint}" if self.hint else self._said

    @property
    def _said(self) -> str:
        """The problem with the sheets that it is about."""
        return f"on {' and '.join(self.sheets)}: {self.problem}" if self.sheets else self.problem

    def facts(self) -> dict[str, str | int | tuple[str, ...]]:
        """Return the fault as JSON has it; line and column are 0 where it is in no line.

        `sheets` and `lines_over` are there where they say something.
        """
        place = self.place or Place("")
        on = {"sheets": self.sheets} if self.sheets else {}
        over = {"lines_over": self.lines_over} if self.lines_over else {}
        return {
            **{"code": self.code, "severity": self.severity, "key": self.path},
            **{"problem": self.problem, "hint": self.hint, "file": place.file},
            **{"line": place.line, "column": place.column, "width": place.width},
            **on,
            **over,
        }

    def at(self, place: Place | None) -> Fault:
        """Return the same fault, found at a place; what is there says which key is meant."""
        return self._replace(place=place, key="")

    def __str__(self) -> str:
        """Write the sentence, the excerpt with carets, and the hint, on several lines."""
        return self.drawn(str)

    @property
    def head(self) -> str:
        """The place and the problem in one line."""
        return self.drawn(str).partition("\n")[0]

    def drawn(self, ink: Callable[[str], str], label: str = "") -> str:
        """Write the same with the carets in an ink, and a label before the problem."""
        where = escaped(f"{self.place}: ") if str(self.place or "") else ""
        head = f"{where}{label}{escaped(self._said)}"
        excerpt = _excerpt(self.place, ink) if self.place and self.place.line else []
        hint = [escaped(f"  hint: {self.hint}")] if self.hint else []
        return "\n".join([head, *excerpt, *hint])


def _excerpt(place: Place, ink: Callable[[str], str]) -> list[str]:
    """Return the line of a fault, cut to a window, and carets under the words meant."""
    room = 76
    start = place.column - 1
    left = max(0, start - room // 2) if len(place.excerpt) > room else 0
    window = "".join(c if c.isprintable() else "·" for c in place.excerpt[left : left + room])
    if not window.strip():
        return []
    carets = max(1, min(place.width, len(window) - (start - left)))
    number = f"{place.line:>4}"
    before = f"{' ' * len(number)} | {' ' * (start - left)}"
    return [f"{number} | {window}", before + ink("^" * carets)]


def note(
    code: str, problem: str, place: Place | None = None, hint: str = "", key: str = ""
) -> Fault:
    """Return what a user should know although nothing is refused."""
    return Fault(code, problem, place, hint, key, "note")


class LeafletError(Exception):
    """An error that the user can put right; carries every fault found."""

    faults: tuple[Fault, ...]
    """What is wrong, in the order of the file."""
    exit_code = 1

    def __init__(self, *faults: Fault) -> None:
        self.faults = faults
        super().__init__(*faults)

    def __str__(self) -> str:
        """Write the first `MOST_SHOWN` faults and the number of the others.

        Of those that say the same only the first `ALIKE` are written with their lines and hints.
        """
        return self.drawn(str)

    def drawn(self, ink: Callable[[str], str]) -> str:
        """Write the same with the carets in an ink."""
        lines, seen = [], Counter[str]()
        for fault in self.faults[:MOST_SHOWN]:
            seen[fault.problem] += 1
            lines.append(fault.drawn(ink) if seen[fault.problem] <= ALIKE else fault.head)
        more = len(self.faults) - MOST_SHOWN
        return "\n".join(lines + ([f"… and {more} more"] if more > 0 else []))


class FileError(LeafletError):
    """A file could not be read or written."""

    exit_code = 3


def expect(name: str, value: object, *kinds: type | None, source: str = "") -> None:
    """Raise TypeError unless a value is of one of these kinds; a datetime is never a date."""
    known = tuple(type(None) if kind is None else kind for kind in kinds)
    if type(value) in known:
        return
    if not isinstance(value, known) or isinstance(value, datetime.datetime):
        *others, last = (kind.__name__ if kind else "None" for kind in kinds)
        wanted = f"{', '.join(others)} or {last}" if others else last
        raise misused(name, wanted, value, source)


def misused(name: str, wanted: str, value: object, source: str = "") -> TypeError:
    """Say what an argument takes, such as `compose(document)`, and what gives such a value."""
    hint = f"; {source} gives one" if source else ""
    return TypeError(f"{name} takes {wanted}, not {type(value).__name__}{hint}")


FIT: dict[str, str] = {
    "does-not-fit": "The leaflet is too long for the sheet.",
    "long-block": "A long block of a leaflet that does not fit.",
    "nothing-to-show": "The sheet shows a few kinds of blocks, and the leaflet has none of them.",
    "word-too-wide": "A word is wider than the place that the sheet has for it.",
    "too-high": "A part that cannot be split is higher than a page.",
    "too-much-work": "A picture or a leaflet takes more time or memory than it may.",
    "too-many-pages": "The leaflet has more pages than the limit allows.",
}
"""What is too much or too little for one sheet, while the same text may fit others."""
CODES: dict[str, str] = {
    # How a leaflet fits on a sheet
    **FIT,
    "misplaced-block": "A block stands where it has no place, such as a slip in the middle.",
    "slip-has-a-back": "What is on the back of a slip goes with it where both sides are printed.",
    # Files
    "no-clinics": "There is no clinic to make leaflets for.",
    "unknown-encoding": "How a table is encoded cannot be told.",
    "not-a-table": "A table cannot be read as rows and cells.",
    "no-such-translation": "The leaflet is not there in this language.",
    "translation-words": "The words of a translation are not edited on the page for reception.",
    "wrong-language": "A file is named after another language than it says.",
    "stale-translation": "A text was changed since it was translated.",
    "beside-sheet": "A sheet has no room for two languages beside each other.",
    "beside-other": "What is to stand beside a leaflet is not the same in another language.",
    "missing-translation": "A text is not translated.",
    "idle-translation": "A translation translates nothing that the leaflet says.",
    "translation-numbers": "A translation has other numbers, units, fields or links than its text.",
    "content-changed": "A leaflet was changed while a run made its files.",
    "worker-died": "A process ended while it made a file.",
    "file-not-found": "There is no file of this name.",
    "folder-not-found": "There is no folder of this name.",
    "folder-not-made": "A folder could not be made.",
    "file-exists": "A file or folder that is there already would be replaced.",
    "input-file": "A file that is read for the leaflet would be replaced.",
    "link-loop": "A link leads back to itself.",
    "not-a-file": "A folder, device or pipe stands where a file is needed.",
    "not-a-folder": "A file stands where a folder is needed.",
    "not-a-file-name": "This cannot be the name of a file.",
    "no-folder": "The content is in no folder, so it cannot name a file beside it.",
    "outside-folder": "The file is outside the folder of the content.",
    "web-address-as-file": "A web address stands where a file is needed; nothing is fetched.",
    "read-failed": "A file could not be read.",
    "write-failed": "A file could not be written.",
    "disk-full": "The disk is full.",
    "disk-quota": "The user's share of the disk is full.",
    "disk-read-only": "The disk can only be read.",
    "disk-error": "The disk reports an error.",
    "folder-closed": "The user may not write into the folder.",
    "folder-refuses": "The folder takes no new file from this program.",
    "file-in-use": "The file is open in another program.",
    "name-too-long": "The name of the file is too long.",
    "name-taken": "A file with the same name is being written.",
    "delete-failed": "A file could not be deleted.",
    "file-protected": "A file is protected against writing.",
    "stream-closed": "Standard input or output is closed.",
    "no-text": "A PDF has pictures of words, and no words.",
    "has-macros": "A file carries programs.",
    "document-type": "A file has a document type, which could name other files.",
    "old-format": "A file is of an old kind that is not read, such as .doc.",
    "unknown-format": "A file is of a kind that is not read.",
    "damaged-file": "The file is damaged or cut off, or of another kind than its name says.",
    "locked-file": "The file is locked by a password.",
    "too-large": "A file, picture or drawing is larger than the limit.",
    # The text of a file
    "empty-file": "There is nothing in the file.",
    "not-plain-text": "A Word file, a PDF or the like stands where plain text is needed.",
    "wrong-encoding": "The file is not saved as UTF-8.",
    "hidden-character": "A character that cannot be seen or printed stands here.",
    "second-document": "A line `---` begins a second document in the same file.",
    "syntax": "A line cannot be understood as YAML.",
    "tab-indent": "A line is indented with a tab.",
    "needs-quotes": "A text has a sign in it that needs quotation marks around the text.",
    "open-quote": "A quotation mark is never closed.",
    "quote-inside": "A text goes on after its closing quotation mark.",
    "open-bracket": "A bracket is never closed.",
    "wrong-backslash": "A backslash in quotation marks has no meaning.",
    "no-space-after-colon": "There is no space after the colon of a key.",
    "list-after-key": "A list starts on the line of its key.",
    "no-key": "A line has no key.",
    "glued-words": "A backslash at the end of a line in double quotes joins two words.",
    "lost-text": "What follows a # would be left out as a comment.",
    "swallowed-item": "A list item is read as a part of the text above it.",
    "too-deep": "More things stand inside each other than the limit allows.",
    "too-many-keys": "The file has more keys and texts than the limit allows.",
    # Keys and values
    "duplicate-key": "A key is written twice.",
    "unknown-key": "This key does not belong here.",
    "missing-key": "A key that is needed is missing.",
    "conflicting-keys": "Two keys exclude each other.",
    "needless-key": "A key has no meaning together with the others.",
    "key-beside-block": "A key stands beside the name of a block instead of below it.",
    "wrong-kind": "A text, list or group of keys stands where another of them is needed.",
    "empty-value": "Nothing is written where something is needed.",
    "empty-line": "An empty line stands inside a text.",
    "too-long": "A text is longer than the limit.",
    "hard-to-read": "A theme's colours have too little contrast for words.",
    "type-too-small": "A theme sets text smaller than the body, or the body too small to read.",
    "lines-too-close": "A theme sets lines so close that they run into each other.",
    "too-short": "A text is too short to say something.",
    "out-of-range": "A number is too large or too small.",
    "wrong-count": "A list has too many or too few items.",
    "duplicate-item": "A list has the same item twice.",
    "duplicate-id": "Two things have the same id.",
    "unknown-name": "There is no theme, sheet, edition, icon, rule or other thing of this name.",
    "unknown-block": "There is no block of this name.",
    "nested-too-deep": "A list stands in a list that stands in a list.",
    "nothing-to-continue": "The numbers of a list go on from another, and there is none before it.",
    "not-a-choice": "This is not one of the words allowed here.",
    "not-a-colour": "This is not a colour.",
    "not-a-date": "This is not a date.",
    "not-a-face": "There is no face of this name.",
    "not-a-frequency": "This is not so many in so many, such as 9 in 100.",
    "not-a-language-tag": "This is not a language tag.",
    "not-a-script": "This is not the code of a script.",
    "not-a-link": "A leaflet cannot have a link to this.",
    "not-a-name": "A name has other characters than small letters, digits and hyphens.",
    "not-a-number": "This is not a number, or not one allowed here.",
    "not-a-phone-number": "This is not a phone number.",
    "not-a-web-address": "This is not a web address.",
    "not-an-address": "A QR code needs a web address, phone number or e-mail address.",
    "not-an-email-address": "This is not an e-mail address.",
    "not-base64": "This is not base64.",
    "not-yes-or-no": "This is neither yes nor no.",
    # Doses
    "not-a-band": "This is not a band of ages or weights, or may be read in two ways.",
    "band-gap": "Between two bands there are ages or weights that are in neither.",
    "band-overlap": "Some ages or weights are in two bands.",
    "not-a-dose": "This is not an amount or a strength of a medicine.",
    "misread-dose": "A dose is written in a form that is easily misread.",
    "mixed-units": "Amounts that belong together have units that do not.",
    "wrong-dose": "An amount does not follow from the strength, or from what is taken in a day.",
    "unused-time": "A schedule has a time at which nothing is due.",
    "unread-dose": "A dose is in words that are not known: it is printed and was not checked.",
    "not-how-often": "This does not say how often a medicine is taken.",
    # What a leaflet says
    "unfilled-field": "The clinic has no detail for a field such as {clinic.phone}.",
    "unknown-heading": "A reference names no heading.",
    "several-headings": "A reference names a heading, and several have that name.",
    "heading-left-out": "A reference names a heading that this edition leaves out.",
    "nothing-to-list": "There is no heading for the list of contents.",
    "unsettled-pages": "The page of a heading changes with the number that is printed for it.",
    "unknown-source": "A citation names no source.",
    "sample-detail": "A detail of the clinic is still that of the sample.",
    "skipped-heading-level": "A heading is more than one level below the heading above it.",
    "emoji": "There is an emoji in a text: programs draw and name each of them in their own way.",
    "english-only": "These words are printed in English, and the leaflet is in another language.",
    "no-glyph": "No font has this character.",
    "empty-description": "The `alt` of a picture does not say what the picture shows.",
    "number-mismatch": "The words of a figure say another number than it shows.",
    "unequal-denominators": "Frequencies that stand side by side are out of different numbers.",
    "no-nothing": "An option grid has no choice of doing nothing, and does not say why.",
    "uneven-row": "A row of a table has more or fewer cells than the others.",
    "too-many-columns": "A table has too many columns for a page.",
    "unknown-footnote": "A cell has the mark of a footnote that its table does not have.",
    "unused-footnote": "Nothing in a table is marked with a footnote of it.",
    "cannot-be-left-out": "A part that others need is marked to be left out, or said in short.",
    "nothing-left": "An edition or a sheet leaves nothing of a part of the leaflet.",
    "review-before-issue": "The next review is not after the date of issue.",
    "review-passed": "The review date of the leaflet has passed.",
    "too-many-blocks": "The leaflet has more blocks than the limit allows.",
    # Themes and sheets of your own
    "extends-itself": "A theme extends itself.",
    "too-narrow": "The margins of a sheet leave too little width.",
    "too-low": "The margins of a sheet leave too little height.",
    "too-wide": "A page is wider than the narrowest panel.",
    "too-few-panels": "A folded sheet has fewer than two panels on a side.",
    "wrong-paper": "The size of the paper does not fit the size of the page.",
    "wrong-width": "The panels together are not as wide as the paper.",
    "panel-numbers": "The panels are not numbered once each.",
    "front-panel": "The front is not the panel at the right of the outside.",
    "back-panel": "The last panel is not on the back.",
    "uneven-folds": "The folds of the two sides are not at the same places.",
    # Pictures and PDF files
    "not-a-picture": "The file is neither PNG, JPEG nor SVG.",
    "too-thin": "One side of a picture is far longer than the other.",
    "unsupported-drawing": "A drawing uses a part of SVG that is not drawn.",
    "empty-drawing": "A drawing draws nothing.",
    "beyond-frame": "A drawing draws beyond its frame.",
    "untagged-pdf": "A PDF has no tags.",
    "coarse-crop": "A picture that fills its box has too few dots to an inch to be printed.",
    # What a user should know although nothing is refused
    "blurred-picture": "A picture has too few dots to an inch, and looks blurred.",
    "pale-logo": "The clinic's logo was made for dark grounds.",
    "long-poster": "A poster has more words than are read in passing.",
    "small-title": "A title is smaller than others, because a word of it is too wide.",
    "coarse-picture": "A picture has fewer dots to an inch than a press wants.",
    "thin-rule": "A rule is so thin that a press may not print it.",
    "near-edge": "Words are so near the edge that they may be cut off.",
    "printed-signs": "Signs of a markup that a leaflet does not have are printed as they stand.",
    "part-left-out": "A part that needs a detail which the clinic has not is left out.",
    "plain-lines": "A folded sheet or a poster has lines to write on in place of form fields.",
    "contents-left-out": "The list of contents is left out where pages have no numbers.",
    "landscape-first": "A leaflet begins with a table on a turned page, so its title stands alone.",
    "no-contents": "A leaflet of eight pages or more has no list of contents.",
    "no-room-for-filler": "The pages have no room left over for blocks under `filler`.",
    "empty-pages": "Pages or panels are empty, and have lines for notes.",
    "back-is-shared": "The contact details share the back with other text.",
    "name-cut": "The clinic's name is too long for the foot of a page, and is cut there.",
    "built-in-leaflet": "The built-in leaflet is made, as there is no content in the folder.",
    "sample-leaflet": "The leaflet is made for the sample clinic.",
    "idle-brand": "A brand file gives nothing that the clinic does not say itself.",
    "older-file": "A file of an earlier build was found; the note says whether it was deleted.",
    "silent-picture": "A picture of a page says nothing to a screen reader.",
    "draft-labels": "The labels of the language are a draft, and each sheet is marked so.",
    "review-due": "The review of the leaflet is due soon.",
    # The program and the page for reception
    "missing-extra": "An optional part of Leaflet is not installed.",
    "wrong-command": "The command line cannot be understood.",
    "file-failed": "A file could not be read or written, for a rare reason.",
    "bad-request": "A request cannot be understood.",
    "busy": "The page is asked for too much at once.",
    "clinic-changed": "A kept clinic was changed since the page that changes it was opened.",
    "clinic-gone": "A kept clinic was deleted since the page that names it was opened.",
    "clinic-not-chosen": "The list of clinics names another clinic than the form.",
    "clinic-renamed": "A save changes a clinic's name without saying whether it is the same one.",
    "duplicate-clinic": "A clinic of this name is kept already.",
    "lost-logo": "The file of a kept clinic's logo is missing or damaged.",
    "foreign-request": "A request comes from a page of another site.",
    "not-editable": "The leaflet does not let this be changed.",
    "not-json": "A request, or a line of a file, is not a JSON object.",
    "no-length": "A request does not say how long it is.",
    "not-found": "There is no such page, picture or clinic, or it is not kept any more.",
    "program-fault": "The program itself has a fault.",
    "shown-otherwise": "What a page has shown is not what would be printed now.",
    "stale-page": "A page belongs to a visit that has ended, or its browser has to log in again.",
    "too-slow": "A request takes too long to arrive.",
    "unreadable-leaflet": "The words of a leaflet need mending before it can be made.",
    "wrong-host": "The page is asked for under a name that it does not have.",
    "wrong-media-type": "A request is of a kind that is not asked for here.",
    "wrong-method": "An address is used in a way that it is not made for.",
    "wrong-password": "A request has no start token or password, or a wrong one.",
    "no-password": "Other machines could reach the page without a password.",
    "port-taken": "The page cannot be opened on this port.",
    "too-many-clinics": "As many clinics as the limit allows are kept already.",
    "too-many-copies": "There are too many copies of a leaflet in the folder.",
}
"""What each code of a fault means. A code is never given another meaning."""
