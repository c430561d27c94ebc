"""What texts mean in which no keyword is heard. They are our own, and in no keyword's words."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import vectors as of_words
from core.meaning import Meaning
from core.topics import AT_MOST, Suggestions
from core.town import Town
from core.vectors import Closeness, Unheard, vectors
from tests.core.small_town import load
from tests.meant import by_meaning, words
from tests.meant import meaning as made
from tests.shipped import TOWN

KEYWORDS = Suggestions(TOWN)


@cache
def both() -> Suggestions:
    return by_meaning()


UNHEARD = {
    "в квартире стужа, спим в пальто": "heat.heating",
    "соседи буянят до утра": "safety.noise",
    "доктор принимает раз в неделю": "health.doctor",
    "рейсовый приезжает раз в два часа": "transit.timetable",
    "в сети вечером 170, котёл отключается": "power.voltage",
}


@pytest.mark.parametrize(("text", "topic"), UNHEARD.items())
def test_what_no_keyword_hears_is_heard_by_what_it_means(text: str, topic: str) -> None:
    assert KEYWORDS.topics(text) == ()
    assert topic in both().offered(text)


@pytest.mark.parametrize(
    "text", ["Спасибо", "расскажи анекдот", "кто победил на выборах", "asdfgh", "👍", "12345"]
)
def test_what_means_nothing_of_a_towns_work_is_offered_nothing(text: str) -> None:
    assert both().offered(text) == ()


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("учительница физры обзывает девочек коровами", "school.conflict"),
        ("овраг как полигон: шкуры, холодильники, шифер", "waste.dump"),
    ],
)
def test_of_what_a_text_names_alike_what_it_means_comes_first(text: str, first: str) -> None:
    assert KEYWORDS.topics(text)[0] != first
    assert both().offered(text)[0] == first


def test_what_a_text_names_is_offered_beside_what_it_means() -> None:
    text = "батареи ледяные, из крана кипяток"
    assert set(KEYWORDS.topics(text)) < set(both().offered(text))
    assert "heat.hot" in set(both().offered(text)) - set(KEYWORDS.topics(text))


def test_where_it_means_what_it_names_nothing_is_added() -> None:
    text = "шофёр грубит и курит за рулём"
    assert both().offered(text) == KEYWORDS.topics(text) == ("transit.driver",)


def test_a_topic_that_is_a_short_name_and_nothing_else_is_meant_too(tmp_path: Path) -> None:
    town = load(tmp_path)
    assert not town.topics["roads.pit"].keywords
    offered = Suggestions(town, Meaning(town)).offered("Яма на дороге, пробил колесо")
    assert offered[0] == "roads.pit"
    assert "other" not in offered


def test_a_misspelt_or_mixed_alphabet_does_not_hide_a_word() -> None:
    latin_o = "соседи буянят д" + "o" + " утра"
    assert both().offered(latin_o) == both().offered("соседи буянят до утра")
    assert both().offered("СОСЕДИ БУЯНЯТ ДО УТРА") == both().offered("соседи буянят до утра")


def test_a_town_teaches_it_by_its_own_keywords() -> None:
    text = "где почитать журналы и взять роман"
    assert both().offered(text) == ()
    books = (
        "библиотека закрыта", "читальный зал", "книги", "нет новых книг", "библиотекарь",
        "взять книгу", "сдать книгу", "газеты и журналы", "абонемент в библиотеку", "литература",
    )  # fmt: skip
    taught = by_meaning(_with_keywords("yard.bins", books))
    assert taught.topics(text) == ()
    assert taught.offered(text)[:1] == ("yard.bins",)


def test_the_same_town_file_always_means_the_same() -> None:
    again = Meaning(TOWN, Closeness(TOWN, words()))
    assert [again.near(text, AT_MOST) for text in UNHEARD] == [
        made().near(text, AT_MOST) for text in UNHEARD
    ]


@given(st.text(max_size=300))
def test_whatever_is_written_few_topics_of_the_town_are_offered(text: str) -> None:
    offered = both().offered(text)
    assert len(set(offered)) == len(offered) <= AT_MOST
    assert set(offered) <= set(TOWN.topics)


@pytest.mark.parametrize(
    ("name", "lost"), [("PACKAGE", "no-such-package"), ("WITHIN", "natasha/data/no-such-file")]
)
def test_without_the_vectors_it_is_said_that_they_are_not_there(
    monkeypatch: pytest.MonkeyPatch, name: str, lost: str
) -> None:
    monkeypatch.setattr(of_words, name, lost)
    with pytest.raises(Unheard, match=lost.rpartition("/")[2]):
        vectors()


def _with_keywords(code: str, keywords: tuple[str, ...]) -> Town:
    return replace(
        TOWN, topics={**TOWN.topics, code: replace(TOWN.topics[code], keywords=keywords)}
    )
