"""Who left a complaint in the middle comes back on a later day, and may have forgotten it."""

import pytest

from .stage import Player, Stage
from .test_verdicts_in_words import ONE_DOOR

LAMP = "Не горит фонарь у школы на Мира, 7"


async def _left(stage: Stage, door: str) -> Player:
    """Where it is was asked last."""
    anna = stage.resident("Анна", door, 101)
    await anna.says("Яма на дороге, колесо пробил")
    await anna.agrees()
    await anna.presses("Ямы", "На проезжей части")
    return anna


@ONE_DOOR
async def test_on_the_same_day_all_belongs_to_it(stage: Stage, door: str, chat: int) -> None:
    anna = await _left(stage, door)
    stage.later(hours=1)
    await anna.says(LAMP)
    assert "О чём это?" not in anna.sees


@ONE_DOOR
@pytest.mark.parametrize("said", ["✍️ Это новая проблема", "это новое", "2", "другая проблема"])
async def test_another_problem_begins_a_complaint_and_the_first_waits(
    stage: Stage, door: str, chat: int, said: str
) -> None:
    anna = await _left(stage, door)
    stage.later(days=3)
    await anna.says(LAMP)
    assert f"«{LAMP}»" in anna.sees
    assert "недописанное обращение: «Яма на дороге, колесо пробил»" in anna.sees
    await anna.says(said)
    await anna.presses("Не горит", "Пропустить", "📍 Мира, 7", "Благовещенск")
    await anna.presses("Пропустить", "Пропустить", "Отправить")
    (number,) = await stage.tickets_of(anna)
    assert (await stage.ticket(number)).text == LAMP
    await anna.presses("↩️ Продолжить начатое")
    assert "Где" in anna.sees
    assert "Фонарь" not in anna.sees


@ONE_DOOR
@pytest.mark.parametrize("said", ["↩️ К недописанному", "к старому обращению", "1", "добавь"])
async def test_it_may_belong_to_it_all_the_same(
    stage: Stage, door: str, chat: int, said: str
) -> None:
    anna = await _left(stage, door)
    stage.later(days=3)
    await anna.says(LAMP)
    await anna.says(said)
    assert "О чём это?" not in anna.sees
    assert any("Мира" in label for label in anna.buttons) or "Мира" in anna.sees


@ONE_DOOR
@pytest.mark.parametrize("answer", ["Ленина 5", "яма прямо у школы", "у магазина на углу"])
async def test_what_answers_the_question_is_an_answer_on_any_day(
    stage: Stage, door: str, chat: int, answer: str
) -> None:
    anna = await _left(stage, door)
    stage.later(days=3)
    await anna.says(answer)
    assert "О чём это?" not in anna.sees


@ONE_DOOR
async def test_under_a_picture_it_is_asked_as_well(stage: Stage, door: str, chat: int) -> None:
    anna = await _left(stage, door)
    stage.later(days=3)
    await anna.sends("фонарь", text=LAMP)
    assert "📷 1 фото" in anna.sees
    await anna.presses("✍️ Это новая проблема")
    assert any("Не горит" in label for label in anna.buttons)


@ONE_DOOR
@pytest.mark.parametrize(
    "said", ["Здравствуйте!", "добрый день", "хочу сообщить о проблеме", "/start"]
)
async def test_who_greets_is_told_where_they_stopped(
    stage: Stage, door: str, chat: int, said: str
) -> None:
    anna = await _left(stage, door)
    stage.later(days=3)
    await (anna.commands("start") if said == "/start" else anna.says(said))
    assert "остановились: «Яма на дороге, колесо пробил»" in anna.sees
    assert "Где" in anna.sees
