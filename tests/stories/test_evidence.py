import pytest

from dateline.report import Article, Report
from dateline.stories.evidence import needed, score_all, score_profiles, weigh_parts
from dateline.stories.profile import Profile, article_words, read_profile
from dateline.stories.terms import Rarity
from tests.stories.samples import GABON, KROSNO, LIMPOPO, at


def profile(item: str | tuple[Article, Report], published: str | None = None) -> Profile:
    if isinstance(item, str):
        article = Article(id="a", text=item, published=published)
        item = article, Report(article=article.head())
    return read_profile(*item, article_words(item[0]), Rarity())


def test_reports_of_one_happening_are_more_alike_than_those_of_its_like():
    one, again, like, other = (profile(text) for text in (KROSNO[0], KROSNO[1], LIMPOPO[0], GABON[0]))

    assert score_profiles(one, again) > needed(1, 1) > score_profiles(one, like) >= score_profiles(one, other)


@pytest.mark.parametrize(
    ("other", "name"),
    [
        pytest.param(("Kirkuk", "2026-03-02"), "the chief event in another town", id="another town"),
        pytest.param(("Mosul", "2026-05-02"), "the chief event on another day", id="another day"),
    ],
)
def test_the_same_words_for_another_town_or_day_speak_against_one_story(other, name):
    first, second = profile(at("Mosul", "2026-03-02")), profile(at(*other))

    assert weigh_parts(first, second)[name] < 0
    assert score_profiles(first, second) < score_profiles(first, first)


def test_months_between_two_publications_speak_against_one_story():
    near, far = (profile(KROSNO[1], day) for day in ("2026-03-03", "2026-09-03"))
    first = profile(KROSNO[0], "2026-03-02")

    assert score_profiles(first, far) < score_profiles(first, near)


def test_the_mean_over_groups_is_the_mean_over_their_pairs():
    a, b, c = (profile(text) for text in (KROSNO[0], KROSNO[1], LIMPOPO[0]))

    mean = (score_profiles(a, c) + score_profiles(b, c)) / 2
    assert score_profiles(a.plus(b), c) == pytest.approx(mean, abs=1e-6)


def test_many_at_once_score_as_each_pair_does():
    profiles = [profile(text) for text in (*KROSNO, *LIMPOPO, *GABON)] + [profile(at("Mosul", "2026-03-02"))]

    for i, j, score in score_all(profiles):
        assert score == pytest.approx(score_profiles(profiles[i], profiles[j]), abs=1e-4)


def test_a_profile_survives_being_written_down():
    first = profile(KROSNO[0], "2026-03-02")

    assert Profile.from_bytes(first.to_bytes()).vectors["words"] == pytest.approx(first.vectors["words"], abs=1e-4)
