"""Mapping: turns the parts of a file into blocks of a leaflet, alike for every format."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence

from leaflet.content.clinic import DETAILS
from leaflet.exchange import citations, contact_details, guesses, imprint_facts, questions
from leaflet.exchange.block_forms import BlockForms
from leaflet.exchange.draft_block import NOTHING, DraftBlock, DraftFact, DraftLeaflet, DraftValue
from leaflet.exchange.parts import (
    BoxPart,
    FilePart,
    HeadingPart,
    LeftOver,
    ListPart,
    NotePart,
    Original,
    ParagraphPart,
    Stretch,
    Stretches,
    text_of,
    texts,
)

FACTS = (
    *("title", "subtitle", "about", "language", "code", "version", "issued", "next_review"),
    *("publisher", "authors", "subject", "profile"),
)
"""Keys of a leaflet that a file may tell, in the order in which they are written."""
_ALERT = re.compile(
    r"(?:call|dial|phone|ring|go (?:straight |immediately )?to|when to (?:call|go to|get)"
    r"|get (?:urgent|emergency|medical) help|emergency|seek)\b.*"
    r"(?:999|112|911|\bA\s?&\s?E\b|emergency|urgent|immediately)",
    re.IGNORECASE,
)
"""A heading over what is an alert."""
_ALERT_WORDS = 120
UNKNOWN = "the file does not say"


def mapped(original: Original, stem: str, today: datetime.date) -> DraftLeaflet:
    """Return the leaflet that a file becomes; `stem` names its pictures.

    Each word of the parts is in its blocks, its keys or among what is left over.
    """
    return _Mapper(original, stem, today).leaflet()


class _Mapper:
    """Goes over the parts step by step; each step takes out what it knows."""

    def __init__(self, original: Original, stem: str, today: datetime.date) -> None:
        self.original, self.stem, self.today = original, stem, today
        self.left = [*original.left]
        self.notes = [*original.notes]
        self.facts: dict[str, DraftFact] = {}
        self.clinic: dict[str, DraftFact] = {}
        self.parts: list[FilePart] = [p for p in original.parts if not isinstance(p, NotePart)]
        self.sources = [p for p in original.parts if isinstance(p, NotePart)]
        self.body: list[DraftBlock] = []

    def leaflet(self) -> DraftLeaflet:
        is_verbatim = self.original.is_verbatim
        if not is_verbatim:
            self.parts = [*guesses.typed_lists(_one_subtitle(self.parts))]
            self.parts, count = guesses.headings(self.parts)
            self.notes += [f"headings guessed from bold or large type: {count}"] if count else []
        title, subtitle = self._title(), self._subtitle()
        self.parts = [*_levelled(self.parts)]
        if not is_verbatim:
            self._take_facts()
            self.parts, self.sources = citations.gathered(self.parts, self.sources)
        self.forms = BlockForms(self.stem, {each.id for each in self.sources}, is_verbatim)
        self.facts["title"] = DraftFact(self.forms.text(title[0], bold=False), title[1])
        if subtitle:
            self.facts["subtitle"] = DraftFact(self.forms.text(subtitle, bold=False))
        self._tell_facts()
        self._blocks(self.parts)
        self._references()
        self._clinic()
        facts = {key: self.facts[key] for key in FACTS if key in self.facts}
        left = (*self.left, *self.forms.left)
        body = tuple(self.body) or (NOTHING,)
        return DraftLeaflet(facts, self.clinic, body, self.forms.pictures, left, tuple(self.notes))

    # ---- the title and other keys

    def _title(self) -> tuple[Stretches, str]:
        """Take the title out of the parts; return it, and what was guessed about it."""
        headings = [part for part in self.parts if isinstance(part, HeadingPart)]
        if self.original.is_verbatim and self.original.title:
            return (Stretch(self.original.title),), ""
        first = next((each for each in headings if each.is_title), None)
        highest = min((each.level for each in headings), default=1)
        top = [each for each in headings if each.level == highest]
        check = ""
        if not first and top and (len(top) == 1 or headings[0] is top[0]):
            first = top[0]
            check = "" if len(top) == 1 else "the first heading was taken for the title"
        named = self.original.title
        if first:
            self.parts.remove(first)
            if named and named != text_of(first.words):
                self.left.append(LeftOver("page-title", "the file's own title", named))
            return first.words, check
        if named:
            same = next((each for each in headings if text_of(each.words) == named), None)
            if same:
                self.parts.remove(same)
            return (Stretch(named),), ""
        words = self.stem.replace("-", " ").capitalize()
        return (Stretch(words),), "the name of the file; the text has no title"

    def _subtitle(self) -> Stretches:
        """Take the line under the title out of the parts, if the file calls one so."""
        for part in self.parts:
            if isinstance(part, ParagraphPart) and part.is_subtitle:
                self.parts.remove(part)
                return part.words
        return ()

    def _tell_facts(self) -> None:
        """Take over what the file tells outright."""
        for key, value in self.original.facts:
            self.facts.setdefault(key, DraftFact(value))
        tag = self.original.language
        if tag and "language" not in self.facts:
            check = "" if self.original.is_verbatim else "the file says so"
            self.facts["language"] = DraftFact(tag, check)
        review, issued = self.facts.get("next_review"), self.facts.get("issued")
        if review and str(review.value) < self.today.isoformat():
            check = "this date has passed: review the leaflet, and set a new one"
            self.facts["next_review"] = DraftFact(review.value, check, is_off=True)
        elif review and issued and str(review.value) <= str(issued.value):
            check = "this date is not after the date of issue"
            self.facts["next_review"] = DraftFact(review.value, check, is_off=True)

    def _take_facts(self) -> None:
        """Take dates, code and version out of lines that say nothing else; copy them elsewhere."""
        for each in self.left:
            if each.kind in ("header", "footer"):
                self._note_facts(imprint_facts.found(each.words)[0], f"from the {each.kind}: ")
        kept: list[FilePart] = []
        for part in self.parts:
            text = text_of(part.words) if isinstance(part, ParagraphPart) else ""
            facts, is_all = imprint_facts.found(text) if len(text) < 400 else ([], False)
            taken = self._note_facts(facts, "")
            if is_all and taken == len(facts):
                self.left += [
                    LeftOver(
                        "fact-label",
                        "in the text",
                        text,
                        f"it is `{facts[0].key}:` and the like now",
                    )
                ]
            else:
                kept.append(part)
        self.parts = kept

    def _note_facts(self, facts: Sequence[imprint_facts.ImprintFact], origin: str) -> int:
        """Keep facts that are new; return how many are kept, or the same as before."""
        taken = 0
        for key, value, label, check in facts:
            told = "; ".join(filter(None, (f"{origin}“{label}”", check)))
            fact = self.facts.setdefault(key, DraftFact(value, told))
            taken += fact.value == value
        return taken

    # ---- the body

    def _blocks(self, parts: Sequence[FilePart]) -> None:
        """Make blocks of parts, section by section."""
        at = 0
        while at < len(parts):
            part = parts[at]
            end = at + 1
            if not isinstance(part, HeadingPart):
                while end < len(parts) and not isinstance(parts[end], HeadingPart):
                    end += 1
                row = parts[at:end]
                asked = [] if self.original.is_verbatim else questions.asked(row, self.forms)
                self.body += asked or self.forms.blocks(row)
                at = end
                continue
            while end < len(parts) and not isinstance(parts[end], HeadingPart):
                end += 1
            at = self._section(part, parts, at, end)

    def _section(self, heading: HeadingPart, parts: Sequence[FilePart], at: int, end: int) -> int:
        """Make the blocks of a heading; return where the next one stands."""
        words, inner = text_of(heading.words).strip(), parts[at + 1 : end]
        if self.original.is_verbatim:
            self._head(heading)
            return at + 1
        if citations.HEADING.fullmatch(words) and (listed := citations.listed(inner)):
            self._sources(heading, listed)
            return end
        if contact_details.HEADING.fullmatch(words) and self._contact(heading, inner):
            return end
        if _ALERT.match(words) and 0 < len(" ".join(texts(inner)).split()) <= _ALERT_WORDS:
            self.body += self.forms.blocks([BoxPart((heading, *inner))])
            return end
        if after := questions.row_end(parts, at):
            self.body.append(questions.faqs(parts[at:after], self.forms))
            return after
        self._head(heading)
        return at + 1

    def _head(self, heading: HeadingPart) -> None:
        text = self.forms.text(heading.words, bold=False)
        if text:
            value: DraftValue = (
                text if heading.level == 2 else {"text": text, "level": heading.level}
            )
            self.body.append(DraftBlock("heading", value, (), (heading,)))

    def _sources(self, heading: HeadingPart, items: Sequence[NotePart]) -> None:
        known = {each.id for each in self.sources}
        made = [self._reference(each, each.id in known) for each in items]
        keys = {"title": self.forms.text(heading.words, bold=False), "items": made}
        self.body.append(DraftBlock("references", keys, (), (heading, *items)))
        listed = {each.id for each in items}
        self.sources = [each for each in self.sources if each.id not in listed]

    def _references(self) -> None:
        """Add notes that are not under a heading of their own at the end."""
        if self.sources:
            items = [self._reference(each, True) for each in self.sources]
            self.body.append(DraftBlock("references", items, (), tuple(self.sources)))

    def _reference(self, note: NotePart, is_called: bool) -> DraftValue:
        text = self.forms.text(note.words) or "…"
        return {"id": note.id, "text": text} if is_called and note.id else text

    # ---- the clinic

    def _contact(self, heading: HeadingPart, inner: Sequence[FilePart]) -> bool:
        """Take the clinic's details from under “Contact us”; tell whether nothing else is there."""
        lines = [line for text in texts(inner) for line in text.split("\n")]
        plain = all(isinstance(part, ParagraphPart | ListPart) for part in inner)
        found, labels, is_all = contact_details.details(lines)
        check = f"from “{text_of(heading.words)}”"
        for key, value in found.items():
            lined = value.split("\n") if DETAILS[key].has_lines else value
            self.clinic.setdefault(key, DraftFact(lined, check))
        if not (plain and is_all) or any(block.word == "contact" for block in self.body):
            return False
        self.left += [LeftOver("contact-label", "under “Contact us”", each) for each in labels]
        self.body.append(
            DraftBlock(
                "contact",
                {"title": self.forms.text(heading.words, bold=False)},
                ("the details that stood here are in `clinic:`",),
                (heading, *inner),
            )
        )
        return True

    def _clinic(self) -> None:
        """Fill what every clinic needs and the file does not say."""
        said = [*texts(self.original.parts), *(each.words for each in self.original.left)]
        name = "" if self.original.is_verbatim else contact_details.name_in(said)
        told = {
            "name": DraftFact(name, "a name that stands in the file")
            if name
            else DraftFact("[name of the clinic]", UNKNOWN),
            "address": DraftFact(["[address]"], UNKNOWN),
            "phone": DraftFact("00000 000 000", UNKNOWN),
        }
        self.clinic = {
            key: fact for key in DETAILS if (fact := self.clinic.get(key) or told.get(key))
        }


def _one_subtitle(parts: list[FilePart]) -> list[FilePart]:
    """Return parts of which one is a subtitle at most: several are headings that look so."""
    found = [part for part in parts if isinstance(part, ParagraphPart) and part.is_subtitle]
    if len(found) < 2:
        return parts
    return [
        part._replace(is_subtitle=False) if isinstance(part, ParagraphPart) else part
        for part in parts
    ]


def _levelled(parts: Sequence[FilePart]) -> Iterator[FilePart]:
    """Yield parts with headings of levels 2 to 4, of which none is skipped."""
    known = sorted({part.level for part in parts if isinstance(part, HeadingPart)})
    above = 1
    for part in parts:
        if isinstance(part, HeadingPart):
            above = min(known.index(part.level) + 2, above + 1, 4)
            part = part._replace(level=above)
        yield part
