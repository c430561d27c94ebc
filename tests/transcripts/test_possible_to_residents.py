"""A resident whose move is not possible any more hears what is, by the table of moves."""

from core.tickets import Move, State, possible
from dialogs import events

from .chats import Post
from .stage import Player, Stage
from .test_returns import WAYS, answered, answers
from .twice import on_both


def told(player: Player) -> str:
    """The last words, a press's toast or the message above the screen."""
    return "\n".join([*player.chat.toasts[-1:], *(one.text for one in player.chat.posts[-2:])])


async def returned(
    stage: Stage, home: str, office: str, chat: int
) -> tuple[Player, Player, str, Post]:
    """An answer that did not help, and the ticket is worked on again."""
    anna, olga, number = await answered(stage, home, office, chat)
    answer = anna.chat.post("Помогло?")
    await anna.presses("Не помогло", on=answer)
    await anna.says("Щебень вымыло дождём")
    return anna, olga, number, answer


@on_both
@WAYS
async def test_whoever_says_that_it_helped_while_it_is_worked_on_may_add_withdraw_and_wait(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    anna, _, number, answer = await returned(stage, home, office, chat)
    await anna.presses("Помогло", on=answer)
    said = told(anna)
    assert f"Отметить обращение {number} сейчас нельзя. Его состояние: в работе." in said
    assert (
        "Можно:\n• дополнить: откройте обращение в /my и нажмите «Дополнить»\n"
        "• отозвать: откройте обращение в /my и нажмите «Отозвать»\n"
        "• ждать ответа: придёт — сообщу сразу"
    ) in said


@WAYS
async def test_of_a_closed_ticket_the_return_is_named_while_its_days_last(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    anna, _, number = await answered(stage, home, office, chat)
    answer = anna.chat.post("Помогло?")
    await anna.presses("👍 Помогло", on=answer)
    await anna.presses("👍 Помогло", on=answer)
    assert f"Вы это уже отметили, спасибо! Обращение {number} закрыто." in told(anna)
    await anna.presses("Частично", on=answer)
    assert f"Отметить обращение {number} сейчас нельзя. Его состояние: закрыто." in told(anna)
    assert "нажмите «Не решено»\n• сообщить о проблеме заново: /new" in told(anna)
    stage.later(days=100)
    await anna.says("Опять яма", to=answer)
    assert f"Обращение {number} уже завершено, дополнить его нельзя.\nМожно:\n• сооб" in told(anna)
    await anna.presses("👍 Помогло", on=answer)
    assert "Не решено" not in told(anna)


@WAYS
async def test_of_a_withdrawn_ticket_nothing_is_left_but_a_new_one(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    anna, _, number, answer = await returned(stage, home, office, chat)
    await anna.does(events.Opened(number))
    await anna.presses("Отозвать", "Да, отозвать")
    await anna.presses("Не помогло", on=answer)
    assert f"Вернуть обращение {number} сейчас нельзя. Его состояние: отозвано." in told(anna)
    assert told(anna).count("•") == 1
    assert "• сообщить о проблеме заново: /new" in told(anna)
    await anna.says("Так и не чинят", to=answer)
    assert "Не решено" not in told(anna), "no such button stands there"
    assert "• сообщить о проблеме заново: /new" in told(anna)


@WAYS
async def test_a_withdrawal_that_comes_when_it_is_closed_is_told_of_the_return(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    anna, olga, number = await answered(stage, home, office, chat)
    await anna.presses("Не помогло")
    await anna.says("Щебень вымыло дождём")
    await anna.does(events.Opened(number))
    await anna.presses("Отозвать")
    await answers(olga, number, "Засыпали снова, утрамбовали 24 ноября")
    stage.later(days=8)
    await stage.watch()
    assert (await stage.ticket(number)).state == "closed"
    await anna.presses("Да, отозвать")
    said = anna.chat.post(f"Отозвать обращение {number} уже нельзя. Его состояние: закрыто.").text
    assert "• если проблема осталась — откройте обращение в /my и нажмите «Не решено»" in said


@WAYS
async def test_while_the_agency_asks_the_answer_is_what_is_possible(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    anna, olga, number, answer = await returned(stage, home, office, chat)
    await olga.commands("ask", number)
    await olga.says("У какого дома?")
    await olga.presses("Отправить")
    await anna.presses("Отмена")
    await anna.presses("Не помогло", on=answer)
    ticket = await stage.ticket(number)
    assert ticket.state is State.NEED_INFO
    assert Move.INFORM in possible(ticket)
    assert "• ответить на вопрос исполнителя" in told(anna)
    assert "• дополнить" not in told(anna)
    assert "ждать ответа" not in told(anna)


@WAYS
async def test_a_duplicate_without_an_answer_is_waited_for(
    stage: Stage, home: str, office: str, chat: int
) -> None:
    anna, _, number, answer = await returned(stage, home, office, chat)
    zur = await stage.agency("zur", home, -900 if home == "telegram" else 2_000_000_009)
    other = await stage.resident("Борис", office, 202).files("Яма у дома, та же")
    ivan = stage.operator("Иван", zur, 601)
    await ivan.commands("merge", number)
    await ivan.presses(other)
    assert (await stage.ticket(number)).state is State.DUPLICATE
    await anna.presses("👍 Помогло", on=answer)
    assert f"Отметить обращение {number} сейчас нельзя" in told(anna)
    assert "• дополнить" in told(anna)
    assert "• ждать ответа" in told(anna)
    assert "Не решено" not in told(anna)
