"""Groups of mentions in the making, each mention with the evidence that brought it there."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.resources.actor_words import Gender
from dateline.steps.entities.found import Found, Join, JoinRule


@dataclass(eq=False)
class Cluster:
    """The mentions of one entity so far."""

    members: list[Found] = field(default_factory=list)
    names: list[tuple[str, ...]] = field(default_factory=list)
    last: Found | None = None
    merged_into: Cluster | None = None

    def add(self, found: Found) -> None:
        """Take a mention in."""
        self.members.append(found)
        if found.kind == "name" and found.name and found.name not in self.names:
            self.names.append(found.name)
        self.last = found

    def whole(self) -> Cluster:
        """This cluster, or the one that it has become a part of."""
        here = self
        while here.merged_into is not None:
            here = here.merged_into
        return here

    @property
    def type(self) -> str | None:
        """Type of the first name, or else of the first mention that has one."""
        named = next((found.type for found in self.members if found.kind == "name" and found.type), None)
        return named or next((found.type for found in self.members if found.type), None)

    @property
    def country(self) -> str | None:
        """First country that a mention tells."""
        return next((found.country for found in self.members if found.country), None)

    @property
    def sector(self) -> str | None:
        """First sector that a mention tells."""
        return next((found.sector for found in self.members if found.sector), None)

    @property
    def gender(self) -> Gender | None:
        """Gender where a mention tells it."""
        return next((found.gender for found in self.members if found.gender), None)

    @property
    def plural(self) -> bool:
        """Whether it stands for several."""
        return bool(self.members) and self.members[0].plural

    @property
    def is_named(self) -> bool:
        """Whether one of its mentions is a name."""
        return any(found.kind == "name" for found in self.members)


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


def last_before(cluster: Cluster, found: Found) -> Found | None:
    """The last mention in a group that stands before another."""
    before = [member for member in cluster.members if member.start < found.start]
    return max(before, key=lambda member: member.start, default=None)
