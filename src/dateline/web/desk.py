"""What all pages of a running desk share: the store, the coder, the settings."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Lock

from fastapi import Request

from dateline.errors import StoreError
from dateline.pipeline import Coder
from dateline.read.given import Read
from dateline.report import Article, FailedReport
from dateline.run import Coded, Outcome, Runner
from dateline.store import Store, prepare_report
from dateline.store.event_search import EventFilter
from dateline.web.memory import Memory
from dateline.web.settings import Settings


@dataclass
class Desk:
    """One running desk.

    Args:
        settings: What whoever started it chose.
        store: The open store.
        secret: Makes the tokens by which forms are known as ours; new at each start.
        memory: What pages were made of, as long as the store is as it was.
    """

    settings: Settings
    store: Store
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    memory: Memory = field(default_factory=Memory)
    _coder: Coder | None = None
    _coding: Lock = field(default_factory=Lock)

    def warm(self) -> None:
        """Read the events into memory, so that the first who asks does not wait for it."""
        with suppress(StoreError), self.store.finder() as finder:
            finder.events(EventFilter())

    def take_in(self, articles: Iterable[Read]) -> list[Outcome]:
        """Code articles into the store, one caller at a time, as `dateline run` does.

        Raises:
            SetupError: A model or the gazetteer is not installed.
        """
        with self._coding:
            runner = Runner(
                self.store, self.settings.options.signature, lambda: self._code, command={"command": "desk"}
            )
            return list(runner.run(articles))

    def _code(self, article: Article) -> Coded:
        if self._coder is None:
            self._coder = Coder(self.settings.options)
        report = self._coder.try_code(article)
        return report if isinstance(report, FailedReport) else prepare_report(report)


def desk_of(request: Request) -> Desk:
    """Give the desk that a request came to."""
    desk: Desk = request.app.state.desk
    return desk
