"""Who did it to whom: the parties in a trigger's argument slots, by its frame."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from dateline.steps.events.codes import is_armed
from dateline.steps.events.identities import names_after
from dateline.steps.events.light import inner_head, is_light, light_words
from dateline.steps.events.parties import Cast, Party
from dateline.text.clauses import (
    WIDTH,
    agents_of,
    children_of,
    clause_verb,
    conjuncts,
    is_passive,
    objects_after,
    patients_of,
    prepositional_objects,
    subjects_of,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dateline.steps.events.find import Candidate, Site

_SYMMETRIC = frozenset({"AGREE", "CONSULT", "COOPERATE", "SUPPORT"})
_PARTNERS = _SYMMETRIC - {"AGREE"}
_INNER_LINKS = ("to", "on", "with", "against", "for", "from", "of", "between", "over", "into")
_ABSTRACT = ("tion", "sion", "ment", "ance", "ence", "ity", "ness", "ship", "ism", "al", "ing", "sal")
_WHERE = frozenset({"in", "near", "at", "along", "inside", "outside", "under", "beneath", "beside", "on", "against"})
_ALWAYS_HIT = frozenset({"on", "against"})
_DASHES = frozenset({"-", "--", "–", "—"})
_LOWER_CLAUSES = frozenset({"xcomp", "ccomp", "pcomp"})


@dataclass(slots=True)
class Arguments:
    """The two sides of an event.

    Args:
        actors: Who does it.
        recipients: Whom or what it is done to.
        actor_by: How the actors were found: the frame's slot, `light`, `shared`, or nothing.
        recipient_by: The same of the recipients.
        ways: How each party was found, by the index of its head.
    """

    actors: list[Party] = field(default_factory=list)
    recipients: list[Party] = field(default_factory=list)
    actor_by: str = ""
    recipient_by: str = ""
    ways: dict[int, str] = field(default_factory=dict)

    def note(self, parties: Iterable[Party], way: str) -> None:
        """Keep how parties were found, where that is not known yet."""
        for party in parties:
            self.ways.setdefault(party.head.i, way)


def find_arguments(candidate: Candidate, cast: Cast) -> Arguments:
    """Find actors and recipients of a trigger through its frame."""
    found = Arguments()
    holders = list(_holders(candidate))
    frame = candidate.sense.frame
    victims_first = "possessive" in frame.actor and "possessive" in frame.recipient
    if victims_first:
        found.recipients, found.recipient_by = _fill(candidate, holders, cast, frame.recipient, [], only=_may_suffer)
    found.actors, found.actor_by = _fill(candidate, holders, cast, frame.actor, found.recipients)
    if not victims_first:
        found.recipients, found.recipient_by = _fill(candidate, holders, cast, frame.recipient, found.actors)
    if not candidate.site.is_verb:
        _from_support(candidate, holders, cast, found)
        if not found.actors:
            found.actors = _parties((head for noun in holders for head in _blamed_for(noun)), cast, found.recipients)
            found.actor_by = "light" if found.actors else ""
    if not found.actors or not any(party.acts for party in found.actors):
        _from_governor(candidate, cast, found)
    if frame.recipient and all(is_abstract(party) for party in found.recipients):
        _look_deeper(candidate, cast, found)
    _settle_reciprocal(candidate, found)
    found.recipients = [_without_trigger(party, candidate) for party in found.recipients]
    found.note(found.actors, found.actor_by)
    found.note(found.recipients, found.recipient_by)
    for side in (found.actors, found.recipients):
        people = [party.head for party in side if party.kind in ("group", "person")]
        side += _parties((name for head in people for name in names_after(head, cast)), cast, _sides(found))
    found.note(_sides(found), "list")
    found.actors += _parties((head for party in found.actors for head in _own_body(party, cast)), cast, _sides(found))
    found.note(found.actors, "body")
    return found


def _sides(found: Arguments) -> list[Party]:
    return [*found.actors, *found.recipients]


def _own_body(party: Party, cast: Cast) -> list[Token]:
    """The organisation whose people somebody without a name is: "guerrillas of the *ELN*", "*ELN* guerrillas"."""
    if party.kind not in ("group", "person") or party.head.pos_ == "PROPN":
        return []
    inside = [child for child in children_of(party.head) if child.dep_ == "compound" and child.pos_ == "PROPN"]
    return [head for head in (*objects_after(party.head, "of", "from"), *inside) if _is_body(head, cast)]


def _is_body(head: Token, cast: Cast) -> bool:
    entity = cast.mentions.at(head)
    return head.ent_type_ == "ORG" if entity is None else entity.type in ("organization", "group")


def _without_trigger(party: Party, candidate: Candidate) -> Party:
    """A party without words of the trigger at its start: "shot dead *six farmers*"."""
    doc = candidate.token.doc
    for i in candidate.fixed:
        if doc[i].idx == party.start and i < party.head.i:
            return replace(party, start=doc[i + 1].idx)
    return party


def _holders(candidate: Candidate) -> Iterator[Token]:
    """Words that the trigger's prepositions may hang on: itself, its fixed words, its objects, and a noun that counts it."""
    site, doc = candidate.site, candidate.token.doc
    yield site.token
    for i in (*candidate.fixed, *candidate.taken):
        if i != site.token.i:
            yield doc[i]
    if site.is_verb:
        yield from (t for t in site.patients if t.i not in candidate.taken)
        yield from (c for c in site.children if c.dep_ in ("prt", "advmod", "acomp"))
        return
    if not any(c.dep_ in ("prep", "agent") for c in site.children):
        yield from (c for c in site.children if c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN"))
    here = site.token
    for _ in range(3):
        outer = _counting_noun(here)
        if outer is None:
            return
        yield outer
        here = outer


def _counting_noun(noun: Token) -> Token | None:
    """The "series" of "series of attacks"; of joined nouns the first."""
    if noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN"):
        return noun.head
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_ in light_words("measure"):
        return noun.head.head
    return None


def _may_suffer(party: Party) -> bool:
    """Whether a possessor is rather the victim than the doer: "the *mayor's* murder", but not "*Peru's* killing of him"."""
    return party.kind in ("person", "group") and not is_armed(party)


def _fill(
    candidate: Candidate,
    holders: Sequence[Token],
    cast: Cast,
    slots: Sequence[str],
    taken: Sequence[Party],
    only: Callable[[Party], bool] | None = None,
) -> tuple[list[Party], str]:
    """The first slot that holds somebody; failing that the first that holds something.

    Args:
        candidate: The trigger.
        holders: Words that its prepositions may hang on.
        cast: Everybody and everything in the draft.
        slots: The frame's slots for this side, in order of preference.
        taken: The other side.
        only: What a possessor must be to stand on this side.
    """
    things: tuple[list[Party], str] = ([], "")
    for slot in slots:
        own = candidate.fixed if slot == "object" else (*candidate.fixed, *candidate.taken)
        parties = _parties((h for h in _heads(candidate, holders, slot) if h.i not in own), cast, taken)
        if slot == "modifier":
            parties = [p for p in parties if p.acts and p.kind != "place"]
        elif slot == "possessive":
            parties = [party for party in parties if party.acts and (only is None or only(party))]
        elif slot in _WHERE:
            struck = "in" in slots and "inside" in slots
            parties = [p for p in parties if slot in _ALWAYS_HIT or not is_where(p, ground_too=struck)]
        if any(party.acts and not (things[0] and things[1] == "object" and party.kind == "place") for party in parties):
            return parties, slot
        if parties and not things[0]:
            things = parties, slot
    return things


def is_where(party: Party, *, ground_too: bool) -> bool:
    """Whether a phrase rather tells where it was than who or what had to do with it.

    Args:
        party: The phrase.
        ground_too: Whether a common noun for ground tells that too ("exploded in a *square*").
    """
    return party.kind == "place" or (ground_too and party.head.lemma_.lower() in light_words("ground"))


def is_abstract(party: Party) -> bool:
    """Whether a thing is a deed or state rather than something that stands in the world: "the withdrawal"."""
    if party.acts:
        return False
    lemma = party.head.lemma_.lower()
    return lemma in light_words("abstract") or (lemma.endswith(_ABSTRACT) and lemma not in light_words("concrete"))


def _parties(heads: Iterable[Token], cast: Cast, taken: Sequence[Party]) -> list[Party]:
    """The parties of some heads, each once, without those on the other side."""
    found: list[Party] = []
    for head in islice(heads, WIDTH):
        party = cast.party(inner_head(head))
        if party and not any(party.same_as(other) for other in (*found, *taken)):
            found.append(party)
    return found


def _heads(candidate: Candidate, holders: Sequence[Token], slot: str) -> list[Token]:
    """Heads in one slot."""
    site = candidate.site
    if slot == "subject":
        return _subject_heads(site, hurt="subject" in candidate.sense.frame.recipient)
    if slot == "object":
        fixed = [site.token.doc[i] for i in candidate.fixed]
        governed = [head for word in fixed if word.pos_ == "ADP" for head in prepositional_objects(word)]
        return [head for head in governed if head.i not in candidate.fixed] or site.patients
    if slot == "dative":
        return site.datives
    if slot == "possessive":
        return [
            head for noun in holders for child in children_of(noun) if child.dep_ == "poss" for head in conjuncts(child)
        ]
    if slot == "modifier":
        return [head for noun in holders for head in _modifiers(noun)]
    found = [head for holder in holders for head in objects_after(holder, slot)]
    return found or [head for holder in holders for head in _after_place(holder, slot)]


def _after_place(holder: Token, slot: str) -> Iterator[Token]:
    """What a preposition governs where another phrase stands between: "talks in Oslo with *Peru*"."""
    for child in children_of(holder):
        if child.dep_ in ("prep", "agent"):
            for between in prepositional_objects(child):
                yield from objects_after(between, slot)


def _subject_heads(site: Site, *, hurt: bool) -> list[Token]:
    if not site.is_verb:
        copula = site.token.head
        return subjects_of(copula) if site.token.dep_ in ("acomp", "attr", "oprd") else []
    return site.subjects if hurt else site.agents


def _modifiers(noun: Token) -> list[Token]:
    """Nouns and adjectives before an event noun that may name who did it ("*U.S.* strike", "*Iraqi* raid")."""
    return [
        head
        for child in children_of(noun)
        if child.dep_ in ("compound", "amod", "nmod") and child.i < noun.i and child.nbor().text not in _DASHES
        for head in conjuncts(child)
    ]


def _from_support(candidate: Candidate, holders: Sequence[Token], cast: Cast, found: Arguments) -> None:
    """Arguments of an event noun that its verb holds: "*rebels* carried out an attack", "an attack staged by *rebels*"."""
    for noun in holders:
        for verb, is_object in _support_verbs(noun):
            if is_light(verb, "credited"):
                continue
            if is_light(verb, "doer") and not found.actors:
                found.actors = _parties(agents_of(verb), cast, found.recipients)
                found.actor_by = "light" if found.actors else ""
            elif is_light(verb, "receiver") and not found.recipients and is_object:
                found.recipients = _parties(subjects_of(verb), cast, found.actors)
                found.recipient_by = "light" if found.recipients else ""
            if not found.recipients and is_object:
                slots = candidate.sense.frame.recipient
                heads = [head for slot in slots for head in objects_after(verb, slot)]
                heads = heads or [head for slot in slots for head in _after_place(verb, slot)]
                found.recipients = _parties(heads, cast, found.actors)
                found.recipient_by = "light" if found.recipients else ""


def _blamed_for(noun: Token) -> list[Token]:
    """Who is said to have done what a noun names: "blamed *rebels* for the raid", "*rebels* claimed the raid"."""
    verbs = [noun.head] if noun.dep_ in ("dobj", "nsubjpass") else []
    for verb in (*verbs, *(child for child in children_of(noun) if child.dep_ == "acl")):
        if is_light(verb, "credited"):
            return objects_after(verb, "to", "on")
    if noun.dep_ == "dobj" and is_light(noun.head, "owner"):
        return agents_of(noun.head)
    if noun.dep_ != "pobj" or noun.head.dep_ != "prep":
        return []
    holder = noun.head.head
    if holder.lemma_.lower() == "responsibility" or (holder.dep_ == "dobj" and holder.head.pos_ == "VERB"):
        if is_light(holder.head, "owner") and holder.dep_ == "dobj":
            return agents_of(holder.head)
        return conjuncts(holder) if is_light(holder.head, "blamed") else []
    if holder.pos_ == "VERB":
        return (
            patients_of(holder)
            if is_light(holder, "blamed")
            else agents_of(holder)
            if is_light(holder, "owner")
            else []
        )
    if holder.lower_ in light_words("guilty"):
        verb = holder.head
        own = [child for child in children_of(holder) if child.dep_ == "nsubj"]
        if own:
            return conjuncts(own[-1])
        if verb.pos_ == "AUX" or is_passive(verb):
            return subjects_of(verb)
        return patients_of(verb) if verb.pos_ == "VERB" else [verb] if holder.dep_ in ("amod", "acl") else []
    return []


def _support_verbs(noun: Token) -> Iterator[tuple[Token, bool]]:
    """Verbs that an event noun is the object of, and whether they govern it (or hang on it)."""
    governor = noun.head
    if governor.pos_ == "VERB" and (noun.dep_ == "dobj" or (noun.dep_ == "nsubjpass" and is_passive(governor))):
        yield governor, True
    if noun.dep_ == "pobj" and governor.dep_ == "prep" and governor.head.pos_ == "VERB":
        yield governor.head, False
    for child in children_of(noun):
        if child.dep_ in ("acl", "relcl") and child.pos_ == "VERB" and child.tag_ == "VBN":
            yield child, True


def _look_deeper(candidate: Candidate, cast: Cast, found: Arguments) -> None:
    """A recipient named within the object or the clause below: "refused to send troops to *Chad*"."""
    site = candidate.site
    if candidate.sense.type in _PARTNERS and sum(party.acts for party in found.actors) > 1:
        return  # both partners are there: "they reached a deal to end the mission"
    lower = [c for c in site.children if c.dep_ in _LOWER_CLAUSES]
    links = [c for c in site.children if c.dep_ in ("prep", "agent") and c.lower_ in _INNER_LINKS]
    told = [h for c in lower if c.dep_ == "ccomp" for h in children_of(c) if h.dep_ in ("nsubj", "nsubjpass")]
    deep = _parties(told, cast, found.actors)
    deep += [p for start in (*site.patients, *lower, *links) for p in _parties(_below(start, 3), cast, found.actors)]
    best = next((p for p in deep if p.named), None) or next((p for p in deep if p.acts), None)
    if best is None and not found.recipients and candidate.sense.type not in _PARTNERS:
        best = next((p for p in deep if not is_abstract(p)), None)
    if best is not None:
        found.recipients, found.recipient_by = [best], "deep"


def _from_governor(candidate: Candidate, cast: Cast, found: Arguments) -> None:
    """The doer of a participle or infinitive on what he has: "*villagers* filed a suit accusing the army"."""
    token = candidate.token
    if token.dep_ not in ("acl", "xcomp", "advcl") or "subject" not in candidate.sense.frame.actor:
        return
    verb = clause_verb(token.head)
    doers = _parties(agents_of(verb), cast, found.recipients) if verb is not None else []
    if any(party.acts for party in doers) and not (is_passive(token) and not found.actors):
        found.actors, found.actor_by = doers, "shared"


def _below(token: Token, depth: int) -> Iterator[Token]:
    """Heads in the slots under a word, the nearest first."""
    if token.dep_ in ("prep", "agent"):
        heads = prepositional_objects(token)
        yield from heads
        for head in heads:
            yield from _below(head, depth - 1) if depth else ()
        return
    kids = list(children_of(token))
    for child in kids:
        if child.dep_ in ("dobj", "nsubjpass", "poss", "dative"):
            yield from conjuncts(child)
    yield from objects_after(token, *_INNER_LINKS)
    if not depth:
        return
    for child in kids:
        if child.dep_ in ("dobj", "prep", "xcomp", "ccomp", "pcomp", "acl", "pobj"):
            yield from _below(child, depth - 1)


def _settle_reciprocal(candidate: Candidate, found: Arguments) -> None:
    """Two sides joined as one subject: partners stay together, adversaries are parted."""
    frame = candidate.sense.frame
    if not frame.reciprocal or found.recipients or len(found.actors) < 2 or candidate.sense.type in _SYMMETRIC:
        return
    found.actors, found.recipients = found.actors[:1], found.actors[1:]
    found.recipient_by = found.actor_by
