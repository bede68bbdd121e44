"""Groups of mentions in the making, each mention with the evidence that brought it there."""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass, field

from dateline.report import EntityType
from dateline.resources.actor_words import Gender
from dateline.steps.entities.found import Found, Join, JoinRule

_MAX_TITLED = 30


@dataclass(eq=False)
class Cluster:
    """The mentions of one entity so far, with what they tell kept at hand.

    Args:
        members: The mentions.
        names: Their names, by words.
        titled: The first mentions that give a role.
        country: First country that a mention tells.
        sector: First sector that a mention tells.
        gender: Gender where a mention tells it.
        is_named: Whether one of its mentions is a name.
        merged_into: The cluster that it has become a part of.
    """

    members: list[Found] = field(default_factory=list)
    names: list[tuple[str, ...]] = field(default_factory=list)
    titled: list[Found] = field(default_factory=list)
    country: str | None = None
    sector: str | None = None
    gender: Gender | None = None
    is_named: bool = False
    merged_into: Cluster | None = None
    _named_type: EntityType | None = None
    _first_type: EntityType | None = None
    _in_order: list[tuple[int, int, Found]] = field(default_factory=list)

    def add(self, found: Found) -> None:
        """Take a mention in."""
        insort(self._in_order, (found.start, len(self.members), found))
        self.members.append(found)
        if found.roles and len(self.titled) < _MAX_TITLED:
            self.titled.append(found)
        if found.kind == "name":
            self.is_named = True
            self._named_type = self._named_type or found.type
            if found.name and found.name not in self.names:
                self.names.append(found.name)
        self._first_type = self._first_type or found.type
        self.country = self.country or found.country
        self.sector = self.sector or found.sector
        self.gender = self.gender or found.gender

    def whole(self) -> Cluster:
        """This cluster, or the one that it has become a part of."""
        here = self
        while here.merged_into is not None:
            here = here.merged_into
        return here

    def last_before(self, start: int) -> Found | None:
        """The last mention that begins before a token."""
        at = bisect_left(self._in_order, (start,))
        return self._in_order[at - 1][2] if at else None

    @property
    def first_start(self) -> int:
        """Token at which the entity is spoken of first."""
        return self._in_order[0][0]

    @property
    def type(self) -> EntityType | None:
        """Type of the first name, or else of the first mention that has one."""
        return self._named_type or self._first_type

    @property
    def plural(self) -> bool:
        """Whether it stands for several."""
        return bool(self.members) and self.members[0].plural


class Clusters:
    """All groups of one document."""

    def __init__(self) -> None:
        self._all: list[Cluster] = []
        self._of: dict[int, Cluster] = {}

    def filled(self) -> list[Cluster]:
        """The groups that hold a mention, in the order in which they were opened."""
        return [cluster for cluster in self._all if cluster.members]

    def of(self, found: Found) -> Cluster | None:
        """The group that a mention is in, if it is in one yet."""
        cluster = self._of.get(id(found))
        return cluster.whole() if cluster is not None else None

    def open(self, found: Found) -> Cluster:
        """Begin a group with a mention."""
        cluster = Cluster()
        self._all.append(cluster)
        cluster.add(found)
        self._of[id(found)] = cluster
        return cluster

    def put(self, found: Found, cluster: Cluster, rule: JoinRule, by: Found | None = None) -> None:
        """Put a mention into a group, and note by which rule and which other mention."""
        cluster = cluster.whole()
        found.join = Join(rule, by or cluster.members[0])
        cluster.add(found)
        self._of[id(found)] = cluster

    def merge(self, one: Cluster, other: Cluster, rule: JoinRule, by: Found) -> None:
        """Move the mentions of `other` into `one`; its first one keeps the reason."""
        one, other = one.whole(), other.whole()
        if one is other:
            return
        other.members[0].join = Join(rule, by)
        for found in other.members:
            one.add(found)
        one.members.sort(key=lambda found: found.start)
        other.members = []
        other.merged_into = one
