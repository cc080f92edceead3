"""Workers: processes that read pictures and build leaflets, each killed at its time limit.

Whatever reads what somebody has sent runs in a process of its own, which is started anew when it is
killed.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import NamedTuple, Protocol, TypeVar, TypeVarTuple

from leaflet import limits
from leaflet.errors import Fault, LeafletError
from leaflet.publish.worker import Outcome, Worker
from leaflet.web.guard import Refusal

T = TypeVar("T")
_Ts = TypeVarTuple("_Ts")
PATIENCE = 30.0
"""Seconds that a task waits at most for a process."""
_WARM = ("publish.pdf.writer", "publish.build", "publish.png", "graphics.raster", "web.shelf")
"""What a process imports while it has nothing to do."""


class Hand(Protocol):
    """What runs tasks."""

    def run(self, seconds: float, task: Callable[[*_Ts], T], *given: *_Ts) -> T:
        """Run a task and return its result; LeafletError where it takes too long."""

    def start(self) -> None:
        """Be ready before the first task."""

    def close(self) -> None:
        """End whatever is running."""


class Crew(NamedTuple):
    """Who does what, so that a long check keeps nobody from seeing pages."""

    press: Hand
    """Reads pictures and leaflets, lays leaflets out and makes packs."""
    eye: Hand
    """Draws pages."""
    reader: Hand
    """Checks leaflets."""

    def start(self) -> None:
        """Start a process for each, so that the first page is there at once."""
        for hand in self:
            hand.start()

    def close(self) -> None:
        """End all processes."""
        for hand in self:
            hand.close()


def crew() -> Crew:
    """Return workers in processes of their own, which start when they are needed first."""
    return Crew(Workers(2), Workers(1), Workers(1))


def here() -> Crew:
    """Return hands that work in this process, where nothing can be stopped: for tests and tools."""
    press = Inline()
    return Crew(press, press, Inline())


class Inline:
    """Runs tasks in this process, one at a time: ReportLab and pdfium are not safe in threads."""

    def __init__(self) -> None:
        self._lock = threading.RLock()

    def run(self, seconds: float, task: Callable[[*_Ts], T], *given: *_Ts) -> T:
        """Run a task, however long it takes."""
        with self._lock:
            return task(*given)

    def start(self) -> None:
        """Do nothing: there is no process."""

    def close(self) -> None:
        """Do nothing: there is no process."""


class Workers:
    """A few processes that run tasks."""

    def __init__(self, most: int) -> None:
        self._room = threading.BoundedSemaphore(most)
        self._lock = threading.Lock()
        self._idle: list[Worker] = []
        self._busy: set[Worker] = set()
        self._is_closed = False

    def run(self, seconds: float, task: Callable[[*_Ts], T], *given: *_Ts) -> T:
        """Run a task in a process and return its result, or raise what it raises.

        LeafletError where it takes longer than its limit or more memory than there is, Refusal
        where no process is free for long.
        """
        if not self._room.acquire(timeout=PATIENCE):
            raise Refusal(503, "busy", "Too much is asked for at once. Try again in a moment.")
        if self._is_closed:
            self._room.release()
            raise Refusal(503, "busy", "The program is being ended.")
        outcome: Outcome | None = None
        worker = self._taken()
        try:
            outcome = worker.do(seconds, task, given)
        finally:
            self._give_back(worker, outcome is not None)
            self._room.release()
        match outcome:
            case ("done", value):
                done: T = value
                return done
            case ("failed", error) if not isinstance(error, MemoryError):
                raise error
        raise too_much()

    def start(self) -> None:
        """Start one process, so that the first task finds it warm."""
        self._give_back(self._taken(), True)

    def close(self) -> None:
        """Kill all processes."""
        with self._lock:
            self._is_closed = True
            for worker in (*self._idle, *self._busy):
                worker.kill()
            self._idle.clear()

    def _taken(self) -> Worker:
        """Return the process that was used last, which knows most, or a new one."""
        with self._lock:
            while self._idle and not self._idle[-1].is_alive():
                self._idle.pop()
            worker = self._idle.pop() if self._idle else _worker()
            self._busy.add(worker)
            return worker

    def _give_back(self, worker: Worker, is_well: bool) -> None:
        """Take a process back, or start another in its place, to be warm when it is needed."""
        with self._lock:
            self._busy.discard(worker)
            if self._is_closed or not is_well:
                worker.kill()
            if not self._is_closed:
                self._idle.append(worker if is_well else _worker())


def too_much() -> LeafletError:
    """Return the error of what takes more time or memory than it may."""
    problem = "this takes too long to read or to lay out"
    hint = "use smaller or simpler pictures, or part the leaflet; then try again"
    return LeafletError(Fault("too-much-work", problem, None, hint))


def _worker() -> Worker:
    return Worker(limits.WORKER_BYTES, _WARM)
