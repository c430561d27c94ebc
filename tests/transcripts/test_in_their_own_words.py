"""What is answered in words that are on no button."""

import pytest

from .beginnings import beginning
from .stage import Player, Stage
from .test_verdicts_in_words import DOORS


@beginning
async def at_the_summary(stage: Stage, door: str) -> Player:
    anna = stage.resident("Анна", door, 101)
    await anna.says("Яма на дороге, колесо пробил")
    await anna.agrees()
    await anna.presses("Ямы", "Пропустить")
    await anna.says("Тында, Красная Пресня, 5")
    await anna.presses("Пропустить", "Пропустить")
    assert "Проверьте" in anna.sees
    return anna


@DOORS
@pytest.mark.parametrize("text", ["много", "стая", "штук пять-семь", "не считала", "3-4"])
async def test_how_many_is_answered_as_it_is_said(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna = stage.resident("Анна", door, 101)
    await anna.says("Бездомные собаки у подъезда кидаются")
    await anna.agrees()
    await anna.presses("собаки")
    if "Понятно" in " ".join(anna.buttons):
        await anna.presses("Понятно, продолжить")
    assert "Сколько собак" in anna.sees
    await anna.says(text)
    assert "Сколько собак" not in anna.sees
    assert not anna.chat.says("Добавил к описанию")


@DOORS
@pytest.mark.parametrize("text", ["ладно согласна", "ну хорошо, согласен", "+"])
async def test_consent_is_given_in_words_that_agree(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna = stage.resident("Анна", door, 101)
    await anna.says("Яма на дороге, колесо пробил")
    await anna.says(text)
    assert "Верно?" in anna.sees


@DOORS
async def test_who_tells_on_before_the_consent_is_told_what_is_left(
    stage: Stage, door: str, chat: int
) -> None:
    anna = stage.resident("Анна", door, 101)
    await anna.says("Яма на дороге, колесо пробил")
    await anna.says("на зейской 200, огромная")
    assert "Осталось нажать «Даю согласие»" in anna.sees
    await anna.says("не согласна, но яма большая")
    assert "Верно?" not in anna.sees
    await anna.says("а без этого нельзя")
    assert "Без согласия" in anna.sees


@DOORS
@pytest.mark.parametrize("text", ["а зачем вам", "а вам какая разница", "какая разница"])
async def test_a_question_back_is_answered_and_stands_nowhere(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna = stage.resident("Анна", door, 101)
    await anna.says("Яма на дороге, колесо пробил")
    await anna.agrees()
    await anna.says(text)
    assert "Выберите, пожалуйста" in anna.sees
    assert not anna.chat.says("Добавил к описанию")


@DOORS
@pytest.mark.parametrize(
    ("text", "asked"),
    [
        *(
            ("адрес не тот", "Где это?"),
            ("не тот адрес", "Где это?"),
            ("место неправильное", "Где это?"),
        ),
        ("тема не та", "Верно?"),
        ("нет, дом 7", "📍 Место: Тында, Красная Пресня, 7"),  # no more need be asked
        ("поменяйте телефон", "Как с вами связаться"),
    ],
)
async def test_what_is_wrong_at_the_summary_is_asked_anew(
    stage: Stage, door: str, chat: int, text: str, asked: str
) -> None:
    anna = await at_the_summary(stage, door)
    await anna.says(text)
    assert asked in anna.sees


@DOORS
async def test_what_is_said_instead_is_taken_at_once(stage: Stage, door: str, chat: int) -> None:
    roads = await stage.agency("roads", door, chat)
    anna = await at_the_summary(stage, door)
    await anna.says("исправь адрес на Благовещенск, Ленина 7")
    assert "📍 Благовещенск, Ленина 7" in anna.sees
    await anna.presses("Отправить")
    assert roads.says("Ленина 7")
    assert not roads.says("исправь")
