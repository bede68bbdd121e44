"""Which words of a text stand for places: runs of names that the gazetteer knows, weighed by what stands around them.

Every run of capitalised words that the gazetteer knows is a candidate. Whether it counts is
a sum of named pieces of evidence (`data/places/weights.yaml`): what the entity recogniser
says, the words before and after, how well known the place is.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from dateline.report import Entity, PlaceMentionKind
from dateline.resources.countries import load_countries
from dateline.resources.gazetteer import Gazetteer, GazetteerPlace, Hit, distance_km, type_words
from dateline.resources.place_names import ARABIC_ARTICLES, fold_words
from dateline.resources.tables import load_table

if TYPE_CHECKING:
    from spacy.tokens import Doc


LONGEST = 6
"""Most tokens that a name can have."""
LARGE_TOWN = 100_000
"""People of a town that a bare name means rather than the division of the same name around it."""
ENGLISH = frozenset({"USA", "GBR", "CAN", "AUS", "IRL", "NZL"})
"""Countries whose towns bear the surnames of English texts, so that their mere nearness says little."""
NEAR_KM = 150.0
LONGEST_ROW = 50
"""Most names of a list that are looked at together."""

_LINKS = frozenset(
    [
        "of",
        "the",
        "and",
        "de",
        "del",
        "da",
        "do",
        "dos",
        "du",
        "la",
        "le",
        "les",
        "el",
        "al-Sham",
        "upon",
        "on",
        "in",
        "-",
    ]
) | {
    "-",
    "–",
    "y",
    "e",
    "&",
}
_PLACE_LABELS = frozenset({"GPE", "LOC"})


@dataclass
class Toponym:
    """Words that may stand for a place.

    Args:
        start: First token.
        end: Token after the last.
        key: Folded name, without a type word.
        hits: Places of this name.
        kind: A plain name, one inside the name of something else, or an adjective.
        feature: Beginnings of the feature codes that a type word beside it allows.
        label: What the entity recogniser calls it; empty for nothing.
        evidence: What speaks for and against a place, by name.
        holder: The place named right after it that holds it: "Paris, *Texas*".
        row: The names of the list that it stands in: "Mosul, Tikrit and Samarra".
        nowhere: The state named right after it in which the gazetteer has no such place.
        n_chars: How much of its one token it takes up; 0 for all.
        name: The words as the text has them, without a type word.
        n_words: In how many words the name is written; 0 where that does not matter.
    """

    start: int
    end: int
    key: str
    hits: list[Hit]
    kind: PlaceMentionKind = "literal"
    feature: frozenset[str] = frozenset()
    label: str = ""
    evidence: dict[str, float] = field(default_factory=dict)
    holder: Toponym | None = None
    row: list[Toponym] = field(default_factory=list, repr=False)
    nowhere: Toponym | None = None
    n_chars: int = 0
    n_words: int = 0
    name: str = ""

    @property
    def score(self) -> float:
        """The sum of the evidence."""
        return sum(self.evidence.values())

    @cached_property
    def weightiest(self) -> GazetteerPlace | None:
        """The place that its name means when nothing else is known."""
        named_after_town = {hit.place.admin1_ref for hit in self.hits if hit.place.population >= LARGE_TOWN}
        hits = [hit for hit in self.hits if hit.place.ref not in named_after_town] or self.hits
        return max(hits, key=lambda hit: (hit.weight, -hit.place.ref)).place if hits else None

    @cached_property
    def may_be_division(self) -> bool:
        """Whether a country or a first-order division bears its name."""
        return any(hit.place.feature in ("ADM1", "PCLI") for hit in self.hits)


@dataclass
class Page:
    """A text as lists that are quick to read by token number."""

    words: list[str]
    lower: list[str]
    labels: list[str]
    extents: dict[int, tuple[int, int]]
    sentence_starts: list[bool]
    people: frozenset[str]
    person_tokens: frozenset[int]
    by_name: dict[tuple[str, bool], tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, doc: Doc, entities: Sequence[Entity]) -> Page:
        """Read a doc once."""
        extents = {i: (ent.start, ent.end) for ent in doc.ents for i in range(ent.start, ent.end)}
        rows = [(token.text, token.lower_, token.ent_type_, token.is_sent_start) for token in doc]
        words, lower, labels, starts = map(list, zip(*rows, strict=True)) if rows else ([], [], [], [])
        return cls(
            words=words,
            lower=lower,
            labels=labels,
            extents=extents,
            sentence_starts=starts,
            people=_surnames(doc, entities),
            person_tokens=_person_tokens(doc, entities),
        )


def _surnames(doc: Doc, entities: Sequence[Entity]) -> frozenset[str]:
    """Last words of the names of people that are given in more than one word."""
    names = [ent.text for ent in doc.ents if ent.label_ == "PERSON"]
    names += [name for entity in entities if entity.type == "person" for name in (entity.name, *entity.aliases)]
    split = [fold_words(name.removesuffix("'s").removesuffix("’s")) for name in names]
    return frozenset(words[-1] for words in split if len(words) > 1)


def _person_tokens(doc: Doc, entities: Sequence[Entity]) -> frozenset[int]:
    """Tokens inside the names of people of whom the text gives more than one name."""
    spans = [
        doc.char_span(mention.start, mention.end)
        for entity in entities
        if entity.type == "person" and " " in entity.name
        for mention in entity.mentions
        if mention.kind == "name"
    ]
    return frozenset(i for span in spans if span is not None for i in range(span.start, span.end))


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    table: dict[str, float] = load_table("places/weights.yaml")["recognition"]
    return table


@lru_cache(maxsize=1)
def _contexts() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in load_table("places/contexts.yaml").items()}


@lru_cache(maxsize=1)
def _common_words() -> frozenset[str]:
    return frozenset(load_table("places/common_words.yaml")["words"].split())


@lru_cache(maxsize=1)
def _given_names() -> frozenset[str]:
    names = load_table("lexicons/names.yaml")
    return frozenset(name.lower() for name in (*names["female"], *names["male"]))


@lru_cache(maxsize=1)
def _states() -> tuple[dict[str, str], dict[str, str]]:
    """Abbreviation to name of a state, and postal code to name."""
    abbreviations: dict[str, str] = {}
    postal: dict[str, str] = {}
    for row in load_table("places/states.yaml").values():
        for name, forms in row["abbreviations"].items():
            abbreviations.update(dict.fromkeys(forms, name))
        for code, name in row["postal"].items():
            postal.setdefault(code, name)
    return abbreviations, postal


@lru_cache(maxsize=1)
def _demonyms() -> dict[str, str]:
    """Adjective or word for people to the name of the place."""
    found: dict[str, str] = {}
    for country in load_countries():
        if not country.until:
            for word in (*country.adjectives, *country.people):
                found.setdefault(word, country.name)
    found.update(load_table("places/demonyms.yaml"))
    return found


def find_toponyms(doc: Doc, entities: Sequence[Entity], gazetteer: Gazetteer) -> list[Toponym]:
    """Give the words of a text that stand for places, in text order, none overlapping another."""
    page = Page.of(doc, entities)
    found = list(_scan(page, gazetteer))
    _find_lists(found, page)
    _link_holders(found, page, gazetteer)
    for toponym in found:
        if not toponym.evidence:
            toponym.evidence = dict(_weigh(toponym, page))
    _weigh_story(found)
    _weigh_company(found)
    return [toponym for toponym in found if toponym.score >= 0]


def _scan(page: Page, gazetteer: Gazetteer) -> Iterator[Toponym]:
    """Go through the text once and give the longest name that begins at each capitalised word."""
    i, n = 0, len(page.words)
    while i < n:
        word = page.words[i]
        if not word[0].isupper() and not (page.lower[i] in ARABIC_ARTICLES and i + 2 < n and page.words[i + 1] == "-"):
            i += 1
            continue
        phrase = " ".join(page.lower[i : i + 2])
        if phrase in _contexts()["phrases_not_places"]:
            i += 2
            continue
        alone = page.lower[i] in _contexts()["never_alone"] and not _begins_name(i, page, gazetteer)
        toponym = _compound_at(i, page, gazetteer)
        if toponym is None and not alone:
            toponym = _state_at(i, page, gazetteer) or _name_at(i, page, gazetteer)
        adjective = _adjective_at(i, page, gazetteer)
        if adjective and (toponym is None or adjective.end >= toponym.end):
            toponym = adjective
        if toponym is None:
            i += 1
        else:
            yield toponym
            i = toponym.end


def _begins_name(i: int, page: Page, gazetteer: Gazetteer) -> bool:
    """Whether a word like "North" or "New" begins a name of several words that is a place's main one."""
    for j in range(min(i + LONGEST, len(page.words)), i + 1, -1):
        if all(word in _contexts()["never_alone"] for word in page.lower[i:j]):
            continue
        if page.words[j - 1][0].isupper() and page.lower[i] not in ("a", "an", "the"):
            hits = gazetteer.lookup(" ".join(page.words[i:j]))
            if any(hit.how == "main" or hit.place.feature == "ADM1" for hit in hits):
                return True
    return False


def _adjective_at(i: int, page: Page, gazetteer: Gazetteer) -> Toponym | None:
    """The place that an adjective or a word for people belongs to: "Iraqi", "South Koreans"."""
    demonyms = _demonyms()
    for length in (2, 1) if i + 1 < len(page.words) else (1,):
        text = " ".join(page.words[i : i + length])
        name = demonyms.get(text)
        if name is None and text.isupper() and len(text) > 4:
            name = demonyms.get(text.title())
        if name is None or load_countries().by_name(text):
            continue
        if not name:
            return None
        places = gazetteer.find(name)
        if places:
            toponym = Toponym(i, i + length, "".join(fold_words(name)), [Hit(places[0], "main")], "adjective")
            toponym.label = page.labels[i]
            toponym.evidence = {"adjective": -1.0 if _is_no_adjective(i, i + length, page) else 1.0}
            return toponym
    return None


def _is_no_adjective(i: int, j: int, page: Page) -> bool:
    """A language, a surname, or half of "African-American"."""
    if page.labels[i] == "LANGUAGE" or (page.labels[i] == "PERSON" and j - i == 1):
        return True
    before = page.words[i - 2] if i > 1 and page.words[i - 1] == "-" else ""
    after = page.words[j + 1] if j + 1 < len(page.words) and page.words[j] == "-" else ""
    return before in ("African", "un", "Asian", "Native", "all") or (
        page.words[i] in ("African", "Asian") and after[:8] == "American"
    )


def _compound_at(i: int, page: Page, gazetteer: Gazetteer) -> Toponym | None:
    """The country at the head of a word like "U.S.-led"."""
    head, hyphen, rest = page.words[i].partition("-")
    country = load_countries().by_name(head) if hyphen and rest else None
    place = gazetteer.country(country.code) if country else None
    if country is None or place is None:
        return None
    toponym = Toponym(i, i + 1, "".join(fold_words(country.name)), [Hit(place, "main")], label="GPE")
    toponym.evidence, toponym.n_chars = {"country": 3.0}, len(head)
    return toponym


def _state_at(i: int, page: Page, gazetteer: Gazetteer) -> Toponym | None:
    """The state of an abbreviation: "Calif.", and "CA" after a comma."""
    abbreviations, postal = _states()
    word, end = page.words[i], i + 1
    following = page.words[i + 1] if i + 1 < len(page.words) else ""
    name = abbreviations.get(f"{word} {following}")
    if name:
        end = i + 2
    else:
        name = abbreviations.get(word) or (abbreviations.get(word + ".") if following == "." else None)
    after_comma = i > 1 and page.words[i - 1] == "," and page.words[i - 2][0].isupper()
    if name is None and after_comma:
        name = postal.get(word) or abbreviations.get(word + ".")
    sure = (
        after_comma
        or (word.endswith(".") and page.labels[i] == "GPE")
        or "." in word[:-1]
        or len(word) > 4
        or (word.isupper() and len(word) == 3)
    )
    if name is None or not (sure or (i and page.words[i - 1][0].isupper())):
        return None
    hits = [
        hit
        for hit in gazetteer.lookup(name)
        if hit.place.feature == "ADM1" and hit.place.country in ("USA", "CAN", "AUS")
    ]
    if not hits:
        return None
    return Toponym(i, end, "".join(fold_words(name)), hits, label="GPE", evidence={"state": 3.0})


def _name_at(i: int, page: Page, gazetteer: Gazetteer) -> Toponym | None:
    """The longest run of words from `i` on that the gazetteer knows, with a type word if one is part of the name."""
    last = min(i + LONGEST, len(page.words))
    parts = list(fold_words(page.words[i]))
    best = i + 1 if _known(parts, gazetteer) else 0
    for j in range(i + 1, last):
        word = page.words[j]
        if word.isspace() or not (word[0].isupper() or page.lower[j] in _LINKS or page.words[j - 1] == "-"):
            break
        parts.extend(fold_words(word))
        if word[0].isupper() and _known(parts, gazetteer):
            best = j + 1
    if not best:
        return _typed_name_at(i, page, gazetteer)
    best = _cut_at_entity(i, best, page, gazetteer)
    name = " ".join(page.words[i:best])
    hits = gazetteer.lookup(name)
    if not hits or not _writable(name, hits):
        return None
    words = fold_words(name)
    toponym = Toponym(i, best, "".join(words), hits, label=_label(i, best, page), n_words=len(words), name=name)
    _take_type_word(toponym, page)
    return toponym


def _known(parts: list[str], gazetteer: Gazetteer) -> bool:
    return bool(parts) and gazetteer.has_key("".join(parts))


def _cut_at_entity(start: int, end: int, page: Page, gazetteer: Gazetteer) -> int:
    """Keep a run from reaching out of the name that it begins in ("Ontario" of "Ontario and Quebec")."""
    joined = any(word in ("and", "&", "in", "on") for word in page.words[start:end])
    inside = page.extents.get(start)
    if (
        joined
        and inside
        and inside[1] < end
        and _known(list(fold_words(" ".join(page.words[start : inside[1]]))), gazetteer)
    ):
        return inside[1]
    return end


def _typed_name_at(i: int, page: Page, gazetteer: Gazetteer) -> Toponym | None:
    """A name that the gazetteer knows only without its type word or by sound, where the recogniser saw a place."""
    if page.labels[i] not in _PLACE_LABELS or page.extents[i][0] != i:
        return None
    end = page.extents[i][1]
    while end > i + 1 and (page.lower[end - 1] in type_words() or page.words[end - 1] in ("'s", "’s")):
        end -= 1
    name = " ".join(page.words[i:end])
    hits = gazetteer.lookup(name) or (gazetteer.lookup_sound(name) if len(name) > 4 and "." not in name else [])
    if not hits:
        return None
    toponym = Toponym(i, end, "".join(fold_words(name)), hits, label=page.labels[i])
    _take_type_word(toponym, page)
    return toponym


def _writable(name: str, hits: list[Hit]) -> bool:
    """Whether a name may be meant: short ones and common words only in the right case and as main names."""
    key = "".join(fold_words(name))
    if len(key) <= 3:
        bare = name.replace(".", "").replace(" ", "")
        if bare.isupper():
            return len(key) > 1 and any(hit.how == "given" or hit.place.is_country for hit in hits)
        return len(key) == 3 and any(hit.how == "main" and hit.place.name == name for hit in hits)
    return key not in _common_words() or any(hit.how == "main" for hit in hits)


def _label(start: int, end: int, page: Page) -> str:
    labels = Counter(label for label in page.labels[start:end] if label)
    return labels.most_common(1)[0][0] if labels else ""


def _take_type_word(toponym: Toponym, page: Page) -> None:
    """Read "Anbar Province", "Kherson region", "the town of Baquba"; a capitalised type word joins the name."""
    types = type_words()
    if any(hit.place.is_country and hit.how == "main" for hit in toponym.hits):
        return
    after = page.lower[toponym.end] if toponym.end < len(page.words) else ""
    if after in types:
        toponym.feature = types[after]
        nearby = page.words[toponym.end + 1] if toponym.end + 1 < len(page.words) else " "
        joins = after in _contexts()["joining_types"] and not (nearby[0].isupper() or nearby == "of")
        if page.words[toponym.end][0].isupper() and joins:
            toponym.end += 1
        return
    i = toponym.start - 1
    if i >= 0 and page.lower[i] == "the":
        i -= 1
    if i >= 1 and page.lower[i] == "of" and page.lower[i - 1] in types:
        toponym.feature = types[page.lower[i - 1]]
    elif i >= 0 and page.lower[i] in types and page.words[i][0].islower():
        toponym.feature = types[page.lower[i]]


def _find_lists(found: list[Toponym], page: Page) -> None:
    """Mark names that stand in a row with commas and "and"."""
    row: list[Toponym] = []
    for i, toponym in enumerate(found):
        row.append(toponym)
        following = found[i + 1] if i + 1 < len(found) else None
        between = page.words[toponym.end : following.start] if following else []
        if (
            len(row) < LONGEST_ROW
            and following
            and toponym.kind != "adjective"
            and between in ([","], ["and"], [",", "and"], ["or"], ["&"])
        ):
            continue
        if len(row) > 1:
            for member in row:
                member.row = row
        row = []


def _is_list_of_divisions(row: list[Toponym]) -> bool:
    """Whether all names of a row of three or more can be divisions or countries, so that none holds another."""
    return len(row) > 2 and all(toponym.may_be_division for toponym in row)


def _is_of_one_rank(first: Toponym, second: Toponym) -> bool:
    """Whether both are countries, or both are well-known divisions written out: neither holds the other."""
    if "state" in second.evidence:
        return False
    for feature in ("PCLI", "ADM1"):
        if all(
            any(
                hit.place.feature == feature and hit.how in ("main", "given") and hit.weight >= 8
                for hit in toponym.hits
            )
            for toponym in (first, second)
        ):
            return True
    return False


def _link_holders(found: list[Toponym], page: Page, gazetteer: Gazetteer) -> None:
    """Join "Paris, Texas" and "Aleppo in Syria"."""
    known: dict[tuple[str, str], bool] = {}
    for first, second in itertools.pairwise(found):
        between = page.words[first.end : second.start]
        if second.kind == "adjective" or first.kind == "adjective" or _is_list_of_divisions(first.row):
            continue
        if _is_of_one_rank(first, second):
            continue
        if between not in ([","], ["in"], [",", "in"], ["("], [",", "the"], [",", "in", "the"]):
            continue
        pair = (first.key, second.key)
        if pair not in known:
            known[pair] = _can_hold(second, first, gazetteer)
        if known[pair]:
            first.holder = second
        elif between == [","] and "state" in second.evidence and not first.may_be_division:
            first.nowhere = second


def _can_hold(outer: Toponym, inner: Toponym, gazetteer: Gazetteer) -> bool:
    """Whether a place of the one name lies in a country, division or region of the other."""
    areas = [hit.place for hit in outer.hits if not hit.place.is_town]
    return any(
        area.ref != hit.place.ref and gazetteer.is_within(hit.place, area) for area in areas for hit in inner.hits
    )


def _weigh(toponym: Toponym, page: Page) -> Iterator[tuple[str, float]]:
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
    if not mains and not (toponym.label in _PLACE_LABELS and any(hit.how == "alternative" for hit in toponym.hits)):
        yield "alternative_only" if any(hit.how == "alternative" for hit in toponym.hits) else "shortened_only"
    if toponym.key in _common_words():
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
    if label in _PLACE_LABELS:
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
    contexts = _contexts()
    i, j = toponym.start, toponym.end
    before = page.lower[i - 1] if i else ""
    article = before == "the"
    if article and i > 1:
        before = page.lower[i - 2]
    after = page.lower[j] if j < len(page.words) else ""
    after_cap = bool(after) and page.words[j][0].isupper()
    if before in ("in", "near", "outside", "around", "across", "throughout"):
        yield "inside_before"
    elif before in contexts["before_place"]:
        yield "preposition_before"
    if after in contexts["nouns_after"]:
        yield "noun_after"
    if (
        after in ("'s", "’s")
        and j + 1 < len(page.words)
        and page.words[i].startswith("St")
        and page.words[j + 1][0].isupper()
    ):
        yield "saint"
    if after in contexts["brands"] and not after_cap and after not in contexts["institutions"]:
        yield "brand_inside"
    if before == "of" and i > 1 and page.lower[i - 2 - article] in contexts["places_of"]:
        yield "place_word_before"
    if toponym.feature and before != "of":
        yield "type_word_after"
    if toponym.holder:
        yield "holder_after"
    if after in ("said", "says", "told", "added"):
        yield "says_after"
    if before.rstrip(".") in contexts["persons_before"] and page.words[i - 1][0].isupper():
        yield "title_before"
    if i in page.person_tokens and toponym.label not in _PLACE_LABELS:
        yield "person_entity"
    elif page.lower[j - 1] in page.people and j - i == 1:
        yield "known_person"
    if page.sentence_starts[i]:
        yield "sentence_start"
    if i and page.lower[i - 1] in _given_names() and page.words[i - 1][0].isupper():
        yield "given_name_before"
    elif after_cap and page.lower[i] in _given_names() and j - i == 1 and after not in contexts["institutions"]:
        yield "is_given_name"
    if _is_dateline(i, j, page):
        yield "dateline"
    yield from _by_longer_name(toponym, page, after, after_cap)


def _by_longer_name(toponym: Toponym, page: Page, after: str, after_cap: bool) -> Iterator[str]:
    """Evidence in the rest of the capitalised run that a name is part of."""
    contexts = _contexts()
    run = _run_after(toponym.end, page)
    if not run and not _is_name_before(toponym.start, page):
        return
    first = run[0].rstrip(".") if run else ""
    if first in contexts["natural_after"] or _before(toponym.start, page) in contexts["natural_before"]:
        yield "natural_feature"
    elif first in contexts["streets"] or (
        run and run[-1] in contexts["streets"] and first not in contexts["institutions"]
    ):
        yield "street"
    elif any(word in contexts["media"] for word in run):
        yield "media_inside"
    elif first in contexts["brands"] or first in contexts["teams"]:
        yield "brand_inside"
    elif any(word in contexts["institutions"] for word in run[:3]):
        yield "institution_beside"
    elif toponym.label not in _PLACE_LABELS and (run or _is_name_before(toponym.start, page)):
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
    return page.lower[i - 1] not in _contexts()["before_place"] and page.lower[i - 1] not in ("the", "a", "an")


def _is_dateline(i: int, j: int, page: Page) -> bool:
    """A name at the head of a paragraph, in capitals or before "(AP)" or a dash."""
    if not (i == 0 or page.words[i - 1].startswith("\n")):
        return False
    following = page.words[j : j + 5]
    return any(word in ("-", "–", "—", "--", "\x97") for word in following[:5]) or following[:1] == ["("]


def _weigh_story(found: list[Toponym]) -> None:
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


def _weigh_company(found: list[Toponym]) -> None:
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
