"""Whether an event happened, goes on, is planned, is only possible, or is denied.

The answer is read from the inside out. A trigger has a status of its own, from its verb
group or its determiners and adjectives ("will attack", "no attack", "a planned attack").
What governs it may change that: the governor's class (data/lexicons/status.yaml) says how,
given the governor's own status, which is found the same way. So "failed to prevent an
attack" is a failure, hence the prevention is denied, hence the attack happened.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from dateline.resources.tables import load_table
from dateline.text.clauses import tense_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dateline.report import Status

MAX_CHILDREN = 60
"""Words that hang on one word in prose; more come from broken text, and each look at them costs time."""

MAX_DEPTH = 10
"""Governors that are looked at above a trigger; deeper nesting hardly occurs in news."""

_REAL = ("happened", "ongoing")
_CLAUSES = frozenset({"xcomp", "ccomp", "acl", "pcomp", "advcl", "csubj", "csubjpass", "relcl"})
_SCARCELY = ("hardly", "scarcely")
_DETERMINED = frozenset({"the", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my", "your"})


class _Words(NamedTuple):
    """The table of status words, ready for look-up."""

    classes: dict[str, dict[str, str]]  # part of speech → lemma (and preposition) → class
    auxiliaries: dict[str, str]  # auxiliary → planned, possible, ability, duty
    lists: dict[str, frozenset[str]]


class _Own(NamedTuple):
    """What an auxiliary group says by itself."""

    status: Status
    negated: bool


@lru_cache(maxsize=1)
def _words() -> _Words:
    table = load_table("lexicons/status.yaml")
    classes: dict[str, dict[str, str]] = {"verbs": {}, "nouns": {}, "adjectives": {}}
    for name, parts in table["classes"].items():
        for part, words in parts.items():
            for word in _split(words):
                classes[part].setdefault(word, name)
    auxiliaries = {word: kind for kind, words in table["auxiliaries"].items() for word in _split(words)}
    lists = {name: frozenset(_split(words)) for name, words in table.items() if isinstance(words, str)}
    return _Words(classes, auxiliaries, lists)


def _split(words: str) -> list[str]:
    return [word.strip() for word in words.split(",")]


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
    own = _own_status(token, attempts)
    if depth >= MAX_DEPTH:
        return own
    return _under_governor(token, own, attempts, depth + 1)


def status_words(trigger: Token) -> list[tuple[Token, str]]:
    """The words that bear on whether something happened, each with what it says: auxiliaries, then governors by class."""
    found = []
    if _is_verbal(trigger):
        words = _words()
        for token in _group(trigger):
            kind = "negation" if token.lower_ in words.lists["negators"] else words.auxiliaries.get(token.lower_)
            found += [(token, kind)] if kind else []
    here = trigger
    for _ in range(MAX_DEPTH):
        if here.head.i == here.i:
            break
        marker, here = _marker(here), here.head
        named = _class_of(here, marker or (here.lower_ if here.pos_ == "ADP" else ""))
        found += [(here, named)] if named else []
    return found


# --- what a word says by itself -------------------------------------------------------


def _own_status(token: Token, attempts: bool) -> Status:
    return _verb_status(token) if _is_verbal(token) else _noun_status(token, attempts)


def _is_verbal(token: Token) -> bool:
    if token.pos_ == "AUX" or any(child.dep_ in ("aux", "auxpass") for child in token.lefts):
        return True
    return token.pos_ == "VERB" and token.dep_ not in ("amod", "compound", "dobj", "pobj", "nsubj", "nsubjpass")


def _verb_status(verb: Token) -> Status:
    words = _words()
    group = _group(verb)
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


def _group(verb: Token) -> list[Token]:
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
    words = _words()
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
    words = _words()
    if "to" in forms and verb.dep_ == "ROOT":
        return "planned"
    progressive = verb.tag_ == "VBG" or (verb.tag_ == "NN" and verb.lower_.endswith("ing")) or "being" in forms
    current = any(form in ("is", "are", "am", "'s", "'re", "’s", "’re", "has", "have", "been") for form in forms)
    if progressive and current and "had" not in forms and "was" not in forms and "were" not in forms:
        return "planned" if _is_soon(verb) else "ongoing"
    if verb.tag_ in ("VBZ", "VBP") and not forms:
        if _is_soon(verb):
            return "planned"
        if verb.lemma_ in words.lists["states"]:
            return "ongoing"
    present = verb.tag_ in ("VBZ", "VBP") or current
    if present and any(child.lower_ in words.lists["still_words"] for child in verb.children):
        return "ongoing"
    return "happened"


def _is_soon(verb: Token) -> bool:
    """Whether an adjunct of the verb points to the future ("tomorrow", "next week")."""
    soon = _words().lists["future_words"]
    for child in verb.children:
        if child.dep_ in ("npadvmod", "advmod", "prep") and child.i > verb.i:
            nouns = [child, *(c for c in child.children if c.dep_ == "pobj")]
            if any(t.lower_ in soon or any(c.lower_ in soon for c in t.children) for t in nouns):
                return True
    return False


def _has_condition(verb: Token) -> bool:
    """Whether the verb stands in an if-clause."""
    conditions = _words().lists["conditions"]
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


def _has_no_subject(verb: Token, words: _Words) -> bool:
    """Whether the verb's subject or object is "nobody" or has "no" ("no soldiers were hurt")."""
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass") and _is_no(child, words):
            return True
        if child.dep_ in ("dobj", "attr") and _is_no(child, words):
            return True
    return False


def _is_no(noun: Token, words: _Words) -> bool:
    if noun.lower_ in words.lists["no_one"]:
        return True
    for child in noun.lefts:
        if child.lower_ in words.lists["no_words"] or any(c.lower_ in _SCARCELY for c in child.children):
            return True
    return False


def _noun_status(noun: Token, attempts: bool) -> Status:
    words = _words()
    status: Status = "planned" if _is_soon(noun) else "happened"
    for child in noun.children:
        if child.lower_ in words.lists["no_words"] and child.i < noun.i:
            return "denied"
        if child.dep_ in ("amod", "compound", "nmod") and child.i < noun.i:
            named = words.classes["adjectives"].get(child.lower_)
            status = _apply(named, "happened", status, attempts) if named else status
        elif child.dep_ in ("acl", "relcl") and child.pos_ == "VERB":
            status = _told_by_clause(child, status, attempts)
    return status


def _told_by_clause(verb: Token, status: Status, attempts: bool) -> Status:
    """Take what a clause on a noun says of it: "the meeting scheduled for May", "an attack that was foiled"."""
    named = _class_of(verb, "")
    if named in ("plan", "fear", "prevention", "continue"):
        return _apply(named, _verb_status(verb), status, attempts)
    if named in ("occur", "carry") and _verb_status(verb) == "denied":
        return "denied"
    return status


# --- what its governors say -----------------------------------------------------------


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
        return _apply("carry", _status(governor, attempts, depth), own, attempts)
    if link in ("compound", "nmod", "amod", "poss"):
        return _modifier_of(token, governor, own, attempts, depth)
    return own


def _marker(clause: Token) -> str:
    """Give "to" where the clause is an infinitive with it."""
    return "to" if any(child.dep_ == "aux" and child.lower_ == "to" for child in clause.children) else ""


def _class_of(governor: Token, preposition: str) -> str | None:
    """Give the class of a governor; for "be" that of what it says ("is ready", "is a threat")."""
    part = {"VERB": "verbs", "AUX": "verbs", "ADJ": "adjectives"}.get(governor.pos_, "nouns")
    words = _words().classes[part]
    lemma = governor.lemma_.lower()
    if part == "verbs":
        for child in governor.children:
            if child.dep_ == "prt" and f"{lemma} {child.lower_}" in words:
                return words[f"{lemma} {child.lower_}"]
        if lemma == "take" and any(child.dep_ == "dobj" and child.lower_ == "place" for child in governor.children):
            return "occur"
    if lemma == "go" and governor.tag_ == "VBG" and preposition == "to":
        return "plan"
    found = words.get(f"{lemma} {preposition}") if preposition else None
    if found is None:
        found = words.get(lemma)
    if found is None and part == "adjectives":
        found = _words().classes["verbs"].get(lemma)
    if lemma == "be":
        return found if found and preposition == "to" else _class_of_predicate(governor, preposition)
    return found


def _class_of_predicate(be: Token, preposition: str) -> str | None:
    for child in be.children:
        if child.lower_ == "under" and any(noun.lower_ == "way" for noun in child.children):
            return "continue"
        if child.dep_ in ("acomp", "attr", "oprd") and child.i > be.i:
            return _class_of(child, preposition)
    return None


def _apply(named: str | None, governor: Status, own: Status, attempts: bool) -> Status:
    """Give the status of what a governor of a class, with this status, governs."""
    real = governor in _REAL
    if named == "plan":
        if own in ("denied", "hypothetical"):
            return own
        return "planned" if real else governor
    if named in ("demand", "fear", "ponder"):
        return "hypothetical"
    if named == "attempt":
        return own if real and attempts else "hypothetical" if real else governor
    if named == "failure":
        return "denied" if real or governor == "planned" else "happened" if governor == "denied" else "hypothetical"
    if named == "prevention":
        return "denied" if real else "happened" if governor == "denied" else "hypothetical"
    if named == "denial":
        return own if governor == "denied" else "hypothetical" if governor == "hypothetical" else "denied"
    if named == "exclusion":
        return "hypothetical" if governor in ("denied", "hypothetical") else "denied"
    if named == "continue":
        return "ongoing" if real and own in _REAL else own if real else governor
    if named == "stop":
        return own if governor == "happened" else "ongoing"
    if named in ("achieve", "occur", "carry"):
        return own if governor == "happened" or own == "denied" else governor
    return own


def _clause_under(clause: Token, governor: Token, marker: str, own: Status, attempts: bool, depth: int) -> Status:
    """Judge a clause by its governor."""
    link = clause.dep_
    if link == "pcomp":
        link = "xcomp"
    if link == "advcl":
        return _adverbial_under(clause, governor, marker, own, attempts, depth)
    named = _class_of(governor, marker)
    if named is None and marker and governor.dep_ == "dobj":
        governor = governor.head  # "forced the brigade to withdraw", read as if the brigade were "to withdraw"
        named = _class_of(governor, marker)
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
        return _apply(named, outer, own, attempts)
    if link == "acl" and not marker:
        return own
    if link in ("csubj", "csubjpass"):
        return outer if outer in ("hypothetical", "planned") else own
    if marker:
        return _apply("plan", outer, own, attempts)
    return _apply("achieve", outer, own, attempts)


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
    if outer in _REAL or outer == "planned":
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
        named = _class_of(governor, marker)
        return _apply(named or "achieve", _status(governor, attempts, depth), own, attempts)
    finite = any(child.dep_ in ("nsubj", "nsubjpass") for child in clause.children)
    past = tense_of(clause) == "past" and finite
    if past or own != "happened":
        return own
    outer = _status(governor, attempts, depth)
    return outer if outer in ("planned", "hypothetical") else own


def _under_preposition(token: Token, first: Token, own: Status, attempts: bool, depth: int) -> Status:
    """Judge what a preposition governs by the word that the preposition hangs on."""
    words = _words()
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
    named = _class_of(governor, form)
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
    named = _class_of(governor, form)
    exact = form in _words().lists["light_prepositions"] or not form or _has_key(governor, form)
    if named == "presuppose" or (named is not None and not exact):
        named = "presuppose" if named == "presuppose" else None
    if named == "presuppose":
        return own
    if governor.lemma_ == "be" and not form:
        return _predicate_noun(governor, own, attempts, depth)
    outer = _status(governor, attempts, depth)
    if named == "ponder" and _is_definite(noun):
        return own
    if named == "report" and not form and own == "happened" and not _is_definite(noun) and _is_soon(governor):
        return "planned"
    if named in ("report", "truth"):
        return "denied" if outer == "denied" and named == "truth" and governor.pos_ == "NOUN" else own
    if named == "carry" and not form and outer == "ongoing" and own == "happened":
        return "ongoing"
    if named is not None:
        return _apply(named, outer, own, attempts)
    return _given_or_not(noun, outer, own, direct=not form and governor.pos_ == "VERB")


def _has_key(governor: Token, form: str) -> bool:
    part = {"VERB": "verbs", "AUX": "verbs", "ADJ": "adjectives"}.get(governor.pos_, "nouns")
    return f"{governor.lemma_.lower()} {form}" in _words().classes[part]


def _predicate_noun(be: Token, own: Status, attempts: bool, depth: int) -> Status:
    """Judge "there is fighting", "it was an attack"."""
    outer = _status(be, attempts, depth)
    there = any(child.dep_ == "expl" for child in be.children)
    if there and be.tag_ in ("VBZ", "VBP") and own == "happened" and outer == "happened":
        return "ongoing"
    return own if outer == "happened" or own == "denied" else outer


def _given_or_not(noun: Token, outer: Status, own: Status, *, direct: bool) -> Status:
    """Take a definite noun as given; let an indefinite one share what governs it."""
    if outer in _REAL or _is_definite(noun) or own != "happened":
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
    named = _class_of(verb, "")
    if raised is not None:
        verb_class = _class_of(raised, "")
        passive_raised = any(child.dep_ == "auxpass" for child in raised.children)
        outer = _status(raised, attempts, depth)
        if verb_class == "occur" or (passive_raised and verb_class in ("carry", "plan")):
            return _apply("carry", outer, own, attempts)
        return _given_or_not(noun, outer, own, direct=False)
    if verb.pos_ == "ADJ" and named is not None:
        return _apply(named, _status(verb, attempts, depth), own, attempts)
    outer = _status(verb, attempts, depth)
    if passive and named == "plan" and _is_definite(noun) and any(child.dep_ == "agent" for child in verb.children):
        return own  # "the attacks were plotted by": who planned what took place
    if passive and named is not None:
        return _apply(None if named in ("presuppose", "report") else named, outer, own, attempts)
    if named in ("occur", "continue") or (verb.lemma_ == "be" and not _has_predicate(verb)):
        return _apply(named if named == "continue" else "carry", outer, own, attempts)
    if verb.lemma_ == "be" and named in ("plan", "fear", "continue", "prevention", "exclusion"):
        return _apply(named, outer, own, attempts)
    if outer == "ongoing" and verb.lemma_ in ("go", "rage", "run"):
        return "ongoing"
    if outer == "planned" and not _is_definite(noun) and _is_mere_thought(noun, verb):
        return "hypothetical"
    return _given_or_not(noun, outer, own, direct=False)


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
    named = _class_of(head, "")
    if named is None or named == "presuppose":
        return own
    return _apply(named, _status(head, attempts, depth), own, attempts)
