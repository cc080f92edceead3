"""Reads what practice software asks for from JSON, with every fault in it."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, TypeVar

import msgspec
from msgspec import Meta

from leaflet import limits
from leaflet.composition import press
from leaflet.content.clinic import DETAILS, Clinic, Logo
from leaflet.document.document import Document
from leaflet.errors import Fault, LeafletError
from leaflet.graphics import picture
from leaflet.publish import png
from leaflet.source import given, nodes
from leaflet.source.model import Reader, Struct
from leaflet.source.nodes import Mapping, Node, Scalar
from leaflet.source.span import Span
from leaflet.source.value import Line, Name
from leaflet.web import form
from leaflet.web.guard import Refusal

PARTS = "#/components/schemas/"
"""Where the OpenAPI file keeps the schemas that others refer to."""
DPI, MOST_DPI = 96, 300
W = TypeVar("W", bound="Wanted")


class Content:
    """A leaflet's words: the text of a content file, or an object with the same keys."""

    schema: ClassVar[dict[str, Any]] = {
        "description": "The text of a content.yaml, or an object with its keys; no pictures.",
        "anyOf": [
            {"type": "string", "minLength": 1, "maxLength": limits.CONTENT_BYTES},
            {"$ref": f"{PARTS}{Document.__name__}"},
        ],
    }

    def __init__(self, document: Document) -> None:
        self.document = document

    @classmethod
    def from_node(cls, node: Node, reader: Reader) -> Content | None:
        """Read the content that was sent, or return None and note the faults."""
        root: Node | None = node
        if isinstance(node, Scalar):
            data = node.text.encode()
            root = reader.attempt(nodes.read, data, "content", limits.CONTENT_BYTES)
        document = reader.struct(root, Document) if root else None
        return cls(document) if document else None


class Details:
    """A clinic's details as they were sent; a text or list that is empty says nothing."""

    schema: ClassVar[dict[str, Any]] = {"$ref": f"{PARTS}ClinicDetails"}

    def __init__(self, node: Mapping, logo: Logo | None = None) -> None:
        self.node, self.logo = node, logo

    @classmethod
    def from_node(cls, node: Node, reader: Reader) -> Details | None:
        """Take the details as they are: which of them count depends on the leaflet."""
        if isinstance(node, Mapping):
            kept = tuple((key, value) for key, value in node.entries if not _is_blank(value))
            kept_node = node._replace(entries=kept)
            sent = kept_node.get("logo")
            return cls(kept_node, reader.attempt(_logo, sent) if sent else None)
        reader.fault(node.span, "wrong-kind", "a group of keys is needed here")
        return None

    def clinic(self, document: Document, reader: Reader) -> Clinic | None:
        """Read the clinic, with what the leaflet fixes; None and faults where it is wrong."""
        locked = form.locked(document)
        entries = [
            (key, value)
            for key, value in self.node.entries
            if key.text != "logo" and key.text not in locked
        ]
        for key in locked:
            if key in form.always():
                entries.append((_scalar(key, key), _scalar(DETAILS[key].stand_in, key)))
        made = reader.struct(self.node._replace(entries=tuple(entries)), Clinic)
        return form.owned(made, self.logo, document) if made else None


class Pressing(Struct, frozen=True):
    """What a print shop wants."""

    marks: Annotated[press.Marks, Meta(description="Beside the cut.")] = "none"
    bleed: Annotated[
        Annotated[float, Meta(ge=0, le=press.MOST)] | None,
        Meta(description="Millimetres over the cut; unless it is given, what suits the sheet."),
    ] = None


class Wanted(Struct, frozen=True, kw_only=True):
    """Either `content` or `leaflet`, and a clinic that takes the place of its own."""

    rivals = ("content", "leaflet")

    content: Content | None = None
    leaflet: Annotated[
        Line | None, Meta(description="The id of a leaflet that `/api/leaflets` lists.")
    ] = None
    clinic: Details | None = None

    def faults(self) -> Iterator[tuple[str | Span, str, str, str]]:
        """Yield a fault if nothing is asked for."""
        if not (self.content or self.leaflet):
            problem = "`content` or `leaflet` is missing"
            yield "content", "missing-key", problem, "say which leaflet is wanted"


class Composed(Wanted, frozen=True, kw_only=True):
    """A leaflet laid out on paper."""

    theme: Annotated[Name | None, Meta(description="Otherwise the leaflet's own.")] = None
    sheet: Annotated[Name | None, Meta(description="Otherwise the leaflet's own.")] = None
    edition: Annotated[Name | None, Meta(description="Otherwise that of the sheet.")] = None


class BuildRequest(Composed, frozen=True, kw_only=True):
    """A leaflet to print, in an office or at a print shop."""

    press: Annotated[
        Pressing | None, Meta(description="For a print shop's file: PDF/X-4 in CMYK.")
    ] = None


class PicturesRequest(Composed, frozen=True, kw_only=True):
    """A leaflet as pictures of its pages."""

    dpi: Annotated[int, Meta(ge=png.LEAST, le=MOST_DPI, description="Dots to an inch.")] = DPI


class CheckRequest(Wanted, frozen=True, kw_only=True):
    """A leaflet to check."""

    profile: Annotated[Name | None, Meta(description="Otherwise the leaflet's own.")] = None


def read(body: bytes, kind: type[W]) -> W:
    """Read what is asked for; LeafletError with every fault, Refusal where it is no JSON object."""
    try:
        values = msgspec.json.decode(body, type=dict[str, Any])
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise Refusal(400, "not-json", f"this is not a JSON object: {error}") from None
    reader = Reader()
    entries = []
    for key, value in values.items():
        within = "" if key == "content" and isinstance(value, dict) else key
        node = reader.attempt(given.node, value, within) if value is not None else None
        name = reader.attempt(given.node, key, key)
        if node and isinstance(name, Scalar):
            entries.append((name, node))
    made: W | None = None
    if not reader.found:
        made = reader.struct(Mapping(tuple(entries), given.span("")), kind)
    return reader.finished(made)


def _is_blank(node: Node) -> bool:
    match node:
        case Scalar():
            return not node.text.strip()
        case nodes.Sequence():
            return not node.items
    return False


def _scalar(text: str, key: str) -> Scalar:
    node = given.node(text, f"clinic.{key}")
    assert isinstance(node, Scalar)
    return node


def _logo(node: Node) -> Logo:
    """Read the picture that was sent in base64 (RFC 4648, 4)."""
    place = node.span.place
    try:
        data = base64.b64decode(getattr(node, "text", ""), validate=True)
    except (binascii.Error, ValueError):
        raise LeafletError(Fault("not-base64", "`clinic.logo` is not base64", place)) from None
    if len(data) > limits.PICTURE_BYTES:
        most = f"{limits.PICTURE_BYTES // 1_000_000} MB is the most"
        raise LeafletError(Fault("too-large", "`clinic.logo` is too large", place, most))
    try:
        return Logo("logo", picture.read_bytes(data, "clinic.logo"))
    except LeafletError as error:
        raise LeafletError(*(fault.at(place) for fault in error.faults)) from None
