"""Keep: a cache that drops the least recently used values when it grows too large."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Keep(Generic[T]):
    """A thread-safe cache of at most `room`, as `size` counts."""

    def __init__(self, room: int, size: Callable[[T], int] = lambda value: 1) -> None:
        self._room, self._size = room, size
        self._values: OrderedDict[Hashable, T] = OrderedDict()
        self._taken = 0
        self._lock = Lock()

    def get(self, key: Hashable) -> T | None:
        """Return the value of a key and mark it as used."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
            return self._values.get(key)

    def put(self, key: Hashable, value: T) -> T:
        """Store a value and return it; one larger than the room is not stored."""
        with self._lock:
            if key in self._values:
                self._taken -= self._size(self._values.pop(key))
            self._values[key] = value
            self._taken += self._size(value)
            while self._taken > self._room:
                _, dropped = self._values.popitem(last=False)
                self._taken -= self._size(dropped)
        return value

    def drop(self, key: Hashable) -> None:
        """Remove a key."""
        with self._lock:
            if key in self._values:
                self._taken -= self._size(self._values.pop(key))

    def values(self) -> list[T]:
        """Return all values, the least recently used first."""
        with self._lock:
            return [*self._values.values()]

    def __len__(self) -> int:
        return len(self._values)
