"""An address named in the first words is offered where the place is asked for: one press."""

import pytest

from .beginnings import beginning
from .stage import Player, Stage

DOORS = pytest.mark.parametrize(
    ("door", "chat"), [("telegram", -1), ("vk", 2_000_000_001)], ids=["telegram", "vk"]
)


@beginning
async def asked_where(stage: Stage, door: str, text: str) -> Player:
    anna = stage.resident("Анна", door, 101)
    await anna.says(text)
    await anna.agrees()
    await anna.presses("Ямы", "Пропустить")
    assert "Где это?" in anna.sees
    return anna


@DOORS
async def test_it_is_pressed_and_goes_to_the_agency(stage: Stage, door: str, chat: int) -> None:
    roads = await stage.agency("roads", door, chat)
    anna = await asked_where(stage, door, "На ул. Пушкина 12 яма на дороге, Благовещенск")
    await anna.presses("📍 Благовещенск, ул. Пушкина, 12")
    assert anna.chat.says("📍 Место: Благовещенск, ул. Пушкина, 12")
    await anna.presses("Пропустить", "Пропустить", "Отправить")
    assert roads.says("📍 Благовещенск, ул. Пушкина, 12")


@DOORS
async def test_the_town_is_asked_for_where_the_story_has_none(
    stage: Stage, door: str, chat: int
) -> None:
    anna = await asked_where(stage, door, "На Пушкина 12 яма на дороге")
    await anna.presses("📍 Пушкина, 12", "Тында")
    await anna.presses("Пропустить", "Пропустить")
    assert "📍 Тында, Пушкина, 12" in anna.sees


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Яма на дороге, Благовещенск, Лазо 20", "📍 Благовещенск, Лазо, 20"),
        ("Яма на дороге Благовещенск Ленина 44", "📍 Благовещенск, Ленина, 44"),
        ("Ленина 44, Свободный, яма на дороге", "📍 Свободный, Ленина, 44"),
        ("Яма на дороге пушкина 6 белогорск", "📍 Белогорск, Пушкина, 6"),
        ("В Белогорске на Ленина 5 яма на дороге", "📍 Белогорск, Ленина, 5"),
        ("Яма на дороге в Шимановске на Ленина 10", "📍 Шимановск, Ленина, 10"),
        ("Белогорск. Яма на дороге. Кирова 5", "📍 Белогорск, Кирова, 5"),
        ("Яма на дороге, с Волково, ул Новая 3", "📍 Волково, ул. Новая, 3"),
        ("Яма на дороге, Ленина 45 г. Свободный", "📍 г. Свободный, Ленина, 45"),
    ],
)
async def test_the_town_that_is_named_stands_before_the_address(
    stage: Stage, text: str, label: str
) -> None:
    anna = await asked_where(stage, "telegram", text)
    assert label in anna.buttons


@DOORS
async def test_a_town_that_the_story_names_is_not_asked_for(
    stage: Stage, door: str, chat: int
) -> None:
    anna = await asked_where(stage, door, "В Тынде у школы 14 яма на дороге, колесо пробил")
    await anna.says("школа 14")
    assert "В каком это городе" not in anna.sees
    await anna.presses("Пропустить", "Пропустить")
    assert "📍 Тында, школа 14" in anna.sees


@DOORS
async def test_a_town_that_one_only_goes_to_is_not_where_it_is(
    stage: Stage, door: str, chat: int
) -> None:
    anna = await asked_where(stage, door, "Дорога из Белогорска в Тынду вся в ямах")
    await anna.says("у моста через реку")
    assert "В каком это городе" in anna.sees


async def test_a_street_of_another_city_is_not_taken_for_ours(stage: Stage) -> None:
    anna = await asked_where(stage, "vk", "В Москве на Тверской 12 яма на дороге")
    await anna.presses("📍 Москва, Тверская, 12")
    assert "только по своему: Амурская область" in anna.sees


@pytest.mark.parametrize("word", ["да", "Верно", "там", "📍 пушкина, 12"])
async def test_the_only_one_is_agreed_with_in_words(stage: Stage, word: str) -> None:
    anna = await asked_where(stage, "telegram", "На Пушкина 12 яма на дороге")
    await anna.says(word)
    assert anna.chat.says("📍 Место: Пушкина, 12")


async def test_of_two_it_is_not_guessed_which_is_meant(stage: Stage) -> None:
    anna = await asked_where(stage, "vk", "Живу на Пушкина 12, а яма на Мира 7")
    assert "📍 Пушкина, 12" in anna.buttons
    assert "📍 Мира, 7" in anna.buttons
    await anna.says("да")
    assert "Чтобы приехать, нужно место" in anna.sees
    await anna.presses("📍 Мира, 7", "Тында")
    await anna.presses("Пропустить", "Пропустить")
    assert "📍 Тында, Мира, 7" in anna.sees


async def test_another_place_is_typed_all_the_same(stage: Stage) -> None:
    anna = await asked_where(stage, "telegram", "Живу на Пушкина 12, у дома яма")
    await anna.says("Тында, Красная Пресня, 5")
    assert anna.chat.says("📍 Место: Тында, Красная Пресня, 5")


async def test_what_is_added_later_is_offered_too(stage: Stage) -> None:
    anna = stage.resident("Анна", "telegram", 101)
    await anna.says("Яма на дороге")
    await anna.agrees()
    await anna.says("это на Пушкина 12")
    await anna.presses("Ямы", "Пропустить", "📍 Пушкина, 12", "Тында")
    assert "Пришлите фото" in anna.sees


async def test_a_story_without_an_address_is_asked_as_before(stage: Stage) -> None:
    anna = await asked_where(stage, "telegram", "Яма на дороге третий день, 5 машин пробили колёса")
    assert "Напишите адрес: город, улицу и дом" in anna.sees
    assert not [label for label in anna.buttons if label.startswith("📍 ") and "карте" not in label]


@pytest.mark.parametrize(
    "text",
    [
        "Яма на Ленина 5. В Белогорске такие давно засыпали",
        "Яма в Тынде на Ленина 5, а в Белогорске такой нет",
    ],
)
async def test_the_town_of_another_sentence_or_of_two_is_asked_for(stage: Stage, text: str) -> None:
    anna = await asked_where(stage, "vk", text)
    await anna.presses("📍 Ленина, 5")
    assert "В каком это городе" in anna.sees


@pytest.mark.parametrize(
    ("story", "label"),
    [
        ("Благовещенск, ул. Б. Хмельницкого 1/2, яма", "📍 …ул. Богдана Хмельницкого, 1/2"),
        ("Благовещенск, ул. Ленина 120 корпус 2, яма", "📍 Благовещенск, ул. Ленина, 120к2"),
        ("п. Моховая Падь-Северная, ул. Святителя Иннокентия 120, яма", "Иннокентия, 120"),
    ],
)
@pytest.mark.parametrize("door", ["telegram", "vk"])
async def test_a_long_label_keeps_the_house(
    stage: Stage, door: str, story: str, label: str
) -> None:
    anna = await asked_where(stage, door, f"{story} на дороге")
    (offered,) = [one for one in anna.buttons if one.startswith("📍") and "карте" not in one]
    assert offered.endswith(label)
    assert len(offered) < 40


async def test_long_addresses_differ_by_their_ends(stage: Stage) -> None:
    village = "яма: с. Константиноградовка-Северная, ул. Лазурная 5 и ул. Василенко 7, ул. Лазо 8"
    anna = await asked_where(stage, "telegram", village)
    offered = [label for label in anna.buttons if label.startswith("📍 …")]
    assert [label[-9:] for label in offered] == ["зурная, 5", "иленко, 7", "л. Лазо, 8"[-9:]]
    await anna.presses(offered[2])
    assert anna.chat.says("📍 Место: с. Константиноградовка-Северная, ул. Лазо, 8")


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("дом 12", "ул. Чехова, 12"),
        ("12а", "ул. Чехова, 12а"),
        ("1", "ул. Чехова"),
        ("+", "ул. Чехова"),
        ("нет, Мира 7", "Мира, 7"),
        ("да, Мира 7 оно", "Мира, 7"),
        ("📍 Мира, 7", "Мира, 7"),
    ],
)
async def test_what_is_said_to_the_only_street(stage: Stage, said: str, place: str) -> None:
    anna = await asked_where(stage, "telegram", "На ул. Чехова яма на дороге")
    await anna.says(said)
    assert anna.chat.says(f"📍 Место: {place}")


@pytest.mark.parametrize(
    "said", ["другой адрес", "это не тот адрес", "неправильно", "а можно без этого", "Пропустить"]
)
async def test_a_refusal_is_no_place(stage: Stage, said: str) -> None:
    anna = await asked_where(stage, "telegram", "На ул. Чехова 5 яма на дороге")
    await anna.says(said)
    assert "Чтобы приехать, нужно место" in anna.sees


async def test_the_label_typed_once_more_is_no_part_of_the_story(stage: Stage) -> None:
    roads = await stage.agency("roads", "vk", 2_000_000_001)
    anna = await asked_where(stage, "vk", "На Чехова 5 яма на дороге")
    await anna.says("📍 Чехова, 5")
    await anna.presses("Благовещенск")
    await anna.says("📍 Чехова, 5")
    await anna.presses("Пропустить", "Пропустить", "Отправить")
    assert "│ 📍" not in roads.post("26-000001 ·").text


async def test_a_number_without_end_is_no_place_and_does_no_harm(stage: Stage) -> None:
    anna = await asked_where(stage, "telegram", "На Чехова 5 яма на дороге")
    await anna.says("9" * 5000)
    assert "слишком длинно" in anna.sees
    await anna.says("1")
    assert anna.chat.says("📍 Место: Чехова, 5")


@pytest.mark.parametrize("house", ["12", "дом 12", "д. 12"])
@pytest.mark.parametrize("skipped", [0, 1, 2])
async def test_a_house_sent_late_is_its_streets(stage: Stage, house: str, skipped: int) -> None:
    """At the photos, at the contact, and at the summary."""
    anna = await asked_where(stage, "telegram", "яма на дороге")
    await anna.says("Улица Пушкина")
    await anna.presses("Благовещенск", *("Пропустить",) * skipped)
    await anna.says(house)
    assert anna.chat.says("📍 Место: Улица Пушкина, 12")
    await anna.presses(*("Пропустить",) * (2 - skipped), "Отправить")
    ticket = await stage.ticket("26-000001")
    assert ticket.place.address == "Улица Пушкина, 12"
    assert ticket.text == "яма на дороге"
