"""What is said of a ticket without naming it, and what is said while it is asked which is meant."""

import pytest

from .beginnings import beginning
from .stage import Player, Stage
from .test_going_on import filed
from .test_remarks import places_of
from .test_unanswered_questions import asked
from .test_verdicts_in_words import DOORS, ONE_DOOR, answered


@ONE_DOOR
@pytest.mark.parametrize(
    "text",
    [
        *("вы яму делать будете или нет", "напомните им про яму", "яма-то осталась"),
        *("вчера приезжали, яму не тронули", "приезжали, посмотрели и уехали"),
        *("какая ещё администрация, яма же", "яма уже больше стала"),
    ],
)
async def test_the_trouble_of_an_open_ticket_is_offered_to_it_first(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna, number = await filed(stage, door, chat)
    await anna.says(text)
    assert anna.buttons[:2] == [f"➕ Добавить к {number}", "✍️ Это новая проблема"]
    await anna.presses(f"➕ Добавить к {number}")
    assert await stage.tickets_of(anna) == [number]


@ONE_DOOR
@pytest.mark.parametrize(
    "text", ["ещё одна яма, во дворе", "яма на Пионерской 77", "не вывозят мусор", "другая яма"]
)
async def test_another_one_or_another_place_begins_a_complaint(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna, _ = await filed(stage, door, chat)
    await anna.commands("menu")
    await anna.says(text)
    assert not places_of(anna)


@ONE_DOOR
@pytest.mark.parametrize(
    "text",
    [
        *("в смысле другая??? я вам за яму плачу", "Вы что издеваетесь? никто не приезжал"),
        *("приезжали, посмотрели и уехали", "вы не ту яму засыпали, у дома 5 яма"),
        *("там соседняя яма осталась", "no it is not fixed, the hole is still there"),
    ],
)
async def test_what_follows_an_answer_is_of_it(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna, _ = await answered(stage, door, chat)
    await anna.says(text)
    await anna.presses("↩️ Вернуть 26-000001 в работу")
    assert (await stage.ticket("26-000001")).state == "in_work"


@DOORS
async def test_anger_at_an_answer_does_not_go_into_another_draft(
    stage: Stage, door: str, chat: int
) -> None:
    anna, olga = await answered(stage, door, chat)
    await anna.says("Не вывозят мусор")
    await anna.says("неправда, ничего не заделали, яма как была")
    assert anna.buttons[:2] == ["↩️ Вернуть 26-000001 в работу", "✍️ К тому, что пишу сейчас"]
    await anna.presses("↩️ Вернуть 26-000001 в работу")
    assert olga.chat.says("яма как была")
    await anna.presses("↩️ Продолжить начатое")
    assert any("Мусор не вывезен" in label for label in anna.buttons)


@DOORS
async def test_it_may_be_of_the_draft_after_all(stage: Stage, door: str, chat: int) -> None:
    anna, _ = await answered(stage, door, chat)
    await anna.says("Не вывозят мусор")
    await anna.says("неправда, яма как была")
    await anna.presses("✍️ К тому, что пишу сейчас")
    assert anna.chat.toasts[-1:] == ["Добавил к описанию."] or anna.chat.says("Добавил к описанию")
    assert (await stage.ticket("26-000001")).state == "answered"


@DOORS
async def test_a_draft_of_the_same_keeps_its_words(stage: Stage, door: str, chat: int) -> None:
    anna, _ = await answered(stage, door, chat)
    await anna.says("Яма на Пионерской 77")
    await anna.says("яма как была, опять!")
    assert not places_of(anna)


# while it is asked


@DOORS
async def test_thanks_and_a_question_are_answered_and_nothing_is_lost(
    stage: Stage, door: str, chat: int
) -> None:
    anna, number = await filed(stage, door, chat)
    await anna.says("срок прошёл")
    await anna.says("спасибо")
    assert anna.chat.says("Пожалуйста!")
    assert "О чём это? «срок прошёл»" in anna.sees
    await anna.says("а когда сделают?")
    assert "Срок ответа" in anna.sees
    await anna.presses("В меню", "↩️ Продолжить начатое", f"➕ Добавить к {number}")
    assert (await stage.history(number))[-1].text == "срок прошёл"


@DOORS
async def test_a_verdict_is_of_the_answer_that_came_meanwhile(
    stage: Stage, door: str, chat: int
) -> None:
    anna, olga, number = await fork_and_answer(stage, door, chat)
    await anna.says("не помогло")
    assert (await stage.ticket(number)).state == "in_work"
    assert olga.chat.says("никто не приехал")


@DOORS
async def test_the_ways_are_those_of_the_moment(stage: Stage, door: str, chat: int) -> None:
    anna, _, number = await fork_and_answer(stage, door, chat)
    await anna.says("и что это было")
    assert places_of(anna) == [f"↩️ Вернуть {number} в работу"]
    assert "и что это было" in anna.sees


@DOORS
async def test_a_new_problem_begins_and_the_words_wait(stage: Stage, door: str, chat: int) -> None:
    anna, _ = await filed(stage, door, chat)
    await anna.says("срок прошёл")
    await anna.says("и ещё мусор не вывозят на Театральной 180")
    assert anna.chat.says("То, что вы написали до этого, не потерялось")
    assert any("Мусор не вывезен" in label for label in anna.buttons)


@DOORS
async def test_the_menu_above_still_works(stage: Stage, door: str, chat: int) -> None:
    anna, number = await filed(stage, door, chat)
    accepted = anna.chat.post("Принято")
    await anna.says("срок прошёл")
    await anna.presses("Мои обращения", on=accepted)
    assert any(number in label for label in anna.buttons)


async def test_a_day_later_it_is_heard_by_itself(stage: Stage) -> None:
    anna, _ = await filed(stage, "telegram", -1)
    await anna.says("срок прошёл")
    stage.later(days=1)
    await anna.says("вы там уснули?")
    assert "«вы там уснули?»" in anna.sees


@beginning
async def fork_and_answer(stage: Stage, door: str, chat: int) -> tuple[Player, Player, str]:
    """Анна is asked where her words go, and Ольга answers her ticket before she says it."""
    roads = await stage.agency("roads", door, chat)
    anna, olga = stage.resident("Анна", door, 101), stage.operator("Ольга", roads, 501)
    number = await anna.files()
    await anna.says("никто не приехал")
    await olga.says("Яму засыпали", to=roads.post(f"{number} ·"))
    await olga.presses("Отправить жителю")
    return anna, olga, number


# a question of the agency


@ONE_DOOR
@pytest.mark.parametrize("text", ["Сейчас посмотрю", "минуту", "секундочку, схожу узнаю"])
async def test_who_asks_to_wait_has_not_answered(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna, olga, number = await asked(stage, door, door, chat)
    await anna.says(text)
    assert anna.chat.says("Хорошо, жду")
    assert (await stage.ticket(number)).state == "need_info"
    await anna.says("нет там номера")
    assert olga.chat.says("нет там номера")


@DOORS
async def test_what_follows_an_answer_in_minutes_goes_along(
    stage: Stage, door: str, chat: int
) -> None:
    anna, olga, _ = await asked(stage, door, door, chat)
    await anna.says("у второго")
    stage.later(minutes=2)
    await anna.says("нет там номера")
    await anna.says("на двери только код")
    assert olga.chat.says("нет там номера")
    assert olga.chat.says("на двери только код")
    stage.later(hours=1)
    await anna.says("это сверху")
    assert "О чём это? «это сверху»" in anna.sees
