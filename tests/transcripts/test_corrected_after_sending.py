"""What was sent turns out to be wrong, or takes too long: it is told what can be done."""

import pytest

from .stage import Stage
from .test_going_on import filed
from .test_verdicts_in_words import DOORS, ONE_DOOR


@ONE_DOOR
@pytest.mark.parametrize(
    "text",
    [
        *("ой, я дом перепутала, Горького 152", "дом не 5, а 7", "Ленина 7, а не 5"),
        *("исправьте адрес, там дом 21", "точнее, Ленина 7", "мой телефон изменился 89141234567"),
    ],
)
async def test_a_correction_begins_no_complaint_and_it_is_told_what_becomes_of_it(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna, number = await filed(stage, door, chat)
    stage.later(minutes=30)
    await anna.says(text)
    assert f"Исправление к обращению {number}" in anna.sees
    assert "адрес в нём остаётся прежним" in anna.sees
    await anna.says("да")
    assert f"Добавил к обращению {number}" in anna.sees
    assert await stage.tickets_of(anna) == [number]


@ONE_DOOR
@pytest.mark.parametrize(
    "text", ["ускорьте", "прошло два дня!!!", "кто исполнитель", "третий день пошёл"]
)
async def test_who_is_impatient_is_told_who_has_it_and_until_when(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna, number = await filed(stage, door, chat)
    stage.later(minutes=30)
    await anna.says(text)
    assert anna.chat.says(f"По обращению {number} отвечает Дорожная служба города")
    assert anna.chat.says("Срок ответа: до вторника")
    assert anna.buttons[0] == f"➕ Добавить к {number}"


@DOORS
async def test_that_the_time_is_over_is_said_as_it_is(stage: Stage, door: str, chat: int) -> None:
    anna, _ = await filed(stage, door, chat)
    stage.later(days=5)
    await stage.watch()
    await anna.says("ну и где обещанное?")
    assert anna.chat.says("Срок ответа вышел")
