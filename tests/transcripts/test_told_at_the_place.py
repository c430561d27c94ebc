"""«Где это?» is asked, and what is written is no place, or one that no list has."""

import pytest

from .beginnings import beginning
from .stage import Player, Stage
from .test_address_in_the_story import asked_where
from .test_verdicts_in_words import DOORS

STORY = "Яма на дороге, колесо пробил"


@DOORS
@pytest.mark.parametrize(
    "text",
    [
        *("пожар у нас!!!", "ребёнок упал в яму!", "и провод оборван", "у нас пожар"),
        "а ещё мусор не вывозят третий день",
    ],
)
async def test_more_of_what_happened_goes_to_the_description(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    roads = await stage.agency("roads", door, chat)
    anna = await asked_where(stage, door, STORY)
    await anna.says(text)
    assert not anna.chat.says("📍 Место")
    assert "Где это?" in anna.sees
    await anna.says("Благовещенск, Ленина, 5")
    await anna.presses("Пропустить", "Пропустить", "Отправить")
    assert roads.says("📍 Благовещенск, Ленина, 5")
    assert roads.says(text)


@DOORS
@pytest.mark.parametrize(
    "text", ["детская площадка", "у дома, где был пожар", "остановка Гагарина", "школа 5"]
)
async def test_a_place_that_names_things_is_a_place(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna = await asked_where(stage, door, STORY)
    await anna.says(text)
    assert anna.chat.says(f"📍 Место: {text}")


@DOORS
@pytest.mark.parametrize("text", ["сейчас скину", "подождите", "щас гляну"])
async def test_who_asks_to_wait_is_waited_for(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna = await asked_where(stage, door, STORY)
    for _ in range(2):
        await anna.says(text)
        assert "Жду" in anna.sees


@DOORS
@pytest.mark.parametrize("text", ["см. выше", "в тексте есть", "я же фото скинула"])
async def test_what_was_said_before_is_no_place(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna = await asked_where(stage, door, STORY)
    await anna.says(text)
    assert "Чтобы приехать, нужно место" in anna.sees


@DOORS
async def test_another_region_is_told_once_and_then_taken(
    stage: Stage, door: str, chat: int
) -> None:
    anna = await asked_where(stage, door, STORY)
    await anna.says("Хабаровск, Карла Маркса 5")
    assert "только по своему" in anna.sees
    await anna.says("Хабаровск, Карла Маркса 5")
    assert anna.chat.says("📍 Место: Хабаровск, Карла Маркса 5")


@DOORS
@pytest.mark.parametrize("text", ["50.2907, 127.5272", "50.290712 127.527198", "127.5272, 50.2907"])
async def test_degrees_are_a_point(stage: Stage, door: str, chat: int, text: str) -> None:
    anna = await asked_where(stage, door, STORY)
    await anna.says(text)
    assert "Благовещенск" in " ".join(post.text for post in anna.chat.posts[-3:])
    assert "В каком это городе" not in anna.sees


@beginning
async def at_the_ground(stage: Stage, door: str) -> Player:
    anna = await asked_where(stage, door, STORY)
    await anna.says("Новая 3")
    assert "В каком это городе" in anna.sees
    return anna


@DOORS
@pytest.mark.parametrize("text", ["Зея", "Чигири", "село Ивановка", "Ивановка Ивановского района"])
async def test_a_village_of_no_list_is_taken_by_its_name(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna = await at_the_ground(stage, door)
    await anna.says(text)
    assert "В каком это городе" not in anna.sees
    await anna.presses("Пропустить", "Пропустить")
    assert "Новая 3" in anna.sees
    assert text.split()[-1 if "село" in text else 0] in anna.sees


@DOORS
@pytest.mark.parametrize("text", ["Не знаю", "Мусор тоже", "Зачем", "Ясно"])
async def test_what_is_no_name_is_none(stage: Stage, door: str, chat: int, text: str) -> None:
    anna = await at_the_ground(stage, door)
    await anna.says(text)
    assert "В каком это городе" in anna.sees


@DOORS
@pytest.mark.parametrize("text", ["благ", "в Благе", "блгвщнск", "Благовіщенськ"])
async def test_a_town_is_known_by_what_is_left_of_its_name(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna = await at_the_ground(stage, door)
    await anna.says(text)
    await anna.presses("Пропустить", "Пропустить")
    assert "📍 Благовещенск, Новая 3" in anna.sees


async def test_a_town_in_short_is_half_a_place(stage: Stage) -> None:
    anna = await asked_where(stage, "telegram", STORY)
    await anna.says("в Благе")
    assert "А где именно?" in anna.sees


@pytest.mark.parametrize(
    ("story", "text", "place"),
    [
        ("Яма на дороге, Ленина 30", "вся улица", "Ленина, 30, вся улица"),
        ("Яма на дороге, Ленина 30", "адрес в начале", "Ленина, 30"),
        ("Яма на дороге, Ленина 30", "на Ленина 30 же", "Ленина, 30"),
        ("Яма на дороге, Ленина 30", "яма на Ленина 30", "Ленина, 30"),
        ("Ямы: Ленина 10, Горького 5, Зейская 8", "все три", "Ленина, 10; Горького, 5; Зейская, 8"),
        (STORY, "остановка Педучилище, я же сказала", "остановка Педучилище"),
        (STORY, "Комсомольская 49, хотя нет 47", "Комсомольская, 47"),
        (STORY, "мухина 110", "Мухина, 110"),
    ],
)
async def test_the_place_is_read_out_of_the_reply(
    stage: Stage, story: str, text: str, place: str
) -> None:
    anna = await asked_where(stage, "telegram", story)
    await anna.says(text)
    assert any(f"📍 Место: {place}\n" in f"{post.text}\n" for post in anna.chat.posts)


@DOORS
async def test_more_that_is_wrong_takes_no_known_place(stage: Stage, door: str, chat: int) -> None:
    roads = await stage.agency("roads", door, chat)
    anna = await asked_where(stage, door, "Яма на дороге, Благовещенск, Ленина 30")
    await anna.says("и бордюр")
    assert "Где это?" in anna.sees
    await anna.says("и бордюр")
    assert anna.chat.says("📍 Место: Благовещенск, Ленина, 30")
    await anna.presses("Пропустить", "Пропустить", "Отправить")
    assert roads.says("и бордюр")
