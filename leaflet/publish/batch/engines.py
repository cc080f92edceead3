"""Runs chunks: in this process, in processes of this machine, or on a dask cluster."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent import futures
from itertools import islice
from multiprocessing import active_children, get_context, parent_process
from typing import Any

from leaflet import system
from leaflet.errors import Fault, LeafletError
from leaflet.publish.batch.job import FAILED, Job, Result, Task, chunk

TRIES = 2
"""How often dask does a chunk again that failed."""
AHEAD = 3
"""Chunks that wait for each process."""
Chunk = Sequence[Task]


def here(job: Job, chunks: Iterable[Chunk]) -> Iterator[list[Result]]:
    """Run the chunks in this process."""
    for tasks in chunks:
        yield chunk(job, tasks)


def local(job: Job, chunks: Iterable[Chunk], jobs: int) -> Iterator[list[Result]]:
    """Run the chunks in so many processes of this machine, and yield as they are done.

    A process that ends by itself takes the chunks in work with it. They are done again; the second
    time each file has a process of its own, so that only the one that ends it has failed.
    """
    waiting, lost = iter(chunks), list[Chunk]()
    try:
        while True:
            yield from _pool(job, waiting, jobs, lost)
            if not lost:
                return
            again, lost = lost, []
            yield from _pool(job, iter(again), 1, lost)
            alone, lost = [[task] for tasks in lost for task in tasks], []
            for tasks in alone:
                yield from _pool(job, iter([tasks]), 1, lost)
            yield from ([_died(job, task) for task in tasks] for tasks in lost)
            lost = []
    finally:
        for process in active_children():
            process.terminate()


def _pool(
    job: Job, waiting: Iterator[Chunk], jobs: int, lost: list[Chunk]
) -> Iterator[list[Result]]:
    """Run chunks until there are none, or a process has ended; those in work are then `lost`."""
    running: dict[futures.Future[list[Result]], Chunk] = {}
    with futures.ProcessPoolExecutor(jobs, get_context("spawn"), _started) as pool:
        try:
            while True:
                for tasks in islice(waiting, AHEAD * jobs - len(running)):
                    running[pool.submit(chunk, job, tasks)] = tasks
                if not running:
                    return
                done, _ = futures.wait(running, return_when=futures.FIRST_COMPLETED)
                for each in done:
                    yield each.result()
                    del running[each]
        except futures.process.BrokenProcessPool:
            lost += running.values()
        finally:
            if running:
                pool.shutdown(wait=False, cancel_futures=True)
                for process in active_children():
                    process.terminate()


def _started() -> None:
    """Leave Ctrl-C to the process that started this one, and end when that has ended."""
    system.leave_interrupts()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process as soon as the one that started it has ended, were it by force."""
    if parent := parent_process():
        parent.join()
        os._exit(1)


def _died(job: Job, task: Task) -> Result:
    problem = "the process that made this file ended by itself"
    hint = "it may have run out of memory: try with fewer --jobs"
    fault = Fault("worker-died", problem, None, hint)
    return Result(FAILED, task.row, job.variants[task.variant], task.name, faults=(fault,))


def dask(
    job: Job, chunks: Iterable[Chunk], jobs: int, scheduler: str = ""
) -> Iterator[list[Result]]:
    """Run the chunks on the dask cluster at an address, or on one of this machine.

    Dask itself does a chunk again whose worker ended.
    """
    distributed = _distributed()
    cluster: Any = scheduler or distributed.LocalCluster(
        n_workers=jobs, threads_per_worker=1, dashboard_address=None
    )
    try:
        with distributed.Client(cluster) as client:
            shared = client.scatter(job, broadcast=True)
            waiting = iter(chunks)
            ahead = AHEAD * max(1, len(client.scheduler_info(n_workers=-1)["workers"]))
            running = distributed.as_completed(with_results=False)
            tasks_of: dict[Any, Chunk] = {}
            while True:
                for tasks in islice(waiting, ahead - len(tasks_of)):
                    future = client.submit(chunk, shared, tasks, retries=TRIES, pure=False)
                    tasks_of[future] = tasks
                    running.add(future)
                if not tasks_of:
                    return
                future = next(running)
                tasks = tasks_of.pop(future)
                yield _of_dask(job, future, tasks, distributed)
    finally:
        if not scheduler:
            cluster.close()


def _of_dask(job: Job, future: Any, tasks: Chunk, distributed: Any) -> list[Result]:
    """Return the results of a chunk; each of its files has failed if its workers ended."""
    try:
        made: list[Result] = future.result()
    except distributed.KilledWorker:
        return [_died(job, task) for task in tasks]
    return made


def _distributed() -> Any:
    try:
        import distributed
    except ModuleNotFoundError:
        hint = "install it with: pipx install 'patient-leaflet[dask]'"
        problem = "for the engine dask, a part of the program is missing: distributed"
        raise LeafletError(Fault("missing-extra", problem, None, hint)) from None
    return distributed
