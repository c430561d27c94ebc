"""The outbox: order, slots, posts and cards."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from core.messages import Button, ButtonKind, Card, File, FileKind, Lane, Message, Outgoing
from core.outbox import Deferred, Failed, Sent, Waiting
from core.people import Peer
from storage.database import Database
from storage.store import Store
from storage.tables import outbox

from .told import ANNA, GROUP, Clock, on_sqlite, ready, said, send, texts


async def test_a_message_comes_back_as_it_was(store: Store) -> None:
    message = Message(
        "Где это?",
        rows=(
            (Button("Да", "s/1/a/yes"), Button("Сайт", kind=ButtonKind.LINK, url="https://a.b")),
            (Button("Я здесь", kind=ButtonKind.PLACE),),
        ),
        files=(File(FileKind.PHOTO, "vk", "photo1_2", "https://c.d", "яма.jpg", 5),),
        screen=True,
        closes=True,
        caption="Снимок",
        reply_to="17",
        numbered=True,
    )
    outgoing = Outgoing(
        Peer("vk", 5),
        message,
        Lane.NOTICE,
        edits="3",
        toast="press",
        ticket="26-000001",
        card=Card.UNDER,
        slot="a",
        private=False,
    )
    await send(store, outgoing, said("Коротко", door="vk"))
    whole, short = (one.outgoing for one in await ready(store, door="vk"))
    assert {whole, short} == {outgoing, said("Коротко", door="vk")}


async def test_rows_go_in_the_order_of_lanes_and_then_as_they_were_written(store: Store) -> None:
    await send(
        store,
        said("рассылка", lane=Lane.BROADCAST),
        said("уведомление", lane=Lane.NOTICE),
        said("ответ"),
        said("другому", 11),
    )
    await send(store, said("ещё ответ"), said("в другой мессенджер", door="vk"))
    assert await texts(store) == ["ответ", "другому", "ещё ответ", "уведомление", "рассылка"]
    assert await texts(store, most=2) == ["ответ", "другому"]
    assert [one.outgoing.message.text for one in await store.ready("telegram", 9, [10])] == [
        "другому"
    ]


async def test_a_row_that_waits_holds_back_what_follows_in_its_chat_alone(
    store: Store, clock: Clock
) -> None:
    await send(
        store,
        said("1"),
        said("2"),
        said("3", lane=Lane.NOTICE),
        said("другой чат", 11),
        said("тот же номер у другого", door="vk"),
    )
    first, second, *_ = (one for one in await ready(store) if one.outgoing.peer.chat == 10)
    await store.settle([Deferred(second, clock() + timedelta(seconds=5), "занято")])
    assert await texts(store) == ["1", "другой чат"]  # what comes before it may go
    assert await texts(store, door="vk") == ["тот же номер у другого"]
    await send(store, said("4"))
    await store.settle([Sent(first, "1")])
    assert await texts(store) == ["другой чат"]
    clock.forward(5)
    assert await texts(store) == ["2", "другой чат", "4", "3"]
    again = next(one for one in await ready(store) if one.id == second.id)
    assert again.attempts == 1


async def test_a_reply_overtakes_a_notice_that_waits(store: Store, clock: Clock) -> None:
    await send(store, said("уведомление", lane=Lane.NOTICE))
    (notice,) = await ready(store)
    await store.settle([Deferred(notice, clock() + timedelta(seconds=60), "занято")])
    await send(store, said("ответ"), said("ещё уведомление", lane=Lane.NOTICE))
    assert await texts(store) == ["ответ"]


async def test_a_settled_row_is_never_seen_again(store: Store, database: Database) -> None:
    await send(store, said("дошло"), said("отказано", 11))
    sent, failed = await ready(store)
    await store.settle([Sent(sent, "77"), Failed(failed, "blocked")])
    assert await texts(store) == []
    assert await store.pending() == 0
    async with database.read() as connection:
        found = await connection.execute(
            select(outbox.c.state, outbox.c.sent, outbox.c.error).order_by(outbox.c.id)
        )
    assert [tuple(row) for row in found] == [("sent", "77", None), ("failed", None, "blocked")]


async def test_a_rows_number_is_never_given_twice(store: Store, database: Database) -> None:
    """It is the idempotency key, so it must not come back though rows were deleted."""
    await send(store, said("первое"))
    (first,) = await ready(store)
    await store.settle([Sent(first, "1")])
    async with database.write() as connection:
        await connection.execute(outbox.delete())
        await connection.commit()
    await send(store, said("второе"))
    (second,) = await ready(store)
    assert second.id > first.id


async def test_a_clock_set_back_holds_nothing_back_for_hours(store: Store, clock: Clock) -> None:
    await send(store, said("1"), said("2"), said("новое", 11))
    first = (await ready(store))[0]
    await store.settle([Deferred(first, clock() + timedelta(seconds=60), "занято")])
    assert await texts(store) == ["новое"]
    clock.forward(-3 * 3600)
    assert await texts(store) == ["1", "2", "новое"]


async def test_the_answer_to_a_press_waits_for_nobody_and_nobody_for_it(
    store: Store, clock: Clock
) -> None:
    press = replace(said("принято"), toast="press")
    await send(store, said("1"), press, said("2"))
    first, toast, _ = await ready(store)
    await store.settle([Deferred(first, clock() + timedelta(seconds=60), "занято")])
    assert await texts(store) == ["принято"]
    assert [one.id for one in await store.ready("telegram", 9, [10])] == [toast.id]
    assert await store.ready("telegram", 9, [10], [toast.id]) == []
    clock.forward(60)
    await store.settle([Deferred(toast, clock() + timedelta(seconds=60), "занято")])
    assert await texts(store) == ["1", "2"]


# people who are away


async def _stop(store: Store, peer: Peer = ANNA.peer) -> Sequence[str]:
    async with store.unit() as unit:
        tickets = await unit.stop(peer, "blocked")
        await unit.commit()
    return tickets


async def test_what_waits_for_who_is_away_is_held_or_given_up_at_once(
    store: Store, database: Database
) -> None:
    await send(
        store,
        said("о заявке", lane=Lane.NOTICE, ticket="26-000001"),
        said("экран"),
        replace(said("принято", ticket="26-000001"), toast="press"),
        said("другому", 11),
    )
    assert await _stop(store) == ["26-000001"]
    assert await texts(store) == ["другому"]
    async with database.read() as connection:
        found = await connection.scalars(select(outbox.c.state).order_by(outbox.c.id))
        assert list(found) == ["held", "failed", "failed", "pending"]
    assert await _stop(store) == []


async def test_what_is_written_for_who_is_away_is_held_behind(store: Store) -> None:
    await send(store, said("1", lane=Lane.NOTICE, ticket="26-000001"))
    await _stop(store)
    await send(
        store,
        said("2", lane=Lane.NOTICE, ticket="26-000002"),
        said("другому", 11, lane=Lane.NOTICE, ticket="26-000003"),
    )
    assert await texts(store) == ["другому"]
    async with store.unit() as unit:
        await unit.release(ANNA.peer)
        unit.send(said("3", lane=Lane.NOTICE, ticket="26-000001"))
        await unit.commit()
    assert [one for one in await texts(store) if one != "другому"] == ["1", "2", "3"]


async def test_a_message_that_arrives_lets_go_what_was_held(store: Store) -> None:
    await send(store, said("1", lane=Lane.NOTICE, ticket="26-000001"))
    await _stop(store)
    await send(store, said("меню"))
    (menu,) = await ready(store)
    await store.settle([Sent(menu, "5")])
    assert await texts(store) == ["1"]


async def test_a_groups_messages_are_given_up(store: Store, database: Database) -> None:
    await send(store, replace(said("карточка", -100, ticket="26-000001"), private=False))
    assert await _stop(store, GROUP) == ["26-000001"]
    async with database.read() as connection:
        assert await connection.scalar(select(outbox.c.state)) == "failed"


# slots


async def test_a_newer_text_takes_the_place_of_one_that_waits(store: Store) -> None:
    await send(store, said("старое", slot="screen"), said("между"))
    await send(store, said("новое", slot="screen", edits="5"), said("чужое", 11, slot="screen"))
    assert await texts(store) == ["новое", "между", "чужое"]
    first, *_ = await ready(store)
    assert first.outgoing.edits == "5"


async def test_of_one_slot_in_one_unit_only_the_last_is_written(store: Store) -> None:
    await send(store, said("1", slot="a"), said("2"), said("3", slot="a"))
    assert await texts(store) == ["2", "3"]


async def test_what_was_sent_is_not_replaced(store: Store) -> None:
    await send(store, said("старое", slot="screen"))
    await store.settle([Sent(one, "1") for one in await ready(store)])
    await send(store, said("новое", slot="screen"))
    (row,) = await ready(store)
    assert row.outgoing.message.text == "новое"


async def test_what_is_on_its_way_is_followed_and_not_replaced(store: Store) -> None:
    await send(store, said("старое", slot="screen"))
    (old,) = await ready(store)
    store.begun([old.id])
    await send(store, said("новое", slot="screen"))
    await send(store, said("новейшее", slot="screen"))
    assert await texts(store) == ["старое", "новейшее"]
    store.ended([old.id])


async def test_what_was_tried_once_may_have_arrived_and_is_not_replaced(
    store: Store, clock: Clock
) -> None:
    await send(store, said("старое", slot="screen"))
    (old,) = await ready(store)
    store.begun([old.id])
    await store.settle([Deferred(old, clock(), "no answer came")])
    store.ended([old.id])
    await send(store, said("новое", slot="screen"))
    assert await texts(store) == ["старое", "новое"]


async def test_what_an_earlier_process_wrote_may_have_arrived_and_is_not_replaced(
    store: Store, database: Database, clock: Clock
) -> None:
    await send(store, said("старое", slot="screen"))
    clock.forward(1)
    next_day = Store(database, lambda one: (one,), clock)
    await send(next_day, said("новое", slot="screen"))
    assert await texts(next_day) == ["старое", "новое"]


@on_sqlite
async def test_what_a_unit_failed_to_replace_goes_out_as_it_was(store: Store) -> None:
    await send(store, said("старое", slot="screen"))
    with pytest.raises(OverflowError):
        await send(store, said("новое", slot="screen"), said("такого чата не бывает", 2**70))
    assert await texts(store) == ["старое"]


async def test_a_change_of_a_card_that_stands_gives_way_whoever_wrote_it(
    store: Store, database: Database, clock: Clock
) -> None:
    """Done twice it does no harm; and a busy group must not be told every step in between."""
    await _deliver(store, card("Карточка"), "5")
    await send(store, card("Взята", Card.EDIT))
    (old,) = await ready(store)
    await store.settle([Deferred(old, clock(), "no answer came")])
    clock.forward(1)
    next_day = Store(database, lambda one: (one,), clock)
    await send(next_day, card("Отвечена", Card.EDIT))
    assert await texts(next_day) == ["Отвечена"]


async def test_of_several_that_wait_under_a_slot_the_last_changes_and_all_go_out(
    store: Store,
) -> None:
    await send(store, card("Новая"))
    (new,) = await ready(store)
    store.begun([new.id])
    await send(store, card("Взята", Card.EDIT))
    store.ended([new.id])  # it waits again, untried: both may change by now
    await send(store, card("Отвечена", Card.EDIT))
    assert await texts(store) == ["Новая", "Отвечена"]
    await send(store, card("Закрыта", Card.EDIT))
    assert await texts(store) == ["Новая", "Закрыта"]


async def test_what_is_being_changed_is_not_handed_out_as_it_was(store: Store) -> None:
    await send(store, said("старое", slot="screen"))
    async with store.unit() as unit:
        unit.send(said("новое", slot="screen"))
        await unit.history("26-000001")  # written down, and not yet committed
        assert await texts(store) == []
        await unit.commit()
    assert await texts(store) == ["новое"]


# posts and cards


def card(text: str, kind: Card = Card.NEW, chat: int = GROUP.chat) -> Outgoing:
    slot = None if kind is Card.UNDER else "card/26-000001"
    return said(text, chat, card=kind, ticket="26-000001", slot=slot)


async def _deliver(store: Store, outgoing: Outgoing, message: str) -> Waiting:
    await send(store, outgoing)
    (waiting,) = await ready(store)
    await store.settle([Sent(waiting, message)])
    return waiting


async def _ticket_of(store: Store, message: str) -> str | None:
    async with store.unit() as unit:
        return await unit.ticket_of(GROUP, message)


async def test_a_delivered_message_stands_for_its_ticket(store: Store) -> None:
    await _deliver(store, said("Уведомление", GROUP.chat, ticket="26-000001"), "5")
    assert await _ticket_of(store, "5") == "26-000001"
    assert await _ticket_of(store, "6") is None
    async with store.unit() as unit:
        assert await unit.ticket_of(Peer("telegram", 10), "5") is None  # nobody else's chat


async def test_the_latest_card_is_the_one_that_is_changed(store: Store) -> None:
    first = await _deliver(store, card("Карточка"), "5")
    assert await store.anchor(first) == "5"
    await _deliver(store, card("Под ней", Card.UNDER), "6")
    assert await store.anchor(first) == "5"  # what stands under a card is no card
    await _deliver(store, card("Снова карточка"), "9")
    await _deliver(store, card("Изменена", Card.EDIT), "9")
    assert await store.anchor(first) == "9"
    for message in ("5", "6", "9"):
        assert await _ticket_of(store, message) == "26-000001"
    await _deliver(store, card("Её не стало, отправлена заново", Card.EDIT), "12")
    assert await store.anchor(first) == "12"


async def test_a_card_not_yet_sent_stays_a_new_card(store: Store) -> None:
    await send(store, card("Новая"))
    await send(store, card("Взята", Card.EDIT))
    (row,) = await ready(store)
    assert (row.outgoing.card, row.outgoing.message.text) == (Card.NEW, "Взята")
    assert await store.anchor(row) is None


async def test_a_card_on_its_way_is_changed_afterwards_and_not_sent_twice(store: Store) -> None:
    await send(store, card("Новая"))
    (old,) = await ready(store)
    store.begun([old.id])
    await send(store, card("Взята", Card.EDIT))
    await store.settle([Sent(old, "5")])
    (row,) = await ready(store)
    assert (row.outgoing.card, row.outgoing.message.text) == (Card.EDIT, "Взята")
    assert await store.anchor(row) == "5"


async def test_a_toast_and_what_has_no_number_stand_for_nothing(store: Store) -> None:
    await _deliver(store, said("Без номера", GROUP.chat, ticket="26-000001"), "")
    assert await _ticket_of(store, "") is None


async def test_what_lost_its_buttons_stands_for_its_ticket_still(store: Store) -> None:
    told = await _deliver(store, said("Уведомление", GROUP.chat, ticket="26-000001"), "5")
    bare = replace(told, outgoing=said("", GROUP.chat, edits="5"))
    await store.settle([Sent(bare, "5")])
    assert await _ticket_of(store, "5") == "26-000001"
    await store.settle([Sent(replace(told, outgoing=said("Меню", GROUP.chat, edits="5")), "5")])
    assert await _ticket_of(store, "5") is None
