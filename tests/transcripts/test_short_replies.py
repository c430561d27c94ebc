"""People answer a bot as they answer a person: «да похер согласен», «вторая», «позвонила, едут»,
«а нет, давайте про другое»."""

import pytest

from .beginnings import beginning
from .stage import Player, Stage
from .test_verdicts_in_words import DOORS

PLAYGROUND = "Качеля сломана на детской площадке"


@beginning
async def told(stage: Stage, door: str, *says: str) -> Player:
    anna = stage.resident("Анна", door, 101)
    await anna.says(says[0])
    await anna.agrees()
    for one in says[1:]:
        await anna.says(one)
    return anna


# the consent


@DOORS
async def test_the_button_stands_under_every_word_before_the_consent(
    stage: Stage, door: str, chat: int
) -> None:
    anna = stage.resident("Анна", door, 101)
    await anna.says("Яма на дороге, колесо пробил")
    for text in ("на Лазо она", "фото чего?", "отправляй уже", "ЧТО ЗА СОГЛАСИЕ НАХРЕН", "8"):
        await anna.says(text)
        assert "Осталось нажать «Даю согласие»" in anna.sees, text
        assert "✅ Даю согласие" in anna.buttons, text
    assert anna.chat.says("Без согласия я не могу")
    await anna.sends("яма")
    assert "✅ Даю согласие" in anna.buttons
    await anna.presses("Даю согласие", "Ямы", "Пропустить")
    await anna.says("Тында, Красная Пресня, 5")
    await anna.presses("Пропустить")
    assert "📝 Яма на дороге, колесо пробил\nна Лазо она\n" in anna.sees


@pytest.mark.parametrize(
    "text", ["да похер согласен", "ну короче да", "без проблем", "да конечно, доченька"]
)
async def test_yes_in_a_short_reply_is_the_consent(stage: Stage, text: str) -> None:
    anna = stage.resident("Анна", "telegram", 101)
    await anna.says(PLAYGROUND)
    await anna.says(text)
    assert "Верно?" in anna.sees
    assert not anna.chat.says("Добавил к описанию")


async def test_what_is_told_with_the_consent_is_not_lost(stage: Stage) -> None:
    anna = stage.resident("Анна", "telegram", 101)
    await anna.says("Яма на дороге")
    await anna.says("соседи согласны")
    assert "Осталось нажать" in anna.sees
    await anna.says("согласна, колесо пробила")
    await anna.presses("Ямы", "Пропустить")
    await anna.says("Тында, Красная Пресня, 5")
    await anna.presses("Пропустить", "Пропустить")
    assert "согласна, колесо пробила" in anna.sees


# the topic


@DOORS
@pytest.mark.parametrize("text", ["да верно сынок", "качеля", "во дворе где мы живем", "на Лазо"])
async def test_one_topic_is_confirmed_by_going_on(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna = await told(stage, door, PLAYGROUND, text)
    assert "Верно?" not in anna.sees
    assert "Где это?" in anna.sees


@pytest.mark.parametrize(
    "text", ["нет, не качели", "не то", "водитель автобуса нахамил пассажирке"]
)
async def test_another_topic_is_no_yes(stage: Stage, text: str) -> None:
    anna = await told(stage, "telegram", PLAYGROUND, text)
    assert "Где это?" not in anna.sees


async def test_one_of_several_is_named_by_its_number(stage: Stage) -> None:
    story = "У нас и лифт не работает, и вода холодная еле течет"
    anna = await told(stage, "telegram", story, "да")
    assert "Какая?" in anna.sees
    assert not anna.chat.says("Это уже отмечено")
    second = anna.buttons[1]
    await anna.says("вторая")
    assert ("Где нет воды?" in anna.sees) == ("воды" in second)
    assert ("Если в лифте" in anna.sees) == ("Лифт" in second)


async def test_yes_to_the_consent_and_to_several_topics_is_asked_which(stage: Stage) -> None:
    anna = stage.resident("Анна", "vk", 101)
    for text in ("У нас и лифт не работает, и вода холодная еле течет", "да", "да"):
        await anna.says(text)
    assert "Какая?" in anna.sees
    assert "🏠 Лифт" in anna.buttons


# advice


@DOORS
async def test_whoever_writes_on_has_read_the_advice(stage: Stage, door: str, chat: int) -> None:
    anna = await told(stage, door, "Лифт стоит, не работает", "да")
    assert "Если в лифте кто-то застрял" in anna.sees
    await anna.says("второй подъезд")
    assert "Если в лифте" not in anna.sees
    assert "Номер подъезда" not in anna.sees
    assert "Где это?" in anna.sees


async def test_who_has_called_is_not_told_to_call_again(stage: Stage) -> None:
    anna = await told(stage, "telegram", "Запах газа в подъезде", "уже позвонила 104, едут")
    assert "Где это?" in anna.sees
    await anna.commands("new", "Запах газа в подъезде")
    await anna.says("никак не дозвонюсь до 104")
    assert "звоните оттуда 104" in anna.sees


# what is asked is taken out of what is said


async def test_nobody_is_told_to_count_signs(stage: Stage) -> None:
    anna = await told(stage, "telegram", "Отопления нет, батареи холодные", "да нащет отопления")
    await anna.says("ну градусов 15 может 16")
    assert not anna.chat.says("слишком длинно")
    await anna.says("Тында, Красная Пресня, 5")
    await anna.says("фото делать не умею, доченька")
    await anna.says("всё")
    assert "— градусов 15 может 16" in anna.sees
    assert "Проверьте" in anna.sees


# something else


@DOORS
async def test_who_turns_to_something_else_is_asked_what_becomes_of_the_rest(
    stage: Stage, door: str, chat: int
) -> None:
    anna = await told(stage, door, "Мусор не вывозят", "да")
    assert "Сколько дней" in anna.sees
    await anna.says("а нет, давайте про другое, снег не чистят во дворе")
    assert "Речь теперь о другом: «🌳 Снег во дворе»" in anna.sees
    await anna.presses("Да, только это")
    await anna.says("Тында, Красная Пресня, 5")
    await anna.presses("Пропустить", "Пропустить")
    assert "📝 снег не чистят во дворе\n" in anna.sees
    assert "Снег во дворе" in anna.sees
    assert "Мусор" not in anna.sees


async def test_both_may_be_meant(stage: Stage) -> None:
    anna = await told(stage, "telegram", "Мусор не вывозят", "да")
    await anna.says("ой, другая проблема: снег не чистят во дворе")
    await anna.says("и то и другое")
    assert "Сколько дней" in anna.sees


async def test_what_belonged_to_the_other_problem_goes_with_it(stage: Stage) -> None:
    anna = await told(stage, "telegram", "Яма на дороге", "да")
    await anna.says("Тында, Красная Пресня, 5")
    await anna.sends("яма")
    await anna.says("нет, давайте про другое: во дворе снег не чистят")
    await anna.says("и ещё гололёд страшный")
    await anna.sends("снег")
    await anna.presses("Да, только это")
    assert "Где это?" in anna.sees
    await anna.says("Тында, Красная Пресня, 7")
    await anna.presses("Пропустить")  # the contact: the picture of the snow is there already
    for words in ("во дворе снег не чистят", "гололёд страшный", "Красная Пресня, 7", "1 фото"):
        assert words in anna.sees, words
    assert "Красная Пресня, 5" not in anna.sees


# the menu


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("Привет бот", "Расскажите, что сломалось"),
        ("Здравствуйте, можно вопрос?", "Как это работает"),
        ("Здравствуйте, это куда я попал?", "Как это работает"),
        ("а кто будет читать?", "Ответит вам человек"),
        ("сколько стоит?", "Бесплатно"),
    ],
)
async def test_a_question_to_the_bot_is_no_complaint(stage: Stage, text: str, heard: str) -> None:
    anna = stage.resident("Анна", "telegram", 101)
    await anna.says(text)
    assert heard in anna.sees


async def test_nothing_stands_below_the_help(stage: Stage) -> None:
    anna = stage.resident("Анна", "telegram", 101)
    await anna.commands("my")
    await anna.says("помощь")
    assert "Как это работает" in anna.sees
    assert "ни о чём не сообщали" not in anna.sees


@pytest.mark.parametrize("text", ["нет", "а зачем вам адрес"])
async def test_where_a_place_may_be_left_out_no_is_no(stage: Stage, text: str) -> None:
    anna = await told(stage, "telegram", "Коляску инвалидную не выдают, жду с весны", "да")
    assert "Где это?" in anna.sees
    await anna.says(text)
    assert text not in anna.sees
    assert "Где это?" not in anna.sees
