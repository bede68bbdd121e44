"""A draft: an article on its way to a report, and what a step looks like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from dateline.report import Article, Attribution, Conflict, Entity, Event, Place, Report, Time

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass
class Draft:
    """An article and what the steps have found in it so far.

    A field that is not set means "not attempted"; an empty list means "looked and found
    none". To read a field that no step has set is a mistake in the order of steps.
    """

    article: Article
    doc: Doc = field(init=False)
    entities: list[Entity] = field(init=False)
    times: list[Time] = field(init=False)
    places: list[Place] = field(init=False)
    attributions: list[Attribution] = field(init=False)
    events: list[Event] = field(init=False)
    conflicts: list[Conflict] = field(init=False)

    def __getattr__(self, name: str) -> Any:
        if name in Draft.__dataclass_fields__:
            raise AttributeError(f"no step has set {name!r} on this draft yet; see the order in pipeline.py")
        raise AttributeError(name)

    def has(self, name: str) -> bool:
        """Whether a step has set this field."""
        return name in self.__dict__

    def to_report(self) -> Report:
        """Gather what was found; what was not attempted is left empty."""
        names = ("entities", "places", "times", "attributions", "events", "conflicts")
        found = {name: getattr(self, name) for name in names if self.has(name)}
        return Report(article=self.article.head(), **found).remember(self.article.text)


class Step(Protocol):
    """One part of the pipeline: reads some fields of each draft and sets one."""

    @property
    def needs(self) -> Sequence[str]:
        """Fields of the draft that it reads."""

    @property
    def gives(self) -> str:
        """The field that it sets."""

    def __call__(self, drafts: Sequence[Draft]) -> None:
        """Set `gives` on each draft."""
