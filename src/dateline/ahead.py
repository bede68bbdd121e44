"""Take items from a source as they come, without waiting for those that do not come yet.

`Ahead` reads a source that may make its reader wait (a pipe) in a thread. `Here` is for one
that does not (files): a thread would make each query to the database wait for its turn.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable
from itertools import islice
from typing import Generic, Protocol, TypeVar

T = TypeVar("T")


class Intake(Protocol[T]):
    """Where items are taken from."""

    @property
    def over(self) -> bool:
        """Whether all was taken and nothing more comes."""

    def take(self, most: int, timeout_s: float) -> list[T]:
        """Give what is there, in order; wait for the first of it at most so long."""

    def stop(self) -> None:
        """Take nothing more from the source."""


class Here(Generic[T]):
    """Takes items when they are asked for.

    Args:
        source: What gives the items.
        size_of: How large an item is.
        most_size: Size of what is taken at once, after which no other item is.
    """

    def __init__(self, source: Iterable[T], size_of: Callable[[T], int], *, most_size: int) -> None:
        self._source, self._size_of, self._most_size = iter(source), size_of, most_size
        self._problem: Exception | None = None
        self.over = False

    def take(self, most: int, timeout_s: float) -> list[T]:
        """Give the next items, in order; an error of the source is raised after those that came before it."""
        if self._problem:
            self.over = True
            raise self._problem
        taken: list[T] = []
        size = 0
        try:
            for item in islice(self._source, most):
                taken.append(item)
                size += self._size_of(item)
                if size >= self._most_size:
                    return taken
        except Exception as problem:
            self._problem = problem
            return taken
        self.over = self.over or len(taken) < most
        return taken

    def stop(self) -> None:
        """Take nothing more from the source."""
        self.over = True


class Ahead(Generic[T]):
    """Takes items from a source in a thread of its own.

    Args:
        source: What gives the items; an error that it raises is raised by `take`.
        size_of: How large an item is.
        most: Items that are kept at most.
        most_size: Size of all that are kept, at most; a single one may be larger.
    """

    def __init__(self, source: Iterable[T], size_of: Callable[[T], int], *, most: int, most_size: int) -> None:
        self._source, self._size_of = source, size_of
        self._most, self._most_size = most, most_size
        self._items: deque[tuple[T, int]] = deque()
        self._size = 0
        self._over = False
        self._problem: BaseException | None = None
        self._changed = threading.Condition()
        threading.Thread(target=self._fill, daemon=True).start()

    @property
    def over(self) -> bool:
        """Whether all was taken and nothing more comes."""
        with self._changed:
            return self._over and not self._items and self._problem is None

    def take(self, most: int, timeout_s: float) -> list[T]:
        """Give what is there, in order; wait for the first of it at most so long."""
        with self._changed:
            if timeout_s and not self._items:
                self._changed.wait_for(lambda: self._items or self._over, timeout_s)
            taken = [self._items.popleft() for _ in range(min(most, len(self._items)))]
            self._size -= sum(size for _, size in taken)
            self._changed.notify_all()
            if not taken and self._problem:
                problem, self._problem = self._problem, None
                raise problem
            return [item for item, _ in taken]

    def stop(self) -> None:
        """Take nothing more from the source."""
        with self._changed:
            self._over = True
            self._items.clear()
            self._changed.notify_all()

    def _fill(self) -> None:
        try:
            for item in self._source:
                if not self._put(item):
                    return
        except BaseException as problem:
            self._problem = problem
        with self._changed:
            self._over = True
            self._changed.notify_all()

    def _put(self, item: T) -> bool:
        size = self._size_of(item)
        with self._changed:
            self._changed.wait_for(self._has_room)
            if self._over:
                return False
            self._items.append((item, size))
            self._size += size
            self._changed.notify_all()
            return True

    def _has_room(self) -> bool:
        return self._over or (len(self._items) < self._most and (self._size < self._most_size or not self._items))
