"""An answer has come, and its resident is content in other words, cannot tell yet, or asks back."""

import pytest

from core.tickets import Verdict

from .stage import Stage
from .test_verdicts_in_words import DOORS, ONE_DOOR, answered

NUMBER = "26-000001"


@ONE_DOOR
@pytest.mark.parametrize(
    "text",
    ["сойдёт", "закрывайте", "претензий нет", "да!!! всё чисто", "не ожидал, реально засыпали"],
)
async def test_content_is_asked_for_its_mark_and_yes_sets_it(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna, olga = await answered(stage, door, chat)
    await anna.says(text)
    assert "👍 Помогло" in anna.buttons
    assert not any("Вернуть" in label for label in anna.buttons)
    await anna.says("да")
    assert (await stage.ticket(NUMBER)).verdict is Verdict.SATISFIED
    assert not olga.chat.says("Житель вернул")


@DOORS
async def test_who_will_look_later_is_waited_for(stage: Stage, door: str, chat: int) -> None:
    anna, _ = await answered(stage, door, chat)
    await anna.says("проверю вечером")
    assert anna.chat.says("Когда станет ясно, отметьте")
    await anna.says("всё нормально")
    assert (await stage.ticket(NUMBER)).verdict is Verdict.SATISFIED


@DOORS
async def test_what_is_neither_for_nor_against_asks_whether_it_helped(
    stage: Stage, door: str, chat: int
) -> None:
    anna, olga = await answered(stage, door, chat)
    await anna.says("а это кто засыпал, частники?")
    assert "Теперь всё в порядке? «а это кто засыпал, частники?»" in anna.sees
    assert anna.buttons[:2] == [f"👍 Помогло, закрыть {NUMBER}", f"↩️ Вернуть {NUMBER} в работу"]
    await anna.says("да")
    assert (await stage.ticket(NUMBER)).verdict is Verdict.SATISFIED
    assert olga.chat.says("а это кто засыпал, частники?"), "no word is lost"


@DOORS
async def test_no_to_it_returns_and_so_does_what_is_said_against_it(
    stage: Stage, door: str, chat: int
) -> None:
    anna, olga = await answered(stage, door, chat)
    await anna.says("а это кто засыпал, частники?")
    await anna.says("плита стоит, а ничего не сделали")
    assert f"Вернуть обращение {NUMBER} в работу?" in anna.sees
    await anna.says("да")
    assert (await stage.ticket(NUMBER)).state == "in_work"
    assert olga.chat.says("ничего не сделали")


@ONE_DOOR
@pytest.mark.parametrize("text", ["не закрывайте", "плохо сделали", "сделали на отвали"])
async def test_discontent_is_offered_the_way_back(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna, _ = await answered(stage, door, chat)
    await anna.says(text)
    assert f"Вернуть обращение {NUMBER} в работу?" in anna.sees


@ONE_DOOR
async def test_under_a_promise_content_closes_nothing_by_itself(
    stage: Stage, door: str, chat: int
) -> None:
    roads = await stage.agency("roads", door, chat)
    anna, olga = stage.resident("Анна", door, 101), stage.operator("Ольга", roads, 501)
    await anna.files()
    await olga.says("Засыпем до 15 декабря 2026", to=roads.post(f"{NUMBER} ·"))
    await olga.presses("Запланировано")
    await anna.says("сойдёт")
    assert (await stage.ticket(NUMBER)).state == "answered"
    assert "👍 Устраивает" in anna.buttons
