"""Who stands where in a clause, read from a dependency parse (ClearNLP labels, as spaCy's English models give).

The functions answer in heads (tokens). Turn a head into words with `noun_phrase`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

Tense = Literal["past", "present", "future", "none"]

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
OBJECTS = frozenset({"dobj", "dative", "attr", "oprd"})
_CONTROLLED = frozenset({"xcomp", "advcl", "acl"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"})
_OUTSIDE = frozenset({"relcl", "appos", "acl", "punct", "cc", "conj", "advcl", "parataxis", "preconj"})


def conjuncts(head: Token) -> list[Token]:
    """The head and what is joined to it by "and", "or" or commas, in text order."""
    found = [head]
    for child in head.children:
        if child.dep_ == "conj":
            found.extend(conjuncts(child))
    return found


def is_passive(verb: Token) -> bool:
    """Whether the verb is passive: "was killed", "the killed man", "men killed by ..."."""
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children):
        return True
    if verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod"):
        return True
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and verb.head.pos_ == "VERB":
        own_aux = any(child.dep_ in ("aux", "auxpass", "nsubj") for child in verb.children)
        return not own_aux and is_passive(verb.head)
    return False


def is_negated(verb: Token) -> bool:
    """Whether the verb itself is negated ("did not attack", "never met")."""
    return any(child.dep_ == "neg" for child in verb.children)


def tense_of(verb: Token) -> Tense:
    """Tense of a verb's own group: "will go" future, "has gone", "went" past, "goes" present.

    A non-finite verb takes the tense of the verb that governs it; without one it is "none".
    """
    auxiliaries = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    words = {child.lower_ for child in auxiliaries}
    if words & {"will", "shall", "'ll", "’ll"} or _is_going_to(verb):
        return "future"
    if verb.tag_ == "VBD" or words & {"had", "was", "were", "did", "has", "have", "'ve", "’ve"}:
        return "past"
    if verb.tag_ in ("VBZ", "VBP") or words & {"is", "are", "am", "does", "do", "'s", "'re", "’s", "’re"}:
        return "present"
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        return tense_of(verb.head)
    if verb.dep_ in ("xcomp", "advcl", "pcomp") and verb.head.pos_ in ("VERB", "AUX") and not words:
        return tense_of(verb.head)
    return "none"


def _is_going_to(verb: Token) -> bool:
    return verb.dep_ == "xcomp" and verb.head.lower_ == "going" and any(c.lower_ == "to" for c in verb.children)


def subjects_of(verb: Token) -> list[Token]:
    """Heads of a verb's grammatical subject, with those it shares, controls or relativises.

    "gunmen came and shot him": shot ← gunmen; "they tried to flee": flee ← they; "men who
    fled": fled ← men; "men killed in the raid": killed ← men.
    """
    own = [child for child in verb.children if child.dep_ in SUBJECTS and child.dep_ != "expl"]
    if own:
        head = own[-1]
        return conjuncts(_antecedent(head)) if _is_relative(head) else conjuncts(head)
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        return subjects_of(verb.head)
    if verb.dep_ == "relcl" and verb.tag_ not in ("VB",):
        return [] if _relative_object(verb) else [verb.head]
    if verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBG") and verb.head.pos_ in _NOUNS:
        return [verb.head]
    if verb.dep_ in _CONTROLLED and verb.head.pos_ in ("VERB", "AUX"):
        governed = [child for child in verb.head.children if child.dep_ in ("dobj", "dative") and child.i < verb.i]
        if verb.dep_ == "xcomp" and governed:
            return conjuncts(governed[-1])
        return subjects_of(verb.head)
    return []


def _is_relative(token: Token) -> bool:
    return token.tag_ in ("WP", "WDT") and token.head.dep_ == "relcl"


def _antecedent(relative: Token) -> Token:
    return relative.head.head


def _relative_object(verb: Token) -> bool:
    return any(child.dep_ == "nsubj" and not _is_relative(child) for child in verb.children)


def objects_of(verb: Token) -> list[Token]:
    """Heads of a verb's objects, relativised ones too ("the bridge that they destroyed")."""
    found: list[Token] = []
    for child in verb.children:
        if child.dep_ in OBJECTS:
            found.extend(conjuncts(_antecedent(child) if _is_relative(child) else child))
    if not found and verb.dep_ == "relcl" and _relative_object(verb) and not is_passive(verb):
        found.append(verb.head)
    if not found:
        found.extend(_shared_objects(verb))
    return found


def _shared_objects(verb: Token) -> list[Token]:
    """In "attacked and killed the guards" the object stands after the last verb and belongs to both."""
    for child in verb.children:
        joined_at_once = child.dep_ == "conj" and child.pos_ == "VERB" and child.i - verb.i <= 3
        if joined_at_once and not any(grandchild.dep_ in SUBJECTS for grandchild in child.children):
            return [
                head for grandchild in child.children if grandchild.dep_ == "dobj" for head in conjuncts(grandchild)
            ]
    return []


def agents_of(verb: Token) -> list[Token]:
    """Heads of those who do it: the subject of an active verb, the "by" phrase of a passive one."""
    if not is_passive(verb):
        return subjects_of(verb)
    return [found for prep in verb.children if prep.dep_ == "agent" for found in prepositional_objects(prep)]


def patients_of(verb: Token) -> list[Token]:
    """Heads of those it is done to: the objects of an active verb, the subject of a passive one."""
    return subjects_of(verb) if is_passive(verb) else objects_of(verb)


def prepositional_objects(prep: Token) -> list[Token]:
    """Heads of what a preposition governs, joined ones too."""
    return [found for child in prep.children if child.dep_ == "pobj" for found in conjuncts(child)]


def objects_after(head: Token, *prepositions: str) -> list[Token]:
    """Heads governed by one of these prepositions on a verb or noun ("strike on *Gaza*")."""
    return [
        found
        for child in head.children
        if child.dep_ in ("prep", "agent", "dative") and child.lower_ in prepositions
        for found in prepositional_objects(child)
    ]


def clause_verb(token: Token) -> Token | None:
    """The verb of the clause that a token stands in; None in a verbless fragment."""
    here = token
    while True:
        if here.pos_ in ("VERB", "AUX") and here.dep_ not in ("aux", "auxpass", "amod", "compound"):
            return here
        if here.head.i == here.i:
            return None
        here = here.head


def clause_tokens(verb: Token) -> list[Token]:
    """Tokens of a verb's own clause, without the clauses that depend on it, in text order."""
    found: list[Token] = []
    waiting = [verb]
    while waiting:
        token = waiting.pop()
        found.append(token)
        waiting.extend(child for child in token.children if not _opens_clause(child))
    return sorted(found, key=lambda token: token.i)


def _opens_clause(token: Token) -> bool:
    if token.dep_ in ("relcl", "advcl", "ccomp", "csubj", "csubjpass", "parataxis", "acl"):
        return True
    return token.dep_ == "conj" and token.pos_ in ("VERB", "AUX") and token.head.pos_ in ("VERB", "AUX")


def noun_phrase(head: Token, *, with_preps: bool = True) -> tuple[int, int]:
    """Extent of the phrase that a noun heads, without clauses, appositions and conjuncts.

    Args:
        head: A noun, name, pronoun or number.
        with_preps: Take in "of" phrases and others that follow the noun and hold no clause.

    Returns:
        Token indices, start and end (exclusive).
    """
    start = end = head.i
    for child in head.children:
        if child.dep_ in _OUTSIDE or (child.dep_ == "prep" and not (with_preps and child.lower_ == "of")):
            continue
        left, right = _extent(child)
        start, end = min(start, left), max(end, right)
    while start < head.i and head.doc[start].is_punct and head.doc[start].text not in "“\"'‘(":
        start += 1
    return start, end + 1


def _extent(token: Token) -> tuple[int, int]:
    start = end = token.i
    for child in token.children:
        if child.dep_ in ("relcl", "acl", "advcl", "appos"):
            continue
        left, right = _extent(child)
        start, end = min(start, left), max(end, right)
    return start, end


def span_of(doc: Doc, extent: tuple[int, int]) -> Span:
    """The tokens of an extent, without white space at its ends."""
    start, end = extent
    while end > start + 1 and doc[end - 1].is_space:
        end -= 1
    while start < end - 1 and doc[start].is_space:
        start += 1
    return doc[start:end]


def ancestors_with_self(token: Token) -> Iterator[Token]:
    """The token and its governors up to the root."""
    yield token
    yield from token.ancestors
