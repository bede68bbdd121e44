"""Codes that an event has by a codebook's rules, the sectors of its parties and its dead."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from dateline.report import Count

if TYPE_CHECKING:
    from dateline.resources.codebook import CodeRule

STATE = frozenset({"MIL", "COP", "GOV", "JUD", "SPY", "EXE"})
ARMED_STATE = frozenset({"MIL", "COP", "SPY"})
ARMED_GROUP = frozenset({"REB", "PRM", "UAF", "CRM"})
FIGHTING_GROUP = ARMED_GROUP | {"OPP"}
"""Who takes ground against a state: an opposition that does so bears arms."""


class Party(Protocol):
    """Who did something, or had it done to them."""

    @property
    def kind(self) -> str:
        """person, group, organization, country, place or thing."""

    @property
    def sector(self) -> str | None:
        """PLOVER sector."""


def is_state(party: Party) -> bool:
    """Whether a party is a state or one of its organs."""
    return party.sector in STATE or (party.kind == "country" and party.sector not in ARMED_GROUP)


def is_armed(party: Party) -> bool:
    """Whether a party bears arms."""
    return party.sector in ARMED_STATE or party.sector in ARMED_GROUP


def acled_code(
    rules: Sequence[CodeRule], actors: Sequence[Party], recipients: Sequence[Party], deaths: Count | None
) -> str | None:
    """The sub-event type that the first rule with an answer gives, the finer rules first; see `acled_field`."""
    found = acled_field(rules, actors, recipients, deaths)
    return None if found is None else str(getattr(*found))


def acled_field(
    rules: Sequence[CodeRule], actors: Sequence[Party], recipients: Sequence[Party], deaths: Count | None
) -> tuple[CodeRule, str] | None:
    """The first rule with a sub-event type and which of its fields answers, the finer rules first.

    Args:
        rules: Rules of the trigger, the mode and the type.
        actors: Who did it.
        recipients: To whom.
        deaths: How many died, where the text says so.
    """
    for rule in rules:
        if rule.acled_lethal and deaths is not None and deaths.low > 0:
            return rule, "acled_lethal"
        if rule.acled_against_armed and any(is_armed(party) for party in recipients):
            return rule, "acled_against_armed"
        if rule.acled_state and any(is_state(party) for party in actors):
            return rule, "acled_state"
        if rule.acled_nonstate and any(party.sector in FIGHTING_GROUP for party in actors):
            return rule, "acled_nonstate"
        if rule.acled:
            return rule, "acled"
    return None


def ucdp_type(type_: str, actors: Sequence[Party], recipients: Sequence[Party], deaths: Count | None) -> str | None:
    """UCDP's type of violence, for a lethal assault whose sides are both known."""
    if type_ != "ASSAULT" or deaths is None or deaths.low == 0 or not actors or not recipients:
        return None
    armed = [party for party in actors if is_armed(party) or is_state(party)]
    if not armed:
        return None
    state = any(is_state(party) for party in armed)
    if any(is_armed(party) or party.kind == "country" for party in recipients):
        fought_state = state or any(is_state(party) for party in recipients)
        return "state-based" if fought_state else "non-state"
    civilians = any(party.kind in ("person", "group") for party in recipients)
    return "one-sided" if civilians else None
