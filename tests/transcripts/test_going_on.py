"""What a resident writes of a ticket without replying and without a button."""

import pytest

from core.tickets import Verdict

from .stage import Player, Stage
from .test_unanswered_questions import asked
from .test_verdicts_in_words import DOORS, answered


async def filed(stage: Stage, door: str, chat: int) -> tuple[Player, str]:
    await stage.agency("roads", door, chat)
    anna = stage.resident("Анна", door, 101)
    return anna, await anna.files()


@DOORS
@pytest.mark.parametrize("text", ["когда?", "Когда заделают яму?", "ну что там", "when?"])
async def test_who_asks_when_is_shown_the_ticket(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna, number = await filed(stage, door, chat)
    await anna.presses("Мои обращения", "В меню")
    await anna.says(text)
    assert number in anna.sees
    assert "Срок ответа" in anna.sees
    assert await stage.tickets_of(anna) == [number]


@DOORS
async def test_who_has_no_ticket_begins_a_complaint_with_the_same_words(
    stage: Stage, door: str, chat: int
) -> None:
    anna = stage.resident("Анна", door, 101)
    await anna.says("Когда заделают яму?")
    await anna.agrees()
    assert "Ямы" in " ".join(anna.buttons)


@DOORS
async def test_a_question_about_something_else_is_a_complaint(
    stage: Stage, door: str, chat: int
) -> None:
    anna, _ = await filed(stage, door, chat)
    await anna.says("Когда починят фонарь?")
    assert any("Не горит" in label for label in anna.buttons)


@DOORS
@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("не помогло, яма на месте", "яма на месте"),
        ("ничего не засыпали", "ничего не засыпали"),
        ("вы не той улице засыпали", "вы не той улице засыпали"),
    ],
)
async def test_a_refusal_with_its_reason_returns_the_ticket(
    stage: Stage, door: str, chat: int, text: str, reason: str
) -> None:
    anna, olga = await answered(stage, door, chat)
    await anna.says(text)
    assert (await stage.ticket("26-000001")).state == "in_work"
    assert olga.chat.says(reason)


@DOORS
async def test_yes_and_no_are_verdicts_where_one_answer_waits(
    stage: Stage, door: str, chat: int
) -> None:
    anna, _ = await answered(stage, door, chat)
    await anna.says("нет")
    assert "я верну обращение 26-000001 в работу" in anna.sees
    await anna.presses("Отмена")
    await anna.says("да")
    assert (await stage.ticket("26-000001")).verdict is Verdict.SATISFIED


@DOORS
async def test_yes_and_no_are_nothing_where_none_waits(stage: Stage, door: str, chat: int) -> None:
    anna, _ = await filed(stage, door, chat)
    for text in ("да", "нет"):
        await anna.says(text)
        assert "Напишите, что случилось" in anna.sees or anna.chat.says("Напишите, что случилось")
        assert "↩️ Продолжить начатое" not in anna.buttons


@DOORS
async def test_a_verdict_in_the_middle_of_a_complaint_is_of_the_answer(
    stage: Stage, door: str, chat: int
) -> None:
    anna, olga = await answered(stage, door, chat)
    await anna.says("Не горит фонарь")
    await anna.says("не помогло, яма на месте")
    assert (await stage.ticket("26-000001")).state == "in_work"
    assert olga.chat.says("яма на месте")
    assert "↩️ Продолжить начатое" in anna.buttons, "the complaint waits"


@DOORS
async def test_nobody_came_is_added_to_the_open_ticket(stage: Stage, door: str, chat: int) -> None:
    anna, number = await filed(stage, door, chat)
    await anna.says("никто не приехал")
    assert anna.chat.says(f"Похоже, это о вашем обращении {number}")
    assert await stage.tickets_of(anna) == [number]


@DOORS
async def test_words_beneath_a_ticket_are_added_to_it(stage: Stage, door: str, chat: int) -> None:
    anna, number = await filed(stage, door, chat)
    await anna.commands("my")
    await anna.presses(number)
    await anna.says("у второго подъезда")
    assert anna.chat.says(f"Добавлю это к обращению {number}, на которое вы смотрите")


@DOORS
async def test_an_answer_in_several_messages_arrives_whole(
    stage: Stage, door: str, chat: int
) -> None:
    anna, olga, number = await asked(stage, door, door, chat)
    await anna.says("синяя дверь")
    await anna.says("у второго подъезда")
    assert anna.chat.says(f"Добавлю это к обращению {number}, по которому вы только что писали")
    assert olga.chat.says("синяя дверь")
    assert olga.chat.says("у второго подъезда")
    assert await stage.tickets_of(anna) == [number]


@DOORS
async def test_an_answer_after_a_return_waits_for_a_verdict_again(
    stage: Stage, door: str, chat: int
) -> None:
    anna, olga = await answered(stage, door, chat)
    await anna.says("не помогло, яма на месте")
    roads = olga.chat
    await olga.says("Засыпали заново", to=roads.post("26-000001 ·"))
    await olga.presses("Отправить жителю")
    await anna.says("да")
    assert (await stage.ticket("26-000001")).verdict is Verdict.SATISFIED
