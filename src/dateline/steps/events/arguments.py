"""Who did it to whom: the parties in a trigger's argument slots, by its frame."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from dateline.steps.events.deeper import look_across_borders, look_deeper, take_author
from dateline.steps.events.embedded import doers_above, is_abstract, is_deed, told_subjects
from dateline.steps.events.identities import names_after
from dateline.steps.events.light import light_words
from dateline.steps.events.parties import Cast, Party, parties_of
from dateline.steps.events.support import after_place, blamed_for, doers_by_support, patients_by_support
from dateline.text.clauses import (
    agents_of,
    children_of,
    conjuncts,
    is_passive,
    objects_after,
    prepositional_objects,
    subjects_of,
)
from dateline.text.codes import is_armed

if TYPE_CHECKING:
    from collections.abc import Collection

    from spacy.tokens import Token

    from dateline.steps.events.find import Candidate, Site

_TOGETHER = frozenset({"AGREE", "CONSULT", "COOPERATE"})
"""Types whose partners stay together on one side; of others that name two sides in one, the first is the actor."""

_WHERE = frozenset({"in", "near", "at", "along", "inside", "outside", "under", "beneath", "beside", "on", "against"})
_ALWAYS_HIT = frozenset({"on", "against"})
_LINKING = frozenset(
    {"ahead", "because", "instead", "according", "due", "regardless", "aside", "apart", "prior", "together"}
)
"""Adverbs that make one preposition with the next word: what stands after "ahead *of*" is no "of" of the verb."""

_DASHES = frozenset({"-", "--", "–", "—"})
_ORIGINS = ("from", "of")


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


def find_arguments(candidate: Candidate, cast: Cast, deeds: Collection[str] = ()) -> Arguments:
    """Find actors and recipients of a trigger through its frame.

    Args:
        candidate: The trigger.
        cast: Everybody and everything in the draft.
        deeds: Lemmas of the codebook's event nouns, which are nobody's recipient if somebody is named beside them.
    """
    found = Arguments()
    holders = list(_holders(candidate))
    _fill_sides(candidate, holders, cast, found)
    if not candidate.site.is_verb:
        _from_support(candidate, holders, cast, found)
    if not found.actors or not any(party.acts for party in found.actors):
        _from_governor(candidate, cast, found)
    take_author(candidate, cast, found)
    if candidate.sense.frame.recipient and all(is_deed(party, deeds) for party in found.recipients):
        look_deeper(candidate, cast, found)
    look_across_borders(cast, found)
    _settle_reciprocal(candidate, cast, found)
    found.recipients = [_without_trigger(party, candidate) for party in found.recipients]
    _add_named(found, cast)
    return found


def _fill_sides(candidate: Candidate, holders: Sequence[Token], cast: Cast, found: Arguments) -> None:
    """Both sides by the frame's own slots; a possessor that may suffer is read before one that acts."""
    frame = candidate.sense.frame
    victims_first = "possessive" in frame.actor and "possessive" in frame.recipient
    if victims_first:
        found.recipients, found.recipient_by = _fill(candidate, holders, cast, frame.recipient, [], only=_may_suffer)
    found.actors, found.actor_by = _fill(candidate, holders, cast, frame.actor, found.recipients)
    if not victims_first:
        found.recipients, found.recipient_by = _fill(candidate, holders, cast, frame.recipient, found.actors)


def _add_named(found: Arguments, cast: Cast) -> None:
    """Keep how each party was found, and add names in lists after them and the body whose people they are."""
    found.note(found.actors, found.actor_by)
    found.note(found.recipients, found.recipient_by)
    for side in (found.actors, found.recipients):
        people = [party.head for party in side if party.kind in ("group", "person")]
        side += parties_of((name for head in people for name in names_after(head, cast)), cast, _sides(found))
        side += parties_of((head for party in side for head in _included(party)), cast, _sides(found))
    found.note(_sides(found), "list")
    found.actors += parties_of((head for party in found.actors for head in _own_body(party, cast)), cast, _sides(found))
    found.note(found.actors, "body")


def _included(party: Party) -> list[Token]:
    """Names of some of a party: "six teachers, including *Ana Ruiz*"."""
    return [head for head in objects_after(party.head, "including") if head.pos_ == "PROPN"]


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
        yield from (c for c in site.children if c.dep_ in ("prt", "advmod", "acomp") and c.lower_ not in _LINKING)
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
        if slot == "object" and things[1] == "to" and not all(map(is_abstract, things[0])):
            break  # "sent doctors to the hospital": the object is what is given
        own = candidate.fixed if slot == "object" else (*candidate.fixed, *candidate.taken)
        parties = parties_of((h for h in _heads(candidate, holders, slot) if h.i not in own), cast, taken)
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


def _heads(candidate: Candidate, holders: Sequence[Token], slot: str) -> list[Token]:
    """Heads in one slot."""
    site = candidate.site
    if slot == "subject":
        doers = _subject_heads(site, hurt="subject" in candidate.sense.frame.recipient)
        return doers or [head for verb in _joined_verbs(candidate) for head in agents_of(verb)]
    if slot == "object":
        fixed = [site.token.doc[i] for i in candidate.fixed]
        governed = [head for word in fixed if word.pos_ == "ADP" for head in prepositional_objects(word)]
        return [head for head in governed if head.i not in candidate.fixed] or site.patients
    if slot == "dative":
        return site.datives
    if slot == "told":
        return told_subjects(site)
    if slot == "possessive":
        return [
            head for noun in holders for child in children_of(noun) if child.dep_ == "poss" for head in conjuncts(child)
        ]
    if slot == "modifier":
        return [head for noun in holders for head in _modifiers(noun)]
    found = [head for holder in holders for head in objects_after(holder, slot)]
    found = found or [head for holder in holders for head in after_place(holder, slot)]
    return found or (_right_after(site.token) if slot == "by" and not site.is_verb else [])


def _right_after(noun: Token) -> list[Token]:
    """Who did it by a "by" right after the noun that the parse hangs elsewhere: "evidence points to *raids by* the army"."""
    by = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else None
    if by is None or by.lower_ != "by" or by.head.i >= noun.i or is_passive(by.head):
        return []
    return prepositional_objects(by)


def _joined_verbs(candidate: Candidate) -> list[Token]:
    """The further verbs of a phrase: "was shot and *killed* on Monday by ..."."""
    words = (candidate.token.doc[i] for i in candidate.fixed if i > candidate.token.i)
    return [word for word in words if word.pos_ == "VERB" and word.dep_ == "conj"]


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
    if not found.actors or _is_own(found.actors):
        doers = _first(doers_by_support(holders), cast, found.recipients)
        if doers:
            found.actors, found.actor_by = doers, "light"
    if not any(party.acts for party in found.recipients):
        slots = candidate.sense.frame.recipient
        hurt = _first(patients_by_support(holders, slots), cast, found.actors)
        hurt = [party for party in hurt if not any(party.within(actor) for actor in found.actors)]
        if hurt and (not found.recipients or any(party.acts for party in hurt)):
            found.recipients, found.recipient_by = hurt, "light"
    if not found.actors:
        found.actors = parties_of((head for noun in holders for head in blamed_for(noun)), cast, found.recipients)
        found.actor_by = "light" if found.actors else ""


def _is_own(parties: Sequence[Party]) -> bool:
    """Whether the doers are only somebody's own: "completed the withdrawal of *its* brigade"."""
    return all(any(c.dep_ == "poss" and c.tag_ == "PRP$" for c in children_of(party.head)) for party in parties)


def _first(found: Iterable[Sequence[Token]], cast: Cast, taken: Sequence[Party]) -> list[Party]:
    """The parties of the first heads that are parties at all."""
    return next((parties for heads in found if (parties := parties_of(heads, cast, taken))), [])


def _from_governor(candidate: Candidate, cast: Cast, found: Arguments) -> None:
    """The doer of a participle or infinitive on what he has: "*villagers* filed a suit accusing the army"."""
    token = candidate.token
    if token.dep_ not in ("acl", "xcomp", "advcl") or "subject" not in candidate.sense.frame.actor:
        return
    doers = parties_of(doers_above(token), cast, found.recipients)
    if any(party.acts for party in doers) and not (is_passive(token) and not found.actors):
        found.actors, found.actor_by = doers, "shared"


def _settle_reciprocal(candidate: Candidate, cast: Cast, found: Arguments) -> None:
    """Two sides joined in one slot: partners stay together, others are parted."""
    if not candidate.sense.frame.reciprocal or any(party.acts for party in found.recipients):
        return
    if len(found.actors) == 1:
        found.actors = _sides_of(found.actors[0], cast)
    if len(found.actors) > 1 and candidate.sense.type not in _TOGETHER:
        found.actors, found.recipients = found.actors[:1], found.actors[1:]
        found.recipient_by = found.actor_by


def _sides_of(party: Party, cast: Cast) -> list[Party]:
    """The sides whose people meet: "envoys from *Peru* and *Chile*"; else the party itself."""
    if party.kind not in ("group", "person") or party.head.pos_ == "PROPN":
        return [party]
    sides = parties_of(objects_after(party.head, *_ORIGINS), cast, [])
    return sides if len(sides) > 1 and all(side.acts for side in sides) else [party]
