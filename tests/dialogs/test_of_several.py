"""Words by which one of several tickets is named: what they say of it."""

import pytest

from dialogs.heard.of_several import asks_after_one, calls_off_one, names_one
from dialogs.resident.joined import is_apart
from dialogs.texts import fold

CALLED_OFF = """
первую отмените; последнюю уберите пожалуйста; та что про яму уже не надо; по мусору отбой
лампу включили, снимайте; выбоину заделали уже, можно закрывать; про контейнеры вопрос снят
не надо больше по мусору; вторая не актуальна; яму закопали сами, спасибо; качели починили
отмените одну; отзовите 26-000012
"""
ASKED_AFTER = """
а по фонарю что?; по мусору тишина; как дела с моими баками; яма моя как поживает?
а с освещением чего; вторая заявка движется?; по последней сколько ждать; все мои заявки
у меня их три, и все стоят
"""
NAMED = "к яме; вторая; это про домофон; к третьей; про детскую площадку; 26-000012"
TOLD = """
уберите мусор; закройте люк; не надо мусор сваливать; мусор не вывезли; не вывезли мусор уже
отключили воду; что с крыши капает; что делать с мусором; на дороге вода стоит; второй день нет воды
вторая неделя тишина; снег убрали во двор и свалили; дерево упало; половину вывезли, спасибо
"""


def said(table: str) -> list[str]:
    return [one.strip() for line in table.strip().split("\n") for one in line.split(";")]


@pytest.mark.parametrize("text", said(CALLED_OFF))
def test_it_is_needed_no_more(text: str) -> None:
    assert calls_off_one(text)


@pytest.mark.parametrize("text", said(ASKED_AFTER))
def test_it_is_asked_after(text: str) -> None:
    assert asks_after_one(text)
    assert not calls_off_one(text)


@pytest.mark.parametrize("text", said(NAMED))
def test_it_is_named_and_no_more_is_said(text: str) -> None:
    assert names_one(text)


@pytest.mark.parametrize("text", said(TOLD))
def test_a_trouble_is_told(text: str) -> None:
    assert not calls_off_one(text)
    assert not asks_after_one(text)


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("а можно отдельно? у меня другой светофор", True),
        ("нет, у меня другая яма", True),
        ("мою оформите отдельной заявкой", True),
        ("другая проблема: собаки бегают", False),
        ("ещё другая яма на Ленина 3", False),
    ],
)
def test_it_is_another_one(text: str, apart: bool) -> None:
    assert is_apart(fold(text)) is apart
