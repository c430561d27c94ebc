"""What the story has told is not asked again."""

import pytest

from dialogs.complaint.said_already import said_already
from tests.shipped import TOWN

from .telling_it import Told

SAID = {
    ("heat.hot", "во всём доме нет горячей воды"): {"q.scope": "3"},
    ("power.outage", "на всей улице нет света"): {"q.scope": "3"},
    ("roads.pothole", "яма во дворе на проезде"): {"q.where": "2"},
    ("roads.pothole", "яма не во дворе"): {},
    ("waste.missed", "мусор не вывозят уже неделю"): {"q.days": "3"},
    ("waste.missed", "не вывозят четыре дня"): {"q.days": "2"},
    ("waste.missed", "мусор не вывозят"): {},
    ("safety.dogs", "стая из 7 собак у школы"): {"q.count": "3"},
    ("safety.dogs", "три собаки кидаются"): {"q.count": "2"},
    ("transit.timetable", "автобус 10 не пришёл вчера"): {"q.route": "10"},
    ("transit.timetable", "10 автобус и автобус 7 не пришли"): {},
    ("house.lift", "лифт не работает во втором подъезде"): {"q.entrance": "втором"},
    ("house.lift", "лифт встал, подъезд 3, 5 этаж"): {"q.entrance": "3"},
    ("heat.heating", "в квартире 14 градусов"): {"q.degrees": "14"},
    ("lamps.dark", "опора 15 фонарь не горит"): {"q.pole": "15"},
    ("lamps.dark", "не горит фонарь"): {},
    ("power.outage", "нет света\nвесь дом"): {"q.scope": "2"},
    ("heat.cold", "весь подъезд без холодной воды"): {"q.scope": "2"},
    ("power.outage", "не весь дом без света"): {},
    ("waste.missed", "Третий день не вывозят мусор"): {"q.days": "2"},
    ("waste.missed", "вторую неделю не вывозят"): {"q.days": "3"},
    ("house.lift", "Студенческая 14 подъезд 3 лифт встал"): {"q.entrance": "3"},
    ("house.lift", "3 подъезд 5 этаж лифт встал"): {"q.entrance": "3"},
    ("school.building", "В садике 60 на Северной 32 в группе 15 градусов"): {
        "q.school": "садике 60"
    },
    ("school.building", "в 26-й школе холодно"): {"q.school": "26 й школе"},
    ("school.building", "в школе 15 градусов"): {},
    ("heat.cold", "нет холодной воды с 8:00, весь стояк"): {"q.scope": "весь стояк"},
    ("transit.driver", "автобус 5, номер А 123 ВС 28, хамит"): {
        "q.route": "5",
        "q.plate": "а123вс28",
    },
}


@pytest.mark.parametrize(("told", "answers"), SAID.items())
def test_only_what_is_said_in_so_many_words(told: tuple[str, str], answers: dict[str, str]) -> None:
    code, story = told
    topic = TOWN.topic(code)
    assert topic is not None, code
    assert said_already(topic, story, {}) == answers


def test_what_was_answered_stays() -> None:
    held = {"q.where": "1"}
    assert said_already(TOWN.topic("roads.pothole"), "яма во дворе", held) == {}


def test_it_is_shown_before_it_is_sent_and_can_be_corrected() -> None:
    anna = Told().says("Яма во дворе, колесо пробил").presses("Ямы")
    assert anna.asked == "place"
    anna.says("Благовещенск, Ленина, 5").presses("Пропустить", "Пропустить")
    assert "Во дворе" in anna.sees
    anna.presses("Где именно яма")
    assert anna.asked == "q.where"


def test_what_is_told_of_another_trouble_is_no_answer() -> None:
    told = Told().says("лифт не работает неделю, в подъезде темно и мусор не вывозят")
    told.says("мусор")
    assert told.state.answers["guess"] == "waste.missed"
    assert "q.days" not in told.state.answers
