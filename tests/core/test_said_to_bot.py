"""What is said to the bot within a complaint, in words that no list has. All texts are our
own, and none is an example."""

import pytest

from core.dangers import dangers
from core.dangers.likely import likely
from core.examples import HARMLESS, of_dangers, of_said, of_talk, of_topics
from core.said_to_bot import TELLS, UNCLEAR, said_for

MEANT = {
    "да, они самые": "agrees",
    "ок кидай": "sends",
    "отправлят надо да": "sends",
    "looks good, send it": "sends",
    "нету у меня фото я кнопочный телефон имела до этого": "no.photo",
    "темно же, какое фото": "no.photo",
    "лень фоткать": "no.photo",
    "не дам телефон": "no.contact",
    "все, больше нет": "no.more",
    "а можно без этого, просто человека позовите": "human",
    "нечего делать, позвоните мне": "human",
    "ваш бот говно, прошлый раз ничего не сделали": "idle",
}


@pytest.mark.parametrize("text", MEANT)
def test_it_is_heard_what_for(text: str) -> None:
    assert said_for(text) == MEANT[text]


@pytest.mark.parametrize(
    "text",
    [
        *("крыша течет", "и мусорку не вывозят", "ребенок поранился", "второй подъезд"),
        *("и рядом вторая, поглубже", "кв 8", "штук шесть, злые", "человек упал и не встаёт"),
        *("соседи согласны", "отправили нас в другую поликлинику", "фонарь не горит", ""),
    ],
)
def test_more_of_what_happened_is_none(text: str) -> None:
    assert said_for(text) == ""


@pytest.mark.parametrize("text", ["отправлено?", "куда отправлять", "да ну нафиг", "не отменяйте"])
def test_nothing_is_done_by_what_denies_it(text: str) -> None:
    assert said_for(text) not in ("agrees", "sends", "cancels")


def test_what_is_heard_as_danger_is_never_kept_from_who_reads() -> None:
    told = [text for kind, texts in of_dangers().items() if kind != HARMLESS for text in texts]
    heard = [text for text in told if dangers(text) or likely(text)]
    assert [text for text in heard if said_for(text)] == []
    assert len(heard) > 1000


def test_a_long_text_is_of_what_happened() -> None:
    assert said_for("фото нет, " * 7) == ""
    assert said_for("отправляй давай " + "яма " * 12) == ""


def test_examples_are_each_of_one_kind_and_no_complaint() -> None:
    said = of_said()
    assert {TELLS, "agrees", "sends", "cancels", "human"} <= set(said)
    assert UNCLEAR not in said
    told = [text for texts in said.values() for text in texts]
    assert len(set(told)) == len(told)
    assert set(told).isdisjoint(text for texts in of_topics().values() for text in texts)
    assert min(map(len, said.values())) > 10
    assert of_talk()
