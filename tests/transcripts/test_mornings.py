"""What an agency is told in the morning: once, in its own hours, and only what there is to tell."""

from datetime import date, timedelta

from msgspec.structs import replace

from core.desk import Desk
from core.people import Operator, Speaker
from core.tickets import Moved
from dialogs.overview.mornings import LINES
from dialogs.telling import Teller
from tests.shipped import TOWN

from .chats import Chat
from .stage import Player, Stage
from .twice import on_both

SUN = "☀️ Что сегодня"


def _mornings(chat: Chat) -> list[str]:
    return [post.text for post in chat.posts if post.text.startswith(SUN)]


async def _house(stage: Stage) -> tuple[Player, Chat, Chat]:
    zur, roads = await stage.agency("zur", "telegram", -9), await stage.agency("roads", "vk", 2)
    return stage.resident("Анна", "telegram", 101), zur, roads


async def _some(anna: Player, count: int) -> list[str]:
    return [await anna.files(f"Яма номер {place + 1} на дороге") for place in range(count)]


async def _promise(stage: Stage, number: str, day: date) -> Moved:
    async with stage.unit() as unit:
        by = Operator("roads", "Ольга", Speaker("vk", 2, 501))
        moved = await Desk(TOWN, unit).promise(by, number, day, "Заделаем")
        await unit.commit()
    return moved


@on_both
async def test_a_morning_tells_what_is_late_due_promised_and_waited_for(stage: Stage) -> None:
    anna, zur, roads = await _house(stage)
    olga = stage.operator("Ольга", roads, 501)
    stage.later(hours=5)  # 15:00: four hours are over at ten tomorrow
    late, due, promised, asked = await _some(anna, 4)
    async with stage.unit() as unit:
        found = await unit.ticket(late)
        assert found is not None
        unit.keep(replace(found, deadline=found.deadline - timedelta(hours=19)))
        await unit.commit()
    await _promise(stage, promised, date(2026, 11, 25))
    await olga.presses("Уточнить", on=roads.post(f"{asked} ·"))
    await olga.says("Какой дом?")
    await olga.presses("Отправить")
    stage.now = stage.now.replace(hour=22, minute=59)
    await stage.watch()
    assert not _mornings(roads), "the day has not begun"
    stage.later(minutes=1)  # eight in the morning
    await stage.watch()
    (told,) = _mornings(roads)
    sections = told.split("\n")
    assert [line for line in sections if not line.startswith("•")] == [
        "☀️ Что сегодня:", "", "⏰ Просрочено: 1", "📌 Ответить сегодня: 1",
        "📅 Обещано на сегодня: 1", "❓ Ждём ответа жителя: 1", "", "Все по срокам — /queue",
    ]  # fmt: skip
    named = [line.split(" ")[1] for line in sections if line.startswith("•")]
    assert named == [late, due, promised, asked]
    assert f"• {due} · 🛣 Дороги: Ямы — осталось 2 ч рабочего времени" in told
    assert f"• {asked} · 🛣 Дороги: Ямы — ⏸ часы стоят: осталось" in told
    (ours,) = _mornings(zur)
    assert "🏢 Просрочено у исполнителей:\n• Дорожная служба — 1" in ours
    assert ours.endswith("«просроченные», у всех сразу — /bulk просроченные")
    maria = stage.operator("Мария", zur, 601)
    await maria.commands("bulk", "просроченные")
    assert late in zur.last, "as the morning said"
    await maria.presses("Отмена")
    for _ in range(9):
        stage.later(hours=1)
        await stage.watch()
    assert len(_mornings(roads)) == len(_mornings(zur)) == 1


async def test_a_morning_names_a_few_and_counts_the_rest(stage: Stage) -> None:
    anna, _, roads = await _house(stage)
    stage.later(hours=5)
    numbers = await _some(anna, LINES + 2)
    stage.now = stage.now.replace(hour=23, minute=0)
    await stage.watch()
    (told,) = _mornings(roads)
    assert f"📌 Ответить сегодня: {len(numbers)}" in told
    assert told.count("• 26-") == LINES
    assert "• и ещё 2" in told


async def test_where_there_is_nothing_to_tell_nothing_is_told(stage: Stage) -> None:
    _, zur, roads = await _house(stage)
    for _ in range(5):
        stage.later(hours=12)
        await stage.watch()
    assert not _mornings(roads)
    assert not _mornings(zur)


async def test_a_day_off_has_no_morning_and_a_missed_one_comes_later_in_the_day(
    stage: Stage,
) -> None:
    anna, _, roads = await _house(stage)
    stage.later(days=3, hours=6)  # Friday, 16:00
    await anna.files()
    stage.later(hours=17)  # Saturday, 9:00
    await stage.watch()
    assert not _mornings(roads)
    stage.later(days=2, hours=2)  # Monday, 11:00: the process was away in the morning
    await stage.watch()
    assert len(_mornings(roads)) == 1


@on_both
async def test_no_morning_comes_twice_when_the_clock_is_moved_back(stage: Stage) -> None:
    anna, _, roads = await _house(stage)
    stage.later(hours=5)
    await anna.files()
    stage.now = stage.now.replace(hour=23)
    await stage.watch()
    for hours in (-1, 2, -26, 26, 1):
        stage.later(hours=hours)
        await stage.watch()
    told = _mornings(roads)
    assert len(told) == len(set(told))
    assert sum("осталось 2 ч" in text for text in told) == 1


@on_both
async def test_a_silent_agency_is_told_to_the_coordinators_once_a_day(stage: Stage) -> None:
    anna, zur, roads = await _house(stage)
    water = await stage.agency("water", "telegram", -3)
    first, second = await _some(anna, 2)
    stage.now = stage.now.replace(hour=23)  # Wednesday, 8:00: seven hours of work later
    await stage.watch()
    assert not zur.says("🔇")
    stage.later(days=2)  # Friday: two working days and more
    await stage.watch()
    told = zur.post("🔇").text
    assert f"• Дорожная служба: ждёт 2, дольше всех {first} — с 24.11.2026, 10:00" in told
    assert "Водоканал" not in told
    await stage.watch()
    assert sum("🔇" in post.text for post in zur.posts) == 1
    # whoever does anything is not silent
    await stage.operator("Ольга", roads, 501).presses("Взять", on=roads.post(f"{second} · ★"))
    stage.later(days=3)
    await stage.watch()
    assert sum("🔇" in post.text for post in zur.posts) == 1
    assert not water.says(SUN)
    # but not for ever: it took one ticket, and lets the other lie for two more days
    stage.later(days=1)
    await stage.watch()
    assert sum("🔇" in post.text for post in zur.posts) == 2
    assert "• Дорожная служба: ждёт 1" in zur.post("🔇").text


async def test_a_message_that_waits_is_not_kept_by_a_clock_that_is_moved_back(
    stage: Stage,
) -> None:
    anna, zur, _ = await _house(stage)
    maria = stage.operator("Мария", zur, 601)
    number = await anna.files()
    stage.later(days=1)
    async with stage.unit() as unit:
        by = Operator("zur", "Мария", maria.speaker)
        moved = await Desk(TOWN, unit).route(by, number, "water")
        await Teller(stage.turns._office, unit).tell([moved])  # noqa: SLF001  because a route is chosen in a form of its own
        await unit.commit()
    await stage.watch()
    assert not anna.chat.says("передано"), "it can be taken back for a minute"
    stage.later(days=-1)
    await stage.watch()
    assert anna.chat.says("передано")


@on_both
async def test_who_replies_to_the_morning_is_told_what_to_reply_to(stage: Stage) -> None:
    anna, _, roads = await _house(stage)
    olga = stage.operator("Ольга", roads, 501)
    stage.later(hours=5)
    (number,) = await _some(anna, 1)
    card = roads.post(f"{number} ·")
    stage.now = stage.now.replace(hour=23, minute=0)
    await stage.watch()
    morning, heard = roads.post(SUN), len(anna.chat.posts)

    await olga.says("Здравствуйте! Яму заделали", to=morning)
    assert "Не понял, о каком обращении речь" in roads.last
    assert len(anna.chat.posts) == heard
    await olga.says("Здравствуйте! Яму заделали", to=card)
    assert "Так увидит житель" in roads.last
    said = len(roads.posts)
    await olga.says("А мы заделали?")
    assert len(roads.posts) == said, "people's talk in a group is their own"
