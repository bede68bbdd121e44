import pytest

from dateline.report import Article, Codes, Event, Participant, Report, Span, Time
from dateline.stories.merge import Member, merge_events, score_same_happening, told_events

TEXT = "Rebels shelled Goma on Monday."


def told(n: int, *, kind: str = "ASSAULT", trigger: str = "shelled", who: str = "Rebels", day: str | None = None):
    article = Article(id=f"a{n}", text=TEXT)
    times = (
        [Time(id="T1", start=20, end=29, text="on Monday", type="DATE", value=day, earliest=day, latest=day)]
        if day
        else []
    )
    event = Event(
        id="V1",
        type=kind,
        trigger=Span(start=7, end=14, text=trigger),
        actors=[Participant(start=0, end=6, text=who, entity=None)],
        time="T1" if day else None,
        status="happened",
        codes=Codes(),
        confidence=0.8,
    )
    member = Member(article, Report(article=article.head(), times=times, events=[event]), source=n)
    (only,) = told_events(n, member)
    return only


def test_events_of_two_reports_told_alike_are_one():
    groups = merge_events([told(1), told(2)])

    assert [[event.article for event in group] for group in groups] == [["a1", "a2"]]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param({"kind": "ASSAULT"}, {"kind": "PROTEST"}, id="another type"),
        pytest.param({"day": "2026-03-02"}, {"day": "2026-04-02"}, id="another month"),
    ],
)
def test_what_excludes_one_another_is_never_one_happening(first, second):
    assert score_same_happening(told(1, **first), told(2, **second)) == 0.0


def test_other_people_and_other_words_are_another_happening():
    groups = merge_events([told(1), told(2, trigger="bombed", who="Government jets")])

    assert len(groups) == 2
