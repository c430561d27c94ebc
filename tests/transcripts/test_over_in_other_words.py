"""What is told of a ticket under way in words that no list has: that it is over, or is not."""

import pytest

from core.tickets import State

from .stage import Player, Stage
from .test_verdicts_in_words import ONE_DOOR

NUMBER = "26-000001"
WITHDRAW = f"🏁 Уже не нужно, отозвать {NUMBER}"


async def filed(stage: Stage, door: str, chat: int) -> Player:
    await stage.agency("roads", door, chat)
    anna = stage.resident("Анна", door, 101)
    await anna.files()
    await anna.commands("menu")
    return anna


@ONE_DOOR
@pytest.mark.parametrize("text", ["мы уже договорились с соседями", "а удалите это а то узнают"])
async def test_it_may_be_withdrawn_by_a_button(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna = await filed(stage, door, chat)
    await anna.says(text)
    assert WITHDRAW in anna.buttons
    await anna.presses(WITHDRAW)
    assert f"Отозвать обращение {NUMBER}?" in anna.sees
    await anna.presses("Да, отозвать")
    assert (await stage.ticket(NUMBER)).state is State.WITHDRAWN


@ONE_DOOR
async def test_thanks_that_tell_so_offer_it_at_once(stage: Stage, door: str, chat: int) -> None:
    anna = await filed(stage, door, chat)
    await anna.says("спасибо сбили")
    assert f"Отозвать обращение {NUMBER}?" in anna.sees


@ONE_DOOR
async def test_what_tells_that_it_goes_on_is_not_withdrawn_past(
    stage: Stage, door: str, chat: int
) -> None:
    anna = await filed(stage, door, chat)
    await anna.says("отмените, уже не надо")
    assert f"Отозвать обращение {NUMBER}?" in anna.sees
    await anna.says("в 22:30 так и нет света")
    assert "так и нет света" in anna.sees
    await anna.presses(f"➕ Добавить к {NUMBER}")
    assert (await stage.history(NUMBER))[-1].text == "в 22:30 так и нет света"
    assert (await stage.ticket(NUMBER)).state.is_open


@ONE_DOOR
@pytest.mark.parametrize("text", ["ну где вы? уже по улице течёт", "спасибо, жду"])
async def test_what_does_not_tell_so_offers_nothing(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna = await filed(stage, door, chat)
    await anna.says(text)
    assert WITHDRAW not in anna.buttons
    assert "Отозвать обращение" not in anna.sees


@ONE_DOOR
async def test_what_is_wished_where_words_are_asked_about_is_done(
    stage: Stage, door: str, chat: int
) -> None:
    anna = await filed(stage, door, chat)
    await anna.says("срок прошёл")
    assert "О чём это?" in anna.sees
    await anna.says(f"где мое обращение {NUMBER}")
    assert "Состояние:" in anna.sees
    assert [one.move.value for one in await stage.history(NUMBER)].count("add") == 0
