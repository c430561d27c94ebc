"""What is said to «Где это?» of an address that the story named: it stays, the words go with it."""

import pytest

from .stage import Stage
from .test_address_in_the_story import asked_where
from .test_verdicts_in_words import DOORS

STORY = "На ул. Пушкина 12 яма на дороге, Благовещенск"
THERE = "Благовещенск, ул. Пушкина, 12"


@DOORS
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Рядом с подъездом", ", рядом с подъездом"),
        ("напротив 45", ", напротив 45"),
        ("во дворе", ", во дворе"),
        ("у школы 5", ", у школы 5"),
        ("школа 5", ", школа 5"),
        ("второй подъезд.", ", второй подъезд"),
        ("там же", ""),
        ("я же написал", ""),
        ("по этому же адресу", ""),
    ],
)
async def test_the_agency_reads_both(
    stage: Stage, door: str, chat: int, text: str, said: str
) -> None:
    roads = await stage.agency("roads", door, chat)
    anna = await asked_where(stage, door, STORY)
    await anna.says(text)
    assert anna.chat.says(f"📍 Место: {THERE}{said}")
    await anna.presses("Пропустить", "Пропустить", "Отправить")
    assert roads.says(f"📍 {THERE}{said}")


@pytest.mark.parametrize("text", ["у рынка на Лазо 7", "остановка Гагарина", "Зелёная 5"])
async def test_another_place_takes_its_own_place(stage: Stage, text: str) -> None:
    anna = await asked_where(stage, "telegram", STORY)
    await anna.says(text)
    assert anna.chat.says(f"📍 Место: {text}")


@DOORS
@pytest.mark.parametrize(
    "text", ["во дворе", "у нашего подъезда", "скажу по телефону", "отсюда", "нигде", "да блин"]
)
async def test_what_nobody_finds_is_asked_about_once(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna = await asked_where(stage, door, "Яма на дороге, колесо пробил")
    await anna.says(text)
    assert "Чтобы приехать, нужно место" in anna.sees
    await anna.says(text)
    assert anna.chat.says(f"📍 Место: {text}")


async def test_an_exclamation_of_a_trouble_is_more_of_the_story(stage: Stage) -> None:
    roads = await stage.agency("roads", "telegram", -1)
    anna = await asked_where(stage, "telegram", STORY)
    await anna.says("да блин яма огромная")
    assert not anna.chat.says("📍 Место")
    await anna.says("да")
    await anna.presses("Пропустить", "Пропустить", "Отправить")
    assert roads.says("да блин яма огромная")
    assert not roads.says("12, да блин")


@DOORS
@pytest.mark.parametrize(
    "text",
    [
        "https://yandex.ru/maps/77/blagoveshchensk/?ll=127.527000%2C50.290000&z=17",
        "вот https://yandex.ru/maps/?ll=12.5%2C5.2&whatshere%5Bpoint%5D=127.5272%2C50.2907",
        "https://2gis.ru/blag/geo/9/127.527198,50.290712",
        "https://www.google.com/maps/place/X/@50.29,127.52,17z/data=!3d50.2907!4d127.5272",
    ],
)
async def test_a_link_to_a_map_is_a_point(stage: Stage, door: str, chat: int, text: str) -> None:
    anna = await asked_where(stage, door, "Яма на дороге, колесо пробил")
    await anna.says(text)
    assert "Благовещенск" in " ".join(post.text for post in anna.chat.posts[-3:])
    assert "В каком это городе" not in anna.sees
