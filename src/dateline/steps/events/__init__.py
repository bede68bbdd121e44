"""Events: who did what to whom, where and when, according to whom, and whether it happened."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.draft import Draft
from dateline.steps.events.arguments import Arguments, find_arguments
from dateline.steps.events.bodies import add_body
from dateline.steps.events.casualties import figures_of, find_figures
from dateline.steps.events.codes import Coder
from dateline.steps.events.confidence import calibrated, position_of, score_event
from dateline.steps.events.contexts import ContextWords
from dateline.steps.events.embedded import is_abstract
from dateline.steps.events.explain import Explainer
from dateline.steps.events.find import find_candidates, heaviest
from dateline.steps.events.happening import Happening, extent_of
from dateline.steps.events.head import Judge, load_judge
from dateline.steps.events.identities import find_identities
from dateline.steps.events.index import TriggerIndex, load_index
from dateline.steps.events.instruments import find_instruments, instruments_of
from dateline.steps.events.locate import Anchor, nearest, place_anchors, time_anchors
from dateline.steps.events.merge import Merger, Reference, is_bare_reference
from dateline.steps.events.participation import keep_participants, load_participation
from dateline.steps.events.parties import Cast, owners_of
from dateline.steps.events.promises import speaker_of_threat, spoken_as
from dateline.steps.events.retellings import add_stances, fold_denials
from dateline.steps.events.scope import subordinate
from dateline.steps.events.status import find_status
from dateline.steps.events.typer import LearnedTyper

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

    from dateline.report import Event
    from dateline.resources.codebook import EventType
    from dateline.steps.events.find import Candidate
    from dateline.steps.events.identities import Identity
    from dateline.steps.events.index import Sense
    from dateline.steps.events.instruments import Weapon
    from dateline.steps.events.parties import Party


_BODILY = frozenset({"ASSAULT"})
_WITH_MEANS = frozenset({"ASSAULT", "PROTEST"})
"""Types that strike people and things, never ideas."""


def find_events(
    draft: Draft,
    index: TriggerIndex,
    contexts: ContextWords,
    judge: Judge | None = None,
    explain: Callable[[str, Coder], Explainer] | None = None,
) -> list[Event]:
    """Find the events of a draft: candidates, their arguments, then each happening once.

    Args:
        draft: The article with all that the steps before found.
        index: The codebook's triggers.
        contexts: The codebook's contexts.
        judge: What the trained head sees in the draft's sentences; None where the rules alone decide.
        explain: Makes what explains the events, where that was asked for.
    """
    happenings = find_happenings(_Reader(draft, index, contexts), judge)
    if judge is not None:
        keep_participants(happenings, judge, load_participation())
    happenings = [happening for happening in happenings if tells_something(happening)]
    add_stances(draft.doc, happenings, draft.attributions)
    beside: dict[int, list[Happening]] = {}
    for happening in happenings:
        beside.setdefault(happening.sentence, []).append(happening)
    coder = Coder(index)
    explainer = explain(draft.article.text, coder) if explain else None
    events: list[Event] = []
    for number, happening in enumerate(happenings, 1):
        happening.contexts = contexts.in_order(happening.contexts)
        others = beside[happening.sentence]
        event = happening.to_event(number, draft.article.text, coder.code(happening, others))
        events.append(explainer.explain(happening, event, others) if explainer else event)
    return events


def find_happenings(reader: _Reader, judge: Judge | None) -> list[Happening]:
    """Find what a draft tells of, each happening once."""
    candidates = reader.candidates(judge)
    mentions = reader.read(candidates)
    draft = reader.draft
    merger = Merger({place.id: place for place in draft.places}, {time.id: time for time in draft.times})
    happenings = fold_denials(merger.merge(mentions), merger)
    merger.add_references(happenings, reader.references(candidates))
    merger.add_identities(happenings, reader.identities())
    add_body(happenings, draft.entities, reader.cast)
    return happenings


def tells_something(happening: Happening) -> bool:
    """Whether more is told than an event noun by itself: somebody or something, a place or a figure, or a verb."""
    sides = happening.arguments
    somebody = any(not is_abstract(party) for party in (*sides.actors, *sides.recipients))
    verb = happening.candidate.sense.kind == "verb"
    return verb or somebody or bool(happening.figures) or happening.place is not None


class _Reader:
    """Reads each candidate of one draft into a happening."""

    def __init__(self, draft: Draft, index: TriggerIndex, contexts: ContextWords) -> None:
        self.draft = draft
        self.index = index
        self.contexts = contexts
        self.cast = Cast(draft)
        self.figures = find_figures(draft.doc)
        self.weapons = find_instruments(draft.doc)
        self.weapon_heads = {weapon.head.i for weapon in self.weapons}
        self.sentences: list[Sentence] = list(draft.doc.sents)
        self.starts = [sentence.start for sentence in self.sentences]
        countries = {place.id for place in draft.places if (place.feature or "").startswith("PCL")}
        self.places = self._by_sentence(place_anchors(self.cast, countries))
        self.times = self._by_sentence(time_anchors(self.cast, draft.times))
        title = draft.article.title or ""
        self.title_words = frozenset(title.lower().split())
        self._contexts_of: dict[int, list[str]] = {}
        self._known: dict[tuple[int, int], tuple[Sense, Arguments]] = {}
        self._typer: LearnedTyper | None = None

    def candidates(self, judge: Judge | None) -> list[Candidate]:
        """The triggers in text order, one reading a word; with a judge also verbs that the codebook does not list."""
        doc = self.draft.doc
        if judge is None:
            return self._told(find_candidates(doc, self.index, heaviest, self.holds))
        self._typer = LearnedTyper(judge, self.index, self._arguments)
        found = self._typer.retype(find_candidates(doc, self.index, self._typer.choose, self.holds))
        cues = {attribution.cue.start for attribution in self.draft.attributions if attribution.cue}
        found = [*found, *self._typer.propose(doc, found, cues)]
        return self._told(sorted(found, key=lambda candidate: candidate.token.i))

    def _told(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Leave out what only says why a source is not named: "who *asked* not to be named"."""
        hushed = sorted((a.anonymity.start, a.anonymity.end) for a in self.draft.attributions if a.anonymity)
        starts = [start for start, _ in hushed]

        def is_hushed(at: int) -> bool:
            before = bisect_right(starts, at) - 1
            return before >= 0 and at < hushed[before][1]

        return [candidate for candidate in candidates if not is_hushed(candidate.token.idx)]

    def _sentence_of(self, i: int) -> int:
        return bisect_right(self.starts, i) - 1

    def _by_sentence(self, anchors: Sequence[Anchor]) -> dict[int, list[Anchor]]:
        found: dict[int, list[Anchor]] = {}
        for anchor in anchors:
            found.setdefault(self._sentence_of(anchor.token.i), []).append(anchor)
        return found

    def read(self, candidates: Sequence[Candidate]) -> list[Happening]:
        found = [happening for candidate in candidates if (happening := self._read(candidate)) is not None]
        self._attribute(found)
        subordinate(found, self.index.codebook)
        return found

    def references(self, candidates: Sequence[Candidate]) -> list[Reference]:
        """Nouns that point back at an event and are no trigger themselves, with their own place and time."""
        used = {i for candidate in candidates for i in (*candidate.fixed, *candidate.taken)}
        found = []
        for token in self.draft.doc:
            if is_bare_reference(token) and token.i not in used:
                number = self._sentence_of(token.i)
                place, time = self._place_and_time(token, number, [])
                found.append(Reference(token, number, place, time))
        return found

    def identities(self) -> list[tuple[Identity, int, list[Party]]]:
        """Sentences that name the unnamed of an event, with their number and the parties."""
        found = []
        for identity in find_identities(self.draft.doc, self.cast):
            parties = [party for name in identity.names if (party := self.cast.party(name)) is not None]
            found.append((identity, self._sentence_of(identity.i), parties))
        return found

    def _place_and_time(self, token: Token, sentence: int, own: Sequence[int]) -> tuple[Anchor | None, Anchor | None]:
        return nearest(token, self.places.get(sentence, ()), own), nearest(token, self.times.get(sentence, ()))

    def holds(self, candidate: Candidate) -> bool:
        """Whether a reading's conditions on the kinds of its parties hold."""
        words = candidate.sense.words
        for name in ("actor", "recipient"):
            wanted = words.get(name)
            if wanted:
                parties = getattr(self._arguments(candidate), f"{name}s")
                if not any(party.kind in wanted or (party.sector or "").lower() in wanted for party in parties):
                    return False
        return True

    def _arguments(self, candidate: Candidate) -> Arguments:
        key = (candidate.token.i, id(candidate.sense))
        if key not in self._known:
            found = find_arguments(candidate, self.cast, self.index.nouns)
            self._keep_doers(candidate, found)
            if candidate.sense.type in _BODILY:
                found.recipients = [p for p in found.recipients if not is_abstract(p)]
            if candidate.sense.type in _WITH_MEANS:
                found.recipients = self._without_means(candidate, found.recipients)
            self._known[key] = candidate.sense, found  # the sense is kept, so that no other gets its id
        return self._known[key][1]

    def _keep_doers(self, candidate: Candidate, found: Arguments) -> None:
        """Put whose deed or weapon it is in the place of deeds and weapons among the actors: "*Turkish* jets bombed"."""
        kept: list[Party] = []
        bodily = candidate.sense.type in _BODILY
        for party in found.actors:
            deed = is_abstract(party) or (bodily and party.head.lemma_.lower() in self.index.nouns)
            if party.acts or not (deed or party.head.i in self.weapon_heads):
                kept.append(party)
                continue
            owners = [
                o for o in owners_of(party, self.cast) if not any(o.same_as(p) for p in (*kept, *found.recipients))
            ]
            found.note(owners, "owner")
            kept += owners
        found.actors = kept

    def _without_means(self, candidate: Candidate, recipients: Sequence[Party]) -> list[Party]:
        """Who or what is hit, without what it is done with ("threw *stones*")."""
        means = {weapon.head.i for weapon in instruments_of(candidate.token, self.weapons)} if recipients else ()
        return [party for party in recipients if party.acts or party.head.i not in means]

    def _read(self, candidate: Candidate) -> Happening | None:
        arguments = self._arguments(candidate)
        trigger, sense = candidate.token, candidate.sense
        if sense.kind != "verb" and not arguments.actors and not arguments.recipients and sense.weight < 0.5:
            return None
        sentence = self._sentence_of(trigger.i)
        cooperative = self.index.codebook.types[sense.type].quad in (1, 2)
        status = find_status(trigger, attempts_count=not cooperative)
        types = self.index.codebook.types
        spoken = spoken_as(candidate, types[sense.type], arguments)
        if spoken is None and not arguments.actors and status == "planned":
            spoken = self._threat(candidate, types[sense.type], arguments)
        if spoken not in types:
            spoken = None
        elif spoken:
            status = "happened"
        confidence, features = score_event(
            candidate, arguments, status, position_of(trigger, sentence, self.title_words)
        )
        weigh = self._typer.weigh if self._typer else _by_rules
        confidence = weigh(candidate, confidence, features)
        own = [party.head.i for party in (*arguments.actors, *arguments.recipients)]
        place, time = self._place_and_time(trigger, sentence, own)
        weapons = instruments_of(trigger, self.weapons)
        modes = [] if spoken else self._modes(candidate, weapons)
        if place is None and not spoken:
            place = self._place_of_recipient(types[sense.type], modes, arguments)
        if place is not None and not spoken and not arguments.actors:
            self._add_state(types[sense.type], modes, place, arguments)
        return Happening(
            candidate=candidate,
            type=spoken or sense.type,
            modes=modes,
            arguments=arguments,
            status=status,
            confidence=confidence,
            features=features,
            sentence=sentence,
            last_sentence=sentence,
            place=place,
            time=time,
            evidence=[extent_of(candidate)],
            contexts=[*sense.trigger.contexts, *self._sentence_contexts(sentence)],
            figures=figures_of(trigger, self.figures, types[spoken or sense.type].casualties),
            weapons=weapons,
            rules=[sense.trigger.codes] if sense.trigger.codes and not spoken else [],
        )

    def _add_state(self, type_: EventType, modes: Sequence[str], place: Anchor, arguments: Arguments) -> None:
        """The country where somebody was arrested or banned, where no other is named as the one who did it."""
        if not any(type_.modes[mode].by_state for mode in modes if mode in type_.modes):
            return
        state = self.cast.party(place.token)
        if place.relation != "in" or state is None or state.kind != "country":
            return
        if not any(state.same_as(party) for party in arguments.recipients):
            arguments.actors, arguments.actor_by = [state], "state"
            arguments.note(arguments.actors, "state")

    def _threat(self, candidate: Candidate, type_: EventType, arguments: Arguments) -> str | None:
        """Take who says that others will be harmed for the actor, and the words for a threat."""
        speaker = speaker_of_threat(candidate, type_, self.cast)
        if speaker is None:
            return None
        arguments.actors, arguments.actor_by = [speaker], "speaker"
        arguments.note(arguments.actors, "speaker")
        return type_.promised_as

    def _place_of_recipient(self, type_: EventType, modes: Sequence[str], arguments: Arguments) -> Anchor | None:
        """The town that was shelled or visited, where such a deed happens at what it is done to."""
        if not (type_.at_recipient or any(type_.modes[mode].at_recipient for mode in modes if mode in type_.modes)):
            return None
        heads = (party.head for party in arguments.recipients if party.head.i in self.cast.place_at)
        return next((Anchor(self.cast.place_at[head.i], head, (head.i,), "in") for head in heads), None)

    def _modes(self, candidate: Candidate, weapons: Sequence[Weapon]) -> list[str]:
        """The mode that words or weapons tell; of a weapon and what carries it that of the carrier ("*jets* fired a missile")."""
        modes = self._told_modes(candidate, weapons)
        carriers = self.index.codebook.codes.platforms.get(modes[0], ()) if modes else ()
        return next(([mode] for weapon in weapons for mode in weapon.modes if mode in carriers), modes)

    def _told_modes(self, candidate: Candidate, weapons: Sequence[Weapon]) -> list[str]:
        """The trigger's own mode, unless a weapon as its object says better ("fired *shells*"); else a weapon's or means'."""
        sense, site = candidate.sense, candidate.site
        known = self.index.codebook.types[sense.type].modes
        objects = {token.i for token in site.patients} if site.is_verb else set()
        told = [m for weapon in weapons for m in weapon.modes if m in self.index.codebook.codes.telling_modes]
        told += [m for weapon in weapons if weapon.head.i in objects for m in weapon.modes if m in known]
        if sense.mode:
            return [told[0]] if told and sense.mode not in told else [sense.mode]
        told += [mode for weapon in weapons for mode in weapon.modes if mode in known]
        means = self.index.means[sense.type]
        told += [means[word] for word in sorted(site.complement_words & means.keys())] if means and not told else []
        return told[:1]

    def _sentence_contexts(self, sentence: int) -> list[str]:
        if sentence not in self._contexts_of:
            self._contexts_of[sentence] = self.contexts.of_sentence(self.sentences[sentence])
        return self._contexts_of[sentence]

    def _attribute(self, happenings: Sequence[Happening]) -> None:
        """Name the attributions whose content tells of each happening."""
        at = [happening.trigger.idx for happening in happenings]
        for attribution in self.draft.attributions:
            for span in attribution.content:
                for happening in happenings[bisect_left(at, span.start) : bisect_left(at, span.end)]:
                    happening.asserted = False
                    if attribution.id not in happening.attributions:
                        happening.attributions.append(attribution.id)


def _by_rules(_candidate: Candidate, confidence: float, _features: dict[str, str]) -> float:
    """Confidence of an event where nobody but the rules was asked."""
    return calibrated(confidence)


class EventFinder:
    """Adds `events` to each draft.

    Args:
        codebook: Folder of a codebook to use in place of PLOVER's.
        explain: Keep with each event why it was coded.
        learned: Let the trained head weigh in; without it the rules alone decide.
    """

    needs = ("article", "doc", "entities", "times", "places", "attributions")
    gives = "events"

    def __init__(self, codebook: Path | None = None, *, explain: bool = False, learned: bool = True) -> None:
        self.codebook = codebook
        self.explain = explain
        self.learned = learned

    def __call__(self, drafts: Sequence[Draft]) -> None:
        """Set `events` on each draft."""
        index = load_index(self.codebook)
        contexts = ContextWords(index.codebook)
        explain = partial(Explainer, folder=self.codebook) if self.explain else None
        for draft in drafts:
            judge = load_judge() if self.learned else None
            draft.events = find_events(draft, index, contexts, judge, explain)
