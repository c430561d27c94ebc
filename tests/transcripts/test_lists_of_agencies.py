"""/queue and /find, as operators and coordinators see them in their chats."""

from datetime import timedelta

import pytest

from core.tickets import OPEN
from dialogs.overview.lists import ON_A_PAGE
from tests.shipped import TOWN

from .chats import Chat, Post
from .stage import Player, Stage
from .twice import on_both

DOORS = pytest.mark.parametrize(("door", "group"), [("telegram", -1), ("vk", 2_000_000_001)])


async def _house(
    stage: Stage, door: str = "telegram", group: int = -1
) -> tuple[Player, Player, Chat]:
    """A resident, an operator of the roads, and their chat."""
    roads = await stage.agency("roads", door, group)
    return stage.resident("Анна", "telegram", 101), stage.operator("Ольга", roads, 501), roads


async def _some(anna: Player, count: int) -> list[str]:
    filed = []
    for place in range(count):
        filed.append(await anna.files(f"Яма номер {place + 1} на дороге"))
        anna.stage.later(minutes=5)
    return filed


def _card(chat: Chat, number: str) -> Post:
    return next(post for post in chat.posts if post.text.startswith(f"{number} ·"))


def _listed(chat: Chat, numbers: list[str]) -> list[str]:
    """Which of these the last list has, in its order."""
    return [label for label in chat.posts[-1].labels if label in numbers]


@DOORS
async def test_a_queue_goes_page_by_page_the_first_due_first(
    stage: Stage, door: str, group: int
) -> None:
    anna, olga, roads = await _house(stage, door, group)
    await olga.commands("queue")
    assert "Очередь пуста" in roads.last
    numbers = await _some(anna, 2 * ON_A_PAGE + 1)
    await olga.commands("queue")
    assert f"В очереди: {len(numbers)}" in roads.last
    seen = [_listed(roads, numbers)]
    await olga.presses("Дальше")
    seen.append(_listed(roads, numbers))
    await olga.presses("Дальше")
    seen.append(_listed(roads, numbers))
    assert [number for page in seen for number in page] == numbers
    assert "Дальше" not in " ".join(roads.posts[-1].labels)
    await olga.presses("Назад", "Назад")
    assert _listed(roads, numbers) == seen[0]
    assert "Назад" not in " ".join(roads.posts[-1].labels)


@DOORS
async def test_what_is_pressed_in_a_list_is_shown_and_a_second_press_is_none(
    stage: Stage, door: str, group: int
) -> None:
    anna, olga, roads = await _house(stage, door, group)
    numbers = await _some(anna, ON_A_PAGE + 1)
    await olga.commands("queue")
    said = len(roads.posts)
    twice = [olga.press(numbers[0]), olga.press(numbers[0])]
    await stage.take(*twice)
    cards = [post for post in roads.posts[said:] if post.text.startswith(f"{numbers[0]} ·")]
    assert len(cards) == 1
    further = [olga.press("Дальше"), olga.press("Дальше")]
    await stage.take(*further)
    assert _listed(roads, numbers) == numbers[ON_A_PAGE:] or roads.says(f"{numbers[-1]} · ")


async def test_a_ticket_answered_meanwhile_leaves_the_queue_and_shifts_no_page(
    stage: Stage,
) -> None:
    anna, olga, roads = await _house(stage)
    numbers = await _some(anna, 2 * ON_A_PAGE)
    await olga.commands("queue")
    pyotr = stage.operator("Пётр", roads, 502)
    await pyotr.says("Заделали", to=_card(roads, numbers[1]))
    await pyotr.presses("Отправить жителю")
    await olga.presses("Дальше")
    shown = next(post for post in reversed(roads.posts) if "В очереди" in post.text)
    assert [label for label in shown.labels if label in numbers] == numbers[ON_A_PAGE:]
    assert f"В очереди: {len(numbers) - 1}" in shown.text


async def test_a_list_is_of_who_opened_it(stage: Stage) -> None:
    anna, olga, roads = await _house(stage)
    await _some(anna, ON_A_PAGE + 1)
    await olga.commands("queue")
    await stage.operator("Пётр", roads, 502).presses("Дальше")
    assert "Этот список открыл коллега" in roads.toasts[-1]


async def test_nobody_finds_what_another_agency_holds_and_coordinators_find_all(
    stage: Stage,
) -> None:
    anna, _, _ = await _house(stage)
    number = await anna.files("Яма у синего забора")
    other = next(one.code for one in TOWN.agencies if one.code != "roads" and not one.coordinators)
    strangers = await stage.agency(other, "telegram", -2)
    pavel = stage.operator("Павел", strangers, 601)
    for asked in ("яма", "забор", "Ленина 5", "roads", "@roads"):
        await pavel.commands("find", asked)
        assert "ничего не нашлось" in strangers.last, asked
    await pavel.commands("find", number)
    await pavel.commands("t", number)
    await pavel.commands("queue")
    told = "\n".join([*(post.text for post in strangers.posts), *strangers.toasts])
    assert "синего забора" not in told
    assert "Ленина" not in told.replace("Ленина 5»", "")
    centre = await stage.agency(TOWN.coordinators.code, "vk", 2_000_000_009)
    await stage.operator("Раиса", centre, 701).commands("find", "забор")
    assert number in centre.last


async def test_an_agency_that_gave_a_ticket_away_does_not_find_it_any_more(stage: Stage) -> None:
    anna, olga, roads = await _house(stage)
    number = await anna.files("Яма у синего забора")
    await olga.commands("find", "забор")
    assert number in roads.last
    await olga.presses("Не наше", on=_card(roads, number))
    await olga.says("Это не наш забор")
    assert (await stage.ticket(number)).agency == TOWN.coordinators.code
    await olga.commands("find", "забор")
    assert "ничего не нашлось" in roads.last


async def test_a_list_tells_no_more_than_is_needed_to_choose(stage: Stage) -> None:
    """What was written, by whom and the contact stand on the card, where reading is meant."""
    anna, olga, roads = await _house(stage)
    await anna.files("Яма, УК не отвечает по 79990001122, Анна Каренина")
    for command, asked in (("queue", ""), ("find", "яма")):
        await olga.commands(command, asked)
        assert "79990001122" not in roads.last
        assert "Каренина" not in roads.last
        assert "Анна" not in roads.last


@on_both
@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("Яма на дороге", "ямы"),
        ("Яма на дороге", "ямой ДОРОГАХ"),
        ("Ямы по всей улице", "яма"),
        ("Гололёд, всё замёрзло, яма", "гололед"),
        ("Гололед, яма", "гололёд"),
        ("Яма у дома 12к1", "12к1"),
        ("Яма у дома 12 к 1", "12к1"),
        ("Яма у дома 12к1", "12"),
        ("Яма возле «Магнита»", "магниту"),
        ("Яма (огромная!)", "огромная-яма"),
        ("Яма, pothole", "POTHOLE"),
    ],
)
async def test_words_are_found_in_any_form(stage: Stage, written: str, asked: str) -> None:
    anna, olga, roads = await _house(stage)
    number = await anna.files(written)
    await olga.commands("find", asked)
    assert number in roads.last, (written, asked)


@on_both
async def test_an_address_and_a_number_are_found(stage: Stage) -> None:
    anna, olga, roads = await _house(stage)
    number = await anna.files()
    for asked in ("Ленина 5", "ленина, 5", "УЛ. ЛЕНИНА", "Благовещенск"):
        await olga.commands("find", asked)
        assert number in roads.last or "УЛ" in asked, asked
    await olga.commands("find", "Ленина 6")
    assert "ничего не нашлось" in roads.last
    for asked in (number, f"№ {number}", number.replace("-", " - ")):
        said = len(roads.posts)
        await olga.commands("find", asked)
        assert any(number in post.text for post in roads.posts[said:]) or " - " in asked, asked


LANGUAGES = (
    '"', "*", "яма*", "NEAR(яма дорога)", "-яма", "words:яма", "яма OR фонарь", "яма AND", "^яма",
    "NOT яма", "'; DROP TABLE tickets; --", "яма & !дорога | (", "<->", "яма:*", "{words}:яма",
    "\\", "%", "_", "()", "…", "🕳", "яма\n\nдорога", "\u202eяма", "я" * 500, "слово " * 300,
    "'@roads'", "NULL",
)  # fmt: skip


@on_both
async def test_no_sign_in_what_is_asked_means_anything(stage: Stage) -> None:
    anna, olga, roads = await _house(stage)
    number = await anna.files("Яма на дороге")
    for asked in LANGUAGES:
        said = len(roads.posts) + len(roads.toasts)
        await olga.commands("find", asked)
        assert len(roads.posts) + len(roads.toasts) == said + 1, asked
    assert (await stage.ticket(number)).state in OPEN
    await olga.commands("find", '-"яма"* :')
    assert number in roads.last


@DOORS
async def test_what_is_asked_is_repeated_as_plain_words(
    stage: Stage, door: str, group: int
) -> None:
    _, olga, roads = await _house(stage, door, group)
    await olga.commands("find", "<b>яма</b> [id1|все] @all *жирно* https://evil.example")
    assert "ничего не нашлось" in roads.last
    assert "[id1|" not in roads.last
    assert "@all" not in roads.last


@DOORS
async def test_a_list_is_paged_while_a_draft_waits(stage: Stage, door: str, group: int) -> None:
    anna, olga, roads = await _house(stage, door, group)
    numbers = await _some(anna, ON_A_PAGE + 1)
    await olga.says("Засыпали щебнем", to=_card(roads, numbers[0]))
    draft = roads.posts[-1]
    await olga.commands("queue")
    queue = roads.posts[-1]
    await olga.presses("Дальше", on=queue)
    assert numbers[-1] in queue.text
    assert numbers[0] not in queue.text
    await olga.presses("Назад", on=queue)
    assert numbers[0] in queue.text
    await olga.presses("Отобрать", on=queue)
    await olga.presses("Свободные", on=queue)
    assert "по отбору" in queue.text
    await olga.presses(numbers[1], on=queue)
    assert roads.says(f"{numbers[1]} ·")
    await olga.presses("Отправить жителю", on=draft)
    assert anna.chat.says("Засыпали щебнем")


async def test_a_list_beside_a_draft_is_pressed_once_and_ends_with_it(stage: Stage) -> None:
    anna, olga, roads = await _house(stage)
    numbers = await _some(anna, 2 * ON_A_PAGE + 1)
    await olga.says("Засыпали щебнем", to=_card(roads, numbers[0]))
    draft = roads.posts[-1]
    await olga.commands("queue")
    queue = roads.posts[-1]
    again = olga.press("Дальше", on=queue)
    await stage.take(olga.press("Дальше", on=queue), again)
    assert numbers[ON_A_PAGE] in queue.text, "the second page, and not the third"
    await olga.presses("Отправить жителю", on=draft)
    assert anna.chat.says("Засыпали щебнем")
    further = olga.press("Дальше", on=queue)
    await stage.take(further)
    assert "не действует" in roads.toasts[-1]


async def test_a_number_typed_beside_a_list_is_the_drafts(stage: Stage) -> None:
    anna, olga, roads = await _house(stage)
    numbers = await _some(anna, 2)
    await olga.says("Засыпали щебнем", to=_card(roads, numbers[0]))
    await olga.commands("queue")
    assert not roads.posts[-1].message.numbered


async def test_what_is_late_is_said_with_how_long(stage: Stage) -> None:
    anna, olga, roads = await _house(stage)
    number = await anna.files()
    deadline = (await stage.ticket(number)).deadline
    stage.now = deadline + timedelta(days=10)
    await olga.commands("queue")
    assert "просрочено: 1" in roads.last
    assert "просрочено на 10 дней" in roads.last


async def test_find_without_words_tells_how(stage: Stage) -> None:
    _, olga, roads = await _house(stage)
    for asked in ("", "  ", "!!!", "и"):
        await olga.commands("find", asked)
        assert "/find яма Ленина" in "\n".join([*roads.toasts[-1:], roads.last])
    await olga.commands("help")
    assert "/queue" in roads.last
    assert "/find" in roads.last
