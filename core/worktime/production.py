"""The Russian production calendar, from the ``holidays`` package.

* Statutory holidays are those of article 112 of the Labour Code; they are the same every year.
* Each year the government moves some days off by decree, and some weekends are worked instead.
* The working day before a statutory holiday is an hour shorter (article 95). Whoever uses this
  cuts the hour; here it is only said which days are such.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import cast

from holidays import country_holidays
from holidays.countries.russia import RussiaStaticHolidays

_STATUTORY = frozenset(
    [(1, day) for day in range(1, 9)] + [(2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)]
)
_TRUSTED_FROM = 2015  # the norm of 2014 does not come out: the package misses its 10 March

_Move = tuple[int, int, int, int]
"""Month and day that is off, month and day it was moved from."""


@dataclass(frozen=True, slots=True)
class ProductionYear:
    """The production calendar of one year."""

    off: frozenset[date]
    worked: Mapping[date, date]
    """Weekends that are worked, and the day each stands for."""


@lru_cache(maxsize=128)
def production_year(year: int) -> ProductionYear:
    """Days off and worked weekends; of an unknown year the statutory holidays only."""
    country = country_holidays("RU", years=year, expand=False)
    worked = {}
    for month, day, from_month, from_day in _decrees().get(year, ()):
        stood_for = date(year, from_month, from_day)
        if country.is_working_day(stood_for):  # and not a holiday that fell on a weekend
            worked[stood_for] = date(year, month, day)
    return ProductionYear(frozenset(country.keys()), worked)


def is_eve(day: date) -> bool:
    """Tell whether the next day is a statutory holiday."""
    tomorrow = day + timedelta(days=1)
    return (tomorrow.month, tomorrow.day) in _STATUTORY


def known_years() -> range:
    """Years whose moved days are known.

    A year is known when the package carries the decree on its moved days; only the unbroken run
    of years up to the last one counts. In other years the statutory holidays still stand.
    """
    decrees = _decrees()
    last = first = max(decrees)
    while first - 1 in decrees and first > _TRUSTED_FROM:
        first -= 1
    return range(first, last + 1)


@lru_cache(maxsize=1)
def _decrees() -> Mapping[int, tuple[_Move, ...]]:
    found = cast("Mapping[int, tuple[object, ...]]", RussiaStaticHolidays.special_public_holidays)
    return {
        # A year with a single move is written without the outer tuple.
        year: cast("tuple[_Move, ...]", (moves,) if isinstance(moves[0], int) else moves)
        for year, moves in found.items()
    }
