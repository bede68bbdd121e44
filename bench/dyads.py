"""Measure who did what to whom on our own sentences: `python bench/dyads.py [--misses]`.

A row is right where one event has its type, its source among the actors and its target among the recipients; partners
of an agreement, a meeting or joint work may stand on either side.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import yaml
from tally import Tally

from dateline.pipeline import Coder
from dateline.report import Event, Participant, Report

ROWS = Path(__file__).with_name("dyads.yaml")
TOGETHER = ("AGREE", "CONSULT", "COOPERATE", "SUPPORT")
_IDLE = {"the", "a", "an", "his", "her", "its", "their", "s"}


def words(text: str) -> set[str]:
    """The words that tell who is meant."""
    return set(re.findall(r"\w+", text.lower())) - _IDLE


def names(parties: Iterable[Participant], wanted: str, report: Report) -> bool:
    """Whether one of the parties goes by a name of these words; nobody wanted is always there."""
    mentions = {entity.id: [mention.text for mention in entity.mentions] for entity in report.entities}
    sought = words(wanted)
    for party in parties:
        for name in (party.text, *mentions.get(party.entity or "", ())):
            found = words(name)
            if found and (sought <= found or found <= sought):
                return True
    return not wanted


def has_pair(event: Event, source: str, target: str, report: Report) -> bool:
    """Whether an event has both sides of a pair."""
    if names(event.actors, source, report) and names(event.recipients, target, report):
        return True
    everybody = [*event.actors, *event.recipients]
    return event.type in TOGETHER and names(everybody, source, report) and names(everybody, target, report)


def main() -> None:
    """Print the share of sentences whose pair is right, and with `--misses` the wrong ones."""
    coder = Coder()
    tally = Tally()
    for part, rows in yaml.safe_load(ROWS.read_text(encoding="utf-8")).items():
        for type_, source, target, text in rows:
            report = coder.code(text, published="2025-03-14")
            events = [event for event in report.events if has_pair(event, source, target, report)]
            right = any(event.type == type_ for event in events)
            tally.add(part, right, f"{type_} [{source} -> {target}] not {[event.type for event in events]}: {text}")
    tally.tell()


if __name__ == "__main__":
    main()
