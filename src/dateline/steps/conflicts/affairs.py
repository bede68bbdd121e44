"""Parts in one affair that one person does not have together: the dead who are charged, or go on to speak."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dateline.report import Entity
from dateline.resources.tables import load_table
from dateline.steps.conflicts.claims import Finding, token_span
from dateline.steps.conflicts.words import Words

MOST_PARTS = 60
"""Parts in affairs that are looked at in one article."""


@dataclass(frozen=True)
class Part:
    """What a person does or suffers at one place: "victim", "accused" or "alive"."""

    who: Entity
    part: str
    token: int
    deed: int
    named: bool


@lru_cache
def _stems(name: str) -> frozenset[str]:
    return frozenset(load_table("lexicons/affairs.yaml")[name])


def find_affair_conflicts(words: Words, entities: Sequence[Entity]) -> Iterator[Finding]:
    """Find somebody who is killed by another's hand and elsewhere is the one charged, or speaks.

    Only where the text has another person in the part that is odd, whose place was taken.
    """
    shared = _shared_surnames(entities)
    parts = [part for part in find_parts(words, entities) if part.who.name.split()[-1].lower() not in shared]
    by_person: dict[str, list[Part]] = defaultdict(list)
    for part in parts:
        by_person[part.who.id].append(part)
    for own in by_person.values():
        dead = [p for p in own if p.part in ("victim", "dead")]
        killed = any(p.part == "victim" for p in own)
        odd = [p for p in own if p.named and (p.part == "accused" or (killed and p.part == "alive"))]
        odd = [p for p in odd if not _is_earlier(words, p)]
        for part in odd[:1] if dead else ():
            others = [p for p in parts if p.part == part.part and p.who.id != part.who.id]
            if not others or (len({words.sentence[p.token] for p in [*dead, *odd]}) < 2 and part.part != "accused"):
                continue
            dead_ones = [p for p in parts if p.part in ("victim", "dead") and p.who.id != part.who.id]
            spans = [part.token, dead[0].token, others[0].token, *(p.token for p in dead_ones[:1])]
            told = words.doc[part.deed].text
            yield Finding(
                "identity",
                tuple(token_span(words.doc[i]) for i in dict.fromkeys(spans)),
                f"{part.who.name} is the one killed (“{words.doc[dead[0].deed].text}”), and elsewhere has “{told}”.",
                "medium",
            )


def find_parts(words: Words, entities: Sequence[Entity]) -> list[Part]:
    """Find what befalls and what is done by people by name, in text order."""
    found = []
    for entity in entities:
        if entity.type != "person":
            continue
        for mention in entity.mentions:
            tokens = list(words.tokens_of(mention)) if mention.kind != "nominal" else []
            if not tokens:
                continue
            head = next((i for i in tokens if words.head[i] not in tokens or words.head[i] == i), tokens[-1])
            for part, deed in _parts_of(words, head):
                if mention.kind == "name" or words.dep[head] != "poss":
                    found.append(Part(entity, part, tokens[0], deed, mention.kind == "name"))
    found.sort(key=lambda p: p.token)
    return found[:MOST_PARTS]


def _shared_surnames(entities: Sequence[Entity]) -> frozenset[str]:
    """Last names that two people of the text bear, so that one bare name may be either's."""
    names = Counter(entity.name.split()[-1].lower() for entity in entities if entity.type == "person" and entity.name)
    return frozenset(name for name, n in names.items() if n > 1)


def _parts_of(words: Words, name: int) -> Iterator[tuple[str, int]]:
    above, link = words.head[name], words.dep[name]
    while link == "conj" and above != name:
        name = above
        above, link = words.head[name], words.dep[name]
    lemma = words.lemma[above].lower()
    passive = link == "nsubjpass" or (link == "nsubj" and _is_passive(words, above))
    if passive or link == "dobj":
        if lemma in _stems("killing_verbs") or (lemma in _stems("maybe_killing_verbs") and _to_death(words, above)):
            yield "victim", above
        elif lemma in _stems("accusing_verbs") and passive:
            yield "accused", above
    elif link == "nsubj":
        if lemma in _stems("dying_verbs"):
            yield "victim" if "scene" in words.lower_of_sentence(words.sentence[above]) else "dead", above
        elif lemma in _stems("accused_do") and words.pos[above] in ("VERB", "AUX"):
            yield "accused", above
        elif words.pos[above] in ("VERB", "AUX") and (lemma in _stems("living_do") or _is_now(words, above)):
            yield "alive", above
    noun = above if link == "poss" else words.head[above] if link == "pobj" and words.lower[above] == "of" else -1
    if noun >= 0 and words.lemma[noun].lower() in _stems("killing_nouns"):
        yield "dead" if words.lemma[noun].lower() == "death" else "victim", noun


def _is_passive(words: Words, verb: int) -> bool:
    return any(words.dep[c] == "auxpass" for c in words.children[verb])


def _is_now(words: Words, verb: int) -> bool:
    """Whether it is told as of today or of what is to come."""
    near = {words.lower[c] for c in words.children[verb]}
    present = words.doc[verb].tag_ == "VBZ" and words.lemma[verb] not in ("be", "have", "leave", "lie")
    return present or bool(near & {"will", "'ll"})


def _to_death(words: Words, verb: int) -> bool:
    beside = {words.lower[c] for c in words.children[verb]}
    return bool(beside & {"dead", "fatally"}) or "death" in words.lower[verb + 1 : verb + 3]


def _is_earlier(words: Words, part: Part) -> bool:
    """Whether it is told as of an earlier time, or as a wish."""
    near = {words.lower[c] for c in words.children[part.deed]}
    said = words.lower_of_sentence(words.sentence[part.token])
    return bool(near & {"had", "would", "could", "once", "never"}) or bool(said & _stems("earlier_words"))
