"""Events: who did what to whom, where and when, according to whom, and whether it happened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.draft import Draft
from dateline.steps.events.aftermath import add_aftermath
from dateline.steps.events.bodies import add_body
from dateline.steps.events.codes import Coder
from dateline.steps.events.contexts import ContextWords
from dateline.steps.events.embedded import is_abstract
from dateline.steps.events.explain import Explainer
from dateline.steps.events.head import Judge, load_judge
from dateline.steps.events.index import TriggerIndex, load_index
from dateline.steps.events.merge import Merger
from dateline.steps.events.participation import keep_participants, load_participation
from dateline.steps.events.reader import Reader
from dateline.steps.events.retellings import add_stances, fold_denials

if TYPE_CHECKING:
    from dateline.report import Event
    from dateline.steps.events.happening import Happening


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
    happenings = find_happenings(Reader(draft, index, contexts), judge)
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


def find_happenings(reader: Reader, judge: Judge | None) -> list[Happening]:
    """Find what a draft tells of, each happening once."""
    candidates = reader.candidates(judge)
    mentions = reader.read(candidates)
    draft = reader.draft
    merger = Merger({place.id: place for place in draft.places}, {time.id: time for time in draft.times})
    happenings = fold_denials(merger.merge(mentions), merger)
    merger.add_references(happenings, reader.references(candidates))
    merger.add_identities(happenings, reader.identities())
    add_body(happenings, draft.entities, reader.cast)
    agrees, causes = partial(reader.agrees, merger), reader.other_causes
    add_aftermath(happenings, reader.figures, reader.sentences, reader.sentence_of, agrees, causes)
    return happenings


def tells_something(happening: Happening) -> bool:
    """Whether more is told than an event noun by itself: somebody or something, a place or a figure, or a verb."""
    sides = happening.arguments
    somebody = any(not is_abstract(party) for party in (*sides.actors, *sides.recipients))
    verb = happening.candidate.sense.kind == "verb"
    return verb or somebody or bool(happening.figures) or happening.place is not None


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
