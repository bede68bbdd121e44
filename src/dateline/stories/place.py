"""Give each new article its story, by comparing it with the few stories that share its rarest words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import combinations

from dateline.stories.book import Book, Placing, Stored
from dateline.stories.decisions import read_profiles, stories_kept_apart
from dateline.stories.evidence import needed, score_all, score_profiles, weigh_parts
from dateline.stories.group import group_units
from dateline.stories.profile import Profile
from dateline.stories.terms import keep_heaviest

N_TERMS = 32
"""Terms by which an article is found, the heaviest of its words and pairs."""

N_TERM_ARTICLES = 100
"""Articles that are looked at for one term, the newest first: a term of many articles is not rare."""

N_CANDIDATES = 10
"""Stories that an article is compared with."""

REVIEW_FROM = 4
"""Articles from which a story is looked at as a whole."""

REVIEW_TO = 64
"""Articles from which it is not any more: its happening is plain by then."""

REVIEW_GROWTH = 1.25
"""How many times the articles of the last look it takes for another, so that each costs an article little."""


def place_chunk(book: Book, chunk: Sequence[Stored]) -> None:
    """Place articles that are new, or whose report is.

    A new version of an article stays where the old one was, and a copy goes where its original
    is. All others are compared among themselves and with candidate stories, and the most alike
    come together first. A story that was there before grows, and two of them become one only
    through an article that joins both: the rest of the store is not looked at.

    Args:
        book: The stories, open for writing.
        chunk: Articles, in the order they came in.
    """
    known = book.story_of_names([stored.article.id for stored in chunk])
    book.place([Placing(stored, known[stored.article.id]) for stored in chunk if stored.article.id in known])
    new = [stored for stored in chunk if stored.article.id not in known]
    grown = _place_fresh(book, [stored for stored in new if not _is_copy(stored)])
    orphans = []
    for stored in filter(_is_copy, new):
        root = book.root_of(stored.key)
        story = book.stories_of([root]).get(root)
        if story is None:
            orphans.append(stored)
        else:
            book.place([Placing(stored, story)])
    grown |= _place_fresh(book, orphans)
    for story, profile in sorted(grown.items()):
        review_story(book, story, profile)


def _is_copy(stored: Stored) -> bool:
    return stored.copy in ("exact", "near")


def _place_fresh(book: Book, fresh: Sequence[Stored]) -> dict[int, Profile]:
    """Place articles by comparison, and give the stories that they are in now."""
    if not fresh:
        return {}
    profiles = read_profiles(book, fresh, are_new=True)
    terms = [find_keys(profile) for profile in profiles]
    near = find_candidates(book, terms)
    stories = sorted({story for row in near for story in row})
    kept = {story: Profile.from_bytes(content) for story, content in book.profiles(stories).items()}
    units = [*(Unit(None, kept[story], story) for story in stories if story in kept),
             *(Unit(stored, profile, None) for stored, profile in zip(fresh, profiles, strict=True))]  # fmt: skip
    at = {unit.story: n for n, unit in enumerate(units) if unit.story is not None}
    first = len(at)
    pairs = [(first + n, first + m, score) for n, m, score in score_all(profiles)]
    groups = group_units(
        [unit.profile.n for unit in units],
        [*pairs, *_score_candidates(units, near, at)],
        settled=range(first),
        apart=[(at[a], at[b]) for a, b in stories_kept_apart(book) if a in at and b in at],
    )
    grown = dict(_write_group(book, [units[n] for n in group]) for group in groups if group[-1] >= first)
    book.add_postings(
        [(term, stored.key, weight) for stored, row in zip(fresh, terms, strict=True) for term, weight in row.items()]
    )
    return grown


@dataclass(frozen=True, slots=True)
class Unit:
    """A new article, or a story as it stands, with its profile."""

    stored: Stored | None
    profile: Profile
    story: int | None


def find_keys(profile: Profile) -> dict[str, float]:
    """The terms by which an article is found."""
    return keep_heaviest(dict(profile.vectors["words"]), N_TERMS)


def find_candidates(book: Book, terms: Sequence[Mapping[str, float]]) -> list[list[int]]:
    """For each article the stories that share its heaviest terms, the likeliest first."""
    found = book.find_stories({term for row in terms for term in row}, most=N_TERM_ARTICLES)
    return [_best_stories(row, found) for row in terms]


def _best_stories(terms: Mapping[str, float], found: Mapping[str, Sequence[tuple[int, float]]]) -> list[int]:
    scores: dict[int, float] = defaultdict(float)
    for term, weight in terms.items():
        best: dict[int, float] = {}
        for story, other in found.get(term, ()):
            best[story] = max(best.get(story, 0.0), other)
        for story, other in best.items():
            scores[story] += weight * other
    return sorted(scores, key=lambda story: (-scores[story], story))[:N_CANDIDATES]


def _score_candidates(
    units: Sequence[Unit], near: Sequence[Sequence[int]], at: Mapping[int, int]
) -> Iterator[tuple[int, int, float]]:
    """Score articles with their candidate stories, and stories with one another that one article could join."""
    bridged: set[tuple[int, int]] = set()
    for n, row in enumerate(near, len(at)):
        could_join = []
        for story in sorted(at[story] for story in row if story in at):
            score = score_profiles(units[story].profile, units[n].profile)
            yield story, n, score
            if score >= needed(1, 1):
                could_join.append(story)
        bridged |= set(combinations(could_join, 2))
    for first, second in sorted(bridged):
        yield first, second, score_profiles(units[first].profile, units[second].profile)


def _write_group(book: Book, group: Sequence[Unit]) -> tuple[int, Profile]:
    """Write a story that grew or began: its articles with the reasons, its profile, and those that went into it."""
    stories = [unit.story for unit in group if unit.story is not None]
    story = stories[0] if stories else book.new_story()
    whole = reduce(Profile.plus, (unit.profile for unit in group))
    placings = [_placing(unit.stored, unit.profile, whole, story) for unit in group if unit.stored is not None]
    for gone in stories[1:]:
        placings += move_story(book, gone, story)
    book.place(placings)
    for gone in stories[1:]:
        book.mark_merged(gone, story)
        book.put_profile(gone, None)
    book.put_profile(story, whole.to_bytes())
    return story, whole


def review_story(book: Book, story: int, profile: Profile) -> None:
    """Look at a story as a whole once it has grown enough, and part what proves to be several.

    The first articles of two like happenings are few and may come together. With more of each,
    their difference shows. The largest part keeps the story. A story that a person ruled on is
    left as it is, and so is one that is very large.
    """
    if not (REVIEW_FROM <= profile.n <= REVIEW_TO and profile.n >= REVIEW_GROWTH * profile.reviewed):
        return
    articles = [stored for stored in book.load(book.members(story)) if not _is_copy(stored)]
    if any(placing.decision is not None for placing in book.placings(story)):
        return
    profiles = read_profiles(book, articles)
    groups = sorted(group_units([1] * len(articles), score_all(profiles)), key=lambda group: (-len(group), group))
    for n, group in enumerate(groups):
        whole = replace(reduce(Profile.plus, (profiles[i] for i in group)), reviewed=len(group))
        part = story if n == 0 else book.new_story()
        if n:
            book.place([_placing(articles[i], profiles[i], whole, part) for i in group])
        book.put_profile(part, whole.to_bytes())


def _placing(stored: Stored, profile: Profile, whole: Profile, story: int) -> Placing:
    """An article's place with the reasons: what it shares with the others of the story."""
    if whole.n == 1:
        return Placing(stored, story)
    own, shared = weigh_parts(profile, profile), weigh_parts(profile, whole)
    parts = {name: round((shared[name] * whole.n - own.get(name, 0.0)) / (whole.n - 1), 4) for name in shared}
    return Placing(stored, story, round(sum(parts.values()), 4), parts)


def move_story(book: Book, gone: int, story: int) -> list[Placing]:
    """The places that a story's articles have in the one that it goes into."""
    return [Placing(old.stored, story, old.score, old.reasons, old.decision) for old in book.placings(gone)]
