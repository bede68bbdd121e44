"""How the API says no: a status and, in `detail`, why."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel


class Refusal(BaseModel):
    """Why something was not done; a list where fields of the request are wrong."""

    detail: str | list[dict[str, Any]]


REFUSALS: dict[int | str, dict[str, Any]] = {
    401: {"model": Refusal, "description": "Nobody is known by this token or session."},
    403: {"model": Refusal, "description": "The asker's role is not enough, or another site asks."},
    404: {"model": Refusal, "description": "There is no such thing."},
    409: {"model": Refusal, "description": "More was decided meanwhile, or there is nothing to decide on."},
    422: {"model": Refusal, "description": "What was asked cannot be."},
}
