"""A door is kept open: whatever it does, it is tried again, and the other door goes on.

In virtual time: an hour without a messenger takes no time.
"""

import asyncio
from collections.abc import Callable, Sequence

import pytest

from bots.doors.door import Batch, Door, Later, Misconfigured, Unsettled
from bots.workers.leasing import Leaseholder
from bots.workers.polling import LONGEST_DELAY, Presence, attend, keep_open
from core.leases import Lease, Overtaken

from .fakes import FakeDoor, batch, update
from .virtual_time import at_once, later


class FakeIntake:
    """Commits at once, or fails to the one who brings."""

    def __init__(self) -> None:
        self.brought: list[tuple[str, Batch]] = []

    async def bring(self, door: Door, batch: Batch, lease: Lease | None = None) -> None:
        self.brought.append((door.name, batch))


class FakeStore:
    def __init__(self, cursor: str | None = None) -> None:
        self._cursor = cursor

    async def cursor(self, door: str) -> str | None:
        return self._cursor


class TimedDoor(FakeDoor):
    """Remembers when it was opened, in the loop's seconds."""

    def __init__(self, name: str = "telegram", **told: object) -> None:
        super().__init__(name, **told)  # type: ignore[arg-type]  # because the dataclass checks what it is told by name
        self.times: list[float] = []

    async def open(self) -> None:
        self.times.append(asyncio.get_running_loop().time())
        await super().open()


async def _serve(
    doors: Sequence[FakeDoor],
    intake: FakeIntake,
    until: Callable[[], bool],
    cursor: str | None = None,
) -> dict[str, bool]:
    """Keep doors open until ``until``; which of them are open then."""
    opened = {door.name: Presence() for door in doors}
    store = FakeStore(cursor)
    tasks = [
        asyncio.create_task(
            keep_open(door, intake, store, opened[door.name])  # type: ignore[arg-type]  # because a fake has only what polling uses
        )
        for door in doors
    ]
    while not until():
        await later(0.01)
        assert not any(task.done() for task in tasks), "nobody keeps the door open"
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return {name: event.is_set() for name, event in opened.items()}


def test_a_batch_is_acknowledged_only_after_it_was_brought() -> None:
    batches = [batch(update(1, "а")), batch(update(2, "б")), Batch((), "3"), Batch((), "3")]
    door, intake = TimedDoor(polls=[*batches]), FakeIntake()
    opened = at_once(_serve([door], intake, lambda: len(door.asked) == 5, cursor="0"))
    assert door.asked == ["0", "1", "2", "3", "3"]
    assert [one for _, one in intake.brought] == batches[:3]  # silence is not brought
    assert opened == {"telegram": True}


def test_a_door_never_opened_before_counts_as_closed_until_it_is_written_where_it_begins() -> None:
    """What a person says before that may be lost (VK keeps nothing for who was never there)."""
    door, intake = TimedDoor(name="vk", begins="7@100"), FakeIntake()
    seen: list[bool] = []

    async def bring(door: Door, batch: Batch, lease: Lease | None = None) -> None:
        seen.append(opened.is_set())
        intake.brought.append((door.name, batch))

    intake.bring = bring  # type: ignore[method-assign]  # because it looks at the moment of the commit

    async def serve() -> None:
        keeping = asyncio.create_task(keep_open(door, intake, FakeStore(), opened))  # type: ignore[arg-type]  # because a fake has only what polling uses
        await opened.wait()
        await door.changed.wait()
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)

    opened = Presence()
    at_once(serve())
    assert intake.brought == [("vk", Batch((), "7@100"))]
    assert seen == [False]
    assert door.asked == ["7@100"]


@pytest.mark.parametrize("failure", [Unsettled("down"), Misconfigured("wrong token"), KeyError(1)])
def test_a_messenger_that_is_down_at_the_start_is_tried_again_ever_later(
    failure: Exception,
) -> None:
    door, intake = TimedDoor(opening=[failure] * 12), FakeIntake()
    assert at_once(_serve([door], intake, lambda: bool(door.asked))) == {"telegram": True}
    waits = [after - before for before, after in zip(door.times, door.times[1:], strict=False)]
    for at, wait in enumerate(waits):
        longest = min(LONGEST_DELAY, 2.0**at)
        assert longest / 2 <= wait <= longest + 0.02
    assert len(waits) == 12


@pytest.mark.parametrize("failure", [Unsettled("502"), ValueError("a mistake of ours")])
def test_a_messenger_that_falls_over_is_taken_up_where_it_was(failure: Exception) -> None:
    door = TimedDoor(polls=[batch(update(1, "а")), failure, batch(update(2, "б"))])
    intake = FakeIntake()
    at_once(_serve([door], intake, lambda: len(intake.brought) == 2, cursor="0"))
    assert door.opened == 2
    assert [one.cursor for _, one in intake.brought] == ["1", "2"]


def test_a_door_that_is_down_does_not_count_as_open() -> None:
    door, intake = TimedDoor(polls=[batch(update(1, "а")), Unsettled("down")]), FakeIntake()
    door.opening = []
    opened = at_once(_serve([door], intake, lambda: len(door.asked) == 2))
    assert opened == {"telegram": False}


def test_it_is_told_since_when_a_door_is_closed_and_why() -> None:
    presence = Presence()
    assert (presence.is_set(), presence.why) == (False, "not opened yet")
    presence.set()
    opened_at = presence.since
    presence.set()
    assert (presence.is_set(), presence.why, presence.since) == (True, "", opened_at)
    presence.shut("502")
    closed_at = presence.since
    presence.shut("no route")
    assert (presence.is_set(), presence.why, presence.since) == (False, "no route", closed_at)


def test_why_a_door_is_closed_holds_no_secrets_of_unknown_errors() -> None:
    door, intake, presence = TimedDoor(opening=[KeyError("token 42:AA")]), FakeIntake(), Presence()

    async def serve() -> None:
        task = asyncio.create_task(
            keep_open(door, intake, FakeStore(), presence)  # type: ignore[arg-type]  # because a fake has only what polling uses
        )
        await later(0.01)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    at_once(serve())
    assert presence.why == "KeyError"


def test_a_batch_without_a_cursor_leaves_it_where_it_is() -> None:
    polls = [Batch((update(1, "а"),), None), Batch((), None), Batch((), "8")]
    door, intake = TimedDoor(polls=[*polls]), FakeIntake()
    at_once(_serve([door], intake, lambda: len(door.asked) == 4, cursor="7"))
    assert door.asked == ["7", "7", "7", "8"]
    assert [one for _, one in intake.brought] == [polls[0], polls[2]]


def test_a_poll_that_waits_ends_at_once_when_the_bot_stops() -> None:
    door, intake = TimedDoor(), FakeIntake()

    async def stop() -> float:
        task = asyncio.create_task(
            keep_open(door, intake, FakeStore("1"), Presence())  # type: ignore[arg-type]  # because a fake has only what polling uses
        )
        await later(1)
        assert door.asked == ["1"]
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        return asyncio.get_running_loop().time()

    assert at_once(stop()) < 1.01


def test_the_messengers_own_wish_is_obeyed() -> None:
    door, intake = TimedDoor(opening=[Later(300.0)]), FakeIntake()
    at_once(_serve([door], intake, lambda: bool(door.asked)))
    assert door.times[1] - door.times[0] == pytest.approx(300)


def test_success_forgets_earlier_failures() -> None:
    polls = [Unsettled("down")] * 5 + [Batch((), "1"), Unsettled("down")]
    door, intake = TimedDoor(polls=polls), FakeIntake()
    at_once(_serve([door], intake, lambda: door.opened == 7))
    assert door.times[-1] - door.times[-2] <= 1.02


def test_the_other_door_is_not_touched() -> None:
    down = TimedDoor("vk", opening=[Unsettled("down")] * 99)
    sound = TimedDoor("telegram", polls=[batch(update(n, str(n))) for n in range(1, 30)])
    intake = FakeIntake()
    opened = at_once(_serve([down, sound], intake, lambda: len(sound.asked) == 30))
    assert opened == {"vk": False, "telegram": True}
    assert len(intake.brought) == 29
    assert down.times[-1] < 1  # hardly any time went by


class OneLease:
    """Leases of which another worker has all until ``given``."""

    seconds = 6.0

    def __init__(self) -> None:
        self.given = False

    async def take(self, name: str) -> Lease | None:
        return Lease(name, 1) if self.given else None

    async def renew(self, lease: Lease) -> bool:
        return self.given

    async def release(self, lease: Lease) -> None:
        self.given = False


@pytest.mark.parametrize(("hooked", "beside"), [(False, "standing by"), (True, "open")])
def test_a_messenger_is_polled_by_the_worker_that_holds_its_lease(
    hooked: bool, beside: str
) -> None:
    """The others know who the bot is: what a webhook brings them, they can read."""
    door, leases, presence = FakeDoor(greeting=[Unsettled("down")]), OneLease(), Presence()
    seen: list[tuple[str, int, int]] = []

    async def serve() -> None:
        attending = attend(
            door,
            FakeIntake(),  # type: ignore[arg-type]  # because a fake has only what polling uses
            FakeStore("0"),  # type: ignore[arg-type]  # because a fake has only what polling uses
            presence,
            Leaseholder(leases),
            hooked=hooked,
        )
        task = asyncio.create_task(attending)
        for given in (False, True, False):
            leases.given = given
            await later(60)
            seen.append((presence.state, door.greeted, len(door.asked)))
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    at_once(serve())
    assert seen == [(beside, 2, 0), ("open", 2, 1), (beside, 2, 1)]


def test_a_poller_that_was_overtaken_asks_no_further() -> None:
    class Overtaking(FakeIntake):
        async def bring(self, door: Door, batch: Batch, lease: Lease | None = None) -> None:
            assert lease is not None
            raise Overtaken(lease)

    door = FakeDoor(polls=[batch(update(1, "а"))])
    serving = keep_open(door, Overtaking(), FakeStore("0"), Presence(), Lease("poll/telegram", 1))  # type: ignore[arg-type]  # because a fake has only what polling uses
    with pytest.raises(Overtaken):
        at_once(serving)
    assert door.asked == ["0"]
