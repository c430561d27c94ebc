"""An answer has come, and its resident writes what is no verdict of the list."""

import pytest

from core.numbers import find_number
from core.tickets import Move

from .stage import Stage
from .test_going_on import filed
from .test_unanswered_questions import asked
from .test_verdicts_in_words import DOORS, ONE_DOOR, answered


@ONE_DOOR
@pytest.mark.parametrize("text", ["опять яма!!", "опять!!", "яма на том же месте"])
async def test_after_a_verdict_every_way_names_its_ticket(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna, olga, number = await asked(stage, door, door, chat)
    await anna.says("синяя дверь")
    await olga.says("Засыпали", to=olga.chat.post(f"{number} ·"))
    await olga.presses("Отправить жителю")
    await anna.presses("👍 Помогло")
    await anna.says(text)
    ways = [label for label in anna.buttons if label.startswith(("➕", "↩️ Вернуть"))]
    assert all(find_number(label) for label in ways), anna.buttons
    assert await stage.tickets_of(anna) == [number]


@DOORS
async def test_again_right_after_it_helped_may_return_the_ticket(
    stage: Stage, door: str, chat: int
) -> None:
    anna, olga = await answered(stage, door, chat)
    await anna.presses("👍 Помогло")
    await anna.says("опять яма!!")
    assert anna.buttons[:2] == ["↩️ Вернуть 26-000001 в работу", "✍️ Это новая проблема"]
    await anna.presses("↩️ Вернуть 26-000001 в работу")
    assert (await stage.ticket("26-000001")).state == "in_work"
    assert olga.chat.says("опять яма!!")


@ONE_DOOR
@pytest.mark.parametrize(
    "text",
    [
        *(
            "да яма у вас как была, проверяли днём?",
            "опять!!",
            "снова яма на дороге",
            "still there",
        ),
        *("ничего вы не заделали, яма как была", "Опять яма, Благовещенск, Калинина 12"),
    ],
)
async def test_what_is_thrown_back_at_an_answer_is_asked_about(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna, olga = await answered(stage, door, chat)
    place = (await stage.ticket("26-000001")).place.address
    await anna.says(text.replace("Благовещенск, Калинина 12", place))
    await anna.presses("↩️ Вернуть 26-000001 в работу")
    assert (await stage.ticket("26-000001")).state == "in_work"
    assert olga.chat.says(text.split(",", maxsplit=1)[0])


@ONE_DOOR
@pytest.mark.parametrize(
    "text",
    [
        *("Опять не горит фонарь", "опять яма, Пионерская 77", "снова яма на другой улице"),
        "снова не вывозят мусор",
    ],
)
async def test_what_is_plainly_of_something_else_begins_a_complaint(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna, _ = await answered(stage, door, chat)
    await anna.says(text)
    assert "О чём это?" not in anna.sees
    await anna.commands("menu")
    assert "↩️ Продолжить начатое" in anna.buttons


@DOORS
async def test_an_open_ticket_of_the_same_is_near(stage: Stage, door: str, chat: int) -> None:
    anna, number = await filed(stage, door, chat)
    await anna.commands("menu")
    await anna.says("яма до сих пор на дороге")
    await anna.presses(f"➕ Добавить к {number}")
    assert f"Добавил к обращению {number}" in anna.sees


@ONE_DOOR
@pytest.mark.parametrize("text", ["опять соседи шумят", "опять какой-то ужас у нас"])
async def test_an_open_ticket_of_something_else_is_not(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna, _ = await filed(stage, door, chat)
    await anna.commands("menu")
    await anna.says(text)
    assert "О чём это?" not in anna.sees


@ONE_DOOR
@pytest.mark.parametrize(
    ("text", "days", "back"),
    [
        *(("опять яма на дороге", days, days < 15) for days in (2, 15)),
        *(("обещали до пятницы, не приехали", 5, True), ("так и не закончили", 5, True)),
        *(("верните в работу", 10, True), ("ну верните тогда", 1, True), ("и чо", 0, True)),
        *(("опять мусор не вывозят", 2, False), ("верните остановку", 2, False)),
    ],
)
async def test_what_is_thrown_back_is_of_what_was_closed_while_it_may_be_returned(
    stage: Stage, door: str, chat: int, text: str, days: int, *, back: bool
) -> None:
    anna, _ = await answered(stage, door, chat)
    await anna.presses("👍 Помогло")
    stage.later(days=days)
    await anna.says(text)
    assert ("↩️ Вернуть 26-000001 в работу" in anna.buttons) is back


@ONE_DOOR
@pytest.mark.parametrize(
    "text",
    [
        *("нет, яма на месте", "нет, куча на своём месте", "нет, колесо опять пробили"),
        *("нет, света как не было, так и нет", "нет асфальта"),
    ],
)
async def test_no_to_the_question_names_its_reason(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna, _ = await answered(stage, door, chat)
    await anna.says(text)
    assert "Вернуть обращение 26-000001 в работу?" in anna.sees
    await anna.says("верните")
    back = (await stage.history("26-000001"))[-1]
    assert (back.move, back.text) == (Move.RETURN, text)


@ONE_DOOR
@pytest.mark.parametrize("text", ["нет, это другая яма, Калинина 12", "нет света на Калинина 12"])
async def test_no_that_tells_of_another_place_is_new(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna, _ = await answered(stage, door, chat)
    await anna.says(text)
    assert "✕ Отмена" in anna.buttons, "a complaint is begun"


async def test_bring_it_back_is_heard_in_the_midst_of_a_complaint(stage: Stage) -> None:
    anna, _ = await answered(stage, "telegram", -1)
    await anna.presses("👍 Помогло")
    await anna.says("Не горит фонарь на Калинина 12")
    await anna.says("верните обращение в работу")
    assert "↩️ Вернуть 26-000001 в работу" in anna.buttons
    assert "✍️ К тому, что пишу сейчас" in anna.buttons


@ONE_DOOR
@pytest.mark.parametrize(
    ("text", "closed"),
    [
        *(("👍", True), ("да, спасибо большое", True), ("всё отлично, спасибо", True)),
        *(("спасибо", False), ("класс!", False), ("ну наконец-то", False), ("5", False)),
        *(("твёрдая четвёрка", False),),
    ],
)
async def test_thanks_close_what_they_say_yes_to_and_else_are_asked_for_the_mark(
    stage: Stage, door: str, chat: int, text: str, *, closed: bool
) -> None:
    anna, _ = await answered(stage, door, chat)
    await anna.says(text)
    assert ((await stage.ticket("26-000001")).state == "closed") is closed
    if not closed:
        assert anna.chat.says("нажмите «Помогло»")
        assert "👍 Помогло" in anna.buttons


@ONE_DOOR
@pytest.mark.parametrize("text", ["👍", "да, спасибо", "хорошо, подождём", "ждём", "спасибо"])
async def test_who_is_polite_closes_no_promise(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    roads = await stage.agency("roads", door, chat)
    anna, olga = stage.resident("Анна", door, 101), stage.operator("Ольга", roads, 501)
    number = await anna.files()
    await olga.says("Засыпем до 15 декабря 2026", to=roads.post(f"{number} ·"))
    await olga.presses("Запланировано")
    await anna.says(text)
    assert (await stage.ticket(number)).state == "answered"
    assert "✍️ Сообщить о проблеме" in anna.buttons, "nothing is asked"


@DOORS
async def test_whether_it_is_mended_is_told_by_the_ticket(
    stage: Stage, door: str, chat: int
) -> None:
    anna, number = await filed(stage, door, chat)
    await anna.commands("menu")
    await anna.says("ну что, починили свет?")
    assert number in anna.sees
    assert "Срок ответа" in anna.sees


@DOORS
async def test_a_question_is_no_verdict(stage: Stage, door: str, chat: int) -> None:
    anna, _ = await answered(stage, door, chat)
    await anna.says("сделали?")
    assert (await stage.ticket("26-000001")).state == "answered"
    assert "👍 Помогло" in anna.buttons


@DOORS
async def test_a_picture_with_such_words_goes_along(stage: Stage, door: str, chat: int) -> None:
    anna, olga = await answered(stage, door, chat)
    await anna.sends("яма", text="опять яма")
    await anna.presses("↩️ Вернуть 26-000001 в работу")
    assert (await stage.ticket("26-000001")).state == "in_work"
    assert olga.chat.says("опять яма")
