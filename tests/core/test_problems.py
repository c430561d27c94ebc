"""Several problems in one story are several problems, and one told at length is one."""

import pytest

from core.problems import besides
from core.topics import Suggestions
from tests.shipped import TOWN

SUGGESTIONS = Suggestions(TOWN)


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
