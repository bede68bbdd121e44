"""Which events are exported."""

from datetime import date

import pytest

from dateline.export.selection import Selection, keep_events
from dateline.export.story_level import story_events
from dateline.report import Count, Story, StoryEvent, StoryMention
from tests.export.sample import ARTICLE, REPORT


def kept(**conditions):
    found = list(keep_events([(ARTICLE, REPORT)], Selection(**conditions)))
    return [event.id for item in found for event in item.events]


@pytest.mark.parametrize(
    ("conditions", "events"),
    [
        pytest.param({}, ["V1", "V2", "V3", "V4"], id="nothing asked"),
        pytest.param({"since": date(2026, 5, 14)}, ["V4"], id="from a day on"),
        pytest.param({"until": date(2026, 5, 14)}, ["V1"], id="up to a day"),
        pytest.param({"countries": frozenset({"BEN"})}, ["V1", "V3"], id="country of the event"),
        pytest.param({"types": frozenset({"COERCE", "MOBILIZE"})}, ["V2", "V4"], id="any of two types"),
        pytest.param({"actors": ("COP",)}, ["V1"], id="sector"),
        pytest.param({"actors": ("gunmen",)}, ["V1", "V2"], id="words of a party"),
        pytest.param({"statuses": frozenset({"planned"})}, ["V4"], id="status"),
        pytest.param({"confidence": 0.78}, ["V1", "V4"], id="confidence"),
        pytest.param({"actors": ("nobody",)}, [], id="nobody of that name"),
    ],
)
def test_an_event_is_kept_if_it_meets_every_condition(conditions, events):
    assert kept(**conditions) == events


def test_an_article_without_events_is_kept_only_where_nothing_is_asked_for():
    bare = REPORT.model_copy(update={"events": []})

    assert len(list(keep_events([(ARTICLE, bare)], Selection()))) == 1
    assert list(keep_events([(ARTICLE, bare)], Selection(confidence=0.5))) == []


def test_a_happening_is_written_once_with_the_range_of_its_dead_and_all_its_sources():
    second = ARTICLE.model_copy(update={"id": "second", "publisher": "Niger Post"})
    retold = REPORT.model_copy(update={"article": second.head()})
    mentions = [StoryMention(article=name, event="V1", start=0, end=1) for name in ("second", "kandi.txt")]
    event = StoryEvent(id="S1.1", type="ASSAULT", mentions=mentions, deaths=Count(low=6, high=9), independent_sources=2)
    story = Story(story="S1", articles=["second", "kandi.txt"], events=[event])
    known = {"second": (second, retold), "kandi.txt": (ARTICLE, REPORT)}

    (found,) = story_events([story], known.get, Selection())

    assert [item.deaths for item in found.events] == [Count(low=6, high=9)]
    assert {source.publisher for source in found.sources} == {"Niger Post", "Pendjari Wire"}
    assert (found.merged, found.independent) == (2, 2)
