"""Labels: the words that layout adds to those of the author, in one language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import defstruct

from leaflet.content.clinic import PANEL
from leaflet.graphics import body
from leaflet.source.model import Struct
from leaflet.source.value import Line

if TYPE_CHECKING:
    _DetailLabels = Struct
    RegionNames = Struct
else:  # mypy knows no fields that are made while the program runs
    _DetailLabels = defstruct("_DetailLabels", [(key, Line) for key in PANEL], bases=(Struct,))
    RegionNames = defstruct(
        "RegionNames",
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
