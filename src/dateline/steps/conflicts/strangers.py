"""A bare family name that the report never introduces, told of what it tells of somebody else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from dateline.report import Entity
from dateline.resources.actors import load_actor_table
from dateline.resources.tables import load_table
from dateline.steps.conflicts.claims import Finding, token_span
from dateline.steps.conflicts.happenings import words_of
from dateline.steps.conflicts.words import Words

LEAST_SHARED = 0.8
"""Weight of words that two sentences must share to be of one thing."""

LEAST_WITH_FAMOUS = 1.3
"""The same where somebody of that name is known so well that no introduction is needed."""

LEAST_WITH_COURTESY = 0.4
"""The same where "Mr" stands before the name, as it does only before the names of people introduced."""

MOST_STRANGERS = 2
"""Bare names from which the text is a part of a longer one, or a list."""

LEAST_LETTERS = 4
FIRST_SENTENCES = 2
_PLACES_OF_A_NAME = frozenset({"nsubj", "nsubjpass", "poss"})


def find_stranger_conflicts(words: Words, entities: Sequence[Entity], title: str | None) -> Iterator[Finding]:
    """Find a family name, once in the text and without a first name or role, that stands where another's belongs.

    Reports introduce people by their full name or office. A bare name that is met once, in a
    sentence that shares much with one about a person introduced before, is most likely a slip.
    """
    strangers = [row for entity in entities if (row := _as_stranger(words, entity, title or "")) is not None]
    if not strangers or len(strangers) > MOST_STRANGERS:
        return
    strangers = [(who, token) for who, token in strangers if words.lower.count(words.lower[token]) == 1]
    known = list(_known(words, entities))
    for entity, token in strangers:
        best = max(
            ((_shared(words, token, other), -other, who) for who, other in known if who.id != entity.id),
            key=lambda row: row[:2],
            default=None,
        )
        if best is None or best[0] < _least(words, token):
            continue
        other = -best[1]
        introduced = min(at for who, at in known if who.id == best[2].id)
        places = [other] if introduced == other else [other, introduced]
        yield Finding(
            "identity",
            (token_span(words.doc[token]), *(token_span(words.doc[place]) for place in places)),
            f"{entity.name} is met here alone and is not introduced; what is told of {entity.name} is told of {best[2].name} there.",
            "medium",
        )


def _least(words: Words, token: int) -> float:
    if load_actor_table().knows_surname(words.doc[token].text) and words.lower[token - 1] != "mr":
        return LEAST_WITH_FAMOUS
    return LEAST_WITH_COURTESY if _has_courtesy(words, token) else LEAST_SHARED


def _as_stranger(words: Words, entity: Entity, title: str) -> tuple[Entity, int] | None:
    if entity.type != "person" or len(entity.mentions) != 1 or entity.roles:
        return None
    mention = entity.mentions[0]
    token = words.at.get(mention.start)
    if token is None or mention.kind != "name" or not mention.text.isalpha() or len(mention.text) < LEAST_LETTERS:
        return None
    if mention.text in _given_names():
        return None  # whoever is called by the given name alone is spoken of as known
    is_early = words.sentence[token] < (1 if _has_courtesy(words, token) else FIRST_SENTENCES)
    if is_early or mention.text in title or words.pos[token] != "PROPN":
        return None
    if words.doc[token].ent_type_ != "PERSON" or _is_named(words, token):
        return None
    if words.dep[token] not in _PLACES_OF_A_NAME and not _has_courtesy(words, token):
        return None
    if words.dep[token] == "poss" and words.pos[words.head[token]] == "PROPN":
        return None  # "Valentine's Day"
    return entity, token


@lru_cache
def _given_names() -> frozenset[str]:
    table = load_table("lexicons/names.yaml")
    return frozenset([*table["female"], *table["male"]])


def _is_named(words: Words, token: int) -> bool:
    """Whether a word beside the name says who or what bears it."""
    around = [i for i in (token - 1, token + 1) if 0 <= i < words.size]
    beside = {words.lower[i] for i in words.children[token]} | {words.lower[i] for i in around}
    if any(words.dep[i] in ("det", "poss", "nummod", "amod") for i in words.children[token]):
        return True
    if beside & words_of("naming_words") or any(
        words.dep[i] in ("appos", "conj", "compound") and not _is_courtesy(words, i) for i in words.children[token]
    ):
        return True
    return any(words.pos[i] == "PROPN" for i in around if not _is_courtesy(words, i))


def _is_courtesy(words: Words, token: int) -> bool:
    return words.lower[token].rstrip(".") in ("mr", "mrs", "ms")


def _has_courtesy(words: Words, token: int) -> bool:
    return token > 0 and _is_courtesy(words, token - 1)


def _known(words: Words, entities: Sequence[Entity]) -> Iterator[tuple[Entity, int]]:
    """Mentions by name of people whom the text introduces."""
    for entity in entities:
        names = [m for m in entity.mentions if m.kind == "name"] if entity.type == "person" else []
        if any(" " in name.text for name in names) or entity.roles:
            for mention in entity.mentions:
                token = words.at.get(mention.start) if mention.kind != "nominal" else None
                if token is not None:
                    yield entity, token


def _shared(words: Words, a: int, b: int) -> float:
    one, other = words.sentence[a], words.sentence[b]
    if one == other:
        return 0.0
    keys = words.of_sentence[one] & words.of_sentence[other]
    return sum(words.weight(key) for key in sorted(keys))
