"""One exercise: its pictures, what it is called, how it is done and how often."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta

from leaflet.content.inline import Text
from leaflet.content.language import Language
from leaflet.content.part import Part
from leaflet.content.picture_file import PictureName, alt_faults
from leaflet.content.repeats import ExerciseSets, Hold, HowOften, Repeats, TimesADay
from leaflet.document.block import Block
from leaflet.document.voice import Entry, Voice
from leaflet.layout import lists
from leaflet.source.value import Line
from leaflet.text.run import Run

MOST = 3
"""Pictures of one exercise."""
BOXES = 6
"""The most boxes to tick for one day."""

Described = Annotated[Line | None, Meta(description="What it shows, for who cannot see it.")]


class ExercisePicture(Part, frozen=True):
    """A picture of one moment of an exercise."""

    main: ClassVar[str] = "picture"
    """A plain name is enough."""

    picture: PictureName
    alt: Described = None
    caption: Annotated[Text | None, Meta(description="In place of “Start” or “Finish”.")] = None

    def faults(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield a fault for a file of which nobody says what it shows (PDF/UA-1, 7.3)."""
        yield from alt_faults(self.alt, self.picture)

    @property
    def said(self) -> str:
        """What the picture shows, in words."""
        return self.alt.text if self.alt else self.picture.alt


class OneExercise(Block, frozen=True, kw_only=True):
    """An exercise with one picture or a few, which are never parted from its words."""

    either: ClassVar[tuple[tuple[str, ...], ...]] = (("text", "steps"), ("picture", "pictures"))

    title: Text
    picture: PictureName | None = None
    alt: Described = None
    pictures: Annotated[
        tuple[ExercisePicture, ...], Meta(description="In place of one: start, between, finish.")
    ] = ()
    text: Annotated[Text | None, Meta(description="How it is done.")] = None
    steps: Annotated[tuple[Text, ...], Meta(description="How it is done, in place of a text.")] = ()
    sets: Annotated[ExerciseSets | None, Meta(description="How many sets of the repeats.")] = None
    repeats: Annotated[Repeats | None, Meta(description="How many times, or in each set.")] = None
    hold: Annotated[Hold | None, Meta(description="How long, in seconds or minutes.")] = None
    times_a_day: TimesADay | None = None
    dose: Annotated[Text | None, Meta(description="How often, in words of your own.")] = None
    progress: (
        Annotated[int, Meta(ge=1, le=31, description="Days that have boxes to tick.")] | None
    ) = None

    def faults(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield the faults of the pictures, of how it is done and of how often."""
        yield from self._picture_faults()
        if self.text and self.steps:
            problem = "`text` and `steps` are two ways to say how it is done"
            yield "steps", "conflicting-keys", problem, "keep one of them"
        if not (self.text or self.steps):
            hint = "say how it is done: `text: …`, or `steps: […]`"
            yield "text", "missing-key", "`text` is missing", hint
        if self.dose and any(self.how_often):
            problem = "`dose` and the numbers are two ways to say how often"
            yield "dose", "conflicting-keys", problem, "keep one of them"
        if self.sets and not (self.repeats or self.hold):
            hint = "say how many are in a set, or how long each is held"
            yield "repeats", "missing-key", "`repeats` is missing", hint
        if self.progress and self.times_a_day and self.times_a_day.last > BOXES:
            problem = f"at most {BOXES} boxes stand under a day"
            yield "progress", "out-of-range", problem, "leave `progress` out, or draw a `table`"

    def _picture_faults(self) -> Iterator[tuple[str, str, str, str]]:
        if self.picture and self.pictures:
            problem = "`picture` and `pictures` are two ways to show it"
            yield "pictures", "conflicting-keys", problem, "keep one of them"
        elif self.picture:
            yield from alt_faults(self.alt, self.picture)
        elif not self.pictures:
            hint = "add a line `picture: …`; `leaflet pictures` lists those there are"
            yield "picture", "missing-key", "`picture` is missing", hint
        elif self.alt:
            hint = "write `- {picture: …, alt: …}` under `pictures:`"
            yield "alt", "needless-key", "each of several pictures has its own `alt`", hint
        if len(self.pictures) > MOST:
            hint = "make two exercises of it"
            yield "pictures", "wrong-count", f"an exercise has at most {MOST} pictures", hint

    @property
    def how_often(self) -> HowOften:
        """What is known of sets, repeats, holding and times a day."""
        return HowOften(self.sets, self.repeats, self.hold, self.times_a_day)

    def often(self, language: Language) -> Text | str:
        """Return the line that says how often and how long, or nothing."""
        return self.dose or self.how_often.words(language)

    @property
    def boxes(self) -> int:
        """How many boxes there are to tick for each day."""
        return self.times_a_day.last if self.times_a_day else 1

    def shown(self, language: Language) -> tuple[tuple[ExercisePicture, Text | str], ...]:
        """Return the pictures with their captions; a single one has none unless it is given."""
        if self.picture:
            return ((ExercisePicture(picture=self.picture, alt=self.alt), ""),)
        last = len(self.pictures) - 1
        words = {0: "exercise_start", last: "exercise_end"} if last else {0: ""}
        names = (words.get(number, "exercise_between") for number in range(last + 1))
        labels = (name and language.label(name) for name in names)
        return tuple(
            (each, each.caption or label) for each, label in zip(self.pictures, labels, strict=True)
        )

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the name, how it is done and how often, and the pictures."""
        yield from self.reading_under(voice, "")

    def reading_under(self, voice: Voice, number: str) -> Iterator[Entry]:
        """Yield what `reading` does, with a number before the name."""
        yield "Sect", ""
        runs = self.title.runs(voice.filling)
        yield from voice.heads(voice.level + 1, (Run(f"{number} "), *runs) if number else runs)
        if self.text:
            yield from voice.says("P", self.text)
        else:
            yield from voice.lists(lists.number_of, self.steps)
        if often := self.often(voice.language):
            yield from voice.says("P", often)
        if self.progress:
            yield "P", voice.language.label("progress")
            for _ in range(self.progress * self.boxes):
                yield from voice.field()
        for _, caption in self.shown(voice.language):
            yield "Figure", ""
            yield from voice.says("P", caption) if caption else ()
