"""Who the unnamed of an event are: "two reporters, *Ana Ruiz* and *Luis Paz*", "the victims were identified as *Ana Ruiz*"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from dateline.resources.tables import load_table
from dateline.text.clauses import children_of, conjuncts, objects_after, objects_of, patients_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from dateline.steps.events.parties import Cast

Side = Literal["actors", "recipients"]

_LIST = 120
"""Most words of a list of names that are read."""

_TITLE = 4
"""Most words of a title before the first name."""

_OPENERS = frozenset({",", ":", "-", "--", "–", "—"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


@dataclass(frozen=True, slots=True)
class Identity:
    """Names for those whom an event told before speaks of without a name.

    Args:
        i: Index of the word that stands for them.
        side: Which side of the event they are.
        names: Heads of their names.
    """

    i: int
    side: Side
    names: tuple[Token, ...]


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(word.strip() for word in load_table("lexicons/back_references.yaml")[group].split(","))


def names_after(noun: Token, cast: Cast) -> list[Token]:
    """Heads of the names in a list that follows a plural noun and tells who they are; a list has two names or more.

    The words are read rather than the parse, which breaks on such lists.
    """
    doc, i = noun.doc, noun.i + 1
    if noun.tag_ != "NNS" or i >= len(doc) or doc[i].text not in _OPENERS:
        return []
    found: list[Token] = []
    for token in doc[i + 1 : i + _LIST]:
        if token.tag_ in _FINITE or token.is_sent_start:
            break
        if is_person_name(token, cast):
            found.append(token)
        elif not found and token.i > i + _TITLE:
            break
    else:
        return found if len(found) > 1 else []
    told_by_them = bool(found) and token.tag_ in _FINITE and token.i == found[-1].i + 1
    return found if len(found) > 1 and not told_by_them else []


def is_person_name(token: Token, cast: Cast) -> bool:
    """Whether a word is the last of a person's name."""
    if token.pos_ != "PROPN":
        return False
    mention, entity = cast.mentions.mention_at(token), cast.mentions.at(token)
    if mention is None or entity is None:
        last = token.i + 1 == len(token.doc) or token.doc[token.i + 1].ent_iob_ != "I"
        return token.ent_type_ == "PERSON" and last
    return entity.type == "person" and mention.kind == "name" and mention.end == token.idx + len(token)


def find_identities(doc: Doc, cast: Cast) -> Iterator[Identity]:
    """Sentences that name the victims or the attackers of what was told before."""
    for token in doc:
        if token.pos_ == "VERB" and token.lemma_.lower() in _words("identifying"):
            nouns = patients_of(token)
            names = [head for word in (token, *nouns) for head in objects_after(word, "as")]
            names += [c for c in children_of(token) if c.dep_ == "oprd"]
        elif token.lemma_ == "be" and token.pos_ == "AUX":
            nouns, names = _called(token)
        else:
            continue
        side = next((side for noun in nouns if (side := _side_of(noun))), None)
        people = tuple(name for name in names if is_person_name(name, cast))
        if side and people:
            yield Identity(token.i, side, people)


def _called(copula: Token) -> tuple[list[Token], list[Token]]:
    """Nouns and who is called so: "the victim was *Ana Ruiz*", "among the dead are *Ana Ruiz* and *Luis Paz*"."""
    subjects = [c for c in children_of(copula) if c.dep_ == "nsubj"]
    among = objects_after(copula, "among")
    if among:
        return among, [head for subject in subjects for head in conjuncts(subject)]
    return [noun for subject in subjects for noun in (subject, *objects_after(subject, "of"))], objects_of(copula)


def _side_of(noun: Token) -> Side | None:
    lemma = noun.lemma_.lower()
    hurt = any(c.dep_ == "amod" and c.lower_ in _words("hurt") for c in children_of(noun))
    if hurt or not _words("victims").isdisjoint((lemma, noun.lower_)):
        return "recipients"
    return "actors" if lemma in _words("attackers") else None
