"""What an editor looks up: actors, places, the codebook."""

from __future__ import annotations

import heapq
from functools import lru_cache
from typing import Annotated, Any, get_args

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict

from dateline import report as contract
from dateline.resources.actors import SECTORS, fold_word, load_actors
from dateline.resources.codebook import load_codebook
from dateline.resources.countries import load_countries
from dateline.resources.gazetteer import load_gazetteer
from dateline.web.api.refusals import REFUSALS
from dateline.web.auth import Known
from dateline.web.desk import desk_of

router = APIRouter(prefix="/api/v1", tags=["look-ups"], responses={401: REFUSALS[401], 422: REFUSALS[422]})

MOST_FOUND = 12

Words = Annotated[str, Query(min_length=1, max_length=200, description="the beginning of a name, or of a word in it")]


class ActorModel(BaseModel):
    """An actor of the table."""

    model_config = ConfigDict(from_attributes=True)

    name: str
    type: str
    country: str | None
    sector: str | None
    office: str | None
    aliases: tuple[str, ...]


class PlaceModel(BaseModel):
    """A place of the gazetteer."""

    model_config = ConfigDict(from_attributes=True)

    geonames: int | None
    name: str
    feature: str
    country: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    population: int


class TypeModel(BaseModel):
    """An event type, its modes with what they mean."""

    definition: str
    modes: dict[str, str]


class CodebookModel(BaseModel):
    """What fields of a report can hold."""

    types: dict[str, TypeModel]
    contexts: dict[str, str]
    sectors: list[str]
    countries: dict[str, str]
    choices: dict[str, list[str]]


@router.get("/actors")
def find_actors(asker: Known, q: Words) -> list[ActorModel]:
    """Find actors by a part of their names."""
    wanted = _fold(q)
    ranked = ((rank, n) for n, names in enumerate(_actor_names()) if (rank := _rank(names, wanted)) is not None)
    return [ActorModel.model_validate(load_actors()[n]) for _, n in heapq.nsmallest(MOST_FOUND, ranked)]


def _fold(words: str) -> str:
    return " ".join(fold_word(words).split())


@lru_cache(maxsize=1)
def _actor_names() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(_fold(name) for name in (actor.name, *actor.aliases)) for actor in load_actors())


def _rank(names: tuple[str, ...], wanted: str) -> tuple[int, int] | None:
    """How well an actor fits: a whole name, a name's beginning, a word's; shorter names first."""
    best: tuple[int, int] | None = None
    for name in names:
        if wanted in name:
            how = 0 if name == wanted else 1 if name.startswith(wanted) else 2 if f" {wanted}" in name else 3
            best = min(best or (9, 0), (how, len(name)))
    return best


@router.get("/places")
def find_places(asker: Known, q: Words) -> list[PlaceModel]:
    """Find places of this name, then those whose name begins so, then those that sound alike; the weightiest first."""
    gazetteer = load_gazetteer()
    exact = sorted(gazetteer.lookup(q), key=lambda hit: -hit.weight)
    looked_up = [*(hit.place for hit in exact), *gazetteer.complete(q, MOST_FOUND)]
    found = {place.ref: place for place in looked_up or gazetteer.find(q)}
    return [PlaceModel.model_validate(place) for place in list(found.values())[:MOST_FOUND]]


@router.get("/codebook")
def read_codebook(request: Request, asker: Known) -> CodebookModel:
    """Give event types, modes, contexts, and all else that a field can hold."""
    book = load_codebook(desk_of(request).settings.options.codebook)
    return CodebookModel(
        types={
            name: TypeModel(
                definition=row.definition, modes={mode: given.definition for mode, given in row.modes.items()}
            )
            for name, row in book.types.items()
        },
        contexts={name: row.definition for name, row in book.contexts.items()},
        sectors=sorted(SECTORS),
        countries=_countries(),
        choices=_choices(),
    )


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    return {row.code: row.name for row in sorted(load_countries(), key=lambda row: row.name)}


@lru_cache(maxsize=1)
def _choices() -> dict[str, list[str]]:
    """Values that the contract allows, by the name of their type."""
    kinds: dict[str, Any] = {
        "status": contract.Status,
        "place_relation": contract.PlaceRelation,
        "entity_type": contract.EntityType,
        "mention_kind": contract.MentionKind,
        "time_type": contract.TimeType,
        "style": contract.Style,
        "source_kind": contract.SourceKind,
        "casualty_kind": contract.CasualtyKind,
        "casualty_side": contract.CasualtySide,
        "conflict_kind": contract.ConflictKind,
        "severity": contract.Severity,
    }
    return {name: list(get_args(kind)) for name, kind in kinds.items()}
