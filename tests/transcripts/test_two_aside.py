"""Two complaints that were left unfinished wait, and nothing that is said of the first loses it."""

import pytest

from .stage import Stage
from .test_verdicts_in_words import DOORS, ONE_DOOR


@DOORS
async def test_what_is_left_after_a_complaint_was_cancelled_loses_neither(
    stage: Stage, door: str, chat: int
) -> None:
    await stage.agency("roads", door, chat)
    anna = stage.resident("Анна", door, 101)
    await anna.says("Яма на дороге, колесо пробил")
    await anna.presses("Даю согласие", "Ямы", "Пропустить")
    await anna.says("Благовещенск, Ленина, 5")
    await anna.presses("✕ Отмена")
    await anna.says("Фонарь не горит у школы")
    await anna.presses("✕ Отмена", "↩️ Продолжить начатое")
    await anna.presses("Не горит", "Пропустить")
    await anna.says("Благовещенск, Мира, 7")
    await anna.presses("Пропустить", "Пропустить", "Отправить")
    assert (await stage.ticket("26-000001")).topic == "lamps.dark"
    await anna.presses("↩️ Продолжить начатое")
    assert "Пришлите фото" in anna.sees
    await anna.presses("Пропустить", "Пропустить")
    assert "Ленина, 5" in anna.sees
    await anna.presses("Отправить")
    assert (await stage.ticket("26-000002")).topic == "roads.pothole"


@ONE_DOOR
@pytest.mark.parametrize(
    "said", ["а черновик мой остался?", "ой верните", "давайте продолжим", "что мы там начали"]
)
async def test_it_is_asked_after_in_words(stage: Stage, door: str, chat: int, said: str) -> None:
    await stage.agency("roads", door, chat)
    anna = stage.resident("Анна", door, 101)
    await anna.says("Яма на дороге, колесо пробил")
    await anna.presses("Даю согласие", "Ямы", "Пропустить")
    await anna.says("Благовещенск, Ленина, 5")
    await anna.presses("✕ Отмена")
    await anna.says(said)
    assert "Пришлите фото" in anna.sees


@ONE_DOOR
async def test_words_that_are_asked_about_wait_over_a_complaint(
    stage: Stage, door: str, chat: int
) -> None:
    await stage.agency("roads", door, chat)
    anna = stage.resident("Анна", door, 101)
    await anna.files()
    await anna.says("Фонарь не горит у школы")
    await anna.presses("✕ Отмена")
    await anna.says("срок прошёл")
    assert "О чём это?" in anna.sees
    await anna.commands("my")
    await anna.commands("menu")
    await anna.presses("↩️ Продолжить начатое")
    assert "срок прошёл" in anna.sees
    await anna.presses("➕ Добавить к 26-000001")
    await anna.presses("↩️ Продолжить начатое")
    assert "Не горит" in " ".join(anna.buttons)
