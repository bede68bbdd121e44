"""Dead and injured that a later sentence tells of, as in "A hospital received fourteen bodies".

A figure that grammar ties to no event of its sentence is that of the attack told just before, if that is
the only one near, if no other day stands beside the figure and no mishap that may have caused it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from dateline.report import REAL

if TYPE_CHECKING:
    from spacy.tokens import Span

    from dateline.steps.events.figures import Figure
    from dateline.steps.events.happening import Happening

NEAR = 2
"""How many sentences back an attack lies at most."""

_HARMFUL = frozenset({"ASSAULT"})
_LONG = 80


def add_aftermath(
    happenings: Sequence[Happening],
    figures: Sequence[Figure],
    sentences: Sequence[Span],
    sentence_of: Callable[[int], int],
    agrees: Callable[[Happening, int], bool],
    other_causes: Collection[str],
) -> None:
    """Give each figure that stands alone to the attack told before it.

    Args:
        happenings: The events, in text order.
        figures: All figures of the text.
        sentences: The sentences of the text.
        sentence_of: Number of the sentence that a token stands in.
        agrees: Whether the times in a sentence may be those of an event.
        other_causes: Lemmas of what hurts people without being an attack.
    """
    attacks = [h for h in happenings if h.type in _HARMFUL and h.status in REAL]
    if not attacks:
        return
    given = {figure.head.i for happening in happenings for figure in happening.figures}
    busy = {sentence_of(token.i) for attack in attacks for token in (attack.trigger, *attack.told_by)}
    ending: dict[int, list[Happening]] = {}
    for attack in attacks:
        ending.setdefault(attack.last_sentence, []).append(attack)
    for figure in figures:
        sentence = sentence_of(figure.head.i)
        if figure.head.i in given or sentence in busy or figure.status not in REAL or figure.outdated:
            continue
        near = [attack for back in range(1, NEAR + 1) for attack in ending.get(sentence - back, ())]
        if len(near) == 1 and agrees(near[0], sentence) and not _has_cause(sentences[sentence], other_causes):
            near[0].figures.append(figure)
            near[0].evidence.append((figure.start, figure.end))


def _has_cause(sentence: Span, other_causes: Collection[str]) -> bool:
    """Whether a sentence names a mishap or sums up a longer time."""
    words = {token.lemma_.lower() for token in sentence[:_LONG]}
    return "since" in words or not words.isdisjoint(other_causes)
