"""`- exercise: …`: one exercise, drawn, with how it is done and how often."""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.document.exercise import OneExercise
from leaflet.document.exercise_drawn import ExerciseDrawing
from leaflet.layout.column import Column
from leaflet.layout.slices import Slice


class Exercise(OneExercise, frozen=True):
    """One exercise; its words stand beside its picture where there is room."""

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield the exercise, in one piece."""
        yield from ExerciseDrawing(self).alone(column)
