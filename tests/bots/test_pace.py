"""The pace: how fast a messenger takes messages. In virtual time."""

import asyncio
from dataclasses import replace

from bots.doors.layout import LIMITS, Pace
from bots.pace import CHATS_KEPT
from bots.pace import Pace as Paced
from core.messages import Message, Outgoing
from core.people import Peer

from .virtual_time import at_once

TELEGRAM = LIMITS["telegram"]


def to(chat: int, *, private: bool = True, toast: str | None = None) -> Outgoing:
    return Outgoing(Peer("telegram", chat), Message("…"), private=private, toast=toast)


async def _times(outgoing: list[Outgoing], pace: Pace = TELEGRAM.pace) -> list[float]:
    """When each may go, in seconds, all asking at once."""
    paced = Paced(replace(TELEGRAM, pace=pace))
    loop = asyncio.get_running_loop()

    async def one(each: Outgoing) -> float:
        await paced.wait(each)
        return loop.time()

    return sorted(await asyncio.gather(*(one(each) for each in outgoing)))


def test_no_second_holds_more_than_the_messenger_takes() -> None:
    times = at_once(_times([to(chat) for chat in range(100)]))
    for start in times:
        assert sum(start <= time < start + 1 for time in times) <= 30
    assert times[-1] <= 100 / 30 + 0.1  # and hardly less


def test_a_person_is_answered_quickly_and_then_once_a_second() -> None:
    times = at_once(_times([to(1)] * 8))
    assert times[2] < 0.2
    assert times[7] >= 5 - 0.1


def test_no_minute_of_a_group_holds_more_than_twenty() -> None:
    times = at_once(_times([to(-1, private=False)] * 50))
    for start in times:
        # The burst at the beginning and what follows evenly: never more than twice in a minute.
        assert sum(start <= time < start + 60 for time in times) <= 40
    assert times[19] < 1
    assert times[-1] >= 30 * 3 - 1


def test_the_answer_to_a_press_does_not_wait_for_its_chat() -> None:
    times = at_once(_times([to(1)] * 5 + [to(1, toast="press")]))
    assert sum(time < 0.3 for time in times) == 4  # the burst of three, and the toast


def test_the_memory_of_chats_is_bounded() -> None:
    async def many() -> int:
        fast = Pace(everyone=1e9, chat=1, group=1)
        paced = Paced(replace(TELEGRAM, pace=fast))
        for chat in range(CHATS_KEPT + 50):
            await paced.wait(to(chat))
        return len(paced._chats)  # noqa: SLF001  because its size is what this is about

    assert at_once(many()) == CHATS_KEPT
