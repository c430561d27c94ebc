"""What is said to the bot itself, and how people give their number: neither tells of a problem."""

import pytest

from .stage import Stage
from .test_going_on import filed
from .test_verdicts_in_words import DOORS


@DOORS
@pytest.mark.parametrize(
    "text",
    [
        *("какие вопросы вы решаете", "можно без имени?", "это анонимно?", "как прислать фото"),
        *("what can you do?", "how long does it take?", "is it anonymous?", "что ты умеешь"),
    ],
)
async def test_a_question_about_the_bot_is_answered(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna = stage.resident("Анна", door, 101)
    await anna.says(text)
    assert anna.chat.says("/new")
    assert "↩️ Продолжить начатое" not in anna.buttons
    await anna.says("Яма на дороге, колесо пробил")
    if "✕ Отмена" in anna.buttons:  # who began in English is answered so
        await anna.agrees()
    await anna.says(text)
    assert not anna.chat.says("Добавил к описанию")
    assert not anna.chat.says("Added to the description")


@DOORS
@pytest.mark.parametrize(
    "text", ["Хочу пожаловаться", "У меня жалоба", "Помогите", "новая", "ещё проблема", "не знаю"]
)
async def test_who_only_begins_is_asked_what_happened(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    roads = await stage.agency("roads", door, chat)
    anna = stage.resident("Анна", door, 101)
    await anna.says(text)
    await anna.agrees()
    await anna.says("Яма на дороге, колесо пробил")
    await anna.presses("Ямы", "Пропустить")
    await anna.says("Благовещенск, Ленина, 5")
    await anna.presses("Пропустить", "Пропустить", "Отправить")
    assert roads.says("Яма на дороге")
    assert not roads.says(text)


@DOORS
@pytest.mark.parametrize("text", ["мой телефон 89241234567", "позвоните мне 89241234567"])
async def test_a_number_after_the_filing_is_offered_to_the_ticket(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna, number = await filed(stage, door, chat)
    await anna.says(text)
    await anna.presses(f"➕ Добавить к {number}")
    assert "89241234567" in (await stage.ticket(number)).contact


@DOORS
async def test_nothing_is_asked_in_the_menu(stage: Stage, door: str, chat: int) -> None:
    anna, _ = await filed(stage, door, chat)
    for text in ("назад", "готово", "отправить", "пропустить"):
        await anna.says(text)
        assert not anna.chat.says("ответьте, пожалуйста, на вопрос")


@DOORS
async def test_what_is_sent_three_times_is_told_once(stage: Stage, door: str, chat: int) -> None:
    anna = stage.resident("Анна", door, 101)
    await anna.says("Яма на дороге, колесо пробил")
    await anna.agrees()
    for _ in range(3):
        await anna.says("глубина полметра, огорожена")
    await anna.presses("Ямы", "Пропустить")
    await anna.says("Благовещенск, Ленина, 5")
    await anna.presses("Пропустить", "Пропустить")
    assert anna.sees.count("глубина полметра") == 1


@DOORS
@pytest.mark.parametrize("text", ["пишите сюда", "не дам", "анонимно", "вы и так знаете"])
async def test_who_gives_no_number_goes_on(stage: Stage, door: str, chat: int, text: str) -> None:
    anna = stage.resident("Анна", door, 101)
    await anna.says("Яма на дороге, колесо пробил")
    await anna.agrees()
    await anna.presses("Ямы", "Пропустить")
    await anna.says("Благовещенск, Ленина, 5")
    await anna.presses("Пропустить")
    await anna.says("89241")
    assert "а нужно 11" in anna.sees
    await anna.says(text)
    assert "Проверьте, всё ли" in anna.sees


@DOORS
@pytest.mark.parametrize(
    ("text", "contact"),
    [
        *(("яма на Зейской 5, мой домашний 52-36-41", "52-36-41"),),
        *(("яма на дороге, тел. 523-641", "523-641"), ("яма, телеграм @masha_28", "@masha_28")),
    ],
)
async def test_a_towns_own_number_and_a_nick_are_kept_apart(
    stage: Stage, door: str, chat: int, text: str, contact: str
) -> None:
    roads = await stage.agency("roads", door, chat)
    anna = stage.resident("Анна", door, 101)
    await anna.says(text)
    await anna.agrees()
    await anna.presses("Ямы", "Пропустить")
    await anna.says("Благовещенск, Ленина, 5")
    await anna.presses("Пропустить", "Отправить")
    assert not roads.says(contact)
    assert (await stage.ticket("26-000001")).contact == contact
