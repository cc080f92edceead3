"""An address that a QR code leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

from leaflet.content.clinic import LINKS, printed
from leaflet.content.inline import Cite, Field, Filling, Text
from leaflet.graphics import qr_code
from leaflet.source.value import Email, Phone, WebAddress
from leaflet.text.run import Run

if TYPE_CHECKING:
    from leaflet.source.model import Reader
    from leaflet.source.nodes import Node


class Address(Text):
    """A web address, phone number or e-mail address, or `{clinic.booking}` for one of them."""

    __slots__ = ()
    beside = ()
    schema: ClassVar[dict[str, Any]] = {
        "type": "string",
        "description": "A web address, phone number or e-mail address, or {clinic.booking}.",
        "examples": ["https://www.clinic.example", "{clinic.booking}"],
    }

    @classmethod
    def from_node(cls, node: Node, reader: Reader) -> Self | None:
        """Read an address from `node`; None and a fault if it is none."""
        made = cls.from_scalar(node, reader)
        if made is None:
            return None
        if len(made.parts) > 1 or not _is_known(made.parts[0]):
            problem = "a QR code needs one address, and this is not one"
            hint = "write a web address, a phone number, an e-mail address or {clinic.booking}"
            reader.fault(node.span, "not-an-address", problem, hint)
            return None
        if len(made.literal) > qr_code.LONGEST:
            reader.fault(node.span, "too-long", *qr_code.too_long(made.literal))
            return None
        return made

    def run(self, filling: Filling) -> Run:
        """Return the address as it is printed, with the link that the code holds."""
        (part,) = self.parts
        run = filling.run(part)
        return run if isinstance(part, Field) else _typed(run.text) or run


def _is_known(part: Run | Field | Cite) -> bool:
    """Return whether a part of a text is an address without markup."""
    match part:
        case Run():
            return part == Run(part.text) and _typed(part.text) is not None
        case Field():
            return part == Field(part.name, instead=part.instead) and {*part.keys} <= {*LINKS}
    return False


def _typed(text: str) -> Run | None:
    """Return an address as it is printed; `tel:` and `mailto:` may stand before it."""
    for kind, scheme in ((Email, "mailto:"), (Phone, "tel:")):
        bare = text.removeprefix(scheme)
        if kind.pattern.fullmatch(bare):
            return printed(kind(bare))
    return printed(WebAddress(text)) if WebAddress.pattern.fullmatch(text) else None
