"""A second source's stand on an event told before: a denial or a confirmation is no event of its own.

"The army said that it had shelled the camp. The rebels denied that it was shelled" tells of one
event, which two sources tell differently; so does "the rebels denied the claim", with no verb of
the event at all. FactBank draws the same line: factuality holds between an event and a source,
and one event has as many as there are sources (Saurí and Pustejovsky 2009,
https://doi.org/10.1007/s10579-009-9089-9).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from dateline.report import REAL, Stance
from dateline.resources.tables import load_table
from dateline.steps.events.merge import LOOK_BACK, Merger, agreement, refers_back
from dateline.steps.events.status import find_status
from dateline.text.clauses import children_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from dateline.report import Attribution, StanceKind
    from dateline.steps.events.happening import Happening
    from dateline.steps.events.parties import Party

NEAR = 3
"""How many sentences back "the claim" and a denial in the same words reach."""

_OPEN = frozenset({"any", "no", "a", "an"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "such", "his", "her", "its", "their"})


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(word.strip() for word in load_table("lexicons/stances.yaml")[group].split(","))


def fold_denials(happenings: Sequence[Happening], merger: Merger) -> list[Happening]:
    """Fold each denial that a source gives of an event told as real into that event.

    The event keeps its status, for somebody says that it happened, and takes the denial's
    words and attribution. A denial of what nobody tells stays an event with status "denied".
    """
    dropped: set[int] = set()
    for n, denial in enumerate(happenings):
        if denial.status != "denied" or denial.asserted:
            continue
        around = range(max(0, n - LOOK_BACK), min(len(happenings), n + LOOK_BACK))
        told = [
            (abs(happenings[other].sentence - denial.sentence), other)
            for other in around
            if other not in dropped and denies(denial, happenings[other], merger)
        ]
        if told:
            _take_denial(happenings[min(told)[1]], denial)
            dropped.add(n)
    return [happening for n, happening in enumerate(happenings) if n not in dropped]


def denies(denial: Happening, told: Happening, merger: Merger) -> bool:
    """Whether a denied event is one that somebody else tells as real."""
    if told.type != denial.type or told.status not in REAL or set(told.attributions) & set(denial.attributions):
        return False
    if told.modes and denial.modes and not set(told.modes) & set(denial.modes):
        return False
    if not merger.places_agree(told.place, denial.place) or not merger.times_agree(told.time, denial.time):
        return False
    actors = _shared(told.arguments.actors, denial.arguments.actors)
    recipients = _shared(told.arguments.recipients, denial.arguments.recipients)
    if recipients < 0 or (actors < 0 and not (recipients > 0 and _is_own(denial))):
        return False
    same_words = told.trigger.lemma_ == denial.trigger.lemma_ and abs(told.sentence - denial.sentence) <= NEAR
    return same_words or max(actors, recipients) > 0 or refers_back(denial, told)


def _shared(told: Sequence[Party], denied: Sequence[Party]) -> float:
    """How two sides agree; a pronoun may join them but tells nobody apart.

    Nor do "any fighters", and "its soldiers" may be the "soldiers" told before.
    """
    particular = [party for party in denied if not any(kid.lower_ in _OPEN for kid in children_of(party.head))]
    found = agreement(told, particular)
    if found < 0:
        nouns = {party.head.lemma_.lower() for party in told if party.head.pos_ == "NOUN"}
        if any(party.head.lemma_.lower() in nouns for party in particular):
            return 0.5
        return agreement(*([party for party in side if not party.pronoun] for side in (told, particular)))
    return found


def _is_own(denial: Happening) -> bool:
    """Whether somebody denies a deed as their own: "the government denied *bombing* the hospital".

    Its actor is whoever answers for it; those who tell of it may name the hand that did it.
    """
    verb = denial.trigger
    return verb.tag_ == "VBG" and verb.dep_ in ("xcomp", "ccomp", "pcomp", "dobj")


def _take_denial(told: Happening, denial: Happening) -> None:
    told.evidence += denial.evidence
    told.attributions += [name for name in denial.attributions if name not in told.attributions]
    told.stances += [Stance(attribution=name, stance="denies") for name in denial.attributions]


def add_stances(doc: Doc, happenings: Sequence[Happening], attributions: Sequence[Attribution]) -> None:
    """Tie answers to the events they answer: "confirmed the killing", "denied it", "denied any part in the raid".

    Args:
        doc: The parsed article.
        happenings: The events in text order; those that are answered get the stance and the attribution.
        attributions: The article's attributions.
    """
    answers = _Answers(doc, happenings, attributions)
    for attribution in attributions:
        for happening, stance in answers.find(attribution):
            row = Stance(attribution=attribution.id, stance=stance)
            if row not in happening.stances:
                happening.stances.append(row)
            if attribution.id not in happening.attributions:
                happening.attributions.append(attribution.id)


class _Answers:
    """Finds what each answer of a document answers."""

    def __init__(self, doc: Doc, happenings: Sequence[Happening], attributions: Sequence[Attribution]) -> None:
        self.doc = doc
        rows = [(start, n) for n, h in enumerate(happenings) for start, _ in h.evidence]
        self.evidence = sorted(rows)
        self.happenings = happenings
        self.spoken = {a.cue.start for a in attributions if a.cue}
        pieces = [(piece.start, piece.end, a.id) for a in attributions for piece in a.content]
        self.contents = sorted(pieces)
        self.sentence_starts = [sentence.start_char for sentence in doc.sents]

    def find(self, attribution: Attribution) -> Iterator[tuple[Happening, StanceKind]]:
        """Give the events that an attribution takes a stand on."""
        stance = self._stance(attribution)
        if stance is None:
            return
        content = attribution.content[0]
        inside = self._told_in(content.start, content.end)
        root = self._root(content.start, content.end)
        if root is not None and stance == "denies" and root.lemma_.lower() in _words("parts"):
            for happening in inside or self._told_before(attribution):
                yield happening, "denies-role"
        elif root is not None and _takes_up(root):
            for happening in inside or self._told_before(attribution):
                yield happening, stance
        else:
            yield from ((h, stance) for h in inside if stance == "confirms" or h.status == "denied")

    def _stance(self, attribution: Attribution) -> StanceKind | None:
        cue = self._root(attribution.cue.start, attribution.cue.end) if attribution.cue else None
        if cue is None or any(kid.lower_ in _words("neither") for kid in children_of(cue)):
            return None
        lemma = cue.lemma_.lower()
        stance: StanceKind | None
        stance = "confirms" if lemma in _words("confirms") else "denies" if lemma in _words("denies") else None
        return stance if stance and find_status(cue) in REAL else None

    def _root(self, start: int, end: int) -> Token | None:
        span = self.doc.char_span(start, end, alignment_mode="expand")
        return span.root if span is not None and len(span) else None

    def _told_in(self, start: int, end: int) -> list[Happening]:
        """The events with words between two code points, other than the words of saying."""
        rows = self.evidence[bisect_left(self.evidence, (start, -1)) : bisect_left(self.evidence, (end, -1))]
        numbers = dict.fromkeys(n for at, n in rows if at not in self.spoken)
        return [self.happenings[n] for n in numbers]

    def _told_before(self, attribution: Attribution) -> list[Happening]:
        """What the last claim before an answer tells, or else the last sentence that tells of an event."""
        here = attribution.cue.start if attribution.cue else attribution.content[0].start
        sentence = bisect_right(self.sentence_starts, here) - 1
        stop = self.sentence_starts[sentence]
        far = self.sentence_starts[max(0, sentence - NEAR)]
        for start, end, name in reversed(self.contents[: bisect_left(self.contents, (stop, -1, ""))]):
            if start < far or name == attribution.id:
                break
            if told := self._real_in(start, end):
                return told
        last = next((at for at, n in reversed(self.evidence) if far <= at < stop and at not in self.spoken), None)
        if last is None:
            return []
        start = self.sentence_starts[bisect_right(self.sentence_starts, last) - 1]
        return self._real_in(start, last + 1)

    def _real_in(self, start: int, end: int) -> list[Happening]:
        return [happening for happening in self._told_in(start, end) if happening.status in REAL]


def _takes_up(noun: Token) -> bool:
    """Whether words stand for what was said before: "it", "the claim", "such reports"."""
    if noun.pos_ == "PRON":
        return noun.lower_ in _words("pronouns")
    if noun.lemma_.lower() not in _words("claims"):
        return False
    kids = list(children_of(noun))
    if any(kid.dep_ in ("acl", "relcl", "prep", "ccomp") for kid in kids):
        return False
    return noun.tag_ == "NNS" or any(kid.lower_ in _DEFINITE for kid in kids)
