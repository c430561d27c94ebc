"""An answer has come, and its resident writes what is no verdict of the list."""

import pytest

from core.numbers import find_number

from .stage import Stage
from .test_unanswered_questions import asked
from .test_verdicts_in_words import DOORS


@DOORS
@pytest.mark.parametrize("text", ["опять яма!!", "опять!!", "яма на том же месте"])
async def test_after_a_verdict_every_way_names_its_ticket(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna, olga, number = await asked(stage, door, door, chat)
    await anna.says("синяя дверь")
    await olga.says("Засыпали", to=olga.chat.post(f"{number} ·"))
    await olga.presses("Отправить жителю")
    await anna.presses("👍 Помогло")
    await anna.says(text)
    ways = [label for label in anna.buttons if label.startswith(("➕", "↩️ Вернуть"))]
    assert all(find_number(label) for label in ways), anna.buttons
    assert await stage.tickets_of(anna) == [number]
