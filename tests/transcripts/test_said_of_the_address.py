"""What is said to «Где это?» of an address that the story named: it stays, the words go with it."""

import pytest

from core.places import Place
from tests.dialogs.telling_it import at_the_place

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


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("не этот, 102", "Благовещенск, Зейская, 102"),
        ("номер другой — 102", "Благовещенск, Зейская, 102"),
        ("102 дом, ошиблась", "Благовещенск, Зейская, 102"),
        ("104а", "Благовещенск, Зейская, 104а"),
        ("возле 102", "Благовещенск, Зейская, возле 102"),
        (
            "чуть дальше, ближе к Калинина",
            "Благовещенск, Зейская, 100, чуть дальше, ближе к Калинина",
        ),
    ],
)
def test_another_house_keeps_the_street(text: str, place: str) -> None:
    told = at_the_place(text="Яма на дороге, Благовещенск, Зейская 100").says(text)
    assert told.state.answers["place"] == Place(place)


@pytest.mark.parametrize("said", [("нет", "нет"), ("не тот дом", "нет"), ("нет", "другой номер")])
def test_an_address_that_was_refused_is_never_taken(said: tuple[str, str]) -> None:
    told = at_the_place(text="Яма на дороге, Благовещенск, Зейская 100")
    for text in said:
        told.says(text)
        assert told.asked == "place", text
    told.says("грязно там и дети ходят")
    assert told.asked == "place"
    told.says("102")
    assert told.state.answers["place"] == Place("Благовещенск, Зейская, 102")


def test_a_greeting_is_no_place_however_often() -> None:
    told = at_the_place(text="Яма на дороге, Благовещенск, Зейская 100")
    for text in ("не знаю", "здравствуйте, это опять я", "добрый день"):
        assert told.says(text).asked == "place", text


@pytest.mark.parametrize(
    "link",
    [
        "https://yandex.ru/maps/?ll=127.54,50.27",
        "50.27, 127.54",
        "https://2gis.ru/geo/127.54,50.27",
    ],
)
def test_a_point_with_few_figures_is_a_point(link: str) -> None:
    told = at_the_place().says(link)
    assert told.state.answers["place"] == Place("", 50.27, 127.54)


def test_two_hours_are_no_point_and_another_region_is_said_to_be_one() -> None:
    assert "Амурск" in at_the_place().says("55.75, 37.61").hints[0]
    assert at_the_place().says("12.05, 14.30").asked == "place"
