"""An answer has come, and its resident writes what is no verdict of the list."""

import pytest

from core.numbers import find_number

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


async def test_days_later_the_same_is_new(stage: Stage) -> None:
    anna, _ = await answered(stage, "telegram", -1)
    await anna.presses("👍 Помогло")
    stage.later(days=2)
    await anna.says("опять яма на дороге")
    assert "Верно?" in anna.sees


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
