"""Where an agency's supervisor reads answers before residents do."""

from collections.abc import AsyncIterator
from dataclasses import replace as another
from pathlib import Path

import pytest

from core.topics import Suggestions
from dialogs.texts import Catalogue
from dialogs.turns import Turns

from .stage import TOWN, Stage, open_stage

WAYS = pytest.mark.parametrize(
    ("home", "office", "chat"),
    [("telegram", "vk", 2_000_000_001), ("vk", "telegram", -100_500)],
)

APPROVED = another(
    TOWN,
    agencies=tuple(
        one.model_copy(update={"supervisors": ("telegram:900", "vk:900"), "approval": True})
        if one.code == "roads"
        else one
        for one in TOWN.agencies
    ),
)
"""The road service's answers are approved."""


@pytest.fixture
async def approved(tmp_path: Path) -> AsyncIterator[Stage]:
    turns = Turns(APPROVED, Catalogue(), Suggestions(APPROVED))
    async with open_stage(tmp_path, turns) as stage:
        yield stage


@WAYS
async def test_from_a_draft_by_a_remark_to_the_resident(
    approved: Stage, home: str, office: str, chat: int
) -> None:
    roads = await approved.agency("roads", office, chat)
    olga, chief = approved.operator("Ольга", roads, 501), approved.operator("Вера", roads, 900)
    anna = approved.resident("Анна", home, 101)
    number = await anna.files()

    await olga.says("Яму засыпали щебнем", to=roads.post(f"{number} ·"))
    await olga.presses("На согласование")
    waits = roads.post("На согласовании ответ")
    assert "Яму засыпали щебнем" in waits.text
    assert "Ольга" in waits.text
    assert waits.message.reply_to == roads.post(f"{number} ·").id
    assert not anna.chat.says("щебнем")

    await olga.presses("Согласовать", on=waits)
    assert "руководител" in "\n".join([*roads.toasts, roads.last]).lower()
    assert not anna.chat.says("щебнем"), "whoever wrote it does not approve it"

    await chief.presses("На доработку", on=waits)
    await chief.says("Напишите, когда положите асфальт")
    assert roads.says("Напишите, когда положите асфальт")
    await olga.presses("Доработать")
    assert "Яму засыпали щебнем" in roads.last, "the author has the text back"
    await olga.says("Яму засыпали щебнем, асфальт положим 1 декабря")
    await olga.presses("На согласование")
    assert not anna.chat.says("щебнем")

    await chief.presses("Согласовать")
    assert anna.chat.says("Яму засыпали щебнем, асфальт положим 1 декабря")
    assert roads.says("согласован (Вера)")
    assert "Вера" not in anna.sees
    assert "Ольга" not in anna.sees


@WAYS
async def test_a_supervisor_may_move_a_promised_day_once_more(
    approved: Stage, home: str, office: str, chat: int
) -> None:
    roads = await approved.agency("roads", office, chat)
    olga, chief = approved.operator("Ольга", roads, 501), approved.operator("Вера", roads, 900)
    anna = approved.resident("Анна", home, 101)
    number = await anna.files()
    for who, day in (
        (olga, "через 3 дня"),
        (olga, "через 5 дней"),
        (olga, "через 7 дней"),
        (olga, ""),
        (chief, "через 9 дней"),
    ):
        await who.commands("promise", number)
        if not day:
            assert "Можно" in "\n".join([*roads.toasts, roads.last])
            continue
        await who.says(day)
        await who.says(f"Сделаем {day}")
        await who.presses("Назначить и сообщить")
        assert anna.chat.says(f"Сделаем {day}")
    assert (await approved.ticket(number)).extensions == 3
