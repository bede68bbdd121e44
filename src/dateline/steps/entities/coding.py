"""From groups of mentions to entities with their codes."""

from __future__ import annotations

from collections import Counter

from dateline.report import Entity, EntityType, Mention, Role
from dateline.resources.countries import load_countries
from dateline.steps.entities.clusters import Cluster
from dateline.steps.entities.found import Found, FoundRole
from dateline.steps.entities.words import Words


def make_entities(clusters: list[Cluster], words: Words) -> list[Entity]:
    """Make the entities of a report, in the order of their first mentions."""
    kept = [cluster for cluster in clusters if any(found.kind != "pronoun" for found in cluster.members)]
    kept.sort(key=lambda cluster: min((found.start, -found.end) for found in cluster.members))
    return [make_entity(f"E{n}", cluster, words) for n, cluster in enumerate(kept, start=1)]


def make_entity(id: str, cluster: Cluster, words: Words) -> Entity:
    """Make one entity; what its mentions do not tell is None."""
    text = words.source
    members = sorted(cluster.members, key=lambda found: (found.start, found.end))
    mentions = [_mention(found, words) for found in members]
    name, aliases = _name_and_aliases(members, mentions)
    return Entity(
        id=id,
        type=_type_of(cluster),
        name=name,
        aliases=aliases,
        country=country_of(members)[0],
        sector=sector_of(members)[0],
        roles=[_role(role, words, text) for role in _roles_of(members)],
        mentions=mentions,
    )


def _mention(found: Found, words: Words) -> Mention:
    return Mention.cut(words.source, words.idx[found.start], words.end_of(found.end - 1), kind=found.kind)


def _type_of(cluster: Cluster) -> EntityType:
    found = cluster.type
    return found if found in ("person", "organization", "group", "country") else "other"


def _name_and_aliases(members: list[Found], mentions: list[Mention]) -> tuple[str, list[str]]:
    names = [" ".join(m.text.split()) for f, m in zip(members, mentions, strict=True) if f.kind == "name"]
    country = next((f.country for f in members if f.type == "country" and f.kind == "name"), None)
    if country is not None:
        row = load_countries().by_code(country)
        name = row.name if row else names[0]
        return name, [other for other in dict.fromkeys(names) if other != name]
    if not names:
        return " ".join(mentions[0].text.split()), []
    longest = max(len(f.name) for f in members if f.kind == "name")
    best = next(
        " ".join(m.text.split())
        for f, m in zip(members, mentions, strict=True)
        if f.kind == "name" and len(f.name) == longest
    )
    return best, [other for other in dict.fromkeys(names) if other != best]


_ARMED = frozenset({"REB", "PRM", "CRM"})
_CALLINGS = frozenset({"REL", "CVL", "EDU", "ELI", "MED", "SOC", "UNK", "LAB", "AGR"})

Told = tuple[str | None, Found | None]
"""A code, and the mention that tells it."""


def country_of(members: list[Found]) -> Told:
    """Country that the mentions tell most often, the actor table's first; None where they tell none.

    Organisations of states, and who speaks for them, are of no country. A state that is no
    more has the code of the one that took its place.
    """
    code, found = _country_told(members)
    if code is not None and found is not None and found.type != "country" and sector_of(members)[0] == "IGO":
        return None, None
    return load_countries().today(code), found


def _country_told(members: list[Found]) -> Told:
    table = next((found for found in members if found.actor and found.actor.country), None)
    if table is not None and table.actor is not None:
        return table.actor.country, table
    return _told_most([(found.country, found) for found in members])


def sector_of(members: list[Found]) -> Told:
    """Sector that the mentions tell: a name's own, then an office's, then any phrase's."""
    if any(found.type == "country" and found.kind == "name" for found in members):
        return None, None
    for wanted in (
        [found for found in members if found.actor and found.actor.type != "person"],
        [found for found in members if found.kind == "name"],
        [found for found in members if found.actor],
        [found for found in members if found.word is not None and not found.word.loose],
        members,
    ):
        told = _armed_first([(found.sector, found) for found in wanted])
        if told[0] is not None:
            return told
    return None, None


def _armed_first(pairs: list[tuple[str | None, Found]]) -> Told:
    """The sector told most often; of a calling and a place among rebels the second."""
    armed = next(((code, found) for code, found in pairs if code in _ARMED and found.type == "person"), None)
    if armed is not None and all(code is None or code in _CALLINGS or code in _ARMED for code, _ in pairs):
        return _told_most([(code, found) for code, found in pairs if code in _ARMED])
    return _told_most(pairs)


def _told_most(pairs: list[tuple[str | None, Found]]) -> Told:
    """The code told most often, the first of equals, with the first mention that tells it."""
    counted = Counter(code for code, _ in pairs if code)
    if not counted:
        return None, None
    best = counted.most_common(1)[0][0]
    return best, next(found for code, found in pairs if code == best)


def _roles_of(members: list[Found]) -> list[FoundRole]:
    if not any(found.type == "person" for found in members):
        return []
    found = {(role.start, role.end): role for member in members for role in member.roles}
    # Of "deputy superintendent" and "deputy superintendent of police" at one place the longer says all.
    longest = {start: max(end for other, end in found if other == start) for start, _ in found}
    return [found[key] for key in sorted(found) if longest[key[0]] == key[1]]


def _role(role: FoundRole, words: Words, text: str) -> Role:
    return Role.cut(text, words.idx[role.start], words.end_of(role.end - 1), former=role.former)
