"""Group mentions into entities: names first, then phrases and pronouns as they come."""

from __future__ import annotations

from dateline.resources.actor_words import NameParts
from dateline.steps.entities.antecedents import Antecedents
from dateline.steps.entities.clusters import Cluster, Clusters
from dateline.steps.entities.found import Found
from dateline.steps.entities.links import Structure, link_aliases
from dateline.steps.entities.phrases import PhraseGrouper
from dateline.steps.entities.same_names import NameGrouper
from dateline.steps.entities.words import Words

_REMEMBERED = 200


def group_mentions(
    words: Words, parts: NameParts, names: list[Found], nominals: list[Found], pronouns: list[Found]
) -> Clusters:
    """Group all mentions; a pronoun that cannot be resolved is in no group."""
    clusters = Clusters()
    NameGrouper(words, parts, clusters).group(names)
    link_aliases(words, parts, names, clusters)
    structure = Structure(words, parts, names, nominals)
    phrases = PhraseGrouper(words, parts, clusters, names, nominals)
    antecedents = Antecedents(words, clusters)
    recent: list[Found] = []
    for found in sorted([*names, *nominals, *pronouns], key=lambda found: (found.start, found.end)):
        if found.kind == "nominal":
            phrases.place(found, structure.link_of(found), recent)
        elif found.kind == "pronoun":
            chosen = antecedents.find(found, recent)
            if chosen is None:
                continue
            clusters.put(found, chosen[0], "pronoun", chosen[1])
            phrases.note_pronoun(found, chosen[0])
        recent.append(found)
        if len(recent) > _REMEMBERED:
            del recent[: _REMEMBERED // 2]
    return clusters


__all__ = ["Cluster", "Clusters", "group_mentions"]
