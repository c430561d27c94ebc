"""Two operators on one ticket: who finishes second is told what the first did meanwhile."""

import pytest

from dialogs import events
from tests.shipped import TOWN

from .chats import Chat, Post
from .stage import Player, Stage
from .twice import on_both

DOORS = pytest.mark.parametrize(("door", "group"), [("telegram", -1), ("vk", 2_000_000_001)])


async def _office(stage: Stage, door: str, group: int) -> tuple[Player, Chat, Player, Player]:
    roads = await stage.agency("roads", door, group)
    olga, ivan = stage.operator("Ольга", roads, 501), stage.operator("Иван", roads, 502)
    return stage.resident("Анна", "vk", 101), roads, olga, ivan


async def _writes(player: Player, form: str, number: str) -> Post:
    """Up to the button that sends; what stands then."""
    await player.commands(form, number)
    if form == "promise":
        await player.says("через 3 дня")
    await player.says(f"Пишет {player.name}: дорогу осмотрели")
    return player.chat.posts[-1]


SENDS = {
    "ask": "Отправить жителю",
    "promise": "Назначить и сообщить",
    "correct": "Отправить жителю",
}


@DOORS
@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("ask", "ask", "жителю уже задали вопрос"),
        ("promise", "promise", "жителю уже назвали срок"),
        ("ask", "promise", "жителю уже назвали срок"),
        ("promise", "ask", "жителю уже задали вопрос"),
    ],
)
async def test_the_resident_is_not_written_to_past_a_colleague(
    stage: Stage, door: str, group: int, first: str, second: str, told: str
) -> None:
    anna, roads, olga, ivan = await _office(stage, door, group)
    number = await anna.files()
    draft = await _writes(olga, first, number)
    stage.later(minutes=1)
    await ivan.presses(SENDS[second], on=await _writes(ivan, second, number))
    stage.later(minutes=1)
    heard = len(anna.chat.posts)

    await olga.presses(SENDS[first], on=draft)
    met = roads.post(f"Тем временем по {number} {told} (Иван)")
    assert "Пишет Иван: дорогу осмотрели" in met.text
    assert "Пишет Ольга: дорогу осмотрели" in met.text, "the draft still stands"
    assert len(anna.chat.posts) == heard
    await olga.presses(SENDS[first], on=met)
    assert "Пишет Ольга" in anna.sees, "she may go on all the same"
    assert len(anna.chat.posts) == heard + 1


@on_both
async def test_an_answer_is_not_corrected_past_a_colleagues_correction(stage: Stage) -> None:
    anna, roads, olga, ivan = await _office(stage, "vk", 2_000_000_001)
    number = await anna.files()
    await ivan.says("Сделано", to=roads.post(f"{number} ·"))
    await ivan.presses("Отправить жителю")
    stage.later(minutes=1)
    draft = await _writes(olga, "correct", number)
    stage.later(minutes=1)
    await ivan.presses("Отправить жителю", on=await _writes(ivan, "correct", number))
    stage.later(minutes=1)
    await olga.presses("Отправить жителю", on=draft)
    assert roads.says(f"Тем временем ответ жителю по {number} уже исправили (Иван)")
    assert "Пишет Иван" in anna.sees
    assert not anna.chat.says("Пишет Ольга")


@DOORS
async def test_an_answer_waits_where_a_colleague_promised_a_day(
    stage: Stage, door: str, group: int
) -> None:
    anna, roads, olga, ivan = await _office(stage, door, group)
    number = await anna.files()
    await olga.says("Ям там нет", to=roads.post(f"{number} ·"))
    draft = roads.post("Ям там нет")
    stage.later(minutes=1)
    await ivan.presses(SENDS["promise"], on=await _writes(ivan, "promise", number))
    stage.later(minutes=1)
    await olga.presses("Отправить жителю", on=draft)
    assert not anna.chat.says("Ям там нет")
    assert roads.says("жителю уже назвали срок (Иван)")
    await olga.presses("Отправить жителю", on=roads.post("Тем временем"))
    assert anna.chat.says("Ям там нет")


@DOORS
async def test_what_a_colleague_took_or_promised_is_not_given_away_unseen(
    stage: Stage, door: str, group: int
) -> None:
    anna, roads, olga, ivan = await _office(stage, door, group)
    number = await anna.files()
    await olga.commands("refuse", number)
    stage.later(minutes=1)
    await ivan.commands("take", number)
    stage.later(minutes=1)
    await olga.says("Это двор")
    assert roads.says(f"Тем временем {number} взяли в работу (Иван)")
    assert (await stage.ticket(number)).agency == "roads"
    await olga.says("И всё же это двор")
    assert (await stage.ticket(number)).agency == "zur"


async def test_what_she_did_herself_hinders_nobody(stage: Stage) -> None:
    anna, _, olga, _ = await _office(stage, "vk", 2_000_000_001)
    number = await anna.files()
    await olga.commands("refuse", number)
    stage.later(minutes=1)
    await olga.commands("take", number)
    await olga.says("Это двор")
    assert (await stage.ticket(number)).agency == "zur"


@DOORS
async def test_coordinators_do_not_choose_past_each_other(
    stage: Stage, door: str, group: int
) -> None:
    zur = await stage.agency(TOWN.coordinators.code, door, group)
    raisa, igor = stage.operator("Раиса", zur, 601), stage.operator("Игорь", zur, 602)
    anna = stage.resident("Анна", "vk", 101)
    number = await anna.files()
    await raisa.commands("route", number)
    screen = zur.posts[-1]
    stage.later(minutes=1)
    await igor.commands("route", number)
    await igor.presses("Соцзащита", on=zur.posts[-1])
    stage.later(minutes=2)
    await stage.watch()
    await raisa.presses("Администрация Тынды", on=screen)
    assert zur.says(f"Тем временем {number} уже передали (Игорь)")
    assert (await stage.ticket(number)).agency == "social"
    await raisa.presses("Администрация Тынды")
    assert (await stage.ticket(number)).agency == "tynda"


async def test_nothing_is_rejected_that_an_agency_just_promised(stage: Stage) -> None:
    anna, _, _, ivan = await _office(stage, "vk", 2_000_000_001)
    zur = await stage.agency(TOWN.coordinators.code, "vk", 2_000_000_002)
    raisa = stage.operator("Раиса", zur, 601)
    number = await anna.files()
    await raisa.commands("reject", number)
    reasons = zur.posts[-1]
    stage.later(minutes=1)
    await ivan.presses(SENDS["promise"], on=await _writes(ivan, "promise", number))
    stage.later(minutes=1)
    await raisa.presses(reasons.labels[0], on=reasons)
    assert zur.says(f"Тем временем по {number} жителю уже назвали срок (Иван)")
    assert (await stage.ticket(number)).state == "planned"
    again = zur.posts[-1]
    await raisa.presses(again.labels[0], on=again)
    assert (await stage.ticket(number)).state == "rejected"


async def test_what_a_colleague_did_and_undid_is_not_told(stage: Stage) -> None:
    zur = await stage.agency(TOWN.coordinators.code, "vk", 2_000_000_001)
    raisa, igor = stage.operator("Раиса", zur, 601), stage.operator("Игорь", zur, 602)
    number = await stage.resident("Анна", "vk", 101).files()
    await raisa.commands("route", number)
    screen = zur.posts[-1]
    stage.later(seconds=5)
    await igor.commands("route", number)
    await igor.presses("Соцзащита", on=zur.posts[-1])
    stage.later(seconds=5)
    await igor.presses("Отменить")
    await raisa.presses("Администрация Тынды", on=screen)
    assert (await stage.ticket(number)).agency == "tynda"


@DOORS
async def test_who_sent_is_not_said_to_be_writing_still(
    stage: Stage, door: str, group: int
) -> None:
    anna, roads, olga, ivan = await _office(stage, door, group)
    card = roads.post(f"{await anna.files()} ·")
    await olga.says("Первый ответ: яму засыпали", to=card)
    first = roads.posts[-1]
    await ivan.says("Второй ответ: яму засыпали", to=card)
    assert "Сейчас пишет Ольга" in roads.last
    second = roads.posts[-1]
    await stage.take(olga.press("Отправить жителю", first), ivan.press("Отправить жителю", second))
    crossed = roads.post("уже ответили (Ольга)")
    assert "Второй ответ" in crossed.text
    assert "Сейчас пишет" not in crossed.text


@DOORS
async def test_who_is_chosen_but_left_is_asked_for_again(
    stage: Stage, door: str, group: int
) -> None:
    anna, roads, olga, ivan = await _office(stage, door, group)
    vera = stage.operator("Вера", roads, 503)
    number = await anna.files()
    for one in (ivan, vera):
        await one.commands("queue")
    await olga.commands("assign", number)
    names = roads.posts[-1]
    await ivan.does(events.Parted())
    await olga.presses("Иван", on=names)
    assert "Этого человека в чате больше нет" in "\n".join([*roads.toasts, roads.last])
    again = roads.with_button("Вера")
    assert "Иван" not in again.labels
    await olga.presses("Вера", on=again)
    assert (await stage.ticket(number)).taken_by == "Вера"


@DOORS
async def test_a_notes_picture_is_not_said_to_be_the_residents(
    stage: Stage, door: str, group: int
) -> None:
    anna, roads, olga, _ = await _office(stage, door, group)
    number = await anna.files()
    heard = len(anna.chat.posts)
    await olga.commands("note", number)
    await olga.sends("pit")
    assert "Фото взял: увидят только сотрудники." in roads.last
    await olga.says("Так было в понедельник")
    assert roads.says("Видят только сотрудники")
    assert len(anna.chat.posts) == heard


@on_both
@pytest.mark.parametrize("form", ["answer", "ask", "promise"])
async def test_who_writes_is_told_who_took_it_meanwhile(stage: Stage, form: str) -> None:
    anna, roads, olga, ivan = await _office(stage, "telegram", -1)
    number = await anna.files()
    draft = await _writes(olga, form, number)
    stage.later(minutes=1)
    await ivan.presses("Взять в работу", on=roads.post(f"{number} ·"))
    await olga.presses(SENDS.get(form, "Отправить жителю: решено"), on=draft)
    assert roads.says(f"Тем временем {number} взяли в работу (Иван)")
    assert not anna.chat.says("дорогу осмотрели")
    await olga.presses(SENDS.get(form, "Отправить жителю: решено"))
    assert anna.chat.says("дорогу осмотрели")


@on_both
async def test_who_answers_while_a_colleagues_question_waits_is_told_of_it(stage: Stage) -> None:
    anna, roads, olga, ivan = await _office(stage, "telegram", -1)
    number = await anna.files()
    await ivan.presses(SENDS["ask"], on=await _writes(ivan, "ask", number))
    await ivan.says("Яму засыпали сегодня утром", to=roads.post(f"{number} ·"))
    assert "Жителя уже спросили" not in roads.last
    await olga.says("Яму заделали сегодня утром", to=roads.post(f"{number} ·"))
    assert "⚠️ Жителя уже спросили: Иван (" not in roads.last, "who has a draft is named first"
    assert "⚠️ Сейчас пишет Иван" in roads.last
    await ivan.commands("cancel")
    await olga.commands("cancel")
    await olga.says("Яму заделали вчера вечером", to=roads.post(f"{number} ·"))
    assert "⚠️ Жителя уже спросили: Иван (" in roads.last


@on_both
async def test_a_draft_of_yesterday_is_not_being_written_now(stage: Stage) -> None:
    anna, roads, olga, ivan = await _office(stage, "telegram", -1)
    number = await anna.files()
    await _writes(ivan, "answer", number)
    stage.later(hours=20)
    await olga.says("Яму заделали сегодня утром", to=roads.post(f"{number} ·"))
    assert "⚠️ По этому обращению лежит неотправленный черновик: Иван (с " in roads.last
