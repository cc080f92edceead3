"""`- doses: …`: how much of a medicine to take at which age or weight, and how often."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, TypeVar

from msgspec import Meta

from leaflet.content import bands, dose_sums
from leaflet.content.amounts import Amount, DayLimit, Strength
from leaflet.content.bands import AgeBand, WeightBand
from leaflet.content.dose_sums import SumFaults
from leaflet.content.inline import Filling, Text
from leaflet.content.language import Language
from leaflet.content.often import Often
from leaflet.document.block import Block
from leaflet.document.voice import Entry, Voice
from leaflet.layout import tables
from leaflet.layout.cells import TableCell, TableContent
from leaflet.layout.column import Column
from leaflet.layout.slices import Slice
from leaflet.source.model import Struct
from leaflet.source.span import Span
from leaflet.source.value import Line
from leaflet.text.breaks import LINE_SEPARATOR
from leaflet.text.run import Run

L = TypeVar("L", bound=Line)
BANDS = ("age", "weight")
"""The keys of which each row has those that the first row has."""


class DoseRow(Struct, frozen=True):
    """One band of ages or weights, and what to take in it."""

    age: Annotated[AgeBand | None, Meta(description="Such as 3 to 5 months.")] = None
    weight: Annotated[WeightBand | None, Meta(description="Such as 10 to 14.9 kg.")] = None
    strength: Annotated[
        Strength | None, Meta(description="Where it is another than that of the block.")
    ] = None
    amount: Annotated[Amount | None, Meta(description="Such as 2.5 ml (60 mg).")] = None
    often: Annotated[Often | None, Meta(description="Such as up to 4 times a day.")] = None
    when: Annotated[Text | None, Meta(description="More about when, such as after meals.")] = None
    most: Annotated[DayLimit | None, Meta(description="The most in a day: 4 doses.")] = None
    instead: Annotated[
        Text | None, Meta(description="What to do in this band, where there is no dose.")
    ] = None

    def faults(self) -> SumFaults:
        """Yield a fault for what the row lacks, and for what does not follow."""
        if self.instead:
            dosed = [key for key in ("amount", "often", "when", "most") if getattr(self, key)]
            if dosed:
                problem = f"`instead` says that there is no dose, and `{dosed[0]}` gives one"
                yield dosed[0], "conflicting-keys", problem, "keep one of them"
        elif not self.amount:
            hint = "add a line `amount: …`, or `instead:` with what to do without a dose"
            yield "amount", "missing-key", "`amount` is missing", hint
        elif not (self.often or self.when):
            yield "often", "missing-key", "`often` is missing", "add a line `often: …`"
        elif self._is_open and not self.most:
            problem = "this leaves open how much is taken in a day, and `most` is missing"
            yield "most", "missing-key", problem, "add a line `most: …`, such as `most: 4 doses`"

    @property
    def _is_open(self) -> bool:
        """Whether it leaves to the reader how much is taken in a day."""
        if not (self.amount and self.often):
            return True
        if self.amount.is_unread or self.often.is_unread:
            return False
        several = self.often.most > 1
        return self.often.is_open or (several and any(p.is_range for p in self.amount.parts))

    def sum_faults(self, strength: Strength | None) -> SumFaults:
        """Yield a fault for each amount that does not follow from the others."""
        amount, most, often = _known(self.amount), _known(self.most), _known(self.often)
        if not amount or (strength and strength.is_unread):
            return
        if strength:
            yield from dose_sums.strength_faults(amount, strength)
        elif amount.taken:
            problem = f"the strength is missing: how much is in {amount.taken.said}?"
            hint = "add a line `strength: …`, such as `strength: 120 mg in 5 ml`"
            yield amount.span or "rows", "missing-key", problem, hint
        if most and often:
            yield from dose_sums.limit_faults(amount, often, most, strength)

    def how_often(self, filling: Filling) -> tuple[Run, ...]:
        """Return how often and when, as it is printed."""
        often = (Run(_capital(self.often.said)),) if self.often else ()
        when = self.when.runs(filling) if self.when else ()
        return (*often, Run(", "), *when) if often and when else (*often, *when)


class Doses(Block, frozen=True):
    """A table of doses by age or weight, each of which follows from the strength."""

    medicine: Annotated[Text, Meta(description="What is taken.")]
    rows: Annotated[tuple[DoseRow, ...], Meta(description="A row for each band.")]
    strength: Annotated[Strength | None, Meta(description="Such as 120 mg in 5 ml.")] = None

    def faults(self) -> SumFaults:
        """Yield a fault for each dose that nobody may print."""
        yield from self._uneven_faults()
        for key in BANDS:
            yield from self._band_faults(key)
        yield from self._lone_faults()
        yield from self._unit_faults()
        for row in self.rows:
            yield from row.sum_faults(row.strength or self.strength)

    def _uneven_faults(self) -> SumFaults:
        """Yield a fault for each row without the bands of the first."""
        first = [key for key in BANDS if getattr(self.rows[0], key)]
        if not first:
            hint = "add a line `age: …` or `weight: …`"
            yield "rows[0].age", "missing-key", "`age` or `weight` is missing", hint
        for number, row in enumerate(self.rows[1:], 1):
            for key in BANDS:
                if bool(getattr(row, key)) != (key in first) and first:
                    problem = f"some rows have `{key}`, and others have not"
                    hint = "write the same bands in each row"
                    yield f"rows[{number}].{key}", "uneven-row", problem, hint

    def _lone_faults(self) -> SumFaults:
        """Yield a fault for each dose without the limit, or the milligrams, that others have."""
        dosed = [(number, row, row.amount) for number, row in enumerate(self.rows) if row.amount]
        limited = any(row.most for _, row, _ in dosed)
        told = any(len(amount.parts) > 1 for _, _, amount in dosed)
        for number, row, amount in dosed:
            if limited and not row.most:
                problem = "other rows say the most in a day, and this does not"
                yield f"rows[{number}].most", "missing-key", problem, "add a line `most: …`"
            if told and len(amount.parts) < 2 and not amount.is_unread:
                problem = f"other rows say in brackets how much that is, and `{amount}` does not"
                hint = "write both in each row, such as `2.5 ml (60 mg)`"
                yield amount.span or f"rows[{number}]", "uneven-row", problem, hint

    def _band_faults(self, key: str) -> SumFaults:
        """Yield a fault for each two bands that share something, or leave something out."""
        values: list[AgeBand] = [value for row in self.rows if (value := getattr(row, key))]
        if any(value.is_unread for value in values):
            return
        written = {value.band: value for value in values}
        scales = {band.scale for band in written}
        if len(scales) > 1:
            yield "rows", "mixed-units", "some weights are in kg, others in lb", "write one unit"
            return
        for clash in bands.clashes(value.band for value in values):
            pair = f"`{clash.first.text}` and `{clash.second.text}`"
            where = written[clash.second].span or "rows"
            hint = f"correct one of them, so that each {key} is in one row"
            if clash.is_gap:
                yield where, "band-gap", f"between {pair} there is no dose", hint
            else:
                yield where, "band-overlap", f"{pair} are not apart", hint

    def _unit_faults(self) -> SumFaults:
        """Yield a fault where a millilitre is written in two ways."""
        values = [self.strength, *(v for r in self.rows for v in (r.strength, r.amount, r.most))]
        forms: dict[str, Span | None] = {}
        for value in filter(None, values):
            for form in ("ml", "mL"):
                if form in value.text.replace("(", " ").replace(")", " ").split():
                    forms.setdefault(form, value.span)
        if len(forms) > 1:
            _, second = forms
            where = forms[second] or "rows"
            yield where, "mixed-units", "ml and mL both stand here", "write one of them throughout"

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield the medicine with its strength, and the table."""
        yield from tables.drawn(column, self._content(column.filling, column.language))

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the medicine with its strength, and the table row by row."""
        yield from voice.table(self._content(voice.filling, voice.language))

    def _content(self, filling: Filling, language: Language) -> TableContent:
        """Return the cells as they are drawn, without columns that no row has."""
        columns = [[*column] for column in self._columns(filling, language)]
        kept = [column for column in columns if any(column[1:])]
        head, *rows = zip(*kept, strict=True)
        cells = tuple(_cells(row, said) for row, said in zip(self.rows, rows, strict=True))
        above, caption = tuple(map(TableCell, head)), self._caption(filling, language)
        return TableContent(cells, above, caption, is_sparse=True)

    def _caption(self, filling: Filling, language: Language) -> tuple[Run, ...]:
        runs = self.medicine.runs(filling)
        strengths = self._strengths
        if len(strengths) != 1:
            return runs
        said = language.label("strength_is", strength=strengths[0].said)
        return (*runs, Run(LINE_SEPARATOR + said))

    @property
    def _strengths(self) -> tuple[Strength, ...]:
        """The strengths of all rows that have a dose, each once."""
        all_ = (row.strength or self.strength for row in self.rows if row.amount)
        return tuple(dict.fromkeys(filter(None, all_)))

    def _columns(
        self, filling: Filling, language: Language
    ) -> Iterator[list[str | tuple[Run, ...]]]:
        """Yield each column with its header."""
        rows = self.rows
        yield [language.label("age"), *(_capital(row.age.said) if row.age else "" for row in rows)]
        yield [
            language.label("weight"),
            *(_capital(row.weight.said) if row.weight else "" for row in rows),
        ]
        own = [row.strength or self.strength if row.amount else None for row in rows]
        if len(self._strengths) > 1:
            yield [language.label("strength"), *(each.said if each else "" for each in own)]
        yield [language.label("how_much"), *(self._first(row, filling) for row in rows)]
        yield [language.label("which_is"), *map(_second, rows)]
        yield [language.label("how_often"), *(row.how_often(filling) for row in rows)]
        yield [language.label("most_in_day"), *(row.most.said if row.most else "" for row in rows)]

    def _first(self, row: DoseRow, filling: Filling) -> str | tuple[Run, ...]:
        """Return how much is taken, or what to do instead."""
        if row.instead:
            return row.instead.runs(filling)
        parts = _parts(row)
        return parts[0] if parts else ""


def _cells(row: DoseRow, said: tuple[str | tuple[Run, ...], ...]) -> tuple[TableCell, ...]:
    """Return the cells of a row; what is done without a dose stands aside of numbers."""
    return tuple(TableCell(text, is_aside=bool(row.instead)) for text in said)


def _parts(row: DoseRow) -> list[str]:
    """Return how much is taken, and how much of the active part that is."""
    return [*row.amount.shown] if row.amount else []


def _second(row: DoseRow) -> str:
    parts = _parts(row)
    return parts[1] if len(parts) > 1 else ""


def _known(value: L | None) -> L | None:
    """Return a value, unless nothing is known of what it says."""
    return None if value is None or value.is_unread else value


def _capital(text: str) -> str:
    """Begin a cell with a capital."""
    return text[:1].upper() + text[1:]
