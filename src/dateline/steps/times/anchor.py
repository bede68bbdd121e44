"""Anchor: where a clause looks from the time of writing, back or ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from dateline.resources.tables import load_table
from dateline.steps.times.context import Way
from dateline.text.clauses import SUBJECTS, children_of, clause_verb, is_negated, tense_of

if TYPE_CHECKING:
    from spacy.tokens import Token


_AT_EARLIEST = (["as", "early", "as"], ["as", "soon", "as"])


def way_of(token: Token) -> Way:
    """Say where the clause of a time expression looks: by tense, modal, or a word that looks ahead.

    "would meet on Monday", "plans to meet", "a meeting set for Monday" look ahead, whatever
    the tense of the governing verb.
    """
    if token.dep_ in ("poss", "compound", "amod", "nmod"):
        return "future" if token.dep_ == "poss" and _is_of_planned(token.head) else None
    if token.head.lower_ == "since":
        return "past"
    if _is_moved_to(token) or _is_at_earliest(token):
        return "future"
    here, in_infinitive, via_for, via_until = token, False, False, False
    term, outside = token.head.lower_ == "by", False
    for _ in range(8):
        if here.head.i == here.i:
            break
        apart = here.dep_ == "advcl" and here.tag_ in ("VBG", "VBN")
        outside = outside or (apart and here.lemma_.lower() not in _ahead()["relays"])
        here = here.head
        lemma = here.lemma_.lower()
        if (lemma in _ahead()["words"] and not outside and not _is_of_saying(here, token)) or (
            in_infinitive and lemma not in _ahead()["not_ahead"]
        ):
            return "future"
        if in_infinitive and term and lemma in _ahead()["attempts"]:
            return "future"
        if _is_term(here, via_for, via_until):
            return "future"
        via_for = lemma == "for"
        via_until = via_until or lemma in ("until", "till", "through")
        if here.pos_ in ("VERB", "AUX"):
            way = _way_of_verb(here)
            if way == "none":
                return "future" if via_until or _is_planned(here, token) else None
            if _is_order(here):
                return "future"
            if way is not None:
                return way
            in_infinitive = here.dep_ in ("xcomp", "acl", "ccomp") and _has_to(here)
        else:
            in_infinitive = False
    return None


def _is_term(governor: Token, via_for: bool, via_until: bool) -> bool:
    """Whether a word sets a term that "for" or "until" names: "booked for Monday", "extended until Friday"."""
    lemma = governor.lemma_.lower()
    if via_for and lemma in _ahead()["with_for"]:
        return True
    return via_until and lemma in _ahead()["until_verbs"] and not is_negated(governor)


def _is_moved_to(token: Token) -> bool:
    """Whether something was put off or brought forward to a time: "was moved to Monday"."""
    verb = token.head.head
    return token.head.lower_ == "to" and verb.lemma_.lower() in _ahead()["with_to"] and not is_negated(verb)


def _is_at_earliest(token: Token) -> bool:
    """Whether a time is the first at which something can be: "could come as early as June", "may sail as soon as Monday"."""
    if token.i < 3 or [word.lower_ for word in token.doc[token.i - 3 : token.i]] not in _AT_EARLIEST:
        return False
    verb = clause_verb(token)
    return verb is not None and any(child.tag_ == "MD" for child in children_of(verb))


def _is_of_saying(verb: Token, token: Token) -> bool:
    """Whether a time tells when a plan was made rather than for when: "the plan was proposed in March"."""
    governor = token.head.head if token.head.pos_ == "ADP" else token.head
    on_it = token.dep_ == "npadvmod" or token.head.lower_ in ("in", "on", "at")
    said = governor.i == verb.i and on_it and verb.lemma_.lower() in _ahead()["said"]
    return said and verb.tag_ in ("VBD", "VBN")


def _is_planned(verb: Token, token: Token) -> bool:
    """Whether a simple present tells what is planned for a time: "the summit opens on Monday"."""
    governor = token.head.head if token.head.pos_ == "ADP" else token.head
    if governor.lower_.startswith(("a.m", "p.m", "noon", "midnight")) or governor.lower_.endswith(
        ("am", "pm")
    ):  # "ends at 6 p.m. on Sunday"
        governor = governor.head.head if governor.head.pos_ == "ADP" else governor.head
    return governor.i == verb.i and verb.tag_ != "VBG" and verb.lemma_.lower() not in _ahead()["timeless"]


def _is_of_planned(noun: Token) -> bool:
    """Whether a day is that of something planned which a clause in the future is about: "Monday's vote will decide"."""
    if noun.lemma_.lower() not in _ahead()["planned"]:
        return False
    verb = clause_verb(noun)
    return verb is not None and _way_of_verb(verb) == "future" and not is_negated(verb)


def _is_order(verb: Token) -> bool:
    """Whether a bare verb tells somebody to do something: "Send your answer by Friday"."""
    bare = verb.tag_ == "VB" and verb.dep_ in ("ROOT", "conj")
    return bare and not any(child.dep_ in (*SUBJECTS, "aux", "auxpass") for child in children_of(verb))


def _has_to(verb: Token) -> bool:
    return any(child.lower_ == "to" for child in children_of(verb) if child.dep_ == "aux")


def _ahead() -> dict[str, list[str]]:
    table: dict[str, list[str]] = load_table("times/ahead.yaml")
    return table


def _way_of_verb(verb: Token) -> Way | Literal["none"]:
    """Where a verb looks by its own form; None where that depends on the verb that governs it.

    An infinitive says nothing by itself: "planned to leave on Monday" looks ahead, "managed to leave" back.
    """
    auxiliaries = {child.lower_ for child in children_of(verb) if child.dep_ in ("aux", "auxpass")}
    if auxiliaries & {"have", "having"}:
        return "past"
    if auxiliaries & set(_ahead()["auxiliaries"]):
        return "future"
    if verb.tag_ in ("VB", "VBG") and not auxiliaries - {"to"}:
        return None
    tense = tense_of(verb)
    if tense in ("past", "future"):
        return tense
    if tense == "present":
        return "none"
    if verb.lemma_.lower() in _ahead()["relays"]:
        return None
    return "past" if verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod", "advcl") else None
