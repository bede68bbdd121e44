"""The time line: a row of bars for each type of event, drawn as SVG without a script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dateline.store.event_search import FoundEvents, PeriodCount
from dateline.web.filters import Filters
from dateline.web.periods import choose, fullest, name_of, next_first, stretch

WIDTH, LEFT, RIGHT = 640, 118, 4
ALL_HEIGHT, ROW_HEIGHT, GAP, FOOT = 64, 26, 5, 22
MOST_TYPES = 8
MOST_TICKS = 6
TICK_WIDTH = 60


@dataclass(frozen=True)
class Bar:
    """Events of one period; lengths are those of the drawing."""

    x: float
    y: float
    width: float
    height: float
    told: str
    link: str


@dataclass(frozen=True)
class Lane:
    """A row of bars: events of one type, or of all."""

    name: str
    n: int
    base: float
    link: str | None
    bars: list[Bar]


@dataclass(frozen=True)
class Tick:
    """A name below the bars; the last may end at its place, so that it is not cut."""

    x: float
    words: str
    ends: bool = False


@dataclass(frozen=True)
class TimeChart:
    """The drawing, and the same as a table.

    Args:
        by: How long a bar's period is.
        lanes: All events, and then each type.
        ticks: Names of periods.
        height: Of the drawing.
        table: Name of each period that has events, the link to it, and its number of events by lane.
        outside: Words and link for what lies before and after the drawing.
    """

    by: str
    lanes: list[Lane]
    ticks: list[Tick]
    height: float
    table: list[tuple[str, str, list[int]]]
    outside: list[tuple[str, str]]


def read_chart(found: FoundEvents, filters: Filters) -> TimeChart | None:
    """Draw the time line of events; None where nothing has a day."""
    months = found.periods("month")
    if not months:
        return None
    by = filters.by or choose(_sum(months))
    return draw_chart(months if by == "month" else found.periods(by), by, filters)


def draw_chart(rows: Sequence[PeriodCount], by: str, filters: Filters) -> TimeChart:
    """Draw numbers of events by period and type.

    Args:
        rows: The numbers.
        by: day, week, month or year.
        filters: What is shown now; each bar's link adds to it.
    """
    every = _sum(rows)
    first, _ = fullest(every, by)
    days = [day for day in stretch(first, by) if day <= max(every)]
    types = Counter[str]()
    for row in rows:
        types[row.type] += row.n_events
    named = sorted(types, key=lambda name: (-types[name], name))[:MOST_TYPES]
    counts = {name: _sum([row for row in rows if row.type == name]) for name in named}
    top = max((counts[name].get(day, 0) for name in named for day in days), default=1)
    lanes = [_lane("all", sum(types.values()), every, days, by, filters, (0.0, ALL_HEIGHT, max(every.values())))]
    for at, name in enumerate(named):
        place = (ALL_HEIGHT + GAP + at * (ROW_HEIGHT + GAP), ROW_HEIGHT, max(top, 1))
        lanes.append(_lane(name, types[name], counts[name], days, by, filters, place))
    table = [
        (name_of(day, by), _link(day, by, filters), [every[day], *(counts[name].get(day, 0) for name in named)])
        for day in days
        if every.get(day)
    ]
    height = ALL_HEIGHT + GAP + len(named) * (ROW_HEIGHT + GAP) + FOOT
    return TimeChart(by, lanes, _ticks(days, by), height, table, _outside(every, days, by, filters))


def _sum(rows: Sequence[PeriodCount]) -> dict[date, int]:
    counts: dict[date, int] = {}
    for row in rows:
        counts[row.first] = counts.get(row.first, 0) + row.n_events
    return counts


def _lane(
    name: str,
    n: int,
    counts: Mapping[date, int],
    days: Sequence[date],
    by: str,
    filters: Filters,
    place: tuple[float, float, int],
) -> Lane:
    top, height, most = place
    step = (WIDTH - LEFT - RIGHT) / len(days)
    is_all = name == "all"
    own = filters if is_all else _with_type(filters, name)
    bars = []
    for at, day in enumerate(days):
        number = counts.get(day, 0)
        if number:
            tall = max(2.0, number / most * (height - 2))
            told = (
                f"{name_of(day, by)}: {number:,} {'' if is_all else name + ' '}{'event' if number == 1 else 'events'}"
            )
            left, width = round(LEFT + at * step, 1), round(max(1.0, min(step - 1.5, 26.0)), 1)
            bars.append(Bar(left, round(top + height - tall, 1), width, round(tall, 1), told, _link(day, by, own)))
    return Lane(name, n, top + height, None if is_all else own.link(), bars)


def _with_type(filters: Filters, name: str) -> Filters:
    return replace(filters, type=(name,), page=1)


def _link(day: date, by: str, filters: Filters) -> str:
    last = next_first(day, by)
    return filters.link(since=day, until=last - timedelta(days=1) if last < date.max else last)


def _ticks(days: Sequence[date], by: str) -> list[Tick]:
    step = (WIDTH - LEFT - RIGHT) / len(days)
    every = -(-len(days) // MOST_TICKS)
    told = [name_of(day, by).removeprefix("week of ") for day in days]
    if by in ("day", "week"):
        told = [words.rsplit(" ", 1)[0] if at else words for at, words in enumerate(told)]
    room = WIDTH - TICK_WIDTH
    places = [(min(LEFT + at * step, float(WIDTH)), told[at]) for at in range(0, len(days), every)]
    return [Tick(round(x if x < room else WIDTH - RIGHT, 1), words, x >= room) for x, words in places]


def _outside(every: Mapping[date, int], days: Sequence[date], by: str, filters: Filters) -> list[tuple[str, str]]:
    before = sum(n for day, n in every.items() if day < days[0])
    after = sum(n for day, n in every.items() if day > days[-1])
    told = []
    if before:
        told.append((f"{before:,} earlier", filters.link(until=days[0] - timedelta(days=1))))
    if after:
        told.append((f"{after:,} later", filters.link(since=next_first(days[-1], by))))
    return told
