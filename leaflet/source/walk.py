"""Walks over the frozen values of the content model, and makes changed copies of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, TypeVar, cast, overload

import msgspec

S = TypeVar("S")
T = TypeVar("T")


class Located(NamedTuple):
    """A value and where it stands."""

    value: Any
    key: str
    """The field of the innermost struct around it; "" where there is none."""
    holders: tuple[msgspec.Struct, ...]
    """The structs around it, the outermost first."""


def inside(value: object) -> tuple[Any, ...]:
    """Return what a struct or a tuple directly holds, in the order of fields or items."""
    if isinstance(value, msgspec.Struct):
        return msgspec.structs.astuple(value)
    return value if isinstance(value, tuple) else ()


@overload
def walk(value: object, kind: type[T]) -> Iterator[T]: ...
@overload
def walk(value: object, kind: tuple[type[S], type[T]]) -> Iterator[S | T]: ...
def walk(value: object, kind: Any) -> Iterator[Any]:
    """Yield every `kind` in a value, itself included, each before what it holds."""
    waiting = [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, kind):
            yield value
        if isinstance(value, msgspec.Struct):  # as `inside` does, without a call for every word
            waiting += msgspec.structs.astuple(value)[::-1]
        elif isinstance(value, tuple):
            waiting += value[::-1]


def located(
    value: object,
    kind: type | tuple[type, ...],
    key: str = "",
    holders: tuple[msgspec.Struct, ...] = (),
) -> Iterator[Located]:
    """Yield what `walk` yields, each with the field and the structs that hold it."""
    if isinstance(value, kind):
        yield Located(value, key, holders)
    if isinstance(value, msgspec.Struct):
        for name, held in zip(value.__struct_fields__, inside(value), strict=True):
            yield from located(held, kind, name, (*holders, value))
    else:
        for item in inside(value):
            yield from located(item, kind, key, holders)


def rebuilt(value: T, held: Sequence[Any]) -> T:
    """Return a struct or a tuple that holds other values, itself where they are the same objects.

    `held` is in the order of `inside`; None stands for an item of a tuple that is left out.
    """
    pairs = tuple(zip(held, inside(value), strict=True))
    if all(new is old for new, old in pairs):
        return value
    if isinstance(value, msgspec.Struct):
        return msgspec.structs.replace(
            value, **dict(zip(value.__struct_fields__, held, strict=True))
        )
    return cast("T", tuple(item for item in held if item is not None))
