"""A slip is taken back within a minute, and the resident never hears of it."""

from dataclasses import replace as another
from datetime import timedelta
from pathlib import Path

import pytest

from core.tickets import Move
from core.topics import Suggestions
from dialogs.texts import Catalogue
from dialogs.turns import Turns
from tests.shipped import TOWN

from .chats import Chat
from .stage import Player, Stage, open_stage
from .twice import on_both, on_both_ways

TOO_LATE = "Отменить уже нельзя: время на отмену вышло, житель предупреждён или обращение изменили."


ANOTHERS = "Отменить может тот, кто это сделал (Ольга), или координаторы."


async def coordinators(stage: Stage, office: str, chat: int) -> tuple[Chat, Player]:
    zur = await stage.agency("zur", office, chat)
    return zur, stage.operator("Иван", zur, 601)


async def a_minute_passes(stage: Stage) -> None:
    stage.later(minutes=2)
    await stage.watch()


@on_both_ways
async def test_a_ticket_passed_on_by_mistake_comes_back(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    zur, ivan = await coordinators(stage, office, chat)
    anna = stage.resident("Анна", home, 101)
    number = await anna.files()
    heard = len(anna.chat.posts)

    await ivan.presses("Передать", "Благоустройство и горсвет")
    assert zur.says("передано: Управление благоустройства")
    await ivan.presses("Отменить")
    assert zur.last == f"↩️ Отменено: {number} — снова передано. Житель ничего не узнал."
    assert (await stage.ticket(number)).agency == "roads"

    await a_minute_passes(stage)
    assert len(anna.chat.posts) == heard, anna.sees


@on_both_ways
async def test_of_who_did_not_take_it_the_resident_does_not_hear(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    zur, ivan = await coordinators(stage, office, chat)
    parks = await stage.agency("yards", office, chat + 7)
    oleg, anna = stage.operator("Олег", parks, 701), stage.resident("Анна", home, 101)
    number = await anna.files()
    heard = len(anna.chat.posts)

    await ivan.presses("Передать", "Благоустройство и горсвет")
    await oleg.presses("Не наше", on=parks.post(f"{number} ·"))
    await oleg.says("Это двор управляющей компании")
    await a_minute_passes(stage)
    assert len(anna.chat.posts) == heard, anna.sees

    card = next(one for one in reversed(zur.posts) if "➡️ Передать" in " ".join(one.labels))
    await ivan.presses("Передать", on=card)
    await ivan.presses("Благоустройство и горсвет")
    await a_minute_passes(stage)
    assert "передано: Управление благоустройства" in anna.sees, "who has it after that is told"


@on_both_ways
async def test_a_ticket_rejected_by_mistake_is_open_again(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    zur, ivan = await coordinators(stage, office, chat)
    anna = stage.resident("Анна", home, 101)
    number = await anna.files()
    heard, before = len(anna.chat.posts), (await stage.ticket(number)).state

    await ivan.commands("reject", number)
    assert f"Почему {number} не принимается?" in zur.last
    await ivan.presses(zur.posts[-1].labels[0])
    assert f"🚫 {number} отклонено: " in zur.last
    await ivan.presses("Отменить")
    assert zur.last == f"↩️ Отменено: {number} — снова передано. Житель ничего не узнал."
    assert (await stage.ticket(number)).state is before

    await a_minute_passes(stage)
    assert len(anna.chat.posts) == heard, anna.sees


@on_both_ways
async def test_not_ours_said_by_mistake_is_taken_back(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    roads = await stage.agency("roads", office, chat)
    olga, anna = stage.operator("Ольга", roads, 501), stage.resident("Анна", home, 101)
    number = await anna.files()
    heard = len(anna.chat.posts)

    await olga.presses("Не наше")
    await olga.says("Это двор")
    await olga.presses("Отменить")
    assert roads.last == f"↩️ Отменено: {number} — снова новое. Житель ничего не узнал."
    assert (await stage.ticket(number)).agency == "roads"
    assert "✍️ Ответить" in roads.post(f"{number} ·").labels, "the card can be used again"

    await a_minute_passes(stage)
    assert len(anna.chat.posts) == heard, anna.sees


@on_both_ways
async def test_a_ticket_given_to_the_wrong_colleague_is_ones_own_again(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    roads = await stage.agency("roads", office, chat)
    olga, petr = stage.operator("Ольга", roads, 501), stage.operator("Пётр", roads, 502)
    anna = stage.resident("Анна", home, 101)
    number = await anna.files()
    await petr.commands("queue")
    card = roads.post(f"{number} · ★")
    await olga.presses("Взять в работу", on=card)
    heard = len(anna.chat.posts)
    await olga.commands("assign", number)
    await olga.presses("Пётр")
    assert roads.last == f"👤 {number} теперь ведёт Пётр (назначил: Ольга)."
    assert (await stage.ticket(number)).holder == petr.speaker

    await petr.presses("Отменить")
    assert ANOTHERS in "\n".join([*roads.toasts, roads.last]), "it was not his move"
    await olga.presses("Отменить", on=roads.post("теперь ведёт Пётр"))
    assert roads.says(f"↩️ Отменено: {number} — снова в работе. Житель ничего не узнал.")
    assert "🔧 В работе: Ольга" in card.text
    assert (await stage.ticket(number)).holder == olga.speaker
    await olga.presses("Отменить", on=roads.post("теперь ведёт Пётр"))
    assert (await stage.ticket(number)).holder == olga.speaker, "nothing is left to undo"

    await a_minute_passes(stage)
    assert len(anna.chat.posts) == heard, anna.sees


@on_both_ways
async def test_after_the_minute_it_is_said_that_it_is_too_late(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    zur, ivan = await coordinators(stage, office, chat)
    anna = stage.resident("Анна", home, 101)
    number = await anna.files()
    await ivan.presses("Передать", "Благоустройство и горсвет")
    undo = ivan.press("Отменить")

    await a_minute_passes(stage)
    assert "передано: Управление благоустройства" in anna.sees
    await stage.take(undo)
    assert TOO_LATE in "\n".join([*zur.toasts, zur.last])
    assert (await stage.ticket(number)).agency == "yards"


@on_both_ways
async def test_what_a_colleague_did_is_not_anothers_to_undo(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    roads = await stage.agency("roads", office, chat)
    olga, petr = stage.operator("Ольга", roads, 501), stage.operator("Пётр", roads, 502)
    number = await stage.resident("Анна", home, 101).files()
    await olga.presses("Не наше")
    await olga.says("Это двор")
    await petr.presses("Отменить")
    assert ANOTHERS in "\n".join([*roads.toasts, roads.last])
    assert not roads.says("взять в работу"), "it is no more theirs to take"
    assert (await stage.ticket(number)).agency == "zur"


@on_both_ways
async def test_a_merge_and_a_corrected_topic_are_taken_back(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    zur, ivan = await coordinators(stage, office, chat)
    anna, boris = stage.resident("Анна", home, 101), stage.resident("Борис", home, 102)
    first, second = await anna.files(), await boris.files("Та же яма на дороге")
    heard, before = len(boris.chat.posts), await stage.ticket(second)

    await ivan.commands("merge", f"{second}")
    await ivan.presses(first)
    assert zur.says(f"{second} объединено с {first}")
    await ivan.presses("Отменить")
    assert f"Отменено: {second}" in zur.last
    after = await stage.ticket(second)
    assert (after.state, after.into, after.look_at) == (before.state, None, before.look_at)
    assert after.deadline == before.deadline

    await ivan.commands("reclassify", second)
    await ivan.presses("Муниципалитет", "Свободный")
    assert (await stage.ticket(second)).municipality != before.municipality
    await ivan.presses("Отменить")
    assert (await stage.ticket(second)).municipality == before.municipality
    await a_minute_passes(stage)
    assert len(boris.chat.posts) == heard, boris.sees


@on_both_ways
async def test_a_reminder_within_the_minute_hinders_no_undoing(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    roads = await stage.agency("roads", office, chat)
    olga, petr = stage.operator("Ольга", roads, 501), stage.operator("Пётр", roads, 502)
    number = await stage.resident("Анна", home, 101).files()
    await petr.commands("queue")
    half = (await stage.ticket(number)).look_at
    assert half is not None
    stage.now = half - timedelta(seconds=30)
    await olga.commands("assign", number)
    await olga.presses("Пётр")
    stage.later(seconds=40)
    await stage.watch()
    assert (await stage.history(number))[-1].move is Move.REMIND

    await olga.presses("Отменить")
    assert f"Отменено: {number}" in roads.last
    after = await stage.ticket(number)
    assert (after.taken_by, after.reminded) == ("", 50)
    assert after.look_at is not None
    assert after.look_at > stage.now
    stage.later(minutes=1)
    await stage.watch()
    reminders = [one for one in await stage.history(number) if one.move is Move.REMIND]
    assert len(reminders) == 1, "what was told is not told again"


@on_both
async def test_of_another_agencys_ticket_it_is_said_whose_it_is_and_nothing_is_offered(
    stage: Stage,
) -> None:
    await stage.agency("roads", "telegram", -100)
    housing = await stage.agency("housing", "telegram", -700)
    vera = stage.operator("Вера", housing, 701)
    number = await stage.resident("Анна", "vk", 101).files()
    await vera.commands("undo", number)
    assert housing.last == f"Обращение {number} сейчас у другого исполнителя: Дорожная служба."
    await vera.commands("t", number)
    assert housing.last == f"Обращение {number} сейчас у другого исполнителя: Дорожная служба."


@on_both_ways
async def test_a_namesake_is_somebody_else(stage: Stage, home: str, office: str, chat: int) -> None:
    roads = await stage.agency("roads", office, chat)
    olga, other = stage.operator("Ольга", roads, 501), stage.operator("Ольга", roads, 502)
    number = await stage.resident("Анна", home, 101).files()
    await olga.presses("Не наше")
    await olga.says("Это двор")
    await other.presses("Отменить")
    assert ANOTHERS in "\n".join([*roads.toasts, roads.last])
    assert (await stage.ticket(number)).agency == "zur"
    await olga.presses("Отменить")
    assert (await stage.ticket(number)).agency == "roads"


@on_both_ways
async def test_a_button_takes_back_what_it_stands_under_and_nothing_later(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    zur, ivan = await coordinators(stage, office, chat)
    number = await stage.resident("Анна", home, 101).files()
    await ivan.presses("Передать", "Благоустройство и горсвет")
    first = zur.with_button("Отменить")
    stage.later(seconds=5)
    await ivan.commands("route", number)
    await ivan.presses("Горгаз")
    second = zur.with_button("Отменить")
    stage.later(seconds=5)
    await ivan.presses("Отменить", on=first)
    assert TOO_LATE in "\n".join([*zur.toasts[-1:], zur.last])
    assert (await stage.ticket(number)).agency == "gas"
    await ivan.presses("Отменить", on=second)
    assert (await stage.ticket(number)).agency == "yards"
    await ivan.presses("Отменить", on=second)
    assert "Уже отменено" in "\n".join([*zur.toasts[-1:], zur.last])
    await ivan.presses("Отменить", on=first)
    assert TOO_LATE in "\n".join([*zur.toasts[-1:], zur.last])
    assert (await stage.ticket(number)).agency == "yards"


def town(seconds: int) -> Turns:
    """Of a town that gives so many seconds to take something back."""
    own = another(TOWN, desk=TOWN.desk.model_copy(update={"undo_seconds": seconds}))
    return Turns(own, Catalogue(), Suggestions(own))


@pytest.mark.parametrize(
    ("seconds", "told"), [(30, "30 секунд"), (60, "минуту"), (90, "90 секунд"), (300, "5 минут")]
)
async def test_how_long_it_may_be_taken_back_is_what_the_town_says(
    tmp_path: Path, seconds: int, told: str
) -> None:
    async with open_stage(tmp_path, town(seconds)) as stage:
        zur, ivan = await coordinators(stage, "telegram", -100)
        number = await stage.resident("Анна", "vk", 101).files()
        await ivan.commands("help")
        assert f"«Отменить» действует {told}." in zur.last
        await ivan.commands("reject", number)
        await ivan.presses(zur.posts[-1].labels[0])
        assert f"Житель прочтёт причину через {told}, до этого её можно отменить." in zur.last
        stage.later(seconds=seconds - 1)
        await ivan.presses("Отменить")
        assert "Житель ничего не узнал" in zur.last


async def test_where_a_town_gives_no_time_nothing_is_offered_that_cannot_be(tmp_path: Path) -> None:
    async with open_stage(tmp_path, town(0)) as stage:
        zur, ivan = await coordinators(stage, "telegram", -100)
        anna = stage.resident("Анна", "vk", 101)
        first, second, third = [await anna.files(f"Яма {name} у дома") for name in "АБВ"]
        await ivan.commands("help")
        assert "Отменить" not in zur.last
        await ivan.commands("merge", second)
        await ivan.presses(first)
        merged = zur.post(f"{second} объединено с")
        assert merged.text.endswith(f"Ошиблись — «Разъединить» на карточке {second}.")
        assert "Отменить" not in "".join(merged.labels)
        await ivan.commands("reject", third)
        await ivan.presses(zur.posts[-1].labels[0])
        assert "Причина уже ушла жителю." in zur.last
        assert "Отменить" not in "".join(zur.posts[-1].labels)
        assert anna.chat.says(third)
