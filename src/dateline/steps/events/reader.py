"""Reads the triggers of one draft into happenings: their arguments, status, place, time, means and figures."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dateline.steps.events.arguments import Arguments, find_arguments
from dateline.steps.events.casualties import figures_of, find_figures
from dateline.steps.events.confidence import calibrated, position_of, score_event
from dateline.steps.events.embedded import is_abstract
from dateline.steps.events.find import find_candidates, heaviest
from dateline.steps.events.happening import Happening, extent_of
from dateline.steps.events.identities import find_identities
from dateline.steps.events.instruments import find_instruments, instruments_of
from dateline.steps.events.locate import Anchor, nearest, place_anchors, time_anchors
from dateline.steps.events.merge import Merger, Reference, deed_told_by, is_bare_reference
from dateline.steps.events.parties import Cast, owners_of
from dateline.steps.events.promises import is_own_word, speaker_of_threat, spoken_as
from dateline.steps.events.scope import subordinate, take_searches, without_causes
from dateline.steps.events.status import find_status
from dateline.steps.events.suspicion import with_suspicion
from dateline.steps.events.typer import LearnedTyper

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

    from dateline.draft import Draft
    from dateline.resources.codebook import EventType
    from dateline.steps.events.contexts import ContextWords
    from dateline.steps.events.find import Candidate
    from dateline.steps.events.head import Judge
    from dateline.steps.events.identities import Identity
    from dateline.steps.events.index import Sense, TriggerIndex
    from dateline.steps.events.instruments import Weapon
    from dateline.steps.events.parties import Party

_BODILY = frozenset({"ASSAULT"})
_WITH_MEANS = frozenset({"ASSAULT", "PROTEST"})
"""Types that strike people and things, never ideas."""


class Reader:
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
            return self._told(find_candidates(doc, self.index, heaviest, self.holds, self.cast.nouns))
        self._typer = LearnedTyper(judge, self.index, self._arguments)
        found = self._typer.retype(find_candidates(doc, self.index, self._typer.choose, self.holds, self.cast.nouns))
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

        kept = (candidate for candidate in candidates if not is_hushed(candidate.token.idx))
        return [candidate for candidate in kept if not self._names_a_body(candidate)]

    def _names_a_body(self, candidate: Candidate) -> bool:
        """Whether an event noun is only the name of a body: "the bishops' *conference* condemned it"."""
        if candidate.sense.kind != "noun":
            return False
        entity = self.cast.mentions.headed_by(candidate.token)
        return entity is not None and entity.type == "organization"

    def sentence_of(self, i: int) -> int:
        """Number of the sentence that a token stands in."""
        return bisect_right(self.starts, i) - 1

    def agrees(self, merger: Merger, happening: Happening, sentence: int) -> bool:
        """Whether every time of a sentence may be that of an event."""
        return all(merger.times_agree(happening.time, anchor) for anchor in self.times.get(sentence, ()))

    @property
    def other_causes(self) -> frozenset[str]:
        """Lemmas of what hurts people without being an attack."""
        words = self.index.codebook.head.words
        return frozenset(word for name in ("mishap", "nature") for word in words.get(name, ()))

    def _by_sentence(self, anchors: Sequence[Anchor]) -> dict[int, list[Anchor]]:
        found: dict[int, list[Anchor]] = {}
        for anchor in anchors:
            found.setdefault(self.sentence_of(anchor.token.i), []).append(anchor)
        return found

    def read(self, candidates: Sequence[Candidate]) -> list[Happening]:
        """Read each trigger into a happening; what only matters to another one stands behind it."""
        found = [happening for candidate in candidates if (happening := self._read(candidate)) is not None]
        self._attribute(found)
        take_searches(found)
        subordinate(found, self.index.codebook)
        return without_causes(found)

    def references(self, candidates: Sequence[Candidate]) -> list[Reference]:
        """Nouns that point back at an event and are no trigger themselves, with their own place and time."""
        used = {i for candidate in candidates for i in (*candidate.fixed, *candidate.taken)}
        found = []
        for token in self.draft.doc:
            if is_bare_reference(token) and token.i not in used:
                number = self.sentence_of(token.i)
                place, time = self._place_and_time(token, number, [])
                found.append(Reference(token, number, place, time))
        return found

    def identities(self) -> list[tuple[Identity, int, list[Party]]]:
        """Sentences that name the unnamed of an event, with their number and the parties."""
        found = []
        for identity in find_identities(self.draft.doc, self.cast):
            parties = [party for name in identity.names if (party := self.cast.party(name)) is not None]
            found.append((identity, self.sentence_of(identity.i), parties))
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
                self._leave_to_deed(candidate, found)
                found.recipients = [p for p in found.recipients if not is_abstract(p)]
            if candidate.sense.type in _WITH_MEANS:
                found.recipients = self._without_means(candidate, found.recipients)
            found.actors = [with_suspicion(party, candidate.token) for party in found.actors]
            self._known[key] = candidate.sense, found  # the sense is kept, so that no other gets its id
        return self._known[key][1]

    def _leave_to_deed(self, candidate: Candidate, found: Arguments) -> None:
        """Take for no doer what a deed was done to: "the bombing of a *station* that killed six"."""
        deed = deed_told_by(candidate.token)
        if deed is not None and any(sense.type in _BODILY for sense in self.index.nouns.get(deed.lemma_.lower(), ())):
            found.actors = [party for party in found.actors if party.head.i != candidate.token.head.i]

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
        sentence = self.sentence_of(trigger.i)
        cooperative = self.index.codebook.types[sense.type].quad in (1, 2)
        status = find_status(trigger, attempts_count=not cooperative)
        types = self.index.codebook.types
        spoken = spoken_as(candidate, types[sense.type], arguments)
        if spoken is None and not arguments.actors and status == "planned":
            spoken = self._threat(candidate, types[sense.type], arguments)
        if spoken not in types:
            spoken = None
        if spoken or self._is_read_as_word(candidate):
            given = status != "planned" or arguments.actor_by == "speaker" or is_own_word(candidate)
            status = "happened" if given and (spoken or status == "planned") else status
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

    def _is_read_as_word(self, candidate: Candidate) -> bool:
        """Whether the trained head reads a deed to come as the word given for it ("said it would *meet*")."""
        senses = self.index.verb_senses(candidate.token)
        return any(self.index.codebook.types[sense.type].promised_as == candidate.sense.type for sense in senses)

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
