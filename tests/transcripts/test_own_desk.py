"""«Мои в работе»: what an operator has taken, seen in their private chat with the bot."""

from dataclasses import replace as another
from pathlib import Path

import pytest

from core.people import Speaker
from core.topics import Suggestions
from dialogs import events
from dialogs.resident.looking import PAGE
from dialogs.texts import Catalogue
from dialogs.turns import Turns
from tests.shipped import TOWN

from .chats import Chat, Post
from .stage import Player, Stage, open_stage
from .twice import on_both

DOORS = pytest.mark.parametrize(("door", "group"), [("telegram", -1), ("vk", 2_000_000_001)])


async def _office(
    stage: Stage, door: str = "telegram", group: int = -1
) -> tuple[Player, Player, Player, Chat]:
    """A resident; Olga in the roads' chat, and the same Olga by herself."""
    roads = await stage.agency("roads", door, group)
    olga = stage.operator("Ольга", roads, 501)
    private = Player(stage, Speaker(door, 501, 501), "Ольга")
    return stage.resident("Анна", "telegram", 101), olga, private, roads


def _card(chat: Chat, number: str) -> Post:
    return next(post for post in reversed(chat.posts) if post.text.startswith(f"{number} ·"))


async def _taken(anna: Player, olga: Player, count: int) -> list[str]:
    numbers = []
    for place in range(count):
        number = await anna.files(f"Яма номер {place + 1} на дороге")
        await olga.presses("Взять в работу", on=_card(olga.chat, number))
        numbers.append(number)
        anna.stage.later(minutes=5)
    return numbers


@DOORS
async def test_an_operator_sees_what_they_took_and_where_to_answer(
    stage: Stage, door: str, group: int
) -> None:
    anna, olga, private, _ = await _office(stage, door, group)
    await private.does(events.Opened())
    assert not any("Мои в работе" in label for label in private.buttons)
    numbers = await _taken(anna, olga, PAGE + 1)
    await private.does(events.Opened())
    await private.presses("Мои в работе")
    assert numbers[0] in private.sees
    assert "рабоч" in private.sees
    assert numbers[-1] not in private.sees
    await private.presses("Дальше")
    assert numbers[-1] in private.sees
    await private.presses(numbers[-1])
    assert "Яма номер 6" in private.sees
    assert "в чате «Чат»" in private.sees
    await private.presses("К списку", "Назад")
    assert numbers[0] in private.sees
    await private.presses("Меню")
    assert any("Мои в работе" in label for label in private.chat.posts[-1].labels)


@DOORS
async def test_nothing_is_answered_from_there(stage: Stage, door: str, group: int) -> None:
    anna, olga, private, _ = await _office(stage, door, group)
    (number,) = await _taken(anna, olga, 1)
    await private.commands("desk")
    await private.presses(number)
    card = private.chat.posts[-1]
    heard = len(anna.chat.posts)
    await private.says("Заделали")
    assert "никуда не ушло" in "\n".join(post.text for post in private.chat.posts[-2:])
    await private.says("Заделали", to=card)
    assert "отсюда ничего не ушло" in "\n".join(post.text for post in private.chat.posts[-2:])
    assert len(anna.chat.posts) == heard
    assert not await stage.tickets_of(private)


@on_both
async def test_who_left_the_chat_sees_nothing_of_it(stage: Stage) -> None:
    anna, olga, private, _ = await _office(stage)
    (number,) = await _taken(anna, olga, 1)
    await olga.does(events.Parted())
    await private.commands("desk")
    assert "таких нет" in private.sees
    assert number not in private.sees
    await olga.does(events.Came((501,)))
    await private.commands("desk")
    assert number in private.sees


async def test_what_went_to_others_is_gone(stage: Stage) -> None:
    anna, olga, private, roads = await _office(stage)
    first, second = await _taken(anna, olga, 2)
    await private.commands("desk")
    shown = private.chat.posts[-1]
    await olga.presses("Не наше", on=_card(roads, first))
    await olga.says("Это двор")
    await private.presses(first, on=shown)
    assert "больше нет" in private.sees
    await private.presses("К списку")
    assert second in private.sees
    assert first not in private.sees


async def test_a_resident_has_no_desk_and_learns_nothing(stage: Stage) -> None:
    anna, olga, _, _ = await _office(stage)
    await _taken(anna, olga, 1)
    boris = stage.resident("Борис", "telegram", 102)
    await boris.commands("desk")
    assert "таких нет" in boris.sees
    assert "26-" not in boris.sees
    zur = await stage.agency(TOWN.coordinators.code, "telegram", -2)
    ivan = stage.operator("Иван", zur, 601)
    number = await anna.files("Ещё яма на дороге")
    await ivan.commands("t", number)
    await ivan.presses("Взять в работу", on=_card(zur, number))
    alone = Player(stage, Speaker("telegram", 601, 601), "Иван")
    await alone.commands("desk")
    assert number in alone.sees, "the coordinators may have any agency's ticket"


@DOORS
async def test_an_operators_command_is_told_its_place(stage: Stage, door: str, group: int) -> None:
    anna, olga, private, _ = await _office(stage, door, group)
    (number,) = await _taken(anna, olga, 1)
    for command in ("queue", "take", "undo", "stats"):
        await private.commands(command, number)
        assert private.chat.says(f"Команда /{command} работает в групповом чате исполнителя")
    assert [event.move.value for event in await stage.history(number)] == ["file", "take"]


@DOORS
async def test_a_reply_to_a_card_whose_ticket_went_to_others_is_no_complaint(
    stage: Stage, door: str, group: int
) -> None:
    anna, olga, private, roads = await _office(stage, door, group)
    (number,) = await _taken(anna, olga, 1)
    await private.commands("desk")
    await private.presses(number)
    card = private.chat.posts[-1]
    await private.commands("start")
    await olga.presses("Не наше", on=_card(roads, number))
    await olga.says("Это двор")
    await private.says("Заделали вчера вечером", to=card)
    assert private.chat.says(f"По {number} отсюда ничего не ушло")
    assert not private.chat.says("согласие")
    assert not await stage.tickets_of(private)


@DOORS
async def test_a_supervisors_reply_to_what_they_are_told_is_no_complaint(
    tmp_path: Path, door: str, group: int
) -> None:
    led = another(
        TOWN,
        agencies=tuple(
            one.model_copy(update={"supervisors": (f"{door}:900",)}) if one.code == "roads" else one
            for one in TOWN.agencies
        ),
    )
    async with open_stage(tmp_path, Turns(led, Catalogue(), Suggestions(led))) as stage:
        roads = await stage.agency("roads", door, group)
        vera = Player(stage, Speaker(door, 900, 900), "Вера")
        await vera.does(events.Opened())
        number = await stage.resident("Анна", "telegram", 101).files()
        stage.later(days=1)
        await stage.watch()
        told = vera.chat.post("Вы — руководитель")
        await vera.says("Ольга, разберитесь", to=told)
        assert vera.chat.says(f"По {number} отсюда ничего не ушло")
        assert not vera.chat.says("согласие")
        assert not roads.says("разберитесь")


@pytest.mark.parametrize(
    ("door", "old", "new"), [("telegram", -1, -2), ("vk", 2_000_000_001, 2_000_000_002)]
)
async def test_what_was_taken_goes_along_when_the_agency_has_another_chat(
    stage: Stage, door: str, old: int, new: int
) -> None:
    """It is seen by who is seen in the new chat: whom nobody let into it has nothing there."""
    anna, olga, private, _ = await _office(stage, door, old)
    (number,) = await _taken(anna, olga, 1)
    there = await stage.agency("roads", door, new)
    await private.commands("desk")
    assert number not in private.sees
    await stage.operator("Ольга", there, 501).commands("queue")
    await private.commands("desk")
    assert number in private.sees
    await private.presses(number)
    assert "Яма номер 1" in private.sees


async def test_what_was_taken_goes_along_when_a_group_has_a_new_number(stage: Stage) -> None:
    anna, olga, private, _ = await _office(stage)
    (number,) = await _taken(anna, olga, 1)
    await olga.does(events.ChatMoved(-1_000_000_000_001))
    await private.commands("desk")
    assert number in private.sees


@on_both
async def test_in_an_agencys_chat_the_desk_is_told_to_be_in_private(stage: Stage) -> None:
    roads = await stage.agency("roads", "telegram", -100)
    await stage.operator("Ольга", roads, 501).commands("desk")
    assert "в личном чате с ботом" in "\n".join([roads.last, *roads.toasts])
