"""What is corrected by words, at the summary and where the place is asked."""

import pytest

from core.places import Place

from .telling_it import Told, at_the_place, at_the_summary


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("дом не 5 а 7", "Благовещенск, Ленина, 7"),
        ("ой, дом не 5, а 7/2", "Благовещенск, Ленина, 7/2"),
        ("не 5, а 12а", "Благовещенск, Ленина, 12а"),
        ("дом 7, а не 5", "Благовещенск, Ленина, 7"),
        ("ошиблась, дом 9", "Благовещенск, Ленина, 9"),
        ("дом не тот, 9", "Благовещенск, Ленина, 9"),
        ("поменяйте номер дома на 9а", "Благовещенск, Ленина, 9а"),
        ("не Ленина, а Зелёная 15", "Благовещенск, Зелёная 15"),
        ("не Ленина, а Зелёная", "Благовещенск, Зелёная, 5"),
        ("ой, кажется дом 42 а не 5", "Благовещенск, Ленина, 42"),
        ("адрес Трудовая 24", "Благовещенск, Трудовая, 24"),
        ("я ошиблась адресом, Ленина 32", "Благовещенск, Ленина, 32"),
        ("это в Белогорске на Кирова 12", "Белогорск, Кирова, 12"),
        ("не тот адрес указала, Мира 7", "Благовещенск, Мира, 7"),
        ("Мира 7", "Благовещенск, Мира, 7"),
    ],
)
def test_the_place_is_corrected_at_the_summary(said: str, address: str) -> None:
    told = at_the_summary().says(said)
    place = told.state.answers["place"]
    assert isinstance(place, Place)
    assert place.address == address
    assert told.state.answers["what"] == "Яма на дороге"
    assert "Проверьте" in told.sees


@pytest.mark.parametrize(
    "said",
    [
        *("не 3, а 4 собаки", "не 10, а 12", "не яма, а траншея", "5 человек упали", "подъезд 3"),
        *("и на Мира 7 тоже", "там ещё яма у Мира 7", "Мира 7 рядом уже залатали"),
    ],
)
def test_what_is_of_no_place_is_told(said: str) -> None:
    told = at_the_summary().says(said)
    assert told.state.answers["what"] == f"Яма на дороге\n{said}"


def test_what_it_is_not_is_no_part_of_the_place() -> None:
    place = at_the_place().says("не Зейская, а Зелёная 5").state.answers["place"]
    assert isinstance(place, Place)
    assert place.address == "Зелёная 5"


@pytest.mark.parametrize("said", ["передумала", "а нет, не надо, передумал", "не надо"])
def test_who_thought_better_of_it_is_asked_whether_to_cancel(said: str) -> None:
    told = at_the_place().says(said)
    assert "Отменить сообщение?" in told.sees
    assert "place" not in told.state.answers
    assert told.says("нет, продолжим").asked == "place"


def test_no_picture_needed_is_no_cancelling() -> None:
    told = Told().says("Яма на дороге").presses("Ямы", "Пропустить")
    told.says("Благовещенск, Ленина, 5").says("не надо")
    assert told.asked == "contact"


def test_the_place_is_corrected_at_any_question_after_it() -> None:
    told = at_the_place().says("Комсомольская 49")
    assert told.asked == "municipality"
    told.says("нет погодите, это не у нас, это в Белогорске у мамы на Кирова 12")
    assert (told.asked, told.hints) == ("photos", ["📍 Место: Белогорск, Кирова, 12"])
    assert str(told.state.answers["what"]).endswith("у мамы на Кирова 12")
    told.says("дом 14")
    assert told.hints == ["📍 Место: Белогорск, Кирова, 14"]
    told.presses("Пропустить").says("ошиблась, на Кирова 16")
    assert (told.asked, told.hints) == ("contact", ["📍 Место: Белогорск, Кирова, 16"])


def test_a_landmark_is_told_more_exactly_and_stays() -> None:
    told = at_the_place().says("Благовещенск, остановка Гагарина").says("Мира 7")
    place = told.state.answers["place"]
    assert isinstance(place, Place)
    assert "остановка Гагарина" in place.address
    assert "Мира, 7" in place.address


def test_a_correction_to_another_region_is_none() -> None:
    told = at_the_summary().says("ошиблась, это в Хабаровске, Мира 5")
    assert told.state.answers["place"] == Place("Благовещенск, Ленина, 5")
    assert "в другом регионе" in told.hints[0]


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("только дом не 5, а 102", "Благовещенск, Ленина, 102"),
        ("адрес исправь на Зейская 102", "Благовещенск, Зейская, 102"),
        ("ой, это в Белогорске", "Белогорск, Ленина, 5"),
        ("только город Белогорск", "Белогорск, Ленина, 5"),
    ],
)
def test_a_house_and_a_town_are_corrected_in_more_words(said: str, address: str) -> None:
    told = at_the_summary().says(said)
    assert told.state.answers["place"] == Place(address)
    assert told.state.answers["what"] == "Яма на дороге"


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("тему поменяйте", "guess"),
        ("телефон уберите", "contact"),
        ("уберите слово яма", "what"),
        ("фото забыла", "photos"),
        ("ещё фото добавлю", "photos"),
    ],
)
def test_what_is_wrong_is_asked_again(said: str, asked: str) -> None:
    told = at_the_summary().says(said)
    assert told.asked == asked
    assert told.state.answers["what"] == "Яма на дороге"


def test_what_was_added_last_is_taken_away_again() -> None:
    told = at_the_summary().says("и бордюр разбит").says("сотри последнее")
    assert told.state.answers["what"] == "Яма на дороге"
    assert "Проверьте" in told.sees
    assert told.says("последнее удалите").asked == "what", "all there is: told anew"


@pytest.mark.parametrize(
    ("said", "guess"),
    [
        *(("верхняя", "roads.pothole"), ("ту что выше", "roads.pothole")),
        *(("нижнюю", "safety.trade"), ("вторая", "roads.sidewalk")),
    ],
)
def test_a_topic_is_told_by_where_it_stands(said: str, guess: str) -> None:
    assert Told().says("яма на тротуаре").says(said).state.answers["guess"] == guess


def test_yes_to_several_topics_is_told_why_it_does_not_do() -> None:
    told = Told().says("яма на тротуаре").says("да")
    assert "«да» не говорит, какая" in told.hints[0]
    assert told.asked == "guess"


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("ой а дом то не пять а сто шесть", "Благовещенск, Ленина, 106"),
        ("верно всё, только дом 14", "Благовещенск, Ленина, 14"),
        ("не Ленина а Калинина", "Благовещенск, Калинина, 5"),
        ("погоди не Ленина, Муравьева-Амурского 20", "Благовещенск, Муравьева-Амурского 20"),
        ("ой и улица не Ленина а Горького", "Благовещенск, Горького, 5"),
        ("Зейская 9 а не Ленина 5", "Благовещенск, Зейская 9"),
        ("стоп, номер дома семь", "Благовещенск, Ленина, 7"),
    ],
)
@pytest.mark.parametrize("at", ["summary", "contact"])
def test_the_place_is_corrected_in_numbers_and_streets_of_any_words(
    at: str, said: str, address: str
) -> None:
    told = at_the_place().says("Благовещенск, Ленина, 5").presses("Пропустить")
    told = told.presses("Пропустить") if at == "summary" else told
    told.says(said)
    place = told.state.answers["place"]
    assert isinstance(place, Place)
    assert place.address == address
    assert said not in str(told.state.answers["what"])
