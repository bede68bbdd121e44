"""Find personal pronouns and say what each asks of whom it means."""

from __future__ import annotations

from dateline.resources.actor_words import Gender
from dateline.steps.entities.found import Found
from dateline.steps.entities.words import Words

_PRONOUNS: dict[str, tuple[bool, Gender | None, bool]] = {  # plural, gender, of a person
    "he": (False, "male", True), "him": (False, "male", True), "his": (False, "male", True), "himself": (False, "male", True),
    "she": (False, "female", True), "her": (False, "female", True), "hers": (False, "female", True), "herself": (False, "female", True),
    "they": (True, None, False), "them": (True, None, False), "their": (True, None, False), "themselves": (True, None, False),
    "it": (False, None, False), "its": (False, None, False), "itself": (False, None, False),
}  # fmt: skip


def find_pronouns(words: Words) -> list[Found]:
    """Find the third-person pronouns, in text order."""
    found = []
    for i, lower in enumerate(words.lower):
        asked = _PRONOUNS.get(lower)
        if asked is None or words.tag[i] not in ("PRP", "PRP$") or words.dep[i] == "expl":
            continue
        plural, gender, person = asked
        found.append(
            Found(i, i + 1, i, "pronoun", "person" if person else None, plural=plural, gender=gender, definite=True)
        )
    return found
