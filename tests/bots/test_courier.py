"""The courier: order, refusals, waiting, crashes. A messenger in memory, a real outbox."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace

import pytest
from sqlalchemy import select

from bots.courier import FIRST_DELAY, LONGEST_DELAY, Courier
from bots.doors.door import (
    Later,
    Misconfigured,
    Rejected,
    Relocated,
    Unreachable,
    Unsettled,
    Vanished,
)
from core.messages import Card, Lane, Message, Outgoing
from core.people import Operator, Peer, Speaker
from storage.database import Database
from storage.store import Store
from storage.tables import outbox

from .fakes import Clock, FakeDoor, FakeFiles

BY = Operator("roads", "Пётр", Speaker("telegram", -5, 7))


@dataclass
class Post:
    """A courier of one door over a real store."""

    store: Store
    database: Database
    clock: Clock
    door: FakeDoor = field(default_factory=FakeDoor)
    missed: list[str] = field(default_factory=list)

    def courier(self) -> Courier:
        doors = {self.door.name: self.door}
        return Courier(self.door, doors, self.store, self.store, FakeFiles(), self.miss, self.clock)

    async def miss(self, ticket: str) -> None:
        self.missed.append(ticket)

    @contextlib.asynccontextmanager
    async def at_work(self) -> AsyncIterator[Courier]:
        courier = self.courier()
        task = asyncio.create_task(courier.run())
        yield courier
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task

    async def send(self, *outgoing: Outgoing) -> None:
        async with self.store.unit() as unit:
            for one in outgoing:
                unit.send(one)
            await unit.commit()

    async def settled(self, done: Callable[[dict[str, str]], bool]) -> dict[str, str]:
        """Wait until the rows' states are as they should be; give them by text."""
        async with asyncio.timeout(10):
            while not done(states := await self.states()):  # noqa: ASYNC110  because the database tells nobody when it changes
                await asyncio.sleep(0)
        return states

    async def states(self) -> dict[str, str]:
        async with self.database.read() as connection:
            found = await connection.execute(
                select(outbox.c.message, outbox.c.state).order_by(outbox.c.id)
            )
            return {row.message["text"]: row.state for row in found}

    async def delays(self, text: str) -> tuple[int, float]:
        """How often a row was tried, and the seconds for which it now waits."""
        async with self.database.read() as connection:
            for row in await connection.execute(select(outbox)):
                if row.message["text"] == text:
                    return row.attempts, (row.due_at - self.clock()).total_seconds()
        raise LookupError(text)

    async def tried(self, courier: Courier, text: str, times: int) -> float:
        """Wait until a row was put off so many times; the seconds for which it waits."""
        async with asyncio.timeout(10):
            while (found := await self.delays(text))[0] < times:
                courier.call()
                await asyncio.sleep(0)
        return found[1]


@pytest.fixture
def post(store: Store, database: Database, clock: Clock) -> Post:
    return Post(store, database, clock)


def said(
    text: str,
    chat: int = 1,
    *,
    lane: Lane = Lane.REPLY,
    card: Card | None = None,
    edits: str | None = None,
    ticket: str | None = None,
    slot: str | None = None,
) -> Outgoing:
    return Outgoing(
        Peer("telegram", chat),
        Message(text),
        lane,
        card=card,
        edits=edits,
        ticket=ticket,
        slot=slot,
    )


def all_are(state: str) -> Callable[[dict[str, str]], bool]:
    return lambda states: set(states.values()) == {state}


class Once:
    """Refuses a text the first time (or ``times``), and then takes it."""

    def __init__(self, text: str, refusal: Exception, times: int = 1) -> None:
        self._text = text
        self._refusal = refusal
        self._left = times

    def __call__(self, outgoing: Outgoing) -> Exception | None:
        if outgoing.message.text != self._text or not self._left:
            return None
        self._left -= 1
        return self._refusal


async def test_a_chats_messages_go_in_their_order(post: Post) -> None:
    texts = [str(number) for number in range(30)]
    await post.send(said("уведомление", lane=Lane.NOTICE), *(said(text) for text in texts))
    async with post.at_work():
        await post.settled(all_are("sent"))
    assert post.door.texts == [*texts, "уведомление"]
    assert len({one.token for one in post.door.delivered}) == 31


async def test_a_slow_chat_delays_no_other(post: Post) -> None:
    """Not even if it alone fills the window of rows that are looked at."""
    post.door.gates[1] = asyncio.Event()
    await post.send(*(said(f"медленный {number}") for number in range(100)))
    await post.send(*(said(f"быстрый {chat}", chat) for chat in range(2, 40)))
    async with post.at_work():
        await post.door.until(lambda: len(post.door.delivered) == 38)
        assert {one.chat for one in post.door.delivered} == set(range(2, 40))
        post.door.gates[1].set()
        await post.settled(all_are("sent"))
    slow = [one.text for one in post.door.delivered if one.chat == 1]
    assert slow == [f"медленный {number}" for number in range(100)]


async def test_what_was_sent_is_written_down_though_its_chat_goes_on(post: Post) -> None:
    """So a card can be replied to at once, and a crash repeats as little as can be."""
    await post.send(said("карточка", -5, card=Card.NEW, ticket="26-000001"), said("следом", -5))

    def holds(outgoing: Outgoing) -> None:
        if outgoing.message.text == "карточка":
            post.door.gates[-5] = asyncio.Event()  # from now on the chat is slow

    post.door.answering = holds
    async with post.at_work():
        await post.settled(lambda states: states == {"карточка": "sent", "следом": "pending"})
        async with post.store.unit() as unit:
            assert await unit.ticket_of(Peer("telegram", -5), "1001") == "26-000001"


async def test_what_the_messenger_asks_to_wait_waits(post: Post) -> None:
    post.door.answering = Once("1", Later(7.5))
    await post.send(said("1"), said("2"), said("другому", 2))
    async with post.at_work() as courier:
        assert await post.tried(courier, "1", 1) == 7.5
        await post.settled(lambda states: states["другому"] == "sent")
        post.clock.forward(7.4)
        courier.call()
        await post.send(said("ещё другому", 2))
        courier.call()
        await post.settled(lambda states: states["ещё другому"] == "sent")
        assert "1" not in post.door.texts
        post.clock.forward(0.1)
        courier.call()
        await post.settled(all_are("sent"))
    assert [one.text for one in post.door.delivered if one.chat == 1] == ["1", "2"]


async def test_when_everyone_must_wait_the_messenger_is_left_alone(post: Post) -> None:
    post.door.answering = Once("1", Later(30, everyone=True))
    await post.send(*(said(str(chat), chat) for chat in range(1, 6)))
    async with post.at_work() as courier:
        await post.tried(courier, "1", 1)
        before = len(post.door.attempted)
        await post.send(said("новое", 9))
        for _ in range(50):
            courier.call()
            await asyncio.sleep(0)
        assert len(post.door.attempted) == before
        post.clock.forward(30)
        courier.call()
        await post.settled(all_are("sent"))


async def test_the_others_on_their_way_wait_as_well_when_everyone_must(post: Post) -> None:
    """Their tasks were begun before the messenger asked; they do not ask it again."""
    post.door.answering = lambda outgoing: Later(30, everyone=True)
    await post.send(*(said(f"{chat}.{n}", chat) for chat in range(1, 6) for n in range(5)))
    async with post.at_work() as courier:
        await post.tried(courier, "1.0", 1)
    assert len(post.door.attempted) <= 5  # those under way at that moment, one for each chat


@pytest.mark.parametrize(
    "refusal", [Unreachable("bot was blocked by the user"), Rejected("message is too long")]
)
async def test_what_will_never_be_taken_is_not_tried_again(post: Post, refusal: Exception) -> None:
    post.door.answering = Once("1", refusal, times=9)
    await post.send(said("1"), said("2"))
    async with post.at_work():
        states = await post.settled(lambda states: "pending" not in states.values())
    assert states == {"1": "failed", "2": "sent"}
    assert [one.text for one in post.door.attempted] == ["1", "2"]


async def test_what_concerns_a_ticket_is_held_for_a_resident_who_blocked_the_bot(
    post: Post,
) -> None:
    post.door.answering = Once("ответ", Unreachable("bot was blocked by the user"), times=1)
    answer = replace(said("ответ"), ticket="26-000001")
    await post.send(answer)
    async with post.at_work() as courier:
        assert await post.settled(all_are("held")) == {"ответ": "held"}
        assert post.missed == ["26-000001"]
        async with post.store.unit() as unit:
            await unit.release(answer.peer)
            await unit.commit()
        courier.call()
        await post.settled(all_are("sent"))


@pytest.mark.parametrize(
    "failure", [Unsettled("cut"), Misconfigured("wrong token"), KeyError("a mistake of ours")]
)
async def test_what_failed_is_tried_again_ever_later_in_its_order(
    post: Post, failure: Exception
) -> None:
    post.door.answering = Once("1", failure, times=4)
    await post.send(said("1"), said("2"))
    waits: list[float] = []
    async with post.at_work() as courier:
        for times in range(1, 5):
            waits.append(await post.tried(courier, "1", times))
            post.clock.forward(waits[-1])
        courier.call()
        await post.settled(all_are("sent"))
    assert post.door.texts == ["1", "2"]
    later = 3 if isinstance(failure, KeyError) else 0  # what nobody foresaw waits longer
    for at, wait in enumerate(waits):
        longest = FIRST_DELAY * 2 ** (at + later)
        assert longest / 2 - 1e-3 <= wait <= longest  # it doubles, with jitter
    assert len({one.token for one in post.door.attempted if one.text == "1"}) == 1


async def test_no_wait_is_longer_than_the_longest(post: Post) -> None:
    post.door.answering = Once("1", Unsettled("cut"), times=99)
    await post.send(said("1"))
    async with post.at_work() as courier:
        for times in range(1, 14):
            wait = await post.tried(courier, "1", times)
            post.clock.forward(wait)
    assert LONGEST_DELAY / 2 - 1 <= wait <= LONGEST_DELAY


async def test_a_message_to_change_that_is_gone_is_sent_anew(post: Post) -> None:
    def gone(outgoing: Outgoing) -> Exception | None:
        return Vanished("message to edit not found") if outgoing.edits else None

    post.door.answering = gone
    await post.send(said("экран", edits="17"), said("", edits="17"))
    async with post.at_work():
        await post.settled(all_are("sent"))
    # A change of buttons alone has nothing that could be sent.
    assert [(one.text, one.outgoing.edits) for one in post.door.delivered] == [("экран", None)]


async def test_a_card_is_changed_where_it_was_delivered(post: Post) -> None:
    new = said("карточка", -5, card=Card.NEW, ticket="26-000001")
    async with post.at_work() as courier:
        await post.send(new, said("под ней", -5, card=Card.UNDER, ticket="26-000001"))
        courier.call()
        await post.settled(all_are("sent"))
        await post.send(said("взята", -5, card=Card.EDIT, ticket="26-000001"))
        courier.call()
        await post.settled(all_are("sent"))
    card, under, changed = (one.outgoing for one in post.door.delivered)
    assert card.edits is None
    assert under.message.reply_to == "1001"
    assert changed.edits == "1001"


async def test_a_card_that_is_not_there_is_sent_when_it_changes(post: Post) -> None:
    await post.send(said("взята", -5, card=Card.EDIT, ticket="26-000001"))
    async with post.at_work():
        await post.settled(all_are("sent"))
    assert post.door.delivered[0].outgoing.edits is None


async def test_a_chat_that_moved_gets_its_messages_there(post: Post) -> None:
    async with post.store.unit() as unit:
        await unit.bind(Peer("telegram", -5), "roads", "Дороги", BY)
        await unit.commit()
    post.door.answering = lambda one: Relocated(-1005) if one.peer.chat == -5 else None
    await post.send(said("1", -5), said("2", -5))
    async with post.at_work():
        await post.settled(all_are("sent"))
    assert [(one.chat, one.text) for one in post.door.delivered] == [(-1005, "1"), (-1005, "2")]
    async with post.store.unit() as unit:
        assert await unit.chat_of("roads") == Peer("telegram", -1005)


async def test_a_crash_between_delivery_and_its_record_sends_again_with_the_same_key(
    post: Post,
) -> None:
    class Crashing(Store):
        async def settle(self, outcomes: object) -> None:
            raise OSError("power is gone")

    sound, post.store = post.store, Crashing(post.database, lambda one: (one,), post.clock)
    await post.send(said("1"), said("2", slot="a"))
    with pytest.raises(OSError, match="power"):
        await post.courier().run()
    assert set(await post.states()) == {"1", "2"}
    post.store = sound
    before = {one.text: one.token for one in post.door.delivered}
    async with post.at_work():
        await post.settled(all_are("sent"))
    assert before
    for one in post.door.delivered[len(before) :]:
        assert before.get(one.text, one.token) == one.token


async def test_the_newer_text_of_a_row_has_a_key_of_its_own(post: Post) -> None:
    post.door.gates[1] = asyncio.Event()
    await post.send(said("старое", slot="screen"))
    async with post.at_work() as courier:
        await post.door.until(lambda: bool(post.door.attempted))
        await post.send(said("новое", slot="screen"))
        post.door.gates[1].set()
        courier.call()
        await post.settled(all_are("sent"))
    old, new = post.door.delivered
    assert (old.text, new.text) == ("старое", "новое")
    assert old.token != new.token


async def test_stopping_writes_down_what_was_sent_and_leaves_the_rest(post: Post) -> None:
    post.door.gates[2] = asyncio.Event()
    await post.send(said("дошло"), said("в пути", 2))
    async with post.at_work():
        await post.door.until(lambda: "дошло" in post.door.texts and len(post.door.attempted) == 2)
    assert await post.states() == {"дошло": "sent", "в пути": "pending"}


async def test_put_off_rows_go_though_nobody_calls(post: Post) -> None:
    """The outbox is looked at again by itself: here after the moment is due already."""
    post.door.answering = Once("1", Later(0.0))
    await post.send(said("1"))
    async with post.at_work():
        await post.settled(all_are("sent"))
