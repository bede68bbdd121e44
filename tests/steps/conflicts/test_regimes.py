import pytest

from dateline.report import Codes, Entity, Event, Mention, Participant, Role, Span, Time
from dateline.steps.conflicts.regimes import find_regime_conflicts

TEXT = "The new Sudanese rulers took power in 2015. The fall of Omar Saleh, the former president, in May was sudden."


def cut(model, words: str, **more):
    start = TEXT.index(words)
    return model.cut(TEXT, start, start + len(words), **more)


def transition(n: int, trigger: str, mode: str, who: str, entity: str, time: str) -> Event:
    side = {"gain": "actors", "loss": "recipients"}[mode]
    return Event(
        id=f"V{n}",
        type="TRANSITION",
        modes=[mode],
        trigger=cut(Span, trigger),
        time=time,
        status="happened",
        codes=Codes(),
        confidence=0.9,
        **{side: [cut(Participant, who, entity=entity)]},
    )


def changes(
    rulers: str = "The new Sudanese rulers", country: str = "SDN", fall: tuple[str, str] = ("2019-05-01", "2019-05-31")
):
    entities = [
        Entity(id="E1", type="group", name=rulers, country="SDN", mentions=[cut(Mention, rulers, kind="nominal")]),
        Entity(
            id="E2",
            type="person",
            name="Omar Saleh",
            country=country,
            roles=[cut(Role, "former president", former=True)],
            mentions=[cut(Mention, "Omar Saleh", kind="name")],
        ),
    ]
    times = [
        cut(Time, "2015", id="T1", type="DATE", value="2015", earliest="2015-01-01", latest="2015-12-31"),
        cut(Time, "May", id="T2", type="DATE", value=fall[0][:7], earliest=fall[0], latest=fall[1]),
    ]
    events = [
        transition(1, "took power", "gain", rulers, "E1", "T1"),
        transition(2, "fall", "loss", "Omar Saleh", "E2", "T2"),
    ]
    return list(find_regime_conflicts(TEXT, events, {e.id: e for e in entities}, {t.id: t for t in times}))


def test_successors_who_rose_years_before_their_predecessor_fell_are_found():
    (finding,) = changes()

    assert finding.kind == "order"
    assert finding.severity == "high"
    assert finding.spans[0].text == "took power in 2015"
    assert "Sudan" in finding.explanation


@pytest.mark.parametrize(
    "made",
    [
        pytest.param({"country": "TCD"}, id="another country"),
        pytest.param({"fall": ("2015-05-01", "2015-05-31")}, id="the same year"),
        pytest.param({"fall": ("2016-01-10", "2016-01-31")}, id="a few weeks later"),
    ],
)
def test_silence_where_the_two_changes_fit_or_are_two(made):
    assert changes(**made) == []
