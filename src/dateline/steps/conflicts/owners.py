"""Words given to somebody who said nothing: "Duarte's remark", where the remark is another's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dateline.report import Attribution, Entity, Span
from dateline.steps.conflicts.claims import Finding
from dateline.steps.conflicts.happenings import tokens_among, words_of
from dateline.steps.conflicts.posts import may_be_one_name
from dateline.text.clauses import agents_of, children_of, objects_after
from dateline.text.mentions import MentionIndex

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


MOST_OWNED = 60
"""Remarks with an owner that are compared in one article."""


def find_owner_conflicts(
    doc: Doc, text: str, entities: Sequence[Entity], attributions: Sequence[Attribution], index: MentionIndex
) -> Iterator[Finding]:
    """Find remarks that are given to a person who is told to have said nothing, where another owns them."""
    owned = [
        (noun, token, name)
        for noun in tokens_among(doc, text, words_of("remarks"))
        for token, name in _owners(noun, index)
    ][:MOST_OWNED]
    speakers = _speakers(entities, attributions)
    for noun, name, who in owned:
        if who.split()[-1] in speakers or not _is_back_reference(noun):
            continue
        first = next(
            ((n, t, e) for n, t, e in owned if n.i < noun.i and _same_remark(n, noun) and not may_be_one_name(e, who)),
            None,
        )
        if first is None:
            continue
        yield Finding(
            "identity",
            (_span(first[1]), _span(name)),
            f"The {first[0].text} is {first[2]}'s here; {who}, whose “{noun.text}” the text speaks of there, says nothing in it.",
            "medium",
        )


def _speakers(entities: Sequence[Entity], attributions: Sequence[Attribution]) -> set[str]:
    """Last names of all who say something."""
    ids = {a.source.entity for a in attributions if a.source and a.source.entity}
    return {name.split()[-1] for e in entities if e.id in ids for name in [e.name, *e.aliases] if name.split()}


def _owners(noun: Token, index: MentionIndex) -> Iterator[tuple[Token, str]]:
    """Whose remarks they are: a possessor, "by X", "made by X", or the subject of "X made the remarks"."""
    heads = [child for child in children_of(noun) if child.dep_ == "poss"] + objects_after(noun, "by", "from")
    heads += [head for child in children_of(noun) if child.dep_ == "acl" for head in agents_of(child)]
    if noun.dep_ == "dobj" and noun.head.lemma_ in ("make", "give", "deliver"):
        heads += agents_of(noun.head)
    for head in heads:
        if head.pos_ != "PROPN":
            continue
        entity = index.at(head)
        if entity is not None and entity.type == "person":
            yield head, entity.name
        elif entity is None and head.ent_type_ in ("PERSON", ""):
            yield head, head.text


def _same_remark(a: Token, b: Token) -> bool:
    """Whether two nouns may be of one remark: the same one, or two that mean any words."""
    return a.lemma_ == b.lemma_ or {a.lemma_.lower(), b.lemma_.lower()} <= words_of("any_remarks")


def _is_back_reference(noun: Token) -> bool:
    return any(child.dep_ == "poss" or child.lower_ in ("the", "these", "those", "this") for child in children_of(noun))


def _span(token: Token) -> Span:
    return Span(start=token.idx, end=token.idx + len(token), text=token.text)
