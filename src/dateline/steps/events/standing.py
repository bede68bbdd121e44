"""How a violent happening stands in its article: told first or late, alone or among many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.steps.events.happening import Happening

_SENTENCES = (0, 1, 2, 4, 8, 16)
_LENGTHS = (3, 6, 10, 20, 40)
_DEPTHS = (0.1, 0.25, 0.5, 0.75)
_SHORT = 4
"""Up to so many sentences a report has no lead and no background."""

_NUMBERS = (1, 2, 4, 8)
_ORDERS = (0, 1, 3, 6)
_SHARES = (0.2, 0.4, 0.6)
_DEATHS = (1, 5, 20)


@dataclass(frozen=True)
class Standing:
    """What can be said of where a happening is told.

    Args:
        n_sentences: How many sentences its article has.
        n_happenings: How many happenings it tells of.
        order: Triggers' token indices of the violent ones, in text order → their number.
    """

    n_sentences: int
    n_happenings: int
    order: dict[int, int]

    @classmethod
    def in_article(cls, happenings: Sequence[Happening], violent: Sequence[Happening]) -> Standing:
        """Read the standing of an article's happenings."""
        doc = happenings[0].trigger.doc if happenings else ()
        n_sentences = sum(token.is_sent_start is True for token in doc)
        return cls(n_sentences, len(happenings), {each.trigger.i: number for number, each in enumerate(violent)})

    def describe(self, happening: Happening) -> list[str]:
        """Name how a happening stands in its article."""
        n_violent, order = len(self.order), self.order[happening.trigger.i]
        depth = happening.sentence / max(1, self.n_sentences)
        deaths = happening.deaths.low if happening.deaths and happening.deaths.low is not None else -1
        return [
            *_above("sentence", happening.sentence, _SENTENCES),
            *_above("article", self.n_sentences, _LENGTHS),
            *(_above("depth", depth, _DEPTHS) if self.n_sentences > _SHORT else ()),
            *_above("violent", n_violent, _NUMBERS),
            *_above("order", order, _ORDERS),
            *_above("share", n_violent / max(1, self.n_happenings), _SHARES),
            f"deaths told {deaths >= 0}",
            *_above("deaths", deaths, _DEATHS),
        ]


def _above(name: str, value: float, bounds: Sequence[float]) -> list[str]:
    """One statement for each bound that a value is above."""
    return [f"{name} above {bound}" for bound in bounds if value > bound]
