"""A place in none of the municipalities that the town file lists, and one in another region."""

import pytest

from core.desk import Draft
from core.places import Place
from dialogs.complaint.questions import draft
from tests.shipped import TOWN

from .samples import SUGGESTIONS
from .telling_it import Told, at_the_place

ANOTHER = "Другое место: Амурская область"


def filed(told: Told) -> Draft:
    return draft(TOWN, SUGGESTIONS, told.state.answers, "ru")


def test_who_names_a_town_that_is_not_listed_is_not_asked_for_one() -> None:
    anna = at_the_place().says("Шимановск, Ленина 5")
    assert anna.asked == "photos"
    assert filed(anna).municipality == ""
    assert filed(anna).place == Place("Шимановск, Ленина 5")
    anna.presses("Пропустить", "Пропустить")
    assert "📍 Шимановск, Ленина 5" in anna.sees


@pytest.mark.parametrize("said", ["другой", "такого города нет в списке", "Другое место"])
def test_the_settlement_is_asked_for_where_no_address_names_it(said: str) -> None:
    anna = at_the_place().says("Ленина 5").says(said)
    assert anna.asked == "settlement"
    assert anna.says("Магдагачи").asked == "photos"
    assert filed(anna).place == Place("Магдагачи, Ленина 5")
    assert filed(anna).text == "Яма на дороге"


@pytest.mark.parametrize("said", ["нет", "нет фото"])
def test_no_is_no_settlement_and_it_is_asked_for_again(said: str) -> None:
    anna = at_the_place().says("Ленина 5").says("нет")
    assert anna.asked == "settlement"
    assert anna.says(said).asked == "settlement"
    assert "«Пропустить»" in anna.hints[0]
    assert anna.presses("Пропустить").asked == "photos"


@pytest.mark.parametrize("said", ["не знаю", "", "пропустить"])
def test_nobody_is_kept_at_the_settlement(said: str) -> None:
    anna = at_the_place().says("Ленина 5").presses(ANOTHER)
    anna = anna.says(said) if said else anna.presses("Пропустить")
    assert anna.asked == "photos"
    assert (filed(anna).municipality, filed(anna).place) == ("", Place("Ленина 5"))


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("Шимановск", "Шимановск, Ленина 5"),
        ("шимановск", "Шимановск, Ленина 5"),
        ("в Шимановске", "Шимановск, Ленина 5"),
        ("это город Шимановск", "г. Шимановск, Ленина 5"),
        ("в деревне Гадюкино", "д. Гадюкино, Ленина 5"),
        ("Ивановка", "Ивановка, Ленина 5"),
        ("Благовещенский район", "Благовещенский район, Ленина 5"),
        ("мы в Тамбовском районе", "Тамбовский район, Ленина 5"),
    ],
)
def test_a_settlement_that_is_none_of_the_listed_belongs_to_the_place(
    said: str, address: str
) -> None:
    anna = at_the_place().says("Ленина 5").says(said)
    assert anna.asked == "photos"
    assert f"📍 Место: {address}" in anna.hints
    made = filed(anna)
    assert (made.municipality, made.place, made.text) == ("", Place(address), "Яма на дороге")


@pytest.mark.parametrize("said", ["в Свободном", "г. Свободный", "город свободный"])
def test_a_listed_town_is_named_in_any_words(said: str) -> None:
    anna = at_the_place().says("Ленина 5").says(said)
    assert (anna.asked, filed(anna).municipality) == ("photos", "svobodny")


@pytest.mark.parametrize("said", ["Остановка", "киоск", "колесо пробило", "срочно"])
def test_what_is_no_settlement_is_told_besides(said: str) -> None:
    anna = at_the_place().says("Ленина 5").says(said)
    assert anna.asked == "municipality"
    assert filed(anna).place == Place("Ленина 5")


@pytest.mark.parametrize(
    "said", ["Москва", "в Москве", "Санкт-Петербург", "питер", "г. Хабаровск", "в Чите"]
)
def test_a_city_of_another_region_is_answered_as_a_point_there(said: str) -> None:
    anna = at_the_place().says("Тверская 12").says(said)
    assert anna.asked == "municipality"
    assert "только по своему: Амурская область" in anna.hints[0]
    assert filed(anna).text == "Яма на дороге"
    assert anna.presses("Тында").asked == "photos"


def test_another_place_is_asked_for_its_settlement_anew() -> None:
    anna = at_the_place().says("Ленина 5").presses(ANOTHER).says("Магдагачи")
    anna.presses("Пропустить", "Пропустить", "✏️ Место")
    assert anna.says("Мира 7").asked == "settlement"
    anna.says("Зея")
    assert "📍 Зея, Мира 7" in anna.sees


def test_a_town_named_as_the_settlement_is_the_municipality() -> None:
    anna = at_the_place().says("Ленина 5").presses(ANOTHER)
    assert anna.says("Хабаровск").asked == "settlement"
    assert anna.says("Тында").asked == "photos"
    assert (filed(anna).municipality, filed(anna).place) == ("tynda", Place("Ленина 5"))


def test_an_address_in_another_region_is_refused_and_asked_again() -> None:
    anna = at_the_place().says("Москва, Тверская 12")
    assert anna.asked == "place"
    assert "только по своему" in anna.hints[0]
    assert anna.says("Благовещенск, Московская 12").asked == "photos"


def test_a_benefit_that_is_refused_stands_in_no_street() -> None:
    anna = Told().says("мне отказали в выплате").presses("Выплаты")
    assert anna.asked == "municipality"
    anna.presses("Благовещенск", "Пропустить", "Пропустить")
    assert "📍 Благовещенск\n" in anna.sees
    assert (filed(anna).municipality, filed(anna).place) == ("blag", Place())


def test_a_village_is_the_place_of_what_has_none() -> None:
    anna = Told().says("мне отказали в выплате").presses("Выплаты").says("Ивановка")
    assert (anna.asked, filed(anna).place) == ("photos", Place("Ивановка"))


@pytest.mark.parametrize("first", [True, False])
def test_whose_story_is_of_another_region_hears_it_at_once(first: bool) -> None:
    anna = Told() if first else Told().presses("Сообщить")
    anna.says("Здравствуйте, я живу в Хабаровске, у нас яма на дороге, Мира 5")
    assert "в другом регионе" in anna.hints[0]


def test_another_region_is_passed_over_by_no_word() -> None:
    anna = at_the_place().says("Тверская 12")
    for said in ("хабаровск", "хабаровск", "Омск"):
        assert anna.says(said).asked == "municipality"
        assert "в другом регионе" in anna.hints[0]
    anna.presses(ANOTHER)
    assert "Пропустить" not in " ".join(anna.labels)
    for said in ("нет фото", "не знаю", "Чита"):
        assert anna.says(said).asked == "settlement"
    assert anna.says("Магдагачи").asked == "photos"


def test_another_foreign_name_is_another_refusal() -> None:
    anna = at_the_place()
    for said in ("Москва, Тверская 5", "Хабаровск", "Омск, Мира 5"):
        assert anna.says(said).asked == "place"
        assert "в другом регионе" in anna.hints[0]
    assert anna.says("Омск, Мира 5").asked == "municipality"


@pytest.mark.parametrize("said", ["Чигири, Тополиная", "чигири, ул. Тополиная"])
def test_the_village_of_a_street_is_heard_beside_it(said: str) -> None:
    anna = at_the_place().says("ул. Тополиная, вся улица").says(said)
    assert anna.asked == "photos"
    assert filed(anna).place == Place("Чигири, ул. Тополиная, вся улица")


def test_what_is_said_of_the_whole_street_is_no_town() -> None:
    anna = at_the_place(text="Яма на ул. Тополиной").says("вся улица").says("нет")
    assert anna.asked == "settlement"


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("село Ивановка, Ленина 3", "село Ивановка, Ленина 3"),
        ("г. Зея, въезд со стороны Тыгды", "г. Зея, въезд со стороны Тыгды"),
    ],
)
def test_nor_is_who_names_a_village(said: str, place: str) -> None:
    anna = at_the_place().says(said)
    assert anna.asked == "photos"
    assert (filed(anna).municipality, filed(anna).place) == ("", Place(place))


@pytest.mark.parametrize(
    "said", ["остановка ЦРЫНОК, Благовещенск", "областная больница Благовещенск"]
)
def test_a_town_at_the_end_of_a_landmark_is_its_town(said: str) -> None:
    anna = at_the_place().says(said)
    assert anna.asked == "photos"
    assert filed(anna).municipality == "blag"


@pytest.mark.parametrize("said", ["в Благовещенске конечно мы тут всю жизнь живем", "блгв"])
def test_a_town_in_a_sentence_answers_which_it_is(said: str) -> None:
    anna = at_the_place().says("Ленина 5").says(said)
    assert anna.asked == "photos"
    assert filed(anna).municipality == "blag"
