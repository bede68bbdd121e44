"""A report whose events stand at several places, days and parties, for what counts and draws them."""

from __future__ import annotations

from dateline.report import (
    Article,
    Codes,
    Conflict,
    Count,
    Entity,
    Event,
    Mention,
    Participant,
    Place,
    Report,
    Span,
    Time,
)
from dateline.store import Entry, prepare_article, prepare_report

ACLED = {"ASSAULT": "Attack", "PROTEST": "Peaceful protest"}
TEXT = "Rebels attacked Gao. The army shelled Kidal. Police met the rebels in Mali. A march is planned."


def cut(words: str) -> Span:
    return Span.cut(TEXT, TEXT.index(words), TEXT.index(words) + len(words))


def coded(name: str = "a", *, disputed: bool = False, **more: str) -> tuple[Article, Report]:
    """Four events: two places, a region with no GeoNames number, two parties on both sides, one that is only planned."""
    article = Article(id=name, text=TEXT, **{"title": "Four events", **more})
    entities = [
        Entity(id=f"E{n}", type="group", name=words, mentions=[Mention(kind="nominal", **dict(cut(words)))])
        for n, words in enumerate(("Rebels", "The army", "Police", "the rebels"), 1)
    ]
    entities[3].name = "Rebels"
    places = [
        Place(id="P1", name="Gao", feature="PPLA", country="MLI", latitude=16.3, longitude=0.0, geonames=2457161,
              mentions=[cut("Gao")]),
        Place(id="P2", name="Kidal", feature="PPLA", country="MLI", latitude=18.4, longitude=1.4, geonames=2455290,
              mentions=[cut("Kidal")]),
        Place(id="P3", name="North", feature="RGN", country=None, latitude=19.0, longitude=0.5, mentions=[cut("Mali")]),
    ]  # fmt: skip
    day = cut("A march")
    times = [
        Time(id="T1", type="DATE", value="2025-03-14", earliest="2025-03-14", latest="2025-03-14", **dict(day)),
        Time(id="T2", type="DATE", value="2025-04", earliest="2025-04-01", latest="2025-04-30", **dict(day)),
    ]
    events = [
        event("V1", "ASSAULT", "attacked", "P1", "T1", actors=("E1", "Rebels"), deaths=Count(low=6, high=6)),
        event("V2", "ASSAULT", "shelled", "P2", "T2", actors=("E2", "The army"), recipients=("E4", "the rebels")),
        event("V3", "CONSULT", "met", "P3", None, actors=("E3", "Police"), recipients=("E4", "the rebels"), sure=0.4),
        event("V4", "PROTEST", "march", None, None, status="planned"),
    ]
    claims = [Conflict(id="C1", kind="number", claims=[cut("Gao"), cut("Kidal")], explanation="?", severity="low")]
    report = Report(
        article=article.head(), entities=entities, places=places, times=times, events=events,
        conflicts=claims if disputed else [],
    )  # fmt: skip
    return article, report


def event(name, kind, words, place, time, *, actors=None, recipients=None, status="happened", deaths=None, sure=0.9):
    def party(side):
        return [Participant(entity=side[0], **dict(cut(side[1])))] if side else []

    return Event(
        id=name, type=kind, trigger=cut(words), place=place, place_relation="in" if place else None, time=time,
        actors=party(actors), recipients=party(recipients), status=status, deaths=deaths,
        codes=Codes(plover=kind, acled=ACLED.get(kind)), confidence=sure,
    )  # fmt: skip


def put(store, *pairs):
    run = store.begin_run("coder 1")
    store.write(run, [Entry(prepare_article(a), prepare_report(r)) for a, r in pairs])
