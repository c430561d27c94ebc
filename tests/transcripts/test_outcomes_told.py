"""What came of a complaint is told to its resident, and they are asked what fits it."""

import pytest

from dialogs.events import Opened

from .beginnings import beginning
from .stage import Player, Stage
from .twice import on_both

pytestmark = on_both

TOLD = pytest.mark.parametrize(
    ("button", "words", "outcome"),
    [
        ("Запланировано", "Лавку починим завтра", "запланировано"),
        ("Разъяснено", "Лавка частная, её чинит хозяин магазина", "разъяснено"),
        ("Отказано", "Лавку ставить не будем: здесь пожарный проезд", "в просьбе отказано"),
    ],
)
"""Outcomes besides «решено», with an answer of each and how a resident is told it."""


@beginning
async def _answered(stage: Stage, button: str, words: str) -> tuple[Player, Player, str]:
    """A resident who was answered, the operator, and the ticket's number."""
    roads = await stage.agency("roads", "vk", 2_000_000_001)
    olga, anna = stage.operator("Ольга", roads, 501), stage.resident("Анна", "telegram", 101)
    number = await anna.files()
    await olga.says(words, to=roads.post(f"{number} ·"))
    await olga.presses(button)
    return anna, olga, number


@TOLD
async def test_an_outcome_that_solves_nothing_is_told_and_not_asked_whether_it_helped(
    stage: Stage, button: str, words: str, outcome: str
) -> None:
    anna, _, number = await _answered(stage, button, words)
    notice = anna.chat.post(words)
    assert notice.text.endswith(f"{words}\n\nИтог: {outcome}. Устраивает ли ответ?")
    assert notice.labels == ["👍 Устраивает", "😐 Частично", "👎 Не устраивает"]
    await anna.does(Opened(number))
    assert anna.chat.says(f"— ответ ({outcome}): {words}")
    await anna.presses("👍 Устраивает", on=notice)
    assert anna.chat.says(f"Обращение {number} закрыто, итог — {outcome}.")
    assert not anna.chat.says("Рады, что помогло")


async def test_what_is_solved_is_asked_whether_it_helped(stage: Stage) -> None:
    anna, _, _ = await _answered(stage, "Отправить жителю", "Лавку починили сегодня утром")
    assert anna.sees.endswith("Лавку починили сегодня утром\n\nПомогло?")
    assert "Итог" not in anna.sees


async def test_a_corrected_outcome_is_told_too(stage: Stage) -> None:
    anna, olga, _ = await _answered(stage, "Отправить жителю", "Лавку починим завтра")
    await olga.presses("Исправить", "Оставить как есть", "Запланировано")
    assert "✏️ Исправленный ответ" in anna.sees
    assert anna.sees.endswith("Итог: запланировано. Устраивает ли ответ?")
    await anna.presses("👍 Устраивает")
    await olga.presses("Исправить", "Оставить как есть", "Отказано")
    told = anna.chat.post("Итог: в просьбе отказано. Обращение закрыто.")
    assert told.labels == ["👎 Не устраивает"]


@TOLD
async def test_what_closes_by_itself_says_that_no_mark_was_given(
    stage: Stage, button: str, words: str, outcome: str
) -> None:
    anna, _, number = await _answered(stage, button, words)
    await anna.does(Opened(number))
    await anna.presses("Дополнить")
    await anna.says("Хорошо, жду, но лавка нужна к празднику")
    assert anna.chat.says(f"Добавил к обращению {number}")
    stage.later(days=8)
    await stage.watch()
    assert f"🏁 Обращение {number} закрыто: после ответа прошло время, а отметки" in anna.sees
    assert "ничего не написали" not in anna.sees, "they did write"
    assert "Если ответ не устраивает — нажмите «Не устраивает»" in anna.sees
    assert ("Закрыто — не значит сделано" in anna.sees) == (outcome == "запланировано")


async def test_what_helped_in_part_is_seen_by_the_agency(stage: Stage) -> None:
    anna, olga, number = await _answered(stage, "Отправить жителю", "Лавку починили утром")
    await anna.presses("😐 Частично")
    card = olga.chat.post(f"{number} ·")
    assert "🏁 Закрыто: житель отметил «Частично»" in card.text
    await olga.presses("История", on=card)
    assert "житель — отмечено «Частично»" in olga.sees
    await anna.does(Opened(number))
    assert anna.chat.says("вы сказали, что помогло частично")
