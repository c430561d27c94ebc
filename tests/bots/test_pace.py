"""The pace: how fast a messenger takes messages, and whose turn it is. In virtual time."""

import asyncio

from msgspec.structs import replace

from bots.delivery.pace import CHATS_KEPT
from bots.delivery.pace import Pace as Paced
from bots.doors.leaving import KEPT, LEAVING
from bots.doors.limits import LIMITS, Pace
from bots.doors.pacing import UNTOLD, OwnTurns, shared
from bots.doors.turnstile import Turn, Turnstile
from core.messages import Lane, Message, Outgoing
from core.pace import Booking, Timetable, TurnsWanted, book
from core.people import Peer

from .virtual_time import at_once, later

TELEGRAM = LIMITS["telegram"]


def to(chat: int, *, private: bool = True) -> Outgoing:
    return Outgoing(Peer("telegram", chat), Message("…"), private=private)


async def _turns(lanes: list[Lane], rate: float) -> list[tuple[float, Lane]]:
    """When each has its turn, in seconds, and in which order; all ask at once."""
    paced = Paced("telegram", replace(TELEGRAM, pace=Pace(rate, 1, 1)))
    loop = asyncio.get_running_loop()
    done: list[tuple[float, Lane]] = []

    async def one(lane: Lane) -> None:
        await paced.turn(lane)
        done.append((loop.time(), lane))

    await asyncio.gather(*(one(lane) for lane in lanes))
    return done


async def _times(outgoing: Outgoing, many: int) -> list[float]:
    """When each message of a chat may go, the next asking as soon as it may."""
    paced = Paced("telegram", TELEGRAM)
    times = []
    for _ in range(many):
        times.append(asyncio.get_running_loop().time())
        await later(paced.took(outgoing))
    return times


def test_no_second_holds_more_than_the_messenger_takes() -> None:
    times = [time for time, _ in at_once(_turns([Lane.REPLY] * 100, 30))]
    for start in times:
        assert sum(start <= time < start + 1 for time in times) <= 30
    assert times[0] < 1e-3
    assert times[-1] <= 100 / 30 + 0.1  # and hardly less


def test_a_second_is_counted_from_when_messages_left() -> None:
    async def late() -> float:
        turns = OwnTurns(20)
        leaving = [turns.take(waited=1) for _ in range(20)]
        await later(0.5)
        assert turns.next(1, 1) >= 1.5  # none has left yet: not before now
        for one in leaving:
            one.left()
        await later(0.5)
        return turns.next(1, 1)

    assert 1.5 <= at_once(late()) <= 1.51


class DistantPaces:
    """A database whose clock reads otherwise, and whose every third answer is long in coming."""

    def __init__(self) -> None:
        self.timetable = Timetable(30)
        self._asked = 0

    @staticmethod
    def clock() -> float:
        return asyncio.get_running_loop().time() + 1_000

    async def book(self, name: str, rate: float, order: TurnsWanted) -> Booking:
        self._asked += 1
        booking = book(self.timetable, order, self.clock())
        await later(0.2 if self._asked % 3 == 0 else 0.001)
        return booking


def test_shared_turns_know_when_messages_left_however_late_an_answer_came() -> None:
    async def two_workers() -> tuple[list[float], Timetable]:
        paces = DistantPaces()
        left: list[float] = []
        making = shared(paces)
        workers = [Paced("telegram", TELEGRAM, making) for _ in range(2)]

        async def one(worker: Paced) -> None:
            await worker.turn(Lane.REPLY)
            left.append(paces.clock())

        await asyncio.gather(*(one(worker) for worker in workers for _ in range(60)))
        return sorted(left), paces.timetable

    left, timetable = at_once(two_workers())
    for first, other in zip(left, left[30:], strict=False):
        assert other - first >= 1
    known = timetable.taken[-30:-10]  # what was late last is told with the next booking
    assert all(min(abs(moment - at) for at in left) <= UNTOLD + 1e-3 for moment in known)


def test_who_left_late_and_has_nothing_more_to_send_tells_the_others() -> None:
    async def two_workers() -> list[float]:
        paces = DistantPaces()
        making = shared(paces)
        once, often = (Paced("telegram", TELEGRAM, making) for _ in range(2))
        left: list[float] = []

        async def connecting() -> None:
            await once.turn(Lane.REPLY)
            leaving = LEAVING.get()
            assert leaving is not None
            leaving.hold()
            await later(0.3)
            left.append(paces.clock())
            leaving.left()

        async def one() -> None:
            await often.turn(Lane.REPLY)
            left.append(paces.clock())

        late = asyncio.create_task(connecting())
        await later(0.1)
        await asyncio.gather(late, *(asyncio.create_task(one()) for _ in range(60)))
        return sorted(left)

    left = at_once(two_workers())
    for first, other in zip(left, left[30:], strict=False):
        assert other - first >= 1


def test_who_has_a_connection_does_not_stand_behind_those_that_hang() -> None:
    async def thirty_and_one() -> float:
        paced = Paced("telegram", TELEGRAM)
        for _ in range(30):
            await paced.turn(Lane.REPLY)
            leaving = LEAVING.get()
            assert leaving is not None
            leaving.hold()
        begun = asyncio.get_running_loop().time()
        await paced.turn(Lane.REPLY)
        return asyncio.get_running_loop().time() - begun

    assert 1 <= at_once(thirty_and_one()) <= KEPT + 1.1


def test_the_most_urgent_passes_first() -> None:
    lanes = [Lane.BROADCAST] * 5 + [Lane.NOTICE] * 2 + [Lane.REPLY] * 2
    passed = [lane for _, lane in at_once(_turns(lanes, 30))]
    assert passed == [Lane.BROADCAST] + [Lane.REPLY] * 2 + [Lane.NOTICE] * 2 + [Lane.BROADCAST] * 4


def test_who_gave_up_takes_no_turn() -> None:
    async def three() -> tuple[int, list[Turn]]:
        let: list[Turn] = []
        stile = Turnstile[Turn](OwnTurns(1), lambda turns, _: let.extend(turns))
        turns = [Turn() for _ in range(3)]
        for turn in turns:
            stile.put(Lane.REPLY, turn)
        turns[1].come.cancel()
        await later(1.5)
        return let.index(turns[2]), let

    place, let = at_once(three())
    assert (place, len(let)) == (1, 2)


def test_a_person_is_answered_quickly_and_then_once_a_second() -> None:
    times = at_once(_times(to(1), 8))
    assert times[2] < 0.2
    assert 5 - 0.1 <= times[7] <= 5 + 0.1


def test_no_minute_of_a_group_holds_more_than_twenty() -> None:
    times = at_once(_times(to(-1, private=False), 50))
    for start in times:
        # The burst at the beginning and what follows evenly: never more than twice in a minute.
        assert sum(start <= time < start + 60 for time in times) <= 40
    assert times[19] < 1
    assert times[-1] >= 30 * 3 - 1


def test_one_chats_share_is_not_anothers() -> None:
    async def two() -> float:
        paced = Paced("telegram", TELEGRAM)
        for _ in range(10):
            paced.took(to(1))
        return paced.took(to(2))

    assert at_once(two()) == 0


def test_the_memory_of_chats_is_bounded() -> None:
    async def many() -> int:
        paced = Paced("telegram", TELEGRAM)
        for chat in range(CHATS_KEPT + 50):
            paced.took(to(chat))
        return len(paced._full)  # noqa: SLF001  because its size is what this is about

    assert at_once(many()) == CHATS_KEPT
