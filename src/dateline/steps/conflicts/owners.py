"""Words given to somebody who said nothing: "Duarte's remark", where the remark is another's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dateline.report import Attribution, Entity, Span
from dateline.steps.conflicts.claims import Finding
from dateline.steps.conflicts.happenings import words_of
from dateline.text.clauses import agents_of, children_of, objects_after
from dateline.text.mentions import MentionIndex

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def find_owner_conflicts(
    doc: Doc, entities: Sequence[Entity], attributions: Sequence[Attribution], index: MentionIndex
) -> Iterator[Finding]:
    """Find remarks that are given to a person who is told to have said nothing, where another owns them."""
    owned = [(noun, token, entity) for noun in doc if noun.lemma_.lower() in words_of("remarks") for token, entity in _owners(noun, index)]
    speakers = {a.source.entity for a in attributions if a.source and a.source.entity}
    for noun, name, who in owned:
        if who.id in speakers or not _is_back_reference(noun):
            continue
        first = next(((n, t, e) for n, t, e in owned if e.id != who.id and n.i < noun.i), None)
        if first is None:
            continue
        yield Finding(
            "identity",
            (_span(first[1]), _span(name)),
            f"The {first[0].text} is {first[2].name}'s here; {who.name}, whose “{noun.text}” the text speaks of there, says nothing in it.",
            "medium",
        )


def _owners(noun: Token, index: MentionIndex) -> Iterator[tuple[Token, Entity]]:
    """Whose remarks they are: a possessor, "by X", "made by X", or the subject of "X made the remarks"."""
    heads = [child for child in children_of(noun) if child.dep_ == "poss"] + objects_after(noun, "by", "from")
    heads += [head for child in children_of(noun) if child.dep_ == "acl" for head in agents_of(child)]
    if noun.dep_ == "dobj" and noun.head.lemma_ in ("make", "give", "deliver"):
        heads += agents_of(noun.head)
    for head in heads:
        entity = index.at(head)
        if entity is not None and entity.type == "person" and head.pos_ == "PROPN":
            yield head, entity


def _is_back_reference(noun: Token) -> bool:
    return any(child.dep_ == "poss" or child.lower_ in ("the", "these", "those", "this") for child in children_of(noun))


def _span(token: Token) -> Span:
    return Span(start=token.idx, end=token.idx + len(token), text=token.text)
