"""How sure an event is, as a product of named factors."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

from dateline.resources.tables import load_table

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dateline.report import Status
    from dateline.steps.events.arguments import Arguments
    from dateline.steps.events.find import Candidate

_CLAUSE = {
    "ROOT": "main", "ccomp": "told", "parataxis": "told", "conj": "joined", "nsubj": "subject", "nsubjpass": "subject",
    "csubj": "complement", "dobj": "object", "attr": "object", "xcomp": "complement", "acomp": "complement", "pcomp": "complement",
    "relcl": "relative", "acl": "relative", "advcl": "adverbial", "amod": "modifier", "compound": "modifier",
}  # fmt: skip


@cache
def factors() -> dict[str, dict[str, float]]:
    """The table of factors: feature → value → factor."""
    table: dict[str, dict[str, float]] = load_table("codebooks/confidence.yaml")
    return table


def score_event(
    candidate: Candidate, arguments: Arguments, status: Status, position: str
) -> tuple[float, dict[str, str]]:
    """Score an event 0 to 1.

    Returns:
        The score, and the value of each feature that it is the product of.
    """
    features = {
        "arguments": _completeness(arguments),
        "found": _worst_way(arguments),
        "clause": _CLAUSE.get(candidate.token.dep_, "phrase"),
        "status": status,
        "position": position,
    }
    score = candidate.sense.weight
    for name, value in features.items():
        score *= factors()[name][value]
    return round(min(max(score, 0.0), 1.0), 3), features


def calibrated(score: float, share: float | None = None) -> float:
    """Turn a score into the share of such events whose type is right.

    Args:
        score: By the rules, 0 to 1.
        share: The trained head's probability of the type; None where it was not asked.

    Source:
        Logistic calibration: Platt 1999, "Probabilistic outputs for support vector machines".
    """
    table = factors()["calibration"]
    log_odds = table["constant"] + table["rules"] * _log_odds(score)
    if share is not None:
        log_odds += table["head"] * math.log(max(share, table["least_share"]))
    return round(1 / (1 + math.exp(-log_odds)), 3)


def _log_odds(score: float) -> float:
    score = min(max(score, 0.001), 0.999)
    return math.log(score / (1 - score))


def _completeness(arguments: Arguments) -> str:
    actor = any(party.acts for party in arguments.actors)
    recipient = any(party.acts for party in arguments.recipients)
    if (actor and recipient) or (len(arguments.actors) > 1 and actor):
        return "both"
    if actor:
        return "actor"
    if recipient:
        return "recipient"
    return "things" if arguments.actors or arguments.recipients else "none"


def _worst_way(arguments: Arguments) -> str:
    ways = [way if way in factors()["found"] else "slot" for way in (arguments.actor_by, arguments.recipient_by) if way]
    return min(ways, key=lambda way: factors()["found"][way], default="slot")


def position_of(trigger: Token, sentence: int, title_words: frozenset[str]) -> str:
    """Where in the report an event stands: told in the title, in the lead, early, or in its body."""
    if trigger.lemma_.lower() in title_words:
        return "title"
    return "lead" if sentence == 0 else "early" if sentence < 4 else "body"
