"""Worker: a process that does one task after the other, and is killed at the time limit of each.

A thread cannot be stopped, and one that is busy holds up all others. Values go to and fro by
pickle, ours alone: a process is told what to do by nobody else.
"""

from __future__ import annotations

import faulthandler
import importlib
import multiprocessing
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any, Literal

from leaflet import system

PATIENCE = 30.0
"""Seconds that a task waits at most for its process to begin."""
GRACE = 5.0
"""Seconds after its limit at which a process ends by itself, should nobody be left to kill it."""
Outcome = tuple[Literal["done"], Any] | tuple[Literal["failed"], Exception]
"""What came of a task: its result, or what it raised."""


class Worker:
    """One process and the line to it."""

    def __init__(self, memory: int, warm: Iterable[str] = ()) -> None:
        """Start it with so many bytes of memory, and with modules of ours that it imports first."""
        context = multiprocessing.get_context("spawn")  # the same on every system
        self._line, theirs = context.Pipe()
        self._process = context.Process(
            target=_serve, args=(theirs, memory, tuple(warm)), daemon=True
        )
        self._process.start()
        self._is_ready = False
        theirs.close()

    def do(self, seconds: float, task: Callable[..., object], given: Any) -> Outcome | None:
        """Return what comes of a task; None if the process had to be killed, or died of it."""
        try:
            self._await_ready()
            self._line.send((seconds, task, given))
            if self._line.poll(seconds):
                outcome: Outcome = self._line.recv()
                return outcome
        except (EOFError, OSError):
            pass
        self.kill()
        return None

    def _await_ready(self) -> None:
        """Wait until the process has begun, which is no part of a task; OSError if it does not."""
        if not self._is_ready:
            if not self._line.poll(PATIENCE):
                raise TimeoutError
            self._line.recv()
            self._is_ready = True

    def is_alive(self) -> bool:
        """Return whether the process is still there."""
        return self._process.is_alive()

    def kill(self) -> None:
        """End the process at once."""
        self._process.kill()
        self._process.join(GRACE)
        self._line.close()


def _serve(line: Connection, memory: int, warm: tuple[str, ...]) -> None:
    """Do tasks, one after the other, until nobody is at the other end."""
    system.ignore_interrupt()  # Ctrl-C is for the program that started it
    system.limit_memory(memory)
    for name in warm:
        importlib.import_module(f"leaflet.{name}")
    with open(os.devnull, "w") as nowhere, suppress(EOFError, OSError):  # noqa: PTH123
        line.send(None)
        while True:
            seconds, task, given = line.recv()
            faulthandler.dump_traceback_later(seconds + GRACE, exit=True, file=nowhere)
            outcome = _outcome(task, given)
            faulthandler.cancel_dump_traceback_later()
            line.send(outcome)


def _outcome(task: Callable[..., object], given: tuple[object, ...]) -> Outcome:
    try:
        return "done", task(*given)
    except Exception as error:
        return "failed", error
