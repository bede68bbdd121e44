"""One person with two titles: president here and prime minister there, director here and deputy director there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from dateline.report import Entity, Role, Span
from dateline.resources.tables import load_table
from dateline.steps.conflicts.claims import Finding
from dateline.steps.conflicts.words import Words

MOST_OFFICES = 40
"""Offices that are looked at in one text, and of one person."""

NEAR_WORDS = 6
"""Words between a title and the name that it belongs to."""

_END = re.compile(r"\s+(?:of|for|in|at|to)\s.*")


@dataclass(frozen=True)
class Titled:
    """A title that a name bears: its base, and whether it is the second in rank to it."""

    role: Role
    base: str
    second: bool
    sentence: int


@lru_cache
def _titles() -> dict[str, str]:
    rows: list[list[str]] = load_table("lexicons/offices.yaml")["titles"]
    return {spelling: row[0] for row in rows for spelling in row}


@lru_cache
def _together() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in load_table("lexicons/offices.yaml")["titles_together"])


def find_title_conflicts(words: Words, entities: Sequence[Entity]) -> Iterator[Finding]:
    """Find a person who is given two titles of which one has only one, each beside the name."""
    for entity in entities:
        if entity.type != "person" or len(entity.roles) < 2:
            continue
        titled = [title for role in entity.roles[:MOST_OFFICES] if (title := _titled(words, entity, role)) is not None]
        for n, a in enumerate(titled):
            b = next((b for b in titled[n + 1 :] if b.sentence != a.sentence and _clash(a, b)), None)
            if b is not None:
                explanation = f"{entity.name} is called “{a.role.text}” here and “{b.role.text}” there."
                yield Finding("role", (a.role, b.role), explanation, "high")
                break


def _titled(words: Words, entity: Entity, role: Role) -> Titled | None:
    first = words.at.get(role.start)
    if role.former or first is None:
        return None
    table = load_table("lexicons/offices.yaml")
    last = max(words.tokens_of(role), default=first)
    names = [i for m in entity.mentions if m.kind == "name" for i in words.tokens_of(m)]
    if not any(words.sentence[i] == words.sentence[first] and _beside(i, first, last) for i in names):
        return None
    before = words.lower[max(0, first - 2) : first]
    said = words.lower_of_sentence(words.sentence[first]) if last + 1 not in names else frozenset()
    if set(before) & _of_another(table) or said & _shifting(table):
        return None
    text = _with_compounds(words, first, role.text.lower())
    start = text.split()[0].rstrip("-")
    second = start in table["second_words"] or bool(set(before[-1:]) & set(table["second_words"]))
    text = text.split(" ", 1)[1] if start in table["second_words"] and " " in text and text not in _titles() else text
    bare = _END.sub("", text)
    base = _titles().get(text) or _titles().get(bare)
    return Titled(role, base or bare, second and role.text.lower() not in _titles(), words.sentence[first])


def _with_compounds(words: Words, first: int, text: str) -> str:
    """The words of a role with the small ones before it that belong to it: "fire" of "fire marshal"."""
    while first and words.dep[first - 1] == "compound" and words.pos[first - 1] == "NOUN" and text not in _titles():
        first -= 1
        text = f"{words.lower[first]} {text}"
    return text


def _beside(name: int, first: int, last: int) -> bool:
    return last < name <= last + NEAR_WORDS or first - NEAR_WORDS <= name < first


def _of_another(table: dict[str, list[str]]) -> frozenset[str]:
    return (
        frozenset(table["lesser_words"])
        - frozenset(table["second_words"])
        - {"state", "first", "second", "bank", "party"}
    )


def _shifting(table: dict[str, list[str]]) -> frozenset[str]:
    """Words by which an office changes hands, without those that say only when."""
    return frozenset(table["shifting_words"]) - {
        "took",
        "takes",
        "when",
        "since",
        "ago",
        "until",
        "late",
        "fired",
        "defeated",
    }


def _clash(a: Titled, b: Titled) -> bool:
    if a.base == b.base:
        return a.second != b.second
    known = {a.base, b.base} <= set(_titles().values())
    return known and a.second == b.second and frozenset((a.base, b.base)) not in _together()


def find_unheld_conflicts(words: Words, text: str, entities: Sequence[Entity]) -> Iterator[Finding]:
    """Find "the prime minister" of whom the text speaks nowhere else, where its one minister is another.

    What comes back with "the" was introduced: an office that nobody is given, of the same
    sort as the one office that is given to a name, is most likely meant for it.
    """
    held = [
        (title, entity)
        for entity in entities
        if entity.type == "person"
        for role in entity.roles
        if (title := _titled(words, entity, role)) is not None and not title.second
    ]
    low = text.lower()
    for match in islice(_unheld_pattern().finditer(low), MOST_OFFICES):
        office = match.group(1)
        start = words.at.get(match.start(1))
        spellings = [word for word, base in _titles().items() if base == _titles()[office]]
        if start is None or sum(low.count(word) for word in spellings) != 1:
            continue
        same = _same_sort(held, _titles()[office])
        if len(same) != 1 or _titles()[office] in same:
            continue
        title, entity = next(iter(same.values()))
        if title.sentence >= words.sentence[start] or len({e.id for t, e in held if t.base == title.base}) != 1:
            continue
        span = Span(start=match.start(1), end=match.end(1), text=text[match.start(1) : match.end(1)])
        yield Finding(
            "role",
            (title.role, span),
            f"“{span.text}” comes back to nobody in the text; its only one of the sort is {title.role.text} {entity.name}.",
            "medium",
        )


@lru_cache
def _unheld_pattern() -> re.Pattern[str]:
    offices = sorted(
        (spelling for spelling in _titles() if spelling.isalpha() or " " in spelling), key=lambda s: (-len(s), s)
    )
    return re.compile(
        rf"\bthe (?:[a-z]+an |[a-z]+ish |[a-z]+ese |[a-z]+i )?({'|'.join(map(re.escape, offices))})\b(?! of\b| for\b| [a-z]* ?[A-Z])"
    )


def _same_sort(held: Sequence[tuple[Titled, Entity]], office: str) -> dict[str, tuple[Titled, Entity]]:
    """The offices held that may be named by mistake for another: other ministers, or other heads."""
    heads = frozenset(load_table("lexicons/offices.yaml")["heads"])
    alike = {t.base: (t, e) for t, e in held if t.base.split()[-1] == office.split()[-1]}
    return alike or {t.base: (t, e) for t, e in held if {t.base, office} <= heads}
