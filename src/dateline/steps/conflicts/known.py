"""Who of a report is known to the record: a full name, and the country, group or office to go with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from dateline.report import Entity, Mention, Place
from dateline.resources.actors import load_actors
from dateline.resources.record import Person, Record, fold_name
from dateline.resources.tables import load_table

if TYPE_CHECKING:
    from spacy.tokens import Span as Phrase
    from spacy.tokens import Token

MOST_BESIDE = 100
"""Words on either side of a word that are taken for its sentence: a text may come without a full stop."""

LEAST_NAME = 6
"""Letters of a group's name from which it is looked for in a text as it is."""


@dataclass(frozen=True)
class Known:
    """A person of the report and the same person of the record.

    Args:
        entity: In the report.
        person: In the record.
        names: Where the text gives a full name of theirs.
        sure: Whether group or office agree beside the name, and not the country alone.
        alone: Whether the text names nobody else of that family, so that "Lumumba" is they and no son.
    """

    entity: Entity
    person: Person
    names: tuple[Mention, ...]
    sure: bool
    alone: bool


def sentence_around(token: Token) -> Phrase:
    """The sentence of a word, or what of it stands within `MOST_BESIDE` words of the word."""
    doc, start, end = token.doc, token.i, token.i + 1
    while start > max(0, token.i - MOST_BESIDE) and not doc[start].is_sent_start:
        start -= 1
    while end < min(len(doc), token.i + MOST_BESIDE) and not doc[end].is_sent_start:
        end += 1
    return doc[start:end]


def find_known(text: str, entities: Sequence[Entity], places: Sequence[Place], record: Record) -> list[Known]:
    """Find the persons of a report that the record knows, one each; a namesake is nobody.

    A name alone is not enough: the text must also speak of the person's country or group, or
    give the person an office of theirs.
    """
    told_countries = frozenset(place.country for place in places if place.country)
    told_countries |= frozenset(e.country for e in entities if e.country and e.type != "person")
    groups = frozenset(
        name.casefold()
        for entity in entities
        if entity.type in ("group", "organization")
        for name in (entity.name, *entity.aliases, *(m.text for m in entity.mentions if m.kind == "name"))
    )
    low = text.casefold()
    found = []
    for entity in entities:
        known = _find_person(entity, record) if entity.type == "person" else None
        if known is None:
            continue
        names, person = known
        of_group = any(_speaks_of(group, groups, low) for group in person.organizations)
        of_country = bool(told_countries.intersection(person.countries))
        of_office = _has_office(entity, person)
        if not (of_group or of_country or of_office is True):
            continue
        if of_office is False and not of_group:
            continue  # "the singer Ali Hassan"
        sure = of_group or (of_country and of_office is True)
        found.append(Known(entity, person, names, sure, _is_alone(entity, names[0], entities, text)))
    return found


def _speaks_of(group: str, named: frozenset[str], text: str) -> bool:
    """Whether a text names a group, by any of its names; an acronym must be an entity's name."""
    names = _group_names(group)
    return bool(names & named) or any(len(name) >= LEAST_NAME and name in text for name in sorted(names))


def _is_alone(entity: Entity, name: Mention, entities: Sequence[Entity], text: str) -> bool:
    """Whether no relative shares the family name, by a name of their own or as "son of ..."."""
    family = name.text.split()[-1]
    others = (m for other in entities if other is not entity and other.type == "person" for m in other.mentions)
    if any(mention.text.split()[-1:] == [family] for mention in others):
        return False
    kin = "|".join(load_table("lexicons/offices.yaml")["kin"])
    near = rf"\b(?:{kin}|wife|widow|husband|family|relatives?)s? of (?:the )?(?:\w+ ){{0,3}}{re.escape(family)}|{re.escape(family)}[’']s? (?:\w+ )?(?:{kin}|wife|widow|husband|family)"
    return re.search(near, text) is None


def _find_person(entity: Entity, record: Record) -> tuple[tuple[Mention, ...], Person] | None:
    """The one person of the record whom the full names of an entity mean."""
    named = [(mention, person) for mention in entity.mentions for person in _people(mention, record)]
    if not named or len({id(person) for _, person in named}) > 1:
        return None
    known = {word for name in named[0][1].names for word in fold_name(name)}
    for mention in entity.mentions:
        if mention.kind == "name" and not known.intersection(fold_name(mention.text)):
            return None  # the entity also goes by a name that the person has not
    return tuple(mention for mention, _ in named), named[0][1]


def _people(mention: Mention, record: Record) -> list[Person]:
    words = fold_name(mention.text)
    if mention.kind != "name" or (len(words) < 2 and len(mention.text.split()) < 2):
        return []
    return record.people(mention.text)


def _has_office(entity: Entity, person: Person) -> bool | None:
    """Whether a role that the text gives is one of the person's; None where it gives none that tells."""
    roles = [role.text.lower().split()[-1] for role in entity.roles]
    held = {word for term in person.terms for word in term.office.lower().split()}
    if not roles:
        return None
    if any(role in held for role in roles):
        return True
    leading = frozenset(load_table("lexicons/record.yaml")["leading"])
    return None if any(role in leading for role in roles) else False


@lru_cache(maxsize=1)
def _groups() -> dict[str, frozenset[str]]:
    """All names of a group by each of them, case folded."""
    table: dict[str, frozenset[str]] = {}
    for actor in load_actors():
        if actor.type != "person":
            names = frozenset(name.casefold() for name in (actor.name, *actor.aliases))
            for name in names:
                table[name] = table.get(name, frozenset()) | names
    return table


def _group_names(group: str) -> frozenset[str]:
    return _groups().get(group.casefold(), frozenset({group.casefold()}))


def names_of(entity: Entity) -> Iterator[str]:
    """All names that a report gives an entity."""
    yield entity.name
    yield from (mention.text for mention in entity.mentions if mention.kind == "name")
