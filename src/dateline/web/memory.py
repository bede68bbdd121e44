"""What a desk remembers of the pages that it made, as long as nothing in the store has changed."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

T = TypeVar("T")
MOST = 64


class Memory:
    """Keeps the last results by their key, and forgets all of them when the store's state is another."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._state: Hashable = None
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()

    def get(self, state: Hashable, key: Hashable, make: Callable[[], T]) -> T:
        """Give what was made of a key before, or make it.

        Args:
            state: What the store says of itself now.
            key: All that the result depends on beside the store.
            make: Makes it; two threads may do so at once.
        """
        with self._lock:
            if state != self._state:
                self._kept.clear()
                self._state = state
            if key in self._kept:
                self._kept.move_to_end(key)
                found: T = self._kept[key]
                return found
        made = make()
        with self._lock:
            if state == self._state:
                self._kept[key] = made
                if len(self._kept) > self._most:
                    self._kept.popitem(last=False)
        return made

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._kept.clear()
