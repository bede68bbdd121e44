"""Lexemes: the words of a text that times are made of, in runs without anything else between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dateline.resources.tables import load_table
from dateline.steps.times.holidays import holiday_names
from dateline.text.numbers import number_words

FIRST_YEAR, LAST_YEAR = 1000, 2199
"""Numbers of four digits between these may be years."""

PIECE_CHARS = 50_000
"""Longest piece of a text that is cut into tokens at once."""

_SENTENCE_END = re.compile(r"[a-z]{4}[.?!]\s(?=[A-Z])")
_TAIL_CHARS = 2_000

_TOKEN = re.compile(
    r"""
      (?P<gap> \n[^\S\n]*\n )
    | (?P<iso> \d{4}-(?:0[1-9]|1[0-2])(?:-\d\d)?(?:T\d\d:\d\d(?::\d\d)?)?(?![\d-]) )
    | (?P<slash> \d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?![\d/]) | \d{1,2}\.\d{1,2}\.\d{4}(?!\d) )
    | (?P<clock> \d{1,2}:\d\d(?::\d\d)?(?![\d:]) | \d{1,2}\.\d\d(?=\s?[ap]\.?m\b) )
    | (?P<decade> (?:\d{3}0|['’`]?\d0)['’]?s\b )
    | (?P<shortyear> (?<!['’`\d])['’`]\d\d(?![\d\w]) )
    | (?P<ordinal> \d{1,2}(?:st|nd|rd|th)\b )
    | (?P<fraction> \d{1,2}/\d{1,2}(?![\d/]) )
    | (?P<quartercode> [QH][1-4]\b | [1-4][QH]\b )
    | (?P<number> (?<![^\W_]) (?: \d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d) | \d+(?:\.\d+)? ) )
    | (?P<ampm> [ap]\.m\.? | [ap]m\b )
    | (?P<s> ['’]s\b )
    | (?P<word> [^\W\d_]+ )
    | (?P<comma> , )
    | (?P<hyphen> - )
    | (?P<dash> [–—] )
    | (?P<other> [^\w\s,'’`–—-]+ | \S )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ORDINAL_WORDS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]
_LONE_SCALES = ("dozen", "hundred", "thousand", "million", "billion")
_CAPITALISED = ("weekday", "weekdays", "month", "zone", "holiday")
_MARKS = ("iso", "slash", "clock", "shortyear", "ampm", "s", "quartercode", "comma", "hyphen")
_FRACTIONS = {"1/2": 0.5, "1/4": 0.25, "3/4": 0.75, "1/3": 1 / 3, "2/3": 2 / 3}


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A word, number or mark with the kinds it can be and its meaning as each of them."""

    start: int
    end: int
    text: str
    kinds: Mapping[str, Any]


Run = list[Lexeme]
Entry = tuple[tuple[str, ...], dict[str, Any]]


@lru_cache
def lexicon() -> dict[str, list[Entry]]:
    """Entries by their first word, the longest first: the words that follow it, and value by kind."""
    merged: dict[tuple[str, ...], dict[str, Any]] = {}
    for kind, values in {**load_table("times/words.yaml"), **_computed()}.items():
        for phrase, value in values.items():
            merged.setdefault(tuple(_split(str(phrase))), {})[kind] = value
    entries: dict[str, list[Entry]] = {}
    for words, kinds in sorted(merged.items(), key=lambda item: -len(item[0])):
        entries.setdefault(words[0], []).append((words[1:], kinds))
    return entries


@lru_cache
def kind_sets() -> tuple[frozenset[str], ...]:
    """Every set of kinds that a lexeme can have."""
    found = {frozenset(kinds): None for entries in lexicon().values() for _, kinds in entries}
    found |= {kinds - set(_CAPITALISED): None for kinds in found}
    numbers = [{"num"}, {"num", "day"}, {"num", "year"}]
    marks = [{kind} for kind in ("to", "ordinal", "decade", *_MARKS)]
    found |= {frozenset(kinds): None for kinds in [*numbers, *marks]}
    return tuple(kinds for kinds in found if kinds)


def _computed() -> dict[str, dict[str, Any]]:
    ordinals = {word: n for n, word in enumerate(_ORDINAL_WORDS, 1)}
    ordinals |= {f"twenty {word}": 20 + n for n, word in enumerate(_ORDINAL_WORDS[:9], 1)} | {"thirtieth": 30}
    ordinals |= {"thirty first": 31}
    tens = {"twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8}
    decades = {word: f"{tens[word]}0" for word in tens} | {"nineties": "90"}
    return {"ordinal": ordinals, "decade": decades, "holiday": {name: name for name in holiday_names()}}


def _split(phrase: str) -> list[str]:
    return [match.group().lower() for match in _TOKEN.finditer(phrase.replace("’", "'")) if match.lastgroup != "hyphen"]


def read_runs(text: str) -> Iterator[Run]:
    """Give each run of lexemes that stand side by side, in text order.

    Time and memory are linear in the length of the text.
    """
    for start, end in _pieces(text):
        yield from _runs_of(text, list(_TOKEN.finditer(text, start, end)))


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Cut a long text where no expression can stand across the cut, so that few tokens are held at once."""
    start = 0
    while len(text) - start > PIECE_CHARS:
        limit = start + PIECE_CHARS
        cut = _place_to_cut(text, start + 1, limit)
        yield start, cut
        start = cut
    yield start, len(text)


def _place_to_cut(text: str, start: int, limit: int) -> int:
    """The last end of a paragraph, else of a sentence, else of a word, before a limit."""
    paragraph = text.rfind("\n\n", start, limit)
    if paragraph > 0:
        return paragraph
    ends = [match.end() for match in _SENTENCE_END.finditer(text, max(start, limit - _TAIL_CHARS), limit)]
    return ends[-1] if ends else max(text.rfind(" ", start, limit), 0) or limit


def _runs_of(text: str, tokens: list[re.Match[str]]) -> Iterator[Run]:
    run: Run = []
    i = 0
    while i < len(tokens):
        lexeme, used = _read_lexeme(text, tokens, i)
        if lexeme is None:
            if run:
                yield run
                run = []
        else:
            run.append(lexeme)
        i += used
    if run:
        yield run


def _read_lexeme(text: str, tokens: list[re.Match[str]], i: int) -> tuple[Lexeme | None, int]:
    """Read the lexeme that begins at token `i`; also say how many tokens it takes."""
    token = tokens[i]
    group = token.lastgroup or "other"
    if group in ("other", "gap"):
        return None, 1
    if group == "word":
        return _read_word(text, tokens, i)
    if group == "number":
        return _read_number(text, tokens, i)
    if group == "iso" and _is_two_years(token.group()):
        year = int(token.group()[:4])
        return Lexeme(token.start(), token.start() + 4, token.group()[:4], {"num": year, "year": year}), 1
    kinds = _mark_kinds(group, token.group())
    return (Lexeme(token.start(), token.end(), token.group(), kinds) if kinds else None), 1


def _is_two_years(form: str) -> bool:
    """Whether "2003-04" and "2006-09" are years, as in prose, rather than a month: the second comes after the first."""
    return len(form) == 7 and int(form[5:]) > int(form[2:4])


def _mark_kinds(group: str, form: str) -> dict[str, Any]:
    low = form.lower()
    if group == "dash":
        return {"to": 0}
    if group == "ordinal":
        return {"ordinal": int(form[:-2])}
    if group == "decade":
        return {"decade": "".join(c for c in form if c.isdigit())}
    if group == "shortyear":
        return {"shortyear": int(form[1:])}
    if group == "fraction":
        fixed = load_table("times/words.yaml")["fixed"].get(form)
        return {"num": _FRACTIONS[form]} if form in _FRACTIONS else {"fixed": fixed} if fixed else {}
    return {group: low.replace(".", ":") if group == "clock" else low}


def _read_word(text: str, tokens: list[re.Match[str]], i: int) -> tuple[Lexeme | None, int]:
    token = tokens[i]
    low = token.group().lower()
    words = number_words()
    if low in words["units"] or low in _LONE_SCALES:
        return _read_number_words(text, tokens, i)
    for rest, kinds in lexicon().get(low, ()):
        used = _match_rest(tokens, i + 1, rest)
        if used is None:
            continue
        last = tokens[i + used]
        end = last.end()
        if not token.group()[0].isupper():
            kinds = {kind: value for kind, value in kinds.items() if kind not in _CAPITALISED}
        if not kinds:
            continue
        if "month" in kinds or "weekday" in kinds or low == "st":
            end = _with_dot(text, low, end)
            used += end != last.end()
        return Lexeme(token.start(), end, text[token.start() : end], kinds), used + 1
    return None, 1


def _match_rest(tokens: list[re.Match[str]], i: int, rest: tuple[str, ...]) -> int | None:
    """Count the tokens from `i` that spell out `rest`, hyphens between them included; None if they do not."""
    j = i
    for word in rest:
        if j < len(tokens) and tokens[j].lastgroup == "hyphen":
            j += 1
        if j >= len(tokens) or tokens[j].group().lower().replace("’", "'") != word:
            return None
        j += 1
    return j - i


def _with_dot(text: str, word: str, end: int) -> int:
    """Take the full stop of an abbreviated name in."""
    return end + 1 if len(word) <= 4 and word not in ("may", "june", "july") and text[end : end + 1] == "." else end


def _read_number(text: str, tokens: list[re.Match[str]], i: int) -> tuple[Lexeme | None, int]:
    """Read digits, with a fraction or a scale word after them ("5 1/2", "2 million")."""
    token = tokens[i]
    form = token.group()
    if len(form) > 12:
        return None, 1
    value = float(form.replace(",", ""))
    end, used = token.end(), 1
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if after is not None and after.lastgroup == "fraction" and after.group() in _FRACTIONS and "." not in form:
        return Lexeme(token.start(), after.end(), form, {"num": value + _FRACTIONS[after.group()]}), 2
    scale = number_words()["scales"].get(after.group().lower(), 0) if after is not None else 0
    if scale >= 100:
        end, used, value = after.end() if after is not None else end, 2, value * scale
    kinds: dict[str, Any] = {"num": int(value) if value == int(value) else value}
    if form.isdigit() and used == 1:
        if len(form) <= 2 and 1 <= value <= 31:
            kinds["day"] = int(value)
        if len(form) == 4 and FIRST_YEAR <= value <= LAST_YEAR:
            kinds["year"] = int(value)
    return Lexeme(token.start(), end, form, kinds), used


def _read_number_words(text: str, tokens: list[re.Match[str]], i: int) -> tuple[Lexeme | None, int]:
    """Read a number in words: "twenty-one", "two hundred and six", "nineteen ninety-seven" (a year)."""
    units, scales = number_words()["units"], number_words()["scales"]
    values: list[int] = []
    j, end = i, tokens[i].start()
    used = 0
    while j < len(tokens) and len(values) < 8:
        low = tokens[j].group().lower()
        if low in units or low in scales:
            values.append(units.get(low, scales.get(low, 0)))
            end, used = tokens[j].end(), j - i + 1
        elif not (tokens[j].lastgroup == "hyphen" or (low == "and" and values[-1] >= 100)):
            break
        j += 1
    if len(values) > 1 and 1 <= values[0] <= 12 and 10 <= sum(values[1:]) <= 59 and _is_ampm(tokens, i + used):
        written = f"{values[0]}:{sum(values[1:])}"  # "eight thirty p.m."
        return Lexeme(tokens[i].start(), end, text[tokens[i].start() : end], {"clock": written}), used
    spelled_year = _year_in_words(values)
    kinds: dict[str, Any] = {"num": _sum_up(values, scales)}
    if spelled_year is not None:
        kinds["year"] = spelled_year
    twenty_first = tokens[j].group().lower() if j < len(tokens) else ""
    if len(values) == 1 and values[0] in (20, 30) and twenty_first in _ORDINAL_WORDS[:9]:
        ordinal = values[0] + _ORDINAL_WORDS.index(twenty_first) + 1
        return Lexeme(tokens[i].start(), tokens[j].end(), "", {"ordinal": ordinal}), j - i + 1
    return Lexeme(tokens[i].start(), end, text[tokens[i].start() : end], kinds), used


def _is_ampm(tokens: list[re.Match[str]], i: int) -> bool:
    return i < len(tokens) and tokens[i].lastgroup == "ampm"


def _year_in_words(values: list[int]) -> int | None:
    """Read "nineteen ninety seven" and "two thousand (and three)" as years."""
    if len(values) >= 2 and 16 <= values[0] <= 20 and 10 <= sum(values[1:]) <= 99:
        return 100 * values[0] + sum(values[1:])
    if values[:2] == [2, 1000] and sum(values[2:]) <= 30:
        return 2000 + sum(values[2:])
    return None


def _sum_up(values: list[int], scales: Mapping[str, int]) -> int:
    total = group = 0
    for value in values:
        if value in scales.values() and value != 20:
            group = (group or 1) * value
            if value >= 1000:
                total, group = total + group, 0
        else:
            group += value
    return total + group
