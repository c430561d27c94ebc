"""Who does not know the topic, and what nobody told."""

import pytest

from .stage import Player, Stage
from .test_verdicts_in_words import ONE_DOOR


async def guessing(stage: Stage, door: str, chat: int, story: str) -> Player:
    await stage.agency("roads", door, chat)
    anna = stage.resident("Анна", door, 101)
    await anna.says(story)
    await anna.presses("Даю согласие")
    return anna


@ONE_DOOR
async def test_what_was_only_guessed_is_no_emergency(stage: Stage, door: str, chat: int) -> None:
    story = "У нас тут это... ну короче... сами приезжайте и увидите"
    anna = await guessing(stage, door, chat, story)
    if "одна из этих тем" in anna.sees:
        await anna.says("не знаю")
        assert "Взял «❓ Другое / не знаю»" in anna.sees
    else:
        await anna.says("Другое")
    await anna.says("Благовещенск, Ленина, 27")
    await anna.presses("Пропустить", "Пропустить", "Отправить")
    assert (await stage.ticket("26-000001")).topic == "other"


@ONE_DOOR
@pytest.mark.parametrize("said", ["не знаю", "любая"])
async def test_what_was_heard_is_taken_at_its_likeliest(
    stage: Stage, door: str, chat: int, said: str
) -> None:
    anna = await guessing(stage, door, chat, "нет света в подъезде, Амурская 60")
    assert "одна из этих тем" in anna.sees
    await anna.says(said)
    assert "Взял «🏠 Подъезд" in anna.sees


@ONE_DOOR
async def test_yes_to_several_of_one_group_is_asked_which(
    stage: Stage, door: str, chat: int
) -> None:
    anna = await guessing(stage, door, chat, "знак упал и разметки нет")
    assert "одна из этих тем" in anna.sees
    await anna.says("да")
    assert "Тем несколько" in anna.sees
    await anna.says("нет")
    assert "К чему это относится?" in anna.sees
    await anna.says("нет")
    assert "уже отмечено" not in "\n".join([anna.sees, *anna.chat.toasts])
