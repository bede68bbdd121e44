"""Why a place was chosen, in lines that a person reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dateline.export.visible import in_line
from dateline.report import PlaceCandidate
from dateline.resources.gazetteer import Hit, explain_weight

NAME_WORDS = {
    "main": "its main name",
    "alternative": "another name of it",
    "shortened": "a shortened or rare name of it",
    "sound": "sounds like its name",
    "given": "given to it before others",
}


def tell_hit(hit: Hit) -> Iterator[str]:
    """Tell a place that a name can mean in one line, and in another what its weight is made of."""
    place = hit.place
    point = "no point" if place.latitude is None else f"{place.latitude:.4f} {place.longitude:.4f}"
    where = ", ".join(part for part in (place.admin1, place.country) if part) or "several countries"
    source = str(place.geonames) if place.geonames else "own file" if place.is_listed else "own table"
    yield f"{hit.weight:5.1f}  {place.feature:5} {in_line(place.name)} ({in_line(where)})  {point}  {source}"
    parts = explain_weight(place)
    parts[NAME_WORDS[hit.how]] = hit.weight - sum(parts.values())
    yield "       " + evidence_words(parts)


def candidate_words(candidate: PlaceCandidate) -> str:
    """Name a candidate with its division, country and kind."""
    inner = candidate.admin1 if candidate.admin1 != candidate.name else None
    where = ", ".join(part for part in (candidate.name, inner, candidate.country) if part)
    return f"{where} ({candidate.feature})" if candidate.feature else where


def evidence_words(evidence: Mapping[str, float]) -> str:
    """Give evidence as a sum, the strongest first; what counts nothing stands without a figure.

    Example:
        >>> evidence_words({"prior": 7.25, "same_country": 1.5, "obscure": -0.7})
        '+7.2 prior, +1.5 same country, -0.7 obscure'
    """
    ordered = sorted(evidence.items(), key=lambda item: (-abs(item[1]), item[0]))
    signed = [(f"{value:+.1f}", name.replace("_", " ")) for name, value in ordered if name != "rank" or value]
    return ", ".join(name if value in ("+0.0", "-0.0") else f"{value} {name}" for value, name in signed)
