"""Under an answer the verdict that is said first counts, whatever topic has a word of the rest."""

import pytest

from .stage import Stage
from .test_verdicts_in_words import ONE_DOOR, answered


@ONE_DOOR
@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("не помогло, и вообще вы хамы", "и вообще вы хамы"),
        ("Нет, не помогло! Врач даже через неё не доехал", "Врач даже через неё не доехал"),
        ("не решено, у соседей уже лифт встал", "у соседей уже лифт встал"),
    ],
)
async def test_its_reason_is_all_the_rest(
    stage: Stage, door: str, chat: int, text: str, reason: str
) -> None:
    anna, olga = await answered(stage, door, chat)
    await anna.says(text)
    assert (await stage.ticket("26-000001")).state == "in_work"
    assert f"│ {reason}" in olga.chat.post("🔁 Житель вернул").text


@ONE_DOOR
@pytest.mark.parametrize(
    "text",
    [
        "помогло, спасибо, но лампа тусклая",
        "ничего не сделали, хамы",
        "а почему так поздно? там люди падают",
    ],
)
async def test_what_only_may_be_one_is_asked_about(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna, _ = await answered(stage, door, chat)
    await anna.says(text)
    assert "↩️ Вернуть 26-000001 в работу" in anna.buttons


@ONE_DOOR
@pytest.mark.parametrize(
    "text", ["не горит фонарь на Лазо 7", "а когда фонарь на Лазо починят? не горит третий день"]
)
async def test_another_trouble_is_told_as_before(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna, _ = await answered(stage, door, chat)
    await anna.says(text)
    assert "↩️ Вернуть 26-000001 в работу" not in anna.buttons
