"""Deeds in an order that cannot be: an effect dated before its cause, the dead at work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from dateline.report import Entity
from dateline.resources.tables import load_table
from dateline.steps.conflicts.claims import Finding
from dateline.steps.conflicts.happenings import words_of
from dateline.steps.conflicts.whens import Dated

MOST_DATED = 60
"""Dated deeds of one person that are compared."""


def find_order_conflicts(dated: Sequence[Dated], entities: Sequence[Entity]) -> Iterator[Finding]:
    """Find what befalls or is done by one person at a time that another deed rules out."""
    people = {f"#{e.id}": e.name for e in entities if e.type == "person"}
    groups: dict[str, list[Dated]] = defaultdict(list)
    for one in dated:
        if one.happening.is_certain and not one.happening.is_future and not one.since:
            for key in sorted((one.happening.doers | one.happening.sufferers) & people.keys()):
                groups[key].append(one)
    for key, group in groups.items():
        for a in group[:MOST_DATED]:
            for b in group[:MOST_DATED]:
                reason = _ruled_out(a, b, key)
                if reason and a.words.start != b.words.start:
                    yield Finding("order", (a.words, b.words), f"{people[key]} {reason}.", "medium")


def _ruled_out(first: Dated, second: Dated, who: str) -> str | None:
    """Why `second` cannot be when it is, given `first`."""
    one, other = first.happening, second.happening
    if one.kind == "kill" and who in one.sufferers and second.first > first.last and other.kind != "kill":
        alive = (who in other.doers and other.is_verb) or other.kind in words_of("only_alive")
        return f"was dead ({first.words.text}) when “{other.word.text}” is dated {second.words.text}" if alive else None
    follows: dict[str, list[str]] = load_table("lexicons/conflicts.yaml")["must_follow"]
    if other.kind in follows.get(one.kind, ()) and who in one.sufferers & other.sufferers and second.last < first.first:
        return f"is “{other.word.text}” {second.words.text}, before “{one.word.text}” {first.words.text}"
    return None
