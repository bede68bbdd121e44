"""Claims as rows: a value, the word that it is a value of, and what stands around both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from dateline.report import Entity, Span, Time
from dateline.steps.conflicts.happenings import words_of
from dateline.steps.conflicts.whens import Dated
from dateline.steps.conflicts.words import Words
from dateline.text.numbers import find_quantities

Sort = Literal["amount", "rank", "date", "person"]

MOST_ROWS = 120
"""Rows of one sort that are compared in one article; a longer list is a table, not a report."""

_LABELS = frozenset({"no.", "no", "number", "nos.", "age", "aged", "page", "section", "article", "chapter"})


@dataclass(frozen=True, eq=False)
class Row:
    """What the text claims at one place.

    Args:
        sort: What sort of value it is.
        value: The value; for amounts and dates least and most.
        start: First token of the value.
        end: Token after its last.
        of: The token of which it is the value: the noun counted, the deed dated, the verb or noun of a person.
        part: How the value stands to it, where two of one sort may differ ("by", "to", "$").
    """

    words: Words
    sort: Sort
    value: Any
    start: int
    end: int
    of: int
    part: str = ""

    @property
    def sentence(self) -> int:
        """Number of its sentence."""
        return self.words.sentence[self.start]

    @cached_property
    def unit(self) -> str | None:
        """Key of the word of which it is a value."""
        return None if self.part in ("$", "%", "bare") else self.words.keys[self.of]

    @cached_property
    def near(self) -> frozenset[str]:
        """Keys of what qualifies that word."""
        return self._keys(self.words.under(self.of))

    @cached_property
    def governor(self) -> str | None:
        """Key of the nearest verb or noun above that word."""
        words = self.words
        if words.pos[self.of] == "VERB":
            return words.keys[self.of]
        return next((words.keys[i] for i in words.climb(self.of) if words.keys[i] != self.unit), None)

    @cached_property
    def mates(self) -> frozenset[str]:
        """Keys of what else hangs on the governors."""
        words = self.words
        found: set[str] = set()
        for n, above in enumerate(words.climb(self.of)):
            found |= self._keys(words.under(above))
            if words.pos[above] == "VERB" or n == 2:
                break
        return frozenset(found - self.near)

    @cached_property
    def said(self) -> frozenset[str]:
        """Keys of its sentence, without its own value."""
        own = {self.words.keys[i] for i in range(self.start, self.end)}
        return frozenset(key for key in self.words.of_sentence[self.sentence] if key not in own)

    @cached_property
    def before(self) -> frozenset[str]:
        """The words right before the value."""
        return frozenset(self.words.lower[max(0, self.start - 3) : self.start])

    @property
    def is_owner(self) -> bool:
        """Whether it stands before its word as an owner: "Thursday's ruling"."""
        return self.words.lower[self.end : self.end + 1] in (["'s"], ["’s"]) or self.words.lower[self.end - 1] in (
            "'s",
            "’s",
        )

    @cached_property
    def is_rough(self) -> bool:
        """Whether it is not meant exactly ("about six")."""
        return bool((self.before | set(self.words.lower[self.start : self.end])) & words_of("approximators"))

    @cached_property
    def lefts(self) -> frozenset[str]:
        """The words before the noun that belong to it, and those in the value itself."""
        words = self.words
        found = {words.lower[i] for i in words.children[self.of] if i <= self.of}
        return frozenset(found | set(words.lower[self.start : self.end]))

    @cached_property
    def leads(self) -> frozenset[str]:
        """Keys of the words before the noun that belong to it."""
        return self._keys(i for i in self.words.children[self.of] if i < self.of)

    @cached_property
    def of_noun(self) -> str | None:
        """Key of the noun in "a family of five"."""
        words = self.words
        link = words.head[self.end - 1]
        noun = words.head[link]
        named = words.lower[link] == "of" and words.lower[noun] not in _LABELS
        return words.keys[noun] if named else None

    def differs_in_names(self, other: Row) -> bool:
        """Whether names stand by both, and they are not the same."""
        near = [frozenset(key for key in row.near | row.mates if key[0] in "#@") for row in (self, other)]
        return bool(near[0]) and bool(near[1]) and not near[0] & near[1]

    @cached_property
    def is_update(self) -> bool:
        """Whether its sentence says that a figure changed."""
        return bool(self.words.lower_of_sentence(self.sentence) & words_of("update_words"))

    @cached_property
    def is_another(self) -> bool:
        """Whether its words set it apart from others of its sort ("a second raid", "again")."""
        near = {self.words.lower[i] for i in self.words.children[self.of]}
        return bool((near | self.lefts) & words_of("another_words"))

    @cached_property
    def is_definite(self) -> bool:
        """Whether its noun comes back to something known: "the", "all", "both", "their"."""
        return bool(self.lefts & words_of("definite_words"))

    @cached_property
    def is_described(self) -> bool:
        """Whether a clause after the noun says which ones are meant ("the 80 pilots who voted")."""
        words = self.words
        return any(words.dep[i] in ("relcl", "acl") and i > self.of for i in words.children[self.of])

    @cached_property
    def is_ahead(self) -> bool:
        """Whether its clause tells of what is planned or possible."""
        words = self.words
        above = [self.of, *words.climb(self.of)][:3]
        near = {words.lower[c] for i in above for c in words.children[i]}
        return bool(near & words_of("planned_words"))

    def _keys(self, tokens: Iterable[int]) -> frozenset[str]:
        words = self.words
        return frozenset(
            key for i in tokens if not self.start <= i < self.end and i != self.of and (key := words.keys[i])
        )

    @property
    def span(self) -> Span:
        """The words of the value, with the noun where it follows at once."""
        end = self.end
        if self.sort in ("amount", "rank") and self.end <= self.of < self.end + 4:
            end = self.of + 1
        piece = self.words.doc[self.start : end]
        return Span(start=piece.start_char, end=piece.end_char, text=piece.text)


def find_amounts(words: Words, times: Sequence[Time]) -> list[Row]:
    """Numbers of things, sums of money, shares, and lengths of time; neither dates nor numbers that name ("Highway 3")."""
    dated = _tokens_of(words, (t for t in times if t.type in ("DATE", "TIME", "SET")))
    found: list[Row] = []
    for quantity in find_quantities(words.lower):
        low, high = quantity.total.low, quantity.total.high
        first, last = quantity.start, quantity.end - 1
        if low < 2 or first in dated or last in dated or _is_label(words, first, last):
            continue
        of, part = _unit_of(words, first, quantity.end)
        found.append(Row(words, "amount", (low, high), first, quantity.end, of, part))
        if len(found) == MOST_ROWS:
            break
    return found


def _is_label(words: Words, first: int, last: int) -> bool:
    """Whether a number names a thing rather than counts it: "District 3", "No. 7", "an 11-6 win"."""
    if words.pos[last] == "PROPN" or words.lower[last] in ("all", "both", "pair", "couple", "several", "many", "few"):
        return True
    head = words.head[last]
    if head < first and words.dep[last] in ("nummod", "appos", "npadvmod") and words.pos[head] in ("NOUN", "PROPN"):
        return True
    if (
        first
        and words.pos[first - 1] == "PROPN"
        and words.head[first - 1] in (last, head)
        and words.head[last] != first - 1
    ):
        return True
    before = words.lower[first - 1] if first else ""
    after = words.lower[last + 1] if last + 1 < words.size else ""
    is_score = after in (":", "-", "–", "/") and last + 2 < words.size and words.lower[last + 2][:1].isdigit()
    return before in _LABELS or is_score


def _unit_of(words: Words, start: int, end: int) -> tuple[int, str]:
    """The token that a number counts, and the sort of unit: "$", "%", "age", "" for things, "bare" for none."""
    last = end - 1
    following = words.lower[end] if end < words.size else ""
    if following in words_of("share_words"):
        return end, "%"
    if start and words.lower[start - 1] in words_of("money_before"):
        return last, "$"
    if following == "-" and end + 1 < words.size:
        unit = words.lemma[end + 1].lower()
        of = words.head[end + 1]
        for _ in range(3):
            if words.pos[of] == "NOUN" and of > end + 1 and words.dep[of] != "compound":
                break
            of = words.head[of]
        is_age = "old" in words.lower[end + 1 : end + 4]
        stands = end + 1 < of <= end + 8 and words.pos[of] == "NOUN"
        return (of if stands else end + 1), ("age" if is_age else f"-{unit}" if stands else "bare")
    of = last
    for _ in range(4):
        of = words.head[of]
        if words.pos[of] not in ("NUM", "SYM"):
            break
    if (
        of >= last
        and words.pos[of] in ("NOUN", "PROPN")
        and words.dep[last] in ("nummod", "compound", "quantmod", "amod")
    ):
        return of, ""
    return last, "bare"


def _tokens_of(words: Words, spans: Iterable[Span]) -> set[int]:
    return {i for span in spans for i in words.tokens_of(span)}


def find_people(words: Words, entities: Sequence[Entity]) -> list[Row]:
    """People by name and what they do, what is done to them, and what is theirs."""
    found = []
    for entity in entities:
        if entity.type != "person":
            continue
        for mention in entity.mentions:
            tokens = list(words.tokens_of(mention)) if mention.kind == "name" else []
            if not tokens:
                continue
            first, end = tokens[0], tokens[-1] + 1
            for of, part in _deeds_of(words, _head_of(words, first, end)):
                found.append(Row(words, "person", entity, first, end, of, part))
    found.sort(key=lambda row: (row.start, row.of))
    return found[:MOST_ROWS]


def _head_of(words: Words, start: int, end: int) -> int:
    return next((i for i in range(start, end) if not start <= words.head[i] < end or words.head[i] == i), end - 1)


def _deeds_of(words: Words, name: int) -> Iterator[tuple[int, str]]:
    """The verb or noun that a name is an argument of, and how: "by" for doers, "to" for sufferers, "own" for owners."""
    above, link = words.head[name], words.dep[name]
    if above == name:
        return
    if link == "nsubj" and words.pos[above] == "VERB":
        yield above, "by"
    elif link in ("nsubjpass", "dobj") and words.pos[above] == "VERB":
        yield above, "to"
    elif link == "poss" and words.pos[above] == "NOUN":
        yield above, _part_of_owner(words, above)
    elif link == "pobj":
        prep, over = words.lower[above], words.head[above]
        if prep == "by" and words.dep[above] == "agent":
            yield over, "by"
        elif prep in ("of", "by") and words.pos[over] == "NOUN":
            yield over, "by" if prep == "by" else _part_of_owner(words, over)
        elif words.pos[over] in ("VERB", "NOUN"):
            yield over, prep


def _part_of_owner(words: Words, noun: int) -> str:
    """What the owner of a deed is to it: "Duarte's arrest" befalls her, "Duarte's departure" is her doing."""
    return "to" if words.keys[noun] in words_of("befalling_stems") else "by"


def date_rows(words: Words, dated: Sequence[Dated]) -> list[Row]:
    """Deeds and things with the time that the text gives them."""
    found = []
    for one in dated:
        tokens = list(words.tokens_of(one.words))
        if tokens:
            part = "since" if one.since else ""
            found.append(
                Row(words, "date", (one.first, one.last), tokens[0], tokens[-1] + 1, one.happening.word.i, part)
            )
    return found[:MOST_ROWS]
