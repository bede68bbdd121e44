"""How exactly a time or a place is known, on the scales of the data sets.

The scales are ACLED's (1 to 3) and UCDP's (1 to 5 for time, 1 to 7 for places). Both rise as
precision falls.
"""

from __future__ import annotations

from datetime import date, timedelta

from dateline.report import Place, PlaceRelation, StoryPlace

WEEK = 7
MONTH = 31
_SEAS = frozenset({"OCN", "SEA", "STRT", "GULF", "BAY"})


def acled_time(first: date, last: date) -> tuple[date, int] | None:
    """ACLED's day and `time_precision` of a window; None for one longer than a month.

    A window of some days has its first day, one within the month the month's middle.

    Example:
        >>> acled_time(date(2025, 3, 1), date(2025, 3, 31))
        (datetime.date(2025, 3, 15), 3)
    """
    days = (last - first).days + 1
    if days > MONTH:
        return None
    if days == 1:
        return first, 1
    if days <= WEEK:
        return first, 2
    if (first.year, first.month) == (last.year, last.month):
        return min(max(first.replace(day=15), first), last), 3
    return first + timedelta(days=(days - 1) // 2), 3


def ucdp_time(first: date, last: date) -> int:
    """UCDP's `date_prec` of a window: 1 a day, 2 up to six days, 3 a week, 4 a month, 5 longer."""
    days = (last - first).days + 1
    if days == 1:
        return 1
    if days < WEEK:
        return 2
    return 3 if days == WEEK else 4 if days <= MONTH else 5


def acled_place(place: Place, relation: PlaceRelation | None) -> int | None:
    """ACLED's `geo_precision` of a place; None for a whole country, which is no row of ACLED's."""
    feature = place.feature or ""
    if feature.startswith("PCL"):
        return None
    if relation in ("between", "off") or feature in _SEAS or feature in ("ADM1", "RGN", "ISL", "ISLS", "AREA"):
        return 3
    if relation == "near" or feature in ("ADM2", "ADM3"):
        return 2
    return 1


def ucdp_place(place: Place | StoryPlace, relation: PlaceRelation | None) -> int:
    """UCDP's `where_prec` of a place."""
    feature = place.feature or ""
    if feature in _SEAS or relation == "off":
        return 7
    if feature.startswith("PCL"):
        return 6
    if relation == "between" or feature in ("RGN", "ISLS", "AREA"):
        return 5
    if feature == "ADM1":
        return 4
    if feature in ("ADM2", "ADM3"):
        return 3
    return 2 if relation == "near" else 1


def priogrid(latitude: float, longitude: float) -> int:
    """The PRIO-GRID cell of a point: half degrees, counted eastwards from the south-west corner.

    Source:
        Tollefsen, Strand and Buhaug 2012, https://doi.org/10.1177/0022343311431287

    Example:
        >>> priogrid(33.34, 44.40)
        177569
    """
    row = min(359, int((latitude + 90) * 2))
    column = min(719, int((longitude + 180) * 2))
    return row * 720 + column + 1
