"""An operator's few words that no rule tells. All texts are our own, and none is an example."""

import pytest

from core.answered_as import DONE, answered_as
from core.examples import of_answers
from core.quality import flaws
from core.tickets import Outcome


def codes(text: str) -> set[str]:
    return {flaw.code for flaw in flaws(text, outcome=Outcome.SOLVED)}


@pytest.mark.parametrize("text", ["едем уже", "трактор чистит двор", "в пн будем"])
def test_what_is_under_way_or_to_come_is_not_done(text: str) -> None:
    assert codes(text) & {"ahead", "taking"}


@pytest.mark.parametrize("text", ["игорь на больничном", "опять этот дед", "спам какой-то"])
def test_what_colleagues_say_of_others_is_no_answer(text: str) -> None:
    assert "talk" in codes(text)


@pytest.mark.parametrize(
    "text", ["воду в доме подали утром", "бордюр поставлен на место", "горячая вода подана"]
)
def test_what_is_done_in_other_words_is_an_answer(text: str) -> None:
    assert not codes(text) & {"ahead", "talk", "taking", "undone", "not_ours", "asks"}


@pytest.mark.parametrize(
    "text", ["Отправьте фото и точный адрес, пожалуйста", "Добрый день! Направьте фотографии"]
)
def test_what_is_asked_for_is_a_question(text: str) -> None:
    assert codes(text) == {"asks"}


def test_of_a_long_text_nothing_is_told() -> None:
    assert answered_as("яма засыпана " * 7) == ""
    assert answered_as("") == ""


def test_examples_stand_in_one_part_each() -> None:
    told = [text for texts in of_answers().values() for text in texts]
    assert len(set(told)) == len(told)
    assert len(of_answers()[DONE]) > 100
