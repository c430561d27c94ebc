"""What is said to the bot in the middle of a complaint stands in none."""

import pytest

from .stage import Player, Stage
from .test_verdicts_in_words import ONE_DOOR

STORY = "Яма на дороге, колесо пробил"


async def _at_the_photos(stage: Stage, door: str) -> Player:
    anna = stage.resident("Анна", door, 101)
    await anna.says(STORY)
    await anna.agrees()
    await anna.presses("Ямы", "Пропустить")
    await anna.says("Благовещенск, Ленина, 5")
    return anna


@ONE_DOOR
async def test_a_complaint_answered_in_words_of_its_own_is_sent_as_it_was_told(
    stage: Stage, door: str, chat: int
) -> None:
    anna = await _at_the_photos(stage, door)
    for said in ("лень фоткать", "не дам телефон", "ок кидай"):
        await anna.says(said)
    (number,) = await stage.tickets_of(anna)
    assert (await stage.ticket(number)).text == STORY


@ONE_DOOR
@pytest.mark.parametrize("said", ["ну вы даёте", "спасиба брат", "ваш бот ничего не соображает"])
async def test_what_answers_nothing_is_not_written_down(
    stage: Stage, door: str, chat: int, said: str
) -> None:
    anna = await _at_the_photos(stage, door)
    await anna.says(said)
    assert "Добавил к описанию" not in anna.sees
    await anna.presses("Пропустить", "Пропустить", "Отправить")
    (number,) = await stage.tickets_of(anna)
    assert (await stage.ticket(number)).text == STORY


@ONE_DOOR
@pytest.mark.parametrize("said", ["колесо и диск помял", "там и люк рядом открыт"])
async def test_what_tells_more_is_written_down(
    stage: Stage, door: str, chat: int, said: str
) -> None:
    anna = await _at_the_photos(stage, door)
    await anna.says(said)
    await anna.presses("Пропустить", "Пропустить", "Отправить")
    (number,) = await stage.tickets_of(anna)
    assert said in (await stage.ticket(number)).text


@ONE_DOOR
async def test_consent_is_given_in_plain_words_alone(stage: Stage, door: str, chat: int) -> None:
    anna = stage.resident("Анна", door, 101)
    await anna.says(STORY)
    await anna.says("берите мои данные, не жалко")
    assert "✅ Даю согласие" in anna.buttons
    await anna.says("согласна")
    await anna.presses("Ямы")
