"""Who and what really has part in a violent happening."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pytest

from dateline.draft import Draft
from dateline.errors import SetupError
from dateline.pipeline import Options, default_steps
from dateline.report import Article
from dateline.steps.events import find_happenings
from dateline.steps.events.contexts import ContextWords
from dateline.steps.events.index import load_index
from dateline.steps.events.participation import (
    Context,
    Participation,
    describe,
    keep_participants,
    load_participation,
    parts_of,
)
from dateline.steps.events.reader import Reader

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dateline.steps.events.happening import Happening
    from dateline.steps.events.head import Judge

STEPS = default_steps(Options(learned=False))[:5]
TEXT = "Gunmen killed a farmer with a rifle near Tacna."


class Blank:
    """A judge to whom all words are alike."""

    def mean(self, word: Token, start: int, end: int) -> Any:
        return np.zeros(384, np.float32)

    def whole(self, word: Token) -> Any:
        return np.zeros(384, np.float32)


def happenings_of(text: str) -> list[Happening]:
    draft = Draft(Article(id="test", text=text))
    for step in STEPS:
        step([draft])
    index = load_index(None)
    return find_happenings(Reader(draft, index, ContextWords(index.codebook)), None)


def judged(text: str, **said: float) -> list[Happening]:
    found = happenings_of(text)
    weights = Participation(
        {words.replace("_", " "): weight for words, weight in said.items()}, np.zeros((3, 384), np.float32), 0.0
    )
    keep_participants(found, cast("Judge", Blank()), weights)
    return found


def words(happening: Happening) -> tuple[list[str], list[str], list[str]]:
    sides = happening.arguments
    return (
        [party.head.text for party in sides.actors],
        [party.head.text for party in sides.recipients],
        [weapon.head.text for weapon in happening.weapons],
    )


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param(
            TEXT, [("actors", "Gunmen"), ("recipients", "farmer"), ("means", "rifle")], id="both sides and the means"
        ),
        pytest.param("Peru praised Chile.", [], id="nothing violent"),
        pytest.param("Gunmen did not kill the farmer.", [], id="denied"),
        pytest.param("Rebels captured the town of Tacna.", [], id="a row with codes of its own"),
    ],
)
def test_the_sides_of_violence_that_was_done_are_judged(text: str, parts: list[tuple[str, str]]) -> None:
    assert [(part.side, part.who.head.text) for part in parts_of(happenings_of(text))] == parts


def test_what_is_said_of_a_part_names_none_of_its_words() -> None:
    happenings = happenings_of(TEXT)
    parts = list(parts_of(happenings))
    said = " ".join(words for part in parts for words in describe(part, Context.of(happenings, parts))).lower()

    assert not any(word in said for word in ("gunm", "farmer", "rifle", "kill", "tacna"))


def test_a_part_that_the_judgement_doubts_is_taken_out_and_the_event_stays() -> None:
    (happening,) = judged(TEXT, **{"recipients:_kind_person": -9.0})

    assert words(happening) == (["Gunmen"], [], ["rifle"])


def test_a_weapon_that_the_judgement_doubts_is_taken_out() -> None:
    (happening,) = judged(TEXT, **{"means:_sentence_True": -9.0})

    assert words(happening) == (["Gunmen"], ["farmer"], [])


def test_doubt_about_one_part_leaves_what_is_said_of_the_others_as_it_was() -> None:
    (happening,) = judged(TEXT, **{"actors:_kind_group": -9.0, "recipients:_sides_False_True_True": -9.0})

    assert words(happening) == ([], ["farmer"], ["rifle"])


def test_parts_of_what_is_not_violent_are_not_judged() -> None:
    (happening,) = judged("Peru praised Chile.", **{"recipients:_kind_country": -9.0})

    assert words(happening)[:2] == (["Peru"], ["Chile"])


def test_a_probability_is_the_logistic_of_what_is_said_and_of_the_vectors() -> None:
    vectors = np.zeros((3, 384), np.float32)
    vectors[1, 7] = 2.0
    weights = Participation({"a": 1.0, "b": -0.5}, vectors, 0.25)

    assert weights.probability(["a", "c"], np.ones((3, 384), np.float32)) == pytest.approx(1 / (1 + math.exp(-3.25)))


def test_missing_weights_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="--rules-only"):
        load_participation.__wrapped__(tmp_path)


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        pytest.param("Gunmen shot dead a mayor in Tacna on Monday.", ["Gunmen"], ["mayor"], id="shooting"),
        pytest.param("Rebels kidnapped two engineers near Puno.", ["Rebels"], ["engineers"], id="abduction"),
        pytest.param("Army helicopters bombed a rebel camp on Friday.", ["Army"], ["camp"], id="forces against armed people"),
        pytest.param("Police beat six students outside the ministry.", ["Police"], ["students"], id="police"),
    ],
)  # fmt: skip
def test_who_is_told_to_do_or_suffer_it_stays(text: str, actors: list[str], recipients: list[str]) -> None:
    draft = Draft(Article(id="test", text=text))
    for step in default_steps(Options())[:6]:
        step([draft])

    (event,) = draft.events
    assert [any(word in party.text for party in event.actors) for word in actors] == [True] * len(actors)
    assert [any(word in party.text for party in event.recipients) for word in recipients] == [True] * len(recipients)
