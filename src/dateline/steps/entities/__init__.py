"""Entities: who is spoken of, by name, phrase or pronoun, with country, sector and roles.

Names are found and described (`names`, `nominals`), pronouns listed (`pronouns`), all grouped
(`grouping`) and coded (`coding`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.draft import Draft
from dateline.report import Entity, EntityReasons
from dateline.resources.actor_words import load_actor_words, load_name_parts
from dateline.resources.actors import ActorTable, load_actor_table
from dateline.resources.gazetteer import Gazetteer, load_gazetteer
from dateline.resources.own_actors import load_actor_table_with
from dateline.steps.entities.clusters import Cluster, Clusters
from dateline.steps.entities.coding import make_entities
from dateline.steps.entities.explain import explain
from dateline.steps.entities.found import Found
from dateline.steps.entities.grouping import group_mentions
from dateline.steps.entities.names import find_names
from dateline.steps.entities.nominals import NominalSearch
from dateline.steps.entities.pronouns import find_pronouns
from dateline.steps.entities.words import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_entities(
    doc: Doc, published: date | None = None, table: ActorTable | None = None, gazetteer: Gazetteer | None = None
) -> list[Entity]:
    """Find all persons, organisations, groups and countries that a document speaks of.

    Args:
        doc: The document.
        published: Day of publication; tells who held an office then.
        table: Actors that are known by name; the package's own by default.
        gazetteer: Places; the package's own, with what the user added, by default.
    """
    words = Words(doc)
    return make_entities(find_clusters(words, published, table, gazetteer), words)


def explain_entities(
    doc: Doc, published: date | None = None, table: ActorTable | None = None, gazetteer: Gazetteer | None = None
) -> list[EntityReasons]:
    """Find the same entities, each with why its mentions were joined and its codes' reasons."""
    words = Words(doc)
    return explain(find_clusters(words, published, table, gazetteer), words)


def find_clusters(
    words: Words, published: date | None, table: ActorTable | None, gazetteer: Gazetteer | None
) -> list[Cluster]:
    """Find all mentions in a document and group them."""
    vocabulary, parts = load_actor_words(), load_name_parts()
    table, gazetteer = table or load_actor_table(), gazetteer or load_gazetteer()
    names = find_names(words, table.index, vocabulary, parts, gazetteer, published)
    nominal_search = NominalSearch(words, names, vocabulary, parts, gazetteer, published)
    nominal_search.describe_names()
    nominals = nominal_search.find()
    clusters = group_mentions(words, parts, names.found, nominals, find_pronouns(words))
    for found in (*names.found, *nominals):
        _take_from_owner(found, clusters)
    for cluster in clusters.filled():
        _know_by_surname(cluster, published, table)
    return clusters.filled()


def _take_from_owner(found: Found, clusters: Clusters) -> None:
    """Code "WLP officials" as the WLP is coded, whatever mention of it tells how."""
    owner = clusters.of(found.of) if found.of is not None else None
    if owner is None or found.word is None:
        return
    if found.word.loose and found.word.words[-1] not in load_actor_words().kin:
        found.sector = owner.sector or found.sector
    found.country = found.country or owner.country


def _know_by_surname(cluster: Cluster, day: date | None, table: ActorTable) -> None:
    """Let a person who is named by surname only be the one of the table who bears it, if that is one."""
    names = [found for found in cluster.members if found.kind == "name"]
    if cluster.type != "person" or not names or any(found.actor or len(found.name) != 1 for found in names):
        return
    actor = table.find_by_surname(names[0].name[0], day, cluster.country)
    if actor is not None:
        names[0].actor = actor
        names[0].sector = names[0].sector or actor.sector_on(day)


class EntityFinder:
    """Adds `entities` to each draft.

    Args:
        actors: Files of a user's own actors.
        gazetteer: Folder of a user's own index of places.

    Raises:
        TableError: One of them cannot be read or has a mistake.
    """

    needs = ("article", "doc")
    gives = "entities"

    def __init__(self, actors: tuple[Path, ...] = (), gazetteer: Path | None = None) -> None:
        self._table = load_actor_table_with(actors) if actors else None
        self._folder = gazetteer

    def __call__(self, drafts: Sequence[Draft]) -> None:
        """Set `entities` on each draft."""
        for draft in drafts:
            draft.entities = find_entities(
                draft.doc, draft.article.published_date, self._table, load_gazetteer(self._folder)
            )

    def explain(self, draft: Draft) -> list[EntityReasons]:
        """Give the entities of a draft with the reasons for each."""
        return explain_entities(draft.doc, draft.article.published_date, self._table, load_gazetteer(self._folder))
