"""Drafts that are no answer: a question, «не к нам», a promise; the right button stands by them."""

import pytest

from tests.shipped import TOWN

from .drafts import drafted
from .stage import Stage
from .twice import on_both

pytestmark = on_both


async def test_a_question_sent_as_an_answer_goes_as_a_question(stage: Stage) -> None:
    roads, olga, anna, _ = await drafted(stage, "а на каком участке? фото пришлите")
    assert "Похоже на вопрос жителю" in roads.last
    await olga.presses("Отправить вопросом")
    assert not anna.chat.says("на каком участке"), "it is shown before it goes"
    await olga.presses("Отправить")
    assert anna.chat.says("❓ Вопрос по обращению")
    assert anna.chat.says("а на каком участке? фото пришлите")
    await anna.says("у дома 5")
    assert roads.says("у дома 5")


async def test_what_is_not_theirs_goes_back_with_the_words_it_was_said_with(stage: Stage) -> None:
    words = "это не к нам, это к УК обращайтесь"
    roads, olga, anna, number = await drafted(stage, words)
    assert "Похоже, это не ваше" in roads.last
    await olga.presses("Не наше: вернуть")
    assert not anna.chat.says("к УК обращайтесь")
    ticket = await stage.ticket(number)
    assert ticket.agency == TOWN.coordinators.code
    assert (await stage.history(number))[-1].text == words


async def test_of_what_is_still_to_come_planned_stands_first(stage: Stage) -> None:
    roads, olga, anna, _ = await drafted(stage, "Яму заделаем 5 декабря, ждём щебень")
    assert "Похоже, это ещё впереди" in roads.last
    assert "Запланировано" in roads.posts[-1].labels[0]
    await olga.presses("Запланировано")
    assert anna.chat.says("Итог: запланировано.")


@pytest.mark.parametrize(
    "words",
    [
        "Яму засыпали щебнем. Обращайтесь, если повторится",
        "Засыпали, хотя это не наша зона: дорога городская",
        "Яма засыпана, весной положим асфальт. Остались вопросы?",
    ],
)
async def test_an_answer_is_not_doubted(stage: Stage, words: str) -> None:
    roads, *_ = await drafted(stage, words)
    assert "Похоже" not in roads.last
    assert "решено" in roads.posts[-1].labels[0]


async def test_the_history_keeps_the_lines_of_a_message_apart(stage: Stage) -> None:
    roads, olga, *_, number = await drafted(stage, "Засыпали щебнем\nЗнак сняли")
    await olga.presses("Отправить жителю")
    await olga.commands("t", number)
    await olga.presses("История")
    assert "│ Засыпали щебнем\n│ Знак сняли" in roads.last
