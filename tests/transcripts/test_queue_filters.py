"""The queue by filters, and what happened to a ticket, as operators see them."""

from datetime import timedelta

import pytest

from core.actors import TIME
from core.tickets import Move, move
from dialogs.ticket.history import ON_A_PAGE
from tests.shipped import TOWN

from .beginnings import beginning
from .chats import Chat
from .stage import Player, Stage
from .twice import on_both

DOORS = pytest.mark.parametrize(("door", "group"), [("telegram", -1), ("vk", 2_000_000_001)])


@beginning
async def _three(stage: Stage, door: str, group: int) -> tuple[Player, Player, Chat, list[str]]:
    """Three potholes, of which Olga took the first."""
    roads = await stage.agency("roads", door, group)
    anna = stage.resident("Анна", "telegram", 101)
    olga = stage.operator("Ольга", roads, 501)
    numbers = []
    for place in range(3):
        numbers.append(await anna.files(f"Яма номер {place + 1} на дороге"))
        stage.later(minutes=5)
    card = next(post for post in roads.posts if post.text.startswith(f"{numbers[0]} ·"))
    await olga.presses("Взять в работу", on=card)
    return anna, olga, roads, numbers


def _listed(chat: Chat) -> list[str]:
    return [label for label in chat.posts[-1].labels if label[:3] in ("26-", "27-")]


@DOORS
async def test_filters_combine_are_told_and_can_be_taken_off(
    stage: Stage, door: str, group: int
) -> None:
    _, olga, roads, numbers = await _three(stage, door, group)
    await olga.commands("queue")
    await olga.presses("Отобрать")
    assert "Мои (1)" in " ".join(roads.posts[-1].labels)
    assert "Свободные (2)" in " ".join(roads.posts[-1].labels)
    await olga.presses("Мои")
    assert "по отбору: 1" in roads.last
    assert "Мои" in roads.last
    assert _listed(roads) == numbers[:1]
    await olga.presses("Отбор", "Свободные")
    assert _listed(roads) == numbers[1:], "mine and free exclude one another"
    await olga.presses("Отбор", "По теме", "Дороги")
    assert "Дороги" in roads.last
    assert _listed(roads) == numbers[1:]
    await olga.presses("Отбор", "По муниципалитету", "Благовещенск")
    assert "Свободные" in roads.last
    assert "Благовещенск" in roads.last
    assert _listed(roads) == numbers[1:]
    await olga.presses("Отбор", "Просроченные")
    assert "По этому отбору открытых обращений нет" in roads.last
    assert "Просроченные" in roads.last
    await olga.presses("Снять отбор")
    assert "В очереди: 3" in roads.last
    assert _listed(roads) == numbers


@on_both
async def test_what_waits_for_its_resident_is_late_to_nobody(stage: Stage) -> None:
    """Neither is it counted, nor listed, nor taken by an order for many."""
    _, olga, roads, numbers = await _three(stage, "telegram", -1)
    zur = await stage.agency("zur", "telegram", -2)
    mary = stage.operator("Мария", zur, 601)
    card = next(post for post in roads.posts if post.text.startswith(f"{numbers[1]} ·"))
    await olga.presses("Уточнить", on=card)
    await olga.says("У какого дома яма?")
    await olga.presses("Отправить жителю")
    stage.later(days=3)
    await olga.commands("queue")
    assert "из них просрочено: 2" in roads.last
    await olga.presses("Отобрать")
    assert "Просроченные (2)" in " ".join(roads.posts[-1].labels)
    await olga.presses("Просроченные")
    assert _listed(roads) == [numbers[0], numbers[2]]
    await mary.commands("bulk", "просроченные")
    assert "обращений: 2" in zur.last


@DOORS
async def test_only_what_would_leave_something_is_offered(
    stage: Stage, door: str, group: int
) -> None:
    _, olga, roads, _ = await _three(stage, door, group)
    await olga.commands("queue")
    await olga.presses("Отобрать", "По теме")
    labels = roads.posts[-1].labels
    assert [label for label in labels if "(" in label] == ["🛣 Дороги (3)"]
    await olga.presses("К отбору", "К очереди")
    assert "В очереди: 3" in roads.last


@on_both
async def test_what_is_late_is_filtered_by_the_clock(stage: Stage) -> None:
    anna, olga, roads, numbers = await _three(stage, "telegram", -1)
    stage.now = (await stage.ticket(numbers[-1])).deadline + timedelta(minutes=1)
    fresh = await anna.files("Яма совсем новая на дороге")
    await olga.commands("queue", "просроченные")
    assert _listed(roads) == numbers
    await olga.commands("queue", "просроченные мои")
    assert _listed(roads) == numbers[:1]
    await olga.commands("queue", "свободные")
    assert _listed(roads) == [*numbers[1:], fresh]


async def test_filters_are_typed_too_and_what_names_nothing_is_said(stage: Stage) -> None:
    _, olga, roads, numbers = await _three(stage, "telegram", -1)
    await olga.commands("queue", "мои дороги благовещенск")
    assert _listed(roads) == numbers[:1]
    await olga.commands("queue", "свободный")
    assert "Свободный" in roads.last, "a municipality goes before a filter"
    assert not _listed(roads)
    await olga.commands("queue", "мои драконы")
    assert "не отобрать: драконы" in roads.last
    assert _listed(roads) == numbers[:1]


async def test_a_filtered_queue_does_not_disturb_a_draft(stage: Stage) -> None:
    anna, olga, roads, numbers = await _three(stage, "telegram", -1)
    card = next(post for post in roads.posts if post.text.startswith(f"{numbers[1]} ·"))
    await olga.says("Заделаем завтра", to=card)
    await olga.commands("queue", "мои")
    assert "по отбору: 1" in roads.last
    assert numbers[0] in roads.posts[-1].labels, "it has its buttons beside the draft"
    await olga.commands("t", numbers[0])
    assert not roads.post("🕘 История").labels
    await olga.presses("Отправить жителю")
    assert "Заделаем завтра" in anna.sees


@DOORS
async def test_a_history_tells_who_when_and_what_in_the_agencys_zone(
    stage: Stage, door: str, group: int
) -> None:
    _, olga, roads, numbers = await _three(stage, door, group)
    await olga.presses("История", on=roads.with_button("История"))
    await olga.commands("t", numbers[0])
    history = roads.post("🕘 История").text
    zone = TOWN.calendar("roads").zone
    filed = (await stage.ticket(numbers[0])).filed_at.astimezone(zone)
    assert f"{filed:%d.%m.%Y, %H:%M} · житель — сообщение принято" in history
    assert "Ольга, " in history
    assert "взято в работу" in history
    card = next(post for post in roads.posts if post.text.startswith(f"{numbers[0]} ·"))
    await olga.says("Заделали", to=card)
    await olga.presses("Отправить жителю")
    await olga.commands("t", numbers[0])
    history = roads.post("🕘 История").text
    assert "ответ жителю" in history
    assert "│ Заделали" in history


@on_both
async def test_a_long_history_goes_by_pages_the_latest_first(stage: Stage) -> None:
    _, olga, roads, numbers = await _three(stage, "telegram", -1)
    for count in range(2 * ON_A_PAGE):
        async with stage.unit() as unit:
            ticket = await unit.ticket(numbers[0])
            assert ticket is not None
            unit.record(move(ticket, Move.NOTE, TIME, stage.now, text=f"заметка {count}"))
            await unit.commit()
    card = next(post for post in roads.posts if post.text.startswith(f"{numbers[0]} ·"))
    await olga.presses("История", on=card)
    assert "страница 3 из 3" in roads.last
    assert f"заметка {2 * ON_A_PAGE - 1}" in roads.last
    await olga.presses("Раньше", "Раньше")
    assert "страница 1 из 3" in roads.last
    assert "сообщение принято" in roads.last
    await olga.presses("Позже")
    assert "страница 2 из 3" in roads.last


async def test_another_agencys_history_is_not_told(stage: Stage) -> None:
    _, _, _, numbers = await _three(stage, "telegram", -1)
    strangers = await stage.agency("gas", "telegram", -2)
    pavel = stage.operator("Павел", strangers, 601)
    await pavel.commands("t", numbers[0])
    told = "\n".join([*(post.text for post in strangers.posts), *strangers.toasts])
    assert "взято в работу" not in told
    assert "сейчас у другого исполнителя" in told
    assert not strangers.says("🕘 История")
    zur = await stage.agency(TOWN.coordinators.code, "vk", 2_000_000_009)
    await stage.operator("Раиса", zur, 701).commands("t", numbers[0])
    assert "взято в работу" in zur.post("🕘 История").text


async def test_what_is_found_tells_its_state_and_what_is_left(stage: Stage) -> None:
    _, olga, roads, _ = await _three(stage, "telegram", -1)
    await olga.commands("find", "номер 1")
    assert "в работе" in roads.last
    assert "рабочего времени" in roads.last


async def test_a_history_says_in_words_what_was_wrong_with_an_answer_that_went_all_the_same(
    stage: Stage,
) -> None:
    roads = await stage.agency("roads", "telegram", -100_500)
    olga, anna = stage.operator("Ольга", roads, 501), stage.resident("Анна", "telegram", 101)
    number = await anna.files()
    await olga.says("Меры приняты", to=roads.post(f"{number} ·"))
    assert "⚠️ Отписка: «меры приняты»." in roads.last
    await olga.presses("Отправить жителю")
    await olga.commands("t", number)
    history = roads.post("🕘 История").text
    assert "⚠️ Отписка: что сделано или будет сделано?" in history, "and not its words again"
    assert "empty" not in history


@DOORS
async def test_coordinators_see_the_queue_of_an_agency_that_they_name(
    stage: Stage, door: str, group: int
) -> None:
    anna, olga, roads, numbers = await _three(stage, door, group)
    zur = await stage.agency("zur", door, -900 if door == "telegram" else 2_000_000_009)
    raisa = stage.operator("Раиса", zur, 701)
    for place in range(3):
        numbers.append(await anna.files(f"Яма номер {place + 4} на дороге"))
    await raisa.commands("queue")
    assert "Очередь пуста" in zur.last
    await raisa.commands("queue", "Дорожная служба")
    assert "В очереди по отбору: 6" in zur.last
    assert "Дорожная служба" in zur.last
    assert "Не распределено" not in zur.last
    assert _listed(zur) == numbers[:5]
    await raisa.presses("Дальше")
    assert _listed(zur) == numbers[5:]
    await raisa.presses("Отбор", "Свободные (5)")
    assert _listed(zur) == numbers[1:], "the filters go on within that queue"
    await raisa.presses("Снять отбор")
    assert "Очередь пуста" in zur.last, "it is their own again"

    stage.now = max([(await stage.ticket(number)).deadline for number in numbers])
    stage.later(minutes=1)
    await raisa.commands("queue", "roads просроченные")
    assert "из них просрочено: 6" in zur.last
    assert "Дорожная служба" in zur.last
    await raisa.presses(numbers[0])
    card = zur.post(f"{numbers[0]} · ★")
    assert "➡️ Передать" in card.labels, "a card as they have it"
    await raisa.commands("queue", "zur небывалое")
    assert "По этим словам не отобрать: небывалое" in "\n".join(post.text for post in zur.posts)

    # an agency cannot look into another's
    await olga.commands("queue", "zur")
    assert "По этим словам не отобрать: zur" in "\n".join(post.text for post in roads.posts)
    assert "В очереди: 6" in roads.last
