"""Say in words why mentions were joined and where an entity's codes come from."""

from __future__ import annotations

from dateline.report import CodeReason, Entity, EntityReasons, MentionReason, Span
from dateline.resources.countries import load_countries
from dateline.steps.entities.clusters import Cluster
from dateline.steps.entities.coding import country_of, make_entities, sector_of
from dateline.steps.entities.found import Found, JoinRule
from dateline.steps.entities.words import Words

_BECAUSE: dict[JoinRule, str] = {
    "actor table": "the actor table has both names for one actor",
    "country": "both stand for this country",
    "name": "the names agree, in full or in the surname",
    "short name": "it shortens the one longer name that it can stand for",
    "acronym": "its letters are the initials of that name",
    "alias": "the text gives it as another name",
    "apposition": "it stands in apposition",
    "copula": "the text says that the one is the other",
    "class noun": "the noun says what the name before it is",
    "office": "the same office, and no other country or body",
    "repetition": "the same words again",
    "noun": "the same noun with “the”, the last one spoken of",
    "other noun": "a like noun with “the” for the ones spoken of last",
    "general noun": "a noun for what the body named last is",
    "pronoun": "number and gender agree, and none before it stands out more",
}


def explain(clusters: list[Cluster], words: Words) -> list[EntityReasons]:
    """Give each entity with the reason for each mention and each code, in the order of the report."""
    by_first = {_extents(cluster, words): cluster for cluster in clusters}
    entities = make_entities(clusters, words)
    return [_reasons(entity, by_first[tuple((m.start, m.end) for m in entity.mentions)], words) for entity in entities]


def _extents(cluster: Cluster, words: Words) -> tuple[tuple[int, int], ...]:
    return tuple((span.start, span.end) for span in (_cut(found, words) for found in _in_order(cluster)))


def _in_order(cluster: Cluster) -> list[Found]:
    return sorted(cluster.members, key=lambda found: (found.start, found.end))


def _cut(found: Found, words: Words) -> Span:
    return Span.cut(words.source, words.idx[found.start], words.end_of(found.end - 1))


def _reasons(entity: Entity, cluster: Cluster, words: Words) -> EntityReasons:
    members = _in_order(cluster)
    mentions = [
        _reason(found, words).model_copy(update=mention.model_dump())
        for found, mention in zip(members, entity.mentions, strict=True)
    ]
    codes = [code for code in (_country(members, words), _sector(members, words)) if code is not None]
    return EntityReasons(**entity.model_dump(exclude={"mentions"}), mentions=mentions, codes=codes)


def _reason(found: Found, words: Words) -> MentionReason:
    here = _cut(found, words)
    join = found.join
    return MentionReason(
        **here.model_dump(),
        kind=found.kind,
        rule=join.rule if join else None,
        by=_cut(join.by, words) if join else None,
        because=_BECAUSE[join.rule] if join else "the first of them",
    )


def _country(members: list[Found], words: Words) -> CodeReason | None:
    value, found = country_of(members)
    if value is None or found is None:
        return None
    own = found.country
    told = sum(1 for member in members if member.country == own)
    if found.actor is not None and found.actor.country == own:
        because = f"the actor table gives it for {found.actor.name}"
    elif found.type == "country" and found.kind == "name":
        because = "the name or the capital of the country"
    elif found.of is not None and found.of.country == own:
        because = f"the country of “{_cut(found.of, words).text}”"
    elif found.within:
        because = "the place named right after these words"
    else:
        because = "a people, country, town or office in these words tells it"
    if own != value and (row := load_countries().by_code(own or "")) is not None:
        because += f"; {value} took the place of {row.name}"
    more = f", as {told} of {len(members)} mentions do" if told > 1 else ""
    return CodeReason(field="country", value=value, because=because + more, words=_cut(found, words))


def _sector(members: list[Found], words: Words) -> CodeReason | None:
    value, found = sector_of(members)
    if value is None or found is None:
        return None
    return CodeReason(field="sector", value=value, because=_why_sector(found, value, words), words=_cut(found, words))


def _why_sector(found: Found, value: str, words: Words) -> str:
    if found.actor is not None and found.kind == "name" and found.actor.sector in (value, "GOV"):
        office = f", {found.actor.office}" if found.actor.office else ""
        return f"the actor table has {found.actor.name}{office}"
    role = next((role for role in found.roles if role.word is not None and role.word.sector == value), None)
    if role is not None and role.word is not None:
        return f"the office “{' '.join(role.word.words)}”"
    if found.word is not None and found.word.sector == value and not found.word.loose:
        return f"the noun “{' '.join(found.word.words)}”"
    if found.of is not None and found.of.sector == value:
        return f"the sector of “{_cut(found.of, words).text}”, to which it belongs"
    if found.word is not None:
        return f"words beside “{' '.join(found.word.words)}” tell it, or it is usual for that noun"
    return "a word within the name, or before it, tells it"
