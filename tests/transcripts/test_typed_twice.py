"""A label typed twice is a double press, and never a part of the story."""

import pytest

from .stage import Stage

DOORS = pytest.mark.parametrize(
    ("door", "chat"), [("telegram", -1), ("vk", 2_000_000_001)], ids=["telegram", "vk"]
)


@DOORS
async def test_it_is_taken_once(stage: Stage, door: str, chat: int) -> None:
    roads = await stage.agency("roads", door, chat)
    anna = stage.resident("Анна", door, 101)
    await anna.says("Яма на дороге, Ленина 5")
    for label in ("✅ Даю согласие", "🛣 Ямы", "Во дворе", "📍 Ленина, 5", "Благовещенск"):
        await anna.says(label)
        shown = anna.buttons
        await anna.says(label)
        assert "Это уже отмечено" in anna.sees, label
        assert label not in shown
    await anna.presses("Пропустить", "Пропустить")
    await anna.says("✅ Отправить")
    await anna.says("✅ Отправить")
    assert "Уже принято" in anna.sees
    assert await stage.tickets_of(anna) == ["26-000001"]
    card = roads.post("26-000001 ·").text
    assert "│ Яма на дороге, Ленина 5\n\n" in card


async def test_something_said_between_makes_it_words_again(stage: Stage) -> None:
    anna = stage.resident("Анна", "vk", 101)
    await anna.says("Яма на дороге")
    await anna.agrees()
    await anna.says("Ямы")
    await anna.says("Ямы")
    assert "Это уже отмечено" in anna.sees
    await anna.says("и лужа тоже")
    await anna.says("Ямы")
    assert anna.chat.says("Добавил к описанию")
