"""What is written right after «Принято» goes on about what was sent, or says that it does not."""

import pytest

from .chats import Chat
from .stage import Stage
from .test_going_on import filed
from .test_verdicts_in_words import DOORS, ONE_DOOR


def agency_chat(stage: Stage, chat: int) -> Chat:
    return next(one for peer, one in stage.chats.items() if peer.chat == chat)


@DOORS
async def test_a_picture_and_what_follows_it_are_one_addition(
    stage: Stage, door: str, chat: int
) -> None:
    anna, number = await filed(stage, door, chat)
    await anna.sends("f1", text="и вот ещё забыла")
    assert f"Приложу к обращению {number}" in anna.sees
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
    assert "тем" in anna.sees  # it is asked which
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
async def test_who_needs_it_no_more_is_left_alone(stage: Stage, door: str, chat: int) -> None:
    anna, number = await filed(stage, door, chat)
    await anna.presses("Помощь")
    await anna.says("тут кривое всё какое-то")
    stage.later(days=1)
    await anna.says("нет не надо")
    assert anna.sees.startswith("Хорошо, никому не передал")
    assert (await stage.ticket(number)).state == "routed"


@ONE_DOOR
async def test_that_it_is_new_is_said_in_words(stage: Stage, door: str, chat: int) -> None:
    anna, number = await filed(stage, door, chat)
    await anna.presses("Помощь")
    await anna.says("тут кривое всё какое-то")
    assert f"➕ Добавить к {number}" in anna.buttons
    await anna.says("нет, это другая проблема")
    assert "другая проблема" not in anna.sees
    assert f"➕ Добавить к {number}" not in anna.buttons


@ONE_DOOR
@pytest.mark.parametrize(
    "text", ["отмените", "ой отмените, сама почистила", "отбой, сами засыпали"]
)
async def test_what_is_called_off_is_offered_to_be_withdrawn(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna, number = await filed(stage, door, chat)
    await anna.says(text)
    assert f"Отозвать обращение {number}?" in anna.sees


@ONE_DOOR
async def test_in_the_fork_it_is_called_off_too(stage: Stage, door: str, chat: int) -> None:
    anna, number = await filed(stage, door, chat)
    await anna.presses("Помощь")
    await anna.says("тут кривое всё какое-то")
    await anna.says("отмените")
    assert f"Отозвать обращение {number}?" in anna.sees


@ONE_DOOR
@pytest.mark.parametrize(
    "text",
    [
        *("а вы кому передали?", "а если не сделают?", "можно фото добавить?"),
        *("и долго будете футболить?", "что там с моим обращением?"),
    ],
)
async def test_a_question_is_answered_by_the_ticket(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna, number = await filed(stage, door, chat)
    await anna.says(text)
    assert anna.sees.startswith(f"{number} · Ямы")
    assert "Срок ответа" in anna.sees


@ONE_DOOR
async def test_who_thanks_nobody_is_not_welcome(stage: Stage, door: str, chat: int) -> None:
    anna, _ = await filed(stage, door, chat)
    await anna.says("понял, жду")
    assert anna.sees.startswith("Хорошо. Будет что нового")
    await anna.says("спасибо дядя бот")
    assert anna.sees.startswith("Пожалуйста!")
