"""What a resident writes of a ticket without replying and without a button."""

import pytest

from core.tickets import Verdict

from .beginnings import beginning
from .stage import Player, Stage
from .test_unanswered_questions import asked
from .test_verdicts_in_words import DOORS, ONE_DOOR, answered


@beginning
async def filed(stage: Stage, door: str, chat: int) -> tuple[Player, str]:
    await stage.agency("roads", door, chat)
    anna = stage.resident("Анна", door, 101)
    return anna, await anna.files()


@ONE_DOOR
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
async def test_not_helped_with_its_reason_returns_the_ticket(
    stage: Stage, door: str, chat: int
) -> None:
    anna, olga = await answered(stage, door, chat)
    await anna.says("не помогло, яма на месте")
    assert (await stage.ticket("26-000001")).state == "in_work"
    assert olga.chat.says("яма на месте")


@ONE_DOOR
@pytest.mark.parametrize("text", ["ничего не засыпали", "вы не той улице засыпали", "обман!"])
async def test_a_refusal_in_other_words_is_asked_about_and_then_returns(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna, olga = await answered(stage, door, chat)
    await anna.says(text)
    assert "Пока ничего никому не отправлено" in anna.sees
    assert (await stage.ticket("26-000001")).state == "answered"
    await anna.says("и знак тоже упал")
    await anna.presses("↩️ Вернуть 26-000001 в работу")
    assert (await stage.ticket("26-000001")).state == "in_work"
    assert olga.chat.says(text)
    assert olga.chat.says("и знак тоже упал")


@DOORS
async def test_what_is_of_none_of_them_begins_a_complaint(
    stage: Stage, door: str, chat: int
) -> None:
    anna, _ = await answered(stage, door, chat)
    await anna.says("никто ничего не делает")
    await anna.presses("✍️ Это новая проблема")
    assert "К чему это относится?" in anna.sees
    assert (await stage.ticket("26-000001")).state == "answered"


@DOORS
async def test_of_an_answered_and_an_open_one_it_is_asked_which(
    stage: Stage, door: str, chat: int
) -> None:
    anna, olga = await answered(stage, door, chat)
    number = await anna.files()
    await anna.says("никто не приехал")
    there = "🛣 Ленина, 5"
    assert {f"➕ {number} · {there}", f"↩️ Вернуть 26-000001 · {there}"} <= set(anna.buttons)
    await anna.presses(f"➕ {number}")
    assert olga.chat.says("никто не приехал")
    assert (await stage.ticket("26-000001")).state == "answered"


@ONE_DOOR
@pytest.mark.parametrize(
    "text",
    [
        *("Не засыпали яму на Калинина 12", "Не горит фонарь на Калинина 12"),
        *("Никто не чистит дорогу на Тенистой, яма на яме", "Когда засыплют яму на Тенистой 8?"),
        "никто не засыпал яму, в неё упал ребёнок",
    ],
)
async def test_a_story_stays_one_whatever_waits(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna, _ = await answered(stage, door, chat)
    await anna.files()
    await anna.says(text)
    assert "Мои обращения" not in anna.sees
    assert (await stage.ticket("26-000001")).state == "answered"
    await anna.presses("Другая тема")
    await anna.commands("cancel")
    assert "↩️ Продолжить начатое" in anna.buttons, "it is kept"


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
async def test_nobody_came_is_offered_to_the_open_ticket(
    stage: Stage, door: str, chat: int
) -> None:
    anna, number = await filed(stage, door, chat)
    await anna.says("никто не приехал")
    await anna.presses(f"➕ Добавить к {number}")
    assert f"Добавил к обращению {number}" in anna.sees
    assert await stage.tickets_of(anna) == [number]


@DOORS
async def test_words_beneath_a_ticket_are_offered_to_it(stage: Stage, door: str, chat: int) -> None:
    anna, number = await filed(stage, door, chat)
    await anna.commands("my")
    await anna.presses(number)
    await anna.says("у второго подъезда")
    await anna.presses(f"➕ Добавить к {number}")
    assert f"Добавил к обращению {number}" in anna.sees


@DOORS
async def test_a_picture_beneath_a_ticket_is_called_a_photo(
    stage: Stage, door: str, chat: int
) -> None:
    anna, number = await filed(stage, door, chat)
    await anna.commands("my")
    await anna.presses(number)
    await anna.sends("дверь")
    assert "О чём это фото?" in anna.sees
    await anna.says("это наша дверь")
    assert "О чём это? «это наша дверь»" in anna.sees


@DOORS
async def test_an_answer_in_several_messages_arrives_whole(
    stage: Stage, door: str, chat: int
) -> None:
    anna, olga, number = await asked(stage, door, door, chat)
    await anna.says("синяя дверь")
    await anna.says("у второго подъезда")
    await anna.sends("дверь")
    await anna.presses("Готово")
    assert olga.chat.says("синяя дверь")
    assert olga.chat.says("у второго подъезда")
    assert await stage.tickets_of(anna) == [number]


@DOORS
async def test_a_verdict_that_waits_wins_over_the_ticket_spoken_of(
    stage: Stage, door: str, chat: int
) -> None:
    anna, olga, number = await asked(stage, door, door, chat)
    await anna.says("синяя дверь")
    await olga.says("Засыпали", to=olga.chat.post(f"{number} ·"))
    await olga.presses("Отправить жителю")
    await anna.says("да")
    assert (await stage.ticket(number)).verdict is Verdict.SATISFIED


@DOORS
async def test_who_leaves_without_saying_where_it_goes_finds_the_words_kept(
    stage: Stage, door: str, chat: int
) -> None:
    anna, _ = await filed(stage, door, chat)
    await anna.says("никто не приехал")
    await anna.presses("В меню", "↩️ Продолжить начатое")
    assert "О чём это? «никто не приехал»" in anna.sees


@DOORS
async def test_words_that_wait_to_be_placed_outlast_a_question_of_the_agency(
    stage: Stage, door: str, chat: int
) -> None:
    roads = await stage.agency("roads", door, chat)
    olga, anna = stage.operator("Ольга", roads, 501), stage.resident("Анна", door, 101)
    number = await anna.files()
    await anna.says("никто не приехал")
    await olga.presses("Уточнить", on=roads.post(f"{number} ·"))
    await olga.says("У какого подъезда яма?")
    await olga.presses("Отправить жителю")
    await anna.says("у второго")
    assert roads.says("у второго")
    await anna.presses("↩️ Продолжить начатое")
    assert "О чём это? «никто не приехал»" in anna.sees


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


@DOORS
async def test_a_picture_with_the_refusal_returns_the_ticket_with_it(
    stage: Stage, door: str, chat: int
) -> None:
    anna, olga = await answered(stage, door, chat)
    await anna.sends("яма", text="не помогло, яма на месте")
    await anna.presses("Готово")
    assert (await stage.ticket("26-000001")).state == "in_work"
    assert olga.chat.says("яма на месте")


@DOORS
async def test_when_after_an_answer_shows_it(stage: Stage, door: str, chat: int) -> None:
    anna, _ = await answered(stage, door, chat)
    await anna.says("когда?")
    assert "26-000001" in anna.sees
    assert "👍 Помогло" in anna.buttons


@DOORS
async def test_when_without_a_ticket_is_no_story(stage: Stage, door: str, chat: int) -> None:
    anna = stage.resident("Анна", door, 101)
    await anna.says("когда?")
    assert "Вы ещё ни о чём не сообщали" in anna.sees
    assert "↩️ Продолжить начатое" not in anna.buttons


@ONE_DOOR
@pytest.mark.parametrize(
    "text", ["не устраивает такое", "нет, не согласна", "это неправда, яма на месте"]
)
async def test_the_bots_own_question_is_answered_in_its_words(
    stage: Stage, door: str, chat: int, text: str
) -> None:
    anna, _ = await answered(stage, door, chat)
    await anna.says(text)
    await anna.presses("↩️ Вернуть 26-000001 в работу")
    assert (await stage.ticket("26-000001")).state == "in_work"


@DOORS
async def test_the_draft_is_gone_on_with_in_words(stage: Stage, door: str, chat: int) -> None:
    anna = stage.resident("Анна", door, 101)
    await anna.says("Яма на дороге, колесо пробил")
    await anna.agrees()
    await anna.says("меню")
    await anna.says("продолжить")
    assert "Верно?" in anna.sees
    await anna.says("верно")
    assert "Где именно яма?" in anna.sees
