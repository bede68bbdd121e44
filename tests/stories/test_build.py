from dateline.report import Article, Report
from dateline.stories import build_stories

FLOOD = "The Oder burst its banks at Krosno and flooded the old town, the mayor said. Soldiers filled sandbags."
FLOOD_TOO = "Sandbags did not hold the Oder: it burst its banks at Krosno. The old town was flooded, soldiers said."
VOTE = "Voters in Gabon chose a parliament on Sunday. Turnout was low in Libreville, observers said."


def item(name: str, text: str) -> tuple[Article, Report]:
    article = Article(id=name, text=text)
    return article, Report(article=article.head())


def test_articles_of_one_happening_are_one_story_and_others_stay_apart():
    stories = build_stories([item("a", FLOOD), item("b", VOTE), item("c", FLOOD_TOO)])

    assert [story.articles for story in stories] == [["a", "c"], ["b"]]


def test_every_article_stands_in_exactly_one_story_even_an_empty_one():
    stories = build_stories([item("a", ""), item("b", FLOOD), item("c", "")])

    assert sorted(name for story in stories for name in story.articles) == ["a", "b", "c"]


def test_no_articles_make_no_stories():
    assert build_stories([]) == []
