"""What is written right after «Принято» goes on about what was sent, or says that it does not."""

import pytest

from .stage import Stage
from .test_going_on import filed
from .test_verdicts_in_words import DOORS, ONE_DOOR


def agency_chat(stage: Stage, chat: int):
    return next(one for peer, one in stage.chats.items() if peer.chat == chat)


@DOORS
async def test_a_picture_and_what_follows_it_are_one_addition(
    stage: Stage, door: str, chat: int
) -> None:
    anna, number = await filed(stage, door, chat)
    await anna.sends("f1", text="и вот ещё забыла")
    assert f"Приложу к обращению {number}" in anna.chat.posts[-1].text or anna.chat.says("Приложу")
    await anna.says("там ещё перила отвалились")
    assert f"Добавил к обращению {number}" in anna.sees
    roads = agency_chat(stage, chat)
    assert roads.says("│ и вот ещё забыла\n│ там ещё перила отвалились")
    assert any(file.ref == "f1" for post in roads.posts for file in post.files)


@ONE_DOOR
@pytest.mark.parametrize("text", ["там ещё перила отвалились", "забыла сказать, она у перехода"])
async def test_what_goes_on_is_added_at_once_and_later_is_asked_about(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna, number = await filed(stage, door, chat)
    await anna.says(text)
    assert f"Добавил к обращению {number}" in anna.sees
    assert agency_chat(stage, chat).says(f"│ {text}")
    stage.later(minutes=20)
    await anna.says("и вот ещё забыла")
    assert f"➕ Добавить к {number}" in anna.buttons


@ONE_DOOR
@pytest.mark.parametrize("text", ["А ещё фонарь не горит", "и ещё одна яма, на Зейской 20"])
async def test_another_trouble_is_another_complaint(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna, number = await filed(stage, door, chat)
    await anna.says(text)
    assert "Верно?" in anna.sees
    assert await stage.tickets_of(anna) == [number]


@DOORS
async def test_the_question_where_it_goes_is_answered_in_words(
    stage: Stage, door: str, chat: int
) -> None:
    anna, number = await filed(stage, door, chat)
    stage.later(minutes=20)
    await anna.presses("Помощь")
    await anna.sends("f1", "f2", text="и вот ещё забыла")
    assert "📷 2 фото" in anna.sees
    await anna.says("там ещё перила отвалились")
    assert "и вот ещё забыла\nтам ещё перила отвалились" in anna.sees
    await anna.says("я имела в виду к той же заявке")
    assert f"Добавил к обращению {number}" in anna.sees
    assert agency_chat(stage, chat).says("│ и вот ещё забыла\n│ там ещё перила отвалились")


@ONE_DOOR
async def test_that_it_is_new_is_said_in_words(stage: Stage, door: str, chat: int) -> None:
    anna, number = await filed(stage, door, chat)
    await anna.presses("Помощь")
    await anna.says("тут кривое всё какое-то")
    assert f"➕ Добавить к {number}" in anna.buttons
    await anna.says("нет, это другая проблема")
    assert "другая проблема" not in anna.sees
    assert f"➕ Добавить к {number}" not in anna.buttons
