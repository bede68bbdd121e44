"""Where a list goes on: the values by which its last row was ordered, as one word that fits an address."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from typing import Any

from dateline.errors import InputError


def write_cursor(values: Sequence[Any]) -> str:
    """Pack the values by which a row was ordered."""
    return base64.urlsafe_b64encode(json.dumps(list(values)).encode()).decode().rstrip("=")


def read_cursor(cursor: str, kinds: Sequence[type]) -> list[Any]:
    """Unpack what `write_cursor` packed.

    Args:
        cursor: The word.
        kinds: What its values must be, in order.

    Raises:
        InputError: It is no such word.
    """
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError) as problem:
        raise InputError(f"{cursor[:40]!r} is no place in this list; begin again at its top") from problem
    if not isinstance(values, list) or [type(v) for v in values] != list(kinds) or not all(map(_fits, values)):
        raise InputError(f"{cursor[:40]!r} is a place in another list; begin again at the top of this one")
    return values


def _fits(value: Any) -> bool:
    """Whether a database can compare with a value."""
    return -(2**63) <= value < 2**63 if isinstance(value, int) else value == value and "\0" not in str(value)
