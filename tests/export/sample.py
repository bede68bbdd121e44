"""An article of our own and its report made by hand, with every field of the contract in use."""

from __future__ import annotations

from dateline.export import Result
from dateline.report import (
    Article,
    Attribution,
    Casualties,
    Codes,
    Conflict,
    Count,
    Entity,
    Event,
    FailedReport,
    Instrument,
    Mention,
    Participant,
    Place,
    RecordClaim,
    Report,
    Role,
    Source,
    Span,
    Time,
)

TEXT = """\
KANDI, Benin — Gunmen on motorcycles attacked a police post near the town of Kandi on Thursday, 13 May 2026, killing at least six officers with rifles and a car bomb, Interior Minister Aïcha Dossou said.

“We will find those who did this,” Dossou told reporters in Cotonou. “They came from across the river.”

A security official, who spoke on condition of anonymity because he was not allowed to talk to the press, said that two of the gunmen were captured. State radio quoted the mayor as saying that an army helicopter may have bombed a camp in Alibori Department.

The eight officers who were killed were buried on Friday. The interior minister, Kofi Agossa, denied that the post had been left without weapons, and the army plans to send 300 troops to the north next week.
"""


def cut(words: str, of: type[Span] = Span, nth: int = 1, **more: object) -> Span:
    """Cut the nth place of some words out of the text."""
    start = -1
    for _ in range(nth):
        start = TEXT.index(words, start + 1)
    return of.cut(TEXT, start, start + len(words), **more)


ARTICLE = Article(
    id="kandi.txt",
    title="Six officers die in attack in northern Benin",
    published="2026-05-16",
    publisher="Pendjari Wire",
    language="en",
    text=TEXT,
)

ENTITIES = [
    Entity(
        id="E1",
        type="group",
        name="Gunmen on motorcycles",
        sector="UAF",
        mentions=[cut("Gunmen on motorcycles", Mention, kind="nominal"), cut("the gunmen", Mention, kind="nominal")],
    ),
    Entity(
        id="E2",
        type="organization",
        name="Benin police",
        country="BEN",
        sector="COP",
        mentions=[cut("a police post", Mention, kind="nominal"), cut("six officers", Mention, kind="nominal")],
    ),
    Entity(
        id="E3",
        type="person",
        name="Aïcha Dossou",
        country="BEN",
        sector="GOV",
        roles=[cut("Interior Minister", Role)],
        aliases=["Dossou"],
        mentions=[cut("Aïcha Dossou", Mention, kind="name"), cut("Dossou", Mention, nth=2, kind="name")],
    ),
    Entity(
        id="E4",
        type="person",
        name="a security official",
        sector="MIL",
        mentions=[cut("A security official", Mention, kind="nominal")],
    ),
    Entity(
        id="E5",
        type="organization",
        name="army",
        country="BEN",
        sector="MIL",
        mentions=[cut("an army helicopter", Mention, kind="nominal"), cut("the army", Mention, kind="nominal")],
    ),
    Entity(
        id="E6",
        type="organization",
        name="State radio",
        country="BEN",
        sector="JRN",
        mentions=[cut("State radio", Mention, kind="name")],
    ),
    Entity(
        id="E7",
        type="person",
        name="Kofi Agossa",
        country="BEN",
        sector="GOV",
        roles=[cut("interior minister", Role)],
        mentions=[cut("Kofi Agossa", Mention, kind="name")],
    ),
]
PLACES = [
    Place(
        id="P1",
        name="Kandi",
        feature="PPLA",
        country="BEN",
        admin1="Alibori",
        latitude=11.134,
        longitude=2.938,
        geonames=2392009,
        mentions=[cut("KANDI"), cut("Kandi")],
    ),
    Place(
        id="P2",
        name="Alibori",
        feature="ADM1",
        country="BEN",
        admin1="Alibori",
        latitude=11.3,
        longitude=2.4,
        geonames=2597271,
        mentions=[cut("Alibori Department")],
    ),
    Place(
        id="P3",
        name="Cotonou",
        feature="PPLA",
        country="BEN",
        admin1="Littoral",
        latitude=6.365,
        longitude=2.418,
        geonames=2394819,
        mentions=[cut("Cotonou")],
    ),
]
TIMES = [
    cut(
        "Thursday, 13 May 2026",
        Time,
        id="T1",
        type="DATE",
        value="2026-05-13",
        earliest="2026-05-13",
        latest="2026-05-13",
    ),
    cut("on Friday", Time, id="T2", type="DATE", value="2026-05-15", earliest="2026-05-15", latest="2026-05-15"),
    cut("next week", Time, id="T3", type="DATE", value="2026-W21", earliest="2026-05-18", latest="2026-05-24"),
]
ATTRIBUTIONS = [
    Attribution(
        id="A1",
        source=cut("Interior Minister Aïcha Dossou", Source, entity="E3"),
        cue=cut("said"),
        content=[Span.cut(TEXT, TEXT.index("Gunmen"), TEXT.index(", Interior"))],
        style="indirect",
        source_kind="named",
    ),
    Attribution(
        id="A2",
        source=cut("Dossou", Source, nth=2, entity="E3"),
        cue=cut("told"),
        content=[cut("“We will find those who did this,”"), cut("“They came from across the river.”")],
        style="direct",
        source_kind="named",
    ),
    Attribution(
        id="A3",
        source=cut("A security official", Source, entity="E4"),
        cue=cut("said", nth=2),
        content=[cut("two of the gunmen were captured")],
        style="indirect",
        source_kind="anonymous",
        anonymity=cut("because he was not allowed to talk to the press"),
    ),
    Attribution(
        id="A4",
        source=cut("the mayor", Source, entity=None),
        cue=cut("quoted"),
        content=[cut("an army helicopter may have bombed a camp in Alibori Department")],
        style="indirect",
        source_kind="role",
        carrier=cut("State radio", Source, entity="E6"),
    ),
    Attribution(
        id="A5",
        source=cut("Kofi Agossa", Source, entity="E7"),
        cue=cut("denied"),
        content=[cut("the post had been left without weapons")],
        style="indirect",
        source_kind="named",
    ),
]
EVENTS = [
    Event(
        id="V1",
        type="ASSAULT",
        modes=["firearms", "explosives"],
        contexts=["terrorism"],
        trigger=cut("attacked"),
        evidence=[Span.cut(TEXT, TEXT.index("Gunmen"), TEXT.index(", Interior"))],
        actors=[cut("Gunmen on motorcycles", Participant, entity="E1")],
        recipients=[
            cut("a police post", Participant, entity="E2"),
            cut("at least six officers", Participant, entity="E2"),
        ],
        instruments=[cut("rifles", Instrument), cut("a car bomb", Instrument)],
        place="P1",
        time="T1",
        place_relation="near",
        deaths=Count(low=6),
        casualties=[cut("at least six officers", Casualties, kind="killed", low=6, side="recipients")],
        status="happened",
        attributions=["A1"],
        codes=Codes(plover="ASSAULT-firearms", cameo="190", acled="Armed clash", ucdp="state-based"),
        confidence=0.91,
    ),
    Event(
        id="V2",
        type="COERCE",
        modes=["arrest"],
        trigger=cut("captured"),
        evidence=[cut("two of the gunmen were captured")],
        recipients=[cut("two of the gunmen", Participant, entity="E1")],
        casualties=[cut("two of the gunmen", Casualties, kind="captured", low=2, high=2, side="recipients")],
        status="happened",
        attributions=["A3"],
        codes=Codes(plover="COERCE-arrest", cameo="173", acled="Arrests"),
        confidence=0.74,
    ),
    Event(
        id="V3",
        type="ASSAULT",
        modes=["aerial"],
        contexts=["military"],
        trigger=cut("bombed"),
        evidence=[cut("an army helicopter may have bombed a camp in Alibori Department")],
        actors=[cut("an army helicopter", Participant, entity="E5")],
        recipients=[cut("a camp", Participant, entity=None)],
        place="P2",
        place_relation="in",
        status="hypothetical",
        attributions=["A4"],
        codes=Codes(plover="ASSAULT-aerial", cameo="195", acled="Air/drone strike"),
        confidence=0.66,
    ),
    Event(
        id="V4",
        type="MOBILIZE",
        modes=["troops"],
        contexts=["military"],
        trigger=cut("send"),
        evidence=[cut("the army plans to send 300 troops to the north next week")],
        actors=[cut("the army", Participant, entity="E5")],
        time="T3",
        status="planned",
        codes=Codes(plover="MOBILIZE-troops", cameo="152"),
        confidence=0.8,
    ),
]
CONFLICTS = [
    Conflict(
        id="C1",
        kind="number",
        claims=[cut("at least six officers"), cut("The eight officers")],
        explanation="The text gives both at least six and exactly eight for the officers who were killed.",
        severity="low",
    ),
    Conflict(
        id="C2",
        kind="time",
        claims=[cut("Thursday"), cut("13 May 2026")],
        explanation="13 May 2026 is a Wednesday, not a Thursday.",
        severity="high",
    ),
    Conflict(
        id="C3",
        kind="role",
        claims=[cut("Interior Minister Aïcha Dossou"), cut("The interior minister, Kofi Agossa")],
        explanation="Two people hold the same office at the same time: Aïcha Dossou and Kofi Agossa.",
        severity="high",
    ),
    Conflict(
        id="C4",
        kind="place",
        claims=[
            cut("Alibori Department"),
            RecordClaim.model_validate(
                {"record": {"source": "GeoNames", "text": "Alibori, ADM1 of Benin, 11.3 N 2.4 E"}}
            ),
        ],
        explanation="A record of the place says otherwise.",
        severity="medium",
    ),
]
REPORT = Report(
    article=ARTICLE.head(),
    entities=ENTITIES,
    places=PLACES,
    times=TIMES,
    attributions=ATTRIBUTIONS,
    events=EVENTS,
    conflicts=CONFLICTS,
)
RESULT = Result(ARTICLE, REPORT)
FAILURE = Result(
    None,
    FailedReport.model_validate(
        {
            "article": {"id": "broken.json"},
            "error": {"kind": "format", "message": "broken.json: broken JSON at line 17, column 3"},
        }
    ),
)

HOSTILE_TEXT = "</pre></article><script>alert(1)</script> \x1b[31mred\x1b[0m \u202edlrow\u202c <img src=x onerror=alert(2)> & \u2028 \x00 \x9b2J 😀 مرحبا [bold]x[/bold] {{ 7*7 }}"


def hostile() -> Result:
    """An article whose text tries to be markup and terminal commands, with spans over all of it."""
    article = Article(id="<b>evil</b>\x1b[2J", title=HOSTILE_TEXT, text=HOSTILE_TEXT, publisher="<i>\u202e</i>")
    whole = Span.cut(HOSTILE_TEXT, 0, len(HOSTILE_TEXT))
    person = Entity(id="E1", type="person", name=HOSTILE_TEXT, mentions=[Mention.cut(HOSTILE_TEXT, 0, 30, kind="name")])
    said = Attribution(
        id="A1",
        source=Source.cut(HOSTILE_TEXT, 0, 20, entity="E1"),
        cue=whole,
        content=[whole],
        style="direct",
        source_kind="named",
    )
    event = Event(
        id="V1",
        type="ASSAULT",
        modes=["<b>"],
        trigger=whole,
        actors=[Participant.cut(HOSTILE_TEXT, 3, 40, entity="E1")],
        status="happened",
        attributions=["A1"],
        codes=Codes(),
        confidence=0.5,
    )
    conflict = Conflict(
        id="C1", kind="number", claims=[whole, Span.cut(HOSTILE_TEXT, 5, 60)], explanation=HOSTILE_TEXT, severity="high"
    )
    return Result(
        article,
        Report(article=article.head(), entities=[person], attributions=[said], events=[event], conflicts=[conflict]),
    )
