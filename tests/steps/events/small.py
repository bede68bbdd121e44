"""A codebook of a few triggers, so that tests of the engine do not hang on the wording of the real one."""

from __future__ import annotations

from dateline.draft import Draft
from dateline.report import Article, Entity, Mention, Place, Span, Time
from dateline.resources.codebook import Codebook
from dateline.steps.events.contexts import ContextWords
from dateline.steps.events.index import build_index

FRAMES = {
    "transitive": {"actor": "subject", "recipient": "object, dative"},
    "verb-with": {"actor": "subject", "recipient": "with, object", "reciprocal": True},
    "verb-from": {"actor": "subject", "recipient": "from, object"},
    "object-on": {"actor": "subject", "recipient": "on, against"},
    "object-to": {"actor": "subject", "recipient": "to, dative"},
    "none": {},
    "patient": {"recipient": "subject, object"},
    "action-on": {"actor": "by, possessive, modifier", "recipient": "on, against, of"},
    "action-of": {"actor": "by, possessive, modifier", "recipient": "of"},
    "harm-of": {"actor": "by, possessive, modifier", "recipient": "of, possessive"},
    "action-with": {"actor": "between, possessive, modifier", "recipient": "with", "reciprocal": True},
}

TYPES = [
    {
        "type": "ASSAULT",
        "quad": 4,
        "definition": "harm",
        "intensity": -9,
        "promised_as": "THREATEN",
        "codes": {"cameo": "190", "acled": "Attack", "acled_against_armed": "Armed clash"},
        "triggers": [
            {"verbs": "kill, gun down, open fire on, attack", "weight": 0.9},
            {"verbs": "clash", "frame": "verb-with"},
            {"verbs": "fire", "not_object": "minister, adviser", "weight": 0.5},
            {"verbs": "take", "object": "hostage", "weight": 0.8},
            {"nouns": "attack, raid", "weight": 0.7},
            {"nouns": "killing", "frame": "action-of"},
            {"nouns": "murder", "frame": "harm-of"},
            {"verbs": "shoot to death, shoot and kill", "weight": 0.9},
            {"verbs": "explode", "frame": "none"},
            {"nouns": "clash", "frame": "action-with"},
            {"adjectives": "dead", "frame": "patient", "weight": 0.4},
        ],
        "modes": {
            "aerial": {
                "definition": "from the air",
                "codes": {"cameo": "195", "acled": "Air/drone strike"},
                "triggers": [{"verbs": "bomb", "weight": 0.9}, {"nouns": "air strike, airstrike", "weight": 0.9}],
            }
        },
    },
    {
        "type": "COERCE",
        "quad": 4,
        "definition": "force",
        "intensity": -7,
        "promised_as": "THREATEN",
        "triggers": [{"verbs": "arrest", "recipient": "person, group, thing", "weight": 0.9}],
    },
    {
        "type": "RETREAT",
        "quad": 2,
        "definition": "give way",
        "intensity": 6.5,
        "promised_as": "AGREE",
        "refused_as": "REJECT",
        "triggers": [{"verbs": "withdraw", "frame": "verb-from"}, {"verbs": "release", "weight": 0.9}],
    },
    {
        "type": "SANCTION",
        "quad": 4,
        "definition": "reduce relations",
        "intensity": -6,
        "triggers": [
            {"verbs": "impose", "object": "sanction, embargo", "frame": "object-on", "weight": 0.9},
            {"nouns": "sanction"},
        ],
    },
    {
        "type": "CONSULT",
        "quad": 1,
        "definition": "meet",
        "intensity": 2.5,
        "triggers": [{"verbs": "meet, hold talks", "frame": "verb-with"}, {"nouns": "talk", "frame": "action-with"}],
    },
    {
        "type": "AID",
        "quad": 2,
        "definition": "give",
        "intensity": 10,
        "triggers": [{"verbs": "give, send", "frame": "object-to"}],
    },
    {
        "type": "AGREE",
        "quad": 1,
        "definition": "agree",
        "intensity": 2.5,
        "triggers": [{"verbs": "agree", "about": "withdraw"}],
    },
    {"type": "THREATEN", "quad": 3, "definition": "threaten", "intensity": -3.5},
    {"type": "REJECT", "quad": 3, "definition": "refuse", "intensity": -2},
]

CODEBOOK = Codebook.model_validate(
    {
        "head": {"name": "small", "version": "1", "source": "tests", "licence": "Apache-2.0", "frames": FRAMES},
        "types": {row["type"]: row for row in TYPES},
        "contexts": {"terrorism": {"definition": "terror", "words": "terrorist, suicide bomber"}},
    }
)
INDEX = build_index(CODEBOOK)
CONTEXTS = ContextWords(CODEBOOK)


def draft_of(nlp, text, *, names=(), places=(), times=(), title=None):
    """A draft whose entities, places and times are named outright.

    Args:
        nlp: The language model.
        text: The text.
        names: Words of the text and the entity type of each; equal words are one entity.
        places: Words, feature code, country and division of each place.
        times: Words and the day that each means.
        title: The headline.
    """
    draft = Draft(Article(id="t", text=text, title=title))
    draft.doc = nlp(text)
    draft.entities = [_entity(text, n, *name) for n, name in enumerate(names, 1)]
    draft.places = [_place(text, n, *place) for n, place in enumerate(places, 1)]
    draft.times = [_time(text, n, *time) for n, time in enumerate(times, 1)]
    draft.attributions = []
    return draft


def _entity(text, n, words, kind, sector=None):
    mentions = [Mention.cut(text, at, at + len(words), kind="name") for at in _all(text, words)]
    return Entity(id=f"E{n}", type=kind, name=words, sector=sector, mentions=mentions)


def _place(text, n, words, feature="PPL", country=None, admin1=None):
    mentions = [Span.cut(text, at, at + len(words)) for at in _all(text, words)]
    return Place(id=f"P{n}", name=words, feature=feature, country=country, admin1=admin1, mentions=mentions)


def _time(text, n, words, day):
    at = text.index(words)
    return Time(id=f"T{n}", start=at, end=at + len(words), text=words, type="DATE", value=day, earliest=day, latest=day)


def _all(text, words):
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)
