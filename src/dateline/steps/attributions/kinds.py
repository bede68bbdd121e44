"""What kind of source it is, and why it stays without a name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from dateline.report import Entity, SourceKind
from dateline.resources.actor_words import load_actor_words
from dateline.resources.tables import load_table
from dateline.steps.attributions.tree import Tree

_INSTITUTION_LABELS = frozenset({"ORG", "GPE", "NORP", "FAC", "LOC"})
_DOCUMENT_LABELS = frozenset({"WORK_OF_ART", "LAW"})
_CLAUSE_END = re.compile(r"[,;:“”\"]|\.(?=\s|$)|\s[–—-]\s")


@dataclass(frozen=True, slots=True)
class SourceWords:
    """The lists of `source_kinds.yaml`."""

    anonymous: frozenset[str]
    modifiers: frozenset[str]
    persons_close: frozenset[str]
    nearness: frozenset[str]
    institution: frozenset[str]
    document: frozenset[str]
    media: frozenset[str]
    agencies: frozenset[str]
    media_names: frozenset[str]
    reasons: re.Pattern[str]
    behind: re.Pattern[str]


@lru_cache(maxsize=1)
def load_source_words() -> SourceWords:
    """Load the lists once."""
    table = load_table("lexicons/source_kinds.yaml")
    return SourceWords(
        anonymous=_words(table["anonymous"]["words"]),
        modifiers=_words(table["anonymous"]["modifiers"]),
        persons_close=_words(table["persons_close"]["words"]),
        nearness=_words(table["persons_close"]["nearness"]),
        institution=_words(table["institution"]["words"]),
        document=_words(table["document"]["words"]),
        media=_words(table["media"]["words"]),
        agencies=_words(table["media"]["agencies"]),
        media_names=_words(table["media"]["names"]),
        reasons=_any_of(table["reasons"]),
        behind=_any_of(table["behind"]),
    )


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def _words(line: str) -> frozenset[str]:
    return frozenset(word.strip() for word in line.split(","))


def find_reason(text: str, stretches: Iterable[tuple[int, int]]) -> tuple[int, int] | None:
    """Find in stretches of the text the words that give a reason for anonymity, to the end of their clause.

    Example:
        >>> text = "An aide, who asked not to be named, said no."
        >>> start, end = find_reason(text, [(0, len(text))])
        >>> text[start:end]
        'who asked not to be named'
    """
    reasons = load_source_words().reasons
    for start, end in stretches:
        found = reasons.search(text[start:end].lower()) if end - start < 1500 else None
        if found:
            stop = _CLAUSE_END.search(text, start + found.end(), end)
            last = stop.start() if stop else end
            return start + found.start(), start + found.start() + len(text[start + found.start() : last].rstrip())
    return None


_HINTS = ("anonym", "condition", "name", "identi", "authori", "allowed", "permi", "cleared", "forbidden", "barred",
    "entitled", "clearance", "quoted", "fear of", "the record", "background", "pseudonym", "initials", "nom de guerre")  # fmt: skip


def find_reason_words(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Find the words that open a reason for anonymity in a sentence, without what follows them."""
    if end - start >= 1500:
        return None
    lower = text[start:end].lower()
    if not any(hint in lower for hint in _HINTS):
        return None
    found = load_source_words().reasons.search(lower)
    return (start + found.start(), start + found.end()) if found else None


def find_reason_behind(text: str, start: int, end: int) -> int | None:
    """Find where a reason for anonymity ends what is said: "... was near, asking not to be named"."""
    found = load_source_words().behind.search(text[start:end].lower()) if end - start < 1500 else None
    return start + found.start() if found and found.start() else None


def kind_of_source(
    tree: Tree, head: int, extent: tuple[int, int], entity: Entity | None, is_name: Callable[[int], bool], reason: bool
) -> SourceKind | None:
    """Say what kind of source a phrase names.

    The words decide, not what is known of their entity: "the interior minister" is a role
    though his name stands elsewhere. Only a pronoun takes the kind of its entity.

    Args:
        tree: The parse.
        head: Head word of the source.
        extent: Tokens of the source.
        entity: The entity that it stands for.
        is_name: Tells whether a token belongs to a person's name.
        reason: Whether the text gives a reason for anonymity beside it.

    Returns:
        The kind, or None for a pronoun whose meaning is not known.
    """
    words = load_source_words()
    if reason:
        return "anonymous"
    head = _counted(tree, words, head)
    if _is_unnamed(tree, words, head, extent):
        return "anonymous"
    if is_pronoun(tree, head):
        return None if entity is None else _kind_of_entity(words, entity)
    if any(is_name(i) for i in _own_words(tree, head, extent)) or _has_title(tree, head, extent):
        return "named"
    return kind_of_noun(tree, head, entity)


def is_medium(tree: Tree, head: int) -> bool:
    """Whether a noun or name is a newspaper, broadcaster or agency."""
    words = load_source_words()
    lemma = tree.lemmas[head]
    before = [tree.words[kid] for kid in tree.kids[head] if tree.deps[kid] in ("compound", "nmod", "amod")]
    if lemma == "agency":
        return any(word in words.agencies for word in before)
    return (
        lemma in words.media
        or any(word in words.media_names for word in (*before, tree.words[head]))
        or (tree.pos[head] == "PROPN" and any(word in words.media for word in before))
    )


def is_pronoun(tree: Tree, head: int) -> bool:
    """Whether a source's head stands for something named elsewhere."""
    return tree.pos[head] == "PRON" or tree.tags[head] == "PRP$"


def _counted(tree: Tree, words: SourceWords, head: int) -> int:
    """The noun of which some are meant: "shepherds" in "one of the shepherds"."""
    if tree.words[head] not in words.anonymous and tree.tags[head] not in ("CD", "DT"):
        return head
    prep = next((kid for kid in tree.kids[head] if tree.words[kid] == "of" and kid > head), None)
    noun = tree.child(prep, "pobj") if prep is not None else None
    return noun if noun is not None and tree.pos[noun] in ("NOUN", "PROPN") else head


def _has_title(tree: Tree, head: int, extent: tuple[int, int]) -> bool:
    """Whether a title stands before the head and the head is no title itself: "General Osei"."""
    if tree.pos[head] != "PROPN" or head == extent[0]:
        return False
    actors = load_actor_words()
    if actors.at(tree.words, head, extent[0]) or tree.lemmas[head] in load_source_words().institution:
        return False
    before = [kid for kid in tree.kids[head] if kid < head and tree.deps[kid] in ("compound", "nmod")]
    found = [actors.at(tree.words, kid, extent[0]) for kid in before if kid >= extent[0]]
    return any(word is not None and word.kind == "person" for word in found)


def _kind_of_entity(words: SourceWords, entity: Entity) -> SourceKind:
    """What a pronoun's entity is: a group without a name ("the farmers") is a role."""
    has_name = any(mention.kind == "name" for mention in entity.mentions)
    if entity.type in ("organization", "country") or (entity.type == "group" and has_name):
        return "institution"
    if entity.type == "group":
        nouns = [mention.text.split()[-1].lower() for mention in entity.mentions if mention.kind == "nominal"]
        return "institution" if any(noun in words.institution for noun in nouns) else "role"
    return "named" if has_name else "role"


def _own_words(tree: Tree, head: int, extent: tuple[int, int]) -> list[int]:
    """The head, what is compounded with it and what is set beside it, without "of" phrases and possessives."""
    found = [head]
    for kid in tree.kids[head]:
        if tree.deps[kid] in ("compound", "nmod", "appos", "flat") and extent[0] <= kid < extent[1]:
            found.append(kid)
    # The parser may hang the name on the nearer noun: "the mayor of Split, *Ana Babic*".
    found += [i for i in range(head + 1, extent[1]) if tree.deps[i] == "appos" and tree.words[tree.left[i] - 1] == ","]
    return found


def _is_unnamed(tree: Tree, words: SourceWords, head: int, extent: tuple[int, int]) -> bool:
    lemma, word = tree.lemmas[head], tree.words[head]
    if any(tree.words[kid] in words.modifiers for kid in tree.kids[head]):
        return True
    if (lemma in words.anonymous or word in words.anonymous) and tree.pos[head] != "PROPN":
        return True
    if lemma in words.persons_close or word in words.persons_close:
        end = min(extent[1] + 6, tree.sentences[tree.sentence[head]][1])
        return any(tree.words[i] in words.nearness for i in range(head + 1, end))
    return False


def kind_of_noun(tree: Tree, head: int, entity: Entity | None) -> SourceKind:
    """Say what kind of source a noun or name is by itself."""
    words = load_source_words()
    lemma, label = tree.lemmas[head], tree.entities[head]
    is_name = tree.pos[head] != "NOUN" and not tree.small[head]
    if label in _DOCUMENT_LABELS or lemma in words.document:
        return "document"
    if lemma in words.institution:
        return "institution"
    if entity is not None and entity.type != "other" and is_name:
        if entity.type == "person":
            return "named" if label == "PERSON" else "role"
        return "institution"
    if label in _INSTITUTION_LABELS and is_name and tree.pos[head] in ("PROPN", "ADJ"):
        return "institution"
    is_person = is_name and tree.pos[head] == "PROPN" and label in ("PERSON", "")
    return "named" if is_person and not _is_title(tree, head) else "role"


def _is_title(tree: Tree, head: int) -> bool:
    """A capitalised office ("the Prime Minister") has an article or adjective before it; a name has none."""
    return any(tree.deps[kid] in ("det", "amod", "poss", "prep") for kid in tree.kids[head])
