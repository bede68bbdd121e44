"""What an actor says of his own future deeds is coded as a promise, threat or refusal, not as the deed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.text.clauses import DEPTH, children_of, is_passive
from dateline.text.codes import is_armed, is_state

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dateline.resources.codebook import EventType
    from dateline.steps.events.arguments import Arguments
    from dateline.steps.events.find import Candidate
    from dateline.steps.events.parties import Cast, Party

_WILL = frozenset({"will", "shall", "'ll", "’ll", "would", "'d", "’d", "wo"})
_CONDITIONS = frozenset({"if", "unless"})


def spoken_as(candidate: Candidate, event_type: EventType, arguments: Arguments) -> str | None:
    """The type that the actor's own word about the future is coded as; None where the text tells of the deed itself.

    "Peru said it would release them" is a promise, "Peru will not release them" a refusal. A
    plain "will" promises where there is somebody to promise it to ("Peru will meet Chile"), as
    the codebook counts cooperation told in the future; "the troops will leave" is told by the
    report and stays a planned deed.
    """
    verb = _future_verb(candidate.token)
    if verb is None or any(c.dep_ == "mark" and c.lower_ in _CONDITIONS for c in children_of(verb)):
        return None
    if any(child.dep_ == "neg" for child in children_of(verb)):
        return event_type.refused_as
    return event_type.promised_as if _is_own_word(verb) or _is_to_somebody(verb, event_type, arguments) else None


def is_own_word(candidate: Candidate) -> bool:
    """Whether the future is told as the actor's own word, so that the word itself was given: "Iran said *it* would"."""
    verb = _future_verb(candidate.token)
    return verb is not None and (_is_own_word(verb) or any(child.dep_ == "neg" for child in children_of(verb)))


def speaker_of_threat(candidate: Candidate, event_type: EventType, cast: Cast) -> Party | None:
    """The state or armed body that says that somebody will be harmed, with no word of by whom: that is its threat.

    "Those who resist will be shot, the *junta* said."
    """
    verb = _future_verb(candidate.token)
    if verb is None or event_type.promised_as != "THREATEN" or not is_passive(verb) or verb.dep_ != "ccomp":
        return None
    if any(child.dep_ in ("neg", "agent") for child in children_of(verb)):
        return None
    parties = (cast.party(child) for child in children_of(verb.head) if child.dep_ == "nsubj")
    return next((party for party in parties if party is not None and (is_armed(party) or is_state(party))), None)


def _is_to_somebody(verb: Token, event_type: EventType, arguments: Arguments) -> bool:
    """Whether a plain future tells of good that somebody will do to somebody."""
    plain = any(child.dep_ == "aux" and child.lower_ in ("will", "shall", "'ll", "’ll") for child in children_of(verb))
    friendly = event_type.quad in (1, 2)
    sides = [[p for p in side if p.acts and p.kind != "place"] for side in (arguments.actors, arguments.recipients)]
    return plain and friendly and (all(sides) or len(sides[0]) > 1)


def _future_verb(token: Token) -> Token | None:
    """The verb with "will" or "would" whose deed a trigger is: itself, one it completes, or one it is the object of."""
    for _ in range(DEPTH):
        if token.pos_ in ("VERB", "AUX"):
            if any(child.dep_ == "aux" and child.lower_ in _WILL for child in children_of(token)):
                return token
            if token.dep_ not in ("conj", "xcomp") or token.head.pos_ not in ("VERB", "AUX"):
                return None
            if any(
                child.dep_ in ("nsubj", "nsubjpass", "aux") and child.lower_ != "to" for child in children_of(token)
            ):
                return None
        elif token.dep_ != "dobj":
            return None
        token = token.head
    return None


def _is_own_word(verb: Token) -> bool:
    """Whether the subject of what is told is the one who tells it: "Iran said *it* would"."""
    if verb.dep_ != "ccomp" or verb.head.pos_ != "VERB":
        return False
    told = [child for child in children_of(verb) if child.dep_ == "nsubj"]
    tells = [child for child in children_of(verb.head) if child.dep_ == "nsubj"]
    if not told or not tells:
        return False
    subject, teller = told[0], tells[0]
    if subject.lower_ in ("it", "he", "she", "they", "we", "i"):
        return True
    return subject.lemma_ == teller.lemma_
