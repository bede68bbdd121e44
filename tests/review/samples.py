"""One coded article that the tests of reviews decide on, and a second coding of it with other ids."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dateline.report import (
    Article,
    Attribution,
    Casualties,
    Codes,
    Conflict,
    Count,
    Entity,
    Event,
    Instrument,
    Mention,
    Participant,
    Place,
    Report,
    Source,
    Span,
    Time,
)
from dateline.review import NewRevision, Reviewed, Revision, apply_revisions, check_revision

TEXT = (
    "Militiamen shelled the market of Karvel on 3 May, killing nine traders, the governor said. "
    "Soldiers answered with mortars. Marchers in Dunmore demanded his resignation. Karvel's mayor spoke of six dead."
)


def at(words: str, nth: int = 0) -> dict[str, Any]:
    """Give the span of words of the text."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return {"start": start, "end": start + len(words), "text": words}


def article() -> Article:
    return Article(id="a", text=TEXT, published="2026-05-05")


def report(ids: str = "1", *, without: Sequence[str] = ()) -> Report:
    """Give a coding.

    Args:
        ids: What stands in front of the numbers of ids, so that two codings do not share any.
        without: Triggers of events that it does not have.
    """

    def named(letter: str, n: int) -> str:
        return f"{letter}{ids}{n}"

    militia, soldiers, marchers = (named("E", n) for n in (1, 2, 3))
    karvel, dunmore, day, said = named("P", 1), named("P", 2), named("T", 1), named("A", 1)
    events = [
        Event(
            id=named("V", 1), type="ASSAULT", modes=["heavy-weapons"], trigger=Span(**at("shelled")), place=karvel, time=day,
            place_relation="in", actors=[Participant(entity=militia, **at("Militiamen"))],
            recipients=[Participant(entity=None, **at("nine traders"))], deaths=Count(low=9, high=9), status="happened",
            casualties=[Casualties(kind="killed", low=9, high=9, side="recipients", **at("nine traders"))],
            attributions=[said], confidence=0.8, evidence=[Span(**at("killing nine traders"))],
            codes=Codes(plover="ASSAULT-heavy-weapons", cameo="194", acled="Shelling/artillery/missile attack", ucdp="one-sided"),
        ),
        Event(
            id=named("V", 2), type="ASSAULT", modes=["heavy-weapons"], trigger=Span(**at("answered")), time=day,
            actors=[Participant(entity=soldiers, **at("Soldiers"))], instruments=[Instrument(**at("mortars"))],
            status="happened", confidence=0.4, codes=Codes(plover="ASSAULT-heavy-weapons", cameo="194"),
        ),
        Event(
            id=named("V", 3), type="PROTEST", modes=["demo"], trigger=Span(**at("demanded")), place=dunmore,
            place_relation="in", actors=[Participant(entity=marchers, **at("Marchers"))], status="happened",
            confidence=0.6, codes=Codes(plover="PROTEST-demo", cameo="141", acled="Peaceful protest"),
        ),
    ]  # fmt: skip
    return Report(
        article=article().head(),
        entities=[
            Entity(id=militia, type="group", name="Militiamen", sector="PRM", mentions=[Mention(kind="nominal", **at("Militiamen"))]),
            Entity(id=soldiers, type="group", name="Soldiers", sector="MIL", mentions=[Mention(kind="nominal", **at("Soldiers"))]),
            Entity(id=marchers, type="group", name="Marchers", sector="CVL", mentions=[Mention(kind="nominal", **at("Marchers"))]),
        ],
        places=[
            Place(id=karvel, name="Karvel", feature="PPL", country="NGA", geonames=11, latitude=9.0, longitude=8.0,
                  mentions=[Span(**at("Karvel")), Span(**at("Karvel", 1))]),
            Place(id=dunmore, name="Dunmore", feature="PPL", country="IRL", geonames=12, mentions=[Span(**at("Dunmore"))]),
        ],
        times=[Time(id=day, type="DATE", value="2026-05-03", earliest="2026-05-03", latest="2026-05-03", **at("on 3 May"))],
        attributions=[Attribution(id=said, source=Source(entity=None, **at("the governor")), cue=Span(**at("said")),
                                  content=[Span(**at("Militiamen shelled the market"))], style="indirect", source_kind="role")],
        events=[event for event in events if event.trigger.text not in without],
        conflicts=[Conflict(id=named("C", 1), kind="number", claims=[Span(**at("nine traders")), Span(**at("six dead"))],
                            explanation="Nine died, and six.", severity="high")],
    )  # fmt: skip


def decide(*new: NewRevision, base: Report | None = None, before: Sequence[Revision] = ()) -> Reviewed:
    """Take decisions one after the other on a coding, as a store does."""
    base = base or report()
    revisions = list(before)
    reviewed = apply_revisions(base, TEXT, revisions)
    for each in new:
        revisions.append(check_revision(reviewed, TEXT, each, who="Ada", decided="2026-06-01T10:00:00+00:00"))
        reviewed = apply_revisions(base, TEXT, revisions)
    return reviewed


def edit(target: str, field: str, after: Any) -> NewRevision:
    return NewRevision("edit", target, field, after)


def event(reviewed: Reviewed | Report, trigger: str) -> Event:
    """Give the event of a trigger."""
    coded = reviewed if isinstance(reviewed, Report) else reviewed.report
    (found,) = [each for each in coded.events if each.trigger.text == trigger]
    return found
