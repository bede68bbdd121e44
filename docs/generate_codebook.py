"""Write docs/codebook.md from the codebook's tables.

python docs/generate_codebook.py            # writes the page
python docs/generate_codebook.py --check    # exit 1 where it is not up to date
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from dateline.resources.codebook import Codebook, CodeRule, EventType, Example, Mode, load_codebook

PAGE = Path(__file__).resolve().parent / "codebook.md"
QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
INTRODUCTION = """# The codebook

This page is made by `make docs` from `src/dateline/data/codebooks/plover`; change the tables, not the page. The types,
modes and contexts are PLOVER's; definitions, triggers and examples are ours. Each example and counter-example is a test.
Intensity runs from -10 (conflict) to +10 (cooperation). Where a code differs by circumstances, all are given.

Three choices that a reader may want to know:

- Air strikes carry CAMEO 195 (aerial weapons), by its meaning; the crosswalk published in 2021 files it under heavy weapons.
- Ground taken by arms and military blockades (CAMEO 191 and 192) are ASSAULT without a mode, as CAMEO files them with
  fighting; property taken by authority is COERCE (seize).
- TRANSITION is an extension of dateline: PLOVER has no type for power that changes hands. A resignation stays RETREAT.

A codebook of your own is a folder of the same form: `dateline code --codebook FOLDER`.
"""


def main() -> int:
    page = write_page(load_codebook())
    if "--check" in sys.argv:
        return 0 if PAGE.exists() and PAGE.read_text(encoding="utf-8") == page else 1
    PAGE.write_text(page, encoding="utf-8")
    return 0


def write_page(codebook: Codebook) -> str:
    """The whole page: an overview, then each type, then the contexts."""
    parts = [INTRODUCTION, "\n".join(overview(codebook))]
    parts += ["\n".join(section(event_type)) for event_type in codebook.types.values()]
    parts.append("\n".join(contexts(codebook)))
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def contexts(codebook: Codebook) -> Iterator[str]:
    """One row a context, with a sentence that is in it and one that is not."""
    yield "## Contexts"
    yield ""
    yield "| context | what it is about | words | coded | not coded |"
    yield "| --- | --- | --- | --- | --- |"
    for name, context in codebook.contexts.items():
        shown = (context.definition, str(len(context.words)), context.example or "", context.counter_example or "")
        yield f"| {name} | {' | '.join(shown)} |"


def overview(codebook: Codebook) -> Iterator[str]:
    """One row a type."""
    yield "| type | quad | intensity | modes | predicates and event nouns |"
    yield "| --- | --- | --- | --- | --- |"
    for t in codebook.types.values():
        name = f"[{t.type}](#{t.type.lower()})" + (" (extension)" if t.extension else "")
        yield f"| {name} | {QUADS[t.quad]} | {t.intensity:+g} | {', '.join(t.modes) or 'none'} | {n_words(t)} |"


def n_words(event_type: EventType) -> int:
    """How many distinct words and phrases trigger a type."""
    triggers = [*event_type.triggers, *(t for mode in event_type.modes.values() for t in mode.triggers)]
    return len({word for t in triggers for word in (*t.verbs, *t.nouns, *t.adjectives)})


def section(event_type: EventType) -> Iterator[str]:
    """A type: definition, codes, modes, examples."""
    yield f"## {event_type.type}"
    yield ""
    yield event_type.definition
    yield ""
    yield f"Codes: {codes(event_type.codes)}."
    if event_type.modes:
        yield ""
        yield "| mode | what it is | intensity | codes |"
        yield "| --- | --- | --- | --- |"
        yield from (mode_row(name, mode) for name, mode in event_type.modes.items())
    yield ""
    yield "Coded:"
    yield ""
    yield from (f"- {example.text} {told(example)}" for example in event_type.examples)
    yield ""
    yield "Not coded:"
    yield ""
    yield from (f"- {counter.text} ({counter.because})" for counter in event_type.counter_examples)


def mode_row(name: str, mode: Mode) -> str:
    """One row of a type's table of modes."""
    own = sorted({code for t in mode.triggers if t.codes for _, code in acled(t.codes)})
    more = f"; by trigger: {', '.join(own)}" if own else ""
    return f"| {name} | {mode.definition} | {mode.intensity or 0:+g} | {codes(mode.codes)}{more} |"


def codes(rule: CodeRule) -> str:
    """A rule's codes in words."""
    parts = [f"CAMEO {rule.cameo}"] if rule.cameo else []
    parts += [f"ACLED {name}" + (f" ({when})" if when else "") for when, name in acled(rule)]
    return ", ".join(parts) or "none of its own"


def acled(rule: CodeRule) -> list[tuple[str, str]]:
    """The ACLED names of a rule, each with when it holds."""
    cases = {
        "": rule.acled,
        "against an armed side": rule.acled_against_armed,
        "where people died": rule.acled_lethal,
        "by a state": rule.acled_state,
        "by others": rule.acled_nonstate,
    }
    return [(when, name) for when, name in cases.items() if name]


def told(example: Example) -> str:
    """What an example's record must say."""
    facts = {"actor": example.actor, "recipient": example.recipient, "mode": example.mode, "status": example.status}
    words = [f"{name} *{value}*" for name, value in facts.items() if value]
    if example.deaths:
        low, high = example.deaths
        words.append(f"deaths {low}" if high == low else f"deaths {low} or more")
    return f"({', '.join(words)})" if words else ""


if __name__ == "__main__":
    sys.exit(main())
