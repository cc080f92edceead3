"""`- options: …`: choices beside each other, with an answer of each to the same questions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta

from leaflet.content.frequency import rates
from leaflet.content.inline import Text
from leaflet.content.sheet import MM
from leaflet.document.block import Block
from leaflet.document.voice import Entry, Voice
from leaflet.layout import cards, tables
from leaflet.layout.cells import CellKinds, TableCell, TableContent
from leaflet.layout.column import Column
from leaflet.layout.grid import INSET
from leaflet.layout.slices import Slice, StructureNode
from leaflet.layout.strips import bound_to_next, whole
from leaflet.layout.table_widths import gridded
from leaflet.source.model import Struct
from leaflet.source.span import Span

FEWEST, MOST = 2, 6
"""Choices."""
ROOM = 34 * MM
"""The least width of a column, as it is printed; where there is less each choice is a card."""
QUESTIONS = 0.25
"""The share of the width that the questions have; the choices have equal parts of the rest."""
_NOTHING = re.compile(
    r"(?:do(?:ing)? nothing|wait(?:ing)? and see(?:ing)?|watch(?:ing)? and wait(?:ing)?"
    r"|watchful waiting|active monitoring|keep(?:ing)? an eye on it|leav(?:e|ing) it(?: alone)?"
    r"|(?:carry(?:ing)?|go(?:ing)?) on as (?:you are|now|before)|stay(?:ing)? as you are"
    r"|(?:have |having )?no (?:treatment|operation|surgery|medicines?|tablets|tests?|scan"
    r"|screening|vaccine|change|intervention)"
    r"|not? (?:to have|have|having|take|taking) (?:the |a |an |any )?\w+)"
    r"(?:,? (?:for now|at first|yet|at all|now|at the moment))?",
    re.IGNORECASE,
)
"""What the choice of doing nothing is called."""


class Choice(Struct, frozen=True):
    """One of the choices that a reader has."""

    main: ClassVar[str] = "name"
    """Its name is enough."""

    name: Text
    nothing: Annotated[bool, Meta(description="Whether it is to do nothing, or to wait.")] = False

    @property
    def is_nothing(self) -> bool:
        """Whether it is to do nothing, or to wait."""
        return self.nothing or bool(_NOTHING.fullmatch(self.name.literal.strip()))


class GridQuestion(Struct, frozen=True):
    """A question, and the answer for each choice."""

    question: Text
    answers: Annotated[tuple[Text, ...], Meta(description="One for each choice, in order.")]


class Options(Block, frozen=True):
    """A grid of choices and questions; doing nothing is one of the choices."""

    choices: Annotated[tuple[Choice, ...], Meta(description="What can be done, 2 to 6.")]
    questions: Annotated[tuple[GridQuestion, ...], Meta(description="What is asked of each.")]
    caption: Text | None = None
    why_not_nothing: Annotated[
        Text | None, Meta(description="Why doing nothing is no choice here; it is printed.")
    ] = None

    def faults(self) -> Iterator[tuple[str | Span, str, str, str]]:
        """Yield a fault where a choice or an answer is missing, or numbers cannot be compared."""
        if not FEWEST <= len(self.choices) <= MOST:
            problem = f"an option grid has {FEWEST} to {MOST} choices, and this has"
            yield "choices", "wrong-count", f"{problem} {len(self.choices)}", ""
        yield from self._nothing_faults()
        for number, row in enumerate(self.questions):
            where = f"questions[{number}].answers"
            if len(row.answers) != len(self.choices):
                said = f"{len(row.answers)} answers for {len(self.choices)} choices"
                hint = "write one answer for each choice, in the order of the choices"
                yield where, "uneven-row", f"there are {said}", hint
            for place, answer in enumerate(row.answers):
                if answer.is_optional:
                    problem = "one answer of a grid cannot be left out"
                    hint = "give it a `short` form, or mark the whole grid"
                    yield f"{where}[{place}]", "cannot-be-left-out", problem, hint
            wholes = {whole for answer in row.answers for _, whole in rates(answer.literal)}
            if len(wholes) > 1:
                problem = f"the answers say so many in {', in '.join(map(str, sorted(wholes)))}"
                hint = "say all of them in the same number of people"
                yield where, "unequal-denominators", problem, hint

    def _nothing_faults(self) -> Iterator[tuple[str | Span, str, str, str]]:
        """Yield a fault where doing nothing is no choice, and nobody says why; or both."""
        is_there = any(choice.is_nothing for choice in self.choices)
        if not is_there and not self.why_not_nothing:
            problem = "none of the choices is to do nothing, or to wait and see"
            hint = (
                "add it, such as `- {name: Wait and see, nothing: yes}`, or say under "
                "`why_not_nothing` why it is no choice"
            )
            yield "choices", "no-nothing", problem, hint
        elif is_there and self.why_not_nothing:
            problem = "one of the choices is to do nothing, and `why_not_nothing` says it is none"
            yield "why_not_nothing", "conflicting-keys", problem, "keep one of them"

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield a table of the choices, or a card for each where columns have no room."""
        table = self._content
        roomy = column.wide.printed / table.columns >= ROOM
        grown = column.scale > 1 and gridded(column.ungrown.trial, table)
        if roomy and (gridded(column.trial, table) or grown):
            yield from tables.drawn(column, table)
        else:
            yield from self._cards(column)
        if self.why_not_nothing:
            yield from column.text(self.why_not_nothing)

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the choices, and each question with its answers, however they are drawn."""
        yield from voice.table(self._content)
        if self.why_not_nothing:
            yield from voice.says("P", self.why_not_nothing)

    @property
    def _content(self) -> TableContent:
        head = (TableCell(), *(TableCell(choice.name) for choice in self.choices))
        rows = ((TableCell(row.question), *map(TableCell, row.answers)) for row in self.questions)
        shares = (QUESTIONS, *[(1 - QUESTIONS) / len(self.choices)] * len(self.choices))
        return TableContent(tuple(rows), head, self.caption, shares=shares, has_choices=True)

    def _cards(self, column: Column) -> Iterator[Slice]:
        """Yield a card for each choice; they are read question by question, as the table is."""
        place, look = column.inside("Table"), column.look
        if self.caption:
            node = place.node.add("Caption")
            yield from bound_to_next(place.prose.lines(self.caption, look.styles["h3"], node))
            yield from bound_to_next(place.gap(2 * look.quarter))
        head, *rows = self._nodes(place)
        for number, choice in enumerate(self.choices):
            inner, style = place.inset(INSET, INSET), look.styles["h3"]
            name = [*inner.lines(choice.name, style, head[number + 1])]
            again = [*inner.trial.continued(choice.name, style)]
            body = [*bound_to_next(name), *self._answers(number, inner, rows)]
            yield from whole(cards.panel(place, body, again))
            yield from place.gap((2 if number + 1 < len(self.choices) else 4) * look.quarter)

    def _nodes(self, column: Column) -> Iterator[list[StructureNode]]:
        """Yield the nodes of the head, and those of each row, in reading order."""
        kinds = CellKinds.of(column.look, self._content)
        head = column.node.add("TR")
        yield [kinds.head.node(head) for _ in range(len(self.choices) + 1)]
        for _ in self.questions:
            row = column.node.add("TR")
            yield [kinds.name.node(row), *(kinds.cell.node(row) for _ in self.choices)]

    def _answers(
        self, number: int, column: Column, rows: list[list[StructureNode]]
    ) -> Iterator[Slice]:
        """Yield each question with the answer of one choice; questions are read on the first."""
        body = column.look.styles["body"]
        for row, (asked, *answers) in zip(self.questions, rows, strict=True):
            node = None if number else asked
            yield from bound_to_next(column.gap(column.look.quarter))
            question = column.lines(row.question, body._replace(bold=True), node)
            yield from bound_to_next(question)
            yield from column.lines(row.answers[number], body, answers[number])
