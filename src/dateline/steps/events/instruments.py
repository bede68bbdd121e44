"""Weapons and other means that events are done with."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from dateline.report import Instrument
from dateline.resources.tables import load_table
from dateline.steps.events.light import is_light

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_STEPS = 4
_FAR = 60
_CLAUSES = frozenset({"advcl", "acl", "relcl", "conj", "xcomp", "pcomp", "ccomp"})
_SLOTS = frozenset({"dobj", "pobj", "prep", "nsubj", "nsubjpass", "agent", "compound", "conj", "nmod", "amod", "appos"})


@dataclass(frozen=True)
class Weapon:
    """Words for a weapon, and the modes of assault that it hints at, the likeliest first."""

    start: int
    end: int
    head: Token
    modes: tuple[str, ...] = ()


class _Lexicon(NamedTuple):
    """The table of weapons, ready for look-up."""

    kinds: dict[str, str]  # lemma → mode
    phrases: dict[tuple[str, str], str]  # first and last lemma → mode
    tails: frozenset[str]  # last words of phrases
    words: dict[str, frozenset[str]]


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    table = load_table("lexicons/weapons.yaml")
    kinds = {word: mode for mode, words in table["kinds"].items() for word in _split(words)}
    rows = [(phrase.split(), mode) for mode, phrases in table["phrases"].items() for phrase in _split(phrases)]
    phrases = {(words[0], words[-1]): mode for words, mode in rows if len(words) > 1}
    words = {name: frozenset(_split(value)) for name, value in table.items() if isinstance(value, str)}
    return _Lexicon(kinds, phrases, frozenset(last for _, last in phrases), words)


def _split(words: str) -> list[str]:
    return [word.strip() for word in words.split(",") if word.strip()]


def find_instruments(doc: Doc) -> list[Weapon]:
    """Find every weapon that a document names, in text order."""
    lexicon = _lexicon()
    found: list[Weapon] = []
    for token in doc:
        lemma = token.lemma_.lower()
        if lemma in lexicon.kinds or lemma in lexicon.tails or token.lower_ in lexicon.kinds:
            weapon = _weapon_at(token, lemma, lexicon)
            if weapon is not None:
                if found and found[-1].end > weapon.start:
                    found.pop()
                found.append(weapon)
    return found


def _weapon_at(token: Token, lemma: str, lexicon: _Lexicon) -> Weapon | None:
    if token.pos_ not in ("NOUN", "PROPN", "NUM", "ADJ", "X") or _is_letters_of_name(token):
        return None
    doc, first = token.doc, _first_of(token, lexicon)
    before = doc[token.i - 1].lemma_.lower() if token.i else ""
    mode = lexicon.phrases.get((before, lemma))
    if mode is not None:
        first = min(first, token.i - 1)
    if mode is None:
        mode = lexicon.kinds.get(lemma, lexicon.kinds.get(token.lower_))
    if mode is None or before in lexicon.words["not_before"]:
        return None
    modes = [mode] if mode else []
    modes += [m for i in range(first, token.i) if (m := lexicon.kinds.get(doc[i].lemma_.lower())) and m not in modes]
    if any(doc[i].lower_ == "suicide" for i in range(first, token.i)):
        modes = ["suicide-attack", *(mode for mode in modes if mode != "suicide-attack")]
    return Weapon(doc[first].idx, token.idx + len(token), token, tuple(modes))


def _is_letters_of_name(token: Token) -> bool:
    """Whether it is the letters in brackets after a body's name: "the Front of Arms and Labour (FAL)"."""
    doc, i = token.doc, token.i
    if not token.text.isupper() or i < 2 or i + 1 >= len(doc) or doc[i - 1].text != "(" or doc[i + 1].text != ")":
        return False
    return doc[i - 2].is_title and doc[i - 2].pos_ == "PROPN"


def _first_of(head: Token, lexicon: _Lexicon) -> int:
    """Find where a weapon's name begins: nouns before its head, and adjectives that belong to the name."""
    doc, first = head.doc, head.i
    while first > 0:
        before = doc[first - 1]
        joined = before.text in "-–" and first > 1 and not before.whitespace_ and not doc[first - 2].whitespace_
        named = (
            before.dep_ in ("compound", "nmod")
            and before.pos_ in ("NOUN", "PROPN", "ADJ", "X")
            and not before.ent_type_
        )
        lemma = before.lower_
        known = lemma in lexicon.words["modifiers"] or lemma in lexicon.kinds or lemma.endswith(("-mm", "-caliber"))
        if not (joined or ((named or known) and head.i - first < 4)):
            break
        first -= 2 if joined else 1
    return first


def instruments_of(trigger: Token, weapons: Sequence[Weapon]) -> list[Weapon]:
    """Give the weapons that are grammatically tied to a trigger.

    With, by or using a weapon; a weapon before an event noun ("a grenade attack"); as the
    subject ("a car bomb killed six") or the object of a verb of using ("fired rockets at the
    base, killing two").
    """
    lexicon = _lexicon()
    above = _above(trigger)
    first = bisect_left(weapons, trigger.i - _FAR, key=_position)
    last = bisect_right(weapons, trigger.i + _FAR, key=_position)
    return [weapon for weapon in weapons[first:last] if _is_tied(weapon.head, above, lexicon)]


def _position(weapon: Weapon) -> int:
    return weapon.head.i


def _above(trigger: Token) -> dict[int, int]:
    """Give the trigger and the governors of the same happening, with their distance."""
    found = {trigger.i: 0}
    here = trigger
    for step in range(1, _STEPS):
        own_subject = here.dep_ in ("conj", "ccomp") and any(c.dep_ in ("nsubj", "nsubjpass") for c in here.children)
        if here.head.i == here.i or own_subject or here.dep_ not in _CLAUSES | _SLOTS | {"oprd", "attr"}:
            break
        if here.dep_ == "dobj" and here.pos_ != "VERB" and not _holds(here.head):
            break  # "condemned the raid and sent weapons"
        here = here.head
        found[here.i] = step
    return found


def _holds(verb: Token) -> bool:
    """Whether a verb says little beside its object, so that both tell of one deed: "carried out a raid"."""
    return any(is_light(verb, group) for group in ("doer", "receiver", "owner"))


def _is_tied(weapon: Token, above: dict[int, int], lexicon: _Lexicon) -> bool:
    """Walk up from a weapon, through slots that make it a means, to the trigger or what governs that."""
    here, itself = weapon, True
    for _ in range(_STEPS + 2):
        if here.i in above:
            return True
        if not _passes(here, lexicon, itself=itself):
            return False
        itself = itself and here.dep_ in ("conj", "compound", "nmod", "appos")
        here = here.head
    return here.i in above


def _passes(token: Token, lexicon: _Lexicon, *, itself: bool) -> bool:
    """Whether a token's slot in its governor keeps the weapon a means of what the governor tells.

    Args:
        token: The weapon, or a word between it and the trigger.
        lexicon: The table of weapons.
        itself: Whether the token stands for the weapon, so that the slot is the weapon's own.
    """
    link, governor = token.dep_, token.head
    if governor.i == token.i:
        return False
    if link == "dobj":
        return not itself or governor.lemma_ in lexicon.words["using"] or governor.lower_ in lexicon.words["with_words"]
    if link == "nsubjpass":
        return not itself or governor.lemma_ in lexicon.words["using"]
    if link == "nsubj":
        return not itself or governor.lemma_ in lexicon.words["working"]
    if link in ("prep", "agent"):
        return token.lower_ in lexicon.words["with_words"]
    if link in _CLAUSES:
        own_subject = link in ("conj", "ccomp") and any(c.dep_ in ("nsubj", "nsubjpass") for c in token.children)
        return not own_subject
    return link in ("pobj", "compound", "nmod", "amod", "appos")


def to_instrument(weapon: Weapon, text: str) -> Instrument:
    """Turn a weapon into the contract's noun."""
    return Instrument.cut(text, weapon.start, weapon.end)
