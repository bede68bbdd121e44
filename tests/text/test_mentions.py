"""A word answers with the entity of the smallest mention that covers it."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from dateline.report import Entity, Mention
from dateline.text.mentions import MentionIndex

TEXT = "Kenyan Police Chief Otieno met farmers ."


def _entity(id: str, *spans: tuple[str, str]) -> Entity:
    mentions = [
        Mention.cut(TEXT, TEXT.index(words), TEXT.index(words) + len(words), kind=kind) for words, kind in spans
    ]
    return Entity(id=id, type="person", name=spans[0][0], mentions=mentions)


@pytest.fixture
def doc():
    words = TEXT.split()
    heads = [2, 2, 3, 4, 4, 4, 4]
    deps = ["amod", "compound", "compound", "nsubj", "ROOT", "dobj", "punct"]
    return Doc(Vocab(), words=words, spaces=[True] * 6 + [False], heads=heads, deps=deps)


@pytest.fixture
def index(doc):
    chief = _entity("E1", ("Kenyan Police Chief Otieno", "nominal"), ("Otieno", "name"))
    police = _entity("E2", ("Kenyan Police", "name"))
    return MentionIndex(doc, [chief, police, _entity("E3", ("farmers", "nominal"))])


def test_the_smallest_mention_answers_for_a_token(doc, index):
    assert index.at(doc[1]).id == "E2"
    assert index.at(doc[3]).id == "E1"
    assert index.mention_at(doc[3]).text == "Otieno"
    assert index.at(doc[4]) is None


def test_a_phrase_stands_for_the_mention_with_its_head(index):
    assert index.of_phrase(0, 4).id == "E1"
    assert index.of_phrase(0, 2).id == "E2"
    assert index.of_phrase(5, 6).id == "E3"
    assert index.of_phrase(4, 4) is None


def test_a_token_within_a_mention_does_not_head_it(doc, index):
    assert index.headed_by(doc[3]).id == "E1"
    assert index.headed_by(doc[2]) is None
