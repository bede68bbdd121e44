"""What a word says by itself of whether it happened: its verb group, or its determiners and adjectives."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dateline.steps.events.status_classes import MAX_DEPTH, StatusTable, apply_class, class_of, status_table

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dateline.report import Status

_SCARCELY = ("hardly", "scarcely")


class _Own(NamedTuple):
    """What an auxiliary group says by itself."""

    status: Status
    negated: bool


def own_status(token: Token, attempts: bool) -> Status:
    """The status that a verb or noun has by itself."""
    return _verb_status(token) if is_verbal(token) else _noun_status(token, attempts)


def is_verbal(token: Token) -> bool:
    """Whether a word is used as a verb."""
    if token.pos_ == "AUX" or any(child.dep_ in ("aux", "auxpass") for child in token.lefts):
        return True
    return token.pos_ == "VERB" and token.dep_ not in ("amod", "compound", "dobj", "pobj", "nsubj", "nsubjpass")


def _verb_status(verb: Token) -> Status:
    words = status_table()
    group = verb_group(verb)
    if _has_condition(verb) or _is_yes_no_question(verb):
        return "hypothetical"
    status, negated = _group_status(verb, group)
    if not negated:
        negated = _has_no_subject(verb, words)
    if negated and status in ("happened", "ongoing", "planned"):
        return "denied"
    if status == "planned" and _hangs_on_condition(verb):
        return "hypothetical"
    return status


def verb_group(verb: Token) -> list[Token]:
    """Auxiliaries and negations of a verb, or of the verb whose group it shares ("will attack and burn")."""
    found: list[Token] = []
    for _ in range(MAX_DEPTH):
        own = [child for child in verb.children if child.dep_ in ("aux", "auxpass", "neg")]
        found = own + found
        if verb.dep_ != "conj" or verb.head.pos_ not in ("VERB", "AUX") or not _shares_group(verb, own):
            break
        verb = verb.head
    return found


def _shares_group(verb: Token, own: list[Token]) -> bool:
    if any(child.dep_ in ("aux", "auxpass") for child in own) or verb.tag_ in ("VBD", "VBZ", "VBP"):
        return False
    return not any(child.dep_ in ("nsubj", "nsubjpass", "expl") for child in verb.children)


def _group_status(verb: Token, group: list[Token]) -> _Own:
    words = status_table()
    forms = [token.lower_ for token in group]
    negated = any(form in words.lists["negators"] for form in forms)
    kinds = {words.auxiliaries[form] for form in forms if form in words.auxiliaries}
    perfect = any(token.lemma_ in ("have", "'ve", "’ve") for token in group)
    if "planned" in kinds:
        return _Own("planned", negated)
    if "possible" in kinds or "duty" in kinds:
        return _Own("hypothetical", False)
    if "ability" in kinds:
        return _Own("happened" if negated and not perfect else "hypothetical", negated)
    if any(form in ("would", "'d", "’d") for form in forms) and "would" in forms:
        return _would(verb, perfect, negated)
    return _Own(_tensed(verb, group, forms), negated)


def _would(verb: Token, perfect: bool, negated: bool) -> _Own:
    """In reported speech "would" is the future of the past; elsewhere it is a mere thought."""
    if perfect or _hangs_on_condition(verb):
        return _Own("hypothetical", False)
    here = verb
    while here.dep_ == "conj" and here.head.i != here.i:
        here = here.head
    reported = here.dep_ in ("ccomp", "acl", "relcl") or (here.dep_ == "ROOT" and _has_speech(here))
    return _Own("planned" if reported and here.dep_ != "relcl" else "hypothetical", negated)


def _has_speech(verb: Token) -> bool:
    return any(child.dep_ == "parataxis" for child in verb.children)


def _tensed(verb: Token, group: list[Token], forms: list[str]) -> Status:
    words = status_table()
    if "to" in forms and verb.dep_ == "ROOT":
        return "planned"
    progressive = verb.tag_ == "VBG" or (verb.tag_ == "NN" and verb.lower_.endswith("ing")) or "being" in forms
    current = any(form in ("is", "are", "am", "'s", "'re", "’s", "’re", "has", "have", "been") for form in forms)
    if progressive and current and "had" not in forms and "was" not in forms and "were" not in forms:
        return "planned" if is_soon(verb) else "ongoing"
    if verb.tag_ in ("VBZ", "VBP") and not forms:
        if is_soon(verb):
            return "planned"
        if verb.lemma_ in words.lists["states"]:
            return "ongoing"
    present = verb.tag_ in ("VBZ", "VBP") or current
    if present and any(child.lower_ in words.lists["still_words"] for child in verb.children):
        return "ongoing"
    return "happened"


def is_soon(verb: Token) -> bool:
    """Whether an adjunct of the verb points to the future ("tomorrow", "next week")."""
    soon = status_table().lists["future_words"]
    for child in verb.children:
        if child.dep_ in ("npadvmod", "advmod", "prep") and child.i > verb.i:
            nouns = [child, *(c for c in child.children if c.dep_ == "pobj")]
            if any(t.lower_ in soon or any(c.lower_ in soon for c in t.children) for t in nouns):
                return True
    return False


def _has_condition(verb: Token) -> bool:
    """Whether the verb stands in an if-clause."""
    conditions = status_table().lists["conditions"]
    return any(
        child.dep_ in ("mark", "advmod") and child.lower_ in conditions and child.i < verb.i for child in verb.children
    )


def _hangs_on_condition(verb: Token) -> bool:
    """Whether an if-clause hangs on the verb."""
    return any(child.dep_ == "advcl" and _has_condition(child) for child in verb.children)


def _is_yes_no_question(verb: Token) -> bool:
    if verb.dep_ != "ROOT" or verb.sent[-1].text != "?":
        return False
    return not any(token.tag_ in ("WRB", "WP", "WDT") for token in verb.lefts)


def _has_no_subject(verb: Token, words: StatusTable) -> bool:
    """Whether the verb's subject or object is "nobody" or has "no" ("no soldiers were hurt")."""
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass") and _is_no(child, words):
            return True
        if child.dep_ in ("dobj", "attr") and _is_no(child, words):
            return True
    return False


def _is_no(noun: Token, words: StatusTable) -> bool:
    if noun.lower_ in words.lists["no_one"]:
        return True
    for child in noun.lefts:
        if (
            child.dep_ == "neg"
            or child.lower_ in words.lists["no_words"]
            or any(c.lower_ in _SCARCELY for c in child.children)
        ):
            return True
    return False


def _noun_status(noun: Token, attempts: bool) -> Status:
    words = status_table()
    status: Status = "planned" if is_soon(noun) else "happened"
    for child in noun.children:
        if child.lower_ in words.lists["no_words"] and child.i < noun.i:
            return "denied"
        if child.dep_ in ("amod", "compound", "nmod") and child.i < noun.i:
            named = words.classes["adjectives"].get(child.lower_)
            status = apply_class(named, "happened", status, attempts) if named else status
        elif child.dep_ in ("acl", "relcl") and child.pos_ == "VERB":
            status = _told_by_clause(child, status, attempts)
    return status


def _told_by_clause(verb: Token, status: Status, attempts: bool) -> Status:
    """Take what a clause on a noun says of it: "the meeting scheduled for May", "an attack that was foiled"."""
    named = class_of(verb, "")
    if named in ("plan", "fear", "prevention", "continue"):
        return apply_class(named, _verb_status(verb), status, attempts)
    if named in ("occur", "carry") and _verb_status(verb) == "denied":
        return "denied"
    return status
