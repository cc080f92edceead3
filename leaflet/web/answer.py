"""Holds what practice software is told, as values that become JSON and its schema."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Annotated

import msgspec
from msgspec import Meta
from starlette.responses import Response

from leaflet import errors
from leaflet.editor.engine import Finding
from leaflet.errors import Fault, Severity

Base64 = Annotated[bytes, Meta(extra_json_schema={"contentMediaType": "image/png"})]


class ProblemPlace(msgspec.Struct, frozen=True):
    """Where in a text it stands; lines and columns count from 1."""

    file: Annotated[str, Meta(description="`content`, or the file of a leaflet of the shelf.")]
    line: Annotated[int, Meta(ge=0, description="0 where the file as a whole is meant.")]
    column: Annotated[int, Meta(ge=0)]


class Problem(msgspec.Struct, frozen=True):
    """One thing that is wrong; programs go by `code` and `key`, words may change."""

    code: Annotated[str, Meta(description="The kind of fault, or the rule that found it.")]
    key: Annotated[
        str, Meta(description="What is meant: `clinic.phone`, `body[3].faqs`, or nothing.")
    ]
    problem: Annotated[str, Meta(description="One plain sentence.")]
    hint: Annotated[str, Meta(description="A way out, or nothing.")]
    severity: Severity
    place: ProblemPlace | None
    lines_over: Annotated[
        int, Meta(ge=0, description="By how many lines it is too long for its sheet, if it is.")
    ] = 0


class Problems(msgspec.Struct, frozen=True):
    """Why a request is refused: everything that is wrong at once."""

    problems: Annotated[tuple[Problem, ...], Meta(min_length=1)]


class Findings(msgspec.Struct, frozen=True):
    """What a check finds that nobody has accepted, in the order of the leaflet."""

    findings: tuple[Problem, ...]


class PagePicture(msgspec.Struct, frozen=True):
    """A page, or one side of a folded leaflet."""

    number: Annotated[int, Meta(ge=1)]
    png: Base64


class Pictures(msgspec.Struct, frozen=True):
    """The pages of a leaflet in reading order."""

    pages: tuple[PagePicture, ...]


class Listed(msgspec.Struct, frozen=True):
    """A leaflet of the shelf."""

    id: Annotated[str, Meta(description="What a request names as its `leaflet`.")]
    title: str
    problems: Annotated[
        tuple[Problem, ...],
        Meta(description="Why it cannot be built; all that follows is empty then."),
    ] = ()
    subtitle: str = ""
    language: Annotated[str, Meta(description="Such as en-GB (BCP 47).")] = ""
    theme: str = ""
    sheet: str = ""
    sheets: Annotated[tuple[str, ...], Meta(description="The sheets that there are for it.")] = ()
    themes: Annotated[tuple[str, ...], Meta(description="The themes that there are for it.")] = ()
    editions: tuple[str, ...] = ()
    editable: Annotated[
        tuple[str, ...],
        Meta(description="What a request may change: details of the clinic, `theme`, `sheet`."),
    ] = ()
    needed: Annotated[
        tuple[str, ...], Meta(description="The details that a clinic must have for it.")
    ] = ()
    version: str = ""
    issued: datetime.date | None = None
    next_review: datetime.date | None = None
    is_past_review: Annotated[bool, Meta(description="If so, it is not built.")] = False
    original: Annotated[
        str, Meta(description="The id of the leaflet that this is a copy of, in whose place it is.")
    ] = ""
    newer: Annotated[
        str, Meta(description="The version of the original where that is newer than the copy.")
    ] = ""


class Leaflets(msgspec.Struct, frozen=True):
    """The leaflets of the shelf, one's own first, and the themes that all of them can have."""

    leaflets: tuple[Listed, ...]
    themes: tuple[str, ...]
    originals: Annotated[
        tuple[Listed, ...], Meta(description="Those in whose place copies of one's own are.")
    ] = ()


def json(value: msgspec.Struct, status: int = 200) -> Response:
    """Answer with a value as JSON."""
    return Response(msgspec.json.encode(value), status, media_type="application/json")


def of_faults(faults: Iterable[Fault]) -> tuple[Problem, ...]:
    """Return faults as data."""
    return tuple(
        Problem(
            *(each.code, each.path, each.problem, each.hint, each.severity),
            _place(each.place),
            each.lines_over,
        )
        for each in faults
    )


def of_finding(finding: Finding) -> Problem:
    """Return a finding of a check as data."""
    rule, flaw = finding.rule, finding.flaw
    key = flaw.place.key if flaw.place else ""
    return Problem(rule.id, key, flaw.problem, flaw.hint, rule.severity, _place(flaw.place))


def _place(place: errors.Place | None) -> ProblemPlace | None:
    return ProblemPlace(place.file, place.line, place.column) if place and place.file else None
