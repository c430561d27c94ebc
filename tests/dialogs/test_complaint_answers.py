"""Where, pictures, contact, the summary, leaving and coming back: by examples."""

import pytest

from core.messages import File, FileKind
from core.places import Place
from dialogs.complaint.questions import draft
from dialogs.events import Commanded, Opened, Sent
from tests.shipped import TOWN

from .samples import SUGGESTIONS
from .telling_it import Told, all_in, at_the_place, at_the_summary

# the place


def test_a_place_outside_the_region_is_refused_and_asked_again() -> None:
    anna = at_the_place().places(55.75, 37.62)
    assert anna.asked == "place"
    assert "не в нашем регионе" in anna.hints[0]


@pytest.mark.parametrize("address", ["Благовещенск, Ленина, 5", "г. Тында, Красная Пресня 3"])
def test_the_municipality_is_not_asked_where_the_address_names_it(address: str) -> None:
    assert at_the_place().says(address).asked == "photos"


def test_the_municipality_is_not_asked_where_the_point_tells_it() -> None:
    assert at_the_place().places(51.38, 128.13).asked == "photos"


def test_the_municipality_is_asked_where_nothing_tells_it() -> None:
    anna = at_the_place().says("Ленина, 5")
    assert anna.asked == "municipality"
    anna.presses("Свободный")
    anna.presses("Пропустить", "Пропустить")
    assert "Свободный, Ленина, 5" in anna.sees


def test_a_point_between_the_towns_is_the_regions_own() -> None:
    anna = at_the_place().places(52.5, 129.0)
    assert anna.asked == "photos"
    assert "Амурская область" in anna.hints[0]
    assert draft(TOWN, SUGGESTIONS, anna.state.answers, "ru").municipality == ""


def test_a_point_sent_while_the_municipality_is_asked_answers_it() -> None:
    anna = at_the_place().says("Ленина, 5").places(50.29, 127.53)
    assert anna.asked == "photos"


@pytest.mark.parametrize("text", ["…", "  ", "!!!", "🏠"])
def test_an_address_has_words(text: str) -> None:
    assert at_the_place().says(text).asked == "place"


NO_PLACES = pytest.mark.parametrize(
    "text",
    [
        *("не знаю", "а зачем вам адрес?", "я же написала уже", "тут", "Здесь", "Это обязательно?"),
        *("I don't know", "спасибо", "не помню", "а можно без этого", "пропустить", "пропуск"),
        *("не хочу говорить", "зачем вам", "Да какая разница где", "не буду писать адрес"),
        *("почему вы спрашиваете", "can I skip it", "обойдёмся без этого"),
        *("для чего вам нужен мой адрес", "why do you need my address", "можно не указывать"),
    ],
)


@NO_PLACES
def test_what_is_plainly_no_place_is_asked_about_once(text: str) -> None:
    anna = at_the_place().says(text)
    assert anna.asked == "place"
    assert all_in(["улица и дом", "ориентир", "точка на карте"], anna.hints[0])
    assert anna.says("Благовещенск, Ленина, 5").asked == "photos"
    assert anna.state.answers["place"] == Place("Благовещенск, Ленина, 5")


def test_no_is_no_place_however_often_it_is_said() -> None:
    anna = at_the_place().says("нет").says("нет").says("неа")
    assert anna.asked == "place"
    assert "хотя бы город" in anna.hints[0]
    assert anna.says("не знаю").asked == "municipality"


@pytest.mark.parametrize(
    "text",
    [
        *("подождите щас другую", "крысы бегают", "а моё имя не скажут заведующей"),
        *("исправь пожалуйста дом", "звоните после шести", "каждое утро", "вторую неделю"),
        *("дети мёрзнут", "мама лежачая", "а ответ мне придет или мужу"),
    ],
)
def test_what_is_told_as_no_place_is_asked_about(text: str) -> None:
    anna = at_the_place().says(text)
    assert anna.asked == "place"
    assert "place" not in anna.state.answers
    assert anna.says("у моста за рынком").asked == "municipality"
    assert anna.state.answers["place"] == Place("у моста за рынком")


@NO_PLACES
def test_nobody_is_kept_at_the_place(text: str) -> None:
    anna = at_the_place().says(text).says(text)
    assert anna.asked == "municipality"
    assert anna.state.answers["place"] == Place(text)


@pytest.mark.parametrize(
    "text",
    [
        *("Ленина 5?", "тут, у дома на Мира", "возле школы", "там же, где почта", "площадь"),
        *("Обойдите дом справа", "Пропустите мост и налево", "не скажу точно, у магазина"),
        *("зачем вам, на Ленина", "можно без номера дома, у парка"),
    ],
)
def test_what_may_be_a_place_is_taken_at_once(text: str) -> None:
    assert at_the_place().says(text).asked == "municipality"


@pytest.mark.parametrize("text", ["Благовещенск", "г. благовещенск", "мы в Благовещенске"])
def test_a_municipality_alone_is_no_place_yet(text: str) -> None:
    anna = at_the_place().says(text)
    assert anna.asked == "place"
    assert "Благовещенск — понял. А где именно?" in anna.hints[0]
    assert anna.says("Ленина 5").asked == "photos", "the town is known by now"
    anna.presses("Пропустить", "Пропустить")
    assert "📍 Благовещенск, Ленина 5" in anna.sees


def test_nobody_is_kept_for_a_municipality_alone() -> None:
    anna = at_the_place().says("г. Тында").says("г. Тында")
    assert anna.asked == "photos"
    assert anna.state.answers["place"] == Place("Тында")


def test_another_town_may_be_named_after_all() -> None:
    anna = at_the_place().says("Тында").says("Благовещенск, Мира, 5")
    anna.presses("Пропустить", "Пропустить")
    assert "📍 Благовещенск, Мира, 5" in anna.sees


@pytest.mark.parametrize("text", ["Благовещенск, центр", "Благовещенск, вокзал"])
def test_more_than_a_municipality_is_a_place(text: str) -> None:
    assert at_the_place().says(text).asked == "photos"


def test_a_municipality_alone_is_where_the_only_address_offered_is() -> None:
    anna = at_the_place(text="Яма на дороге на Ленина 45").says("Тында")
    assert anna.asked == "photos"
    assert anna.state.answers["place"] == Place("Тында, Ленина, 45")


@pytest.mark.parametrize("where", ["на Ленина 45 в Белогорске", "на Ленина 45, у Мира 7"])
def test_an_address_elsewhere_or_one_of_two_is_not_guessed(where: str) -> None:
    anna = at_the_place(text=f"Яма на дороге {where}").says("Тында")
    assert anna.asked == "place"
    assert "А где именно?" in anna.hints[0]


# photos


def at_the_photos(topic: str = "Ямы") -> Told:
    return at_the_place().says("Благовещенск, Ленина, 5")


def test_photos_of_an_album_come_one_by_one() -> None:
    anna = at_the_photos().sends("a", album="x").sends("b", album="x").sends("a", album="x")
    assert anna.asked == "photos"
    assert anna.photos() == ["a", "b"]
    assert "Есть 2 фото" in anna.sees


def test_late_pictures_of_an_album_join_the_others() -> None:
    anna = at_the_photos().sends("a", album="x").presses("Готово").sends("b", album="x")
    assert anna.asked == "contact"
    assert anna.photos() == ["a", "b"]


def test_late_pictures_after_the_caption_join_at_any_step() -> None:
    anna = Told().sends("a", text="Яма на дороге", album="x").presses("Ямы")
    anna.sends("b", album="x")
    assert anna.asked == "q.where"
    assert anna.photos() == ["a", "b"]


def test_pictures_sent_at_the_summary_join_too() -> None:
    anna = at_the_summary().sends("late")
    assert anna.asked is None
    assert "1 фото" in anna.sees


def test_ten_of_thirty_photos_are_taken_and_it_is_said() -> None:
    anna = at_the_photos().sends(*map(str, range(30)))
    assert anna.photos() == [str(number) for number in range(10)]
    assert "Больше 10 фото не помещается" in anna.hints[0]


def test_a_required_photo_cannot_be_skipped() -> None:
    anna = Told().says("Машина на газоне").presses("Парковка на газоне")
    anna.says("Благовещенск, Ленина, 5")
    assert "без него трудно разобраться" in anna.sees
    assert "Пропустить" not in anna.labels
    assert anna.sends("car").presses("Готово").asked == "contact"


def at_a_required_photo() -> Told:
    anna = Told().says("Машина на газоне").presses("Парковка на газоне")
    anna.says("Благовещенск, Ленина, 5")
    assert anna.asked == "photos"
    return anna


def test_who_has_no_camera_goes_on_without_a_required_photo() -> None:
    anna = at_a_required_photo().presses("Не могу сфотографировать")
    assert anna.asked == "contact"
    assert "без фото" in anna.presses("Пропустить").sees
    assert anna.presses("Отправить").submitted is not None


@pytest.mark.parametrize("text", ["потом", "фото потом пришлю", "фотки нет"])
def test_who_sends_a_photo_later_goes_on_and_tells_nothing_by_it(text: str) -> None:
    anna = at_the_photos().says(text)
    assert anna.asked == "contact"
    assert anna.state.answers["photos"] is None
    assert text not in str(anna.state.answers["what"])


@pytest.mark.parametrize(
    "text", ["фото нет, у меня кнопочный телефон", "нет", "Не могу сфотографировать", "no camera"]
)
def test_that_there_is_no_camera_may_be_said(text: str) -> None:
    anna = at_a_required_photo().says(text)
    assert anna.asked == "contact"
    assert anna.hints == ["Хорошо, обойдёмся без фото."]
    assert anna.state.answers["what"] == "Машина на газоне"


def test_a_voice_in_place_of_a_required_photo_is_kept() -> None:
    voice = File(FileKind.VOICE, "any", "v")
    anna = at_a_required_photo().does(Sent((voice,))).presses("Не могу сфотографировать")
    assert anna.asked == "contact"
    assert anna.photos() == ["v"]


def test_a_photo_may_still_come_from_who_had_no_camera() -> None:
    anna = at_a_required_photo().presses("Не могу сфотографировать").sends("neighbours")
    assert anna.photos() == ["neighbours"]
    assert "1 фото" in anna.presses("Пропустить").sees


@pytest.mark.parametrize("text", ["нет", "фото нет", "не могу сфотографировать"])
def test_no_at_the_photos_skips_them(text: str) -> None:
    assert at_the_photos().says(text).asked == "contact"


def test_no_more_photos_leaves_those_that_came() -> None:
    anna = at_the_photos().sends("a").says("нет")
    assert anna.asked == "contact"
    assert anna.photos() == ["a"]


def test_words_in_place_of_photos_are_added_to_the_story() -> None:
    anna = at_the_photos().says("машина стоит там третий день")
    assert anna.asked == "photos"
    assert anna.hints == ["Добавил к описанию."]
    assert str(anna.state.answers["what"]).endswith("машина стоит там третий день")


def test_a_picture_sent_as_a_file_is_a_photo_and_a_document_is_kept_beside() -> None:
    assert at_the_photos().sends_file("IMG_1.JPG").photos() == ["IMG_1.JPG"]
    anna = at_the_photos().sends_file("смета.pdf")
    assert anna.photos() == ["смета.pdf"]
    assert "Приложено: 1" in anna.sees


def test_a_voice_is_attached_and_words_are_still_asked_for() -> None:
    voice = File(FileKind.VOICE, "any", "v")
    anna = Told().presses("Сообщить о проблеме").does(Sent((voice,)))
    assert "исполнитель его прослушает" in anna.hints[0]
    assert anna.asked == "what"
    assert anna.says("Яма на дороге").presses("Ямы").photos() == ["v"]


def test_a_program_is_not_taken() -> None:
    anna = at_the_photos().sends_file("установка.exe")
    assert anna.photos() == []
    assert "похож на программу" in anna.hints[0]


def test_no_photo_is_asked_where_taking_one_is_dangerous() -> None:
    anna = Told().says("Пахнет газом").presses("Запах газа", "Понятно")
    anna.says("Благовещенск, Ленина, 5")
    assert anna.asked == "contact"


def test_a_photo_that_was_not_asked_for_is_kept_all_the_same() -> None:
    anna = Told().sends("wire", text="Оборвался провод").presses("Обрыв провода", "Понятно")
    anna.says("Благовещенск, Ленина, 5").presses("Пропустить")
    assert "1 фото" in anna.sees
    submitted = anna.presses("Отправить").submitted
    assert submitted is not None
    assert draft(TOWN, SUGGESTIONS, submitted.answers, "ru").files


# the summary


@pytest.mark.parametrize(
    ("button", "asked", "answer", "seen"),
    [
        ("Описание", "what", "Две ямы на дороге", "Две ямы на дороге"),
        ("Место", "place", "Благовещенск, Мира, 7", "Мира, 7"),
        ("Контакт", "contact", "anna@example.org", "anna@example.org"),
    ],
)
def test_every_line_is_corrected_from_the_summary(
    button: str, asked: str, answer: str, seen: str
) -> None:
    anna = at_the_summary().presses(button)
    assert anna.asked == asked
    anna.says(answer)
    assert "Проверьте" in anna.sees
    assert seen in anna.sees


def test_photos_and_questions_are_corrected_from_the_summary() -> None:
    anna = at_the_summary().presses("Где именно яма?", "Во дворе")
    assert "Где именно яма? — Во дворе" in anna.sees
    anna.presses("Фото").sends("a").presses("Готово")
    assert "1 фото" in anna.sees
    anna.presses("Фото", "Убрать")
    assert "без фото" in anna.sees


def test_a_line_may_be_left_as_it_is() -> None:
    anna = at_the_summary().presses("Описание", "Оставить как есть")
    assert "Яма на дороге" in anna.sees


def test_the_topic_is_corrected_from_the_summary() -> None:
    anna = at_the_summary().presses("Тема")
    assert "Ямы" in " ".join(anna.labels)
    anna.presses("Другая тема", "Отходы", "Контейнер")
    assert "Проверьте" in anna.sees
    assert "Контейнер" in anna.sees


def test_what_is_said_at_the_summary_is_added_to_the_story() -> None:
    anna = at_the_summary().says("И бордюр разбит")
    assert "Добавил к описанию" in anna.hints[0]
    assert str(anna.state.answers["what"]).endswith("И бордюр разбит")
    assert anna.submitted is None


def test_a_lone_word_at_the_summary_points_to_the_buttons() -> None:
    anna = at_the_summary().says("Фонарь!")
    assert "«Отправить»" in anna.hints[0]
    assert anna.submitted is None


@pytest.mark.parametrize("said", ["Отправте!", "шли", "высылай уже"])
def test_a_wish_to_send_it_misspelt_or_in_other_words_sends_it(said: str) -> None:
    assert at_the_summary().says(said).submitted is not None


def test_what_is_submitted_becomes_the_desks_draft() -> None:
    submitted = at_the_summary().presses("Отправить").submitted
    assert submitted is not None
    made = draft(TOWN, SUGGESTIONS, submitted.answers, "ru")
    assert (made.text, made.topic, made.municipality) == ("Яма на дороге", "roads.pothole", "blag")
    assert made.place == Place("Благовещенск, Ленина, 5")


# leaving and coming back


def test_a_cancelled_complaint_waits_and_goes_on() -> None:
    anna = at_the_place().does(Commanded("cancel"))
    assert "Продолжить начатое" in " ".join(anna.labels)
    anna.presses("Продолжить начатое")
    assert anna.asked == "place"
    assert anna.state.answers["what"] == "Яма на дороге"


def test_the_button_cancels_as_the_command_does() -> None:
    anna = at_the_place().presses("Отмена")
    assert "Продолжить начатое" in " ".join(anna.labels)


def test_looking_at_my_tickets_does_not_lose_the_complaint() -> None:
    anna = at_the_place().does(Commanded("my")).presses("В меню", "Продолжить начатое")
    assert anna.asked == "place"


def test_start_in_the_middle_goes_on_where_it_was() -> None:
    anna = at_the_place().does(Opened())
    assert anna.asked == "place"
    assert "Начать заново — /cancel" in anna.hints[0]


def test_after_sending_nothing_is_left_to_go_on_with() -> None:
    anna = at_the_summary().presses("Отправить").does(Opened())
    assert "Продолжить" not in " ".join(anna.labels)
