"""Commands of an agency's chat as people type them: short numbers, Russian, grown together."""

import pytest

from .beginnings import beginning
from .chats import Chat
from .stage import Player, Stage
from .twice import on_both_doors


@beginning
async def desk(stage: Stage, door: str) -> tuple[Chat, Player, str]:
    roads = await stage.agency("roads", door, -100 if door == "telegram" else 2_000_000_001)
    number = await stage.resident("Анна", "telegram", 101).files()
    return roads, stage.operator("Ольга", roads, 501), number


@pytest.mark.parametrize(
    ("command", "typed"),
    [
        ("t", "1"), ("t", "26-1"), ("t", "000001"), ("t", "№ 26 000001"), ("queue", "26-000001"),
        ("queue", "1"), ("t26000001", ""),
    ],
)  # fmt: skip
async def test_a_number_is_understood_however_short(stage: Stage, command: str, typed: str) -> None:
    roads, olga, number = await desk(stage, "telegram")
    said = len(roads.posts)
    await olga.commands(command, typed)
    told = "\n".join(post.text for post in roads.posts[said:])
    assert f"{number} · ★" in told
    assert "🕘 История" in told


async def test_what_is_done_to_a_ticket_wants_more_than_a_bare_count(stage: Stage) -> None:
    roads, olga, number = await desk(stage, "telegram")
    await olga.commands("take", "1")
    assert "После команды нужен номер обращения" in roads.last
    await olga.commands("take", "26-1")
    assert (await stage.ticket(number)).taken_by == "Ольга"
    await olga.commands("note", "000001 звонил мастеру")
    assert f"📝 Записано к {number}" in roads.last


@on_both_doors
async def test_a_command_in_russian_or_grown_to_its_number_is_answered(
    stage: Stage, door: str
) -> None:
    roads, olga, number = await desk(stage, door)
    for typed, told in (
        ("/очередь", "В очереди: 1"),
        ("/Очередь свободные", "В очереди по отбору: 1"),
        ("/помощь", "Чат исполнителя: Дорожная"),
        (f"/t{number}", "🕘 История"),
        ("/найти яма", number),
    ):
        said = len(roads.posts)
        await olga.says(typed)
        assert told in "\n".join(post.text for post in roads.posts[said:]), typed
    said = len(roads.posts)
    for theirs in ("/погода", "/weather26", "/ и что?", "и/или"):
        await olga.says(theirs)
    assert len(roads.posts) == said
    await olga.says("/очередь", to=roads.post(f"{number} · ★"))
    assert not roads.says("Так увидит житель")


async def test_a_short_command_mistyped_is_answered(stage: Stage) -> None:
    roads, olga, _ = await desk(stage, "telegram")
    await olga.commands("queu")
    assert roads.last == "Команды /queu нет. Может быть, /queue?"


async def test_an_agency_is_known_by_the_beginning_of_its_name(stage: Stage) -> None:
    zur = await stage.agency("zur", "telegram", -900)
    raisa = stage.operator("Раиса", zur, 601)
    await stage.agency("roads", "telegram", -100)
    number = await stage.resident("Анна", "telegram", 101).files()
    await raisa.commands("queue", "Дорожная свободные")
    assert number in zur.last
    await raisa.commands("queue", "водоканал")
    assert "По этому отбору открытых обращений нет" in zur.last
    assert "Водоканал" in zur.last
    await raisa.commands("queue", "чепуха")
    assert any("не отобрать: чепуха" in post.text for post in zur.posts[-2:])
