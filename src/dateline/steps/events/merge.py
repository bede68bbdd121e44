"""One happening told several times is one event; two happenings stay two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from dateline.resources.tables import load_table
from dateline.steps.events.embedded import is_abstract
from dateline.steps.events.locate import same_or_inside
from dateline.text.clauses import children_of, is_passive

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dateline.report import Place, Time
    from dateline.steps.events.happening import Happening
    from dateline.steps.events.identities import Identity
    from dateline.steps.events.locate import Anchor
    from dateline.steps.events.parties import Party

LOOK_BACK = 25
"""How many happenings before it a mention is held against."""

MOST_MENTIONS = 40
"""Most mentions that are joined to one happening."""

MOST_PARTIES = 40
"""Most parties on one side of a happening."""

FAR = 6
"""How many sentences back "the attack" reaches."""

_MEANS = frozenset({"in", "during", "by", "with", "from", "after", "of"})
_AT_ONCE = frozenset({"after", "when", "as", "while"})
_APART = frozenset({"after", "before", "since", "until"})
_OPEN_ENDED = frozenset({"ASSAULT"})
_LATEST = 4
_ORDERED = frozenset({"COERCE"})
_THINGS_ONLY = frozenset({"destroy"})
"""Modes without an aim at people; they give way where people were hurt."""

_WITH_VICTIMS = frozenset({"ASSAULT"})
_UNREAL = frozenset({"planned", "hypothetical"})
_TWO = (0.0, "")


@cache
def pointing_words(group: str) -> frozenset[str]:
    """A group of the table of words that point back."""
    return frozenset(word.strip() for word in load_table("lexicons/back_references.yaml")[group].split(","))


@dataclass(frozen=True, slots=True)
class Reference:
    """A noun that points back at an event without naming its type: "the operation".

    Args:
        token: The noun.
        sentence: Number of its sentence.
        place: Where it says that it was.
        time: When it says that it was.
    """

    token: Token
    sentence: int
    place: Anchor | None = None
    time: Anchor | None = None


def is_bare_reference(token: Token) -> bool:
    """Whether a word is a noun that may point back at an event."""
    if token.pos_ != "NOUN" or token.lemma_.lower() not in load_table("lexicons/back_references.yaml")["bare"]:
        return False
    return _is_definite(token) or token.head.lower_ in ("in", "during")


def _is_definite(token: Token) -> bool:
    kids = list(children_of(token))
    definite = any(kid.lower_ in pointing_words("definite") for kid in kids)
    return definite and not any(kid.dep_ in ("nummod", "relcl") for kid in kids)


class Merger:
    """Joins the mentions of a document's happenings.

    Args:
        places: The draft's places by id.
        times: The draft's times by id.
    """

    def __init__(self, places: Mapping[str, Place], times: Mapping[str, Time]) -> None:
        self.places = places
        self.times = times

    def merge(self, mentions: Sequence[Happening]) -> list[Happening]:
        """Give each happening once, in the order of its first mention."""
        kept: list[Happening] = []
        for mention in mentions:
            fits = [(*self._fit(happening, mention), n) for n, happening in enumerate(kept[-LOOK_BACK:])]
            score, because, n = max(fits, key=lambda fit: (fit[0], fit[2]), default=(0.0, "", 0))
            if score > 0:
                self._join(kept[-LOOK_BACK:][n], mention, because)
            else:
                mention.tellings.append(mention.telling())
                kept.append(mention)
        return kept

    def add_references(self, kept: Sequence[Happening], references: Sequence[Reference]) -> None:
        """Give each bare reference to the nearest happening before it that it may stand for."""
        types = load_table("lexicons/back_references.yaml")["bare"]
        at = 0
        for reference in references:
            while at < len(kept) and kept[at].trigger.i < reference.token.i:
                at += 1
            for happening in reversed(kept[max(0, at - LOOK_BACK) : at]):
                if reference.sentence - happening.sentence > FAR:
                    break
                if happening.type in types[reference.token.lemma_.lower()] and self._may_mean(reference, happening):
                    self._refer(reference, happening)
                    break

    def add_identities(
        self, kept: Sequence[Happening], identities: Sequence[tuple[Identity, int, list[Party]]]
    ) -> None:
        """Give names to the victims or attackers of the nearest attack told before.

        Args:
            kept: The happenings in text order.
            identities: Each with the number of its sentence and the parties that it names.
        """
        at = 0
        for identity, sentence, parties in identities:
            while at < len(kept) and kept[at].trigger.i < identity.i:
                at += 1
            near = (h for h in reversed(kept[max(0, at - LOOK_BACK) : at]) if sentence - h.sentence <= FAR)
            told = next((h for h in near if h.type in _WITH_VICTIMS and _reality(h) == "real"), None)
            if told is not None:
                _add_parties(told, parties, identity.side)

    def _may_mean(self, reference: Reference, happening: Happening) -> bool:
        if happening.status in _UNREAL or not _is_definite(reference.token):
            return reference.sentence == happening.sentence and reference.token.head.head.i == happening.trigger.i
        return self.places_agree(happening.place, reference.place) and self.times_agree(happening.time, reference.time)

    def _refer(self, reference: Reference, happening: Happening) -> None:
        token = reference.token
        happening.references.append(token)
        happening.evidence.append((token.idx, token.idx + len(token)))
        happening.time = happening.time or reference.time
        self._refine_place(happening, reference.place)

    def _fit(self, kept: Happening, new: Happening) -> tuple[float, str]:
        """How well a mention fits a happening told before, and why; 0 where they are two."""
        if kept.type != new.type or len(kept.evidence) >= MOST_MENTIONS:
            return _TWO
        if _is_content(new, kept):
            return 3.0, "grammar"
        if _reality(kept) != _reality(new):
            return _TWO
        if kept.modes and new.modes and not set(kept.modes) & set(new.modes):
            return _TWO
        if not self.places_agree(kept.place, new.place) or not self.times_agree(kept.time, new.time):
            return _TWO
        shared = [
            agreement(kept.arguments.actors, new.arguments.actors),
            agreement(kept.arguments.recipients, new.arguments.recipients),
        ]
        one = tied(kept, new)
        if shared[0] < 0 and refers_back(new, kept) and _may_be_named(kept.arguments.actors, new.arguments.actors):
            shared[0] = 0.0  # "gunmen killed a judge ... blamed the Red Front for *the killing*"
        if shared[0] < 0 or (shared[1] < 0 and not one):
            return _TWO
        if one:
            return 2.5, "grammar"
        if _told_apart(kept.trigger, new.trigger):
            return _TWO
        near = new.sentence - kept.sentence
        if max(shared) > 0 and (min(shared) > 0 or near <= 1 or refers_back(new, kept)):
            return 2.0 + sum(shared), "parties"
        if near == 0 and kept.type in _OPEN_ENDED and not (_both_named(kept) or _both_named(new)):
            return 0.5, "sentence"
        if refers_back(new, kept) and near <= FAR:
            return 1.0 + 1.0 / (1 + max(0, new.sentence - kept.last_sentence)), "pointing"
        return _TWO

    def places_agree(self, a: Anchor | None, b: Anchor | None) -> bool:
        """Whether two places may be one: the same, unknown, or one inside the other."""
        if a is None or b is None or a.id == b.id:
            return True
        first, second = self.places[a.id], self.places[b.id]
        return same_or_inside(first, second) or same_or_inside(second, first)

    def times_agree(self, a: Anchor | None, b: Anchor | None) -> bool:
        """Whether two times may be one: the same, unknown, or with days in common."""
        if a is None or b is None or a.id == b.id:
            return True
        first, second = self.times[a.id], self.times[b.id]
        if "TIME" in (first.type, second.type) and not (first.earliest and second.earliest):
            return first.type != second.type or first.value == second.value
        if not (first.earliest and first.latest and second.earliest and second.latest):
            return first.value == second.value
        return first.earliest <= second.latest and second.earliest <= first.latest

    def _join(self, kept: Happening, new: Happening, because: str) -> None:
        """Take what a further mention adds; the surer of the two gives the trigger."""
        kept.tellings.append(new.telling(because))
        kept.evidence += new.evidence
        kept.asserted |= new.asserted
        kept.last_sentence = max(kept.last_sentence, new.last_sentence)
        kept.told_by += [new.trigger, *new.told_by]
        _turn_to_foes(kept, new)
        if new.confidence > kept.confidence:
            kept.candidate, kept.confidence, kept.features = new.candidate, new.confidence, new.features
        for side in ("actors", "recipients"):
            _add_parties(kept, getattr(new.arguments, side), side)
        kept.modes = _modes_of(kept, new)
        kept.attributions += [name for name in new.attributions if name not in kept.attributions]
        kept.contexts += [name for name in new.contexts if name not in kept.contexts]
        kept.figures += [figure for figure in new.figures if figure not in kept.figures]
        kept.rules += new.rules
        kept.weapons += [weapon for weapon in new.weapons if weapon not in kept.weapons]
        kept.time = kept.time or new.time
        self._refine_place(kept, new.place)

    def _refine_place(self, kept: Happening, place: Anchor | None) -> None:
        if kept.place is None or (place is not None and self._is_finer(place.id, kept.place.id)):
            kept.place = place

    def _is_finer(self, new: str, old: str) -> bool:
        inner, outer = self.places[new], self.places[old]
        return new != old and same_or_inside(inner, outer) and not same_or_inside(outer, inner)


def _is_content(new: Happening, kept: Happening) -> bool:
    """Whether a mention is the clause that says what another of its type orders: "ordered him *held in custody*"."""
    lower = new.trigger
    return lower.dep_ in ("ccomp", "xcomp") and lower.head.i == kept.trigger.i and kept.type in _ORDERED


def _add_parties(kept: Happening, parties: Sequence[Party], side: str) -> None:
    have: list[Party] = getattr(kept.arguments, side)
    others = kept.arguments.recipients if side == "actors" else kept.arguments.actors
    sure = [p for p in parties if not p.alleged]
    have = [replace(p, alleged=False) if p.alleged and any(p.same_as(o) for o in sure) else p for p in have]
    joined = have + [p for p in parties if not any(p.same_as(o) for o in (*have, *others))]
    for is_best in (_is_no_place, _is_no_deed):
        if any(map(is_best, joined)):
            joined = [party for party in joined if is_best(party)]
    setattr(kept.arguments, side, joined[:MOST_PARTIES])


def _modes_of(kept: Happening, new: Happening) -> list[str]:
    """The modes of both mentions; harm to things alone is none where the other tells of people hurt."""
    modes = kept.modes + [mode for mode in new.modes if mode not in kept.modes]
    hurt = any(figure.kind in ("killed", "injured") for one in (kept, new) if not one.modes for figure in one.figures)
    return [mode for mode in modes if mode not in _THINGS_ONLY] if hurt else modes


def _turn_to_foes(kept: Happening, new: Happening) -> None:
    """In "rebels were killed in a clash with troops" the one side of the clash is the foe of the killed."""
    for one, other in ((kept, new), (new, kept)):
        sides = one.arguments
        if one.candidate.sense.frame.reciprocal and not sides.actors and other.arguments.recipients:
            hurt = other.arguments.recipients
            foes = [p for p in sides.recipients if not any(p.same_as(victim) for victim in hurt)]
            if foes and not other.arguments.actors and not other.candidate.sense.frame.reciprocal:
                sides.actors, sides.recipients = foes, []


def _reality(happening: Happening) -> str:
    """Told as done, as to come, or as not so."""
    return "open" if happening.status in _UNREAL else "denied" if happening.status == "denied" else "real"


def _both_named(happening: Happening) -> bool:
    sides = happening.arguments
    return any(p.acts for p in sides.actors) and any(p.acts for p in sides.recipients)


def _is_no_place(party: Party) -> bool:
    return party.kind != "place"


def _is_no_deed(party: Party) -> bool:
    return not is_abstract(party)


def _class(party: Party) -> str:
    """Somebody, some place or some thing: only parties of one class can be told apart."""
    return party.kind if party.kind in ("place", "thing") else "somebody"


def _may_be_named(old: Sequence[Party], new: Sequence[Party]) -> bool:
    """Whether attackers told without a name may be those that a later mention names."""
    unnamed = all(party.kind in ("group", "person") and party.head.pos_ != "PROPN" for party in old)
    return unnamed and any(party.head.pos_ == "PROPN" for party in new)


def agreement(old: Sequence[Party], new: Sequence[Party]) -> float:
    """1 where two sides share somebody, 0 where one is open or they are of different kinds, -1 where they name others."""
    first, second = [p for p in old if _is_no_deed(p)], [p for p in new if _is_no_deed(p)]
    if not first or not second:
        return 0.0
    pairs = [(a, b) for a in first for b in second]
    if any(a.same_as(b) for a, b in pairs):
        return 1.0
    if any(a.head.lemma_.lower() == b.head.lemma_.lower() and not (a.entity and b.entity) for a, b in pairs):
        return 0.5
    return -1.0 if any(_class(a) == _class(b) for a, b in pairs) else 0.0


def refers_back(mention: Happening, kept: Happening) -> bool:
    """Whether a mention's words point at what was told before: "the attack", "this raid", "the operation"."""
    token = mention.trigger
    if token.pos_ == "VERB":
        return _weapon_again(mention, kept)
    if token.pos_ not in ("NOUN", "PROPN") or not _is_definite(token):
        return False
    return token.lemma_.lower() in pointing_words("typed") or token.lemma_ == kept.trigger.lemma_


def _weapon_again(mention: Happening, kept: Happening) -> bool:
    """Whether a verb tells of a weapon told before: "a car bomb killed six ... *the bomb* went off at noon"."""
    known = {weapon.head.lemma_ for weapon in kept.weapons}
    subjects = [child for child in children_of(mention.trigger) if child.dep_ in ("nsubj", "nsubjpass")]
    return any(subject.lemma_ in known and _is_definite(subject) for subject in subjects)


def tied(kept: Happening, new: Happening) -> bool:
    """Whether grammar makes two triggers of a sentence one happening: "killed in an air strike", "attacked, killing six"."""
    a, b = kept.trigger, new.trigger
    if (
        "conj" in (a.dep_, b.dep_)
        and kept.modes != new.modes
        and kept.arguments.recipients
        and new.arguments.recipients
    ):
        return False
    if kept.sentence == new.sentence and (_hangs_on(a, b) or _hangs_on(b, a)):
        return True
    return any((_hangs_on(b, token) and _goes_on(b, token)) or _does(token, b) for token in kept.told_by[-_LATEST:])


def _told_apart(a: Token, b: Token) -> bool:
    """Whether a clause says that one was before or after the other: "shelled the hills *after* six were killed"."""
    for lower, upper in ((a, b), (b, a)):
        if lower.dep_ == "advcl" and lower.head.i == upper.i:
            return any(child.lower_ in _APART for child in children_of(lower) if child.dep_ in ("mark", "advmod"))
    return False


def _is_outcome(verb: Token) -> bool:
    """Whether a verb tells what became of people rather than what was done: "were *killed* after", "*died* after"."""
    return is_passive(verb) or not any(child.dep_ == "dobj" for child in children_of(verb))


def deed_told_by(clause: Token) -> Token | None:
    """The deed that a relative clause may tell of past the noun it stands at: "the *bombing* of a station that killed six"."""
    noun = clause.head
    told = any(child.lower_ in ("that", "which") and child.dep_ == "nsubj" for child in children_of(clause))
    if clause.dep_ != "relcl" or not told or noun.dep_ != "pobj" or noun.head.dep_ != "prep":
        return None
    return noun.head.head if noun.head.head.pos_ == "NOUN" else None


def _does(deed: Token, verb: Token) -> bool:
    """Whether a deed is the subject of a verb that tells what it did: "*the raid* destroyed a depot"."""
    return deed.dep_ == "nsubj" and deed.head.i == verb.i


def _goes_on(one: Token, other: Token) -> bool:
    """Whether words tell more of one of two joined verbs: "..., killing six and *wounding* nine", "... injured in a *raid*"."""
    return (one.dep_ == "conj" and one.tag_ == other.tag_ == "VBG") or one.dep_ in ("pobj", "advcl", "pcomp")


def _hangs_on(lower: Token, upper: Token) -> bool:
    """Whether a trigger tells more of what another one tells."""
    link, governor = lower.dep_, lower.head
    if link == "pobj":
        return governor.head.i == upper.i and governor.lower_ in _MEANS
    if link == "advcl":
        told_with = {child.lower_ for child in children_of(lower) if child.dep_ in ("mark", "advmod")}
        if "after" in told_with and not _is_outcome(upper):
            return False  # "shelled the hills after six were killed" tells of two happenings
        return governor.i == upper.i and (lower.tag_ in ("VBG", "VBN") or not told_with.isdisjoint(_AT_ONCE))
    if link == "pcomp":
        return governor.head.i == upper.i and governor.lower_ in ("by", "after", "in")
    if link == "relcl":
        governor = deed_told_by(lower) or governor
    if link in ("nsubj", "nsubjpass", "dobj", "relcl", "xcomp", "conj", "compound"):
        return governor.i == upper.i
    subject = link == "acl" and governor.dep_ in ("nsubj", "nsubjpass", "pobj", "dobj")
    return subject and (governor.head.i == upper.i or governor.head.head.i == upper.i)
