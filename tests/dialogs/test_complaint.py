"""How a complaint begins, its topic and its dangers: each test is a resident's minute."""

from dataclasses import replace

import pytest

from core.places import Place
from dialogs.complaint.questions import draft
from dialogs.events import Commanded, Opened
from tests.shipped import TOWN

from .samples import SUGGESTIONS
from .telling_it import Told, all_in, at_the_summary

# how it begins


def test_free_text_first_is_the_complaint_and_its_topic_is_offered() -> None:
    anna = Told().says("Яма на дороге у школы")
    assert "Похоже, тема такая. Верно?" in anna.sees
    assert anna.labels[0] == "🛣 Ямы"
    assert "Другая тема" in anna.labels
    assert anna.state.answers["what"] == "Яма на дороге у школы"
    assert "guess" not in anna.state.answers, "offered, never assumed"


def test_a_photo_with_a_caption_first_is_both() -> None:
    anna = Told().sends("pit", text="Яма на дороге")
    assert anna.asked == "guess"
    assert anna.photos() == ["pit"]
    anna.presses("Ямы", "Пропустить").says("Благовещенск, Ленина, 5")
    assert anna.asked == "contact", "what was sent is not asked for again"
    assert "1 фото" in anna.presses("Пропустить").sees


def test_a_photo_without_words_first_asks_what_happened() -> None:
    anna = Told().sends("pit")
    assert anna.asked == "what"
    assert anna.photos() == ["pit"]


def test_a_location_first_is_kept_as_the_place() -> None:
    anna = Told().places(50.29, 127.53)
    assert anna.asked == "what"
    anna.says("Яма на дороге").presses("Ямы", "Пропустить")
    assert anna.asked == "photos"
    assert anna.state.answers["place"] == Place("", 50.29, 127.53)


def test_a_location_in_another_region_first_is_refused_in_words() -> None:
    anna = Told().places(55.75, 37.62)
    assert "не в нашем регионе (Амурская область)" in anna.hints[0]
    assert "Сообщить о проблеме" in " ".join(anna.labels)


def test_a_link_to_a_topic_begins_with_it() -> None:
    anna = Told().does(Opened("roads-pothole"))
    assert anna.asked == "what"
    anna.says("Провалился асфальт")
    assert anna.asked == "q.where"


def test_a_link_to_a_topic_that_is_no_more_opens_the_menu() -> None:
    assert "Здравствуйте" in Told().does(Opened("roads-tunnel")).sees


def test_consent_is_asked_once() -> None:
    anna = Told(consented="").says("Яма на дороге")
    assert all_in(["согласие", TOWN.consent.link], anna.sees)
    at_the_end = anna.presses("Даю согласие")
    assert at_the_end.asked == "guess"
    anna.does(Commanded("cancel")).says("Другая яма на дороге")
    assert anna.asked == "guess"


def test_nothing_is_taken_without_consent() -> None:
    anna = Told(consented="").says("Яма на дороге").says("Ну яма же").says("ну отправляй уже")
    assert anna.asked == "consent"
    assert "никому не отправлено" in anna.hints[0]
    assert anna.state.answers["what"] == "Яма на дороге\nНу яма же"


def test_a_new_version_of_the_consent_is_asked_again() -> None:
    consent = TOWN.consent.model_copy(update={"version": "2027-01-01"})
    anna = Told(town=replace(TOWN, consent=consent), consented=TOWN.consent.version)
    anna.says("Яма на дороге")
    assert anna.asked == "consent"
    anna.presses("Даю согласие", "Ямы")
    assert anna.state.answers["consent"] == "2027-01-01"


# topics


def test_another_topic_is_chosen_in_two_levels() -> None:
    anna = Told().says("Яма на дороге").presses("Другая тема")
    assert anna.asked == "group"
    assert len(anna.labels) == len(TOWN.groups) + 2
    anna.presses("Вода и тепло", "Прорыв трубы")
    assert "Не подходите близко" in anna.sees
    anna.presses("Понятно")
    assert anna.asked == "place"


def test_a_text_that_tells_nothing_goes_straight_to_the_groups() -> None:
    anna = Told().says("Безобразие и ужас")
    assert anna.asked == "group"


def test_a_group_without_topics_is_a_topic() -> None:
    anna = Told().says("Безобразие и ужас").presses("Другое / не знаю")
    assert anna.asked == "place"


def test_text_said_at_a_choice_is_added_to_the_story() -> None:
    anna = Told().says("Яма на дороге").presses("Другая тема").says("и рядом вторая, поглубже")
    assert anna.asked == "group"
    assert anna.hints == ["Добавил к описанию."]
    assert anna.state.answers["what"] == "Яма на дороге\nи рядом вторая, поглубже"


@pytest.mark.parametrize("text", ["Горького 15", "кв 8", "15а", "Горького", "срочно!"])
def test_short_words_at_a_choice_are_added_too(text: str) -> None:
    anna = Told().says("Яма на дороге").says(text)
    assert anna.hints == ["Добавил к описанию."]
    assert anna.state.answers["what"] == f"Яма на дороге\n{text}"


@pytest.mark.parametrize("text", ["15", "спасибо", "здравствуйте", "ё", "нет"])
def test_what_is_no_story_at_a_choice_is_answered_with_a_hint(text: str) -> None:
    anna = Told().says("Яма на дороге").says(text)
    assert "Выберите" in anna.hints[0]
    assert anna.state.answers["what"] == "Яма на дороге"


def test_words_at_a_topics_own_question_and_at_the_town_are_added_too() -> None:
    anna = Told().says("Яма на дороге").presses("Ямы").says("и там и там, кв 8")
    assert anna.asked == "q.where"
    anna.presses("Пропустить").says("Ленина, 5").says("это за мостом")
    assert anna.asked == "municipality"
    assert anna.state.answers["what"] == "Яма на дороге\nи там и там, кв 8\nэто за мостом"


def test_what_was_added_may_bring_a_topic_of_its_own() -> None:
    anna = Told().says("Безобразие и ужас")
    assert anna.asked == "group"
    anna.says("яма на дороге, вот что")
    assert anna.asked == "guess"
    anna.presses("Ямы")
    assert anna.asked == "q.where"


def test_a_changed_topic_asks_only_what_no_longer_holds() -> None:
    anna = Told().says("Нет горячей воды").presses("Нет горячей воды", "Во всём доме")
    anna.says("Благовещенск, Ленина, 5").presses("Пропустить", "Пропустить")
    anna.presses("Тема", "Другая тема", "Дороги", "Светофор")
    assert anna.asked == "emergency"
    anna.presses("Понятно")
    assert "Проверьте" in anna.sees, "place, photos and contact are kept"
    assert "Во всём доме" not in anna.sees
    assert "Светофор" in anna.sees


def test_a_photo_skipped_before_is_asked_for_where_the_new_topic_needs_it() -> None:
    anna = at_the_summary().presses("Описание").says("Упало дерево")
    anna.presses("Аварийное дерево", "Понятно")
    assert anna.asked == "photos"
    assert "Пропустить" not in anna.labels
    assert "Проверьте" in anna.sends("tree").presses("Готово").sees


def test_a_question_with_the_same_key_keeps_its_answer() -> None:
    anna = (
        Told()
        .says("Автобус не пришел по расписанию, водитель нахамил")
        .presses("Расписание")
        .says("5к")
    )
    assert anna.asked == "q.when"
    anna.presses("Назад", "Назад", "Другая тема", "Общественный", "Водитель")
    assert anna.asked == "q.plate", "the route was asked already, and is the same question"
    assert anna.state.answers["q.route"] == "5к"


def test_no_to_a_question_that_may_be_skipped_skips_it() -> None:
    anna = Told().says("Фонарь не горит").presses("Не горит")
    assert anna.asked == "q.pole"
    anna.says("нет")
    assert anna.asked == "place"
    assert anna.state.answers["q.pole"] is None


def test_an_option_of_another_topic_is_asked_anew_where_it_does_not_fit() -> None:
    anna = Told().says("Нет горячей воды").presses("Нет горячей воды", "В нескольких домах")
    anna.presses("Назад", "Назад", "Другая тема", "Энергетика", "Нет света")
    assert anna.asked == "q.scope"
    assert "В нескольких домах" not in anna.labels


def test_the_summary_shows_the_topic_that_will_be_sent() -> None:
    anna = at_the_summary().presses("Описание").says("Ужас что творится").presses("Другое")
    assert "Проверьте" in anna.sees
    assert "Ямы" not in anna.sees
    assert "Другое / не знаю" in anna.sees
    submitted = anna.presses("Отправить").submitted
    assert submitted is not None
    assert draft(TOWN, SUGGESTIONS, submitted.answers, "ru").topic == "other"


# emergencies


def test_danger_is_answered_at_once_and_before_the_form() -> None:
    anna = Told(consented="").says("В подъезде сильно пахнет газом!")
    assert all_in(["104", "112", "Не включайте"], anna.spoken[0])
    assert anna.asked == "consent"


def test_danger_told_in_the_caption_of_a_photo_is_answered_too() -> None:
    assert "112" in Told().sends("a", text="Оборвался провод, искрит").spoken[0]


def test_danger_told_in_the_middle_of_the_form_is_answered_at_once() -> None:
    anna = Told().presses("Сообщить о проблеме").says("Пахнет газом")
    assert "104" in anna.spoken[0]


def test_the_same_danger_is_not_shouted_at_every_step() -> None:
    anna = Told().says("Пахнет газом")
    anna.presses("Запах газа")
    assert not anna.spoken


def test_a_danger_of_no_topic_of_the_towns_is_answered_too() -> None:
    anna = Told(consented="").says("горит дом, внутри дети!!!")
    assert all_in(["101", "112"], anna.spoken[0])
    assert anna.asked == "consent"


def test_danger_told_where_the_place_is_asked_is_answered() -> None:
    anna = Told().says("Яма на дороге").presses("Ямы", "Пропустить")
    anna.says("стойте, у нас газом пахнет в подъезде!!")
    assert "104" in anna.spoken[0]


def test_another_danger_in_the_same_story_is_answered_again() -> None:
    anna = Told().says("Прорвало трубу")
    assert "112" in anna.spoken[0]
    anna.says("и пахнет газом")
    assert "104" in anna.spoken[0]


def test_a_second_danger_that_is_heard_beside_the_first_is_answered_too() -> None:
    anna = Told().says("Оборвался провод, лежит на земле")
    assert "10 метров" in anna.spoken[0]
    anna.says("Мужчину ударило током, он без сознания")
    assert "103" in anna.spoken[0]
    anna.says("Он без сознания")
    assert not anna.spoken


def test_a_complaint_that_is_gone_on_with_is_not_shouted_about_again() -> None:
    anna = Told().says("Прорвало трубу").does(Commanded("my"))
    anna.does(Commanded("start")).presses("Продолжить")
    assert not anna.spoken


def test_what_is_advised_about_a_topic_comes_when_it_is_chosen() -> None:
    anna = Told().says("Светофор мигает жёлтым")
    assert not anna.spoken
    anna.presses("Светофор")
    assert "проезжайте по знакам" in anna.sees


def test_an_emergency_topic_chosen_by_hand_says_so_before_any_question() -> None:
    anna = Told().says("Ужас что делается").presses("Энергетика и газ", "Запах газа")
    assert anna.asked == "emergency"
    assert "104" in anna.sees
    assert anna.presses("Понятно").asked == "place"


def test_what_was_warned_of_once_is_not_read_twice() -> None:
    anna = Told().says("Пахнет газом в подъезде")
    (alarm,) = anna.spoken
    assert "104" in alarm
    anna.presses("Запах газа")
    assert anna.asked == "emergency"
    assert "я написал выше" in anna.sees
    assert "104" not in anna.sees
    assert anna.presses("Понятно").asked != "emergency"


def test_another_danger_than_the_one_warned_of_is_told_whole() -> None:
    anna = Told().says("Пахнет газом в подъезде")
    anna.presses("Другая тема", "Дороги", "Светофор")
    assert anna.asked == "emergency"
    assert "проезжайте по знакам" in anna.sees


def test_what_was_warned_of_in_a_complaint_left_is_told_whole_in_the_next() -> None:
    anna = Told().says("Пахнет газом в подъезде")
    anna.does(Commanded("menu"))
    anna.says("Ужас что делается").presses("Энергетика и газ", "Запах газа")
    assert anna.asked == "emergency"
    assert "104" in anna.sees


def test_a_danger_in_nobodys_usual_words_is_warned_of_and_the_talk_goes_on() -> None:
    anna = Told(consented="").says("отец синий весь, хрипит, не добудиться его")
    (alarm,) = anna.spoken
    assert "103" in alarm or "112" in alarm
    assert anna.asked == "consent"


UNCLEARLY = "там внутри ещё кто-то стонет, мы не знаем как зайти"


def test_where_nobody_can_tell_which_danger_it_is_the_word_fits_all() -> None:
    anna = Told(consented="").says(UNCLEARLY)
    (alarm,) = anna.spoken
    assert "Если прямо сейчас кто-то в опасности, звоните 112" in alarm
    assert not anna.says("и соседи тоже не открывают никому").spoken


def test_who_was_warned_of_one_danger_is_not_told_that_there_is_some() -> None:
    anna = Told(consented="").says("Пахнет газом в подъезде")
    assert "104" in anna.spoken[0]
    assert not anna.says(UNCLEARLY).spoken
