"""What an operator meets in a long day: a reply to what waits to be sent, an application without
buttons, a day that there is none of, what was taken back, what is over."""

from dataclasses import replace

import pytest

from core.messages import Client
from core.tickets import State

from .beginnings import beginning
from .chats import Chat, Post
from .stage import Player, Stage
from .twice import on_both_doors

BARE = Client(buttons=False, inline=False)


def card(chat: Chat, number: str) -> Post:
    return next(
        post
        for post in reversed(chat.posts)
        if f"{number} ·" in post.text and any("История" in one for one in post.labels)
    )


@beginning
async def at_work(stage: Stage, door: str = "telegram") -> tuple[Player, Player]:
    """Анна's pothole, 26-000001, and Ольга of the road service."""
    roads = await stage.agency("roads", door, -100 if door == "telegram" else 2_000_000_001)
    anna, olga = stage.resident("Анна", "telegram", 101), stage.operator("Ольга", roads, 501)
    assert await anna.files() == "26-000001"
    return anna, olga


@on_both_doors
async def test_a_question_that_waits_is_rewritten_by_a_reply_to_it(stage: Stage, door: str) -> None:
    anna, olga = await at_work(stage, door)
    await olga.presses("Уточнить у жителя", on=card(olga.chat, "26-000001"))
    await olga.says("Где яма?", to=olga.chat.posts[-1])
    await olga.says("Где именно яма, у какого подъезда?", to=olga.chat.posts[-1])
    assert "Черновик" in olga.chat.posts[-2].text
    assert "решено" not in " ".join(olga.chat.posts[-1].labels)
    await olga.presses("Отправить жителю")
    assert anna.chat.says("у какого подъезда?")
    assert (await stage.ticket("26-000001")).state is State.NEED_INFO


async def test_a_promise_that_waits_keeps_its_day_when_it_is_rewritten(stage: Stage) -> None:
    anna, olga = await at_work(stage)
    await olga.commands("promise", "26-000001 завтра Засыплем")
    await olga.says("Засыплем и утрамбуем", to=olga.chat.posts[-1])
    await olga.presses("Назначить")
    ticket = await stage.ticket("26-000001")
    assert ticket.state is State.PLANNED
    assert anna.chat.says("до среды, 25 ноября")
    assert anna.chat.says("утрамбуем")


@pytest.mark.parametrize("said", ["1", "✅ Отправить жителю: решено", "отправить жителю: решено"])
@pytest.mark.parametrize("replied", [True, False])
async def test_who_sees_no_buttons_sends_by_a_number_or_by_the_label(
    stage: Stage, said: str, replied: bool
) -> None:
    anna, olga = await at_work(stage, "vk")
    olga = replace(olga, client=BARE)
    await olga.says("Яму засыпали сегодня утром.", to=card(olga.chat, "26-000001"))
    await olga.says(said, to=olga.chat.posts[-1] if replied else None)
    assert anna.chat.says("Яму засыпали сегодня утром.")
    assert (await stage.ticket("26-000001")).state is State.ANSWERED


async def test_who_sees_buttons_may_answer_with_a_number(stage: Stage) -> None:
    _, olga = await at_work(stage)
    await olga.says("Яму засыпали сегодня утром.", to=card(olga.chat, "26-000001"))
    await olga.says("1", to=olga.chat.posts[-1])
    assert (await stage.ticket("26-000001")).state is State.ROUTED


@pytest.mark.parametrize("day", ["31.11", "31 ноября"])
async def test_a_day_that_there_is_none_of_leaves_the_draft(stage: Stage, day: str) -> None:
    _, olga = await at_work(stage)
    await olga.says("Внесли в план ремонта.", to=card(olga.chat, "26-000001"))
    await olga.says(day, to=olga.chat.posts[-1])
    assert "Не понял день" in olga.chat.posts[-1].text
    await olga.says("до пятницы", to=next(p for p in olga.chat.posts if "Так увидит" in p.text))
    assert "Внесли в план ремонта. До пятницы." in olga.chat.posts[-1].text


async def test_what_was_taken_back_is_no_part_of_the_residents_history(stage: Stage) -> None:
    anna, _ = await at_work(stage)
    ours = await stage.agency("zur", "telegram", -900)
    raisa = stage.operator("Раиса", ours, 701)
    await raisa.commands("t", "26-000001")
    await raisa.presses("Ещё")
    await raisa.presses("Отклонить")
    await raisa.presses("Не в ведении города")
    stage.later(seconds=5)
    await raisa.presses("Отменить")
    await anna.commands("my")
    await anna.presses("26-000001")
    assert "принято" in anna.sees
    assert "отклонено" not in anna.sees


async def test_what_is_over_stays_over_at_its_moment_when_it_is_refused(stage: Stage) -> None:
    _, olga = await at_work(stage)
    before = (await stage.ticket("26-000001")).deadline
    stage.later(days=1)
    await stage.watch()
    await olga.commands("refuse", "26-000001 это дорога области")
    ticket = await stage.ticket("26-000001")
    assert (ticket.state, ticket.deadline) == (State.NEW, before)
    assert ticket.deadline > ticket.filed_at


async def test_the_resident_is_told_once_that_the_time_is_over(stage: Stage) -> None:
    anna, _ = await at_work(stage)
    await stage.agency("zur", "telegram", -900)
    for _ in range(4):
        stage.later(hours=24)
        await stage.watch()
    told = [
        post
        for post in anna.chat.posts
        if "ответа пока нет" in post.text or "пока нет." in post.text
    ]
    assert len(told) == 1
    assert "26-000001 должен был прийти до вторника, 24 ноября, 15:00" in told[0].text


async def test_a_promise_for_today_is_no_news_at_once(stage: Stage) -> None:
    _, olga = await at_work(stage)
    await olga.commands("promise", "26-000001 сегодня Засыплем к вечеру")
    await olga.presses("Назначить")
    stage.later(minutes=1)
    await stage.watch()
    assert not olga.chat.says("сегодня обещанный срок")
    assert "Обещано до вторника, 24 ноября, 17:00" in card(olga.chat, "26-000001").text
    stage.later(hours=4)
    await stage.watch()
    assert olga.chat.says("сегодня обещанный срок")
    assert "Обещано до вторника, 24 ноября, 17:00" in card(olga.chat, "26-000001").text
    stage.later(hours=3, minutes=10)
    await stage.watch()
    assert "срок вышел" in card(olga.chat, "26-000001").text
    assert "осталось" not in card(olga.chat, "26-000001").text
