"""Codes of an event in the field's codebooks, by the codebook's rules and the sectors of its parties."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dateline.report import Codes, Count

if TYPE_CHECKING:
    from dateline.report import Status
    from dateline.resources.codebook import CodeRule
    from dateline.steps.events.parties import Party

STATE = frozenset({"MIL", "COP", "GOV", "JUD", "SPY", "EXE"})
ARMED_STATE = frozenset({"MIL", "COP", "SPY"})
ARMED_GROUP = frozenset({"REB", "PRM", "UAF", "CRM"})
_REAL = frozenset({"happened", "ongoing"})


def is_state(party: Party) -> bool:
    """Whether a party is a state or one of its organs."""
    return party.sector in STATE or (party.kind == "country" and party.sector not in ARMED_GROUP)


def is_armed(party: Party) -> bool:
    """Whether a party bears arms."""
    return party.sector in ARMED_STATE or party.sector in ARMED_GROUP


def acled_code(
    rules: Sequence[CodeRule], actors: Sequence[Party], recipients: Sequence[Party], deaths: Count | None
) -> str | None:
    """The sub-event type that the first rule with an answer gives, the finer rules first.

    Args:
        rules: Rules of the trigger, the mode and the type.
        actors: Who did it.
        recipients: To whom.
        deaths: How many died, where the text says so.
    """
    for rule in rules:
        if rule.acled_lethal and deaths is not None and deaths.low > 0:
            return rule.acled_lethal
        if rule.acled_against_armed and any(is_armed(party) for party in recipients):
            return rule.acled_against_armed
        if rule.acled_state and any(is_state(party) for party in actors):
            return rule.acled_state
        if rule.acled_nonstate and any(party.sector in ARMED_GROUP for party in actors):
            return rule.acled_nonstate
        if rule.acled:
            return rule.acled
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


def find_codes(
    type_: str,
    mode: str | None,
    rules: Sequence[CodeRule],
    status: Status,
    actors: Sequence[Party],
    recipients: Sequence[Party],
    deaths: Count | None,
) -> Codes:
    """Code an event; a codebook that has no code for it gets None.

    ACLED and UCDP record what happened, so a plan, fear or denial has no code there.
    """
    real = status in _REAL
    return Codes(
        plover=f"{type_}-{mode}" if mode else type_,
        cameo=next((rule.cameo for rule in rules if rule.cameo), None),
        acled=acled_code(rules, actors, recipients, deaths) if real else None,
        ucdp=ucdp_type(type_, actors, recipients, deaths) if real else None,
    )
