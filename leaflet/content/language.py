"""Language: the words that layout itself adds, and the form of dates."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Literal

from msgspec import defstruct

from leaflet.content.clinic import PANEL
from leaflet.content.number_words import NumberWords
from leaflet.content.phone_words import PhoneWords
from leaflet.content.sign_words import SignWords
from leaflet.errors import Fault, LeafletError
from leaflet.graphics import body
from leaflet.source import named
from leaflet.source.model import Struct
from leaflet.source.value import LanguageTag, Line
from leaflet.text.run import Run

if TYPE_CHECKING:
    _DetailLabels = Struct
    _RegionNames = Struct
else:  # mypy knows no fields that are made while the program runs
    _DetailLabels = defstruct("_DetailLabels", [(key, Line) for key in PANEL], bases=(Struct,))
    _RegionNames = defstruct(
        "_RegionNames",
        [(name.replace("-", "_"), Line) for name in body.names()],
        bases=(Struct,),
        rename="kebab",
    )


class Labels(_DetailLabels, frozen=True):
    """Labels that layout adds; `{…}` in them are filled in."""

    page_of: Line
    on_page: Line
    contents: Line
    contact: Line
    contact_email: Line
    contact_online: Line
    sites: Line
    note: Line
    tip: Line
    caution: Line
    today: Line
    urgent: Line
    green: Line
    amber: Line
    red: Line
    you_see: Line
    to_do: Line
    from_to: Line
    sets: Line
    sets_one: Line
    sets_of: Line
    repeats: Line
    repeats_one: Line
    hold: Line
    seconds: Line
    seconds_one: Line
    minutes: Line
    minutes_one: Line
    times_a_day: Line
    times_a_day_one: Line
    times_a_day_two: Line
    exercise_start: Line
    exercise_between: Line
    exercise_end: Line
    progress: Line
    exercise: Line
    day: Line
    programme_week: Line
    programme_days: Line
    evidence: Line
    in_short: Line
    continued: Line
    row: Line
    do: Line
    do_not: Line
    appointment: Line
    date: Line
    time: Line
    place: Line
    with_whom: Line
    to_change: Line
    bring: Line
    in_total: Line
    people_of: Line
    people_filled: Line
    people_outlined: Line
    spared: Line
    spared_one: Line
    thousand: Line
    very_common: Line
    very_common_is: Line
    common: Line
    common_is: Line
    uncommon: Line
    uncommon_is: Line
    rare: Line
    rare_is: Line
    very_rare: Line
    very_rare_is: Line
    matters_intro: Line
    matters_not: Line
    matters_much: Line
    mark_of: Line
    age: Line
    weight: Line
    strength: Line
    strength_is: Line
    how_much: Line
    which_is: Line
    how_often: Line
    most_in_day: Line
    source: Line
    logo: Line
    qr: Line
    scan_booking: Line
    scan_website: Line
    version: Line
    issued: Line
    next_review: Line
    draft: Line
    example: Line
    notes: Line
    cover_picture: Line
    publisher: Line
    authors: Line
    body_front: Line
    body_back: Line
    body_face: Line
    body_hand: Line
    body_right_hand: Line
    body_foot: Line
    body_right_foot: Line


class Language(Struct, frozen=True):
    """A language that leaflets are written in; one file in `languages/`."""

    name: Line
    tag: LanguageTag
    direction: Literal["ltr"]
    date: Line
    months: tuple[Line, ...]
    numbers: NumberWords
    phones: PhoneWords
    signs: SignWords
    labels: Labels
    regions: _RegionNames
    """What the parts of the maps of the body are called, as in the middle of a sentence."""

    def written(self, day: datetime.date) -> str:
        """Write a date in words, such as 3 November 2026."""
        month = self.months[day.month - 1].text
        return self.date.text.format(day=day.day, month=month, year=day.year)

    def imprint(self, publisher: Line | None, authors: tuple[Line, ...]) -> str:
        """Write who publishes a leaflet and who wrote it, a sentence each."""
        names = ", ".join(author.text for author in authors)
        published = self.label("publisher", name=publisher) + "." if publisher else ""
        written = self.label("authors", names=names) + "." if names else ""
        return f"{published} {written}".strip()

    def label_run(self, name: str) -> Run:
        """Return a bold label and a space, to stand before what it labels."""
        return Run(f"{self.label(name)} ", bold=True, label=True, keep=True)

    def label(self, name: str, /, **slots: object) -> str:
        """Return a label with its slots filled."""
        text: str = getattr(self.labels, name).text
        for slot, value in slots.items():
            text = text.replace(f"{{{slot}}}", str(value))
        return text

    def has_label(self, name: str) -> bool:
        """Return whether there is a label of this name."""
        return hasattr(self.labels, name)

    def region(self, name: str) -> str:
        """Return what a part of a map of the body is called."""
        text: str = getattr(self.regions, name.replace("-", "_")).text
        return text


def load(tag: LanguageTag) -> Language:
    """Load the language of `tag`; LeafletError at its place if there is none."""
    if tag.primary not in named.names("language"):
        problem = f"Leaflet does not speak `{tag}` yet"
        hint = "there are: " + ", ".join(named.names("language"))
        raise LeafletError(
            Fault("unknown-name", problem, tag.span.place if tag.span else None, hint)
        )
    return named.load("language", tag.primary, Language)
