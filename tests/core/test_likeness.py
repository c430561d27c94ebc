"""What a text is like, by the words of examples. All texts are our own."""

import re
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.dangers import KINDS, dangers
from core.dangers.likely import FEWEST, UNCLEAR, is_calm, is_over, likely
from core.examples import HARMLESS, of_dangers, of_nothing, of_talk, of_topics
from core.likeness import Likeness, counted, in_signs
from core.meaning import Meaning
from core.topics import Suggestions
from core.words.stems import words_in
from tests.shipped import TOWN

FRUIT = {
    "apple": [(counted(in_signs(["красное яблоко с дерева", "яблоки в саду спелые"])), 1.0)],
    "pear": [(counted(in_signs(["груша мягкая и сладкая", "сладкие груши с рынка"])), 1.0)],
}


def _likeliest(likeness: Likeness, text: str) -> str:
    return likeness.kinds[int(likeness.of(text).argmax())]


def test_a_text_is_like_what_uses_its_words() -> None:
    likeness = Likeness(FRUIT, prior=10.0)
    assert _likeliest(likeness, "яблок купил") == "apple"
    assert _likeliest(likeness, "ГРУШУ ему") == "pear"
    assert not len(likeness.of("купил огурец"))
    assert not len(likeness.of(""))


def test_what_weighs_more_is_likelier() -> None:
    wet, dry = (counted(in_signs([text])) for text in ("вода в подвале", "сухо в подвале"))
    light = [(wet, 1.0), (dry, 3.0)]
    heavy = [(wet, 3.0), (dry, 1.0)]
    said = Likeness({"light": light, "heavy": heavy}, prior=10.0)
    assert _likeliest(said, "вода") == "heavy"
    assert _likeliest(said, "сухо") == "light"


def test_without_examples_it_is_like_nothing() -> None:
    assert not len(Likeness({}, prior=10.0).of("яблоко"))
    assert not len(Likeness({"apple": []}, prior=10.0).of("яблоко"))


@given(st.text(max_size=200))
def test_whatever_is_written_the_same_is_said_of_it_again(text: str) -> None:
    first, again = Likeness(FRUIT, prior=10.0), Likeness(FRUIT, prior=10.0)
    assert first.of(text).tolist() == again.of(text).tolist()
    assert len(first.of(text)) in (0, len(FRUIT))


TOLD = {
    "дядя Паша за голый ноль взялся, стоит и трясётся, рубильник-то где": "electric",
    "в шахте колодца сидит пацан лет шести, кричит, глубоко": "fell",
    "бабку с третьего этажа второй день не видно, а из-под двери вода и кот орёт": "",
    "отец синий весь, хрипит, не добудиться": "hurt",
    "едем втроём и встали, кнопка молчит, темно, Петровне плохо": "lift",
    "дочурка вышла за хлебом в пять, сейчас одиннадцать, нигде нет": "lost",
    "чёрные клубы из соседнего балкона, у них там бабушка лежачая": "fire",
    "он её за волосы по лестнице тащит, она уже не кричит": "violence",
    "передайте маме, что я её люблю, меня не ищите": "suicide",
    "три псины загнали школьницу на горку, прыгают, рвут портфель": "dogs",
}
"""Told in words that no rule knows, and the kind of danger; "": one of several."""


@pytest.mark.parametrize(("text", "kind"), TOLD.items())
def test_danger_is_heard_by_how_it_is_told(text: str, kind: str) -> None:
    assert likely(text) in ({kind, UNCLEAR} if kind else {*KINDS, UNCLEAR})


@pytest.mark.parametrize(
    "text",
    [
        "Спасибо пожарным, в марте потушили за десять минут",
        "Когда включат отопление? В квартире прохладно, дети в кофтах",
        "лифт третью неделю возит только до пятого",
        "Собаки лежат у магазина, никого не трогают, но грязно",
        "лавочку у подъезда покрасьте, облезла",
        "за капремонт начислили дважды, пересчитайте",
        "автобус ушёл раньше расписания, ждали сорок минут на морозе",
        "благовещенск улица ленина дом пять квартира двенадцать",
        "ДОСТАЛИ! СВЕТА НЕТ! и не надо мне тут ваших бумажек",
        "бесит, вода холодная третий день, и не нужно мне ваших советов",
        "старшие мальчики нам карусель сломали, дяденьки, почините",
        "удалите все мои данные",
        "да не буду я писать, телефон скажи",
        "ну и ладно, спасибо",
        "простите меня за беспокойство",
        "я не хочу больше писать вам",
        "спасибо вам за всё огромное",
        "я не знаю улицу",
        "адрес исправь на Зейская 102",
        "бабушка не может выйти из дома из-за сугроба",
        "меня завтра не будет дома",
    ],
)
def test_what_is_told_every_day_is_no_danger(text: str) -> None:
    assert likely(text) is None


@pytest.mark.parametrize(
    ("text", "is_none"),
    [
        ("прошлой осенью пахло газом в подвале, вентиль заменили", True),
        ("в подъезде пахло газом, ложная тревога, сосед красил", True),
        ("спасибо, пожар в сарае потушили за пять минут", True),
        ("пожар в сердце от вашей квитанции", True),
        ("заменили плиту, теперь пахнет газом", False),
        ("в прошлый раз потушили, и опять горит сарай", False),
        ("газ у плиты так и не устранили", False),
        ("пахнет газом в подъезде, спасибо", False),
        ("неделю назад ушёл дед в лес и не вернулся", False),
        ("каждый день бьёт меня муж, боюсь он меня убьёт", False),
        ("цены не знаю, но газом пахнет сильно", False),
    ],
)
def test_what_is_over_or_not_meant_is_no_danger_and_what_is_now_is(
    text: str, is_none: bool
) -> None:
    assert is_calm(text) is is_none


def test_an_emergency_of_the_town_may_be_over_too() -> None:
    assert is_over("спасибо, люк закрыли сегодня утром")
    assert not is_over("люк открыт опять, закройте")


@pytest.mark.parametrize("text", ["", "да", "не знаю", "второй подъезд", "Ленина 5"])
def test_a_few_words_are_an_answer(text: str) -> None:
    assert len(words_in(text)) < FEWEST
    assert likely(text) is None


def test_examples_are_of_what_is_known() -> None:
    assert set(of_dangers()) == {*KINDS, HARMLESS}
    assert set(of_topics()) == set(TOWN.topics) - {"other"}
    assert min(map(len, of_topics().values())) > 50
    assert min(map(len, of_dangers().values())) > 100


def test_no_example_stands_in_two_places() -> None:
    parts = [*of_topics().values(), of_nothing()]
    assert not any(set(one) & set(other) for one, other in combinations(parts, 2))
    kinds = [*of_dangers().values(), of_talk()]
    assert not any(set(one) & set(other) for one, other in combinations(kinds, 2))
    assert all(len(set(part)) == len(part) for part in (*parts, *kinds))


def test_no_example_names_anybody_who_could_be_called() -> None:
    parts = (*of_topics().values(), *of_dangers().values(), of_talk())
    told = [text for part in parts for text in part]
    called = re.compile(r"(?:\+7|\b8)[\s(-]*9\d{2}[\s)-]*\d{3}|[\w.]+@[\w.]+\.\w{2,}")
    assert [text for text in (*told, *of_nothing()) if called.search(text)] == []


def test_what_rules_hear_in_examples_is_of_the_same_kind_mostly() -> None:
    """Two witnesses that agree: were the parts of the file mixed up, they would not."""
    for kind, texts in of_dangers().items():
        told = [heard for text in texts if (heard := dangers(text))]
        if kind == HARMLESS:
            assert len(told) < len(texts) / 6
        else:
            assert sum(kind in heard for heard in told) >= len(told) / 2, kind


def test_a_topic_for_what_has_none_is_like_nothing() -> None:
    told = "сначала думали одно, потом оказалось совсем другое, и никто не знает, чьё это"
    assert "other" not in Suggestions(TOWN, Meaning(TOWN)).offered(told)
    assert "other" not in Meaning(TOWN).likeness.kinds


BOOKS = (
    "в библиотеке одни и те же журналы, почитать нечего",
    "библиотека закрыта в выходные, книгу не взять",
    "читальный зал холодный, а романы советских времён",
)


def test_a_town_teaches_a_topic_by_its_own_examples() -> None:
    text = "почитать вечером нечего, журналы старые"
    topic = "yard.bins"
    assert topic not in Suggestions(TOWN, Meaning(TOWN)).offered(text)
    own = replace(TOWN.topics[topic], examples=BOOKS)
    taught = replace(TOWN, topics={**TOWN.topics, topic: own})
    assert topic in Suggestions(taught, Meaning(taught)).offered(text)
