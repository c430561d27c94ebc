"""«Помогло» that is irony, an answer thrown back, a trouble that is over, and a press repented."""

import pytest

from core.tickets import Move, Verdict

from .stage import Stage
from .test_going_on import filed
from .test_verdicts_in_words import DOORS, ONE_DOOR, answered


@ONE_DOOR
@pytest.mark.parametrize(
    "text", ["Помогло? нет конечно", "помогло, как мёртвому припарка", "помогло бы если приехали"]
)
async def test_irony_returns_the_ticket_with_its_words(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna, olga = await answered(stage, door, chat)
    await anna.says(text)
    assert (await stage.history("26-000001"))[-1].move is Move.RETURN
    assert olga.chat.says(text)


@DOORS
async def test_a_half_closes_only_by_a_press_and_its_words_go_along(
    stage: Stage, door: str, chat: int
) -> None:
    anna, olga = await answered(stage, door, chat)
    await anna.says("помогло частично, вторая яма осталась")
    assert (await stage.ticket("26-000001")).state == "answered"
    assert "Вернуть обращение 26-000001 в работу?" in anna.sees
    await anna.presses("😐 Помогло частично, закрыть 26-000001")
    ticket = await stage.ticket("26-000001")
    assert (ticket.state, ticket.verdict) == ("closed", Verdict.NEUTRAL)
    assert olga.chat.says("вторая яма осталась")


@DOORS
async def test_a_reply_that_throws_the_answer_back_returns_it(
    stage: Stage, door: str, chat: int
) -> None:
    anna, olga = await answered(stage, door, chat)
    await anna.says("неправда, яма как была", to=anna.chat.post("Ответ по обращению"))
    assert (await stage.history("26-000001"))[-1].move is Move.RETURN
    assert olga.chat.says("яма как была")


@DOORS
async def test_a_photo_with_a_caption_in_reply_is_asked_about_and_sent_by_one_press(
    stage: Stage, door: str, chat: int
) -> None:
    anna, olga = await answered(stage, door, chat)
    answer = anna.chat.post("Ответ по обращению")
    await anna.sends("яма", text="и это вы называете заделали?", to=answer)
    assert anna.buttons[0] == "↩️ Вернуть 26-000001 в работу"
    await anna.presses("↩️ Вернуть 26-000001 в работу")
    back = (await stage.history("26-000001"))[-1]
    assert (back.move, len(back.files)) == (Move.RETURN, 1)
    assert olga.chat.says("и это вы называете заделали?")


@ONE_DOOR
async def test_what_only_adds_is_added_to_an_answered_ticket(
    stage: Stage, door: str, chat: int
) -> None:
    anna, _ = await answered(stage, door, chat)
    await anna.says("забыла сказать, вход со двора", to=anna.chat.post("Ответ по обращению"))
    assert (await stage.history("26-000001"))[-1].move is Move.ADD


@ONE_DOOR
async def test_the_button_of_the_answer_takes_along_what_is_asked_about(
    stage: Stage, door: str, chat: int
) -> None:
    anna, olga = await answered(stage, door, chat)
    await anna.says("бордюр бы ещё поправить", to=anna.chat.post("Ответ по обращению"))
    await anna.presses("👍 Помогло")
    assert (await stage.ticket("26-000001")).verdict is Verdict.SATISFIED
    assert olga.chat.says("бордюр бы ещё поправить")
    assert "↩️ Продолжить начатое" not in anna.buttons


@DOORS
@pytest.mark.parametrize("text", ["уже горит, спасибо", "отмените, уже починили"])
async def test_what_is_over_is_withdrawn_by_one_press(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna, number = await filed(stage, door, chat)
    await anna.commands("menu")
    await anna.says(text)
    assert f"Отозвать обращение {number}?" in anna.sees
    await anna.presses("Да, отозвать")
    assert (await stage.ticket(number)).state == "withdrawn"


@DOORS
async def test_who_pressed_the_wrong_button_is_offered_the_ticket_back(
    stage: Stage, door: str, chat: int
) -> None:
    anna, _ = await answered(stage, door, chat)
    await anna.presses("👍 Помогло")
    await anna.says("ой, я не то нажала")
    await anna.presses("↩️ Вернуть 26-000001 в работу")
    assert (await stage.ticket("26-000001")).state == "in_work"


@ONE_DOOR
async def test_what_was_withdrawn_is_offered_to_be_filed_again(
    stage: Stage, door: str, chat: int
) -> None:
    anna, number = await filed(stage, door, chat)
    await anna.commands("my")
    await anna.presses(number, "Отозвать", "Да, отозвать")
    await anna.says("верните обращение")
    assert f"Обращение {number} отозвано" in anna.sees
    await anna.presses("↩️ Продолжить начатое")
    assert "Что случилось?" not in anna.sees, "its words are known"


@ONE_DOOR
async def test_who_writes_after_the_answer_is_told_of_the_mark_and_not_closed_in_silence(
    stage: Stage, door: str, chat: int
) -> None:
    anna, _ = await answered(stage, door, chat)
    stage.later(days=5)
    await anna.says("забыла сказать, вход со двора", to=anna.chat.post("Ответ по обращению"))
    assert "если он не помог, нажмите под ним 👎" in anna.sees
    stage.later(days=4)
    await stage.watch()
    assert (await stage.ticket("26-000001")).state == "answered"
    stage.later(days=4)
    await stage.watch()
    assert (await stage.ticket("26-000001")).state == "closed"
