"""Several problems in one story are several problems, and one told at length is one."""

import pytest

from core.meaning import Meaning
from core.problems import besides
from core.topics import Suggestions
from tests.shipped import TOWN

SUGGESTIONS = Suggestions(TOWN)
HEARING = Suggestions(TOWN, Meaning(TOWN))


@pytest.mark.parametrize(
    ("story", "topic", "others"),
    [
        ("На Ленина 5 яма на дороге, и ещё не горит фонарь у подъезда", "lamps.dark",
         [("roads.pothole", "На Ленина 5 яма на дороге")]),
        ("Не вывозят мусор третий день. И во дворе бегает стая собак.", "waste.missed",
         [("safety.dogs", "во дворе бегает стая собак")]),
        ("Двор не чистят от снега, фонари не горят, собаки бездомные бегают", "yard.snow",
         [("lamps.dark", "фонари не горят"), ("safety.dogs", "собаки бездомные бегают")]),
        ("Нет горячей воды с понедельника, а ещё лифт не работает", "heat.hot",
         [("house.lift", "лифт не работает")]),
        # one problem, and what is around it
        ("Тротуар не чистят, лёд, упала и ушибла руку, ходили к врачу", "roads.snow", []),
        ("Фонарь не горит, вечером темно, страшно ходить с ребёнком из школы", "lamps.dark", []),
        ("Батареи холодные, в квартире холодно, дети болеют", "heat.heating", []),
        ("Яма на дороге, и ещё не горит фонарь", "other", []),  # chosen in spite of both
        ("", "roads.pothole", []),
    ],
)  # fmt: skip
def test_what_else_a_story_tells(story: str, topic: str, others: list[tuple[str, str]]) -> None:
    assert list(besides(SUGGESTIONS, story, topic)) == others


def test_of_topics_offered_together_the_other_needs_less() -> None:
    told = "у нас и лифт не работает и вода холодная еле течет, Театральная 180"
    assert besides(SUGGESTIONS, told, "house.lift") == (("heat.cold", "вода холодная еле течет"),)


@pytest.mark.parametrize(
    ("story", "topic", "others"),
    [
        ("Яма на Кузнечной, а ещё мусор не вывозят неделю", "waste.missed", ["roads.pothole"]),
        ("яма во дворе и собаки бегают стаей", "safety.dogs", ["roads.pothole"]),
        ("на Ленина 5 не горит фонарь и яма рядом", "lamps.dark", ["roads.pothole"]),
        ("Лифт стоит, домофон не работает и снег не чистят", "house.lift",
         ["house.entrance", "roads.snow"]),
        ("Автобус 30 не ходит, и остановка без крыши", "transit.timetable", ["transit.stop"]),
        ("течёт крыша, в подъезде грязь", "house.roof", ["house.entrance"]),
        ("автобус по полчаса ждём, на тротуарах каток", "roads.snow", ["transit.timetable"]),
        # one problem, and what is around it
        ("Тротуар не чистят, лёд, упала и ушибла руку, ходили к врачу", "roads.snow", []),
        ("Фонарь не горит, вечером темно, страшно ходить с ребёнком из школы", "lamps.dark", []),
        ("Батареи холодные, пишу третий раз, а ещё деньги берут", "heat.heating", []),
        ("Мусор у подъезда не вывозят, крысы бегают, дети рядом играют", "waste.missed", []),
    ],
)  # fmt: skip
def test_by_what_is_meant_more_is_heard(story: str, topic: str, others: list[str]) -> None:
    assert [code for code, _ in besides(HEARING, story, topic)] == others
