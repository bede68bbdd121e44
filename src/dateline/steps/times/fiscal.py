"""Fiscal: quarters of a firm's own year, which keep their number and lie where their last day puts them.

"The fiscal first quarter" has the value that its words give, 1989-Q1, but is no January to March: its
days are known only where the text says when it ended. What follows, "the year-earlier period", is of that
quarter until the text goes on to another. "The quarter ended Sept. 29" tells its days and no number: in the
calendar it is another than in the firm's year, so that its value, and that of "a year earlier" beside it,
leaves the number open (1989-QX).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from dateline.steps.times.meanings import Meaning, Named
from dateline.steps.times.periods import Period

DAYS_OF_QUARTER = 91
"""Days of a quarter that ends with a week rather than a month: thirteen weeks."""


@dataclass(frozen=True)
class Fiscal:
    """A fiscal quarter by its number, its days where the text tells its last, and whether it was named by that alone."""

    quarter: Period
    days: tuple[date, date] | None = None
    by_end: bool = False

    def days_of(self, period: Period) -> tuple[date, date] | None:
        """The days of the same quarter in another year."""
        if self.days is None:
            return None
        shift = period.first.year - self.quarter.first.year
        return days_to(Period("day", self.days[1]).in_year(shift).first)

    def is_same(self, period: Period | None) -> bool:
        """Whether a period is this quarter in some year."""
        return period is not None and period.grain == "quarter" and period.first.month == self.quarter.first.month


def days_to(end: date) -> tuple[date, date]:
    """The days of a quarter that ends on a day.

    Example:
        >>> days_to(date(2024, 9, 30))
        (datetime.date(2024, 7, 1), datetime.date(2024, 9, 30))
    """
    month = Period.of(end, "month")
    if end == month.last:
        return month.shift(-2).first, end
    return end - timedelta(days=DAYS_OF_QUARTER - 1), end


def is_to(fiscal: Fiscal | None, end: date | None) -> bool:
    """Whether "the quarter ended Sept. 29" can be the fiscal one that was named."""
    return fiscal is not None and end is not None and (fiscal.days is None or fiscal.days[1] == end)


def _refers_back(meaning: Named) -> bool:
    """Whether "the quarter" is just the one named last, with nothing that tells which."""
    return meaning.same and not meaning.latest and meaning.year is None and meaning.year_shift is None


def go_on_fiscal(fiscal: Fiscal | None, meaning: Meaning, period: Period | None, end: date | None) -> Fiscal | None:
    """The fiscal quarter that the text is about after a quarter was named.

    Args:
        fiscal: The one before.
        meaning: What the words say.
        period: Their quarter.
        end: The last day that stands behind them ("its fourth quarter ended Aug. 26").
    """
    if not isinstance(meaning, Named) or period is None or period.grain != "quarter":
        return fiscal
    if fiscal is not None and fiscal.is_same(period):
        ended = is_to(fiscal, end) and end is not None and period == fiscal.quarter
        days = days_to(end) if ended and end is not None else fiscal.days
        return replace(
            fiscal, days=days, by_end=meaning.nth is None and (ended or (fiscal.by_end and _refers_back(meaning)))
        )
    if meaning.nth is None:
        return fiscal
    elsewhere = end is not None and Period.of(end, "quarter").first.month != period.first.month
    return Fiscal(period, days_to(end) if end else None) if meaning.fiscal or elsewhere else None
