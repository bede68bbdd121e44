"""Work in other processes: each does one task at a time, and one that dies takes nothing with it but that.

A task is done by a *worker function*, which a maker makes in each process (it loads models).
Tasks and what comes of them travel through pipes, so both can be pickled.
"""

from __future__ import annotations

import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import connection, get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any, Generic, Protocol, TypeVar

from dateline.errors import DatelineError, SetupError

T = TypeVar("T")
T_in = TypeVar("T_in", contravariant=True)
R = TypeVar("R")

MAX_TRIES = 2
"""How often a task is given to a worker before it is given up: it may have died by chance the first time."""

MAX_STARTS = 3
"""How many workers may die one after the other before one has begun to work."""


class Lost(Exception):
    """A task's workers died.

    Args:
        status: How the last one ended: an exit status, or a signal as a negative number.
    """

    def __init__(self, status: int | None) -> None:
        super().__init__(status)
        self.status = status


class Pool(Protocol[T_in, R]):
    """Does tasks. `free` says how many it can take at once."""

    @property
    def free(self) -> int:
        """How many more tasks it can take now."""

    def give(self, number: int, task: T_in) -> None:
        """Give it a task."""

    def collect(self, timeout_s: float) -> list[tuple[int, R | Lost]]:
        """Give what has been done, by the tasks' numbers; wait for it at most so long."""

    def close(self) -> None:
        """Stop all work."""


class OwnProcess(Generic[T, R]):
    """Does one task at a time, in this process.

    Args:
        make: Makes the worker function.
    """

    def __init__(self, make: Callable[[], Callable[[T], R]]) -> None:
        self._work = make()
        self._task: tuple[int, T] | None = None

    @property
    def free(self) -> int:
        """How many more tasks it can take now."""
        return 0 if self._task else 1

    def give(self, number: int, task: T) -> None:
        """Give it a task."""
        self._task = (number, task)

    def collect(self, timeout_s: float) -> list[tuple[int, R | Lost]]:
        """Do the task that was given."""
        if self._task is None:
            return []
        (number, task), self._task = self._task, None
        return [(number, self._work(task))]

    def close(self) -> None:
        """There is nothing to stop."""


@dataclass
class _Worker:
    process: SpawnProcess
    pipe: Connection
    ready: bool = False
    task: tuple[int, Any, int] | None = None


class Processes(Generic[T, R]):
    """Does tasks in several processes.

    A worker that dies is replaced, and its task done once more by another. An error that a
    worker meets is raised here.

    Args:
        make: Makes the worker function in each process; a function at the top of a module, or a partial of one.
        n: How many processes.
    """

    def __init__(self, make: Callable[[], Callable[[T], R]], n: int) -> None:
        self._make = make
        self._context = get_context("spawn")
        self._n_failed_starts = 0
        self._again: list[tuple[int, T, int]] = []
        self._workers = [self._start() for _ in range(n)]

    @property
    def free(self) -> int:
        """How many more tasks it can take now."""
        return sum(worker.task is None for worker in self._workers) - len(self._again)

    def give(self, number: int, task: T) -> None:
        """Give a task to a process that has none."""
        self._hand_out((number, task, 1))

    def collect(self, timeout_s: float) -> list[tuple[int, R | Lost]]:
        """Give what has been done; wait for it at most so long."""
        ends = {worker.pipe: worker for worker in self._workers}
        done: list[tuple[int, R | Lost]] = []
        for pipe in connection.wait(list(ends), timeout_s):
            done += self._receive(ends[pipe])  # type: ignore[index]
        while self._again and any(worker.task is None for worker in self._workers):
            self._hand_out(self._again.pop(0))
        return done

    def close(self) -> None:
        """Stop all processes, whatever they are at."""
        for worker in self._workers:
            worker.pipe.close()
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join()

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(self._make, theirs), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def _hand_out(self, task: tuple[int, T, int]) -> None:
        worker = next(worker for worker in self._workers if worker.task is None)
        worker.task = task
        with suppress(BrokenPipeError, ConnectionResetError):  # its end is told when it is waited for
            worker.pipe.send(task[1])

    def _receive(self, worker: _Worker) -> list[tuple[int, R | Lost]]:
        try:
            kind, value = worker.pipe.recv()
        except (EOFError, ConnectionResetError):
            return self._replace(worker)
        if kind == "ready":
            worker.ready, self._n_failed_starts = True, 0
            return []
        if kind == "error":
            raise value
        task, worker.task = worker.task, None
        return [(task[0], value)] if task else []

    def _replace(self, worker: _Worker) -> list[tuple[int, R | Lost]]:
        """Start another process in place of one that died, and see what becomes of its task."""
        worker.process.join()
        status = worker.process.exitcode
        worker.pipe.close()
        if not worker.ready:
            self._n_failed_starts += 1
            if self._n_failed_starts >= MAX_STARTS:
                raise SetupError(
                    f"worker processes end (status {status}) before they begin; is there memory for them? try --jobs 1"
                )
        self._workers[self._workers.index(worker)] = self._start()
        if worker.task is None:
            return []
        number, task, n_tries = worker.task
        if worker.ready and n_tries >= MAX_TRIES:
            return [(number, Lost(status))]
        self._again.append((number, task, n_tries + int(worker.ready)))
        return []


def _serve(make: Callable[[], Callable[[Any], Any]], pipe: Connection) -> None:
    """Do tasks until the other end of the pipe is closed. Ctrl-C is the other end's business."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        work = make()
        pipe.send(("ready", None))
        while True:
            pipe.send(("done", work(pipe.recv())))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return
    except DatelineError as problem:
        pipe.send(("error", problem))
