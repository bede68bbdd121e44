"""How alike two articles are: words and pairs of words, weighted by how rare they are."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations, pairwise

from dateline.report import Report
from dateline.resources.tables import load_table

Vector = dict[str, float]

_WORD = re.compile(r"[^\W\d_][\w'’-]*|\d[\d.,]*\d|\d")
SINGLE_TEXTS = 5
"""Number of texts at which a term of one text alone counts half towards its length."""

SAME_EVENT_SCORE = 0.15
"""What it adds to the likeness of two articles that both tell of one sort of event at one town on one day."""

MOST_DAYS = 3
"""Longest window of an event's time, in days, that says when it was."""

LEAST_SCORE = 0.02
"""Pairs below this likeness are not kept: they can never carry a story."""


@lru_cache
def _stop_words() -> frozenset[str]:
    return frozenset(load_table("lexicons/stop_words.yaml"))


def find_terms(text: str) -> list[str]:
    """Words and pairs of neighbouring words, in lower case, without stop words and possessives."""
    words = [word.lower().strip("'’-") for word in _WORD.findall(text)]
    words = [word.removesuffix("'s").removesuffix("’s") for word in words]
    kept = [word for word in words if len(word) > 1 and word not in _stop_words()]
    return kept + [f"{first} {second}" for first, second in pairwise(kept)]


def weigh_terms(texts: Sequence[str]) -> list[Vector]:
    """Make a vector of each text by TF-IDF over all of them.

    A term that stands in one text only can match nothing. Among many texts it is mostly
    noise and is left out; among few it is what tells unlike texts apart, and so it counts
    towards their length, the less the more texts there are (`SINGLE_TEXTS`).

    Returns:
        One sparse vector a text, of length 1 or less (or empty).

    Source:
        Sublinear TF and smoothed IDF: Manning, Raghavan, Schütze 2008, chapter 6.
    """
    counts = [Counter(find_terms(text)) for text in texts]
    seen_in = Counter(term for count in counts for term in count)
    idf = {term: math.log(1 + len(texts) / n) for term, n in seen_in.items()}
    single = SINGLE_TEXTS / (SINGLE_TEXTS + len(texts))
    vectors = []
    for count in counts:
        raw = {term: (1 + math.log(n)) * idf[term] for term, n in count.items()}
        squares = (w * w * (1.0 if seen_in[term] > 1 else single) for term, w in raw.items())
        length = math.sqrt(sum(squares)) or 1.0
        vectors.append({term: weight / length for term, weight in raw.items() if seen_in[term] > 1})
    return vectors


def score_pairs(vectors: Sequence[Vector]) -> Iterator[tuple[int, int, float]]:
    """Cosine of every two vectors that share a term and are at all alike, by an inverted index."""
    index: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for later, vector in enumerate(vectors):
        scores: dict[int, float] = defaultdict(float)
        for term, weight in vector.items():
            for earlier, other in index[term]:
                scores[earlier] += weight * other
            index[term].append((later, weight))
        yield from ((earlier, later, score) for earlier, score in scores.items() if score >= LEAST_SCORE)


def event_keys(report: Report) -> set[tuple[str, str, date]]:
    """Type, town and day of each event that the report pins to a town and to a few days."""
    places = {place.id: place for place in report.places}
    times = {time.id: time for time in report.times}
    keys = set()
    for event in report.events:
        place, time = places.get(event.place or ""), times.get(event.time or "")
        if place is None or time is None or (place.feature or "").startswith(("PCL", "ADM1", "CONT", "RGN")):
            continue
        if time.earliest and time.latest:
            first, last = date.fromisoformat(time.earliest), date.fromisoformat(time.latest)
            n_days = min((last - first).days + 1, MOST_DAYS + 1)
            if n_days <= MOST_DAYS:
                where = str(place.geonames or place.name)
                keys |= {(event.type, where, first + timedelta(days=n)) for n in range(n_days)}
    return keys


def pairs_by_event(reports: Sequence[Report]) -> set[tuple[int, int]]:
    """Pairs of reports that tell of one sort of event at one town on one day."""
    index: dict[tuple[str, str, date], list[int]] = defaultdict(list)
    for n, report in enumerate(reports):
        for key in event_keys(report):
            index[key].append(n)
    return {pair for told_by in index.values() for pair in combinations(told_by, 2)}


def score_articles(texts: Sequence[str], reports: Sequence[Report]) -> list[tuple[int, int, float]]:
    """Likeness of every two articles that are at all alike, by their words and by what they tell."""
    scores = {(i, j): score for i, j, score in score_pairs(weigh_terms(texts))}
    for pair in sorted(pairs_by_event(reports)):
        scores[pair] = scores.get(pair, 0.0) + SAME_EVENT_SCORE
    return [(i, j, score) for (i, j), score in scores.items()]
