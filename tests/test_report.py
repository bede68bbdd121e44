"""The report model holds the contract: every field by its name, and nothing else."""

import json

import pytest
from pydantic import ValidationError

from dateline.report import Article, Report, Span, all_spans, parse_published
from tests.export.sample import REPORT, TEXT

ARTICLE_TEXT = (
    "Interior Minister Lwazi Dube stated on Friday that rebels had killed at least six villagers with a car bomb "
    "near Maun in Ngamiland, state media said. Seven villagers died."
)


def cut(words, nth=1, **more):
    start = -1
    for _ in range(nth):
        start = ARTICLE_TEXT.index(words, start + 1)
    return {"start": start, "end": start + len(words), "text": words, **more}


def contract_example():
    """The contract's example in its whole form, over a sentence of our own."""
    return {
        "schema": "dateline-report/1",
        "article": {
            "id": "maun",
            "title": None,
            "published": "2025-03-14",
            "publisher": None,
            "url": None,
            "language": "en",
        },
        "entities": [
            {
                "id": "E1",
                "type": "person",
                "name": "Lwazi Dube",
                "aliases": ["L. Dube"],
                "country": "BWA",
                "sector": "GOV",
                "roles": [cut("Interior Minister", former=False)],
                "mentions": [cut("Lwazi Dube", kind="name")],
            },
            {
                "id": "E2",
                "type": "group",
                "name": "rebels",
                "aliases": [],
                "country": None,
                "sector": "REB",
                "roles": [],
                "mentions": [cut("rebels", kind="nominal")],
            },
        ],
        "places": [
            {
                "id": "P1",
                "name": "Maun",
                "feature": "PPLA",
                "country": "BWA",
                "admin1": "North-West",
                "latitude": -19.98,
                "longitude": 23.42,
                "geonames": 933182,
                "mentions": [cut("Maun")],
            }
        ],
        "times": [
            {
                "id": "T1",
                **cut("on Friday"),
                "type": "DATE",
                "value": "2025-03-14",
                "earliest": "2025-03-14",
                "latest": "2025-03-14",
            }
        ],
        "attributions": [
            {
                "id": "A1",
                "source": cut("Interior Minister Lwazi Dube", entity="E1"),
                "cue": cut("stated"),
                "content": [cut("rebels had killed at least six villagers")],
                "style": "indirect",
                "source_kind": "named",
                "anonymity": None,
                "carrier": cut("state media", entity=None),
            },
            {
                "id": "A2",
                "source": None,
                "cue": None,
                "content": [cut("Seven villagers died")],
                "style": "indirect",
                "source_kind": "none",
                "anonymity": None,
                "carrier": None,
            },
        ],
        "events": [
            {
                "id": "V1",
                "type": "ASSAULT",
                "modes": ["explosives"],
                "contexts": ["terrorism"],
                "trigger": cut("killed"),
                "evidence": [cut("rebels had killed at least six villagers with a car bomb")],
                "actors": [cut("rebels", entity="E2")],
                "recipients": [cut("at least six villagers", entity=None)],
                "instruments": [cut("car bomb")],
                "place": "P1",
                "time": "T1",
                "place_relation": "near",
                "deaths": {"low": 6, "high": None},
                "injured": None,
                "casualties": [cut("at least six villagers", kind="killed", low=6, high=None, side="recipients")],
                "status": "happened",
                "attributions": ["A1"],
                "codes": {
                    "plover": "ASSAULT-explosives",
                    "cameo": "183",
                    "acled": "Remote explosive/landmine/IED",
                    "ucdp": None,
                },
                "confidence": 0.87,
            }
        ],
        "conflicts": [
            {
                "id": "C1",
                "kind": "number",
                "claims": [
                    cut("at least six villagers"),
                    cut("Seven villagers"),
                    {"record": {"source": "a list", "text": "9 dead"}},
                ],
                "explanation": "Six and more, seven, and nine are given for the same dead.",
                "severity": "high",
            }
        ],
    }


FURTHER = {"asserted": None, "stances": []}
"""Fields of an event that the contract allows and does not name."""

OF_A_PARTY = {"alleged": False}
"""Those of an actor or recipient."""


def test_the_contracts_example_is_a_report_and_comes_out_as_it_went_in():
    example = contract_example()
    for event in example["events"]:
        sides = {side: [party | OF_A_PARTY for party in event[side]] for side in ("actors", "recipients")}
        event.update(FURTHER | sides)

    assert json.loads(Report.model_validate(contract_example()).model_dump_json()) == example


def test_fields_come_out_in_the_contracts_order():
    example = contract_example()

    dumped = json.loads(Report.model_validate(example).model_dump_json())

    assert list(dumped["events"][0]) == [*example["events"][0], *FURTHER]


def paths(value, here=()):
    """Every path to a field of an example, list items alike."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield (*here, name)
            yield from paths(inner, (*here, name))
    elif isinstance(value, list) and value:
        yield from paths(value[0], (*here, 0))


def put(value, path, new):
    for name in path[:-1]:
        value = value[name]
    value[path[-1]] = new


@pytest.mark.parametrize(
    "path", [p for p in paths(contract_example()) if p[-1] != "record"], ids=lambda p: ".".join(map(str, p))
)
def test_each_field_is_held_to_its_type(path):
    example = contract_example()
    put(example, path, {"no": "such"})

    with pytest.raises(ValidationError):
        Report.model_validate(example)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        pytest.param(("entities", 0, "type"), "animal", id="entity type"),
        pytest.param(("entities", 0, "mentions", 0, "kind"), "verb", id="kind of mention"),
        pytest.param(("times", 0, "type"), "MOMENT", id="TIMEX3 type"),
        pytest.param(("attributions", 0, "style"), "loud", id="style"),
        pytest.param(("attributions", 0, "source_kind"), "friend", id="kind of source"),
        pytest.param(("events", 0, "status"), "maybe", id="status"),
        pytest.param(("events", 0, "place_relation"), "under", id="relation to the place"),
        pytest.param(("events", 0, "casualties", 0, "kind"), "angry", id="kind of casualty"),
        pytest.param(("events", 0, "casualties", 0, "side"), "left", id="side"),
        pytest.param(("events", 0, "confidence"), 1.2, id="confidence over one"),
        pytest.param(("conflicts", 0, "kind"), "taste", id="kind of conflict"),
        pytest.param(("conflicts", 0, "severity"), "fatal", id="severity"),
        pytest.param(("article", "published"), "someday", id="a date that is none"),
        pytest.param(("schema",), "dateline-report/2", id="another schema"),
    ],
)
def test_values_are_those_of_the_contract(path, value):
    example = contract_example()
    put(example, path, value)

    with pytest.raises(ValidationError):
        Report.model_validate(example)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        pytest.param(("events", 0, "place"), "P9", id="place"),
        pytest.param(("events", 0, "time"), "T9", id="time"),
        pytest.param(("events", 0, "attributions"), ["A9"], id="attribution"),
        pytest.param(("events", 0, "actors", 0, "entity"), "E9", id="actor"),
        pytest.param(("attributions", 0, "source", "entity"), "E9", id="source"),
        pytest.param(("attributions", 0, "carrier", "entity"), "E9", id="carrier"),
        pytest.param(("places", 0, "id"), "E1", id="an id that stands twice"),
    ],
)
def test_ids_resolve_and_are_unique(path, value):
    example = contract_example()
    put(example, path, value)

    with pytest.raises(ValidationError, match=r"not in the report|stands twice"):
        Report.model_validate(example)


def test_a_conflict_needs_two_claims():
    example = contract_example()
    del example["conflicts"][0]["claims"][1:]

    with pytest.raises(ValidationError):
        Report.model_validate(example)


def test_a_span_is_cut_from_the_text():
    assert Span.cut("One two.", 4, 7) == Span(start=4, end=7, text="two")


def test_every_span_of_the_sample_is_true_to_its_text():
    spans = list(all_spans(REPORT))

    assert len(spans) > 60
    assert all(TEXT[span.start : span.end] == span.text for span in spans)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        pytest.param("2025-03-14", "2025-03-14", id="a day"),
        pytest.param("2025-03-14T23:30:00+03:00", "2025-03-14", id="the publisher's own clock"),
        pytest.param("2025-03-14T23:30:00Z", "2025-03-14", id="Greenwich"),
    ],
)
def test_the_day_of_publication_is_that_of_the_publishers_clock(value, day):
    assert parse_published(value).isoformat() == day


def test_a_head_is_the_article_without_its_text():
    article = Article(
        id="a", text="Long text.", title="T", published="2025-03-14", publisher="P", url="u", language="en"
    )

    assert article.head().model_dump() == {
        name: value for name, value in article.model_dump().items() if name != "text"
    }
    assert article.published_date.isoformat() == "2025-03-14"
