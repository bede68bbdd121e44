"""Candidates: each way in which a cue word may hold a content, read from the parse and the quotation marks.

The grammar is generous; `score` says which of the candidates stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dateline.resources.actor_words import load_actor_words
from dateline.steps.attributions.candidate import Candidate
from dateline.steps.attributions.kinds import load_source_words
from dateline.steps.attributions.lexicon import Cues
from dateline.steps.attributions.marks import Marks, take_whole_quotes
from dateline.steps.attributions.phrases import (
    read_according,
    read_adjective,
    read_adverb,
    read_label,
    read_noun,
    read_signature,
)
from dateline.steps.attributions.tree import Tree
from dateline.steps.attributions.verbs import read_other_verb, read_verb

_DASHES = frozenset({"-", "--", "–", "—", "―"})
_LOOSE_BREAKS = frozenset({",", "–", "—", "--", "-", ";", "("})
_LOOSE_WORDS = frozenset(
    [
        "which",
        "who",
        "whose",
        "whom",
        "where",
        "when",
        "while",
        "but",
        "and",
        "or",
        "although",
        "though",
        "as",
        "if",
        "because",
        "since",
        "until",
        "after",
        "before",
        "so",
        "that",
        "including",
        "according",
        "despite",
        "with",
        "without",
        "even",
        "instead",
        "an",
        "a",
        "the",
        "not",
    ]
)
_LOOSE_JOINS = frozenset({"while", "as", "when"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD", "RB"})
_FARTHEST_END = 120
"""Tokens of a content in which a loose clause is looked for."""


def find_candidates(tree: Tree, marks: Marks, cues: Cues) -> Iterator[list[Candidate]]:
    """Give for each possible cue its candidates."""
    for i, pos in enumerate(tree.pos):
        group = _of_token(tree, marks, cues, i, pos)
        if group:
            if marks.around(i) is None:
                for candidate in group:
                    take_whole_quotes(tree, marks, candidate)
            yield group


def _of_token(tree: Tree, marks: Marks, cues: Cues, i: int, pos: str) -> list[Candidate]:
    lemma, word = tree.lemmas[i], tree.words[i]
    if word in _DASHES:
        return read_signature(tree, marks, i)
    if pos in ("VERB", "AUX"):
        if lemma == "accord":
            return read_according(tree, i)
        if lemma in cues.verbs and tree.deps[i] not in ("aux", "auxpass"):
            if lemma in cues.of_utterances and not _acts_on_utterance(tree, cues, i):
                return []
            if lemma in cues.of_names and _gives_a_name(tree, i):
                return []
            if lemma in cues.of_matters and _acts_on_person(tree, i):
                return []
            return read_verb(tree, marks, i, cues.verbs[lemma])
        return read_other_verb(tree, marks, i) if pos == "VERB" else []
    if pos in ("NOUN", "PROPN"):
        if lemma in cues.nouns:
            return read_noun(tree, cues, i)
        is_headline_verb = pos == "PROPN" and lemma in cues.verbs and tree.kids[i]
        return read_verb(tree, marks, i, cues.verbs[lemma]) if is_headline_verb else []
    if pos == "ADJ":
        return read_adjective(tree, cues, i) if lemma in cues.adjectives else []
    if pos == "ADV" and word in cues.adverbs:
        return read_adverb(tree, i)
    return read_label(tree, i) if word == ":" else []


def _acts_on_utterance(tree: Tree, cues: Cues, verb: int) -> bool:
    """Whether the verb's object is a document or utterance, or it has none but a clause or quotation."""
    document = load_source_words().document
    objects = [kid for kid in tree.kids[verb] if tree.deps[kid] in ("dobj", "nsubjpass")]
    return all(tree.lemmas[kid] in document or tree.lemmas[kid] in cues.nouns for kid in objects)


def _gives_a_name(tree: Tree, verb: int) -> bool:
    """Whether a participle only names its noun and nobody is said to: "the film, *called* 'Dust'"."""
    is_loose = tree.tags[verb] == "VBN" and tree.deps[verb] in ("acl", "relcl", "advcl", "amod")
    return is_loose and tree.child(verb, "agent") is None


def _acts_on_person(tree: Tree, verb: int) -> bool:
    """Whether the verb's object is a person or people and no clause says what they are asked."""
    if tree.child(verb, "ccomp", "xcomp") is not None:
        return False
    objects = [kid for kid in tree.kids[verb] if tree.deps[kid] in ("dobj", "nsubjpass")]
    actors = load_actor_words()
    found = [actors.at(tree.words, i) for i in objects]
    return any(tree.entities[i] == "PERSON" for i in objects) or any(
        word is not None and word.kind in ("person", "group") for word in found
    )


def cut_shorter(tree: Tree, marks: Marks, candidate: Candidate) -> list[Candidate]:
    """Give the candidate with its last piece ended at loose clauses: ", which ...", ", noting ...", "but added ..."."""
    start, end = candidate.content[-1]
    if start <= candidate.cue or end - start < 5:
        return []
    ends = list(_loose_ends(tree, marks, start + 1, end - 1))
    places = {"one": ends[0]} if len(ends) == 1 else {"last": ends[-1], "first": ends[0]} if ends else {}
    return [
        replace(candidate, content=[*candidate.content[:-1], (start, stop)], cut=f"{place}:{word}")
        for place, (stop, word) in places.items()
    ]


def _loose_ends(tree: Tree, marks: Marks, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Places where a loose clause or apposition begins, with what opens it."""
    for i in range(start, min(end, start + _FARTHEST_END)):
        opening = _opening_at(tree, i, end)
        if opening and marks.around(i) is None:
            yield i, opening


def _opening_at(tree: Tree, i: int, end: int) -> str | None:
    """What opens a loose clause at a comma, a dash, or a joining word before a verb."""
    word = tree.words[i]
    if word in _LOOSE_BREAKS:
        if i + 1 >= end:
            return None
        after = tree.words[i + 1]
        return after if after in _LOOSE_WORDS else tree.tags[i + 1]
    if word in _LOOSE_JOINS or (word in ("but", "and") and tree.tags[i + 1] in _FINITE):
        return f"{word}+{tree.tags[i + 1]}" if tree.words[i - 1] not in _LOOSE_BREAKS else None
    return None
