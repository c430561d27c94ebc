"""A day of a town, planned: who complains when, how fast agencies are, who is content.

Chance is seeded: the same seed is the same day. The shares are such as control centres tell of: an
answer takes an agency some two working hours, a part is late, one in five comes back.
"""

import random
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct

from core.practice import Case

HOURS = {
    7: 2,
    8: 6,
    9: 9,
    10: 9,
    11: 8,
    12: 6,
    13: 6,
    14: 7,
    15: 7,
    16: 8,
    17: 9,
    18: 10,
    19: 8,
    20: 5,
}
"""How many of a hundred complain in each hour of the day, by the town's clock."""

TAKEN, FORGOTTEN, CONTENT, PARTLY = 0.6, 0.1, 0.7, 0.1
"""Shares: of tickets that are taken before they are answered, of those nobody answers that day, of
residents who are content, and of those who are in part."""

ANSWER_AFTER = timedelta(minutes=75)
"""Working time until an answer: the median."""


class Planned(Struct, frozen=True):
    """One complaint of the day. ``answer_after`` and ``rate_after`` are spans of working time and
    of time; ``verdict``: helped, neutral, not, or "" of who says nothing."""

    at: datetime
    case: Case
    take_after: timedelta | None
    answer_after: timedelta | None
    rate_after: timedelta
    verdict: str


def plan(
    day: datetime, zone: ZoneInfo, cases: Sequence[Case], count: int, seed: int
) -> list[Planned]:
    """``count`` complaints over the day on which ``day`` falls, in order of time."""
    chance = random.Random(seed)  # noqa: S311  because a day that can be played again is no secret
    hours = chance.choices(list(HOURS), weights=list(HOURS.values()), k=count)
    midnight = datetime.combine(day.astimezone(zone).date(), time(), zone)
    moments = sorted(
        midnight + timedelta(hours=hour, seconds=chance.randrange(3600)) for hour in hours
    )
    order = list(cases) * (count // len(cases) + 1)
    chance.shuffle(order)
    return [_planned(chance, at, case) for at, case in zip(moments, order, strict=False)]


def _planned(chance: random.Random, at: datetime, case: Case) -> Planned:
    answer = None
    if chance.random() >= FORGOTTEN:
        answer = ANSWER_AFTER * chance.lognormvariate(0, 0.7)
    take = answer / 4 if answer and chance.random() < TAKEN else None
    verdict = chance.choices(
        ("helped", "neutral", "not", ""), weights=(CONTENT, PARTLY, 0.15, 0.05)
    )[0]
    rate = timedelta(minutes=chance.randrange(5, 90))
    return Planned(at, case, take, answer, rate, verdict)
