"""Which names lead to a place, and the keys that they fold to: one rule for every index of places.

Standard library only: the build of the gazetteer uses it before anything else is installed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.resources.place_names import drop_article, fold_name, fold_words, is_latin, plain_letters, sound_key

ROMANISED = frozenset(
    [
        "AE",
        "AF",
        "AM",
        "AZ",
        "BD",
        "BG",
        "BH",
        "BT",
        "BY",
        "CN",
        "CY",
        "DJ",
        "DZ",
        "EG",
        "ER",
        "ET",
        "GE",
        "GR",
        "IL",
        "IN",
        "IQ",
        "IR",
        "JO",
        "JP",
        "KG",
        "KH",
        "KP",
        "KR",
        "KW",
        "KZ",
        "LA",
        "LB",
        "LK",
        "LY",
        "MA",
        "MK",
        "MM",
        "MN",
        "MR",
        "MV",
        "NP",
        "OM",
        "PK",
        "PS",
        "QA",
        "RS",
        "RU",
        "SA",
        "SD",
        "SO",
        "SY",
        "TH",
        "TJ",
        "TM",
        "TN",
        "TW",
        "UA",
        "UZ",
        "YE",
    ]
)
"""Countries (alpha-2) whose names reach English through a transliteration, so that spellings vary."""
ARABIC = frozenset(
    [
        "AE",
        "BH",
        "DJ",
        "DZ",
        "EG",
        "ER",
        "IQ",
        "IR",
        "JO",
        "KW",
        "LB",
        "LY",
        "MA",
        "MR",
        "OM",
        "PS",
        "QA",
        "SA",
        "SD",
        "SO",
        "SY",
        "TD",
        "TN",
        "YE",
    ]
)
ENGLISH = frozenset(["AU", "CA", "GB", "IE", "NZ", "US"])
"""Countries where another name of a town is mostly one that nobody uses any more."""
MAIN, ALTERNATIVE, SHORTENED, BY_SOUND = range(4)
"""How a key was come by."""
SOUND_PREFIX = "~"
TYPE_WORDS = frozenset(
    [
        "governorate",
        "province",
        "region",
        "district",
        "county",
        "oblast",
        "krai",
        "kray",
        "raion",
        "rayon",
        "state",
        "department",
        "prefecture",
        "municipality",
        "republic",
        "territory",
        "division",
        "parish",
        "canton",
        "voivodeship",
        "emirate",
        "qada",
        "muhafazat",
        "departamento",
        "provincia",
        "estado",
        "condado",
    ]
)


def untyped(name: str) -> str:
    """Key of a division's name without "Province", "County of"."""
    words = [word for word in fold_words(name) if word not in TYPE_WORDS and word != "of"]
    return "".join(drop_article(tuple(words)))


def latin_names(name: str, others: Iterable[str], country: str) -> list[str]:
    """The name as newspapers print it, then its other names in Latin letters, without codes."""
    main = plain_letters(name) if country in ROMANISED else name
    found = {main: None, name: None}
    for other in others:
        is_code = other.isupper() and len(other) <= 4
        if other and not is_code and any(char.isupper() for char in other) and is_latin(other):
            found[other] = None
    seen: dict[str, str] = {}
    for each in found:
        seen.setdefault(fold_name(each), each)
    return [each for key, each in seen.items() if key]


def name_keys(names: Iterable[str], feature: str, country: str) -> Iterator[tuple[str, int]]:
    """Every key that leads to a place, with how it was come by.

    Args:
        names: Names of the place, the main one first.
        feature: GeoNames feature code.
        country: ISO 3166-1 alpha-2 code.
    """
    is_division = feature.startswith("ADM")
    another = SHORTENED if country in ENGLISH and not is_division else ALTERNATIVE
    for i, name in enumerate(names):
        words = fold_words(name)
        yield "".join(words), MAIN if i == 0 else another
        if words and (words[0] == "the" or country in ARABIC):
            yield "".join(drop_article(words)), ALTERNATIVE if i == 0 else SHORTENED
        if is_division:
            yield untyped(name), ALTERNATIVE if feature == "ADM1" else SHORTENED
        if country in ROMANISED:
            key = sound_key(tuple(word for word in words if word not in TYPE_WORDS))
            if key:
                yield SOUND_PREFIX + key, BY_SOUND


def best_keys(names: Iterable[str], feature: str, country: str) -> dict[str, int]:
    """Each key that leads to a place with the best way by which it was come by."""
    best: dict[str, int] = {}
    for key, how in name_keys(names, feature, country):
        if key and how < best.get(key, 9):
            best[key] = how
    return best
