"""Offices with "of" in them: "secretary of state", "Minister of Trade and Industry", "chief of staff"."""

from __future__ import annotations

from dateline.resources.actor_words import ActorWords
from dateline.resources.tables import load_table
from dateline.steps.entities.words import Words

_PORTFOLIOS = frozenset({"minister", "ministers", "secretary", "undersecretary", "commissioner", "superintendent", "inspector"})  # fmt: skip
_LONGEST = 7


def find_offices(words: Words, vocabulary: ActorWords) -> list[int | None]:
    """For each token within such an office after its head ("of State"), the token of the head."""
    inside: list[int | None] = [None] * len(words)
    for i in range(len(words) - 2):
        if words.lower[i + 1] not in ("of", "for"):
            continue
        word = vocabulary.at(words.lower, i)
        if word is None or word.kind != "person":
            continue
        end = i + len(word.words) - word.head
        if words.lower[i] in _PORTFOLIOS:
            end = max(end, _end_of_portfolio(words, i + 2))
        inside[i + 1 : end] = [i] * (end - i - 1)
    return inside


def _end_of_portfolio(words: Words, start: int) -> int:
    """Token after a minister's field; one in small letters must lead up to a person's name."""
    end, small, fields = start, False, load_table("lexicons/titles.yaml")["portfolios"]
    for i in range(start, min(start + _LONGEST, len(words))):
        if words.lower[i] not in fields:
            break
        small = small or (words.text[i].islower() and words.tag[i] in ("NN", "NNS", "JJ"))
        end = i + 1
    leads = end < len(words) and words.tag[end] in ("NNP", "NNPS") and words.is_title_case(end)
    return end if end > start and (leads or not small) else start - 2
