"""How many were killed, injured, went missing or were captured, as ranges with their words.

A word of harm ("killed", "dead", "toll") leads by grammar to the nouns that name the harmed;
a quantity in each of those phrases, or the one person that it names, makes a figure.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from dateline.report import Casualties, CasualtyKind, CasualtySide, Count, Status
from dateline.resources.tables import load_table
from dateline.steps.events.status import find_status
from dateline.text.clauses import conjuncts, is_passive, noun_phrase, objects_of, subjects_of
from dateline.text.numbers import Quantity, find_quantities

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_KINDS: tuple[CasualtyKind, ...] = ("killed", "injured", "missing", "captured")
_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET")
_PLACES = ("GPE", "LOC", "FAC", "DATE", "TIME", "PERCENT", "MONEY", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART")
_ONE = ("him", "her", "he", "she", "himself", "herself", "me", "another", "someone", "somebody", "one")
_UNKNOWN = ("unknown", "unspecified", "undisclosed", "undetermined", "unconfirmed")
_APART = ("after", "before", "since", "until", "although", "though", "while", "because")
_HOSPITALS = ("hospital", "clinic")
_ABSTRACT = ("ment", "tion", "sion", "ness", "ity", "ence", "ance", "ism", "ship", "omy", "ure", "ics", "ing")
_MAX_CHILDREN = 60
"""Words that hang on one word in prose; more come from broken text, and each look at them costs time."""

_FAR = 60
_REACH = 7
"""How many tokens left of a noun its quantity may begin."""


@dataclass(frozen=True)
class Figure:
    """One figure of the text: how many people met with what harm.

    Args:
        start: First code point of the words ("at least six civilians").
        end: Code point after the last.
        kind: What happened to them.
        low: The fewest that the words allow.
        high: The most; None where they leave it open.
        head: The counted noun, or the number or name that stands alone.
        governor: The word that tells of the harm ("killed", "toll", "injuring").
        side: `civilians` or `actors` where the words say so.
        part: Whether it is part of a bigger figure, so that a total leaves it out.
        outdated: Whether the text gives a newer figure for the same ("rose from 6 to 9").
        named: Whether it is one named person or one person by a noun, not a number.
        toll: Whether it is given as the total ("the toll rose to nine").
        added: Whether the words set it beside earlier ones ("another", "also").
        status: Whether the harm happened ("could kill hundreds" is hypothetical).
    """

    start: int
    end: int
    kind: CasualtyKind
    low: int
    high: int | None
    head: Token
    governor: Token
    side: CasualtySide = "unknown"
    part: bool = False
    outdated: bool = False
    named: bool = False
    toll: bool = False
    added: bool = False
    status: Status = "happened"


class _Lexicon(NamedTuple):
    """The table of words of harm, ready for look-up."""

    verbs: dict[str, CasualtyKind]
    dying: dict[str, CasualtyKind]
    nouns: dict[str, CasualtyKind]
    adjectives: dict[str, CasualtyKind]
    remains: frozenset[str]
    words: dict[str, frozenset[str]]
    pairs: dict[str, int]
    triggers: frozenset[str]


class _Counted(NamedTuple):
    """The people that a phrase counts; `start` and `end` are tokens."""

    head: Token
    start: int
    end: int
    total: Count
    named: bool


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    table = load_table("lexicons/casualties.yaml")

    def gather(part: str) -> dict[str, CasualtyKind]:
        return {word: kind for kind in _KINDS for word in _split(table[kind][part])}

    words = {name: frozenset(_split(value)) for name, value in table.items() if isinstance(value, str)}
    verbs, dying, nouns, adjectives = (gather(part) for part in ("verbs", "dying", "nouns", "adjectives"))
    remains = frozenset(gather("remains"))
    triggers = {word.split()[0] for rows in (verbs, dying, nouns, adjectives) for word in rows} | remains
    for name in ("unhurt", "deadly_verbs", "hostage", "patient_verbs", "counted_none", "life_verbs"):
        triggers |= words[name]
    return _Lexicon(
        verbs,
        dying,
        nouns,
        adjectives,
        remains,
        words,
        table["pair_words"],
        frozenset(triggers | {"toll", "number", "hospital", "clinic"}),
    )


def _split(words: str) -> list[str]:
    return [word.strip() for word in words.split(",") if word.strip()]


class _Reader:
    """One document with its quantities by token."""

    def __init__(self, doc: Doc, words: list[str]) -> None:
        self.doc = doc
        self.words = words
        self.at: dict[int, Quantity] = {}
        for quantity in find_quantities(words):
            if not _is_measure(words, quantity):
                self.at.update(dict.fromkeys(range(quantity.start, quantity.end), quantity))


_UNITS = frozenset(
    [
        "year",
        "years",
        "month",
        "months",
        "day",
        "days",
        "week",
        "weeks",
        "hour",
        "hours",
        "minute",
        "minutes",
        "km",
        "kilometers",
        "kilometres",
        "miles",
        "mile",
        "meters",
        "metres",
        "feet",
        "percent",
        "%",
        "kg",
        "tons",
        "tonnes",
        "mm",
        "cm",
        "am",
        "pm",
        "a.m.",
        "p.m.",
        "yards",
        "per",
        "degrees",
        "dollars",
        "euros",
        "pounds",
        "o'clock",
        "th",
        "st",
        "nd",
        "rd",
    ]
)


def _is_measure(words: Sequence[str], quantity: Quantity) -> bool:
    """Whether a number is an age, a time, a distance or a year, not a count of people."""
    after = words[quantity.end : quantity.end + 2]
    if after and (after[0] in _UNITS or (after[0] in "-–" and len(after) > 1 and after[1] not in ("man", "member"))):
        return True
    return quantity.start > 0 and words[quantity.start - 1] in ("$", "£", "€", "#", "no.")


def find_figures(doc: Doc) -> list[Figure]:
    """Find every casualty figure of a document, in text order."""
    lexicon = _lexicon()
    harms = [token for token in doc if token.lemma_.lower() in lexicon.triggers or token.lower_ in lexicon.triggers]
    if not harms:
        return []
    reader = _Reader(doc, [token.lower_ for token in doc])
    found: dict[tuple[CasualtyKind, int], Figure] = {}
    for token in harms:
        for figure in _figures_at(token, reader, lexicon):
            found.setdefault((figure.kind, figure.head.i), figure)
    return _without_repeats(sorted(found.values(), key=lambda figure: (figure.head.i, figure.kind)))


def _without_repeats(figures: list[Figure]) -> list[Figure]:
    """Drop a figure whose words lie within those of another of its kind, unless it is a part of it.

    Those who were taken to hospital and died there are dead, not injured.
    """
    kept: list[Figure] = []
    dead = {figure.head.i for figure in figures if figure.kind == "killed"}
    for figure in figures:
        if figure.governor.lower_ in _HOSPITALS and figure.head.i in dead:
            continue
        twin = next((k for k in reversed(kept[-4:]) if k.kind == figure.kind and k.end >= figure.end), None)
        if twin is None or (figure.part and figure.head.i != twin.head.i):
            kept.append(figure)
    return kept


def _figures_at(token: Token, reader: _Reader, lexicon: _Lexicon) -> Iterator[Figure]:
    """Give the figures that one word of harm leads to."""
    if max(here.n_lefts + here.n_rights for here in (token, token.head)) > _MAX_CHILDREN:
        return
    lemma = token.lemma_.lower()
    if lemma in ("toll", "number") or (lemma == "count" and reader.words[token.i - 1] == "body"):
        yield from _toll(token, reader, lexicon)
        return
    if token.lower_ in lexicon.words["unhurt"]:
        yield from _unhurt(token, reader, lexicon)
        return
    kind, patients = _harmed(token, lemma, reader, lexicon)
    if kind is None or _is_one_of_two(token, kind, lexicon):
        return
    yield from _make(patients, kind, token, reader, lexicon)


def _is_one_of_two(token: Token, kind: CasualtyKind, lexicon: _Lexicon) -> bool:
    """Whether the text leaves open which harm it was: "killed or wounded"."""
    first = token.head if token.dep_ == "conj" else token
    if not any(child.dep_ == "cc" and child.lower_ == "or" for child in first.children):
        return False
    others = [first, *(child for child in first.children if child.dep_ == "conj")]
    return any(
        (lexicon.verbs.get(o.lemma_.lower()) or lexicon.adjectives.get(o.lower_) or kind) != kind for o in others
    )


def _harmed(token: Token, lemma: str, reader: _Reader, lexicon: _Lexicon) -> tuple[CasualtyKind | None, list[_Counted]]:
    """Tell what harm a word tells of and whom it met."""
    if token.lower_ in lexicon.words["hostage"] and token.head.lemma_ in ("take", "hold"):
        token, lemma = token.head, token.head.lemma_
    if token.lower_ in _HOSPITALS:
        return "injured", _taken_to(token, reader, lexicon)
    if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("amod", "compound", "acomp", "oprd", "attr"):
        kind = _verb_kind(token, lemma, lexicon)
        if kind is not None:
            return kind, _patients(token, lemma, kind, reader, lexicon)
        if lemma in lexicon.words["life_verbs"]:
            return "killed", _lives(token, reader, lexicon)
        if lemma in lexicon.words["patient_verbs"] and _has_wounds(token, lexicon):
            heads = _subjects(token) if lemma != "treat" or is_passive(token) else objects_of(token)
            return "injured", _counted_all(heads, "injured", reader, lexicon)
    if token.lower_ in lexicon.adjectives or (token.pos_ in ("VERB", "ADJ") and token.lower_ in lexicon.verbs):
        kind = lexicon.adjectives.get(token.lower_)
        return kind, _described(token, kind, reader, lexicon) if kind else []
    if token.pos_ in ("NOUN", "PROPN") or token.tag_ in ("NN", "NNS"):
        return _told_by_noun(token, lemma, reader, lexicon)
    return None, []


def _taken_to(hospital: Token, reader: _Reader, lexicon: _Lexicon) -> list[_Counted]:
    """Read "seven people were taken to hospital"."""
    preposition = hospital.head
    verb = preposition.head
    taken = preposition.lower_ == "to" and verb.lemma_ in ("take", "rush", "admit", "bring", "evacuate", "transfer")
    return _counted_all(_subjects(verb), "injured", reader, lexicon) if taken and is_passive(verb) else []


def _verb_kind(verb: Token, lemma: str, lexicon: _Lexicon) -> CasualtyKind | None:
    for child in verb.children:
        low = child.lower_
        if child.dep_ == "prt" and f"{lemma} {low}" in lexicon.verbs:
            return lexicon.verbs[f"{lemma} {low}"]
        if (
            low in ("dead",)
            and lemma in ("shoot", "find", "strike")
            and child.dep_ in ("oprd", "acomp", "advmod", "amod", "ccomp")
        ):
            return "killed"
        if (
            low in lexicon.words["hostage"]
            and lemma in ("take", "hold", "seize")
            and child.dep_ in ("dobj", "oprd", "advmod", "ccomp", "acomp", "xcomp")
        ):
            return "captured"
        if low in lexicon.words["fatally"] and lemma in ("shoot", "wound", "injure", "stab", "beat"):
            return "killed"
        to_death = child.dep_ == "prep" and low == "to" and any(c.lower_ == "death" for c in child.children)
        if to_death and lemma in lexicon.words["deadly_verbs"]:
            return "killed"
    return lexicon.verbs.get(lemma) or lexicon.dying.get(lemma)


def _patients(verb: Token, lemma: str, kind: CasualtyKind, reader: _Reader, lexicon: _Lexicon) -> list[_Counted]:
    """Find whom a verb of harm met; a verb without an object may be a headline's passive."""
    if lemma in lexicon.dying and lemma not in lexicon.verbs:
        return _counted_all(_subjects(verb), kind, reader, lexicon)
    if is_passive(verb) or _is_gapped(verb):
        return _counted_all(_subjects(verb), kind, reader, lexicon)
    hostage = lexicon.words["hostage"]
    joined = [c for c in verb.children if c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN", "NUM")]
    objects = [head for head in [*objects_of(verb), *joined] if head.lower_ not in hostage and head.lower_ != "dead"]
    found = _counted_all(objects, kind, reader, lexicon)
    anyone = next((head for head in objects if head.lower_ in ("anyone", "anybody")), None)
    if anyone is not None and find_status(verb) == "denied":
        return [_Counted(anyone, anyone.i, anyone.i + 1, Count(low=0, high=0), False)]
    after = verb.i + 1
    if not found and after in reader.at and reader.at[after].start == after:
        found = _counted_all([_counted_noun(reader.at[after], reader)], kind, reader, lexicon)
    if not found and not objects and (verb.tag_ in ("VBN", "VBD") or lemma in lexicon.dying):
        counted = _counted_all(_subjects(verb), kind, reader, lexicon)
        found = [one for one in counted if not one.named or lemma in lexicon.dying or _is_no_one(one)]
    if not found and not objects and (quantity := reader.at.get(verb.i - 1)) and verb.tag_ in ("VBN", "VBD"):
        found = [_Counted(verb, quantity.start, verb.i + 1, quantity.total, False)]
    if not found:
        found = [
            one
            for child in verb.children
            if child.dep_ == "ccomp"
            for one in _small_clause(child, kind, reader, lexicon)
        ]
    return found


def _subjects(verb: Token) -> list[Token]:
    """Give the subjects of a verb; of two that the parse gives, the first ("nine people, most of them women, ...")."""
    own = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")]
    return conjuncts(own[0]) if len(own) > 1 else subjects_of(verb)


def _is_gapped(verb: Token) -> bool:
    """Whether a participle shares the passive of the verb that it is joined to ("four were killed and another wounded")."""
    if verb.dep_ != "conj" or verb.tag_ not in ("VBN", "VBD") or not is_passive(verb.head):
        return False
    return not any(child.dep_ in ("aux", "auxpass", "dobj") for child in verb.children)


def _small_clause(token: Token, kind: CasualtyKind, reader: _Reader, lexicon: _Lexicon) -> list[_Counted]:
    """Read "shot four policemen dead", where the parse makes a clause of the object and "dead"."""
    if token.pos_ == "VERB":
        return []
    return _counted_all([c for c in token.children if c.dep_ == "nsubj"], kind, reader, lexicon)


def _is_no_one(counted: _Counted) -> bool:
    return counted.total.high == 0


def _counted_noun(quantity: Quantity, reader: _Reader) -> Token:
    """Give the noun that a quantity counts, or the number itself."""
    number = reader.doc[quantity.end - 1]
    for here in (number, *(reader.doc[i] for i in range(quantity.start, quantity.end - 1))):
        if here.dep_ in ("nummod", "quantmod", "amod", "det", "compound", "advmod") and here.head.i >= quantity.end - 1:
            return here.head if reader.at.get(here.head.i, quantity) is quantity else number
    return number


def _lives(verb: Token, reader: _Reader, lexicon: _Lexicon) -> list[_Counted]:
    """Read "claimed six lives", "took the lives of six", "lost their lives"."""
    lives = next(
        (child for child in verb.children if child.dep_ == "dobj" and child.lemma_.lower() in ("life", "live")), None
    )
    if lives is None:
        return []
    if verb.lemma_ == "lose":
        return _counted_all(_subjects(verb), "killed", reader, lexicon)
    heads = [c for p in lives.children if p.dep_ == "prep" and p.lower_ == "of" for c in p.children if c.dep_ == "pobj"]
    if heads:
        return _counted_all([h for head in heads for h in conjuncts(head)], "killed", reader, lexicon)
    return _counted_all([lives], "killed", reader, lexicon)


def _has_wounds(verb: Token, lexicon: _Lexicon) -> bool:
    """Whether a verb has injuries for its object, or "for", "with" or "from" injuries."""
    for child in verb.children:
        nouns = [child] if child.dep_ == "dobj" else [c for c in child.children if child.dep_ == "prep"]
        nouns += [c for p in child.children if child.dep_ == "dobj" and p.dep_ == "prep" for c in p.children]
        if any(n.lemma_.lower() in lexicon.words["wounds"] for noun in nouns for n in conjuncts(noun)):
            return True
    return False


def _described(word: Token, kind: CasualtyKind, reader: _Reader, lexicon: _Lexicon) -> list[_Counted]:
    """Find whom an adjective or participle describes: "six dead", "left two people dead", "are missing"."""
    quantity = reader.at.get(word.i - 1)
    if quantity and quantity.end == word.i and word.dep_ != "amod":
        return [_Counted(word, quantity.start, word.i + 1, quantity.total, False)]
    before = reader.doc[word.i - 1] if word.i else word
    if word.dep_ in ("amod", "acl", "advcl") and word.head.pos_ in _NOMINAL and word.head.i != word.i:
        return _numbered([word.head], kind, reader, lexicon)
    own = [child for child in word.children if child.dep_ in ("nsubj", "nsubjpass")]
    if own:
        return _numbered([h for child in own for h in conjuncts(child)], kind, reader, lexicon)
    while before.dep_ == "pobj" and before.head.head.pos_ in _NOMINAL and before.head.head.i < before.i:
        before = before.head.head
    if before.pos_ in _NOMINAL and before.i != word.i and (found := _numbered([before], kind, reader, lexicon)):
        return found
    if word.dep_ in ("acomp", "oprd", "attr", "xcomp", "advmod", "advcl") and word.head.pos_ in ("VERB", "AUX"):
        verb = word.head
        objects = [] if is_passive(verb) else [h for h in objects_of(verb) if h.i != word.i]
        linking = verb.lemma_ in ("be", "remain", "go", "lie", "stay", "become") or is_passive(verb)
        return _numbered(objects or (_subjects(verb) if linking else []), kind, reader, lexicon, alone=linking)
    return []


def _numbered(
    heads: Iterable[Token], kind: CasualtyKind, reader: _Reader, lexicon: _Lexicon, *, alone: bool = False
) -> list[_Counted]:
    """Count heads; single people without a number only where `alone`."""
    return [one for one in _counted_all(heads, kind, reader, lexicon) if alone or not one.named]


def _told_by_noun(
    noun: Token, lemma: str, reader: _Reader, lexicon: _Lexicon
) -> tuple[CasualtyKind | None, list[_Counted]]:
    """Read "the killing of six", "six deaths", "the bodies of six men", "no casualties"."""
    if lemma in lexicon.words["counted_none"] and _is_none(noun):
        return _none_kind(lemma), [_Counted(noun, _no_before(noun), noun.i + 1, Count(low=0, high=0), False)]
    kind: CasualtyKind | None = (
        "killed" if lemma in lexicon.remains or noun.lower_ in lexicon.remains else lexicon.nouns.get(lemma)
    )
    if kind is None or noun.dep_ == "compound":
        return None, []
    of = [c for p in noun.children if p.dep_ == "prep" and p.lower_ == "of" for c in p.children if c.dep_ == "pobj"]
    heads = [h for head in of for h in conjuncts(head)]
    if heads:
        found = _counted_all(heads, kind, reader, lexicon)
        return kind, [one for one in found if lemma not in lexicon.remains or not one.named]
    own = _quantity_of(noun, reader)
    if own and noun.tag_ == "NNS":
        return kind, [_Counted(noun, min(own.start, noun.i), noun.i + 1, own.total, False)]
    owners = [c for c in noun.children if c.dep_ == "poss"] if kind == "killed" and lemma not in lexicon.remains else []
    return kind, [one for one in _counted_all(owners, kind, reader, lexicon) if one.head.pos_ != "PRON"]


def _no_before(noun: Token) -> int:
    """Give where a noun's phrase begins with its "no"."""
    return next((child.i for child in noun.lefts if child.lower_ in ("no", "neither", "zero")), noun.i)


def _none_kind(lemma: str) -> CasualtyKind:
    return "injured" if lemma in ("injury",) else "killed"


def _is_none(noun: Token) -> bool:
    """Whether there is "no" or "without" on a noun: "no casualties", "without any casualties"."""
    if any(child.lower_ in ("no", "zero") for child in noun.lefts):
        return True
    return any(t.lower_ == "without" for t in (noun.head, noun.head.head)) and noun.dep_ in ("pobj", "conj", "dobj")


def _toll(toll: Token, reader: _Reader, lexicon: _Lexicon) -> Iterator[Figure]:
    """Read a toll: "rose from six to nine", "put the toll at 27", "a toll of 112", "the number of dead is 4"."""
    own = "killed" if toll.lower_ in ("toll", "count") else _kind_counted(toll, lexicon)
    if own is None:
        return
    verb = toll.head if toll.dep_ in ("nsubj", "nsubjpass", "dobj") else toll
    for before, quantity in _toll_quantities(toll, reader):
        head = _counted_noun(quantity, reader)
        following = reader.words[quantity.end] if quantity.end < len(reader.words) else ""
        kind = lexicon.adjectives.get(following) or lexicon.adjectives.get(head.lower_, own)
        count = quantity.total
        if before in _PASSING and count.high is not None:
            count = Count(low=count.low + 1, high=None)
        span = _Counted(head, quantity.start, quantity.end, count, False)
        figure = _figure(span, kind, toll, reader, lexicon)
        yield replace(figure, toll=True, outdated=before == "from", status=find_status(verb))


_TO = frozenset(
    [
        "to",
        "at",
        "of",
        "is",
        "was",
        "stands",
        "stood",
        "reached",
        "reaching",
        "reaches",
        "reach",
        "hit",
        "hits",
        ":",
        "total",
        "totaled",
        "totalled",
        "as",
        "now",
    ]
)
_PASSING = frozenset(
    ["passed", "passes", "topped", "tops", "exceeded", "exceeds", "surpassed", "surpasses", "past", "above"]
)


def _kind_counted(number: Token, lexicon: _Lexicon) -> CasualtyKind | None:
    """Tell what "the number of ..." counts: "of dead", "of people killed", "of deaths"."""
    of = [p for p in number.children if p.lower_ == "of"]
    nouns = [noun for p in of for noun in p.children]
    words = [*nouns, *(c for noun in (*nouns, number) for c in noun.children if of and c.dep_ in ("acl", "amod"))]
    kinds = (lexicon.adjectives.get(word.lower_) or lexicon.nouns.get(word.lemma_.lower()) for word in words)
    return next((kind for kind in kinds if kind), None)


def _toll_quantities(toll: Token, reader: _Reader) -> Iterator[tuple[str, Quantity]]:
    """Give the quantities after a toll with the word that leads to each, up to the clause's end."""
    i, words = toll.i + 1, reader.words
    end = min(len(words), toll.i + 3 * _REACH, toll.sent.end)
    while i < end and words[i] not in (";", ".", "but", "while"):
        quantity = reader.at.get(i)
        if quantity is None:
            i += 1
            continue
        before = words[quantity.start - 1]
        before = words[quantity.start - 2] if before in ("the", "now", "least", "officially") else before
        if before in _TO or before in _PASSING or before == "from":
            yield before, quantity
        i = quantity.end


def _unhurt(word: Token, reader: _Reader, lexicon: _Lexicon) -> Iterator[Figure]:
    """Leave those alone who "escaped unhurt": they are no figure."""
    return iter(())


# --- counting -------------------------------------------------------------------------


def _counted_all(heads: Iterable[Token], kind: CasualtyKind, reader: _Reader, lexicon: _Lexicon) -> list[_Counted]:
    """Count each head; a bare plural beside counted ones is two or more ("their parents and 40 others")."""
    heads = list(heads)
    counted = [(head, _count(head, kind, reader, lexicon)) for head in heads]
    if len(heads) > 1 and any(one is not None and one.head.pos_ != "PRON" for _, one in counted):
        counted = [(head, one or _bare_plural(head, lexicon)) for head, one in counted]
    return [one for _, one in counted if one is not None]


def _bare_plural(head: Token, lexicon: _Lexicon) -> _Counted | None:
    if head.tag_ != "NNS" or head.lemma_.lower() in lexicon.words["not_people"]:
        return None
    return _Counted(head, head.i, head.i + 1, Count(low=2, high=None), False)


def _count(head: Token, kind: CasualtyKind, reader: _Reader, lexicon: _Lexicon) -> _Counted | None:
    """Count the people that a noun phrase stands for; None where it gives no number."""
    lemma, form = head.lemma_.lower(), head.lower_
    if form in ("nobody", "none") or (form == "one" and head.i and reader.words[head.i - 1] == "no"):
        return _Counted(head, head.i - (form == "one"), head.i + 1, Count(low=0, high=0), False)
    if lemma in lexicon.words["not_people"] and head.ent_type_ != "PERSON":
        return None
    quantity = _quantity_of(head, reader)
    if quantity:
        return _Counted(head, min(quantity.start, head.i), max(quantity.end, head.i + 1), quantity.total, False)
    if any(child.lower_ in ("no", "neither") for child in head.lefts):
        return _Counted(head, _no_before(head), head.i + 1, Count(low=0, high=0), False)
    inner = _inside(head, lemma, reader, lexicon)
    if inner is not None:
        return inner
    return _single(head, lemma, kind, lexicon)


def _inside(head: Token, lemma: str, reader: _Reader, lexicon: _Lexicon) -> _Counted | None:
    """Read the number within a container: "a family of five", "a total of six people"."""
    if lemma in lexicon.pairs:
        return _Counted(head, head.i, head.i + 1, Count(low=lexicon.pairs[lemma], high=lexicon.pairs[lemma]), False)
    if lemma not in lexicon.words["containers"]:
        return None
    if lemma == "number" and any(child.lower_ in ("a", "an") for child in head.lefts):
        low = 0 if any(child.dep_ == "amod" and child.lower_ in _UNKNOWN for child in head.lefts) else 2
        return _Counted(head, head.left_edge.i, head.right_edge.i + 1, Count(low=low, high=None), False)
    for preposition in head.children:
        if preposition.dep_ == "prep" and preposition.lower_ == "of":
            for noun in preposition.children:
                quantity = _quantity_of(noun, reader) if noun.dep_ == "pobj" else None
                if quantity:
                    return _Counted(head, head.i, max(quantity.end, noun.i + 1), quantity.total, False)
    return None


def _quantity_of(head: Token, reader: _Reader) -> Quantity | None:
    """Find the quantity within a noun's own phrase, to its left, or at the noun."""
    if head.i in reader.at:
        return reader.at[head.i]
    left = max(head.left_edge.i, head.i - _REACH)
    for i in range(head.i - 1, left - 1, -1):
        if i in reader.at and _counts(reader.doc[i], head):
            return reader.at[i]
        if reader.words[i] in (",", ";", "and") and i in (head.i - 1,):
            return None
    return None


def _counts(number: Token, head: Token) -> bool:
    """Whether a number modifies a noun, and not a word within its phrase ("the 20-year-old", "two of five")."""
    here = number
    for _ in range(4):
        if here.head.i == head.i:
            return here.dep_ in (
                "nummod",
                "amod",
                "quantmod",
                "det",
                "advmod",
                "compound",
                "predet",
                "nmod",
                "prep",
                "npadvmod",
            )
        if here.dep_ in ("pobj", "relcl", "poss", "appos") or here.head.i == here.i:
            return False
        here = here.head
    return False


def _single(head: Token, lemma: str, kind: CasualtyKind, lexicon: _Lexicon) -> _Counted | None:
    """Count one person: a name, "a man", "the governor", "him"."""
    if head.pos_ == "PRON" or head.tag_ == "DT":
        if head.lower_ not in _ONE:
            return None
        return _Counted(head, head.i, head.i + 1, Count(low=1, high=1), True)
    if lemma in lexicon.words["collectives"] or head.pos_ not in ("NOUN", "PROPN"):
        return None
    if head.tag_ in ("NNS", "NNPS") or (head.pos_ == "PROPN" and head.ent_type_ in (*_PLACES, "NORP")):
        return None
    if head.pos_ == "PROPN" and head.ent_type_ == "ORG" and any(child.lower_ == "the" for child in head.lefts):
        return None
    if kind == "injured" and head.pos_ == "NOUN" and lemma.endswith(_ABSTRACT):
        return None
    if kind == "captured" and head.pos_ == "NOUN" and not _looks_like_person(lemma, lexicon):
        return None
    start, _ = noun_phrase(head, with_preps=False)
    return _Counted(head, start, head.i + 1, Count(low=1, high=1), True)


def _looks_like_person(lemma: str, lexicon: _Lexicon) -> bool:
    known = lemma in lexicon.words["civilians"] or lemma in lexicon.words["actors"]
    return known or lemma.endswith(
        ("man", "woman", "er", "or", "ist", "ian", "ant", "ent", "ee", "person", "chief", "spy")
    )


# --- figures --------------------------------------------------------------------------


def _make(
    counted: Sequence[_Counted], kind: CasualtyKind, governor: Token, reader: _Reader, lexicon: _Lexicon
) -> Iterator[Figure]:
    for one in counted:
        figure = _figure(one, kind, governor, reader, lexicon)
        yield figure
        if governor.lemma_ == "casualty" and one.total.high == 0:
            yield replace(figure, kind="injured")
        yield from _parts(one.head, figure, reader, lexicon)


def _figure(counted: _Counted, kind: CasualtyKind, governor: Token, reader: _Reader, lexicon: _Lexicon) -> Figure:
    doc = reader.doc
    status = find_status(governor)
    count = counted.total
    if status == "denied" and count.high != 0 and _is_negated_here(governor):
        count, status = Count(low=0, high=0), "happened"
    elif status == "denied" and count.high == 0:
        status = "happened"
    last = doc[counted.end - 1]
    return Figure(
        start=doc[counted.start].idx,
        end=last.idx + len(last),
        kind=kind,
        low=count.low,
        high=count.high,
        head=counted.head,
        governor=governor,
        side=_side(counted.head, lexicon),
        part=_is_part(counted.head, governor, lexicon),
        named=counted.named,
        added=_is_added(counted, governor, reader, lexicon),
        status=status,
    )


def _is_negated_here(word: Token) -> bool:
    """Whether those who are counted are said to be unharmed ("was not hurt"): that counts none."""
    verb = word.head if word.dep_ in ("acomp", "oprd") else word
    passive = is_passive(verb) or verb.i != word.i
    return passive and any(child.dep_ == "neg" for child in verb.children)


def _side(head: Token, lexicon: _Lexicon) -> CasualtySide:
    nouns = [head, *(c for p in head.children if p.dep_ == "prep" and p.lower_ == "of" for c in p.children)]
    for noun in nouns:
        if noun.lemma_.lower() in lexicon.words["actors"] or noun.lower_ in lexicon.words["actors"]:
            return "actors"
        modifiers = [noun, *(c for c in noun.lefts if c.dep_ in ("amod", "compound"))]
        if any(word.lemma_.lower() in lexicon.words["civilians"] for word in modifiers):
            return "civilians"
    return "unknown"


def _is_part(head: Token, governor: Token, lexicon: _Lexicon) -> bool:
    """Whether a figure stands under "including" or "among", so within a bigger one."""
    here = head
    for _ in range(6):
        if here.dep_ in ("prep", "pcomp") and here.lower_ in lexicon.words["including"]:
            return here.head.lemma_ != "be"
        if here.i == governor.i or here.head.i == here.i:
            return False
        here = here.head
    return False


def _is_added(counted: _Counted, governor: Token, reader: _Reader, lexicon: _Lexicon) -> bool:
    more = lexicon.words["more"]
    near = reader.words[max(counted.start - 1, 0) : counted.end]
    return any(word in more for word in near) or any(child.lower_ in more for child in governor.children)


def _parts(head: Token, whole: Figure, reader: _Reader, lexicon: _Lexicon) -> Iterator[Figure]:
    """Give the parts that are named of a figure: "six people, including two children"."""
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ in lexicon.words["including"]:
            nouns = [h for c in child.children if c.dep_ == "pobj" for h in conjuncts(c)]
        elif child.dep_ == "appos" and child.i > head.i:
            nouns = conjuncts(child)
        else:
            continue
        for one in _counted_all(nouns, whole.kind, reader, lexicon):
            if child.dep_ == "appos" and (one.named or whole.named):
                continue
            if one.total.high is None or whole.high is None or one.total.high <= whole.high:
                yield replace(_figure(one, whole.kind, whole.governor, reader, lexicon), part=True)


def total_of(figures: Sequence[Figure], kind: CasualtyKind) -> Count | None:
    """Add up the figures of one kind, each person once; None where there are none.

    Figures of one sentence add up ("four soldiers and three civilians"); a toll stands for
    all. Another sentence's figures restate, so the greater counts, unless they are set
    beside the earlier ones by "another" or "also".
    """
    counted = [f for f in figures if f.kind == kind and not (f.part or f.outdated)]
    if not counted:
        return None
    tolls = [figure for figure in counted if figure.toll]
    if tolls:
        return Count(low=tolls[-1].low, high=tolls[-1].high)
    total: Count | None = None
    for group in _by_sentence(counted):
        count = _sum(group)
        if total is None:
            total = count
        elif all(figure.added for figure in group):
            total = _add(total, count)
        elif count.low > total.low:
            total = count
    return total


def _by_sentence(figures: Sequence[Figure]) -> list[list[Figure]]:
    groups: dict[int, list[Figure]] = {}
    for figure in figures:
        groups.setdefault(figure.head.sent.start, []).append(figure)
    return list(groups.values())


def _sum(figures: Sequence[Figure]) -> Count:
    total = Count(low=0, high=0)
    for figure in figures:
        total = _add(total, Count(low=figure.low, high=figure.high))
    return total


def _add(one: Count, other: Count) -> Count:
    high = None if one.high is None or other.high is None else one.high + other.high
    return Count(low=one.low + other.low, high=high)


def figures_of(trigger: Token, figures: Sequence[Figure]) -> list[Figure]:
    """Give the figures that are grammatically tied to a trigger.

    The trigger is the word of harm, or the harm hangs on it or it on the harm: "bombed the
    camp, killing six", "the attack killed six", "six died in the attack", "an attack that
    left six dead".
    """
    first = bisect_left(figures, trigger.i - 2 * _FAR, key=_position)
    last = bisect_right(figures, trigger.i + 2 * _FAR, key=_position)
    return [figure for figure in figures[first:last] if _is_tied(trigger, figure)]


def _position(figure: Figure) -> int:
    return figure.head.i


def _is_tied(trigger: Token, figure: Figure) -> bool:
    governor = figure.governor
    if governor.i == trigger.i:
        return True
    if figure.status in ("planned", "hypothetical") or abs(governor.i - trigger.i) > _FAR:
        return False
    return _hangs_on(governor, trigger) or _hangs_on(trigger, governor)


_TIES = frozenset(
    {
        "advcl",
        "acl",
        "relcl",
        "conj",
        "xcomp",
        "ccomp",
        "nsubj",
        "nsubjpass",
        "pobj",
        "prep",
        "dobj",
        "agent",
        "oprd",
        "acomp",
        "pcomp",
        "compound",
        "nummod",
        "attr",
    }
)


def _hangs_on(token: Token, top: Token) -> bool:
    """Whether a token depends on another within a few steps that keep to the same happening."""
    here = token
    for _ in range(5):
        if here.i == top.i:
            return True
        outcome = here.dep_ == "amod" and here.i == top.i + 1  # "shot dead six farmers"
        if not (here.dep_ in _TIES or outcome) or here.head.i == here.i or _opens_another(here):
            return False
        here = here.head
    return here.i == top.i


def _opens_another(verb: Token) -> bool:
    """Whether a clause tells of another happening than the one it is joined to.

    A clause with "after" or "before" does, and one joined by "and" with an actor of its own;
    "and six people were killed" has none.
    """
    if verb.dep_ == "advcl":
        return any(child.dep_ in ("mark", "advmod") and child.lower_ in _APART for child in verb.children)
    if verb.dep_ in ("conj", "ccomp") and verb.pos_ in ("VERB", "AUX"):
        return any(child.dep_ == "nsubj" for child in verb.children) and verb.lemma_ not in ("die", "perish", "drown")
    return False


def to_casualties(figure: Figure, text: str, side: CasualtySide | None = None) -> Casualties:
    """Turn a figure into the contract's noun."""
    return Casualties.cut(
        text,
        figure.start,
        figure.end,
        kind=figure.kind,
        low=figure.low,
        high=figure.high,
        side=side or figure.side,
    )
