"""Another stands in: they are told what the day of the one who is away brings, and if they keep
silence, the coordinators hear who it is."""

import pytest

from .chats import Chat
from .stage import Player, Stage
from .test_substitutions import ready, stand_in
from .twice import on_both

SUN = "☀️ Что сегодня"
DOORS = pytest.mark.parametrize(("ours", "theirs"), [("telegram", "vk"), ("vk", "telegram")])


def mornings(chat: Chat) -> list[str]:
    return [post.text for post in chat.posts if post.text.startswith(SUN)]


async def away(stage: Stage, ours: str, theirs: str) -> tuple[Chat, Chat, Chat, Player, str]:
    zur, roads, yards, raisa = await ready(stage, ours, theirs)
    number = await stage.resident("Анна", "telegram", 101).files()
    await stand_in(raisa, span="На неделю")
    return zur, roads, yards, raisa, number


@on_both
@DOORS
async def test_a_stand_ins_morning_has_the_others_day(stage: Stage, ours: str, theirs: str) -> None:
    zur, roads, yards, _, number = await away(stage, ours, theirs)
    stage.now = stage.now.replace(hour=23)
    await stage.watch()
    (told,) = mornings(yards)
    assert told.startswith(f"{SUN} — вместо исполнителя: Дорожная служба:\n")
    assert f"• {number} ·" in told
    (own,) = mornings(roads)
    assert own.startswith(f"{SUN}:\n"), "who is away may read it all the same"
    assert not any("вместо исполнителя" in text for text in mornings(zur))
    await stage.watch()
    assert len(mornings(yards)) == 1


@on_both
async def test_the_silence_is_the_stand_ins(stage: Stage) -> None:
    zur, roads, yards, raisa, number = await away(stage, "telegram", "vk")
    await raisa.commands("t", number)
    card = next(post for post in zur.posts if f"{number} ·" in post.text)
    assert "🔁 Исполнителя замещает: Благоустройство" in card.text
    stage.now = stage.now.replace(hour=23)
    stage.later(days=2)
    await stage.watch()
    told = zur.post("🔇").text
    assert "• Дорожная служба (замещает Благоустройство и горсвет): ждёт 1" in told
    boris = stage.operator("Борис", yards, 701)
    second = await stage.resident("Вера", "telegram", 102).files()
    await boris.presses("Взять в работу", on=yards.post(f"{second} ·"))
    stage.later(days=1)
    await stage.watch()
    assert sum("🔇" in post.text for post in zur.posts) == 1, "they act, and so it is not silent"
    assert not roads.says("🔇")
