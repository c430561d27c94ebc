"""What happens when, by a clock that is moved along."""

import asyncio
from datetime import UTC, datetime, timedelta

from bots.practice.agenda import LAG, Agenda

DAWN = datetime(2026, 11, 24, tzinfo=UTC)


class Hand:
    """A clock turned by hand."""

    def __init__(self) -> None:
        self.shows = DAWN

    def now(self) -> datetime:
        return self.shows

    async def move_to(self, moment: datetime) -> None:
        assert moment >= self.shows
        self.shows = moment


def nothing(now: datetime) -> None:
    """Whoever looks at the hand."""


async def test_things_happen_in_order_and_at_their_time() -> None:
    hand, done = Hand(), list[tuple[str, datetime]]()
    agenda = Agenda(hand)

    def noting(name: str) -> None:
        async def note() -> None:
            done.append((name, hand.now()))

        agenda.at(DAWN + timedelta(hours={"a": 1, "b": 2, "late": 9}[name]), note)

    for name in ("late", "b", "a"):
        noting(name)
    await agenda.run(DAWN + timedelta(hours=3), nothing)
    assert done == [("a", DAWN + timedelta(hours=1)), ("b", DAWN + timedelta(hours=2))]
    assert hand.now() == DAWN + timedelta(hours=3)


async def test_what_an_act_brings_about_happens_too() -> None:
    hand, done = Hand(), list[datetime]()
    agenda = Agenda(hand)

    async def again() -> None:
        done.append(hand.now())
        if len(done) < 4:
            agenda.within(timedelta(hours=1), again)

    agenda.at(DAWN, again)
    await agenda.run(DAWN + timedelta(hours=8), nothing)
    assert done == [DAWN + timedelta(hours=hour) for hour in range(4)]


async def test_nobody_is_left_behind_for_long() -> None:
    hand, ended, began = Hand(), list[datetime](), asyncio.Event()
    agenda = Agenda(hand)

    async def slow() -> None:
        await began.wait()
        ended.append(hand.now())

    async def quick() -> None:
        began.set()

    agenda.at(DAWN, slow)
    agenda.at(DAWN + LAG / 2, quick)
    agenda.at(DAWN + LAG * 3, quick)
    await agenda.run(DAWN + LAG * 4, nothing)
    assert ended == [DAWN + LAG / 2]


async def test_who_is_still_at_it_when_all_is_stopped_is_stopped() -> None:
    hand = Hand()
    agenda, begun, stopped = Agenda(hand), asyncio.Event(), asyncio.Event()

    async def endless() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            stopped.set()

    agenda.at(hand.now(), endless)
    running = asyncio.ensure_future(agenda.run(DAWN + LAG * 2, nothing))
    await begun.wait()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert stopped.is_set()
