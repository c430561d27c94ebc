"""An agency asks, and what its resident writes is for that agency, for another, or for none."""

import pytest

from .beginnings import beginning
from .stage import Player, Stage
from .test_going_on import filed
from .test_unanswered_questions import asked
from .test_verdicts_in_words import DOORS, answered


@beginning
async def asked_twice(stage: Stage, door: str, chat: int) -> tuple[Player, Player]:
    """Анна, who is asked about two potholes: from which side, and how deep."""
    anna, olga, _ = await asked(stage, door, door, chat)
    await anna.presses("Отмена")
    number = await anna.files("Яма на дороге, вторая")
    await olga.presses("Уточнить", on=olga.chat.post(f"{number} ·"))
    await olga.says("Какая глубина?")
    await olga.presses("Отправить жителю")
    return anna, olga


async def ask(olga: Player, number: str, words: str) -> None:
    await olga.presses("Уточнить", on=olga.chat.post(f"{number} ·"))
    await olga.says(words)
    await olga.presses("Отправить жителю")


@DOORS
async def test_with_two_questions_it_is_asked_which_is_answered(
    stage: Stage, door: str, chat: int
) -> None:
    anna, _ = await filed(stage, door, chat)
    second = await anna.files("Яма на дороге, вторая")
    olga = stage.operator("Ольга", stage.chats[next(p for p in stage.chats if p.chat == chat)], 501)
    await ask(olga, "26-000001", "У какого подъезда?")
    await ask(olga, second, "Какая глубина?")
    await anna.says("полметра")
    assert "❓ 26-000001: У какого подъезда?" in anna.sees
    first, other = anna.buttons[:2]
    assert first.startswith("✍️ У какого подъезда?")
    assert other.startswith("✍️ Какая глубина?")
    await anna.presses("✍️ Какая глубина?")
    assert olga.chat.says("полметра")
    assert anna.chat.says("У какого подъезда?")
    assert (await stage.ticket(second)).state == "in_work"
    await anna.says("второй подъезд")
    assert "Передал ваш ответ исполнителю (обращение 26-000001)" in anna.sees
    assert olga.chat.says("второй подъезд")


@DOORS
@pytest.mark.parametrize("left", [False, True], ids=["asked", "put away"])
async def test_whom_it_was_never_said_to_answer_reads_it_in_the_end(
    stage: Stage, door: str, chat: int, *, left: bool
) -> None:
    anna, _ = await filed(stage, door, chat)
    second = await anna.files("Яма на дороге, вторая")
    olga = stage.operator("Ольга", stage.chats[next(p for p in stage.chats if p.chat == chat)], 501)
    await ask(olga, "26-000001", "У какого подъезда?")
    await ask(olga, second, "Какая глубина?")
    await anna.says("второй подъезд")
    await anna.says("сантиметров 15")
    if left:
        await anna.presses("В меню")
    stage.later(days=8)
    await stage.watch()
    for number in ("26-000001", second):
        assert (await stage.ticket(number)).state == "in_work"
        assert (await stage.history(number))[-1].text == "второй подъезд\nсантиметров 15"
    assert not anna.chat.says("ответа не было")
    await anna.commands("menu")
    assert "↩️ Продолжить начатое" not in anna.buttons, "nothing waits any more"


@DOORS
async def test_a_photo_alone_is_an_answer_at_once(stage: Stage, door: str, chat: int) -> None:
    anna, olga, number = await asked(stage, door, door, chat)
    await anna.sends("дверь")
    assert f"Передал ваш ответ исполнителю (обращение {number})" in anna.sees
    assert olga.chat.says("прислал вложение в ответ")


@DOORS
@pytest.mark.parametrize(
    "text", ["мусор не вывозят на Зейской 5", "запах газа ещё у нас!", "не горит фонарь на Лазо 7"]
)
async def test_another_trouble_is_not_sent_as_the_answer(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna, olga, number = await asked(stage, door, door, chat)
    await anna.says(text)
    assert not olga.chat.says(text)
    assert f"➕ Добавить к {number}" in anna.buttons
    assert (await stage.ticket(number)).state == "need_info"
    await anna.presses("✍️ Это новая проблема")
    assert anna.chat.says("Верно?")


@DOORS
@pytest.mark.parametrize("text", ["второй подъезд", "во дворе у мусорных баков", "Ленина 5"])
async def test_an_answer_that_names_things_is_an_answer(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna, olga, number = await asked(stage, door, door, chat)
    await anna.says(text)
    assert olga.chat.says(text)
    assert (await stage.ticket(number)).state == "in_work"


@DOORS
async def test_who_asks_or_withdraws_has_answered_nothing(
    stage: Stage, door: str, chat: int
) -> None:
    anna, olga, number = await asked(stage, door, door, chat)
    await anna.says("а вы кто?")
    await anna.says("где моя заявка?")
    assert "У какого подъезда яма?" in anna.sees
    await anna.says("отозвать")
    assert (await stage.ticket(number)).state == "need_info"
    assert not olga.chat.says("Житель ответил")


@DOORS
async def test_a_correction_right_after_the_answer_goes_along_with_it(
    stage: Stage, door: str, chat: int
) -> None:
    anna, olga, _ = await asked(stage, door, door, chat)
    await anna.says("возле 3 подъезда")
    await anna.says("ой, 4 подъезда")
    assert olga.chat.says("ой, 4 подъезда")


@DOORS
async def test_a_point_on_the_map_is_an_answer(stage: Stage, door: str, chat: int) -> None:
    anna, olga, _ = await asked(stage, door, door, chat)
    await anna.places(50.2907, 127.5272)
    assert "Передал ваш ответ" in anna.sees
    assert olga.chat.says("50.290700, 127.527200")


@DOORS
async def test_who_returned_by_mistake_has_given_no_reason(
    stage: Stage, door: str, chat: int
) -> None:
    anna, olga = await answered(stage, door, chat)
    for text in ("ой, всё работает, я ошиблась", "а что писать?", "всё хорошо"):
        await anna.presses("👎 Не помогло", on=anna.chat.post("Яму засыпали"))
        await anna.says(text)
        assert (await stage.ticket("26-000001")).state == "answered", text
        if "Отмена" in " ".join(anna.buttons):
            await anna.presses("Отмена")
    assert not olga.chat.says("Житель вернул")


@DOORS
async def test_a_photo_alone_is_a_reason(stage: Stage, door: str, chat: int) -> None:
    anna, olga = await answered(stage, door, chat)
    await anna.presses("👎 Не помогло", on=anna.chat.post("Яму засыпали"))
    await anna.sends("яма")
    await anna.presses("Готово")
    assert (await stage.ticket("26-000001")).state == "in_work"
    assert olga.chat.says("без слов, только вложение")


@DOORS
async def test_pictures_that_nobody_sent_off_are_no_silence(
    stage: Stage, door: str, chat: int
) -> None:
    anna, olga, number = await asked(stage, door, door, chat)
    await anna.sends("один", album="a")
    await anna.sends("два", album="a")
    stage.later(days=8)
    await stage.watch()
    assert olga.chat.says("прислал вложение в ответ")
    assert not anna.chat.says("ответа не было")
    assert anna.chat.says(f"Передал ваш ответ исполнителю (обращение {number})")
    assert (await stage.ticket(number)).state == "in_work"


@DOORS
async def test_a_return_that_nobody_sent_off_keeps_it_from_closing(
    stage: Stage, door: str, chat: int
) -> None:
    anna, olga = await answered(stage, door, chat)
    await anna.presses("👎 Не помогло", on=anna.chat.post("Яму засыпали"))
    await anna.sends("яма")
    stage.later(days=9)
    await stage.watch()
    assert (await stage.ticket("26-000001")).state == "in_work"
    assert olga.chat.says("Житель вернул")
    assert anna.chat.says("Вернул обращение 26-000001 в работу")


@DOORS
@pytest.mark.parametrize(
    "text", ["ау", "что там с моей ямой", "где моя заявка", "когда заделают?", "вы отправили?"]
)
async def test_who_asks_of_what_is_not_sent_is_told_so(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna = stage.resident("Анна", door, 101)
    await anna.says("Яма на дороге, колесо пробил")
    await anna.agrees()
    stage.later(days=5)
    await anna.says(text)
    assert "ещё не отправлено" in anna.sees
    assert not anna.chat.says("Добавил к описанию")


@DOORS
@pytest.mark.parametrize("text", ["Да, отправляйте пожалуйста", "да, пошлите"])
async def test_what_would_send_a_complaint_is_an_answer_here(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna, _ = await filed(stage, door, chat)
    olga = stage.operator("Ольга", stage.chats[next(p for p in stage.chats if p.chat == chat)], 501)
    await ask(olga, "26-000001", "Отправить мастера завтра?")
    await anna.says(text)
    assert "Передал ваш ответ исполнителю" in anna.sees
    assert olga.chat.says(text)
