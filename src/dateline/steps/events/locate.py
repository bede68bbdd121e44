"""Where and when each event took place, by the grammar of its own clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.steps.events.light import is_light
from dateline.text.clauses import DEPTH, children_of, clause_verb, opens_clause

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dateline.report import Place, PlaceRelation, Time
    from dateline.steps.events.parties import Cast

_IN = frozenset(
    {"in", "at", "inside", "within", "throughout", "across", "on", "around", "into", "over", "to", "through"}
)
_NEAR = frozenset({"near", "outside", "off", "toward", "towards", "along", "beside", "by", "around", "close"})
_DIRECTIONS = frozenset({"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "km", "kilometer",
                         "kilometre", "mile", "outskirt", "edge", "suburb"})  # fmt: skip
_PARTS = frozenset({"town", "city", "village", "province", "district", "region", "state", "governorate", "county", "area",
                    "capital", "port", "neighborhood", "neighbourhood", "part", "north", "south", "east", "west", "center",
                    "centre", "island", "department", "municipality", "camp", "suburb", "outskirt", "border", "coast",
                    "valley", "outside", "heart", "countryside", "prefecture", "oblast", "locality", "hamlet"})  # fmt: skip
_ROUGH = frozenset({"DURATION", "SET"})
_MATTERS = frozenset({"over", "about", "regarding", "concerning"})
_WHILE = frozenset({"when", "while"})
_DURING = frozenset({"in", "during", "amid"})


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place or time in a sentence, and the words that it hangs on.

    Args:
        id: Id of the place or time.
        token: Head of its words.
        chain: Governors up to the clause's verb, the nearest first.
        relation: How a place relates to what happened there.
        names: Whether it stands before the event's own noun ("the *Oslo* bombing") and so belongs to that alone.
    """

    id: str
    token: Token
    chain: tuple[int, ...]
    relation: PlaceRelation | None = None
    names: bool = False


def place_anchors(cast: Cast, countries: Set[str] = frozenset()) -> list[Anchor]:
    """Places of a document that stand where a place of an event stands, in text order.

    Args:
        cast: Everybody and everything in the draft.
        countries: Ids of the places that are countries; before an event noun they act ("the U.S. strike").
    """
    found = []
    for i in _heads(cast, cast.place_at):
        token = cast.doc[i]
        if _in_a_name(token, cast):
            continue
        if token.dep_ == "compound" and token.head.pos_ == "NOUN" and cast.place_at[i] not in countries:
            found.append(Anchor(cast.place_at[i], token, (token.i, token.head.i), "in", names=True))
            continue
        relation, outer = _place_phrase(token)
        if relation is not None:
            found.append(Anchor(cast.place_at[i], token, tuple(_chain(outer)), relation))
    return found


def _in_a_name(token: Token, cast: Cast) -> bool:
    """Whether a place is only part of somebody's name: "Islamic State in *Syria*", "the *Kabul* police"."""
    mention = cast.mentions.mention_at(token)
    entity = cast.mentions.at(token)
    if mention is None or entity is None or entity.type == "country" or entity.type == "other":
        return False
    return mention.kind == "name" and " " in mention.text and cast.place_at.get(token.head.i) != cast.place_at[token.i]


def time_anchors(cast: Cast, times: Sequence[Time]) -> list[Anchor]:
    """Dates and times of day of a document, in text order.

    How long and how often are none, unless they are counted from a day that the text gives
    ("three days after the attack"), nor are words that give no day ("now", "recently").
    """
    usable = {
        time.id for time in times if (time.type not in _ROUGH or time.earliest) and not time.value.endswith("_REF")
    }
    found = []
    for i in _heads(cast, cast.time_at):
        if cast.time_at[i] in usable:
            token = cast.doc[i]
            found.append(Anchor(cast.time_at[i], token, tuple(_chain(token))))
    return found


def _heads(cast: Cast, at: dict[int, str]) -> Iterator[int]:
    """The head token of each marked span."""
    for i in sorted(at):
        governor = cast.doc[i].head.i
        if governor == i or at.get(governor) != at[i]:
            yield i


def _chain(token: Token) -> Iterator[int]:
    """Governors of a word up to the verb of its clause."""
    yield token.i
    for _ in range(DEPTH):
        if opens_clause(token) or token.head.i == token.i:
            return
        token = token.head
        yield token.i


def _place_phrase(token: Token) -> tuple[PlaceRelation | None, Token]:
    """How a place stands to its governor, and the word that links them; no relation where it is no place of an event.

    "in Kirkuk", "in the town of Hawija", "20 km north of Mosul", "Baghdad's Sadr City", "in Kano, Nigeria".
    """
    here = token
    near = False
    for _ in range(6):
        link = here.head
        if (
            here.dep_ in ("appos", "conj", "compound", "npadvmod", "nmod")
            and link.i != here.i
            and link.pos_ in ("NOUN", "PROPN")
        ):
            if here.dep_ == "compound" and link.lemma_.lower() not in _PARTS:
                return None, token
            here = link
            continue
        if here.dep_ == "advmod" and here.lower_ in _DIRECTIONS:
            near, here = True, here
        if link.dep_ == "agent":
            return None, token  # "condemned by Kenya": who did it
        if here.dep_ != "pobj" or link.dep_ not in ("prep", "advmod", "pcomp"):
            return ("in", here) if near and here.dep_ in ("npadvmod", "advmod") else (None, token)
        word, outer = link.lower_, link.head
        if word == "of" and outer.lemma_.lower() in _DIRECTIONS:
            return "near", outer
        if word == "of" and outer.lemma_.lower() in _PARTS:
            here = outer
            continue
        if word == "between":
            return "between", link
        if word in _NEAR:
            return ("off" if word == "off" else "near"), link
        return ("in", link) if word in _IN else (None, token)
    return None, token


def nearest(trigger: Token, anchors: Sequence[Anchor], own: Sequence[int] = ()) -> Anchor | None:
    """The anchor that belongs to an event: on its trigger or arguments, else on its clause's verb, else on the
    verb that its clause hangs on (but not on the verb that only tells of it).

    Args:
        trigger: Head of the trigger.
        anchors: Places or times of the sentence.
        own: Heads of the event's arguments.
    """
    if not anchors:
        return None
    for step, words in enumerate(_scopes(trigger, own)):
        fitting = [a for a in anchors if not (a.names and step) and any(i in words for i in a.chain)]
        if fitting:
            return min(fitting, key=lambda a: (_rank(a, words), abs(a.token.i - trigger.i)))
        if step > 3:
            break
    return _meanwhile(trigger, [anchor for anchor in anchors if anchor.relation is None])


def _meanwhile(trigger: Token, times: Sequence[Anchor]) -> Anchor | None:
    """The time of a clause that tells when or during what the event took place.

    "killed when a tram derailed *on Wednesday*", "shot in clashes that broke out *on Sunday*"; but not "fled after
    the city fell *on Sunday*", which tells of another day.
    """
    if trigger.pos_ != "VERB" or not times:
        return None
    beside = {child.i for child in children_of(trigger) if child.dep_ == "advcl" and _is_while(child)}
    for prep in children_of(trigger):
        if prep.dep_ == "prep" and prep.lower_ in _DURING:
            told = (clause for noun in children_of(prep) for clause in children_of(noun))
            beside |= {clause.i for clause in told if clause.dep_ in ("relcl", "acl")}
    fitting = [anchor for anchor in times if beside.intersection(anchor.chain)]
    return min(fitting, key=lambda anchor: abs(anchor.token.i - trigger.i)) if fitting else None


def _is_while(clause: Token) -> bool:
    return any(child.lower_ in _WHILE and child.dep_ in ("advmod", "mark") for child in children_of(clause))


def _rank(anchor: Anchor, words: set[int]) -> int:
    return next((n for n, i in enumerate(anchor.chain) if i in words), len(anchor.chain))


def _scopes(trigger: Token, own: Sequence[int]) -> Iterator[set[int]]:
    """The trigger; its arguments; its clause's verb; the verbs that hold that clause without telling of it."""
    yield {trigger.i}
    if own:
        yield set(own)
    verb = trigger if trigger.pos_ == "VERB" else clause_verb(trigger)
    if verb is not None and _is_matter_of(trigger, verb):
        return
    for _ in range(4):
        if verb is None:
            return
        yield {verb.i}
        if verb.dep_ in ("ccomp", "parataxis", "ROOT") or verb.head.i == verb.i:
            return
        if verb.dep_ in ("relcl", "acl"):
            yield {verb.head.i}
            if verb.head.dep_ in ("nsubj", "nsubjpass"):
                return  # "the soldiers who were killed were buried *in Gao*"
        verb = clause_verb(verb.head)


def _is_matter_of(noun: Token, verb: Token) -> bool:
    """Whether a deed is only what another is about, on a day of its own: "arrested on Friday *over the bombing*"."""
    link = noun.head
    if noun.dep_ != "pobj" or link.dep_ != "prep" or verb.i not in (link.head.i, link.head.head.i):
        return False
    return link.lower_ in _MATTERS or (link.lower_ == "for" and is_light(verb, "blamed"))


def same_or_inside(inner: Place, outer: Place) -> bool:
    """Whether one place is the other or lies in it, as far as country and division tell."""
    if inner.id == outer.id or (inner.geonames is not None and inner.geonames == outer.geonames):
        return True
    if inner.country != outer.country or inner.country is None:
        return False
    feature = outer.feature or ""
    if feature.startswith("PCL"):
        return True
    return feature == "ADM1" and inner.admin1 is not None and outer.admin1 == inner.admin1
