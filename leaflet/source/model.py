"""Reads nodes as frozen values of the content model, and gathers every fault.

One definition, the annotated fields of a struct, gives the values, their checks and the JSON
Schema. msgspec stops at the first fault of a value, so structs and lists are walked here and only
leaves are given to msgspec.
"""

from __future__ import annotations

import functools
import types
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import Any, ClassVar, ParamSpec, TypeVar
from unicodedata import category

import msgspec
from msgspec import inspect

from leaflet import errors, limits
from leaflet.errors import Fault, LeafletError, Place
from leaflet.source.nodes import Mapping, Node, Scalar, Sequence, find
from leaflet.source.span import Span

P = ParamSpec("P")
S = TypeVar("S", bound="Struct")
T = TypeVar("T")
_BOOLS = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}


def is_visible(text: str) -> bool:
    """Return whether anything of `text` is visible: a letter, number, punctuation or symbol."""
    return any(category(char)[0] in "LNPS" for char in text)


class Struct(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True):
    """A mapping of the content model: its fields are the keys that may be written."""

    main: ClassVar[str] = ""
    """The field that is meant where a plain text or list stands instead of a mapping."""
    rivals: ClassVar[tuple[str, ...]] = ()
    """Keys of which one at most is written."""
    either: ClassVar[tuple[tuple[str, ...], ...]] = ()
    """Groups of fields of which an edition leaves one at least."""
    alternatives: ClassVar[tuple[tuple[str, ...], ...]] = ()
    """Keys of which one at least is written, in each group; `faults` says where none is."""
    elsewhere: ClassVar[dict[str, str]] = {}
    """Keys that are no fields, with a hint that says what to write in place of each."""

    @classmethod
    def prepared(cls, node: Mapping) -> Mapping:
        """Return the keys as they are read, where what is written has to be put in other words."""
        return node

    def faults(self) -> Iterator[tuple[str | Span, str, str, str]]:
        """Yield (where, code, problem, hint): what is wrong between fields each right.

        `where` is a Span, or the path of a key below this one, such as `widths[0]`.
        """
        return iter(())


class Reader:
    """Reads nodes as values and gathers faults; unreadable values become None."""

    shown = staticmethod(errors.shown)

    def __init__(self) -> None:
        self.found: list[Fault] = []
        self.error: type[LeafletError] = LeafletError
        """What the faults will be raised as: a FileError once a file could not be read."""

    def fault(self, where: Span | Place | None, code: str, problem: str, hint: str = "") -> None:
        """Note a fault at a place; what a program has made may have none."""
        place = where.place if isinstance(where, Span) else where
        if len(self.found) < limits.FAULTS:
            self.found.append(Fault(code, problem, place, hint))

    def attempt(self, function: Callable[P, T], *given: P.args, **named: P.kwargs) -> T | None:
        """Call `function`; if it raises LeafletError, note its faults and return None."""
        try:
            return function(*given, **named)
        except LeafletError as error:
            self.found += error.faults
            self.error = max(self.error, type(error), key=lambda kind: kind.exit_code)
            return None

    def finish(self) -> None:
        """Raise the faults found, once each, in the order of files and lines."""
        if self.found:
            found = sorted(dict.fromkeys(self.found), key=lambda f: f.place[:3] if f.place else ())
            raise self.error(*found)

    def finished(self, made: T | None) -> T:
        """Return what was made of the nodes, or raise the faults found."""
        self.finish()
        if made is None:
            raise TypeError("nothing was made, and no fault says why")
        return made

    def scalar(self, node: Node, what: str) -> str | None:
        """Return the text of a scalar that is not empty; otherwise None and a fault."""
        if not isinstance(node, Scalar):
            kind = "a list" if isinstance(node, Sequence) else "a group of keys"
            signs = "`- ` or brackets" if kind == "a list" else "keys"
            hint = f"write it behind the colon, without {signs}"
            self.fault(node.span, "wrong-kind", f"{what} is needed here, and this is {kind}", hint)
            return None
        if not is_visible(node.text):
            hint = "write it, or delete the line"
            if node.comment:
                hint = 'what begins with # is a comment; write it in quotes, such as "#0a6e5c"'
            problem = f"{what} is needed here, and nothing is written"
            self.fault(node.span, "empty-value", problem, hint)
            return None
        return node.text

    def value(self, node: Node, kind: inspect.Type) -> Any:
        """Read a value of type `kind` from `node`; None and faults if it is wrong."""
        own = getattr(getattr(kind, "cls", None), "from_node", None)
        if own:
            return own(node, self)
        match kind:
            case inspect.Metadata():
                return self.value(node, kind.type)
            case inspect.UnionType():
                return self.value(
                    node, next(t for t in kind.types if not isinstance(t, inspect.NoneType))
                )
            case inspect.StructType() if issubclass(kind.cls, Struct):
                return self.struct(node, kind.cls)
            case inspect.VarTupleType():
                return self.items(node, kind.item_type)
            case inspect.DictType():
                return self.table(node, kind.value_type)
        return self.leaf(node, kind)

    def struct(self, node: Node, cls: type[S]) -> S | None:
        """Read a struct from a mapping, or from its main field written alone."""
        if not isinstance(node, Mapping):
            if not cls.main:
                hint = "keys: " + ", ".join(field.encode_name for field in fields(cls))
                self.fault(node.span, "wrong-kind", "a group of keys is needed here", hint)
                return None
            node = Mapping(((Scalar(cls.main, node.span), node),), node.span)
        count = len(self.found)
        given = self._fields(_folded(cls.prepared(node), cls), cls)
        if len(self.found) > count:
            self.lacking(node.span, {key.text for key, _ in node.entries}, cls)
            return None
        made = cls(**given)
        for where, code, problem, hint in made.faults():
            self.fault(_where(node, where), code, problem, hint)
        return made

    def lacking(self, span: Span, written: AbstractSet[str], cls: type[Struct]) -> None:
        """Note the first key of each group of alternatives of which none is written."""
        for keys in cls.alternatives:
            if written.isdisjoint(keys):
                self._missing(span, keys[0])

    def _missing(self, span: Span, name: str) -> None:
        place, problem = span.place.inside(name), f"`{name}` is missing"
        self.fault(place, "missing-key", problem, f"add a line `{name}: …`")

    def _fields(self, node: Mapping, cls: type[Struct]) -> dict[str, Any]:
        known = {field.encode_name: field for field in fields(cls)}
        given = {}
        for key, value in node.entries:
            if field := known.get(key.text):
                given[field.name] = made = self.value(value, field.type)
                if field.required and getattr(made, "is_optional", False):
                    hint = "mark the whole that it belongs to, or give it a `short` form"
                    self.fault(
                        value.span,
                        "cannot-be-left-out",
                        f"`{key.text}` cannot be left out alone",
                        hint,
                    )
            else:
                hint = cls.elsewhere.get(key.text, "")
                self.unknown(key, "unknown-key", "a key that belongs here", known, hint)
        written = {key.text: key for key, _ in node.entries}
        for key in [written[name] for name in cls.rivals if name in written][1:]:
            names = " or ".join(f"`{name}`" for name in cls.rivals)
            self.fault(
                key.span,
                "conflicting-keys",
                f"either {names} may be written, not both",
                "keep one of them",
            )
        for name, field in known.items():
            if field.required and name not in written:
                self._missing(node.span, name)
        return given

    def unknown(
        self, key: Scalar, code: str, what: str, known: Iterable[str], hint: str = ""
    ) -> None:
        """Note that `key` is not one of the `known` words; the `hint` may be the nearest."""
        self.fault(
            key.span,
            code,
            f"`{errors.shown(key.text)}` is not {what}",
            hint or errors.meant(key.text, known),
        )

    def items(self, node: Node, kind: inspect.Type) -> tuple[Any, ...]:
        """Read a tuple from a list, or from the lines of one text."""
        own = getattr(getattr(kind, "cls", None), "items_from_one", None)
        made: tuple[Any, ...] | None = own(node, self) if own else None
        if made is not None:
            return made
        if isinstance(node, Scalar):
            lines = [line for line in node.text.splitlines() if line.strip()]
            node = Sequence(tuple(Scalar(line, node.span) for line in lines) or (node,), node.span)
        if isinstance(node, Mapping):
            self.fault(node.span, "wrong-kind", "a list is needed here", _as_list(node))
            return ()
        if not node.items:
            self.fault(node.span, "empty-value", "this list is empty", "write at least one item")
        return tuple(self.value(item, kind) for item in node.items)

    def table(self, node: Node, kind: inspect.Type) -> types.MappingProxyType[str, Any] | None:
        """Read names with values, in the order written."""
        if not isinstance(node, Mapping):
            self.fault(node.span, "wrong-kind", "names with values are needed here")
            return None
        return types.MappingProxyType({k.text: self.value(v, kind) for k, v in node.entries})

    def leaf(self, node: Node, kind: inspect.Type) -> Any:
        """Read a number, a date, yes or no, or one of a few words."""
        code, what, hint = _leaf_words(kind)
        text = self.scalar(node, what)
        if text is None:
            return None
        given, strict = text.strip(), isinstance(kind, inspect.BoolType)
        try:
            return msgspec.convert(
                _BOOLS.get(given.lower(), given) if strict else given,
                _leaf_type(kind),
                strict=strict,
            )
        except msgspec.ValidationError:
            if isinstance(kind, inspect.LiteralType):
                hint = errors.meant(text, kind.values)
            self.fault(node.span, code, f"`{errors.shown(text)}` is not {what}", hint)
            return None


def read(node: Node, cls: type[S]) -> S:
    """Read the struct `cls` from `node`; LeafletError with every fault, in file order."""
    reader = Reader()
    return reader.finished(reader.struct(node, cls))


@functools.cache
def fields(cls: type[Struct]) -> tuple[inspect.Field, ...]:
    """Return the fields of a struct that a file may have."""
    kind = inspect.type_info(cls)
    return kind.fields if isinstance(kind, inspect.StructType) else ()


@functools.cache
def beside(cls: type[Struct]) -> tuple[str, ...]:
    """Return the keys of the main field's value that may stand beside that field."""
    main = next((field.type for field in fields(cls) if field.encode_name == cls.main), None)
    kinds = main.types if isinstance(main, inspect.UnionType) else (main,)
    found = (getattr(getattr(kind, "cls", None), "beside", ()) for kind in kinds)
    return next(filter(None, found), ())


def _where(node: Mapping, where: str | Span) -> Span | Place:
    """Return where a key below `node` stands, or the place of `node` where it is not written."""
    if isinstance(where, Span):
        return where
    found = find(node, where)
    return found.span if found else node.span.place.inside(where)


def _folded(node: Mapping, cls: type[Struct]) -> Mapping:
    """Move keys that stand beside a struct's main field into that field's value."""
    moved = tuple(entry for entry in node.entries if entry[0].text in beside(cls))
    if not moved or isinstance(node.get(cls.main), Mapping):
        return node
    entries = []
    for key, value in node.entries:
        if key.text == cls.main:
            value = Mapping(((key._replace(text="text"), value), *moved), value.span)
        if (key, value) not in moved:
            entries.append((key, value))
    return node._replace(entries=tuple(entries))


def _as_list(node: Mapping) -> str:
    """Return how values that stand after keys are written as a list."""
    values = [value.text for _, value in node.entries if isinstance(value, Scalar)]
    if len(values) < len(node.entries) or not values:
        return "begin each item with `- `"
    return f"begin each item with `- `, or write `[{errors.shown(', '.join(values))}]`"


def _leaf_words(kind: inspect.Type) -> tuple[str, str, str]:
    """Return the code of a fault, what is wanted, and how it is written."""
    match kind:
        case inspect.DateType():
            return "not-a-date", "a date", "write year-month-day, such as 2026-11-30"
        case inspect.BoolType():
            return "not-yes-or-no", "yes or no", "write yes or no"
        case inspect.LiteralType():
            hint = "there are: " + ", ".join(map(str, kind.values))
            return "not-a-choice", "one of the words allowed here", hint
        case inspect.IntType():
            return "not-a-number", f"a whole number{_bounds(kind)}", "write digits alone"
        case inspect.FloatType():
            return "not-a-number", f"a number{_bounds(kind)}", "write a point before decimals"
    raise TypeError(f"the content model has no leaf {kind}")


def _bounds(kind: inspect.IntType | inspect.FloatType) -> str:
    return f" from {kind.ge} to {kind.le}" if kind.ge is not None and kind.le is not None else ""


def _leaf_type(kind: inspect.Type) -> Any:
    import datetime
    from typing import Annotated, Literal

    match kind:
        case inspect.DateType():
            return datetime.date
        case inspect.BoolType():
            return bool
        case inspect.LiteralType():
            return Literal[tuple(kind.values)]
        case inspect.IntType():
            return Annotated[int, msgspec.Meta(ge=kind.ge, le=kind.le)]
        case inspect.FloatType():
            return Annotated[float, msgspec.Meta(ge=kind.ge, le=kind.le)]
    raise TypeError(f"the content model has no leaf {kind}")
