"""Codes of an event whose fields a person has changed, by the codebook's rules for its type and mode.

The events step knows more: a rule of the very trigger, the weapon, the sentence. So when a field
changes that codes hang on (a party, the dead, the status), a code follows only if the rules for
type and mode explain the one that stands; a new type or mode is coded anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from dateline.report import REAL, Count
from dateline.resources.codebook import Codebook
from dateline.review.links import Record
from dateline.text.codes import acled_code, ucdp_type

CODE_NAMES = ("plover", "cameo", "acled", "ucdp")


class _Party(NamedTuple):
    kind: str
    sector: str | None


def make_codes(event: Mapping[str, Any], entities: Mapping[str, Record], codebook: Codebook) -> dict[str, str | None]:
    """Code an event by the rules for its type and mode; ACLED and UCDP record what happened alone."""
    mode = event["modes"][0] if event["modes"] else None
    known = codebook.types.get(event["type"])
    finer = [known.modes[mode].codes] if known and mode in known.modes else []
    rules = [*finer, known.codes] if known else []
    actors, recipients = (list(_parties(event[side], entities)) for side in ("actors", "recipients"))
    deaths = Count(**event["deaths"]) if event["deaths"] else None
    is_real = event["status"] in REAL
    return {
        "plover": f"{event['type']}-{mode}" if mode else event["type"],
        "cameo": next((rule.cameo for rule in rules if rule.cameo), None),
        "acled": acled_code(rules, actors, recipients, deaths) if is_real else None,
        "ucdp": ucdp_type(event["type"], actors, recipients, deaths) if is_real else None,
    }


def _parties(parties: Iterable[Mapping[str, Any]], entities: Mapping[str, Record]) -> Iterable[_Party]:
    """Who stands in an event; of one that is no entity nothing is known."""
    for party in parties:
        entity = entities.get(party["entity"] or "")
        yield _Party(entity["type"], entity["sector"]) if entity else _Party("thing", None)


def follow_codes(
    codes: Mapping[str, str | None], before: Mapping[str, str | None], after: Mapping[str, str | None]
) -> dict[str, str | None]:
    """Let each code that the rules explained follow them.

    Args:
        codes: The codes that stand.
        before: Those that the rules gave before the change.
        after: Those that they give now.
    """
    return {name: after[name] if codes[name] == before[name] else codes[name] for name in CODE_NAMES}
