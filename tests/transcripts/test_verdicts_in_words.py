"""A verdict is written in place of pressing it: alone, or in reply to the answer."""

import pytest

from core.tickets import Move, Verdict

from .beginnings import beginning
from .stage import Player, Stage

DOORS = pytest.mark.parametrize(
    ("door", "chat"), [("telegram", -1), ("vk", 2_000_000_001)], ids=["telegram", "vk"]
)
ONE_DOOR = pytest.mark.parametrize(("door", "chat"), [("vk", 2_000_000_001)], ids=["vk"])
"""For lists of words: what they mean no messenger knows."""


@beginning
async def answered(stage: Stage, door: str, chat: int, count: int = 1) -> tuple[Player, Player]:
    """Анна, whose complaints are answered, and Ольга, who answered them."""
    roads = await stage.agency("roads", door, chat)
    anna, olga = stage.resident("Анна", door, 101), stage.operator("Ольга", roads, 501)
    for _ in range(count):
        number = await anna.files()
        await olga.says("Яму засыпали", to=roads.post(f"{number} ·"))
        await olga.presses("Отправить жителю")
    return anna, olga


@ONE_DOOR
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


# in reply


@DOORS
async def test_not_helped_in_reply_returns_it_with_its_reason(
    stage: Stage, door: str, chat: int
) -> None:
    anna, olga = await answered(stage, door, chat, count=2)
    await anna.says("Не помогло, врут", to=anna.chat.post("Ответ по обращению 26-000001"))
    back = (await stage.history("26-000001"))[-1]
    assert (back.move, back.text) == (Move.RETURN, "врут")
    assert olga.chat.says("🔁 Житель вернул 26-000001")
    assert "Вернул обращение 26-000001 в работу" in anna.sees


@DOORS
async def test_not_helped_alone_in_reply_asks_for_the_reason(
    stage: Stage, door: str, chat: int
) -> None:
    anna, _ = await answered(stage, door, chat, count=2)
    answer = anna.chat.post("Ответ по обращению 26-000001")
    await anna.says("не помогло", to=answer)
    assert "я верну обращение 26-000001 в работу" in anna.sees
    await anna.says("Яма на месте", to=answer)
    assert (await stage.history("26-000001"))[-1].text == "Яма на месте"


@DOORS
async def test_helped_in_reply_closes_the_ticket_replied_to(
    stage: Stage, door: str, chat: int
) -> None:
    anna, _ = await answered(stage, door, chat, count=2)
    await anna.says("помогло", to=anna.chat.post("Ответ по обращению 26-000001"))
    assert [(await stage.ticket(f"26-00000{one}")).state for one in (1, 2)] == [
        "closed",
        "answered",
    ]


async def test_a_picture_in_reply_waits_for_the_reason(stage: Stage) -> None:
    anna, _ = await answered(stage, "telegram", -1)
    await anna.sends("яма", text="Не помогло", to=anna.chat.post("Ответ по обращению"))
    assert "📷 1 фото" in anna.sees
    await anna.says("Вот она")
    back = (await stage.history("26-000001"))[-1]
    assert (back.move, back.text, len(back.files)) == (Move.RETURN, "Вот она", 1)


@DOORS
@pytest.mark.parametrize("in_reply", [True, False])
@pytest.mark.parametrize("text", ["Не помогло, яма осталась", "не помогло"])
async def test_not_helped_after_a_picture_returns_it_with_the_picture(
    stage: Stage, door: str, chat: int, text: str, *, in_reply: bool
) -> None:
    anna, _ = await answered(stage, door, chat)
    answer = anna.chat.post("Ответ по обращению")
    await anna.sends("яма", to=answer)
    await anna.says(text, to=answer if in_reply else None)
    if text == "не помогло":
        await anna.says("яма осталась")
    back = (await stage.history("26-000001"))[-1]
    assert (back.move, back.text, len(back.files)) == (Move.RETURN, "яма осталась", 1)
    assert not any(one.move is Move.ADD for one in await stage.history("26-000001"))


async def test_what_cannot_be_judged_yet_is_added(stage: Stage) -> None:
    await stage.agency("roads", "telegram", -1)
    anna = stage.resident("Анна", "telegram", 101)
    await anna.files()
    await anna.commands("my")
    await anna.presses("26-000001", "Дополнить")
    await anna.says("Не помогло ничего")
    added = (await stage.history("26-000001"))[-1]
    assert (added.move, added.text) == (Move.ADD, "Не помогло ничего")


@DOORS
async def test_the_number_said_in_a_reply_is_the_one_that_is_judged(
    stage: Stage, door: str, chat: int
) -> None:
    anna, _ = await answered(stage, door, chat, count=2)
    await anna.says("26-000002 помогло", to=anna.chat.post("Ответ по обращению 26-000001"))
    states = [(await stage.ticket(f"26-00000{one}")).state for one in (1, 2)]
    assert states == ["answered", "closed"]


@DOORS
@pytest.mark.parametrize("in_reply", [True, False])
async def test_helped_where_the_reason_is_asked_is_no_reason(
    stage: Stage, door: str, chat: int, *, in_reply: bool
) -> None:
    anna, _ = await answered(stage, door, chat)
    answer = anna.chat.post("Ответ по обращению")
    await anna.presses("Не помогло")
    await anna.says("спасибо", to=answer if in_reply else None)
    assert "Напишите, что осталось не так" in anna.sees
    assert (await stage.ticket("26-000001")).state == "answered"
    await anna.says("Помогло", to=answer if in_reply else None)
    ticket = await stage.ticket("26-000001")
    assert (ticket.state, ticket.verdict) == ("closed", Verdict.SATISFIED)
    assert "Сообщить" in "".join(anna.buttons), "the form is left"


@pytest.mark.parametrize(("text", "last"), [("👍", Move.CONFIRM), ("❤", Move.ANSWER)])
async def test_a_thumb_in_reply_is_the_button_and_a_heart_is_thanks(
    stage: Stage, text: str, last: Move
) -> None:
    anna, _ = await answered(stage, "telegram", -1)
    await anna.says(text, to=anna.chat.post("Ответ по обращению"))
    assert (await stage.history("26-000001"))[-1].move is last


@pytest.mark.parametrize("text", ["Помогло", "Частично"])
async def test_a_picture_under_a_verdict_is_not_thrown_away(stage: Stage, text: str) -> None:
    anna, _ = await answered(stage, "telegram", -1)
    answer = anna.chat.post("Ответ по обращению")
    await anna.sends("двор", text=text, to=answer)
    await anna.says("помогло", to=answer)
    added, judged = (await stage.history("26-000001"))[-2:]
    assert (added.move, len(added.files), judged.move) == (Move.ADD, 1, Move.CONFIRM)


async def test_a_picture_with_thanks_for_a_ticket_that_is_over_is_kept(stage: Stage) -> None:
    anna, _ = await answered(stage, "telegram", -1)
    answer = anna.chat.post("Ответ по обращению")
    await anna.presses("👍 Помогло")
    await anna.sends("двор", text="спасибо", to=answer)
    assert "↩️ Продолжить начатое" in anna.buttons


@DOORS
async def test_words_for_a_ticket_that_is_over_are_kept_for_a_new_complaint(
    stage: Stage, door: str, chat: int
) -> None:
    anna, _ = await answered(stage, door, chat)
    answer = anna.chat.post("Ответ по обращению")
    await anna.presses("👍 Помогло")
    stage.later(days=15)
    await anna.says("Опять яма на дороге, уже глубже", to=answer)
    assert "дополнить его нельзя" in anna.sees
    assert "нажмите в меню «Продолжить начатое»" in anna.sees
    await anna.presses("Продолжить начатое")
    assert "Похоже, тема такая. Верно?" in anna.sees
    await anna.presses("Ямы", "Пропустить")
    await anna.says("Благовещенск, Ленина, 5")
    await anna.presses("Пропустить", "Пропустить", "Отправить")
    assert (await stage.ticket("26-000002")).text == "Опять яма на дороге, уже глубже"


@DOORS
async def test_a_complaint_that_waits_is_not_overwritten(
    stage: Stage, door: str, chat: int
) -> None:
    anna, _ = await answered(stage, door, chat)
    answer = anna.chat.post("Ответ по обращению")
    await anna.presses("👍 Помогло")
    await anna.says("Не горит фонарь")
    await anna.says("Тут она же", to=answer)
    assert anna.chat.says("Написанное не передано: сначала закончите обращение")
    await anna.commands("my")
    await anna.presses("В меню", "Продолжить начатое", "Назад")
    assert "Что случилось?" in anna.sees


async def test_thanks_for_a_ticket_that_is_over_are_welcome(stage: Stage) -> None:
    anna, _ = await answered(stage, "vk", 2_000_000_001)
    answer = anna.chat.post("Ответ по обращению")
    await anna.presses("👍 Помогло")
    await anna.says("Спасибо!", to=answer)
    assert anna.chat.says("Пожалуйста! Если сломается что-то ещё, напишите."), "no news is promised"
    await anna.says("и вам спасибо")
    assert "Пожалуйста! Если сломается что-то ещё, напишите." in anna.sees
    assert "↩️ Продолжить начатое" not in anna.buttons
