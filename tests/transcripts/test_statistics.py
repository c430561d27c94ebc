"""/stats: what an agency and the coordinators see of how they answer."""

from base64 import b64decode
from dataclasses import replace as another
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from msgspec import json

from core.reports.insights import Cut, Span, period
from core.reports.posters import ADDRESS, Poster, Tone
from core.topics import Suggestions
from dialogs.overview.posters import poster
from dialogs.overview.statistics import Statistics
from dialogs.texts import Catalogue
from dialogs.turns import Turns
from storage.keeping import due
from tests.shipped import TOWN

from .chats import Chat, Post
from .stage import Player, Stage, open_stage
from .twice import on_both

DOORS = pytest.mark.parametrize(("door", "group"), [("telegram", -1), ("vk", 2_000_000_001)])


async def _house(stage: Stage, door: str = "telegram", group: int = -1) -> tuple[Player, Player]:
    roads = await stage.agency("roads", door, group)
    return stage.resident("Анна", "telegram", 101), stage.operator("Ольга", roads, 501)


def _card(chat: Chat, number: str) -> Post:
    return next(post for post in chat.posts if post.text.startswith(f"{number} ·"))


async def _answer(olga: Player, number: str) -> None:
    await olga.says("Заделали", to=_card(olga.chat, number))
    await olga.presses("Отправить жителю")


def _figures(chat: Chat) -> Post:
    return next(post for post in reversed(chat.posts) if "📊" in post.text)


@DOORS
async def test_a_week_is_held_against_the_week_before(stage: Stage, door: str, group: int) -> None:
    anna, olga = await _house(stage, door, group)
    await _answer(olga, await anna.files("Яма одна на дороге"))
    stage.later(days=7)
    first, second, _ = [await anna.files(f"Яма {n} на дороге, колесо пробил") for n in "123"]
    stage.later(hours=1, minutes=30)
    await _answer(olga, first)
    stage.later(hours=1)
    await _answer(olga, second)
    await olga.commands("stats")
    said = _figures(olga.chat).text
    assert "Показатели за 7 дней: 25 ноября — 1 декабря" in said
    assert "Поступило: 3 обращения (+2)" in said
    assert "Получили первый ответ: 2 обращения (+1)" in said
    assert "В срок: 100 % (±0 п. п.)" in said
    assert "медиана 1 ч 45 мин (+1 ч 45 мин), в среднем 1 ч 45 мин (+1 ч 45 мин)" in said
    assert "Сейчас в работе: 1" in said
    assert "1. Ямы — 3 (+2); с ответом 2, в срок 100 %" in said


def test_a_topic_is_told_by_its_whole_name() -> None:
    names = {one.code: one.name for one in TOWN.topics.values() if ":" in one.name}
    assert names, "the example town has such a topic"
    for code, name in names.items():
        assert Statistics(TOWN).name(Cut.TOPIC, code) == name


async def test_the_picture_tells_every_change_that_the_text_tells(stage: Stage) -> None:
    anna, olga = await _house(stage)
    for pressed in ("Помогло", "Частично"):
        number = await anna.files("Яма одна на дороге")
        stage.later(minutes=30)
        await _answer(olga, number)
        await anna.presses(pressed)
    stage.later(days=7)
    number = await anna.files("Яма другая на дороге")
    stage.now = (await stage.ticket(number)).deadline
    stage.later(minutes=20)
    await _answer(olga, number)
    await anna.presses("Помогло")
    await olga.commands("stats")
    said = _figures(olga.chat).text
    assert "В срок: 0 % (−100 п. п.)" in said
    assert "Довольны ответом: 1 из 1 (100 %), +50 п. п." in said
    async with stage.unit() as unit:
        of = period(Span.WEEK, stage.now, TOWN.zone)
        insight = await unit.insights.figures(of, Cut.TOPIC, "roads")
    drawn = poster(TOWN, insight, TOWN.zone, lambda text: Catalogue().say("ru", text, TOWN.zone))
    assert (drawn.kept, drawn.kept_change, drawn.kept_tone) == (0, "−100 п. п.", Tone.BAD)
    satisfied = drawn.smalls[-1]
    assert (satisfied.value, satisfied.change, satisfied.tone) == ("100 %", "+50 п. п.", Tone.GOOD)
    _, _, median, average = drawn.heads
    assert f"медиана {median.value} ({median.change})" in said
    assert f"в среднем {average.value} ({average.change})" in said
    assert average.tone is Tone.BAD


async def test_a_topic_of_which_nothing_came_is_not_among_the_frequent(stage: Stage) -> None:
    anna, olga = await _house(stage)
    number = await anna.files()
    stage.later(days=7)
    await _answer(olga, number)
    await olga.commands("stats")
    said = _figures(olga.chat).text
    assert "Получило первый ответ: 1 обращение" in said
    assert "Чаще всего" not in said
    await olga.commands("stats", "исполнители")
    assert "— 0 (±0); с ответом 1" in _figures(olga.chat).text


@DOORS
async def test_buttons_change_the_period_and_the_cut_in_place(
    stage: Stage, door: str, group: int
) -> None:
    anna, olga = await _house(stage, door, group)
    await anna.files()
    await olga.commands("stats", "День исполнители")
    said = _figures(olga.chat)
    assert "Показатели за сегодня, 24 ноября" in said.text
    assert "По исполнителям" in said.text
    count = len(olga.chat.posts)
    await olga.presses("30 дней")
    await olga.presses("муниципалитетам")
    said = _figures(olga.chat)
    assert "Показатели за 30 дней: 26 октября — 24 ноября" in said.text
    assert "Благовещенск" in said.text
    if door == "telegram":
        assert len(olga.chat.posts) == count


@on_both
async def test_an_agency_sees_its_own_and_the_coordinators_all(stage: Stage) -> None:
    anna, olga = await _house(stage)
    await anna.files()
    await olga.commands("stats")
    assert "Поступило: 1 обращение (+1)" in _figures(olga.chat).text
    other = next(one for one in TOWN.agencies if one.code != "roads" and not one.coordinators)
    strangers = await stage.agency(other.code, "vk", 2_000_000_002)
    await stage.operator("Павел", strangers, 601).commands("stats")
    said = _figures(strangers).text
    assert "Поступило: 0 обращений" in said
    assert other.name in said
    assert "Ямы" not in said
    centre = await stage.agency(TOWN.coordinators.code, "telegram", -3)
    await stage.operator("Раиса", centre, 701).commands("stats", "month agency")
    said = _figures(centre).text
    assert "Все исполнители" in said
    assert "Поступило: 1 обращение (+1)" in said
    assert "Дорож" in said


async def test_what_is_late_and_what_was_said_of_the_answers_is_counted(stage: Stage) -> None:
    anna, olga = await _house(stage)
    first = await anna.files("Яма одна")
    late = await anna.files("Яма другая")
    await _answer(olga, first)
    await anna.presses("Помогло")
    stage.now = (await stage.ticket(late)).deadline
    stage.later(hours=2)
    await olga.commands("stats")
    said = _figures(olga.chat).text
    assert "Просрочено: 1 обращение (+1)" in said
    assert "из них просрочено: 1" in said
    assert "Довольны ответом: 1 из 1 (100 %)" in said
    await _answer(olga, late)
    await olga.commands("stats")
    said = _figures(olga.chat).text
    assert "Просрочено: 1 обращение (+1)" in said
    assert "В срок: 50 %" in said


async def test_without_any_ticket_nothing_is_divided(stage: Stage) -> None:
    _, olga = await _house(stage)
    await olga.commands("stats")
    said = _figures(olga.chat).text
    assert "ответов пока не было" in said
    assert "оценок пока нет" in said


async def test_a_word_that_is_not_known_is_told(stage: Stage) -> None:
    _, olga = await _house(stage)
    await olga.commands("stats", "декада месяц")
    said = _figures(olga.chat).text
    assert said.startswith("Не понял: «декада»")
    assert "Показатели за 30 дней" in said
    await olga.commands("stats", "месяц")
    assert "Не понял" not in _figures(olga.chat).text


@pytest.mark.parametrize(
    ("typed", "head", "cut"),
    [
        ("по исполнителям", "за 7 дней", "По исполнителям:"),
        ("месяц по темам", "за 30 дней", "Чаще всего:"),
        ("за последние 30 дней, по муниципалитетам", "за 30 дней", "По муниципалитетам:"),
        ("30", "за 30 дней", "Чаще всего:"),
        ("вчера", "за вчера, 24 ноября", "Чаще всего:"),
    ],
)
async def test_the_words_that_are_offered_are_understood(
    stage: Stage, typed: str, head: str, cut: str
) -> None:
    anna, olga = await _house(stage)
    await anna.files()
    stage.later(days=1)
    await olga.commands("stats", typed)
    said = _figures(olga.chat).text
    assert said.startswith(f"📊 Показатели {head}")
    assert cut in said
    assert "Поступило: 1" in said


async def test_a_draft_is_not_disturbed_by_figures(stage: Stage) -> None:
    anna, olga = await _house(stage)
    number = await anna.files()
    await olga.says("Заделаем завтра", to=_card(olga.chat, number))
    await olga.commands("stats")
    assert "Поступило" in _figures(olga.chat).text
    await olga.presses("Отправить жителю")
    assert "Заделаем завтра" in anna.sees


async def test_the_picture_is_of_the_same_days_as_the_text(tmp_path: Path) -> None:
    """Where the agency is an hour before its town, so are its midnights."""
    east = another(TOWN.calendars["roads"], zone=ZoneInfo("Asia/Vladivostok"))
    town = another(TOWN, calendars={**TOWN.calendars, "roads": east})
    async with open_stage(tmp_path, Turns(town, Catalogue(), Suggestions(town))) as stage:
        _, olga = await _house(stage)
        await olga.commands("stats", "неделя")
        assert "Показатели за 7 дней: 18 ноября — 24 ноября" in _figures(olga.chat).text
        async with stage.database.read() as connection:
            (made,) = await due(connection, stage.now, 5, (), ours=True)
    told = b64decode(made.file.url.removeprefix(ADDRESS))
    drawn = json.decode(told, type=Poster)
    assert drawn.title == "Показатели за 7 дней"
    assert drawn.subtitle == "Дорожная служба города · 18 ноября — 24 ноября"
    assert [bar.label for bar in drawn.bars] == [f"{day}.11" for day in range(18, 25)]
    assert "24.11.2026, 11:00" in drawn.footer
