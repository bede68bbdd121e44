"""What speaks for and against a run of words being a place: named pieces of evidence, each with a weight.

The weights stand in `data/places/weights.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from dateline.resources.gazetteer import GazetteerPlace, distance_km, type_words
from dateline.resources.tables import load_table
from dateline.steps.places.page import PLACE_LABELS, Page, Toponym, common_words, contexts, given_names

ENGLISH = frozenset({"USA", "GBR", "CAN", "AUS", "IRL", "NZL"})
"""Countries whose towns bear the surnames of English texts, so that their mere nearness says little."""
NEAR_KM = 150.0


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    table: dict[str, float] = load_table("places/weights.yaml")["recognition"]
    return table


def weigh(toponym: Toponym, page: Page) -> Iterator[tuple[str, float]]:
    """Give the evidence for and against a run of words being a place."""
    weights = _weights()
    about = (toponym.key, toponym.end - toponym.start > 1)
    if about not in page.by_name:
        page.by_name[about] = tuple(_by_name(toponym))
    names = ["start", *page.by_name[about], *_by_label(toponym, page), *_by_neighbours(toponym, page)]
    for name in names:
        yield name, weights[name]


def _by_name(toponym: Toponym) -> Iterator[str]:
    """Evidence in the name itself and in what the gazetteer knows of it."""
    mains = [hit for hit in toponym.hits if hit.how in ("main", "given") or hit.place.feature in ("PCLI", "ADM1")]
    best = max(hit.weight for hit in toponym.hits)
    if any(hit.place.is_country and hit.how == "main" for hit in mains):
        yield "country"
    elif any(hit.place.is_listed for hit in mains):
        yield "own_table"
    elif any(hit.place.feature == "ADM1" for hit in mains):
        yield "division"
    if any(hit.place.feature == "PPLC" for hit in toponym.hits if hit.how in ("main", "given")):
        yield "capital"
    if best >= 8:
        yield "well_known"
    elif best >= 6.5:
        yield "known"
    elif best < 5 and not any(hit.place.is_listed for hit in mains):
        yield "obscure"
    if not mains and not (toponym.label in PLACE_LABELS and any(hit.how == "alternative" for hit in toponym.hits)):
        yield "alternative_only" if any(hit.how == "alternative" for hit in toponym.hits) else "shortened_only"
    if toponym.key in common_words():
        yield "common_word"
    if toponym.end - toponym.start > 1:
        yield "several_words"
    if toponym.key != toponym.key.removesuffix("county") and mains:
        yield "county"


def _by_label(toponym: Toponym, page: Page) -> Iterator[str]:
    """Evidence in what the entity recogniser says."""
    label = toponym.label
    if not label:
        return
    start, end = page.extents[next(i for i in range(toponym.start, toponym.end) if page.labels[i])]
    outside = [page.lower[i] for i in range(start, end) if not toponym.start <= i < toponym.end]
    own = [word for word in outside if word not in ("the", "'s", "’s", "of") and word not in type_words()]
    if label in PLACE_LABELS:
        yield "named_place"
    elif not own:
        yield {"FAC": "named_building", "NORP": "named_people", "ORG": "named_organization",
               "PERSON": "named_person"}.get(label, "named_other")  # fmt: skip
    else:
        toponym.kind = "associative"
        if label != "PERSON" or toponym.start not in page.person_tokens:
            yield {"ORG": "inside_organization", "PERSON": "inside_person"}.get(label, "inside_other")


def _by_neighbours(toponym: Toponym, page: Page) -> Iterator[str]:
    """Evidence in the words before and after."""
    lists = contexts()
    i, j = toponym.start, toponym.end
    before = page.lower[i - 1] if i else ""
    article = before == "the"
    if article and i > 1:
        before = page.lower[i - 2]
    after = page.lower[j] if j < len(page.words) else ""
    after_cap = bool(after) and page.words[j][0].isupper()
    if before in ("in", "near", "outside", "around", "across", "throughout"):
        yield "inside_before"
    elif before in lists["before_place"]:
        yield "preposition_before"
    if after in lists["nouns_after"]:
        yield "noun_after"
    if (
        after in ("'s", "’s")
        and j + 1 < len(page.words)
        and page.words[i].startswith("St")
        and page.words[j + 1][0].isupper()
    ):
        yield "saint"
    if after in lists["brands"] and not after_cap and after not in lists["institutions"]:
        yield "brand_inside"
    if before == "of" and i > 1 and page.lower[i - 2 - article] in lists["places_of"]:
        yield "place_word_before"
    if toponym.feature and before != "of":
        yield "type_word_after"
    if toponym.holder:
        yield "holder_after"
    if after in ("said", "says", "told", "added"):
        yield "says_after"
    if before.rstrip(".") in lists["persons_before"] and page.words[i - 1][0].isupper():
        yield "title_before"
    if i in page.person_tokens and toponym.label not in PLACE_LABELS:
        yield "person_entity"
    elif page.lower[j - 1] in page.people and j - i == 1:
        yield "known_person"
    if page.sentence_starts[i]:
        yield "sentence_start"
    if i and page.lower[i - 1] in given_names() and page.words[i - 1][0].isupper():
        yield "given_name_before"
    elif after_cap and page.lower[i] in given_names() and j - i == 1 and after not in lists["institutions"]:
        yield "is_given_name"
    if _is_dateline(i, j, page):
        yield "dateline"
    yield from _by_longer_name(toponym, page, after, after_cap)


def _by_longer_name(toponym: Toponym, page: Page, after: str, after_cap: bool) -> Iterator[str]:
    """Evidence in the rest of the capitalised run that a name is part of."""
    lists = contexts()
    run = _run_after(toponym.end, page)
    if not run and not _is_name_before(toponym.start, page):
        return
    first = run[0].rstrip(".") if run else ""
    if first in lists["natural_after"] or _before(toponym.start, page) in lists["natural_before"]:
        yield "natural_feature"
    elif first in lists["streets"] or (run and run[-1] in lists["streets"] and first not in lists["institutions"]):
        yield "street"
    elif any(word in lists["media"] for word in run):
        yield "media_inside"
    elif first in lists["brands"] or first in lists["teams"]:
        yield "brand_inside"
    elif any(word in lists["institutions"] for word in run[:3]):
        yield "institution_beside"
    elif toponym.label not in PLACE_LABELS and (run or _is_name_before(toponym.start, page)):
        yield "part_of_longer_name"


def _before(i: int, page: Page) -> str:
    """The capitalised word right before, in lower case."""
    return page.lower[i - 1] if i and page.words[i - 1][0].isupper() else ""


def _run_after(j: int, page: Page) -> list[str]:
    """The capitalised words that follow at once, in lower case."""
    run: list[str] = []
    while j < len(page.words) and len(run) < 5 and page.words[j][0].isupper() and not page.sentence_starts[j]:
        run.append(page.lower[j])
        j += 1
    return run


def _is_name_before(i: int, page: Page) -> bool:
    if i == 0 or not page.words[i - 1][0].isupper() or page.sentence_starts[i - 1]:
        return False
    return page.lower[i - 1] not in contexts()["before_place"] and page.lower[i - 1] not in ("the", "a", "an")


def _is_dateline(i: int, j: int, page: Page) -> bool:
    """A name at the head of a paragraph, in capitals or before "(AP)" or a dash."""
    if not (i == 0 or page.words[i - 1].startswith("\n")):
        return False
    following = page.words[j : j + 5]
    return any(word in ("-", "–", "—", "--", "\x97") for word in following[:5]) or following[:1] == ["("]


def weigh_story(found: list[Toponym]) -> None:
    """A name counts for more if a place of it lies where the rest of the text is set."""
    sure = [toponym.weightiest for toponym in found if toponym.score >= 1.5 or toponym.kind == "adjective"]
    countries = {place.country for place in sure if place and place.country} - ENGLISH
    points = {place.ref: place for place in sure if place and not place.is_country and place.country in countries}
    anchors = [points[ref] for ref in sorted(points)][:20]
    known: dict[str, str] = {}
    for toponym in found:
        if toponym.score >= 0 or toponym.score < -6 or toponym.kind == "adjective":
            continue
        if toponym.key not in known:
            known[toponym.key] = _place_in_story(toponym, countries, anchors)
        if known[toponym.key]:
            toponym.evidence[known[toponym.key]] = _weights()[known[toponym.key]]
            toponym.evidence.pop("obscure", None)


def _place_in_story(toponym: Toponym, countries: set[str], anchors: list[GazetteerPlace]) -> str:
    """Whether a name has a place near the sure ones, or at least in their countries."""
    places = [hit.place for hit in toponym.hits if hit.place.country in countries]
    for place in places:
        distances = [distance_km(place, anchor) for anchor in anchors]
        if any(distance is not None and distance < NEAR_KM for distance in distances):
            return "story_near"
    return "story_country" if places else ""


def weigh_company(found: list[Toponym]) -> None:
    """A name counts for more if it surely stands for a place elsewhere in the text, or beside names that do."""
    weights = _weights()
    sure = {toponym.key for toponym in found if toponym.score >= 1.5 and toponym.kind != "adjective"}
    known = {id(toponym) for toponym in found if toponym.score >= 1.5}
    for toponym in found:
        if toponym.score >= 1.5 or "inside_person" in toponym.evidence or toponym.kind == "adjective":
            continue
        if toponym.key in sure:
            toponym.evidence["several_mentions"] = weights["several_mentions"]
        if any(id(member) in known for member in toponym.row):
            toponym.evidence["in_list"] = weights["in_list"]
