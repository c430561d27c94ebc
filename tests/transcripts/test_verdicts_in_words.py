"""A verdict is written in place of pressing it: alone, or in reply to the answer."""

import pytest

from core.tickets import Move, Verdict

from .stage import Player, Stage

DOORS = pytest.mark.parametrize(
    ("door", "chat"), [("telegram", -1), ("vk", 2_000_000_001)], ids=["telegram", "vk"]
)


async def answered(stage: Stage, door: str, chat: int, count: int = 1) -> tuple[Player, Player]:
    """Анна, whose complaints are answered, and Ольга, who answered them."""
    roads = await stage.agency("roads", door, chat)
    anna, olga = stage.resident("Анна", door, 101), stage.operator("Ольга", roads, 501)
    for _ in range(count):
        number = await anna.files()
        await olga.says("Яму засыпали", to=roads.post(f"{number} ·"))
        await olga.presses("Отправить жителю")
    return anna, olga


@DOORS
@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Помогло", Verdict.SATISFIED),
        ("спасибо, помогло!", Verdict.SATISFIED),
        ("помогло частично", Verdict.NEUTRAL),
    ],
)
async def test_a_verdict_typed_is_its_button(
    stage: Stage, door: str, chat: int, text: str, verdict: Verdict
) -> None:
    anna, _ = await answered(stage, door, chat)
    await anna.says(text)
    ticket = await stage.ticket("26-000001")
    assert (ticket.state, ticket.verdict) == ("closed", verdict)
    assert "Обращение 26-000001 закрыто" in anna.sees


@DOORS
async def test_not_helped_typed_asks_for_the_reason(stage: Stage, door: str, chat: int) -> None:
    anna, olga = await answered(stage, door, chat)
    await anna.says("не помогло")
    assert "я верну обращение 26-000001 в работу" in anna.sees
    await anna.says("Яма на месте")
    assert (await stage.ticket("26-000001")).state == "in_work"
    assert olga.chat.says("Яма на месте")


@DOORS
async def test_of_several_answers_it_is_asked_which_is_meant(
    stage: Stage, door: str, chat: int
) -> None:
    anna, _ = await answered(stage, door, chat, count=2)
    await anna.says("не помогло")
    assert anna.chat.says("К какому обращению это относится?")
    await anna.presses("26-000001", "Не решено")
    assert "я верну обращение 26-000001 в работу" in anna.sees
    assert [(await stage.ticket(f"26-00000{one}")).state for one in (1, 2)] == ["answered"] * 2


async def test_a_verdict_may_name_its_ticket(stage: Stage) -> None:
    anna, _ = await answered(stage, "telegram", -1, count=2)
    await anna.says("26-000001 помогло, спасибо")
    assert (await stage.ticket("26-000001")).state == "closed"
    assert (await stage.ticket("26-000002")).state == "answered"


@DOORS
async def test_where_nothing_waits_for_it_that_is_said(stage: Stage, door: str, chat: int) -> None:
    anna = stage.resident("Анна", door, 101)
    number = await anna.files()
    await anna.says("помогло")
    assert anna.chat.says("Сейчас нет обращений, по которым можно это отметить")
    assert any(number in label for label in anna.buttons)
    assert (await stage.ticket(number)).state == "routed"


async def test_what_was_closed_by_time_is_returned_by_a_word_too(stage: Stage) -> None:
    anna, _ = await answered(stage, "telegram", -1)
    stage.later(days=7, hours=1)
    await stage.watch()
    assert (await stage.ticket("26-000001")).state == "closed"
    await anna.says("Не помогло")
    await anna.says("Яма на месте")
    assert (await stage.history("26-000001"))[-1].move is Move.RETURN


async def test_what_waits_for_its_verdict_comes_before_what_is_closed(stage: Stage) -> None:
    anna, _ = await answered(stage, "telegram", -1, count=2)
    await anna.presses("👍 Помогло")
    await anna.says("не помогло")
    assert "я верну обращение 26-000001 в работу" in anna.sees
