"""Codes of an event in the field's codebooks, by the codebook's rules, its parties and the words of its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.report import REAL, Codes
from dateline.text.codes import acled_code, is_state, ucdp_type

if TYPE_CHECKING:
    from dateline.resources.codebook import CodeRule, WeaponCode
    from dateline.steps.events.happening import Happening
    from dateline.steps.events.index import TriggerIndex
    from dateline.steps.events.parties import Party

_MATTERS = frozenset({"against", "over", "about"})
"""Prepositions that lead to what a protest is about ("marched against *looting*")."""

_LONG = 120
"""Words of a sentence that are read for unrest."""


class Coder:
    """Codes events by a codebook.

    Args:
        index: The codebook with its triggers.
    """

    def __init__(self, index: TriggerIndex) -> None:
        self.index = index
        self.table = index.codebook.codes
        self._protesters = frozenset(self.table.protesters)
        self._armed_places = frozenset(self.table.armed_places)

    def code(self, happening: Happening, others: Sequence[Happening]) -> Codes:
        """Code an event; a codebook that has no code for it gets None.

        ACLED and UCDP record what happened, so a plan, fear or denial has no code there.

        Args:
            happening: The event.
            others: The events of its sentence, whose parties tell who demonstrates.
        """
        mode = happening.modes[0] if happening.modes else None
        rules = self.rules_of(happening)
        sides = happening.arguments
        real = happening.status in REAL
        return Codes(
            plover=f"{happening.type}-{mode}" if mode else happening.type,
            cameo=next((rule.cameo for rule in rules if rule.cameo), None),
            acled=self._acled(happening, rules, others) if real else None,
            ucdp=ucdp_type(happening.type, sides.actors, sides.recipients, happening.deaths) if real else None,
        )

    def rules_of(self, happening: Happening) -> list[CodeRule]:
        """The rules that an event is coded by, the finest first: of its trigger, its mode, its type."""
        mode = happening.modes[0] if happening.modes else None
        sense = happening.candidate.sense
        own = [sense.trigger.codes] if sense.trigger.codes and sense.type == happening.type else []
        told = own if own or sense.mode else happening.rules
        return [*told, *self.index.code_rules(happening.type, mode)]

    def _acled(self, happening: Happening, rules: Sequence[CodeRule], others: Sequence[Happening]) -> str | None:
        severity = self.curb(happening, others)
        if severity:
            return self.table.curbed_acled.get(severity)
        row = self.weapon_row(happening)
        if row is not None:
            return row.acled
        hit = [self._with_holders(party) for party in happening.arguments.recipients]
        found = acled_code(rules, happening.arguments.actors, hit, happening.deaths)
        return self.table.unrest.acled if self.table.unrest and self.is_unrest(happening, found) else found

    def _with_holders(self, party: Party) -> Party:
        """A checkpoint or convoy as those who hold it: who attacks one fights them."""
        noun = party.head
        before = noun.nbor(-1).lower_ if noun.i else ""
        held = not self._armed_places.isdisjoint((noun.lemma_.lower(), f"{before} {noun.lemma_.lower()}"))
        return replace(party, noun_sector="MIL") if held and party.kind == "thing" else party

    def weapon_row(self, happening: Happening) -> WeaponCode | None:
        """The row of a weapon with a sub-event type of its own, where the event was done with one."""
        mode = happening.modes[0] if happening.modes else ""
        used = {weapon.head.lemma_.lower() for weapon in happening.weapons}
        return next((row for row in self.table.weapons if mode in row.modes and not used.isdisjoint(row.words)), None)

    def is_unrest(self, happening: Happening, acled: str | None) -> bool:
        """Whether a protest's sentence tells that its people clashed with others, or threw or burned things."""
        table = self.table.unrest
        if table is None or happening.type != "PROTEST" or acled != table.instead_of:
            return False
        words = {word.lower() for word in table.words}
        for token in happening.trigger.sent[:_LONG]:
            before = token.nbor(-1).lemma_ if token.i else ""
            told = {token.lemma_.lower(), f"{before} {token.lemma_}".lower()}
            if not told.isdisjoint(words) and token.head.lower_ not in _MATTERS:
                return True
        return False

    def curb(self, happening: Happening, others: Sequence[Happening]) -> str | None:
        """How hard state forces put a protest down, where that is what an event is."""
        listed = [
            name for name, types in self.table.curbed_by.items() if _is_listed(happening, types.get(happening.type))
        ]
        sides = happening.arguments
        if not listed or not any(is_state(party) for party in sides.actors):
            return None
        demonstrators = [p for other in others if other.type == "PROTEST" for p in other.arguments.actors]
        hit = any(
            party.head.lemma_.lower() in self._protesters or any(party.same_as(other) for other in demonstrators)
            for party in sides.recipients
        )
        if not hit:
            return None
        hurt = any(figure.kind in ("killed", "injured") for figure in happening.figures)
        return (
            "harshly" if hurt and happening.type == "ASSAULT" and "harshly" in self.table.curbed_acled else listed[-1]
        )


def _is_listed(happening: Happening, modes: Sequence[str] | None) -> bool:
    """Whether a list of modes names the event's; an empty list names all."""
    return modes is not None and (not modes or any(mode in modes for mode in happening.modes))
