"""What is seen happening because time passes: what is left, reminders, who is told at the end."""

from collections.abc import AsyncIterator
from dataclasses import replace as another
from pathlib import Path

import pytest
import pytest_asyncio

from core.topics import Suggestions
from dialogs.events import Left
from dialogs.texts import Catalogue
from dialogs.turns import Turns
from tests.shipped import TOWN

from .chats import Chat
from .stage import Stage, open_stage

DOORS = pytest.mark.parametrize(("door", "group"), [("telegram", -1), ("vk", 2_000_000_001)])

SUPERVISED = another(
    TOWN,
    agencies=tuple(
        one.model_copy(update={"supervisors": ("telegram:900", "telegram:901")})
        if one.code == "roads"
        else one
        for one in TOWN.agencies
    ),
)
"""The road service has two supervisors."""


@pytest_asyncio.fixture(loop_scope="session")
async def supervised(tmp_path: Path) -> AsyncIterator[Stage]:
    turns = Turns(SUPERVISED, Catalogue(), Suggestions(SUPERVISED))
    async with open_stage(tmp_path, turns) as stage:
        yield stage


def _card(chat: Chat) -> str:
    return next(post.text for post in chat.posts if "26-000001 ·" in post.text.partition("\n")[0])


def _told(chat: Chat, words: str) -> int:
    return sum(words in post.text for post in chat.posts)


@DOORS
async def test_a_card_says_what_is_left_in_words_and_when_that_was(
    stage: Stage, door: str, group: int
) -> None:
    roads = await stage.agency("roads", door, group)
    anna, olga = stage.resident("Анна", "telegram", 101), stage.operator("Ольга", roads, 501)
    number = await anna.files()
    assert "🕒 24.11.2026, 10:00: осталось 4 ч рабочего времени" in _card(roads)
    stage.later(hours=1, minutes=50)
    await olga.presses("Взять")
    assert "🕒 24.11.2026, 11:50: осталось 2 ч 10 мин рабочего времени" in _card(roads)
    await olga.commands("queue")
    assert f"{number} · 🛣 Дороги: Ямы" in roads.last
    assert "осталось 2 ч 10 мин рабочего времени" in roads.last


@DOORS
async def test_an_agency_is_reminded_and_at_the_end_the_coordinators_get_the_card(
    stage: Stage, door: str, group: int
) -> None:
    zur, roads = await stage.agency("zur", "telegram", -9), await stage.agency("roads", door, group)
    anna, olga = stage.resident("Анна", "telegram", 101), stage.operator("Ольга", roads, 501)
    number = await anna.files()
    await olga.presses("Взять")
    said = len(zur.posts)
    stage.later(hours=3, minutes=1)  # lunch is no work
    await stage.watch()
    assert f"⏳ {number}: прошло 50 % времени на ответ, осталось 1 ч 59 мин" in roads.last
    assert "В работе: Ольга" in roads.last
    assert "осталось 1 ч 59 мин" in _card(roads), "the card is as it is now"
    await stage.watch()
    assert _told(roads, "прошло 50 %") == 1
    stage.later(hours=2)
    await stage.watch()
    assert f"⏰ {number}: срок ответа вышел" in roads.last
    assert "просрочено на 1 мин" in _card(roads)
    assert _told(zur, f"🔥 {number}: срок ответа вышел, жителю не ответили") == 1
    assert zur.posts[-1].message.reply_to == zur.post(f"{number} ·").id
    assert "В работе: Дорожная служба, Ольга" in zur.last
    assert len(zur.posts) == said + 2, "the card, and the words beneath it"
    # they answer from there, and are done with it
    maria = stage.operator("Мария", zur, 601)
    await maria.says("Яму заделали сегодня", to=zur.post(f"{number} ·"))
    await maria.presses("Отправить")
    assert anna.chat.says("Яму заделали сегодня")
    stage.later(days=5)
    await stage.watch()
    assert _told(roads, "срок ответа вышел") == 1


async def test_supervisors_who_know_the_bot_are_written_to(supervised: Stage) -> None:
    stage = supervised
    roads = await stage.agency("roads", "telegram", -1)
    boss = stage.resident("Иван Петрович", "telegram", 900)
    await boss.says("/start")
    anna = stage.resident("Анна", "telegram", 101)
    number = await anna.files()
    stage.later(hours=6)
    await stage.watch()
    assert f"По обращению {number} срок ответа вышел" in boss.sees
    assert "Дорожная служба" in boss.sees
    assert "Ямы" in boss.sees
    assert "Ленина, 5" in boss.sees
    assert roads.says(f"⏰ {number}: срок ответа вышел")
    stranger = stage.resident("Пётр Иванович", "telegram", 901)
    await stage.operator("Пётр Иванович", roads, 901).presses("Взять в работу")
    stage.later(days=1)
    await stage.watch()
    assert not stranger.chat.posts, "nobody is written to who never wrote"
    await boss.presses("Сообщить")
    assert not boss.chat.says("не получилось"), "their own talk goes on"


async def test_at_night_nobody_is_disturbed_but_for_an_emergency(stage: Stage) -> None:
    zur, roads = await stage.agency("zur", "telegram", -9), await stage.agency("roads", "vk", 2)
    anna = stage.resident("Анна", "telegram", 101)
    stage.later(hours=6, minutes=50)  # 16:50, ten minutes before the end of the day
    number = await anna.files()
    said = len(roads.posts), len(zur.posts)
    for _ in range(14):
        stage.later(hours=1)
        await stage.watch()
    assert (len(roads.posts), len(zur.posts)) == said
    stage.later(hours=3)  # ten in the morning
    await stage.watch()
    assert f"⏳ {number}: прошло 50 %" in roads.last


async def test_the_history_says_of_a_missed_deadline_only_what_happened(stage: Stage) -> None:
    roads = await stage.agency("roads", "telegram", -1)
    olga = stage.operator("Ольга", roads, 501)
    number = await stage.resident("Анна", "vk", 101).files()
    stage.later(days=1)
    await stage.watch()
    await olga.commands("t", number)
    await olga.presses("История")
    assert "срок ответа вышел, ответа всё ещё нет" in roads.last
    assert "руководител" not in roads.last, "it has none"


async def test_the_history_says_once_that_the_time_is_over(stage: Stage) -> None:
    await stage.agency("zur", "telegram", -9)
    roads = await stage.agency("roads", "telegram", -1)
    olga = stage.operator("Ольга", roads, 501)
    number = await stage.resident("Анна", "vk", 101).files()
    stage.later(hours=3, minutes=1)
    await stage.watch()
    stage.later(hours=2)
    await stage.watch()
    await olga.commands("t", number)
    await olga.presses("История")
    assert "прошло 50 % времени на ответ" in roads.last
    assert roads.last.endswith("по времени — срок ответа вышел, жителю не ответили")
    assert "100 %" not in roads.last
    assert [one.move.value for one in await stage.history(number)][-2:] == ["remind", "escalate"]


async def test_an_emergency_is_marked_and_told_at_night(stage: Stage) -> None:
    zur, yards = await stage.agency("zur", "telegram", -9), await stage.agency("yards", "vk", 2)
    anna = stage.resident("Анна", "telegram", 101)
    stage.later(hours=10)  # 20:00
    await anna.says("Люк без крышки посреди двора")
    await anna.agrees()
    await anna.presses("Открытый люк", "Понятно")
    await anna.says("Благовещенск, Ленина, 5")
    await anna.presses("Пропустить", "Пропустить", "Отправить")
    card = yards.post("АВАРИЙНОЕ").text
    assert card.startswith("🚨 26-000001 · АВАРИЙНОЕ · ")
    assert "осталось 4 ч\n" in f"{card}\n", "by the clock on the wall"
    for _ in range(5):
        stage.later(hours=1)
        await stage.watch()
    assert yards.says("прошло 50 % времени на ответ, осталось 2 ч.")
    assert zur.says("🔥 26-000001: срок ответа вышел")


@pytest.mark.parametrize("topic", ["Ямы", "Обрыв провода"])
async def test_an_agency_that_works_around_the_clock_has_hours_of_the_wall(
    stage: Stage, topic: str
) -> None:
    zur = await stage.agency("zur", "telegram", -9)
    power = await stage.agency("power", "telegram", -2)
    anna, raisa = stage.resident("Анна", "vk", 101), stage.operator("Раиса", zur, 601)
    if topic == "Ямы":
        await anna.files()
        await raisa.presses("Передать", "Электросети")
    else:
        await anna.says("Обрыв провода у дома, искрит")
        await anna.agrees()
        await anna.presses(topic, "Понятно")
        await anna.says("Благовещенск, Ленина, 5")
        while "Отправить" not in " ".join(anna.buttons):
            await anna.presses("Пропустить")
        await anna.presses("Отправить")
    assert "осталось 4 ч" in _card(power)
    assert "рабочего" not in _card(power)
    stage.later(hours=2)
    await stage.watch()
    assert "осталось 2 ч." in power.last


async def test_while_the_resident_is_asked_the_clock_stands_and_says_so(stage: Stage) -> None:
    roads = await stage.agency("roads", "telegram", -1)
    anna, olga = stage.resident("Анна", "vk", 101), stage.operator("Ольга", roads, 501)
    await anna.files()
    stage.later(hours=1)
    await olga.presses("Уточнить")
    await olga.says("Какой дом?")
    await olga.presses("Отправить")
    assert "⏸ Часы стоят: осталось 3 ч рабочего времени" in _card(roads)
    stage.later(days=2)
    await stage.watch()
    await anna.says("Пятый")
    await anna.presses("Отправить")
    assert "26.11.2026, 11:00: осталось 3 ч рабочего времени" in _card(roads)


async def test_what_is_told_again_says_how_late_it_is(stage: Stage) -> None:
    zur, roads = await stage.agency("zur", "telegram", -9), await stage.agency("roads", "vk", 2)
    anna, olga = stage.resident("Анна", "telegram", 101), stage.operator("Ольга", roads, 501)
    raisa = stage.operator("Раиса", zur, 601)
    number = await anna.files()
    await olga.says("Засыпали песком", to=roads.post(f"{number} ·"))
    await olga.presses("Отправить жителю")
    await anna.presses("Не помогло")
    await anna.says("Песок смыло")
    if any("Готово" in label for label in anna.buttons):
        await anna.presses("Готово")
    stage.later(hours=5)
    await stage.watch()
    assert f"⏰ {number}: срок ответа вышел.\n" in roads.last
    first = f"🔥 {number}: срок ответа вышел, после возврата жителю не ответили.\n"
    assert first in zur.post("🔥").text
    told = [roads.last]
    for _ in range(12):
        stage.later(days=1)
        await stage.watch()
        if "☀️" not in roads.last and roads.last != told[-1]:
            told.append(roads.last)
    assert len(told) > 3
    assert all(f"⏰ {number}: ответа всё ещё нет, просрочено на " in one for one in told[1:])
    assert f"🔥 {number}: ответа всё ещё нет, просрочено на " in zur.post("🔥").text
    await raisa.commands("t", number)
    assert " % " not in zur.post("🕘 История").text.replace("50 %", "").replace("80 %", "")


async def test_who_loses_the_coordinators_chat_tells_the_supervisors(supervised: Stage) -> None:
    ours = await supervised.agency("zur", "telegram", -900)
    chief = supervised.resident("Вера", "telegram", 900)
    await chief.says("/start")
    raisa = supervised.operator("Раиса", ours, 701)
    await raisa.does(Left())
    assert "без чата" in chief.sees
    assert TOWN.coordinators.name in chief.sees
