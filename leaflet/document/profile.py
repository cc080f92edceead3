"""Profile: what a country and a setting ask of a leaflet, such as the bounds of `leaflet check`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from msgspec import Meta, structs

from leaflet.errors import LeafletError
from leaflet.source import named
from leaflet.source.model import Struct
from leaflet.source.value import Line

if TYPE_CHECKING:
    from leaflet.document.document import Document

Count = Annotated[int, Meta(ge=1, le=1000)]


class Profile(Struct, frozen=True):
    """A country and a setting; one file in `profiles/`."""

    title: Line
    spelling: Literal["british", "american"]
    region: Literal["GB", "US"]
    """The country whose phone numbers need no country code (ISO 3166-1)."""
    sentence_words: Count
    """The most words of a sentence."""
    paragraph_sentences: Count
    section_words: Count
    grade: Annotated[float, Meta(ge=1, le=20)]
    """The highest reading grade (Flesch-Kincaid)."""
    smog: Annotated[float, Meta(ge=1, le=20)]
    ease: Annotated[float, Meta(ge=0, le=100)]
    """The least Flesch reading ease."""
    passive_share: Annotated[float, Meta(ge=0, le=100)]
    """The most sentences in the passive voice, in percent."""
    emergency: tuple[Line, ...]
    """The numbers to call in an emergency, and for urgent advice."""
    known: tuple[Line, ...]
    """Abbreviations that every reader knows."""
    imprint_first: bool = False
    """Whether code, version and dates stand on the first page too."""
    is_decision_aid: bool = False
    """Whether what helps people to decide is asked for too."""
    reports_only: bool = False
    """Whether every finding is a note, as nobody here may change the words."""


class AudienceBounds(Struct, frozen=True):
    """How much plainer than its profile a leaflet is for some readers."""

    sentence_words: Count
    paragraph_sentences: Count
    section_words: Count
    grade: Annotated[float, Meta(ge=1, le=20)]
    smog: Annotated[float, Meta(ge=1, le=20)]
    ease: Annotated[float, Meta(ge=0, le=100)]


class Audiences(Struct, frozen=True):
    """The bounds for each audience that has its own."""

    audiences: dict[str, AudienceBounds]


def load(name: str) -> Profile:
    """Load the profile called `name`; LeafletError if there is none."""
    return named.load("profile", name, Profile)


def of(document: Document) -> Profile:
    """Return the profile that a document names, or the usual one of its language.

    Its bounds are those of the document's audience where that needs plainer words.
    """
    return _for_audience(_named(document), document.audience or "")


def _for_audience(profile: Profile, audience: str) -> Profile:
    """Return the profile with the stricter of two bounds each."""
    bounds = named.load("word", "audiences", Audiences).audiences.get(audience)
    if not bounds:
        return profile
    asked = structs.asdict(bounds)
    stricter = {
        key: (max if key == "ease" else min)(value, getattr(profile, key))
        for key, value in asked.items()
    }
    return structs.replace(profile, **stricter)


def _named(document: Document) -> Profile:
    name = document.profile
    if not name:
        return load("us" if document.language.text == "en-US" else "uk-private")
    try:
        return load(name.text)
    except LeafletError as error:
        (fault,) = error.faults
        raise LeafletError(fault.at(name.span and name.span.place)) from None
