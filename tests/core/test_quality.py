"""What is said of a draft. Nothing of a good one: a warning that is wrong is soon read no more."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.quality import CODES, NO_DEMANDS, Demands, Flaw, flaws
from core.tickets import Outcome

from .answers import EMPTY, FOUND, GOOD

BLANKS = ("{имя}",)


def codes(text: str, outcome: Outcome = Outcome.SOLVED, demands: Demands = NO_DEMANDS) -> set[str]:
    return {flaw.code for flaw in flaws(text, outcome=outcome, demands=demands, blanks=BLANKS)}


@pytest.mark.parametrize(("outcome", "text"), GOOD)
def test_of_a_good_answer_nothing_is_said(outcome: Outcome, text: str) -> None:
    assert flaws(text, outcome=outcome, blanks=BLANKS) == ()


@pytest.mark.parametrize("text", EMPTY)
def test_a_cliche_alone_is_no_answer(text: str) -> None:
    assert "empty" in codes(text)


@pytest.mark.parametrize(("code", "outcome", "text"), FOUND)
def test_what_is_wrong_is_found_and_nothing_else(code: str, outcome: Outcome, text: str) -> None:
    assert codes(text, outcome) == {code}


GREETED = Demands(greeting=True)
SIGNED = Demands(signature=True, names=("Дорожная служба города", "Дорожная служба"))
BODY = "Яму засыпали сегодня, асфальт положим в мае."


@pytest.mark.parametrize(
    "start",
    ["Здравствуйте! ", "Добрый день, {имя}! ", "Уважаемые жители! ", "Доброго времени суток. "],
)
def test_a_greeting_is_heard(start: str) -> None:
    assert codes(start + BODY, demands=GREETED) == set()


def test_a_greeting_is_missed_where_it_is_demanded() -> None:
    assert codes(BODY, demands=GREETED) == {"greeting"}
    assert codes(BODY) == set()


@pytest.mark.parametrize(
    "end",
    [
        "\nС уважением, Дорожная служба города",
        "\n\nДорожная служба",
        "\nМастер участка И. П. Сидоров",
        "\nСидоров И.П.",
        "\nВаша дорожная служба!",
        "\nОтдел содержания дорог",
    ],
)
def test_a_signature_is_seen(end: str) -> None:
    assert codes(BODY + end, demands=SIGNED) == set()


def test_a_signature_is_missed_where_it_is_demanded() -> None:
    assert codes(BODY, demands=SIGNED) == {"signature"}


def test_solved_wants_a_photo_where_the_topic_does() -> None:
    shown = Demands(photo_for_solved=True)
    assert codes(BODY, demands=shown) == {"no_photo"}
    assert codes(BODY, Outcome.EXPLAINED, shown) == set()
    assert flaws(BODY, outcome=Outcome.SOLVED, demands=shown, pictures=1, files=1) == ()
    assert flaws("", outcome=Outcome.SOLVED, demands=shown, files=1) == (Flaw("no_photo"),)


def test_few_words_are_enough_beside_a_photo() -> None:
    assert flaws("Готово", outcome=Outcome.SOLVED, pictures=1, files=1) == ()


def test_the_warning_names_what_was_found() -> None:
    (found,) = flaws("Сосед просил набрать 8 914 123-45-67, он дома.", outcome=Outcome.EXPLAINED)
    assert found == Flaw("phone", "8 914 123-45-67")


def test_a_mobile_beside_a_name_and_a_flat_is_a_persons_like_the_name() -> None:
    said = "Ключи у жильца: Иванов Иван Иванович из кв. 5, тел. 89141234567, вечером дома."
    assert codes(said, Outcome.EXPLAINED) == {"phone", "name"}
    plain = "Воду перекрывает Иванов Иван Иванович из кв. 5, тел. 89141234567, вечером дома."
    assert codes(plain, Outcome.EXPLAINED) == {"phone", "name"}


def test_a_flat_of_the_sentence_before_is_not_the_numbers() -> None:
    for said in (
        "Работы в кв. 5. Телефон мастера: 89141234567",
        "Иванов Иван Иванович, кв. 5. Телефон диспетчера: 89141234567",
    ):
        assert "phone" not in codes(said, Outcome.EXPLAINED), said
    assert "phone" in codes("Работы в кв. 5. Телефон: 89141234567", Outcome.EXPLAINED)


@given(st.text(max_size=300), st.sampled_from(Outcome))
def test_whatever_is_written_it_has_an_opinion(text: str, outcome: Outcome) -> None:
    demands = Demands(greeting=True, signature=True, photo_for_solved=True, names=("А",))
    assert {one.code for one in flaws(text, outcome=outcome, demands=demands)} <= set(CODES)


def test_a_long_answer_is_read_at_once() -> None:
    """No pattern of ours goes back and forth: 3,500 characters of anything are a moment's work."""
    for text in (
        "обращение " * 350,
        "а" * 3500,
        "9 " * 1750,
        "Иван " * 700,
        "в работу принят " * 218,
    ):
        started = time.process_time()
        flaws(text, outcome=Outcome.PLANNED)
        assert time.process_time() - started < 1.0
