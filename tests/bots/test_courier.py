"""The courier: order, refusals, waiting, crashes. A messenger in memory, a real outbox."""

import asyncio
from typing import Any

import pytest
from msgspec.structs import replace

from bots.delivery.refusals import FIRST_DELAY, LONGEST_DELAY
from bots.doors.door import Later, Misconfigured, Rejected, Unsettled, Vanished
from core.messages import Card, Lane, Outgoing
from core.people import Peer
from storage.database import Database
from storage.store import Store

from .fakes import Clock
from .posting import Once, Post, all_are, said


@pytest.fixture
def post(store: Store, database: Database, clock: Clock) -> Post:
    return Post(store, database, clock)


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


async def test_what_will_never_be_taken_is_not_tried_again(post: Post) -> None:
    post.door.answering = Once("1", Rejected("message is too long"), times=9)
    await post.send(said("1"), said("2"))
    async with post.at_work():
        states = await post.settled(lambda states: "pending" not in states.values())
    assert states == {"1": "failed", "2": "sent"}
    assert [one.text for one in post.door.attempted] == ["1", "2"]


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


async def test_a_crash_between_delivery_and_its_record_sends_again_with_the_same_key(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Crashing(Store):
        async def settle(self, *told: object) -> None:
            raise OSError("power is gone")

    monkeypatch.setattr("bots.delivery.courier.DATABASE_DELAY", 0.0)
    sound, post.store = post.store, Crashing(post.database, lambda one: (one,), post.clock)
    await post.send(said("1"), said("2", 2, slot="a"))
    async with post.at_work():
        await post.door.until(lambda: len(post.door.delivered) == 2)
    assert await post.states() == {"1": "pending", "2": "pending"}
    post.store = sound
    async with post.at_work():
        await post.settled(all_are("sent"))
    first, again = post.door.delivered[:2], post.door.delivered[2:]
    assert {one.text: one.token for one in first} == {one.text: one.token for one in again}


async def test_what_is_not_yet_written_down_is_not_sent_again_meanwhile(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Busy(Store):
        refusals = 5

        async def settle(self, *told: Any) -> None:
            if self.refusals:
                self.refusals -= 1
                raise OSError("database is locked")
            await super().settle(*told)

    monkeypatch.setattr("bots.delivery.courier.DATABASE_DELAY", 0.001)
    busy = Busy(post.database, lambda one: (one,), post.clock)
    post.store = busy
    await post.send(*(said(f"{chat}.{n}", chat) for n in range(3) for chat in range(1, 4)))
    async with post.at_work():
        await post.settled(all_are("sent"))
    assert busy.refusals == 0
    assert len(post.door.attempted) == 9


async def test_replies_written_together_do_not_wait_for_the_disk_in_between(post: Post) -> None:
    written = asyncio.Event()

    class Slow(Store):
        async def settle(self, *told: Any) -> None:
            await written.wait()
            await super().settle(*told)

    post.store = Slow(post.database, lambda one: (one,), post.clock)
    await post.send(said("хорошо"), said("вот вопрос"), said("новость", lane=Lane.NOTICE))
    async with post.at_work():
        await post.door.until(lambda: len(post.door.delivered) == 2)
        assert post.door.texts == ["хорошо", "вот вопрос"]
        written.set()
        await post.settled(all_are("sent"))
    assert post.door.texts == ["хорошо", "вот вопрос", "новость"]


async def test_what_comes_after_a_reply_that_was_not_taken_waits_for_it(post: Post) -> None:
    refusals = [Unsettled("HTTP 502")]

    def once(outgoing: Outgoing) -> None:
        if refusals:
            raise refusals.pop()

    post.door.answering = once
    await post.send(said("раз"), said("два"), said("три"))
    async with post.at_work() as courier:
        await post.settled(lambda states: not refusals)
        post.clock.forward(FIRST_DELAY)
        courier.call()
        await post.settled(all_are("sent"))
    assert post.door.texts == ["раз", "два", "три"]


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


async def test_a_wall_clock_set_back_holds_nothing_back(post: Post) -> None:
    post.door.answering = Once("1", Unsettled("cut"))
    await post.send(said("1"), said("2", 2))
    async with post.at_work() as courier:
        await post.tried(courier, "1", 1)
        post.clock.forward(-3 * 3600)
        courier.call()
        await post.send(said("3"))
        await post.settled(all_are("sent"))
    assert [one.text for one in post.door.delivered if one.chat == 1] == ["1", "3"]


async def test_a_reply_does_not_pass_a_chats_wait(post: Post) -> None:
    """It was the chat that was asked to wait, not the message."""
    post.door.answering = Once("уведомление", Later(60))
    await post.send(said("уведомление", lane=Lane.NOTICE))
    async with post.at_work() as courier:
        await post.tried(courier, "уведомление", 1)
        await post.send(said("ответ"), replace(said("нажатие"), toast="press"), said("им", 2))
        courier.call()
        await post.settled(lambda states: states["нажатие"] == states["им"] == "sent")
        assert "ответ" not in post.door.texts
        post.clock.forward(61)
        courier.call()
        await post.settled(all_are("sent"))
    assert post.door.texts[-2:] == ["ответ", "уведомление"]


async def test_three_chats_in_a_row_that_are_asked_to_wait_mean_everyone(post: Post) -> None:
    post.door.answering = lambda one: Later(60) if one.peer.chat < 4 else None
    await post.send(*(said(str(chat), chat) for chat in range(1, 4)))
    async with post.at_work() as courier:
        for chat in range(1, 4):
            await post.tried(courier, str(chat), 1)
        await post.send(said("4", 4))
        for _ in range(50):
            courier.call()
            await asyncio.sleep(0)
        assert len(post.door.attempted) == 3
        post.door.answering = lambda one: None
        post.clock.forward(61)
        courier.call()
        await post.settled(all_are("sent"))


async def test_a_mistake_of_ours_blocks_its_chat_for_hours_and_not_for_ever(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bots.delivery.refusals.MISTAKES", 5)
    post.door.answering = Once("1", KeyError("a mistake of ours"), times=99)
    await post.send(said("1"), said("2"))
    async with post.at_work() as courier:
        for times in range(1, 5):
            post.clock.forward(await post.tried(courier, "1", times))
        courier.call()
        states = await post.settled(lambda states: states["2"] == "sent")
    assert states["1"] == "failed"


async def test_a_messenger_that_is_down_for_days_loses_nothing(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bots.delivery.refusals.MISTAKES", 5)
    post.door.answering = Once("1", Unsettled("HTTP 502"), times=20)
    await post.send(said("1"))
    async with post.at_work() as courier:
        for times in range(1, 21):
            post.clock.forward(await post.tried(courier, "1", times))
        courier.call()
        await post.settled(all_are("sent"))
