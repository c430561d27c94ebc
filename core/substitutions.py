"""Who stands in for an agency that is away, by the coordinators' word and until a moment.

It ends by itself: what is over counts for nothing, whoever reads it; the watch tells that it is.
The agency's own chat keeps working meanwhile, for it may come back.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Protocol

from msgspec import Struct

from .finding import Finding
from .town import Town


class Substitution(Struct, frozen=True):
    """``by`` acts for ``agency`` before ``until``; ``set_by``: the coordinator's name."""

    agency: str
    by: str
    until: datetime
    set_by: str
    set_at: datetime


Substituted = Mapping[str, Substitution]
"""What is in force: the agency that is away → who stands in for it."""


class Substitutions(Protocol):
    async def in_force(self) -> Substituted: ...
    async def begin(self, one: Substitution) -> None:
        """Keep it, in the place of an earlier one of the same agency."""

    async def end(self, agency: str) -> None: ...
    async def take_over(self) -> Sequence[Substitution]:
        """Take out what is over by time: whoever gets it tells it, and nobody else will."""


def standing_in(now: Substituted, agency: str) -> tuple[str, ...]:
    """Who acts for an agency: its stand-in, then the stand-in's own, if that one is away too."""
    found: list[str] = []
    while agency in now and now[agency].by not in found:
        agency = now[agency].by
        found.append(agency)
    return tuple(found)


def stands_in_for(now: Substituted, by: str) -> tuple[str, ...]:
    """The agencies that are away, and for which this one acts."""
    return tuple(agency for agency in now if by in standing_in(now, agency))


async def left_behind(finding: Finding, town: Town) -> tuple[str, ...]:
    """Agencies that are gone from the town file and hold open tickets still. The coordinators see
    to their work, as residents are told: see :meth:`core.town.Town.agency_named`."""
    return tuple(code for code in await finding.holders() if town.agency(code) is None)


def end_of_day(town: Town, now: datetime, days: int) -> datetime:
    """The last minute of the day ``days`` after this one, where the coordinators are."""
    zone = town.calendar(town.coordinators.code).zone
    day: date = now.astimezone(zone).date() + timedelta(days=days)
    return datetime.combine(day, time(23, 59), zone)
