import io
import json
import re

import pytest

from dateline.export.timeline import write_timeline
from dateline.report import StorySource, Timeline
from dateline.stories.build import build_story
from dateline.stories.merge import Member
from dateline.stories.timeline import list_claims
from tests.stories.samples import make_article, make_report


@pytest.fixture
def timeline() -> Timeline:
    """Two reports that disagree; the second is hostile."""
    first = make_article("a0", "The flood killed six in Krosno.", "2026-03-02")
    second = make_article(
        "<b>a1", "The flood killed nine <script>alert(1)</script> in Krosno.", "2026-03-02T10:00:00+01:00"
    )
    members = [Member(first, make_report(first, "six", 6, 6), 0), Member(second, make_report(second, "nine", 9, 9), 1)]
    story = build_story("S1", members)
    story.events[0].developments = []
    claims = list_claims(story, {member.article.id: member.article for member in members})
    return Timeline(story=story, sources=[StorySource(article=m.article.head()) for m in members], claims=claims)


def written(timeline: Timeline, form: str) -> str:
    stream = io.StringIO()
    write_timeline(timeline, form, stream)
    return stream.getvalue()


def test_claims_stand_in_the_order_of_publication(timeline):
    assert [claim.text for claim in timeline.claims] == ["six", "nine"]


def test_the_table_tells_each_claim_with_its_source(timeline):
    table = written(timeline, "table")

    assert "6 dead" in table
    assert "9 dead" in table


def test_json_holds_story_sources_and_claims(timeline):
    assert sorted(json.loads(written(timeline, "json"))) == ["claims", "sources", "story"]


def test_an_article_s_words_cannot_become_part_of_the_page(timeline):
    page = written(timeline, "html")

    assert "<script" not in page
    assert "<b>a1" not in page
    assert "&lt;script&gt;" in page


def test_the_page_fetches_nothing(timeline):
    page = written(timeline, "html")

    assert "http" not in page.replace("http-equiv", "")
    assert "default-src 'none'" in page


def test_a_lane_stands_for_each_source_and_a_mark_for_each_claim(timeline):
    page = written(timeline, "html")

    assert page.count('class="lane"') == 2
    assert len(re.findall(r'href="#c\d', page)) == 2
