"""What an agency does with a ticket besides answering it, and what the resident hears of that."""

from collections.abc import AsyncIterator
from dataclasses import replace as another
from pathlib import Path

import pytest
import pytest_asyncio

from core.topics import Suggestions
from dialogs.events import Parted
from dialogs.texts import Catalogue
from dialogs.turns import Turns
from tests.shipped import TOWN

from .stage import Stage, open_stage
from .twice import on_both_ways

WAYS = pytest.mark.parametrize(
    ("home", "office", "chat"),
    [("telegram", "vk", 2_000_000_001), ("vk", "telegram", -100_500)],
)

SUPERVISED = another(
    TOWN,
    agencies=tuple(
        one.model_copy(update={"supervisors": ("telegram:900", "vk:900")})
        if one.code == "roads"
        else one
        for one in TOWN.agencies
    ),
)
"""The road service has a supervisor, who need not approve its answers."""


@pytest_asyncio.fixture(loop_scope="session")
async def supervised(tmp_path: Path) -> AsyncIterator[Stage]:
    turns = Turns(SUPERVISED, Catalogue(), Suggestions(SUPERVISED))
    async with open_stage(tmp_path, turns) as stage:
        yield stage


@on_both_ways
async def test_a_ticket_is_given_to_a_colleague(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    roads = await stage.agency("roads", office, chat)
    olga, petr = stage.operator("Ольга", roads, 501), stage.operator("Пётр", roads, 502)
    anna = stage.resident("Анна", home, 101)
    number = await anna.files()
    await petr.commands("queue")  # whom the bot has met in this chat may be given something
    card = roads.post(f"{number} · ★")
    await olga.presses("Взять в работу", on=card)
    heard = len(anna.chat.posts)

    await olga.presses("Ещё", on=card)
    assert f"Что ещё можно сделать с {number}" in roads.last
    await olga.presses("Отдать коллеге")
    assert "Сейчас занимается Ольга" in roads.last
    assert "Пётр" in roads.posts[-1].labels
    assert "Ольга" not in roads.posts[-1].labels, "who has it has it"
    await olga.presses("Пётр")
    assert f"{number} теперь ведёт Пётр (назначил: Ольга)" in roads.last
    assert "В работе: Пётр" in card.text
    assert len(anna.chat.posts) == heard, "which of them it is is the agency's own matter"

    await olga.presses("Отменить")
    assert "В работе: Ольга" in card.text


@on_both_ways
async def test_where_there_is_no_colleague_it_is_said(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    roads = await stage.agency("roads", office, chat)
    olga = stage.operator("Ольга", roads, 501)
    number = await stage.resident("Анна", home, 101).files()
    await olga.presses("Взять в работу", on=roads.post(f"{number} · ★"))
    await stage.operator("Администратор", roads, 999).does(Parted())
    await olga.commands("assign", number)
    assert f"Отдать {number} пока некому" in roads.last
    assert roads.posts[-1].labels == ["✕ Отмена"]


@on_both_ways
async def test_a_note_is_read_by_colleagues_and_by_no_resident(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    roads = await stage.agency("roads", office, chat)
    olga, anna = stage.operator("Ольга", roads, 501), stage.resident("Анна", home, 101)
    number = await anna.files()
    heard = len(anna.chat.posts)
    await olga.presses("Ещё")
    await olga.presses("Заметка")
    assert "Житель этого не увидит" in roads.last
    await olga.says("Мастер выехал, ждём щебень")
    assert roads.says(f"Записано к {number}")
    await olga.commands("note", f"{number} Щебень будет завтра")
    assert len(anna.chat.posts) == heard, anna.sees

    await olga.commands("t", number)
    past = roads.post("🕘 История").text
    assert "Мастер выехал, ждём щебень" in past
    assert "Щебень будет завтра" in past
    await anna.commands("my")
    await anna.presses(number)
    assert not anna.chat.says("щебень")
    assert not anna.chat.says("Щебень")


@WAYS
async def test_a_supervisor_alone_gives_more_time(
    supervised: Stage, home: str, office: str, chat: int
) -> None:
    roads = await supervised.agency("roads", office, chat)
    olga, chief = supervised.operator("Ольга", roads, 501), supervised.operator("Вера", roads, 900)
    anna = supervised.resident("Анна", home, 101)
    number = await anna.files()
    heard, before = len(anna.chat.posts), (await supervised.ticket(number)).deadline

    await olga.commands("extend", number)
    told = "\n".join([*roads.toasts, roads.last])
    assert "руководител" in told.lower()
    assert "Можно" in told
    assert (await supervised.ticket(number)).deadline == before

    await chief.commands("extend", number)
    assert f"На сколько рабочих часов продлить срок ответа по {number}" in roads.last
    await chief.says("много")
    assert "число рабочих часов" in "\n".join([*roads.toasts, roads.last])
    await chief.presses("8 ч")
    await chief.says("Ждём щебень")
    assert f"Срок ответа по {number} продлён" in roads.last
    assert (await supervised.ticket(number)).deadline > before
    assert len(anna.chat.posts) == heard, anna.sees

    await chief.presses("Отменить")
    assert (await supervised.ticket(number)).deadline == before

    await chief.commands("extend", number)
    await chief.says("4 часа, нужен выезд")
    assert f"Срок ответа по {number} продлён" in roads.last
    assert (await supervised.history(number))[-1].text == "нужен выезд"


@on_both_ways
async def test_the_coordinators_reject_with_a_reason_that_is_read_after_the_minute(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    zur = await stage.agency("zur", office, chat)
    ivan, anna = stage.operator("Иван", zur, 601), stage.resident("Анна", home, 101)
    number = await anna.files()
    await ivan.presses("Ещё")
    await ivan.presses("Отклонить")
    await ivan.presses("Не в ведении города")
    assert f"{number} отклонено: Не в ведении города" in zur.last
    assert not anna.chat.says("не принято в работу"), "it may be undone yet"

    stage.later(minutes=2)
    await stage.watch()
    told = anna.chat.post(f"{number} не принято в работу").text
    assert "не решают ни город, ни его организации" in told
    assert "Иван" not in told


@on_both_ways
async def test_an_agency_does_not_reject(stage: Stage, home: str, office: str, chat: int) -> None:
    roads = await stage.agency("roads", office, chat)
    olga = stage.operator("Ольга", roads, 501)
    number = await stage.resident("Анна", home, 101).files()
    before = (await stage.ticket(number)).state
    await olga.presses("Ещё")
    assert not any("Отклонить" in label for label in olga.buttons)
    await olga.commands("reject", number)
    assert "координатор" in "\n".join([*roads.toasts, roads.last]).lower()
    assert (await stage.ticket(number)).state is before


@on_both_ways
async def test_what_helped_in_part_is_closed_and_may_be_returned(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    roads = await stage.agency("roads", office, chat)
    olga, anna = stage.operator("Ольга", roads, 501), stage.resident("Анна", home, 101)
    number = await anna.files()
    await olga.says("Засыпали щебнем сегодня", to=roads.post(f"{number} ·"))
    await olga.presses("Отправить жителю")
    await anna.presses("😐 Частично")
    assert "Если то, что осталось, важно" in anna.sees
    assert (await stage.ticket(number)).state == "closed"
    assert (await stage.history(number))[-1].detail("verdict") == "neutral"


@on_both_ways
async def test_who_begins_second_is_told_who_is_writing_before_writing(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    roads = await stage.agency("roads", office, chat)
    olga, petr = stage.operator("Ольга", roads, 501), stage.operator("Пётр", roads, 502)
    number = await stage.resident("Анна", home, 101).files()
    card = roads.post(f"{number} ·")
    await olga.presses("Ответить", on=card)
    await petr.presses("Ответить", on=card)
    assert "Сейчас пишет Ольга (с " in roads.last
    assert "Напишите текст ответа" in roads.last, "the question is asked all the same"
    await olga.says("Заделаем завтра")
    assert "Так увидит житель" in roads.last, "the first one's draft is not disturbed"


@on_both_ways
async def test_a_warning_is_shown_and_what_was_let_be_is_noted(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    roads = await stage.agency("roads", office, chat)
    olga, anna = stage.operator("Ольга", roads, 501), stage.resident("Анна", home, 101)
    number = await anna.files()
    await olga.says("Ваше обращение рассмотрено.", to=roads.post(f"{number} ·"))
    assert "⚠️ Отписка" in roads.last
    assert not anna.chat.says("рассмотрено")
    await olga.presses("Отправить жителю")
    assert anna.chat.says("Ваше обращение рассмотрено.")
    assert not anna.chat.says("Отписка")

    await olga.commands("t", number)
    past = roads.post("🕘 История").text
    assert "⚠️ Отписка: что сделано или будет сделано?" in past
    assert "empty" not in past, "people read words, not codes"


@on_both_ways
async def test_planned_without_a_day_is_said_after_the_press_and_the_next_one_sends(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    roads = await stage.agency("roads", office, chat)
    olga, anna = stage.operator("Ольга", roads, 501), stage.resident("Анна", home, 101)
    number = await anna.files()
    await olga.says("Положим новый асфальт на весь участок", to=roads.post(f"{number} ·"))
    assert "а когда — не сказано" not in roads.last
    await olga.presses("Запланировано")
    assert "Запланировано, а когда — не сказано" in roads.last
    assert not anna.chat.says("новый асфальт")
    await olga.presses("Запланировано")
    assert anna.chat.says("Положим новый асфальт на весь участок")
    assert (await stage.ticket(number)).outcome == "planned"


async def test_whom_the_coordinators_give_it_to_reads_so_in_their_own_chat(stage: Stage) -> None:
    roads = await stage.agency("roads", "vk", 2_000_000_001)
    zur = await stage.agency("zur", "telegram", -900)
    number = await stage.resident("Анна", "telegram", 101).files()
    olga, raisa = stage.operator("Ольга", roads, 501), stage.operator("Раиса", zur, 601)
    await olga.commands("queue")
    await raisa.commands("assign", number)
    await raisa.presses("Ольга")
    told = f"👤 {number} теперь ведёт Ольга (назначил: Раиса"
    assert roads.last == f"{told}, Координаторы ЦУР)."
    assert zur.says(told)
    heard = len(roads.posts)
    igor = stage.operator("Игорь", roads, 502)
    await igor.commands("assign", number)
    await olga.commands("assign", number)
    await olga.presses("Игорь")
    assert sum(post.text.startswith(f"👤 {number}") for post in roads.posts[heard:]) == 1


async def test_a_coordinator_who_took_it_is_no_colleague_and_is_not_warned_of_themselves(
    stage: Stage,
) -> None:
    roads = await stage.agency("roads", "telegram", -100)
    zur = await stage.agency("zur", "telegram", -900)
    number = await stage.resident("Анна", "telegram", 101).files()
    igor = stage.operator("Игорь", zur, 601)
    await igor.commands("take", number)
    assert "🔧 В работе: Игорь (Координаторы ЦУР)." in roads.post(f"{number} ·").text
    here = stage.operator("Игорь", roads, 601)
    await here.says("Здравствуйте! Яму засыпали сегодня.", to=roads.post(f"{number} ·"))
    assert "Так увидит житель" in roads.last
    assert "Занимается" not in roads.last


async def test_what_was_undone_is_new_to_its_agency_and_so_it_is_found(stage: Stage) -> None:
    roads = await stage.agency("roads", "telegram", -100)
    zur = await stage.agency("zur", "telegram", -900)
    number = await stage.resident("Анна", "telegram", 101).files()
    olga, raisa = stage.operator("Ольга", roads, 501), stage.operator("Раиса", zur, 601)
    await olga.presses("Не наше", on=roads.post(f"{number} ·"))
    await olga.says("Это двор")
    await olga.presses("Отменить")
    assert f"Отменено: {number} — снова новое." in roads.last
    await olga.commands("find", "яма")
    assert "Ямы — новое, " in roads.last
    await raisa.commands("find", "яма")
    assert "Ямы — передано, " in zur.last
