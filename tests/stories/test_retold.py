from dateline.report import Report
from dateline.stories.build import build_story
from dateline.stories.merge import Member
from tests.stories.samples import make_article, make_report


def members(*texts: str) -> list[Member]:
    articles = [make_article(f"a{n}", text) for n, text in enumerate(texts)]
    return [Member(article, Report(article=article.head()), n) for n, article in enumerate(articles)]


def test_what_two_sources_tell_with_one_word_is_told_without_a_type():
    story = build_story("S1", members("The volcano erupted at dawn.", "The Semeru erupted; villages fled."))

    assert [(event.type, event.word, event.independent_sources) for event in story.events] == [(None, "erupted", 2)]


def test_what_one_source_tells_alone_is_left_out():
    assert build_story("S1", members("The volcano erupted and erupted.", "Villages lie under ash.")).events == []


def test_a_further_word_for_a_coded_event_belongs_to_it():
    first = make_article("a0", "The flood killed six in Krosno.")
    second = make_article("a1", "In Krosno the water kills cattle.")
    told = [Member(first, make_report(first, "six", 6, 6), 0), Member(second, Report(article=second.head()), 1)]
    (event,) = build_story("S1", told).events

    assert [(m.article, m.event) for m in event.mentions] == [("a0", "V1"), ("a1", None)]
