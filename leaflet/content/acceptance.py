"""Acceptance: rules of `leaflet check` that a writer sets aside, each with a written reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from leaflet.source.nodes import Mapping
from leaflet.source.value import Line

if TYPE_CHECKING:
    from leaflet.source.model import Reader
    from leaflet.source.nodes import Node

SHORTEST = 10
"""Characters of a reason; less than that says nothing to who signs the leaflet off."""


class Acceptance:
    """`{rule: reason}`, in the order written; equal to any other with the same words."""

    __slots__ = ("reasons",)
    schema: ClassVar[dict[str, Any]] = {
        "type": "object",
        "description": "Rules of `leaflet check` that are set aside here, each with the reason.",
        "additionalProperties": {"type": "string", "minLength": SHORTEST},
    }

    def __init__(self, reasons: tuple[tuple[Line, Line], ...]) -> None:
        self.reasons = reasons

    @classmethod
    def from_node(cls, node: Node, reader: Reader) -> Acceptance | None:
        """Read the reasons from `node`; None and faults if they are wrong."""
        if not isinstance(node, Mapping):
            hint = "write `accept: {id-of-the-rule: why it is accepted here}`"
            reader.fault(node.span, "wrong-kind", "rules with their reasons are needed here", hint)
            return None
        reasons = []
        for key, value in node.entries:
            reason = Line.from_node(value, reader)
            if reason and len(reason.text) < SHORTEST:
                reader.fault(
                    value.span, "too-short", "this reason is too short", "say why in a few words"
                )
            elif reason:
                reasons.append((Line(key.text, key.span), reason))
        return cls(tuple(reasons))

    def reason(self, rule: str) -> str:
        """Return the reason why a rule is set aside, or ""."""
        return next((why.text for name, why in self.reasons if name.text == rule), "")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Acceptance) and other.reasons == self.reasons

    def __hash__(self) -> int:
        return hash(self.reasons)
