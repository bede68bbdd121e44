"""Whom a word of harm met: the nouns that grammar leads to from "killed", "dead", "wounds" or "bodies"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from dateline.report import CasualtyKind, Count
from dateline.steps.events.harm_words import HarmWords
from dateline.steps.events.people_counts import (
    Counted,
    CountReader,
    count_all,
    counted_noun,
    is_no_one,
    no_before,
    quantity_of,
)
from dateline.steps.events.status import find_status
from dateline.text.clauses import conjuncts, is_passive, objects_of, subjects_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET")


HOSPITALS = ("hospital", "clinic")


def is_one_of_two(token: Token, kind: CasualtyKind, lexicon: HarmWords) -> bool:
    """Whether the text leaves open which harm it was: "killed or wounded"."""
    first = token.head if token.dep_ == "conj" else token
    if not any(child.dep_ == "cc" and child.lower_ == "or" for child in first.children):
        return False
    others = [first, *(child for child in first.children if child.dep_ == "conj")]
    return any(
        (lexicon.verbs.get(o.lemma_.lower()) or lexicon.adjectives.get(o.lower_) or kind) != kind for o in others
    )


def find_harmed(
    token: Token, lemma: str, reader: CountReader, lexicon: HarmWords
) -> tuple[CasualtyKind | None, list[Counted]]:
    """Tell what harm a word tells of and whom it met."""
    if token.lower_ in lexicon.words["hostage"] and token.head.lemma_ in ("take", "hold"):
        token, lemma = token.head, token.head.lemma_
    if token.lower_ in HOSPITALS:
        return "injured", _taken_to(token, reader, lexicon)
    if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("amod", "compound", "acomp", "oprd", "attr"):
        kind = _verb_kind(token, lemma, lexicon)
        if kind is not None:
            return kind, _patients(token, lemma, kind, reader, lexicon)
        if lemma in lexicon.words["life_verbs"]:
            return "killed", _lives(token, reader, lexicon)
        if lemma in lexicon.words["patient_verbs"] and _has_wounds(token, lexicon):
            heads = _subjects(token) if lemma != "treat" or is_passive(token) else objects_of(token)
            return "injured", count_all(heads, "injured", reader, lexicon)
    if token.lower_ in lexicon.adjectives or (token.pos_ in ("VERB", "ADJ") and token.lower_ in lexicon.verbs):
        kind = lexicon.adjectives.get(token.lower_)
        return kind, _described(token, kind, reader, lexicon) if kind else []
    if token.pos_ in ("NOUN", "PROPN") or token.tag_ in ("NN", "NNS"):
        return _told_by_noun(token, lemma, reader, lexicon)
    return None, []


def _taken_to(hospital: Token, reader: CountReader, lexicon: HarmWords) -> list[Counted]:
    """Read "seven people were taken to hospital"."""
    preposition = hospital.head
    verb = preposition.head
    taken = preposition.lower_ == "to" and verb.lemma_ in ("take", "rush", "admit", "bring", "evacuate", "transfer")
    return count_all(_subjects(verb), "injured", reader, lexicon) if taken and is_passive(verb) else []


def _verb_kind(verb: Token, lemma: str, lexicon: HarmWords) -> CasualtyKind | None:
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


def _patients(verb: Token, lemma: str, kind: CasualtyKind, reader: CountReader, lexicon: HarmWords) -> list[Counted]:
    """Find whom a verb of harm met; a verb without an object may be a headline's passive."""
    if lemma in lexicon.dying and lemma not in lexicon.verbs:
        return count_all(_subjects(verb), kind, reader, lexicon)
    if is_passive(verb) or _is_gapped(verb):
        return count_all(_subjects(verb), kind, reader, lexicon)
    hostage = lexicon.words["hostage"]
    joined = [c for c in verb.children if c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN", "NUM")]
    objects = [head for head in [*objects_of(verb), *joined] if head.lower_ not in hostage and head.lower_ != "dead"]
    found = count_all(objects, kind, reader, lexicon)
    anyone = next((head for head in objects if head.lower_ in ("anyone", "anybody")), None)
    if anyone is not None and find_status(verb) == "denied":
        return [Counted(anyone, anyone.i, anyone.i + 1, Count(low=0, high=0), False)]
    after = verb.i + 1
    if not found and after in reader.at and reader.at[after].start == after:
        found = count_all([counted_noun(reader.at[after], reader)], kind, reader, lexicon)
    if not found and not objects and (verb.tag_ in ("VBN", "VBD") or lemma in lexicon.dying):
        counted = count_all(_subjects(verb), kind, reader, lexicon)
        found = [one for one in counted if not one.named or lemma in lexicon.dying or is_no_one(one)]
    if not found and not objects and (quantity := reader.at.get(verb.i - 1)) and verb.tag_ in ("VBN", "VBD"):
        found = [Counted(verb, quantity.start, verb.i + 1, quantity.total, False)]
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


def _small_clause(token: Token, kind: CasualtyKind, reader: CountReader, lexicon: HarmWords) -> list[Counted]:
    """Read "shot four policemen dead", where the parse makes a clause of the object and "dead"."""
    if token.pos_ == "VERB":
        return []
    return count_all([c for c in token.children if c.dep_ == "nsubj"], kind, reader, lexicon)


def _lives(verb: Token, reader: CountReader, lexicon: HarmWords) -> list[Counted]:
    """Read "claimed six lives", "took the lives of six", "lost their lives"."""
    lives = next(
        (child for child in verb.children if child.dep_ == "dobj" and child.lemma_.lower() in ("life", "live")), None
    )
    if lives is None:
        lost = [head for head in objects_of(verb) if verb.lemma_ == "lose" and _are_own_men(head, lexicon)]
        return _numbered(lost, "killed", reader, lexicon)
    if verb.lemma_ == "lose":
        return count_all(_subjects(verb), "killed", reader, lexicon)
    heads = [c for p in lives.children if p.dep_ == "prep" and p.lower_ == "of" for c in p.children if c.dep_ == "pobj"]
    if heads:
        return count_all([h for head in heads for h in conjuncts(head)], "killed", reader, lexicon)
    return count_all([lives], "killed", reader, lexicon)


def _are_own_men(head: Token, lexicon: HarmWords) -> bool:
    """Whether what is lost is people under arms: "lost three of its *men*"."""
    nouns = [head, *(c for p in head.children if p.dep_ == "prep" and p.lower_ == "of" for c in p.children)]
    return any(noun.lemma_.lower() in lexicon.words["own_men"] for noun in nouns)


def _has_wounds(verb: Token, lexicon: HarmWords) -> bool:
    """Whether a verb has injuries for its object, or "for", "with" or "from" injuries."""
    for child in verb.children:
        nouns = [child] if child.dep_ == "dobj" else [c for c in child.children if child.dep_ == "prep"]
        nouns += [c for p in child.children if child.dep_ == "dobj" and p.dep_ == "prep" for c in p.children]
        if any(n.lemma_.lower() in lexicon.words["wounds"] for noun in nouns for n in conjuncts(noun)):
            return True
    return False


def _described(word: Token, kind: CasualtyKind, reader: CountReader, lexicon: HarmWords) -> list[Counted]:
    """Find whom an adjective or participle describes: "six dead", "left two people dead", "are missing"."""
    quantity = reader.at.get(word.i - 1)
    if quantity and quantity.end == word.i and word.dep_ != "amod":
        return [Counted(word, quantity.start, word.i + 1, quantity.total, False)]
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
    heads: Iterable[Token], kind: CasualtyKind, reader: CountReader, lexicon: HarmWords, *, alone: bool = False
) -> list[Counted]:
    """Count heads; single people without a number only where `alone`."""
    return [one for one in count_all(heads, kind, reader, lexicon) if alone or not one.named]


def _told_by_noun(
    noun: Token, lemma: str, reader: CountReader, lexicon: HarmWords
) -> tuple[CasualtyKind | None, list[Counted]]:
    """Read "the killing of six", "six deaths", "the bodies of six men", "no casualties"."""
    if lemma in lexicon.words["counted_none"] and _is_none(noun):
        return _none_kind(lemma), [Counted(noun, no_before(noun), noun.i + 1, Count(low=0, high=0), False)]
    kind: CasualtyKind | None = (
        "killed" if lemma in lexicon.remains or noun.lower_ in lexicon.remains else lexicon.nouns.get(lemma)
    )
    if kind is None or noun.dep_ == "compound":
        return None, []
    of = [c for p in noun.children if p.dep_ == "prep" and p.lower_ == "of" for c in p.children if c.dep_ == "pobj"]
    heads = [h for head in of for h in conjuncts(head)]
    if heads:
        found = count_all(heads, kind, reader, lexicon)
        return kind, [one for one in found if lemma not in lexicon.remains or not one.named]
    own = quantity_of(noun, reader)
    if own and noun.tag_ == "NNS":
        return kind, [Counted(noun, min(own.start, noun.i), noun.i + 1, own.total, False)]
    owners = [c for c in noun.children if c.dep_ == "poss"] if kind == "killed" and lemma not in lexicon.remains else []
    return kind, [one for one in count_all(owners, kind, reader, lexicon) if one.head.pos_ != "PRON"]


def _none_kind(lemma: str) -> CasualtyKind:
    return "injured" if lemma in ("injury",) else "killed"


def _is_none(noun: Token) -> bool:
    """Whether there is "no" or "without" on a noun: "no casualties", "without any casualties"."""
    if any(child.lower_ in ("no", "zero") for child in noun.lefts):
        return True
    return any(t.lower_ == "without" for t in (noun.head, noun.head.head)) and noun.dep_ in ("pobj", "conj", "dobj")
