"""A draft that lacks a day is answered with one: its words are not lost for it."""

import pytest

from .drafts import drafted
from .stage import Stage
from .twice import on_both

pytestmark = on_both

DRAFT = "Лавку починим и покрасим"
LACKS = "Запланировано, а когда — не сказано"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("завтра", "Завтра."),
        ("до пятницы!", "До пятницы."),
        ("15.12", "15.12."),
        ("через 3 рабочих дня", "Через 3 рабочих дня."),
        ("завтра к обеду", "Завтра к обеду."),
        ("ориентировочно в среду, с 9 до 12", "Ориентировочно в среду, с 9 до 12."),
        ("by Friday afternoon", "By Friday afternoon."),
    ],
)
async def test_a_day_replied_to_a_draft_is_added_to_it(
    stage: Stage, said: str, sentence: str
) -> None:
    roads, olga, anna, _ = await drafted(stage, DRAFT)
    await olga.presses("Запланировано")
    assert LACKS in roads.last
    assert "напишите его ответом на это сообщение" in roads.last
    await olga.says(said, to=roads.posts[-1])
    assert f"{DRAFT}. {sentence}" in roads.last
    assert "Добавил день к черновику" in roads.last
    assert LACKS not in roads.last
    assert not roads.says("Черновик по"), "nothing was let go"
    assert "Запланировано" in roads.posts[-1].labels[0], "it was pressed before"
    await olga.presses("Запланировано")
    assert anna.chat.says(f"{DRAFT}. {sentence}\n\nИтог: запланировано.")


async def test_a_day_typed_where_the_text_is_written_anew_is_added_too(stage: Stage) -> None:
    roads, olga, _, _ = await drafted(stage, DRAFT)
    await olga.presses("Запланировано", "Изменить")
    await olga.says("завтра")
    assert f"{DRAFT}. Завтра." in roads.last


@pytest.mark.parametrize("said", ["Починим завтра", "не раньше весны, ждём доски"])
async def test_what_is_more_than_a_day_is_another_answer(stage: Stage, said: str) -> None:
    roads, olga, _, _ = await drafted(stage, DRAFT)
    await olga.presses("Запланировано")
    await olga.says(said, to=roads.posts[-1])
    assert roads.says(f"Вот он, если ещё пригодится:\n\n{DRAFT}")
    assert f"\n\n{said}" in roads.last


async def test_a_draft_that_names_a_day_is_replaced_as_before(stage: Stage) -> None:
    roads, olga, _, _ = await drafted(stage, "Лавку починим в среду")
    await olga.says("завтра", to=roads.posts[-1])
    assert roads.says("Вот он, если ещё пригодится:\n\nЛавку починим в среду")


async def test_a_day_said_among_colleagues_is_their_own(stage: Stage) -> None:
    roads, olga, _, _ = await drafted(stage, DRAFT)
    await olga.presses("Запланировано")
    stood = len(roads.posts), roads.last
    await olga.says("завтра")
    assert (len(roads.posts), roads.last) == stood


async def test_the_history_keeps_the_warning_and_not_what_to_do(stage: Stage) -> None:
    roads, olga, _, number = await drafted(stage, DRAFT)
    await olga.presses("Запланировано", "Запланировано")
    await olga.commands("t", number)
    await olga.presses("История")
    assert LACKS in roads.last
    assert "Чтобы добавить день" not in roads.last
