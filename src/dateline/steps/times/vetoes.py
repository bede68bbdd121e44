"""Vetoes: words that have the form of a time and are none, by what stands beside them."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from dateline.resources.tables import load_table
from dateline.steps.times.forms import Match
from dateline.steps.times.words import Words
from dateline.text.clauses import children_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_SENTENCE_ENDS = frozenset(".!?:;\"“”'`‘’()-–—*•")


@lru_cache
def _list(name: str) -> frozenset[str]:
    return frozenset(load_table("times/counter.yaml")[name])


def is_vetoed(match: Match, words: Words) -> bool:
    """Whether the words around a match show that it is no time."""
    if _is_part_of_title(match, words):
        return True
    rule = _VETOES.get(match.read)
    return rule is not None and rule(match, words)


def is_misread(match: Match, words: Words) -> bool:
    """Whether a shorter form fits better: "two days before the vote" is how long, "two days before." is when."""
    if match.read == "some_time":
        token = words.at(match.start)
        return token.dep_ not in ("dobj", "npadvmod") or token.head.lemma_.lower() not in _list("spending")
    if match.read == "duration" and len(match.all("num")) == 2 and len(match.all("units", "unit")) == 1:
        joint = match.lexemes[-3].text.lower()
        return joint == "and" or (
            joint in ("to", "or") and match.before is not None and "between" in match.before.kinds
        )
    if "that" in match.lexemes[0].kinds and words.at(match.start).tag_ in ("IN", "WDT"):
        return True
    if match.read in ("half_past", "weekday_week"):  # "gave a quarter to six men"
        return _is_of_next_noun(match, words)
    if match.read == "beside" and (than := words.after(match.end)) is not None and than.lower_ == "than":
        return True  # "a day earlier than planned" is by how much
    if match.read not in ("beside", "weekday") or "before" not in match.lexemes[-1].kinds or is_apposed(match, words):
        return False
    return _has_object(match, words)


def _is_of_next_noun(match: Match, words: Words) -> bool:
    after = words.after(match.end)
    return after is not None and after.pos_ in ("NOUN", "PROPN", "ADJ", "NUM")


def is_apposed(match: Match, words: Words) -> bool:
    """Whether "the day before" explains the day that stands before its comma: "Oct. 12, the day before the vote"."""
    comma = words.before(match.start)
    if "the" not in match.lexemes[0].kinds or match.first("unit") != "day" or comma is None or comma.text != ",":
        return False
    named = words.before(comma.idx)
    return named is not None and named.ent_type_ == "DATE"


def _has_object(match: Match, words: Words) -> bool:
    """Whether what it is counted from stands behind a match: "two days before the vote"."""
    after = words.after(match.end)
    return after is not None and not after.is_punct and after.pos_ not in ("ADP", "CCONJ")


def _is_part_of_title(match: Match, words: Words) -> bool:
    """Whether a common time word is capitalised inside a sentence: "60 Minutes", "USA Today"."""
    for lexeme in match.lexemes:
        common = any(kind in lexeme.kinds for kind in ("unit", "units", "deictic", "reference", "noon", "frequency"))
        if common and lexeme.text[:1].isupper() and not lexeme.text.isupper():
            before = words.before(lexeme.start)
            if before is not None and before.text[-1] not in _SENTENCE_ENDS:
                return words.sentence(before.idx) == words.sentence(lexeme.start)
    return False


def _is_no_year(match: Match, words: Words) -> bool:
    """Whether a bare four-digit number counts or names something."""
    lexeme = match.lexemes[-1]
    if len(match.lexemes) > 1 or "year" not in lexeme.kinds:
        return False
    before, after = words.before(lexeme.start), words.after(lexeme.end)
    if before is not None and (before.is_currency or _names_a_number(before, words)):
        return True
    if before is not None and before.text in ("#", "+", "x"):
        return True
    if after is not None and (_is_counted(after, before, lexeme.kinds["year"]) or _is_model(before, after)):
        return True
    if before is not None and before.pos_ == "PROPN" and before.whitespace_ and before.head.i != before.i - 1:
        return before.dep_ not in ("npadvmod", "poss") and words.at(lexeme.start).head.i == before.i
    old = lexeme.kinds["year"] < 1800
    if old and after is not None and after.tag_ == "NNS" and after.is_lower:
        return True
    return old and (before is None or before.lower_ not in ("in", "since", "by", "of", "until", "from", "around", "to"))


def _names_a_number(before: Token, words: Words) -> bool:
    """Whether a word makes the number after it a name: "Resolution", "No."."""
    if before.text == ".":
        before = words.before(before.idx) or before
    return before.lower_.rstrip(".") in _list("number_names")


def _is_model(before: Token | None, after: Token) -> bool:
    """Whether a year says which model of a car: "a 1998 Toyota", but not "in 1998 Toyota", "the 1998 Toyota strike"."""
    owned = before is not None and before.tag_ in ("DT", "PRP$", "POS", "JJ") and before.lower_ != "the"
    return owned and after.lower_ in _list("makers")


def _is_round(before: Token | None, year: int) -> bool:
    """Whether a number is likelier a count than a year: counts of four digits have a comma, unless they are round."""
    return year % 50 == 0 or (
        before is not None and before.lower_ in ("some", "about", "than", "around", "over", "nearly")
    )


def _is_counted(after: Token, before: Token | None, year: int) -> bool:
    """Whether a number counts what follows: "some 2000 people", but not "the 1992 protests"."""
    if after.lower_ in _list("counted") or after.text == "%":
        return True
    definite = before is not None and (before.tag_ in ("DT", "POS", "PRP$", "JJ", "IN", "CC") or before.is_sent_start)
    return after.tag_ == "NNS" and after.is_lower and not definite and _is_round(before, year)


def _is_paper(match: Match, words: Words) -> bool:
    after = words.after(match.end)
    return after is not None and after.is_title and after.lower_ in _list("paper_names")


def _is_no_month(match: Match, words: Words) -> bool:
    """Whether "May" is the modal verb and "March" a demonstration."""
    if len(match.lexemes) > 1:
        return False
    token, after = words.at(match.start), words.after(match.end)
    if token.ent_type_ == "PERSON" or _is_surname(token, words.before(match.start)):
        return True
    if token.lower_ == "may":
        return token.tag_ == "MD"
    if token.lower_ == "march":
        before = words.before(match.start)
        led = before is not None and before.pos_ in ("ADP", "SCONJ")
        return not led and after is not None and after.lower_ in ("for", "of", "on", "to", "through", "against")
    return False


def _is_fraction(match: Match, words: Words) -> bool:
    """Whether "a quarter" or "the first half" is a share: "a quarter of the votes", "the second half of the game"."""
    if not any(
        "half" in lexeme.kinds or lexeme.kinds.get("unit") == "quarter" or lexeme.text == "quarters"
        for lexeme in match.lexemes
    ):
        return False
    if "half" in match and match.read == "ordinal_period" and _is_of_a_game(match, words):
        return True
    before, after = words.before(match.start), words.after(match.end)
    if match.read == "duration" and [lexeme.text.lower() for lexeme in match.lexemes] == ["a", "quarter"]:
        return before is None or before.lower_ not in ("in", "for", "within", "after", "over")
    if after is None or "year" in match:
        return False
    if match.read != "ordinal_period" and "num" not in match and after.lower_ in _list("shared"):
        return True
    if after.lower_ != "of":
        return False
    beyond = words.after(after.idx + 2)
    return beyond is not None and beyond.pos_ in ("DET", "PRON") and beyond.lower_ not in ("this", "next", "last")


def _is_of_a_game(match: Match, words: Words) -> bool:
    """Whether the sentence tells of a match, and the half has no year."""
    if any(kind in match for kind in ("year", "shortyear", "last", "this", "next", "fiscal")) or "year" in match.all(
        "unit"
    ):
        return False
    return any(token.lower_ in _list("game_words") for token in words.around(match.start))


def _is_floor(match: Match, words: Words) -> bool:
    """Whether an ordinal describes a noun: "on the 14th floor"."""
    after = words.after(match.end)
    return after is not None and after.pos_ in ("NOUN", "ADJ", "PROPN", "NUM")


def _is_as_many(match: Match, words: Words) -> bool:
    """Whether the amount stands elsewhere: "the second attack in as many days"."""
    before = words.before(match.start)
    return before is not None and before.lower_ == "as" and "vague" in match


def _is_matter(match: Match, words: Words) -> bool:
    """Whether "days" only says how little is left, "a matter of days before he leaves", and is counted from nothing."""
    of = words.before(match.start)
    before = words.before(of.idx) if of is not None and of.lower_ == "of" else None
    return before is not None and before.lower_ == "matter"


def _is_no_duration(match: Match, words: Words) -> bool:
    return _is_as_many(match, words) or _is_rate(match, words) or _is_fraction(match, words)


def _is_surname(token: Token, before: Token | None) -> bool:
    """Whether a first name leads: "Theresa May"."""
    return before is not None and before.pos_ == "PROPN" and before.dep_ == "compound" and before.head.i == token.i


def _is_no_season(match: Match, words: Words) -> bool:
    """Whether "the fall" is a downfall: "the fall of the capital", "a fall in prices"."""
    last, following = match.lexemes[-1], words.after(match.end)
    if len(match.lexemes) < 3 and last.text.istitle() and following is not None and following.pos_ == "PROPN":
        return True
    if last.text.lower() not in ("fall", "spring") or "which" in match or "last" in match or "this" in match:
        return False
    token, after = words.at(last.start), words.after(match.end)
    if token.pos_ in ("VERB", "ADJ"):
        return True
    falls = ("of", "in", "from", "to", "by", "through", "into", "below")
    return last.text.lower() == "fall" and after is not None and after.lower_ in falls


def _is_measure(match: Match, words: Words) -> bool:
    """Whether "annual" or "daily" measures rather than repeats, or is a newspaper."""
    token, after = words.at(match.start), words.after(match.end)
    if token.pos_ in ("NOUN", "PROPN") or _is_of_each(token, words.before(match.start)):
        return True
    beside = (
        [after, words.after(after.idx + len(after))] if after is not None and after.pos_ in ("NOUN", "ADJ") else [after]
    )
    return any(noun is not None and (noun.lower_ in _list("measures") or noun.pos_ == "PROPN") for noun in beside)


def _is_of_each(token: Token, before: Token | None) -> bool:
    """Whether an adverb stands after what it measures, as "a year" may: "4% annually", "300 tons daily"."""
    if before is None or token.pos_ != "ADV":
        return False
    return before.text == "%" or any(child.like_num for child in children_of(before))


def _is_no_reference(match: Match, words: Words) -> bool:
    """Whether "future" only describes a noun ("future earnings") or is a fate, "current" is a noun, "most recently" ranks a date."""
    token, after = words.at(match.start), words.after(match.end)
    if match.lexemes[-1].text.lower() == "the future" and after is not None and after.lower_ == "of":
        return True
    if match.lexemes[-1].text.lower() in ("more recently", "most recently") and _leads_to_time(after, words):
        return True
    if token.lower_ == "future":
        return match.lexemes[-1].text == token.text and token.dep_ == "amod"
    return token.lower_ == "current" and token.pos_ != "ADJ"


def _leads_to_time(token: Token | None, words: Words) -> bool:
    """Whether a time stands here, perhaps behind a preposition."""
    if token is not None and token.pos_ == "ADP":
        token = words.after(token.idx + len(token))
    return token is not None and token.ent_type_ in ("DATE", "TIME")


def _is_of_an_age(match: Match, words: Words) -> bool:
    """Whether "today's" describes what no single day has: "today's world" is the world of these days."""
    mark = words.after(match.end)
    if len(match.lexemes) > 1 or match.first("deictic") != 0 or mark is None or mark.lower_ not in ("'s", "’s"):
        return False
    after = words.after(mark.idx + len(mark))
    return after is not None and after.lemma_.lower() in _list("of_an_age")


def _is_counting(match: Match, words: Words) -> bool:
    """Whether "the past" counts something else: "the past nine elections"."""
    after = words.after(match.end)
    return after is not None and (after.pos_ == "NUM" or words.at(match.end - 1).dep_ == "amod")


def _is_of_noun(match: Match, words: Words) -> bool:
    """Whether "in the morning" or "the morning" describes a noun: "in the morning meetings", "the morning rush"."""
    bare = "inday" in match or (match.lexemes[0].text.lower() == "the" and len(match.lexemes) == 2)
    after, last = words.after(match.end), words.at(match.end - 1)
    if not bare or after is None or after.pos_ not in ("NOUN", "PROPN"):
        return False
    return last.dep_ == "compound" or last.head.i == after.i


def _is_rate(match: Match, words: Words) -> bool:
    """Whether "a year" stands right after what it measures: "$2 million a year", "24 hours a day"."""
    if "a" not in match.lexemes[0].kinds or "unit" not in match or "num" in match or "half" in match:
        return False
    before = words.before(match.start)
    return before is not None and (before.pos_ in ("NOUN", "NUM", "SYM") or before.like_num or before.text == "%")


def _is_age(match: Match, words: Words) -> bool:
    """Whether a decade is one of a life: "in his thirties"."""
    before = words.before(match.start)
    return before is not None and before.tag_ == "PRP$"


def _is_result(match: Match, words: Words) -> bool:
    """Whether figures tell how long a race took: "in 4:02", where a time of day would have "at"."""
    before = words.before(match.start)
    return len(match.lexemes) == 1 and "clock" in match and before is not None and before.lower_ in ("in", "of")


_VETOES: dict[str, Callable[[Match, Words], bool]] = {
    "year": _is_no_year,
    "weekday": _is_paper,
    "deictic": _is_of_an_age,
    "clock": _is_result,
    "decade": _is_age,
    "month": _is_no_month,
    "season": _is_no_season,
    "frequency": _is_measure,
    "duration": _is_no_duration,
    "bare_units": _is_matter,
    "ordinal_period": _is_fraction,
    "day_of_month": _is_floor,
    "same_period": _is_fraction,
    "reference": _is_no_reference,
    "the_past": _is_counting,
    "dayphrase": _is_of_noun,
}
