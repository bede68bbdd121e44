"""Score the country and sector codes of actor phrases (`bench/actor_phrases.yaml`).

    python bench/actor_phrases.py [FILE] [--misses]

Each phrase is read in a sentence; the entity whose mention covers most of it gives the codes.
"""

from __future__ import annotations

import sys
from pathlib import Path

import yaml

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
    """Print the accuracy, and with --misses the phrases that were coded wrongly."""
    arguments = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    path = Path(arguments[0]) if arguments else Path(__file__).with_suffix(".yaml")
    model = load_model()
    rows = [[part.strip() for part in row.split("|")] for row in yaml.safe_load(path.read_text())["phrases"]]
    both = countries = sectors = 0
    for phrase, date, country, sector in rows:
        text = f"Critics condemned {phrase} on Monday."
        entities = find_entities(annotate(text, model), int(date[:4]))
        found = best_entity(entities, 18, 18 + len(phrase))
        got = (found.country or "-", found.sector or "-") if found else ("?", "?")
        countries += got[0] == country
        sectors += got[1] == sector
        both += got == (country, sector)
        if "--misses" in sys.argv and got != (country, sector):
            print(f"{phrase}: {country} {sector}, found {got[0]} {got[1]}")
    n = len(rows)
    print(f"{n} phrases: country {countries / n:.3f}, sector {sectors / n:.3f}, both {both / n:.3f}")


if __name__ == "__main__":
    main()
