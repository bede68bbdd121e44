"""Which names are one: full names and surnames, spellings, short names and acronyms of bodies."""

from __future__ import annotations

from dateline.resources.actor_words import NameParts
from dateline.resources.countries import load_countries
from dateline.steps.entities.clusters import Cluster, Clusters
from dateline.steps.entities.found import Found, JoinRule
from dateline.steps.entities.words import Words
from dateline.text.person_names import fold_name_word, same_person, same_word, skeleton

_MAX_CANDIDATES = 30
_EXACT, _SURNAME, _FAMILY_FIRST, _MIDDLE, _GIVEN = 10, 8, 7, 5, 3


class NameGrouper:
    """Groups the names of one document.

    Args:
        words: The document.
        parts: Titles and parts of names.
        clusters: Where the groups are kept.
    """

    def __init__(self, words: Words, parts: NameParts, clusters: Clusters) -> None:
        self.words, self.parts, self.clusters = words, parts, clusters
        self._actors: dict[str, Cluster] = {}
        self._countries: dict[str, Cluster] = {}
        self._by_skeleton: dict[str, list[Cluster]] = {}
        self._organizations: dict[str, Cluster] = {}
        self._acronyms: dict[str, Cluster] = {}
        self._by_first_word: dict[str, list[Cluster]] = {}
        self._by_last_word: dict[str, list[Cluster]] = {}

    def group(self, names: list[Found]) -> None:
        """Group all names: full ones first, so that a short one that comes before its full one finds it."""
        self._mend_types(names)
        for name in sorted(names, key=lambda name: len(name.name) < 2):
            if name.type == "person":
                self._place_person(name)
            elif name.type == "country" and name.country:
                self._place_by_key(name, self._countries, name.country, "country")
            else:
                self._place_organization(name)

    def _mend_types(self, names: list[Found]) -> None:
        """Take a bare "person" for a body where a body's full name opens with it and no person's name holds it."""
        bodies = {fold_name_word(name.name[0]) for name in names if name.type == "organization" and len(name.name) > 1}
        persons = {
            fold_name_word(word) for name in names if name.type == "person" and len(name.name) > 1 for word in name.name
        }
        for name in names:
            bare = len(name.name) == 1 and not name.roles and name.actor is None and name.gender is None
            if (
                name.type == "person"
                and bare
                and (word := fold_name_word(name.name[0])) in bodies
                and word not in persons
            ):
                name.type = "organization"

    def _place_by_key(self, name: Found, index: dict[str, Cluster], key: str, rule: JoinRule) -> Cluster:
        if key in index:
            self.clusters.put(name, index[key], rule)
        else:
            index[key] = self.clusters.open(name)
        return index[key]

    # Persons.

    def _place_person(self, name: Found) -> None:
        cluster = self._actors.get(name.actor.name) if name.actor else None
        rule: JoinRule = "actor table" if cluster else "name"
        cluster = cluster or self._person_like(name)
        if cluster is None:
            cluster = self.clusters.open(name)
        else:
            self.clusters.put(name, cluster, rule)
        if name.actor:
            self._actors.setdefault(name.actor.name, cluster)
        for word in name.name:
            found = self._by_skeleton.setdefault(skeleton(word), [])
            if cluster not in found[-_MAX_CANDIDATES:]:
                found.append(cluster)

    def _person_like(self, name: Found) -> Cluster | None:
        if not name.name:
            return None
        candidates: list[Cluster] = []
        for word in name.name:
            for cluster in self._by_skeleton.get(skeleton(word), ())[-_MAX_CANDIDATES:]:
                if cluster not in candidates and self._compatible(cluster, name):
                    candidates.append(cluster)
        ranked = [(rank, cluster) for cluster in candidates if (rank := self._rank(cluster, name.name)) > 0]
        if not ranked:
            return None
        best = max(rank for rank, _ in ranked)
        top = [cluster for rank, cluster in ranked if rank == best]
        return self._nearest(top, name) if len(top) > 1 else top[0]

    @staticmethod
    def _compatible(cluster: Cluster, name: Found) -> bool:
        if name.gender and cluster.gender and name.gender != cluster.gender:
            return False
        actor = next((found.actor for found in cluster.members if found.actor), None)
        return not (actor and name.actor and actor is not name.actor)

    def _rank(self, cluster: Cluster, name: tuple[str, ...]) -> int:
        """How well a name fits those of a person; 0 where it does not, or where it is another full name."""
        full = [known for known in cluster.names if len(known) > 1]
        if len(name) > 1 and name not in cluster.names and any(_differ(known, name) for known in full):
            return 0
        return max((self._fit(known, name) for known in cluster.names if same_person(known, name)), default=0)

    def _fit(self, known: tuple[str, ...], name: tuple[str, ...]) -> int:
        short, long = sorted((known, name), key=len)
        if len(short) > 1:
            return _EXACT
        if same_word(short[0], long[-1]):
            return _SURNAME
        if same_word(short[0], long[0]):
            return _FAMILY_FIRST if long[0] in self.parts.family_first else _GIVEN
        return _MIDDLE

    @staticmethod
    def _nearest(clusters: list[Cluster], name: Found) -> Cluster | None:
        """Of several persons who fit, the one named last before this; none where all come after."""
        before = [(last.start, cluster) for cluster in clusters if (last := cluster.last_before(name.start + 1))]
        return max(before, key=lambda pair: pair[0])[1] if before else None

    # Organisations.

    def _place_organization(self, name: Found) -> None:
        if name.actor:
            cluster = self._place_by_key(name, self._actors, name.actor.name, "actor table")
        else:
            cluster = self._known_organization(name) or self.clusters.open(name)
        self._organizations.setdefault(self._organization_key(name), cluster)
        acronym = self._initials(name)
        # "U.S. Harbour Control Agency" is the HCA, too.
        for letters in (acronym, acronym[1:]):
            if len(letters) >= 3:
                self._acronyms.setdefault(letters.lower(), cluster)
        if len(name.name) > 1:
            for index, word in ((self._by_first_word, name.name[0]), (self._by_last_word, name.name[-1])):
                known = index.setdefault(fold_name_word(word), [])
                if cluster not in known:
                    known.append(cluster)

    def _known_organization(self, name: Found) -> Cluster | None:
        key = self._organization_key(name)
        if key in self._organizations:
            self.clusters.put(name, self._organizations[key], "name")
        elif key in self._acronyms:
            self.clusters.put(name, self._acronyms[key], "acronym")
        elif (cluster := self._longer_name(name)) is not None:
            self.clusters.put(name, cluster, "short name")
        else:
            return None
        return self.clusters.of(name)

    def _longer_name(self, name: Found) -> Cluster | None:
        """The one body whose name a single word shortens: "Matsushita", or "the Council" for the last council named."""
        if len(name.name) != 1:
            return None
        word = name.name[0]
        if word in self.parts.organization_words or self._after_article(name):
            ending = [
                cluster
                for cluster in self._by_last_word.get(fold_name_word(word), ())
                if cluster.first_start < name.start and self._agree(cluster, name)
            ]
            return self._nearest(ending, name) if ending else None
        opening = [
            cluster for cluster in self._by_first_word.get(fold_name_word(word), ()) if self._agree(cluster, name)
        ]
        countries = load_countries()
        is_people = countries.by_demonym(word) is not None or countries.by_name(word) is not None
        return opening[0] if len(opening) == 1 and not is_people else None

    def _after_article(self, name: Found) -> bool:
        first = name.start if self.words.lower[name.start] == "the" else name.start - 1
        return first >= 0 and self.words.lower[first] == "the"

    @staticmethod
    def _agree(cluster: Cluster, name: Found) -> bool:
        country, sector = cluster.country, cluster.sector
        return (not name.country or not country or name.country == country) and (
            not name.sector or not sector or name.sector == sector
        )

    @staticmethod
    def _organization_key(name: Found) -> str:
        if len(name.name) > 1:
            return " ".join(fold_name_word(word) for word in name.name)
        return "".join(name.name).lower()

    def _initials(self, name: Found) -> str:
        text = self.words.text[name.start : name.end]
        return "".join(word[0] for word in text if word[:1].isupper()) if len(text) > 2 else ""


def _differ(known: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether two full names share a word, yet are not one name."""
    shared = any(same_word(one, other) for one in known for other in name)
    return shared and not same_person(known, name)
