"""Finds what keeps a leaflet from being built: unfilled fields, characters that no font has."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING

from leaflet import shipped
from leaflet.content import emoji
from leaflet.content.clinic import FILLING, NEEDED, Clinic, sample
from leaflet.content.inline import Cite, Field, Filling, Text
from leaflet.content.language import Language
from leaflet.document import citation
from leaflet.document.reading import reading
from leaflet.errors import Fault, meant, note, shown
from leaflet.source.value import Line
from leaflet.source.walk import walk
from leaflet.text import fonts

if TYPE_CHECKING:
    from leaflet.document.document import Document


HEADINGS = {"H1", "H2", "H3", "H4", "H5", "H6"}


def faults(
    document: Document, clinic: Clinic, language: Language, family: fonts.Family
) -> Iterator[Fault]:
    """Yield a fault for everything that keeps the leaflet from being built."""
    unfilled = [*_unfilled(document.texts, document, clinic)]
    yield from unfilled
    yield from citation.faults(document)
    yield from placeholders(clinic)
    yield from _english_alone(document, language)
    if document.has_lower_headings and not unfilled:
        yield from _skipped_headings(document, language)
    others = (walk(value, (Text, Line)) for value in (clinic, language))
    words = chain(document.words, *others)
    yield from dict.fromkeys(_unprintable(words, family))  # the clinic may be the document's too


def in_other_editions(document: Document, clinic: Clinic, family: fonts.Family) -> Iterator[Fault]:
    """Yield faults in words that this edition leaves out, so that no other edition fails later."""
    texts = document.texts_for(clinic.told)
    yield from _unfilled(texts, document, clinic)
    yield from dict.fromkeys(_unprintable(document.words, family))


def _english_alone(document: Document, language: Language) -> Iterator[Fault]:
    """Yield a fault for the first text of a dose in English in a leaflet in another language."""
    if language.tag.primary == "en":
        return
    english = (each for each in walk(document.body, Line) if each.is_read and not each.printed)
    for said in islice(english, 1):
        problem = f"`{shown(said.text)}` is English, and would be printed so"
        hint = f"write the ages, amounts and times of `doses` in {language.english}"
        yield Fault("english-only", problem, said.span and said.span.place, hint)


def unread_doses(document: Document, language: Language) -> Iterator[Fault]:
    """Yield a note for each text of a dose that is printed and could not be checked."""
    unread = [each for each in walk(document.body, Line) if each.is_unread]
    for said in dict.fromkeys(unread):
        problem = f"`{shown(said.printed)}` is not known in {language.english}, and was not checked"
        hint = "check the doses of this table by hand, each with the others"
        yield note("unread-dose", problem, said.span and said.span.place, hint)


def _skipped_headings(document: Document, language: Language) -> Iterator[Fault]:
    """Yield a fault for each heading that skips a level (PDF/UA-1, 7.4.2); the title is level 1."""
    for words, level, above in _skips(document, language):
        filling = citation.filling(document, sample())
        said = (text.span for text in document.texts if text.plain(filling) == words)
        place = next((span.place for span in said if span), None)
        problem = f"a heading of level {level} stands under one of level {above}"
        yield Fault("skipped-heading-level", problem, place, f"make it level {above + 1}")


@functools.lru_cache(maxsize=8)  # of a batch, all clinics have the same headings
def _skips(document: Document, language: Language) -> tuple[tuple[str, int, int], ...]:
    """Return (words, level, level above) of each heading that skips a level."""
    found, above = [], 1
    for role, words in reading(document, sample(), language):
        level = int(role[1]) if role in HEADINGS else above
        if level > above + 1:
            found.append((words, level, above))
        above = level
    return tuple(found)


def _unfilled(texts: Iterable[Text], document: Document, clinic: Clinic) -> Iterator[Fault]:
    """Yield fields and citations that nothing fills."""
    filling = citation.filling(document, clinic)
    unsourced: dict[str, list[Text]] = {}
    for text in texts:
        for part in text.parts:
            match part:
                case Field() if not _is_filled(part, filling):
                    yield _unsaid(text, part, clinic)
                case Cite(source) if source not in filling.citations:
                    unsourced.setdefault(source, []).append(text)
    yield from _unsourced(unsourced, [s.id.text for s in document.sources if s.id])


def _is_filled(field: Field, filling: Filling) -> bool:
    """Return whether the clinic has one of the field's keys, and there are all of them."""
    return any(key in filling.clinic for key in field.keys) and {*field.keys} <= {*FILLING}


def _unsourced(unsourced: dict[str, list[Text]], known: list[str]) -> Iterator[Fault]:
    """Yield a fault for each id that names no source, at its first place; one if none does."""
    several = len(unsourced) > 1 and not known
    for source, texts in unsourced.items():
        words, span = f"[^{source}]", texts[0].span
        problem = f"`{words}` names no source"
        if several:
            problem += f", nor does any other of {len(unsourced)}"
        elif len(texts) > 1:
            problem += f", here and {len(texts) - 1} times more"
        hint = meant(source, known) if known else "give one of the references this id"
        yield Fault("unknown-source", problem, span and span.find(words), hint)
        if several:
            return


def _unsaid(text: Text, field: Field, clinic: Clinic) -> Fault:
    words = "{" + "|".join(f"clinic.{key}" for key in field.keys) + "}"
    unknown = [key for key in field.keys if key not in FILLING]
    hint = meant(unknown[0], FILLING) if unknown else f"add `{field.name}:` to the clinic"
    if any(getattr(site, field.name, None) for site in clinic.others):
        hint = f"choose a site, such as `--site {shown(clinic.others[0].name.text)}`, or {hint}"
    elif field.name == "phone" and clinic.way:
        hint += f", or write `{{clinic.phone|clinic.{clinic.way}}}` where the words suit both"
    place = text.span and text.span.find(words)
    return Fault("unfilled-field", f"`{shown(words)}` has nothing to say here", place, hint)


def placeholders(clinic: Clinic) -> Iterator[Fault]:
    """Yield a fault for each detail that a real clinic has left as it is in the sample."""
    for key, line in clinic.placeholders():
        hint = "write your own" if key in NEEDED else "write your own, or delete the line"
        problem = f"`{key}` is still the sample's: {shown(line.text)}"
        yield Fault("sample-detail", problem, line.span and line.span.place, hint)


def _unprintable(words: Iterable[Text | Line], family: fonts.Family) -> Iterator[Fault]:
    """Yield a fault for each emoji, and each character that no font of the family has."""
    hint = "use another character, or write the word"
    for line in words:
        said = line.literal if isinstance(line, Text) else line.printed or line.text
        lost = fonts.missing(said, family)
        pictures = [*emoji.found(said)] if lost else []
        for picture in dict.fromkeys(each for each in pictures if fonts.missing(each, family)):
            problem = (
                f"`{shown(picture)}` is an emoji ({emoji.name(picture)}), which is not printed"
            )
            place = line.span and line.span.find(picture)
            yield Fault("emoji", problem, place, emoji.hint(picture))
            lost = lost.translate(dict.fromkeys(map(ord, picture)))
        if wanting := next((char for char in lost if fonts.extra_for(char)), ""):
            (fault,) = shipped.missing(fonts.extra_for(wanting)).faults
            yield fault._replace(place=line.span and line.span.find(wanting))
            lost = "".join(char for char in lost if not fonts.extra_for(char))
        for char in lost:
            name = unicodedata.name(char, "a character without a name").lower()
            problem = f"no font has `{shown(char)}` (U+{ord(char):04X}, {name})"
            yield Fault("no-glyph", problem, line.span and line.span.find(char), hint)
