"""`- compare: …`: what happens without a treatment and with it, as two crowds side by side."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

import msgspec
from msgspec import Meta

from leaflet.content.frequency import Frequency, contradicts
from leaflet.content.inline import Text
from leaflet.content.language import Language
from leaflet.content.look import Style
from leaflet.document.block import Block
from leaflet.document.voice import Entry, Voice
from leaflet.graphics.people import COMPARED, LEAST, MM, SIZES, Crowd, crowd
from leaflet.layout import figures
from leaflet.layout.column import Column, Drawn
from leaflet.layout.figures import Group
from leaflet.layout.grid import ICON
from leaflet.layout.slices import Slice, Stroke, heading_role, height, moved
from leaflet.layout.strips import bound_to_next, cap_top, side_by_side, stacked, whole
from leaflet.source.model import Struct

STEPS = ("phone", "title_small", "h2")
"""The styles whose sizes the numbers have: the first that has room for both."""
KEY = 1.1 * MM
"""Thickness of the rule over what explains those who are spared."""
PERSON = 11 * MM
"""Height of the person beside it."""
BESIDE = 120.0
"""Width of the words beside a crowd, in points; where there is less they stand over it."""
LARGE = 1.28
"""By how much large print is magnified at least."""
NARROWEST = 190.0
"""Words stand beside words where each have so many points."""


class ComparedGroup(Struct, frozen=True):
    """People who are treated alike, and to how many of them it happens."""

    title: Annotated[Text, Meta(description="How they are treated, such as With no statin.")]
    number: Annotated[Frequency, Meta(description="To how many it happens, such as 10 in 100.")]


class Compare(Block, frozen=True):
    """Two crowds of as many people: those to whom something happens are dark in both."""

    stays_whole: ClassVar[bool] = True

    without: Annotated[ComparedGroup, Meta(description="People without the treatment.")]
    with_: Annotated[ComparedGroup, Meta(description="People with the treatment.")] = msgspec.field(
        name="with"
    )
    text: Annotated[Text, Meta(description="What happens to them; it stands under both numbers.")]
    spared: Annotated[Text | None, Meta(description="How many are spared, in your own words.")] = (
        None
    )
    note: Annotated[Text | None, Meta(description="What the numbers cannot say.")] = None
    source: Text | None = None

    @property
    def groups(self) -> tuple[ComparedGroup, ComparedGroup]:
        """Both groups, in reading order."""
        return self.without, self.with_

    @property
    def saved(self) -> int:
        """To how many fewer it happens with the treatment."""
        return max(0, self.without.number.part - self.with_.number.part)

    def faults(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield a fault where two crowds cannot be compared, or the words say other numbers."""
        one, other = (group.number for group in self.groups)
        if one.whole != other.whole:
            problem = f"`{one}` and `{other}` are out of different numbers, so nobody can compare"
            yield "with.number", "unequal-denominators", problem, "put both as so many in 100"
        elif one.whole not in SIZES:
            problem = f"a crowd is of 10, 20, 100 or 1000 people, not of {one.whole}"
            yield "without.number", "out-of-range", problem, "put both as so many in 100"
        elif max(one.part, other.part) * 100 < one.whole:
            problem = f"`{one}` and `{other}` are under 1 in 100: too few to be seen in a crowd"
            hint = "say it in a paragraph, in words and numbers"
            yield "without.number", "out-of-range", problem, hint
        elif self.spared and not self.saved:
            problem = f"nobody is spared: `{other}` is no less than `{one}`"
            yield "spared", "needless-key", problem, "leave out `spared`"
        elif self.spared and contradicts(self.spared.literal, self.saved, whole=one.whole):
            problem = f"{self.saved} in {one.whole} are spared, and the words say another number"
            yield "spared", "number-mismatch", problem, "say the number that is drawn"

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield both crowds, side by side or one under the other, and then who is spared."""
        quarter = column.look.quarter
        yield from column.gap(2 * quarter)
        yield from column.first_fitting(*self._ways(column))
        yield from column.gap(4 * quarter)

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield each group with its number and its crowd, then who is spared and the source."""
        for group in self.groups:
            yield from voice.heads(voice.level + 1, group.title)
            yield from voice.says("P", figures.said(group.number, self.text, voice.filling))
            yield "Figure", ""
        if self.saved:
            yield from voice.says("P", self.spared or self._spared(voice.language))
        if self.note:
            yield from voice.says("P", self.note)
        if self.source:
            yield from voice.says("P", figures.sourced(self.source, voice.filling, voice.language))

    # Where the crowds stand

    def _ways(self, column: Column) -> Iterator[Drawn]:
        """Yield the ways to draw the crowds, the best first."""
        halves = column.wide.split(1, 1, gap=column.grid.gutter)
        if self._room(halves[0]):
            yield self._abreast
        if self._aside(column):
            yield self._stacked_aside
        yield self._stacked

    def _abreast(self, column: Column) -> Iterator[Slice]:
        """Yield the crowds side by side: titles, numbers and crowds in a row each."""
        column = column.wide
        halves = column.split(1, 1, gap=column.grid.gutter)
        cells = [
            (*self._head(group, half), [*half.gap(2 * half.look.quarter), self._crowd(group, half)])
            for group, half in zip(self.groups, halves, strict=True)
        ]
        rows = [side_by_side(*row) for row in zip(*cells, strict=True)]
        rule = self._ruled(column, 4)
        explained = column.first_fitting(self._beside, self._under)
        yield from whole([*rows, *rule, *explained, *self._sourced(column)])

    def _stacked_aside(self, column: Column) -> Iterator[Slice]:
        """Yield the crowds under one another, each with its words beside it."""
        aside = self._aside(column)
        groups = []
        for group in self.groups:
            title, said = self._head(group, aside or column)
            words = [*title, *said]
            drawn = self._crowd(group, column, _least(column))
            groups.append(side_by_side([figures.stack([drawn], cap_top(words))], words))
        first, second = groups
        gap = [*column.gap(2 * column.look.quarter)]
        said = [*self._ruled(column, 2), *self._under(column), *self._sourced(column)]
        both = [first, *gap, second, *said]
        if height(both) <= column.room:
            yield from whole(both)
        else:
            yield from [first, *gap]
            yield from whole([second, *said])

    def _stacked(self, column: Column) -> Iterator[Slice]:
        """Yield the crowds under one another, each under its words."""
        parts = []
        for group in self.groups:
            title, said = self._head(group, column)
            gap = column.gap(2 * column.look.quarter)
            parts.append([*title, *said, *gap, self._crowd(group, column)])
        first, second = parts
        yield from whole(first)
        yield from column.gap(4 * column.look.quarter)
        said = [*self._ruled(column, 4), *self._under(column), *self._sourced(column)]
        yield from whole([*second, *said])

    def _room(self, column: Column) -> bool:
        """Return whether a crowd has room in a column without being drawn too small."""
        return crowd(self.without.number.whole, _least(column)).size[0] <= column.width

    def _aside(self, column: Column) -> Column | None:
        """Return the column beside a crowd; None if it is too narrow for words."""
        people = crowd(self.without.number.whole, _least(column))
        start = column.x + people.size[0] + column.grid.gutter
        side = column.inset(column.grid.after(start) - column.x)
        return side if side.width >= BESIDE else None

    # What is drawn of a group

    def _head(self, group: ComparedGroup, column: Column) -> tuple[list[Slice], list[Slice]]:
        """Return the title of a group, and its number with the words under it."""
        h3 = column.look.styles["h3"]
        title = column.lines(group.title, h3, column.node.add(heading_role(column.level + 1)))
        node = column.node.add("P")
        number = figures.big_number(column, group.number, node, self._styles(column))
        body = column.lines(self.text, column.look.styles["body"], node)
        return [*bound_to_next(title)], [*bound_to_next(number), *body]

    def _styles(self, column: Column) -> list[Style]:
        """Return the styles of the numbers, so that both have one size."""
        phone, *smaller = (column.look.styles[name] for name in STEPS)
        styles = [phone, *(phone._replace(size=s.size, leading=s.leading) for s in smaller)]
        for place, style in enumerate(styles[:-1]):
            numbers = (group.number for group in self.groups)
            if all(figures.width(column, each, style) <= column.width for each in numbers):
                return styles[place:]
        return styles[-1:]

    def _crowd(self, group: ComparedGroup, column: Column, pitch: float = COMPARED) -> Slice:
        """Return the crowd of a group; those who are spared are outlines."""
        of, part = group.number.whole, group.number.part
        people = _fitting(crowd(of, pitch), column)
        saved = self.saved if group is self.with_ else 0
        groups = (
            Group(0, part, "marker"),
            Group(part, part + saved, "marker", hollow=True),
            Group(part + saved, of, "pale"),
        )
        node = column.node.add("Figure", alt=self._alt(part, saved, of, column.language))
        return figures.crowd(column, people, groups, node)

    def _alt(self, part: int, saved: int, of: int, language: Language) -> str:
        n, total = figures.grouped(part, language), figures.grouped(of, language)
        dark = language.label("people_filled", n=n, total=total)
        return f"{dark} {language.label('people_outlined', n=saved)}" if saved else dark

    # Who is spared

    def _spared(self, language: Language) -> str:
        total = figures.grouped(self.without.number.whole, language)
        if self.saved == 1:
            return language.label("spared_one", total=total)
        return language.label("spared", n=self.saved, total=total)

    def _ruled(self, column: Column, quarters: int) -> Iterator[Slice]:
        """Yield the rule over what explains the crowds, with white around it."""
        if self.saved or self.note:
            gap = column.gap(quarters * column.look.quarter)
            y, end = KEY / 2, column.x + column.width
            rule = Stroke(column.x, y, end, y, KEY, column.look.colours["key"])
            yield from [*gap, Slice(KEY, (rule,)), *column.gap(3 * column.look.quarter)]

    def _beside(self, column: Column) -> Iterator[Slice]:
        """Yield who is spared beside what the numbers cannot say, or over it."""
        first, second = column.split(1, 1, gap=column.grid.gutter)
        if self.saved and self.note and first.printed >= NARROWEST:
            yield side_by_side(self._spared_person(first), [*self._note(second)])
        else:
            yield from self._under(column)

    def _under(self, column: Column) -> Iterator[Slice]:
        yield from self._spared_person(column)
        yield from self._noted(column)

    def _spared_person(self, column: Column) -> list[Slice]:
        return [self._person(column)] if self.saved else []

    def _noted(self, column: Column) -> Iterator[Slice]:
        """Yield what the numbers cannot say, under who is spared."""
        if self.note:
            yield from column.gap(2 * column.look.quarter if self.saved else 0)
            yield from self._note(column.prose)

    def _note(self, column: Column) -> Iterator[Slice]:
        if self.note:
            yield from column.lines(self.note, column.look.styles["lead"], column.node.add("P"))

    def _sourced(self, column: Column) -> Iterator[Slice]:
        if self.source:
            yield from column.gap(2 * column.look.quarter)
            yield from figures.source(column, self.source)

    def _person(self, column: Column) -> Slice:
        """Return the outline of a person with the words for those who are spared beside it."""
        look = column.look
        outline = crowd(1, COMPARED).alone(hollow=True)
        sign = figures.sign(column, outline, PERSON, look.colours["marker"])
        said = self.spared or self._spared(column.language)
        words = [*column.inset(ICON).lines(said, look.styles["h2"], column.node.add("P"))]
        tall = max(PERSON, height(words))
        over = (tall - PERSON) / 2, (tall - height(words)) / 2
        return Slice(tall, (moved(sign, 0, over[0]), *stacked(words, over[1])))


def _least(column: Column) -> float:
    """Return the least pitch of a crowd, in points before large print is magnified."""
    return LEAST / (column.scale if column.abreast else LARGE)


def _fitting(people: Crowd, column: Column) -> Crowd:
    """Return the crowd with a smaller pitch if it is too wide for a column."""
    wide = people.size[0]
    return (
        people
        if wide <= column.width
        else people._replace(pitch=people.pitch * column.width / wide)
    )
