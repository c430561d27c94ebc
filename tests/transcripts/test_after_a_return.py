"""What is written after a ticket was returned, or where it is asked whether it is to be."""

from core.tickets import Move, State

from .stage import Stage
from .test_verdicts_in_words import DOORS, ONE_DOOR, answered

NUMBER = "26-000001"


@DOORS
async def test_what_follows_a_reason_goes_to_the_same_ticket(
    stage: Stage, door: str, chat: int
) -> None:
    anna, _ = await answered(stage, door, chat)
    await anna.says("не помогло, всё так же")
    assert (await stage.ticket(NUMBER)).state.is_open
    await anna.says("он сегодня опять приезжал и уехал")
    assert f"Добавил к обращению {NUMBER}" in anna.sees
    last = (await stage.history(NUMBER))[-1]
    assert (last.move, last.text) == (Move.ADD, "он сегодня опять приезжал и уехал")


@DOORS
async def test_another_problem_after_a_return_begins_a_complaint(
    stage: Stage, door: str, chat: int
) -> None:
    anna, _ = await answered(stage, door, chat)
    await anna.says("не помогло, всё так же")
    await anna.says("а ещё фонарь не горит на Зейской 9")
    assert [one.move for one in await stage.history(NUMBER)].count(Move.ADD) == 0


@ONE_DOOR
async def test_thanks_to_what_was_done_ask_for_the_mark_and_not_for_a_return(
    stage: Stage, door: str, chat: int
) -> None:
    anna, _ = await answered(stage, door, chat)
    await anna.says("врёте, ничего не сделано у нас во дворе")
    assert "Вернуть" in " ".join(anna.buttons)
    await anna.says("починили! спасибо")
    assert "👍 Помогло" in anna.buttons
    await anna.presses("👍 Помогло")
    assert (await stage.ticket(NUMBER)).state is State.CLOSED


@ONE_DOOR
async def test_a_wrong_press_is_taken_back(stage: Stage, door: str, chat: int) -> None:
    anna, _ = await answered(stage, door, chat)
    await anna.says("Помогло")
    await anna.says("нет я нажал не то")
    assert f"↩️ Вернуть {NUMBER} в работу" in anna.buttons


@ONE_DOOR
async def test_a_question_thrown_at_an_answer_may_return_it(
    stage: Stage, door: str, chat: int
) -> None:
    anna, _ = await answered(stage, door, chat)
    await anna.says("какой песок??? я про пробку писал")
    assert "Вернуть" in " ".join(anna.buttons)
    assert "я про пробку писал" in anna.sees


@ONE_DOOR
async def test_what_is_said_against_an_answer_that_came_meanwhile_is_of_it_alone(
    stage: Stage, door: str, chat: int
) -> None:
    roads = await stage.agency("roads", door, chat)
    anna, olga = stage.resident("Анна", door, 101), stage.operator("Ольга", roads, 501)
    number = await anna.files()
    await anna.commands("menu")
    await anna.says("срок прошёл")
    assert "О чём это?" in anna.sees
    await olga.says("Яму засыпали", to=roads.post(f"{number} ·"))
    await olga.presses("Отправить жителю")
    await anna.says("не согласна, я туда ходила")
    assert "срок прошёл" not in anna.sees
    assert f"↩️ Вернуть {number} в работу" in anna.buttons
    await anna.presses(f"↩️ Вернуть {number} в работу")
    assert (await stage.history(number))[-1].text == "не согласна, я туда ходила"
    await anna.presses("↩️ Продолжить начатое")
    assert "срок прошёл" in anna.sees
