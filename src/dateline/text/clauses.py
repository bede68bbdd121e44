"""Who stands where in a clause, read from a dependency parse (ClearNLP labels, as spaCy's English models give).

The functions answer in heads (tokens). Turn a head into words with `noun_phrase`. A walk
over the parse is bounded (`WIDTH`, `DEPTH`): no clause of news is wider or deeper, and a
text without a full stop then costs no more than its length.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

Tense = Literal["past", "present", "future", "none"]

WIDTH = 60
"""Most children of a word that are looked at."""

DEPTH = 25
"""Most governors of a word that are climbed."""

JOINED = 8
"""Most joined verbs that are climbed for an auxiliary that they share."""

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
OBJECTS = frozenset({"dobj", "dative", "attr", "oprd"})
_CONTROLLED = frozenset({"xcomp", "advcl", "acl"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"})
_OUTSIDE = frozenset({"relcl", "appos", "acl", "punct", "cc", "conj", "advcl", "parataxis", "preconj", "case"})
_CHARGES = frozenset(
    {"accuse", "suspect", "blame", "charge", "convict", "acquit", "condemn", "criticize", "criticise", "prevent", "stop",
     "deter", "denounce", "fault", "thank", "praise"}
)  # fmt: skip
_BLAMED = frozenset({"of", "for", "from"})
_OF_HIS_OWN = frozenset(
    {"threaten", "vow", "refuse", "agree", "decide", "offer", "pledge", "promise", "plan", "try", "seek", "fail", "decline",
     "begin", "continue", "want", "hope", "intend", "attempt", "manage", "start"}
)  # fmt: skip
"""Verbs before an infinitive whose subject does both; no passive has one ("*unions* threatened to strike")."""
_DIRECTIONS = frozenset({"up", "down", "out", "over", "back", "away", "across", "along"})


def children_of(token: Token) -> Iterator[Token]:
    """The children of a word in text order, at most `WIDTH` of them."""
    return islice(token.children, WIDTH)


def conjuncts(head: Token) -> list[Token]:
    """The head and what is joined to it by "and", "or" or commas, in text order."""
    found = [head]
    for token in found:
        if len(found) >= WIDTH:
            break
        found.extend(child for child in children_of(token) if child.dep_ == "conj")
    return sorted(found, key=lambda token: token.i) if len(found) > 2 else found


def is_passive(verb: Token) -> bool:
    """Whether the verb is passive: "was killed", "the killed man", "men killed by ..."."""
    for _ in range(JOINED):
        if any(child.dep_ in ("auxpass", "nsubjpass") for child in children_of(verb)):
            return True
        if verb.tag_ == "VBN" and (_is_participle(verb) or _is_headline_passive(verb)):
            return True
        if _is_gapped(verb):
            verb = verb.head
            continue
        shares = verb.dep_ == "conj" and verb.tag_ == "VBN" and verb.head.pos_ == "VERB"
        if not shares or any(child.dep_ in ("aux", "auxpass", "nsubj") for child in children_of(verb)):
            return verb.tag_ == "VBN" and any(child.dep_ == "agent" for child in children_of(verb))
        verb = verb.head
    return False


def _is_participle(verb: Token) -> bool:
    """Whether it qualifies a noun; one with an object of its own is a past tense that was read as a participle."""
    if verb.dep_ == "acl":
        return not any(child.dep_ == "dobj" for child in children_of(verb)) and not _wills(verb)
    return verb.dep_ == "amod"


def _wills(verb: Token) -> bool:
    """Whether a verb says what its subject means to do: "unions *threatened* to strike"."""
    return verb.lemma_ in _OF_HIS_OWN and any(child.dep_ == "xcomp" for child in children_of(verb))


def _is_headline_passive(verb: Token) -> bool:
    """Whether a participle has a subject but no auxiliary and no object: "six killed in blast"."""
    links = {child.dep_ for child in children_of(verb)}
    return "nsubj" in links and not links & {"aux", "auxpass", "dobj", "ccomp", "xcomp"}


def _is_gapped(verb: Token) -> bool:
    """Whether a verb leaves the passive's "were" out: "six were killed and *ten injured*"."""
    if verb.dep_ != "conj" or verb.tag_ not in ("VBN", "VBD") or verb.head.pos_ != "VERB":
        return False
    kids = list(children_of(verb))
    if any(kid.dep_ in ("aux", "dobj") for kid in kids):
        return False
    counted = [kid for kid in kids if kid.dep_ == "nsubj" and (kid.tag_ == "CD" or kid.lower_ == "others")]
    return bool(counted) or any(
        kid.dep_ == "nsubj" and any(c.dep_ == "nummod" for c in children_of(kid)) for kid in kids
    )


def is_negated(verb: Token) -> bool:
    """Whether the verb itself is negated ("did not attack", "never met")."""
    return any(child.dep_ == "neg" for child in children_of(verb))


def tense_of(verb: Token) -> Tense:
    """Tense of a verb's own group: "will go" future, "has gone", "went" past, "goes" present.

    A non-finite verb takes the tense of the verb that governs it; without one it is "none".
    """
    for _ in range(DEPTH):
        auxiliaries = [child for child in children_of(verb) if child.dep_ in ("aux", "auxpass")]
        words = {child.lower_ for child in auxiliaries} - {"to"}
        if words & {"will", "shall", "'ll", "’ll"} or _is_going_to(verb):
            return "future"
        if verb.tag_ == "VBD" or words & {"had", "was", "were", "did", "has", "have", "'ve", "’ve"}:
            return "past"
        if verb.tag_ in ("VBZ", "VBP") or words & {"is", "are", "am", "does", "do", "'s", "'re", "’s", "’re"}:
            return "present"
        governed = verb.head.pos_ in ("VERB", "AUX")
        if not governed or not (verb.dep_ == "conj" or (verb.dep_ in ("xcomp", "advcl", "pcomp") and not words)):
            return "none"
        verb = verb.head
    return "none"


def _is_going_to(verb: Token) -> bool:
    return verb.dep_ == "xcomp" and verb.head.lower_ == "going" and any(c.lower_ == "to" for c in children_of(verb))


def subjects_of(verb: Token) -> list[Token]:
    """Heads of a verb's grammatical subject, with those it shares, controls or relativises.

    "gunmen came and shot him": shot ← gunmen; "they tried to flee": flee ← they; "men who
    fled": fled ← men; "men killed in the raid": killed ← men; "accused him of lying": lying ← him;
    "Iran's plan to attack": attack ← Iran; "rebels fled, police said, leaving ...": leaving ← rebels.
    """
    for _ in range(DEPTH):
        own = [child for child in children_of(verb) if child.dep_ in SUBJECTS and child.dep_ != "expl"]
        if own:
            return conjuncts(_antecedent(own[-1]) if _is_relative(own[-1]) else own[-1])
        if verb.dep_ == "relcl" and verb.tag_ != "VB":
            return [] if _relative_object(verb) else [verb.head]
        if verb.dep_ == "acl" and verb.head.pos_ in _NOUNS:
            does_it = verb.tag_ in ("VBN", "VBG") or (verb.tag_ == "VBD" and verb.head.dep_ == "ROOT")
            return [verb.head] if does_it else _holders(verb.head)
        if verb.dep_ == "amod" and verb.tag_ in ("VBN", "VBG"):
            return [verb.head]
        controller = _controller(verb)
        if isinstance(controller, list):
            return controller
        if controller is None:
            return []
        verb = controller
    return []


def _controller(verb: Token) -> Token | list[Token] | None:
    """The verb whose subject this one shares, or the words that are its subject outright."""
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        return verb.head
    if verb.dep_ in _CONTROLLED and verb.head.pos_ in ("VERB", "AUX"):
        told = [c for c in children_of(verb.head) if c.dep_ == "ccomp" and c.i < verb.head.i < verb.i]
        if told and verb.dep_ == "advcl" and verb.tag_ == "VBG":
            return told[-1]
        objects = [child for child in children_of(verb.head) if child.dep_ in ("dobj", "dative") and child.i < verb.i]
        return conjuncts(objects[-1]) if verb.dep_ == "xcomp" and objects else verb.head
    if verb.dep_ == "xcomp" and verb.head.pos_ == "NOUN":
        return [head for child in children_of(verb.head) if child.dep_ == "nsubj" for head in conjuncts(child)] or None
    if verb.dep_ == "pcomp" and verb.head.dep_ in ("prep", "agent"):
        return _of_gerund(verb.head)
    return None


def _of_gerund(prep: Token) -> Token | list[Token] | None:
    """Who does what a gerund after a preposition names: "accused *them* of …", "*they* began by …"."""
    governor = prep.head
    if governor.pos_ in ("VERB", "AUX"):
        accused = [child for child in children_of(governor) if child.dep_ in ("dobj", "nsubjpass")]
        if prep.lower_ in _BLAMED and accused:
            return conjuncts(accused[-1])
        return governor
    if governor.dep_ in ("dobj", "nsubjpass") and governor.head.lemma_ in _CHARGES:
        return conjuncts(governor)
    return _holders(governor)


def _holders(noun: Token) -> list[Token]:
    """Whose plan, decision or attempt a noun names: its possessor, or the subject of "made a plan"."""
    owners = [child for child in children_of(noun) if child.dep_ == "poss"]
    if owners:
        return conjuncts(owners[-1])
    if noun.dep_ == "dobj" and noun.head.pos_ == "VERB":
        return [child for child in children_of(noun.head) if child.dep_ in ("nsubj", "nsubjpass")]
    return []


def _is_relative(token: Token) -> bool:
    return (token.tag_ in ("WP", "WDT") or token.lower_ == "that") and token.head.dep_ == "relcl"


def _antecedent(relative: Token) -> Token:
    return relative.head.head


def _relative_object(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass") and not _is_relative(child) for child in children_of(verb))


def _relative_adverb(verb: Token) -> bool:
    """Whether the relative word is "where", "when" or stands after a preposition."""
    return any(
        child.tag_ == "WRB" or (child.dep_ == "prep" and any(c.tag_ in ("WDT", "WP") for c in children_of(child)))
        for child in children_of(verb)
    )


def objects_of(verb: Token) -> list[Token]:
    """Heads of a verb's objects, relativised ones too ("the bridge that they destroyed")."""
    found: list[Token] = []
    for child in children_of(verb):
        if child.dep_ in OBJECTS and child.pos_ != "ADP":
            found.extend(conjuncts(_antecedent(child) if _is_relative(child) else child))
    relativised = verb.dep_ == "relcl" and _relative_object(verb) and not is_passive(verb)
    if not found and relativised and not _relative_adverb(verb):
        found.append(verb.head)
    return found or _shared_objects(verb)


def _shared_objects(verb: Token) -> list[Token]:
    """In "attacked and killed the guards" the object stands after the last verb and belongs to both."""
    for child in children_of(verb):
        joined_at_once = child.dep_ == "conj" and child.pos_ == "VERB" and child.i - verb.i <= 3
        if joined_at_once and not any(grandchild.dep_ in SUBJECTS for grandchild in children_of(child)):
            return [
                head for grandchild in children_of(child) if grandchild.dep_ == "dobj" for head in conjuncts(grandchild)
            ]
    return []


def datives_of(verb: Token) -> list[Token]:
    """Heads of those to whom something is given: "gave *Egypt* aid", "gave aid to *Egypt*", "*Egypt* was given aid"."""
    found: list[Token] = []
    for child in children_of(verb):
        if child.dep_ == "dative":
            found.extend(prepositional_objects(child) if child.pos_ == "ADP" else conjuncts(child))
    if not found and is_passive(verb) and any(child.dep_ == "dobj" for child in children_of(verb)):
        return subjects_of(verb)
    return found


def agents_of(verb: Token) -> list[Token]:
    """Heads of those who do it: the subject of an active verb, the "by" phrase of a passive one."""
    if not is_passive(verb):
        return subjects_of(verb)
    by = [
        child for child in children_of(verb) if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by")
    ]
    return [found for prep in by for found in prepositional_objects(prep)]


def patients_of(verb: Token) -> list[Token]:
    """Heads of those it is done to: the objects of an active verb, the subject of a passive one."""
    if not is_passive(verb):
        return objects_of(verb)
    given = [head for child in children_of(verb) if child.dep_ == "dobj" for head in conjuncts(child)]
    return given or subjects_of(verb)


def prepositional_objects(prep: Token) -> list[Token]:
    """Heads of what a preposition governs, joined ones too; "from near Mosul" goes through both."""
    found: list[Token] = []
    for child in children_of(prep):
        if child.dep_ == "pobj":
            found.extend(conjuncts(_antecedent(child) if _is_relative(child) else child))
        elif child.dep_ == "prep":
            found.extend(head for c in children_of(child) if c.dep_ == "pobj" for head in conjuncts(c))
        elif child.dep_ == "pcomp":
            found.extend(_object_read_as_subject(child))
    return found


def _object_read_as_subject(clause: Token) -> list[Token]:
    """The "bank" of "worked with the *bank* to save jobs", where the parse makes it the subject of "to save"."""
    kids = list(children_of(clause))
    if not any(kid.dep_ == "aux" and kid.lower_ == "to" for kid in kids):
        return []
    return [head for kid in kids if kid.dep_ == "nsubj" for head in conjuncts(kid)]


def objects_after(head: Token, *prepositions: str) -> list[Token]:
    """Heads governed by one of these prepositions on a verb or noun ("strike on *Gaza*"), after another one too ("up to")."""
    links = [child for child in children_of(head) if child.dep_ in ("prep", "agent", "dative")]
    inner = [deep for link in links if link.lower_ in _DIRECTIONS for deep in children_of(link) if deep.dep_ == "prep"]
    return [found for link in (*links, *inner) if link.lower_ in prepositions for found in prepositional_objects(link)]


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
        waiting.extend(child for child in token.children if not opens_clause(child))
    return sorted(found, key=lambda token: token.i)


def opens_clause(token: Token) -> bool:
    """Whether a clause of its own hangs on this word."""
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
    for child in children_of(head):
        if child.dep_ in _OUTSIDE or (child.dep_ == "prep" and not (with_preps and _belongs(child))):
            continue
        if child.dep_ == "amod" and child.i > head.i:
            continue  # "rebels *responsible for the raid*" is a clause in short
        left, right = _extent(child)
        start, end = min(start, left), max(end, right)
    while start < head.i and head.doc[start].is_punct and head.doc[start].text not in "“\"'‘(":
        start += 1
    return start, end + 1


def _belongs(prep: Token) -> bool:
    """Whether an "of" phrase is part of the noun before it: "members of the guard", but not "suspected of lying"."""
    return prep.lower_ == "of" and not any(child.dep_ == "pcomp" for child in children_of(prep))


def _extent(token: Token) -> tuple[int, int]:
    start = end = token.i
    waiting = [token]
    for _ in range(WIDTH):
        if not waiting:
            break
        here = waiting.pop()
        start, end = min(start, here.i), max(end, here.i)
        waiting.extend(c for c in children_of(here) if c.dep_ not in ("relcl", "acl", "advcl", "appos"))
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
