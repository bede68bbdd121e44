"""A place that a report names once, where what is told there is told of another place before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from dateline.report import Place, Span
from dateline.resources.gazetteer import great_circle_km
from dateline.steps.conflicts.claims import Finding
from dateline.steps.conflicts.happenings import words_of
from dateline.steps.conflicts.words import Words

LEAST_SHARED = 3.0
"""Weight of words that two sentences must share to be of one thing."""

LEAD_SENTENCES = 2
APART_KM = 25.0
MOST_PLACES = 60
MOST_MENTIONS = 20


def find_setting_conflicts(words: Words, places: Sequence[Place], title: str | None) -> Iterator[Finding]:
    """Find a place, met once and not in the lead, in a sentence much like one on a place of the same rank.

    The other is named at least twice, so that it is a setting of the report. A sentence with
    "another", "from", "near" and their like tells of elsewhere.
    """
    told: dict[str, list[tuple[int, Span]]] = defaultdict(list)
    by_id = {place.id: place for place in places[:MOST_PLACES]}
    for place in by_id.values():
        for mention in place.mentions[:MOST_MENTIONS]:
            token = words.at.get(mention.start)
            if token is not None and getattr(mention, "kind", "literal") == "literal":
                told[place.id].append((token, mention))
    settings = [(by_id[i], mentions) for i, mentions in told.items() if len(mentions) > 1]
    for i, mentions in told.items():
        token, mention = mentions[0]
        if len(mentions) > 1 or not _may_be_slip(words, by_id, told, i, token) or mention.text in (title or ""):
            continue
        best = max(
            ((_shared(words, token, at), -at, other.name, there) for other, at, there in _others(by_id[i], settings)),
            key=lambda row: row[:2],
            default=None,
        )
        if best is not None and best[0] >= LEAST_SHARED:
            spans = (mention, best[3])
            explanation = f"{mention.text} is named here alone; much the same is told of {best[2]} there."
            yield Finding("place", spans, explanation, "medium")


def _may_be_slip(
    words: Words, places: dict[str, Place], told: dict[str, list[tuple[int, Span]]], which: str, token: int
) -> bool:
    sentence = words.sentence[token]
    if sentence < LEAD_SENTENCES or words.lower_of_sentence(sentence) & words_of("elsewhere_words"):
        return False
    rank = _rank(places[which])
    beside = (i for i, mentions in told.items() for at, _ in mentions if i != which and words.sentence[at] == sentence)
    return rank is not None and all(_rank(places[i]) != rank for i in beside)


def _others(
    place: Place, settings: Sequence[tuple[Place, list[tuple[int, Span]]]]
) -> Iterator[tuple[Place, int, Span]]:
    """Mentions of settings of the place's own rank and country."""
    for other, mentions in settings:
        if _rank(other) != _rank(place) or (_rank(place) != "country" and other.country != place.country):
            continue
        if _rank(place) != "town" or _distance_km(place, other) > APART_KM:
            yield from ((other, at, mention) for at, mention in mentions)


def _rank(place: Place) -> str | None:
    feature = place.feature or ""
    if feature.startswith("PCL"):
        return "country"
    return "division" if feature == "ADM1" else "town" if feature.startswith("PPL") else None


def _distance_km(a: Place, b: Place) -> float:
    if None in (a.latitude, a.longitude, b.latitude, b.longitude):
        return 0.0
    return great_circle_km(
        float(a.latitude or 0), float(a.longitude or 0), float(b.latitude or 0), float(b.longitude or 0)
    )


def _shared(words: Words, a: int, b: int) -> float:
    one, other = words.sentence[a], words.sentence[b]
    if one == other:
        return 0.0
    keys = words.of_sentence[one] & words.of_sentence[other]
    above = [{key for i in words.climb(token) if (key := words.keys[i])} for token in (a, b)]
    return sum(words.weight(key) for key in sorted(keys) if key[0] != "@") + sum(
        words.weight(key) for key in sorted(above[0] & above[1])
    )
