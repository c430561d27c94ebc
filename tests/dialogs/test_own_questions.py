"""A question that needs an answer takes one in other words than its buttons', and ends."""

import pytest

from .telling_it import Told


def at_charges() -> Told:
    told = Told().says("Неправильно начислили за жкх").presses("Начисления")
    assert told.asked == "q.service"
    return told


def at_power() -> Told:
    told = Told().says("нет света").presses("Нет света")
    assert told.asked == "q.scope"
    return told


@pytest.mark.parametrize(
    "said", ["за мусор", "за тепло", "ОДН", "не понимаю", "за капремонт плачу"]
)
def test_other_words_are_an_answer_where_there_is_another(said: str) -> None:
    told = at_charges().says(said)
    assert told.asked == "place"
    assert told.state.answers["q.service"] == said


def test_more_of_the_story_is_no_answer_the_first_time() -> None:
    told = at_charges().says("и ещё лифт не работает")
    assert told.asked == "q.service"
    assert "лифт" in str(told.state.answers["what"])


@pytest.mark.parametrize("said", ["весь дом бл", "весь дом без света"])
def test_a_buttons_words_among_others_are_an_answer(said: str) -> None:
    told = at_power().says(said)
    assert told.state.answers["q.scope"] == said
    assert "дом" not in str(told.state.answers["what"])


@pytest.mark.parametrize(
    ("first", "again"),
    [
        ("Лазо 38", "Благовещенск"),
        ("почему спрашиваете?", "зачем вам это"),
        ("пропустить", "пропустить"),
        ("холодильник течёт", "дальше"),
    ],
)
def test_nobody_is_asked_the_same_for_ever(first: str, again: str) -> None:
    told = at_power().says(first)
    assert told.asked == "q.scope"
    told.says(again)
    assert told.asked == "place"
    assert told.state.answers["q.scope"] == again


def test_that_all_is_told_is_no_answer_and_no_story() -> None:
    told = at_power().says("всё").says("всё")
    assert told.asked == "q.scope"
    assert told.state.answers["what"] == "нет света"


@pytest.mark.parametrize(
    "said", ["не умею", "нету у меня фото", "надіслати", "фотографировать не умею"]
)
def test_what_is_said_of_pictures_is_no_part_of_the_story(said: str) -> None:
    told = at_power().says(said)
    assert told.state.answers["what"] == "нет света"


def test_a_number_that_is_needed_may_be_passed_over() -> None:
    told = Told().says("Автобус не пришёл").presses("Расписание")
    assert told.asked == "q.route"
    told.says("пропустить")
    assert "Если не знаете" in told.hints[0]
    assert told.says("пропустить").asked == "q.when"
