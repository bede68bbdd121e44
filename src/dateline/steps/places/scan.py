"""Which runs of words could stand for places: names, states' abbreviations, adjectives, "U.S.-led"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from dateline.resources.countries import load_countries
from dateline.resources.gazetteer import Gazetteer, Hit, type_words
from dateline.resources.place_names import ARABIC_ARTICLES, fold_words
from dateline.resources.tables import load_table
from dateline.steps.places.page import PLACE_LABELS, Page, Toponym, common_words, contexts

LONGEST = 6
"""Most tokens that a name can have."""
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
        "upon",
        "on",
        "in",
        "-",
        "–",
        "y",
        "e",
        "&",
    ]
)
"""Words in lower case that a name may have inside."""


def scan(page: Page, gazetteer: Gazetteer) -> Iterator[Toponym]:
    """Go through the text once and give the longest name that begins at each capitalised word."""
    i, n = 0, len(page.words)
    while i < n:
        word = page.words[i]
        if not word[0].isupper() and not (page.lower[i] in ARABIC_ARTICLES and i + 2 < n and page.words[i + 1] == "-"):
            i += 1
            continue
        phrase = " ".join(page.lower[i : i + 2])
        if phrase in contexts()["phrases_not_places"]:
            i += 2
            continue
        alone = page.lower[i] in contexts()["never_alone"] and not _begins_name(i, page, gazetteer)
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
        if all(word in contexts()["never_alone"] for word in page.lower[i:j]):
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
    if page.labels[i] not in PLACE_LABELS or page.extents[i][0] != i:
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
    return key not in common_words() or any(hit.how == "main" for hit in hits)


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
        joins = after in contexts()["joining_types"] and not (nearby[0].isupper() or nearby == "of")
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
