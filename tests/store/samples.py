"""Articles and reports that the tests of the store share."""

from __future__ import annotations

from dateline.report import (
    Article,
    Attribution,
    Casualties,
    Codes,
    Conflict,
    Count,
    Entity,
    Event,
    Mention,
    Participant,
    Place,
    Report,
    Source,
    Span,
    Time,
)
from dateline.store import Entry, Store, prepare_article, prepare_report

TEXT = "Rebels shelled the port of Buchanan on Sunday, the mayor said. At least four dockers died. Nobody died, radio said."


def make_article(name: str = "a", text: str = TEXT, **more: str) -> Article:
    return Article(id=name, text=text, **{"title": "Port under fire", "published": "2026-03-03", **more})


def find(text: str, words: str) -> dict[str, int | str]:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def make_report(article: Article) -> Report:
    """A report with something in every table, of an article that opens with `TEXT`."""
    text = article.text
    rebels, mayor = find(text, "Rebels"), find(text, "the mayor")
    event = Event(
        id="V1", type="ASSAULT", modes=["heavy-weapons"], trigger=Span(**find(text, "shelled")), place="P1", time="T1",
        actors=[Participant(entity="E1", **rebels)], recipients=[Participant(entity=None, **find(text, "the port"))],
        deaths=Count(low=4), status="happened", attributions=["A1"], codes=Codes(plover="ASSAULT-heavy-weapons", cameo="194"),
        casualties=[Casualties(kind="killed", low=4, side="recipients", **find(text, "At least four dockers"))],
        confidence=0.75,
    )  # fmt: skip
    return Report(
        article=article.head(),
        entities=[Entity(id="E1", type="group", name="Rebels", sector="REB", mentions=[Mention(kind="nominal", **rebels)])],
        places=[Place(id="P1", name="Buchanan", feature="PPLA", country="LBR", geonames=2278158,
                      mentions=[Span(**find(text, "Buchanan"))])],
        times=[Time(id="T1", type="DATE", value="2026-03-01", earliest="2026-03-01", latest="2026-03-01",
                    **find(text, "on Sunday"))],
        attributions=[Attribution(id="A1", source=Source(entity=None, **mayor), cue=Span(**find(text, "said")),
                                  content=[Span(**find(text, "Rebels shelled"))], style="indirect", source_kind="role")],
        events=[event],
        conflicts=[Conflict(id="C1", kind="number", claims=[Span(**find(text, "four dockers")), Span(**find(text, "Nobody"))],
                            explanation="Four died, and nobody.", severity="high")],
    )  # fmt: skip


def save(store: Store, *articles: Article, coder: str = "coder 1") -> None:
    """Write articles, each with its report."""
    run = store.begin_run(coder)
    reports = [make_report(a) if a.text.startswith(TEXT) else Report(article=a.head()) for a in articles]
    store.write(run, [Entry(prepare_article(a), prepare_report(r)) for a, r in zip(articles, reports, strict=True)])
