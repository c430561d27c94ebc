"""Somebody reported it already: who reports it too may join them, and hears all that is said."""

from dataclasses import replace as another
from pathlib import Path

import pytest

from core.desk import Desk, Draft
from core.desk.joining import LOOKED_AT
from core.messages import Client
from core.people import Speaker
from core.places import Place
from core.tickets import Move, State
from core.topics import Suggestions
from dialogs.events import Acted
from dialogs.texts import Catalogue
from dialogs.turns import Turns
from tests.shipped import TOWN

from .beginnings import beginning
from .chats import Chat
from .stage import Player, Stage, open_stage
from .twice import on_both_doors

JOIN, PART = "Это та же проблема", "Нет, это другая проблема"


@beginning
async def two(stage: Stage, door: str = "vk") -> tuple[Player, Player, Chat, Player]:
    """Анна (Telegram) was first; Борис reports the same an hour later."""
    roads = await stage.agency("roads", "telegram", -100)
    anna = stage.resident("Анна", "telegram", 101)
    boris = stage.resident("Борис", door, 202)
    assert await anna.files() == "26-000001"
    stage.later(hours=1)
    assert await boris.files("Провалился колесом в яму, объехать нельзя") == "26-000002"
    return anna, boris, roads, stage.operator("Ольга", roads, 501)


@on_both_doors
async def test_who_reports_the_same_is_told_so_and_joins_by_one_press(
    stage: Stage, door: str
) -> None:
    anna, boris, roads, olga = await two(stage, door)
    assert "Принято. Номер обращения: 26-000002" in boris.sees
    assert "О том же в этом месте уже сообщили 24 ноября (передано)" in boris.sees
    assert "26-000001" not in boris.sees, "it is somebody else's"
    await boris.presses(JOIN)
    assert "26-000002 присоединили к тому, что подано раньше" in boris.sees
    assert "он придёт и вам" in boris.sees
    joined = await stage.ticket("26-000002")
    assert (joined.state, joined.into) == (State.DUPLICATE, "26-000001")
    beneath = roads.post("К 26-000001 присоединился ещё один житель (26-000002)").text
    assert "Провалился колесом в яму" in beneath
    await olga.says("Заделали яму", to=roads.post("26-000001 ·"))
    await olga.presses("Отправить жителю")
    assert anna.chat.says("Заделали яму")
    assert "26-000002" in boris.chat.post("Заделали яму").text


async def test_what_else_is_wrong_at_the_place_hides_nothing(stage: Stage) -> None:
    """In a yard with much to do the same problem is found among the others."""
    await stage.agency("roads", "telegram", -100)
    place = Place("Благовещенск, Ленина, 5")
    async with stage.unit() as unit:
        for topic in ("roads.sign", "roads.marking", "roads.snow") * 2:
            draft = Draft("Здесь и другое не так", topic, "blag", place)
            await Desk(TOWN, unit).file(Speaker("vk", 9, 9), draft)
        await unit.commit()
    assert len(await stage.tickets_of(stage.resident("Вера", "vk", 9))) > LOOKED_AT
    first = await stage.resident("Анна", "telegram", 101).files()
    assert (await stage.ticket(first)).place == place
    boris = stage.resident("Борис", "vk", 202)
    await boris.files("Провалился колесом в яму, объехать нельзя")
    assert "О том же в этом месте уже сообщили" in boris.sees


@on_both_doors
async def test_what_was_joined_by_mistake_is_parted_once(stage: Stage, door: str) -> None:
    _, boris, roads, olga = await two(stage, door)
    await boris.presses(JOIN)
    await boris.presses(PART)
    assert "26-000002 снова рассматривают отдельно" in boris.sees
    assert roads.says("Житель 26-000002: это отдельная проблема")
    assert (await stage.ticket("26-000002")).state is State.ROUTED
    await boris.does(Acted("join", "26-000002"), press="1")
    assert (await stage.ticket("26-000002")).state is State.ROUTED
    await olga.presses("Взять в работу", on=roads.post("26-000002 ·"))
    assert (await stage.ticket("26-000002")).taken_by == "Ольга"
    assert [one.move for one in await stage.history("26-000002")] == [
        Move.FILE, Move.JOIN, Move.PART, Move.TAKE
    ]  # fmt: skip


async def test_who_sees_no_buttons_writes_it(stage: Stage) -> None:
    await stage.agency("roads", "telegram", -100)
    await stage.resident("Анна", "telegram", 101).files()
    bare = Client(buttons=False, inline=False)
    boris = stage.resident("Борис", "vk", 202, bare)
    for said in (
        "Яма на дороге", "Даю согласие", "Ямы", "Пропустить", "Благовещенск, Ленина 5",
        "Пропустить", "Пропустить", "Отправить", "это та же проблема",
    ):  # fmt: skip
        await boris.says(said)
    assert (await stage.ticket("26-000002")).into == "26-000001"


async def test_their_own_is_named_to_them(stage: Stage) -> None:
    await stage.agency("roads", "telegram", -100)
    anna = stage.resident("Анна", "telegram", 101)
    await anna.files()
    await anna.files("Яма на месте стоянки, дорогу не чинят")
    assert "Вы уже сообщали о том же в этом месте 24 ноября: 26-000001 (передано)" in anna.sees


async def test_what_was_answered_meanwhile_cannot_be_joined(stage: Stage) -> None:
    _, boris, roads, olga = await two(stage)
    await olga.says("Заделали яму", to=roads.post("26-000001 ·"))
    await olga.presses("Отправить жителю")
    await boris.presses(JOIN)
    assert boris.chat.says("Того обращения уже нет в работе")
    assert (await stage.ticket("26-000002")).state is State.ROUTED


async def test_nobody_is_offered_what_is_old_or_of_another_kind(stage: Stage) -> None:
    await stage.agency("roads", "telegram", -100)
    await stage.resident("Анна", "telegram", 101).files()
    boris = stage.resident("Борис", "telegram", 102)
    await boris.says("Стёрлась разметка на переходе")
    await boris.agrees()
    await boris.presses("Разметка")
    await boris.says("Благовещенск, Ленина, 5")
    await boris.presses("Пропустить", "Пропустить", "Отправить")
    assert "Принято" in boris.sees
    assert "уже сообщили" not in boris.sees
    stage.later(days=31)
    vera = stage.resident("Вера", "telegram", 103)
    await vera.files()
    assert "уже сообщили" not in vera.sees


async def test_a_made_up_press_joins_nothing_that_is_not_alike(stage: Stage) -> None:
    """The button names no ticket to join: what is alike is looked for anew."""
    await stage.agency("roads", "telegram", -100)
    await stage.resident("Анна", "telegram", 101).files()
    stage.later(days=31)
    boris = stage.resident("Борис", "telegram", 102)
    await boris.files()
    for action, number in (
        ("join", "26-000002"), ("join", "26-000001"), ("part", "26-000002"), ("part", "26-000001")
    ):  # fmt: skip
        await boris.does(Acted(action, number), press="1")
    assert (await stage.ticket("26-000001")).state is State.ROUTED
    assert (await stage.ticket("26-000002")).state is State.ROUTED


async def test_what_the_coordinators_merged_no_resident_parts(stage: Stage) -> None:
    _, boris, _, _ = await two(stage, "telegram")
    ours = await stage.agency("zur", "telegram", -900)
    raisa = stage.operator("Раиса", ours, 701)
    await raisa.commands("t", "26-000002")
    await raisa.presses("Объединить")
    await raisa.presses("26-000001")
    await boris.does(Acted("part", "26-000002"), press="1")
    assert (await stage.ticket("26-000002")).state is State.DUPLICATE


async def test_a_town_may_offer_it_to_nobody(tmp_path: Path) -> None:
    town = another(TOWN, desk=TOWN.desk.model_copy(update={"alike_metres": 0}))
    async with open_stage(tmp_path, Turns(town, Catalogue(), Suggestions(town))) as stage:
        _, boris, _, _ = await two(stage)
        assert "уже сообщили" not in boris.sees


@pytest.mark.parametrize("said", ["та же", "Да, та же самая", "это то же самое", "да"])
async def test_it_may_be_said_in_other_words(stage: Stage, said: str) -> None:
    _, boris, _, _ = await two(stage)
    await boris.says(said)
    assert (await stage.ticket("26-000002")).into == "26-000001"
    await boris.says("нет, другая")
    assert (await stage.ticket("26-000002")).state is State.ROUTED


@pytest.mark.parametrize("said", ["нет", "Нет, другая", "это другая проблема"])
async def test_who_says_that_it_is_another_is_left_apart(stage: Stage, said: str) -> None:
    _, boris, _, _ = await two(stage)
    await boris.says(said)
    assert "ваше обращение рассмотрят отдельно" in boris.sees
    assert (await stage.ticket("26-000002")).state is State.ROUTED


async def test_what_may_be_joined_keeps_its_button_among_ones_own(stage: Stage) -> None:
    _, boris, _, _ = await two(stage)
    await boris.commands("my")
    await boris.presses("26-000002")
    await boris.presses(JOIN)
    assert (await stage.ticket("26-000002")).into == "26-000001"
    await boris.commands("my")
    await boris.presses("26-000002")
    await boris.presses(PART)
    assert (await stage.ticket("26-000002")).state is State.ROUTED


async def test_what_was_joined_shows_what_becomes_of_the_first(stage: Stage) -> None:
    _, boris, roads, olga = await two(stage)
    await boris.presses(JOIN)
    await boris.commands("my")
    await boris.presses("26-000002")
    assert "передано — вместе с тем, что сообщили раньше" in boris.sees
    assert "Срок ответа: до вторника, 24 ноября, 15:00" in boris.sees
    assert "✂️ Нет, это другая проблема" in boris.buttons
    assert "Отозвать" in boris.buttons
    await olga.says("Заделали яму", to=roads.post("26-000001 ·"))
    await olga.presses("Отправить жителю")
    await boris.commands("my")
    await boris.presses("26-000002")
    assert "Заделали яму" in boris.sees
    await boris.presses("Помогло")
    assert PART not in " ".join(boris.buttons)
    await boris.commands("my")
    assert any("26-000002" in one and "закрыто" in one for one in boris.buttons)


async def test_who_joined_what_is_withdrawn_is_back_with_their_agency(stage: Stage) -> None:
    anna, boris, roads, _ = await two(stage)
    await boris.presses(JOIN)
    await anna.commands("my")
    await anna.presses("26-000001")
    await anna.presses("Отозвать")
    await anna.presses("Да, отозвать")
    ticket = await stage.ticket("26-000002")
    assert (ticket.state, ticket.agency) == (State.ROUTED, "roads")
    assert boris.chat.says("сообщил об этом раньше, своё обращение отозвал")
    assert roads.says("26-000002 снова отдельное")


async def test_what_is_added_to_what_was_joined_is_said_once(stage: Stage) -> None:
    _, boris, roads, _ = await two(stage)
    await boris.presses(JOIN)
    await boris.commands("my")
    await boris.presses("26-000002")
    await boris.presses("Дополнить")
    await boris.says("Там ещё и люк провалился")
    assert sum("люк провалился" in post.text for post in roads.posts) == 1


async def test_of_their_own_second_one_it_is_said_that_it_is_theirs(stage: Stage) -> None:
    roads = await stage.agency("roads", "telegram", -100)
    anna = stage.resident("Анна", "telegram", 101)
    await anna.files()
    await anna.files("Яма у дома, объехать нельзя")
    await anna.presses(JOIN)
    assert roads.says("Тот же житель написал о 26-000001 ещё раз (26-000002)")


@on_both_doors
async def test_the_buttons_of_an_answer_to_another_say_so_after_parting(
    stage: Stage, door: str
) -> None:
    _, boris, roads, olga = await two(stage, door)
    await boris.presses(JOIN)
    offer = boris.chat.posts[-1]
    await olga.says("Заделали яму", to=roads.post("26-000001 ·"))
    await olga.presses("Отправить жителю")
    answer = boris.chat.post("Заделали яму")
    await boris.presses(PART, on=offer)
    for label in ("👍 Помогло", "Не помогло"):
        await boris.presses(label, on=answer)
        told = boris.chat.post("По самому обращению 26-000002 ответа ещё нет").text
        assert "он о другом обращении, а на ваше ответят отдельно" in told
        assert "Его состояние" not in told
    assert (await stage.ticket("26-000002")).state is State.ROUTED
