"""Whether an event happened, goes on, is planned, is only possible, or is denied.

The answer is read from the inside out. A trigger has a status of its own, from its verb
group or its determiners and adjectives ("will attack", "no attack", "a planned attack").
What governs it may change that: the governor's class (data/lexicons/status.yaml) says how,
given the governor's own status, which is found the same way. So "failed to prevent an
attack" is a failure, hence the prevention is denied, hence the attack happened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.steps.events.own_status import is_soon, is_verbal, own_status, verb_group
from dateline.steps.events.status_classes import (
    MAX_CHILDREN,
    MAX_DEPTH,
    REAL,
    apply_class,
    class_of,
    has_key,
    status_table,
)
from dateline.text.clauses import tense_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dateline.report import Status

_SPANS = frozenset({"hour", "day", "week", "month", "year"})
_CLAUSES = frozenset({"xcomp", "ccomp", "acl", "pcomp", "advcl", "csubj", "csubjpass", "relcl"})


_DETERMINED = frozenset({"the", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my", "your"})


def find_status(trigger: Token, *, attempts_count: bool = True) -> Status:
    """Tell whether what a trigger names happened, by the scope it stands in.

    Args:
        trigger: Head token of the trigger, a verb or an event noun.
        attempts_count: "tried to kill" counts as an assault that happened; pass False for
            events that exist only once achieved ("tried to reach an agreement").
    """
    return _status(trigger, attempts_count, 0)


def _status(token: Token, attempts: bool, depth: int) -> Status:
    if max(here.n_lefts + here.n_rights for here in (token, token.head)) > MAX_CHILDREN:
        return "happened"
    own = own_status(token, attempts)
    if depth >= MAX_DEPTH:
        return own
    return _under_governor(token, own, attempts, depth + 1)


def status_words(trigger: Token) -> list[tuple[Token, str]]:
    """The words that bear on whether something happened, each with what it says: auxiliaries, then governors by class."""
    found = []
    if is_verbal(trigger):
        words = status_table()
        for token in verb_group(trigger):
            kind = "negation" if token.lower_ in words.lists["negators"] else words.auxiliaries.get(token.lower_)
            found += [(token, kind)] if kind else []
    here = trigger
    for _ in range(MAX_DEPTH):
        if here.head.i == here.i:
            break
        marker, here = _marker(here), here.head
        named = class_of(here, marker or (here.lower_ if here.pos_ == "ADP" else ""))
        found += [(here, named)] if named else []
    return found


def _under_governor(token: Token, own: Status, attempts: bool, depth: int) -> Status:
    link, first = token.dep_, token
    for _ in range(MAX_DEPTH):
        if link != "conj" or token.head.i == token.i:
            break
        token = token.head
        link = token.dep_
    governor = token.head
    if governor.i == token.i or (link == "relcl" and not _marker(token)):
        return own
    if link in ("pobj", "pcomp"):
        return _under_preposition(token, first, own, attempts, depth)
    if link in _CLAUSES:
        return _clause_under(token, governor, _marker(token), own, attempts, depth)
    if link in ("nsubj", "nsubjpass"):
        return _subject_of(first, link, governor, own, attempts, depth)
    if link in ("dobj", "attr", "oprd", "dative", "appos"):
        return _noun_under(first, governor, "", own, attempts, depth)
    if link == "acomp":
        return apply_class("carry", _status(governor, attempts, depth), own, attempts)
    if link in ("compound", "nmod", "amod", "poss"):
        return _modifier_of(token, governor, own, attempts, depth)
    return own


def _marker(clause: Token) -> str:
    """Give "to" where the clause is an infinitive with it."""
    return "to" if any(child.dep_ == "aux" and child.lower_ == "to" for child in clause.children) else ""


def _clause_under(clause: Token, governor: Token, marker: str, own: Status, attempts: bool, depth: int) -> Status:
    """Judge a clause by its governor."""
    link = clause.dep_
    if link == "pcomp":
        link = "xcomp"
    if link == "advcl":
        return _adverbial_under(clause, governor, marker, own, attempts, depth)
    named = class_of(governor, marker)
    gerund = clause.tag_ == "VBG" or any(child.lower_ == "being" for child in clause.children)
    if gerund and governor.lemma_ in status_table().lists["risking"]:
        return "hypothetical"  # "faces being tried"
    if named is None and marker and governor.dep_ == "dobj":
        governor = governor.head  # "forced the brigade to withdraw", read as if the brigade were "to withdraw"
        named = class_of(governor, marker)
    if own == "hypothetical" and named != "denial":
        return own
    if named == "demand" and _is_past_clause(clause):
        named = "report"  # "suggested that he had decided", not "suggested that he decide"
    outer = _status(governor, attempts, depth)
    if named == "truth" and any(child.tag_ in ("WP", "WDT", "WRB") for child in clause.children):
        return own
    if named == "truth":
        return _under_truth(governor, outer, own)
    if named == "report" or (named is None and link == "ccomp"):
        noun = governor.pos_ not in ("VERB", "AUX")
        return "denied" if noun and outer == "denied" else _infinitive_of_belief(clause, marker, own)
    if named in ("presuppose",):
        return own
    if named is not None:
        return apply_class(named, outer, own, attempts)
    if link == "acl" and not marker:
        return own
    if link in ("csubj", "csubjpass"):
        return outer if outer in ("hypothetical", "planned") else own
    if marker:
        return apply_class("plan", outer, own, attempts)
    return apply_class("achieve", outer, own, attempts)


def _is_past_clause(clause: Token) -> bool:
    if clause.tag_ == "VBD":
        return True
    return any(child.dep_ in ("aux", "auxpass") and child.lower_ in ("had", "was", "were") for child in clause.children)


def _infinitive_of_belief(clause: Token, marker: str, own: Status) -> Status:
    """Read "is believed to have killed" and "to be planning" by the infinitive's own aspect."""
    if not marker:
        return own
    if clause.tag_ == "VBG" and own == "happened":
        return "ongoing"
    return own


def _under_truth(governor: Token, outer: Status, own: Status) -> Status:
    if outer in REAL or outer == "planned":
        return own
    sure = governor.lemma_ == "be" and any(
        child.lower_ in ("true", "correct", "accurate") for child in governor.children
    )
    return "denied" if outer == "denied" and (sure or governor.pos_ == "NOUN") else "hypothetical"


def _adverbial_under(clause: Token, governor: Token, marker: str, own: Status, attempts: bool, depth: int) -> Status:
    """Judge an adverbial clause: finite ones stand for themselves, the others follow their governor."""
    if own in ("hypothetical", "denied"):
        return own
    if marker:
        named = class_of(governor, marker)
        return apply_class(named or "achieve", _status(governor, attempts, depth), own, attempts)
    finite = any(child.dep_ in ("nsubj", "nsubjpass") for child in clause.children)
    past = tense_of(clause) == "past" and finite
    if past or own != "happened":
        return own
    outer = _status(governor, attempts, depth)
    return outer if outer in ("planned", "hypothetical") else own


def _under_preposition(token: Token, first: Token, own: Status, attempts: bool, depth: int) -> Status:
    """Judge what a preposition governs by the word that the preposition hangs on."""
    words = status_table()
    preposition = token.head
    form = preposition.lower_
    if form in words.lists["undone_prepositions"]:
        return "denied"
    if form in words.lists["doubtful_prepositions"]:
        return "hypothetical"
    governor = preposition.head
    if governor.i == preposition.i:
        return own
    if governor.dep_ in ("prep", "advmod") and governor.pos_ in ("ADP", "ADV", "SCONJ"):
        if governor.lower_ in words.lists["undone_prepositions"]:
            return "denied"
        form, governor = governor.lower_, governor.head
    if token.dep_ == "pcomp":
        return _gerund_under(token, governor, form, own, attempts, depth)
    return _noun_under(first, governor, form, own, attempts, depth)


def _gerund_under(clause: Token, governor: Token, form: str, own: Status, attempts: bool, depth: int) -> Status:
    named = class_of(governor, form)
    if named is not None and named not in ("report", "carry", "occur"):
        return _clause_under(clause, governor, form, own, attempts, depth)
    if form in ("for", "after", "since", "following"):
        return own
    outer = _status(governor, attempts, depth)
    return outer if outer != "ongoing" and own == "happened" and form in ("in", "by", "before", "of", "with") else own


def _noun_under(noun: Token, governor: Token, form: str, own: Status, attempts: bool, depth: int) -> Status:
    """Judge a noun that is the object of a verb, noun or adjective, or stands after their preposition."""
    if own == "hypothetical":
        return own
    named = class_of(governor, form)
    exact = form in status_table().lists["light_prepositions"] or not form or has_key(governor, form)
    if named == "presuppose" or (named is not None and not exact):
        named = "presuppose" if named == "presuppose" else None
    if named == "presuppose":
        return own
    if governor.lemma_ == "be" and not form:
        return _predicate_noun(governor, own, attempts, depth)
    outer = _status(governor, attempts, depth)
    if governor.lemma_ == "be" and form == "on" and own == outer == "happened" and _is_present(governor):
        return "ongoing"  # "have been on strike"
    if named == "plan" and not form and _is_definite(noun) and governor.lemma_ in status_table().lists["ordering"]:
        return own if outer in REAL else outer  # "ordered the raid"
    if named == "ponder" and _is_definite(noun):
        return own
    if named == "report" and not form and own == "happened" and not _is_definite(noun) and is_soon(governor):
        return "planned"
    if named in ("report", "truth"):
        return "denied" if outer == "denied" and named == "truth" and governor.pos_ == "NOUN" else own
    if named == "carry" and not form and outer == "ongoing" and own == "happened":
        return "ongoing"
    if named is not None:
        return apply_class(named, outer, own, attempts)
    return _given_or_not(noun, outer, own, direct=not form and governor.pos_ == "VERB")


def _is_present(be: Token) -> bool:
    """Whether a form of "be" reaches into the present: "is", "have been"."""
    forms = [be, *(child for child in be.children if child.dep_ == "aux")]
    return any(form.tag_ in ("VBZ", "VBP") for form in forms)


def _predicate_noun(be: Token, own: Status, attempts: bool, depth: int) -> Status:
    """Judge "there is fighting", "it was an attack"."""
    outer = _status(be, attempts, depth)
    there = any(child.dep_ == "expl" for child in be.children)
    if there and be.tag_ in ("VBZ", "VBP") and own == "happened" and outer == "happened":
        return "ongoing"
    return own if outer == "happened" or own == "denied" else outer


def _given_or_not(noun: Token, outer: Status, own: Status, *, direct: bool) -> Status:
    """Take a definite noun as given; let an indefinite one share what governs it."""
    if outer in REAL or _is_definite(noun) or own != "happened":
        return own
    if outer == "denied":
        return "denied" if direct else own
    return outer


def _is_definite(noun: Token) -> bool:
    for child in noun.children:
        if child.dep_ in ("det", "poss") and (child.lower_ in _DETERMINED or child.dep_ == "poss"):
            return True
    return False


def _subject_of(noun: Token, link: str, verb: Token, own: Status, attempts: bool, depth: int) -> Status:
    """Judge a noun that is a subject: by verbs of taking place, passives of light verbs, raising."""
    if own == "hypothetical":
        return own
    raised = _raised_to(verb)
    passive = link == "nsubjpass"
    named = class_of(verb, "")
    if raised is not None:
        verb_class = class_of(raised, "")
        passive_raised = any(child.dep_ == "auxpass" for child in raised.children)
        outer = _status(raised, attempts, depth)
        if verb_class == "occur" or (passive_raised and verb_class in ("carry", "plan")):
            return apply_class("carry", outer, own, attempts)
        return _given_or_not(noun, outer, own, direct=False)
    if verb.pos_ == "ADJ" and named is not None:
        return apply_class(named, _status(verb, attempts, depth), own, attempts)
    outer = _status(verb, attempts, depth)
    if passive and named == "plan" and _is_definite(noun) and _is_told_afterwards(verb):
        return own  # "the attacks were plotted by", "had been planned": who planned what took place
    if verb.lemma_ == "enter" and any(c.dep_ == "dobj" and c.lemma_ in _SPANS for c in verb.children):
        return "ongoing" if own == "happened" and outer in REAL else own  # "the strike entered its third week"
    if passive and named is not None:
        return apply_class(None if named in ("presuppose", "report") else named, outer, own, attempts)
    if named in ("occur", "continue") or (verb.lemma_ == "be" and not _has_predicate(verb)):
        return apply_class(named if named == "continue" else "carry", outer, own, attempts)
    if verb.lemma_ == "be" and named in ("plan", "fear", "continue", "prevention", "exclusion"):
        return apply_class(named, outer, own, attempts)
    if outer == "ongoing" and verb.lemma_ in ("go", "rage", "run"):
        return "ongoing"
    if outer == "planned" and not _is_definite(noun) and _is_mere_thought(noun, verb):
        return "hypothetical"
    return _given_or_not(noun, outer, own, direct=False)


def _is_told_afterwards(verb: Token) -> bool:
    """Whether a plan is told of after the deed: with who made it, or in the past of the past."""
    return any(child.dep_ == "agent" or (child.dep_ == "aux" and child.lower_ == "had") for child in verb.children)


def _is_mere_thought(noun: Token, verb: Token) -> bool:
    """Whether a subject is imagined with its clause: "any attack will", "an attack would"."""
    anything = any(child.lower_ == "any" for child in noun.lefts)
    return anything or any(child.lower_ == "would" for child in verb.lefts)


def _raised_to(verb: Token) -> Token | None:
    """Give the infinitive of "talks are due to begin", "the vote is expected to be held"."""
    for child in verb.children:
        if child.dep_ == "xcomp" and child.pos_ in ("VERB", "AUX") and child.i > verb.i:
            return child
        if child.dep_ == "acomp":
            return next((c for c in child.children if c.dep_ == "xcomp" and c.pos_ in ("VERB", "AUX")), None)
    return None


def _has_predicate(be: Token) -> bool:
    return any(child.dep_ in ("attr", "acomp", "oprd", "ccomp") for child in be.children)


def _modifier_of(token: Token, head: Token, own: Status, attempts: bool, depth: int) -> Status:
    """Judge a noun that modifies another: "an assassination plot", "invasion fears"."""
    named = class_of(head, "")
    if named is None or named == "presuppose":
        return own
    return apply_class(named, _status(head, attempts, depth), own, attempts)
