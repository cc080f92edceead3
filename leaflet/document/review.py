"""Checks until when a leaflet may be handed out."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING

from leaflet.content import language as languages
from leaflet.errors import Fault, LeafletError, note

if TYPE_CHECKING:
    from leaflet.document.document import Document

SOON = 90
"""Days before the review date from which on somebody should begin the review."""
YEARS = 3
"""How long a leaflet may go without a review; NHS trusts and the PIF TICK ask for no more."""


def today() -> datetime.date:
    """Return today by the computer's clock, which nothing else reads."""
    return datetime.date.today()


def days_left(document: Document, today: datetime.date) -> int | None:
    """Return the days until the review, negative once it is past; None without a date."""
    return (document.next_review - today).days if document.next_review else None


def refuse_passed(document: Document, today: datetime.date) -> None:
    """Raise LeafletError if the review date has passed."""
    due = document.next_review
    if due and due < today:
        problem = f"this leaflet was due for review on {_written(due, document)}"
        hint = "check that it is still right and set a new `next_review`, or use --past-review"
        raise LeafletError(Fault("review-passed", problem, document.place("next_review"), hint))


def notes(document: Document, today: datetime.date) -> Iterator[Fault]:
    """Yield a note if the review is due soon or overdue."""
    due = document.next_review
    if due and (due - today).days < SOON:
        is_past, place = due < today, document.place("next_review")
        is_due = "was due" if is_past else "is due"
        problem = f"the review of this leaflet {is_due} on {_written(due, document)}"
        yield note("review-passed" if is_past else "review-due", problem, place)


def _written(day: datetime.date, document: Document) -> str:
    """Return a date in the words of the leaflet's language."""
    return languages.load(document.language).written(day)


def later(day: datetime.date, years: int) -> datetime.date:
    """Return the same day some years later; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
