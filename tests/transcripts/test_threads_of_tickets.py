"""A forum, where each ticket has a thread of its own; and chats where it cannot."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest_asyncio

from core.topics import Suggestions
from dialogs.texts import Catalogue
from dialogs.turns import Turns
from tests.shipped import TOWN

from .chats import Chat, Post
from .stage import Player, Stage, open_stage

THREADED = replace(
    TOWN,
    agencies=tuple(
        one.model_copy(update={"threads": one.code in ("roads", "zur")}) for one in TOWN.agencies
    ),
)
TURNS = Turns(THREADED, Catalogue(), Suggestions(THREADED))
VK_CHAT = 2_000_000_001


@pytest_asyncio.fixture(loop_scope="session")
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with open_stage(tmp_path, TURNS) as opened:
        yield opened


async def _forum(stage: Stage) -> tuple[Player, Player, Chat]:
    roads = await stage.agency("roads", "telegram", -1)
    roads.forum = True
    return stage.resident("Анна", "vk", 101), stage.operator("Ольга", roads, 501), roads


def _card(chat: Chat, number: str) -> Post:
    return next(post for post in reversed(chat.posts) if post.text.startswith(f"{number} ·"))


async def test_each_ticket_has_a_thread_and_all_about_it_goes_there(stage: Stage) -> None:
    anna, olga, roads = await _forum(stage)
    first, second = await anna.files(), await anna.files("Другая яма на дороге")
    (one, name), (two, other) = roads.threads.items()
    assert name.startswith(f"{first} · ")
    assert other.startswith(f"{second} · ")
    assert (_card(roads, first).thread, _card(roads, second).thread) == (one, two)
    await olga.presses("Взять в работу", on=_card(roads, first))
    await anna.says("Ещё и бордюр разбит", to=anna.chat.post(first))
    assert roads.post("бордюр").thread == one
    await olga.says("Заделали", to=_card(roads, first))
    assert roads.post("увидит").thread == one, "the draft stands where it was begun"
    await olga.presses("Отправить жителю")
    assert "Заделали" in anna.sees
    assert not roads.closed, "who is answered may still come back"
    await anna.presses("Помогло")
    assert roads.closed == {one}


async def test_a_thread_closes_with_its_ticket_and_opens_when_it_comes_back(stage: Stage) -> None:
    anna, olga, roads = await _forum(stage)
    zur = await stage.agency(THREADED.coordinators.code, "telegram", -2)
    zur.forum = True
    ivan = stage.operator("Иван", zur, 601)
    number = await anna.files()
    (thread,) = roads.threads
    await olga.presses("Не наше", on=_card(roads, number))
    await olga.says("Это двор", thread=thread)
    assert roads.closed == {thread}
    (theirs,) = zur.threads
    assert _card(zur, number).thread == theirs
    assert zur.post("Это двор").thread == theirs
    await ivan.presses("Передать", on=_card(zur, number))
    await ivan.presses("Дорожная служба")
    assert roads.closed == set()
    assert zur.closed == {theirs}
    assert len(roads.threads) == 1, "it has the thread it had"
    assert _card(roads, number).thread == thread


async def test_words_in_a_thread_are_talk_and_a_reply_to_the_bot_is_about_its_ticket(
    stage: Stage,
) -> None:
    anna, olga, roads = await _forum(stage)
    number = await anna.files()
    (thread,) = roads.threads
    said = len(roads.posts)
    await olga.says("Кто-нибудь поедет?", thread=thread)
    assert len(roads.posts) == said
    await olga.commands("t", thread=thread)
    assert _card(roads, number).thread == thread
    assert roads.post("🕘 История").thread == thread
    await olga.commands("queue", thread=thread)
    assert roads.last.startswith("В очереди: 1")
    assert roads.posts[-1].thread == thread


async def test_words_said_in_another_thread_are_no_answer_to_a_question(stage: Stage) -> None:
    anna, olga, roads = await _forum(stage)
    first = await anna.files()
    await anna.files("Другая яма на дороге")
    one, two = roads.threads
    await olga.presses("Не наше", on=_card(roads, first))
    await olga.says("Обед в час", thread=two)
    await olga.says("Обед в час")
    assert (await stage.ticket(first)).agency == "roads"
    await olga.says("Это не наша дорога", thread=one)
    assert (await stage.ticket(first)).agency == THREADED.coordinators.code


async def test_a_card_asked_for_elsewhere_comes_into_its_thread_and_it_is_said(
    stage: Stage,
) -> None:
    anna, olga, roads = await _forum(stage)
    number = await anna.files()
    (thread,) = roads.threads
    await olga.commands("find", number)
    assert _card(roads, number).thread == thread
    assert roads.post("в теме этого обращения").thread == 0


async def test_a_deleted_thread_is_said_once_and_all_goes_on_in_the_chat(stage: Stage) -> None:
    anna, olga, roads = await _forum(stage)
    number = await anna.files()
    roads.threads.clear()
    for words in ("Ещё раз", "И ещё раз"):
        await anna.says(f"{words}, пожалуйста", to=anna.chat.post(number))
    assert roads.post("И ещё раз").thread == 0
    told = [post for post in roads.posts if "больше нет" in post.text]
    assert len(told) == 1
    await olga.says("Заделали", to=roads.post("И ещё раз"))
    await olga.presses("Отправить жителю")
    assert "Заделали" in anna.sees
    await olga.commands("t", number)
    assert _card(roads, number).thread in roads.threads, "the next card has a thread again"


async def test_a_plain_group_is_told_once_and_tried_again_later(stage: Stage) -> None:
    anna, olga, roads = await _forum(stage)
    roads.forum = False
    numbers = [await anna.files(), await anna.files("Другая яма на дороге")]
    assert all(_card(roads, number).thread == 0 for number in numbers)
    assert len([post for post in roads.posts if "Завести тему" in post.text]) == 1
    await olga.says("Заделали", to=_card(roads, numbers[0]))
    await olga.presses("Отправить жителю")
    assert "Заделали" in anna.sees
    stage.later(hours=2)
    await anna.files("Третья яма на дороге")
    assert len([post for post in roads.posts if "Завести тему" in post.text]) == 1
    roads.forum = True
    stage.later(hours=2)
    fourth = await anna.files("Четвёртая яма на дороге")
    assert _card(roads, fourth).thread in roads.threads


async def test_vk_has_no_threads_and_misses_nothing(stage: Stage) -> None:
    roads = await stage.agency("roads", "vk", VK_CHAT)
    anna, olga = stage.resident("Анна", "telegram", 101), stage.operator("Ольга", roads, 501)
    number = await anna.files()
    assert not roads.says("Завести тему")
    await olga.says("Заделали", to=_card(roads, number))
    await olga.presses("Отправить жителю")
    await anna.presses("Помогло")
    assert "Закрыто" in _card(roads, number).text
