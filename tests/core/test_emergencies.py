"""Which topic of the shipped town file is an emergency, by what people write: gas above all.

The texts are our own, written as people write.
"""

import pytest

from core.topics import Suggestions
from tests.shipped import TOWN

SUGGESTIONS = Suggestions(TOWN)

GAS = (
    "Пахнет газом в подъезде",
    "ЗАПАХ ГАЗА!!!",
    "воняет газом на лестничной клетке",
    "сильный запах газа на кухне, что делать",
    "кажется утечка газа",
    "У нас газом пахнет второй час",
    "запахло газом, боюсь включать свет",
    "пахнет  газом",
)
NOT_GAS = (
    "Машина стоит на газоне",
    "Газон вытоптали, трава не растёт",
    "Газель перекрыла проезд во двор",
    "Пришёл счёт за газ с ошибкой",
    "Когда проведут газ в наш дом",
    "Газета не приходит, почта закрыта",
    "Пахнет из подвала канализацией",
    "Запах мусора от контейнеров",
    "Вода газированная и белая из крана",
    "",
    "😡😡😡",
)


@pytest.mark.parametrize("text", GAS)
def test_a_smell_of_gas_is_an_emergency_however_it_is_said(text: str) -> None:
    assert SUGGESTIONS.emergency(text) == "power.gas"


@pytest.mark.parametrize("text", NOT_GAS)
def test_what_only_sounds_like_gas_is_none(text: str) -> None:
    assert SUGGESTIONS.emergency(text) != "power.gas"


@pytest.mark.parametrize(
    "text",
    [
        "Горячей воды нет, батареи холодные, и пахнет газом",
        "В подъезде грязно, не моют лестницу, пахнет газом",
    ],
)
def test_a_smell_of_gas_is_heard_among_other_complaints(text: str) -> None:
    assert SUGGESTIONS.emergency(text) == "power.gas"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Оборвался провод и искрит", "power.wire"),
        ("В лифте застрял ребёнок", "house.lift"),
        ("Собака укусила сына", "safety.dogs"),
        ("Открытый люк у школы", "yard.manhole"),
    ],
)
def test_other_dangers_are_found_too(text: str, code: str) -> None:
    assert SUGGESTIONS.emergency(text) == code


@pytest.mark.parametrize(
    "text",
    ["греем улицу за свои деньги", "у бака нет крышки", "старая линия разметки", "топим улицу"],
)
def test_a_figure_of_speech_of_two_words_alarms_nobody(text: str) -> None:
    assert SUGGESTIONS.emergency(text) is None


def test_the_topic_of_a_danger_is_offered_first() -> None:
    text = "В подъезде грязно, не моют лестницу, пахнет газом"
    assert SUGGESTIONS.topics(text)[0] == "power.gas"
    assert "house.entrance" in SUGGESTIONS.topics(text)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("I smell gas in the entrance", "power.gas"),
        ("there is a smell of gas", "power.gas"),
        ("Gas leak!", "power.gas"),
        ("a wire is sparking above the playground", "power.wire"),
        ("Someone is stuck in the elevator", "house.lift"),
        ("an open manhole in the yard", "yard.manhole"),
    ],
)
def test_danger_told_in_english_is_heard(text: str, topic: str) -> None:
    """The bot speaks English too: whoever reads its English menu writes so."""
    assert SUGGESTIONS.emergency(text) == topic


@pytest.mark.parametrize("text", ["пахнет газом от машин", "фонтан не работает", "колодец пересох"])
def test_a_keyword_of_a_danger_alarms_nobody_where_the_danger_is_none(text: str) -> None:
    assert SUGGESTIONS.emergency(text) is None
