"""Score the country and sector codes of actor phrases (`bench/actor_phrases.yaml`).

    python bench/actor_phrases.py [FILE] [--misses]

Each phrase is read in a sentence; the entity whose mention covers most of it gives the codes.
"""

from __future__ import annotations

import datetime
from pathlib import Path

import yaml
from tally import Tally

from dateline.report import Entity
from dateline.resources.models import load_model
from dateline.steps.annotate import annotate
from dateline.steps.entities import find_entities


def best_entity(entities: list[Entity], start: int, end: int) -> Entity | None:
    """The entity with the mention that shares most with a phrase, of two the one that ends later."""
    ranked = []
    for entity in entities:
        for mention in entity.mentions:
            shared = min(end, mention.end) - max(start, mention.start)
            if shared > 0 and mention.kind != "pronoun":
                ranked.append((shared - max(0, mention.end - end), mention.end, entity))
    return max(ranked, key=lambda row: row[:2])[2] if ranked else None


def main() -> None:
    """Print the accuracy of country, of sector and of both, and with `--misses` the phrases that were coded wrongly."""
    model = load_model()
    tally = Tally()
    lists = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    for name, row in ((name, row) for name, rows in lists.items() for row in rows):
        phrase, date, country, sector = (part.strip() for part in row.split("|"))
        text = f"Critics condemned {phrase} on Monday."
        entities = find_entities(annotate(text, model), datetime.date.fromisoformat(date))
        found = best_entity(entities, 18, 18 + len(phrase))
        got = (found.country or "-", found.sector or "-") if found else ("?", "?")
        tally.add("country", got[0] == country)
        tally.add("sector", got[1] == sector)
        tally.add(f"{name} list", got == (country, sector))
        tally.add("both", got == (country, sector), f"{phrase}: {country} {sector}, found {got[0]} {got[1]}")
    tally.tell(over=["both"])


if __name__ == "__main__":
    main()
