"""Reports of two floods and an election, in words of our own."""

from dateline.report import Article, Casualties, Codes, Count, Event, Place, Report, Span, Time
from dateline.store import Copy, Entry, Store, prepare_article, prepare_report
from dateline.store.prepared import digest_of_article

KROSNO = (
    "The Oder burst its banks at Krosno and flooded the old town, the mayor said. Soldiers filled sandbags by the bridge.",
    "Sandbags did not hold the Oder: it burst its banks at Krosno. The old town was flooded, soldiers at the bridge said.",
    "Krosno's old town stands under water after the Oder burst its banks; the mayor thanked the soldiers on the bridge.",
)
LIMPOPO = (
    "The Limpopo rose over its dykes at Chokwe and drowned the sugar mill, farmers said. Villagers sat on roofs and in trees.",
    "Farmers at Chokwe lost their cattle as the Limpopo rose over its dykes; the sugar mill is drowned, villagers sit on roofs.",
)
GABON = ("Voters in Gabon chose a parliament on Sunday. Turnout was low in Libreville, observers said.",)


def make_article(name: str, text: str, published: str | None = None) -> Article:
    return Article(id=name, text=text, published=published)


def make_report(article: Article, dead: str | None = None, low: int = 0, high: int | None = None) -> Report:
    """A report with one event, killed by the flood if `dead` names the words for it."""
    if dead is None:
        return Report(article=article.head())
    start = article.text.index(dead)
    figure = Casualties(
        kind="killed", low=low, high=high, side="civilians", start=start, end=start + len(dead), text=dead
    )
    verb = article.text.index("killed")
    event = Event(
        id="V1", type="ASSAULT", trigger=Span(start=verb, end=verb + 6, text="killed"), status="happened",
        casualties=[figure], deaths=Count(low=low, high=high), codes=Codes(), confidence=0.8,
    )  # fmt: skip
    return Report(article=article.head(), events=[event])


def save(store: Store, *items: Article | tuple[Article, Report]) -> None:
    pairs = [item if isinstance(item, tuple) else (item, make_report(item)) for item in items]
    entries = [Entry(article=prepare_article(a), report=prepare_report(r)) for a, r in pairs]
    store.write(store.begin_run("test", {}), entries)


def save_copy(store: Store, copy: Article, original: Article) -> None:
    told = Copy((original.id, digest_of_article(original)), "near", 0.9)
    store.write(store.begin_run("test", {}), [Entry(article=prepare_article(copy), copy=told)])


def at(place: str, day: str, text: str = "Bombs fell on the town.") -> tuple[Article, Report]:
    """A report of one attack at a town on a day."""
    article = Article(id=f"{place} {day}", text=text)
    event = Event(
        id="V1", type="ASSAULT", trigger=Span(start=6, end=10, text="fell"), status="happened", place="P1", time="T1",
        codes=Codes(), confidence=0.8,
    )  # fmt: skip
    town = Place(id="P1", name=place, feature="PPL", country="IRQ", mentions=[Span(start=14, end=22, text="the town")])
    time = Time(id="T1", start=0, end=5, text="Bombs", type="DATE", value=day, earliest=day, latest=day)
    return article, Report(article=article.head(), places=[town], times=[time], events=[event])
