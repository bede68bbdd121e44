"""A time line: an event a row, or, where there are many, how many in each day, week, month or year.

Where its time is known to a day an event is a sign there, and else a bar too, from the first to
the last day that the words allow.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from dateline.plot.drawn import Drawn, count_of, drawn_events, plain
from dateline.plot.look import INK, QUIET, finish, kind_legend, load_altair, status_legend, tooltips

if TYPE_CHECKING:
    from dateline.export.selection import Selection
    from dateline.kept import Coding, Level
    from dateline.report import Story

MAX_ROWS = 60
"""How many events have a row each; more are counted."""
WIDTH, ROW_PX, PANEL_PX, LABEL_PX, LABEL_CHARS = 620, 24, 190, 340, 62
UNITS = {"day": 75, "week": 500, "month": 3650, "year": 10**9}
"""What many events are counted by, each for so many days in all."""
TIME_UNITS = {"day": "utcyearmonthdate", "week": "utcyearmonthdate", "month": "utcyearmonth", "year": "utcyear"}
LABELS = {"day": "%-d %b %Y", "week": "%-d %b %Y", "month": "%b %Y", "year": "%Y"}
PANELS = ("happened or going on", "planned, feared or denied")
ROW_COLUMNS = {
    "what": "What",
    "who": "Who → whom",
    "when": "When",
    "status": "Status",
    "place": "Where",
    "dead": "Dead",
    "article": "Article",
}
COUNT_COLUMNS = {"day": "From", "kind": "Kind", "panel": "Status", "count": "Events"}
FAR_SHARE, FAR_TIMES = 0.04, 3
"""Events far off are left out if they are at most this share at either end and the line would be so many times longer."""
Window = tuple[date, date]


def timeline(
    source: Coding | Story, *, where: Selection | None = None, level: Level = "report", story: str | None = None
) -> Any:
    """Draw events on a line of time.

    Args:
        source: A report, several, an open store, or a story.
        where: Which events are drawn.
        level: With "story", each happening of a store's stories once.
        story: One story of a store ("S3").

    Returns:
        An Altair chart.

    Raises:
        MissingExtraError: Altair is not installed.
    """
    alt = load_altair()
    events = drawn_events(source, where, level, story)
    dated = sorted(((event, event.window) for event in events if event.window), key=lambda row: (row[1], row[0].what))
    missing = len(events) - len(dated)
    told = f"{missing:,} of {count_of(len(events), 'event')} not drawn: the text gives no day." if missing else ""
    return (_rows if len(dated) <= MAX_ROWS else _counts)(alt, dated, told)


def _rows(alt: Any, dated: Sequence[tuple[Drawn, Window]], missing: str) -> Any:
    events = [event for event, _ in dated]
    published = sorted({event.published for event in events if event.published})
    values = [_row(n, event, window) for n, (event, window) in enumerate(dated, 1)]
    days = [day for _, window in dated for day in window] + published[:1]
    y = alt.Y("row:O", title=None, axis=alt.Axis(labelExpr="substring(datum.label, 3)", labelLimit=LABEL_PX))
    scale, axis = _time_axis(alt, days)
    fill = kind_legend(alt, events)
    base = alt.Chart(alt.Data(values=values, name="events")).encode(y=y, tooltip=tooltips(alt, ROW_COLUMNS))
    bars = base.transform_filter("datum.from < datum.to").mark_bar(height=10, cornerRadius=5, opacity=0.3)
    bars = bars.encode(x="from:T", x2="to:T", fill=fill)
    signs = base.mark_point(filled=True, size=130, opacity=1, stroke=None)
    signs = signs.encode(x=alt.X("middle:T", scale=scale, axis=axis), fill=fill, shape=status_legend(alt, events))
    layers = [bars, signs]
    if len(published) == 1:
        layers[:0] = _published(alt, published[0])
    chart = alt.layer(*layers).properties(width=WIDTH, height=max(1, len(events)) * ROW_PX)
    caption = ["A bar runs from the first to the last day that the words allow."] if _has_bars(dated) else []
    return finish(
        chart, title=f"{count_of(len(events), 'event')} in time", caption=[*caption, missing], columns=ROW_COLUMNS
    )


def _has_bars(dated: Sequence[tuple[Drawn, Window]]) -> bool:
    return any(first < last for _, (first, last) in dated)


def _row(number: int, event: Drawn, window: Window) -> dict[str, Any]:
    first, last = (_milliseconds(day) for day in window)
    label = plain(f"{event.what}: {event.who}" if event.who else event.what, LABEL_CHARS)
    return {
        "row": f"{number:03}{label}",
        "from": first,
        "to": last,
        "middle": (first + last) // 2,
        "what": event.what,
        "who": event.who,
        "when": event.days,
        "kind": event.kind,
        "status": event.status,
        "place": event.place or "",
        "dead": event.dead,
        "article": event.article,
    }


def _milliseconds(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) * 1000


def _time_axis(alt: Any, days: Sequence[date]) -> tuple[Any, Any]:
    """A scale with room at both ends, and its axis, whose ticks are whole days, months or years."""
    first, last = min(days, default=date(2000, 1, 1)), max(days, default=date(2000, 1, 1))
    span = (last - first).days
    room = timedelta(days=max(1, span // 25))
    form, ticks = ("%-d %b", "day") if span <= 12 else ("%-d %b", 8) if span <= 200 else ("%b %Y", 8)
    form = form if span <= 1500 else "%Y"
    years = dict.fromkeys((str(first.year), str(last.year)))
    scale = alt.Scale(type="utc", domain=[_shifted(first, -room), _shifted(last, room)], nice=False)
    title = "–".join(years) if form == "%-d %b" else None
    return scale, alt.Axis(orient="top", format=form, tickCount=ticks, title=title)


def _shifted(day: date, by: timedelta) -> int:
    """A day moved, as far as the calendar goes."""
    return _milliseconds(date.fromordinal(min(max(day.toordinal() + by.days, 1), date.max.toordinal())))


def _published(alt: Any, day: date) -> list[Any]:
    """A line at the day of publication, where all is from one article or one day."""
    base = alt.Chart(alt.Data(values=[{"day": _milliseconds(day), "words": "published"}])).encode(x="day:T")
    words = {"color": QUIET, "align": "left", "baseline": "bottom", "dx": 4, "fontSize": 11, "fontStyle": "italic"}
    return [
        base.mark_rule(color=INK, strokeDash=[4, 3], opacity=0.6),
        base.mark_text(**words).encode(text="words:N", y=alt.value({"expr": "height"})),
    ]


def _counts(alt: Any, dated: Sequence[tuple[Drawn, Window]], missing: str) -> Any:
    shown = _focus(dated)
    far = len(dated) - len(shown)
    events = [event for event, _ in shown]
    first, last = shown[0][1][0], max(window[1] for _, window in shown)
    unit = next(name for name, most in UNITS.items() if (last - first).days <= most)
    values = _tallied(shown, unit)
    unit_of = alt.TimeUnitParams(unit=TIME_UNITS[unit], step=7) if unit == "week" else TIME_UNITS[unit]
    axis = alt.Axis(labelOverlap="greedy", labelSeparation=14, format=LABELS[unit])
    bars = (
        alt.Chart(alt.Data(values=values, name="events"))
        .mark_bar(stroke="white", strokeWidth=0.4)
        .encode(
            x=alt.X("start:T", timeUnit=unit_of, title=None, scale=alt.Scale(type="utc"), axis=axis),
            y=alt.Y("sum(count):Q", title=f"events a {unit}"),
            fill=kind_legend(alt, events),
            tooltip=tooltips(alt, COUNT_COLUMNS),
            row=alt.Row("panel:N", title=None, sort=list(PANELS), header=_header(alt)),
        )
        .properties(width=WIDTH + LABEL_PX // 2, height=PANEL_PX)
        .resolve_scale(y="independent")
    )
    caption = [
        f"An event that is known only within a longer time than a {unit} counts in parts."
        if any(value["count"] % 1 for value in values)
        else "",
        f"{count_of(far, 'event')} far off in time not drawn; a filter can choose them." if far else "",
        missing,
    ]
    return finish(bars, title=f"{count_of(len(events), 'event')} by {unit}", caption=caption, columns=COUNT_COLUMNS)


def _focus(dated: Sequence[tuple[Drawn, Window]]) -> Sequence[tuple[Drawn, Window]]:
    """The events of the time that nearly all are of, where few others would press it together."""
    starts = sorted(window[0] for _, window in dated)
    ends = sorted(window[1] for _, window in dated)
    off = int(len(dated) * FAR_SHARE)
    first, last = starts[off], ends[-1 - off]
    if (ends[-1] - starts[0]).days < FAR_TIMES * max((last - first).days, 30):
        return dated
    return [row for row in dated if first <= row[1][0] and row[1][1] <= last]


def _header(alt: Any) -> Any:
    return alt.Header(labelOrient="top", labelAnchor="start", labelFontSize=13, labelColor=INK, labelPadding=4)


def _tallied(dated: Sequence[tuple[Drawn, Window]], unit: str) -> list[dict[str, Any]]:
    """How many events there are in each unit of time, by kind and by whether they are told as real."""
    tally: defaultdict[tuple[date, str, str], float] = defaultdict(float)
    for event, window in dated:
        starts = _starts(window, unit)
        for start in starts:
            tally[start, event.kind, PANELS[not event.is_real]] += 1 / len(starts)
    return [
        {"start": _milliseconds(start), "day": start.isoformat(), "kind": kind, "panel": panel, "count": round(n, 3)}
        for (start, kind, panel), n in sorted(tally.items())
    ]


def _starts(window: Window, unit: str) -> list[date]:
    """First days of the units that a window touches.

    Example:
        >>> _starts((date(2025, 1, 30), date(2025, 3, 2)), "month")
        [datetime.date(2025, 1, 1), datetime.date(2025, 2, 1), datetime.date(2025, 3, 1)]
    """
    days = (date.fromordinal(n) for n in range(window[0].toordinal(), window[1].toordinal() + 1))
    return list(dict.fromkeys(_start(day, unit) for day in days))


def _start(day: date, unit: str) -> date:
    if unit == "week":
        return date.fromordinal(max(day.toordinal() - day.weekday(), 1))
    return day.replace(day=1 if unit != "day" else day.day, month=1 if unit == "year" else day.month)
