"""What people rule about stories: merge some, split one, take a ruling back. Nothing that was ruled is overwritten."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce

from dateline.errors import StoryError
from dateline.stories.book import Book, Placing, Ruling, Stored
from dateline.stories.profile import Profile, article_words, read_profile
from dateline.stories.terms import ALL_TEXTS, Rarity, count_texts


def resolve_story(book: Book, name: str) -> int:
    """Find the story of a name, following those that went into others.

    Args:
        book: The stories.
        name: "S3".

    Returns:
        The story's row in the store: its number.

    Raises:
        StoryError: No story has this name.
    """
    digits = name.strip().removeprefix("S").removeprefix("s")
    if not digits.isascii() or not digits.isdigit() or len(digits) > 15:
        raise StoryError(f"{name!r} is no name of a story; they are S1, S2, and so on")
    story = _last(book, int(digits))
    if not book.members(story):
        raise StoryError(f"there is no story {name}; `dateline stories` lists them")
    return story


def merge_stories(book: Book, names: Sequence[str], *, who: str, why: str) -> tuple[int, int]:
    """Rule that stories are one: their articles go into the oldest of them.

    Args:
        book: The stories, open to be written.
        names: Their names, at least two.
        who: Who rules.
        why: Why, in a few words.

    Returns:
        The ruling's number and the story that stays.

    Raises:
        StoryError: A story is not there, or fewer than two were named.
    """
    stories = sorted({resolve_story(book, name) for name in names})
    if len(stories) < 2:
        raise StoryError("name at least two stories that are not one already")
    into, gone = stories[0], stories[1:]
    moved = {placing.stored.article.id: story for story in gone for placing in book.placings(story)}
    subjects = {"stories": stories, "into": into, "moved": moved}
    ruling = book.decide("merge", who=who, why=why, subjects=subjects)
    _move(book, moved, into, ruling)
    for story in gone:
        book.mark_merged(story, into)
    _renew_profiles(book, [*stories])
    return ruling, into


def split_story(book: Book, name: str, articles: Sequence[str], *, who: str, why: str) -> tuple[int, int]:
    """Rule that articles of a story tell of another happening: they become a story of their own.

    Later articles go to the story that they fit better; the two do not come together again by
    themselves.

    Args:
        book: The stories, open to be written.
        name: The story.
        articles: Ids of those of its articles that go.
        who: Who rules.
        why: Why, in a few words.

    Returns:
        The ruling's number and the new story.

    Raises:
        StoryError: The story is not there, an article is not in it, or none would be left.
    """
    story = resolve_story(book, name)
    there = {placing.stored.article.id for placing in book.placings(story)}
    for article in articles:
        if article not in there:
            raise StoryError(f"article {article!r} is not in S{story}")
    if len(set(articles)) == len(there):
        raise StoryError(f"these are all articles of S{story}; nothing would be left of it")
    new = book.new_story()
    moved = dict.fromkeys(articles, story)
    ruling = book.decide("split", who=who, why=why, subjects={"story": story, "new": new, "moved": moved})
    _move(book, moved, new, ruling)
    _renew_profiles(book, [story, new])
    return ruling, new


def undo_ruling(book: Book, number: int, *, who: str, why: str) -> int:
    """Take a ruling back: its articles go where they were, except those that were moved since.

    Args:
        book: The stories, open to be written.
        number: The ruling, as `dateline stories decisions` lists it.
        who: Who takes it back.
        why: Why, in a few words.

    Returns:
        The number of the new ruling.

    Raises:
        StoryError: There is no such ruling, it was taken back before, or it takes one back itself.
    """
    rulings = {ruling.key: ruling for ruling in book.decisions()}
    ruling = rulings.get(number)
    if ruling is None:
        raise StoryError(f"there is no ruling {number}; `dateline stories decisions` lists them")
    if ruling.kind == "undo":
        raise StoryError(f"ruling {number} takes one back itself; rule anew with merge or split")
    if number in {other.undoes for other in rulings.values()}:
        raise StoryError(f"ruling {number} was taken back before")
    was_moved_to = ruling.subjects["into" if ruling.kind == "merge" else "new"]
    here = book.story_of_names(ruling.subjects["moved"])
    back = {name: story for name, story in ruling.subjects["moved"].items() if here.get(name) == was_moved_to}
    key = book.decide("undo", who=who, why=why, subjects={"moved": dict.fromkeys(back, was_moved_to)}, undoes=number)
    for story in sorted(set(back.values())):
        goes_to = story if ruling.kind == "merge" else _last(book, story)
        book.mark_merged(goes_to, None)
        _move(book, [name for name, old in back.items() if old == story], goes_to, key)
    if ruling.kind == "split" and not book.members(was_moved_to):
        book.mark_merged(was_moved_to, _last(book, ruling.subjects["story"]))
    _renew_profiles(book, sorted({was_moved_to, *back.values()}))
    return key


def stories_kept_apart(book: Book) -> Iterator[tuple[int, int]]:
    """Give the pairs of stories that a ruling which stands has parted."""
    rulings = book.decisions()
    undone = {ruling.undoes for ruling in rulings}
    for ruling in rulings:
        if ruling.kind == "split" and ruling.key not in undone:
            pair = _last(book, ruling.subjects["story"]), _last(book, ruling.subjects["new"])
            if pair[0] != pair[1]:
                yield pair


def tell_ruling(ruling: Ruling) -> str:
    """Say what a ruling did, in a few words."""
    subjects = ruling.subjects
    if ruling.kind == "merge":
        gone = ", ".join(f"S{story}" for story in subjects["stories"] if story != subjects["into"])
        return f"{gone} into S{subjects['into']}"
    if ruling.kind == "split":
        return f"{len(subjects['moved'])} articles out of S{subjects['story']} into S{subjects['new']}"
    return f"ruling {ruling.undoes} taken back"


def _last(book: Book, story: int) -> int:
    """The story that one went into, at the end of the chain."""
    seen = {story}
    while (into := book.merged_into(story)) is not None and into not in seen:
        story = into
        seen.add(story)
    return story


def _move(book: Book, names: Iterable[str], story: int, ruling: int) -> None:
    found = [stored for name in names if (stored := book.find_article(name)) is not None]
    book.place([Placing(stored, story, decision=ruling) for stored in found])


def _renew_profiles(book: Book, stories: Iterable[int]) -> None:
    """Make the profiles of stories anew from their articles."""
    for story in stories:
        articles = book.load(book.members(story))
        profile = reduce(Profile.plus, read_profiles(book, articles)) if articles else None
        book.put_profile(story, profile.to_bytes() if profile else None)


def read_profiles(book: Book, articles: Sequence[Stored], *, are_new: bool = False) -> list[Profile]:
    """Make profiles of articles, with words as rare as the store has them now.

    Args:
        book: The stories.
        articles: The articles.
        are_new: Whether their words are still to be counted.
    """
    words = [article_words(stored.article) for stored in articles]
    if are_new:
        book.add_counts(count_texts(words))
    counts: Mapping[str, int] = book.count_terms({ALL_TEXTS, *(word for row in words for word in row)})
    rarity = Rarity(counts.get(ALL_TEXTS, 0), counts)
    return [read_profile(s.article, s.report, row, rarity) for s, row in zip(articles, words, strict=True)]
