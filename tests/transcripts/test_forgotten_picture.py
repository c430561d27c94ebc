"""A picture sent right after the complaint belongs to it: it was forgotten."""

import pytest

from .stage import Stage

DOORS = pytest.mark.parametrize(
    ("door", "chat"), [("telegram", -1), ("vk", 2_000_000_001)], ids=["telegram", "vk"]
)


@DOORS
async def test_it_is_added_to_what_was_filed(stage: Stage, door: str, chat: int) -> None:
    roads = await stage.agency("roads", door, chat)
    anna = stage.resident("Анна", door, 101)
    number = await anna.files()
    await anna.sends("f1")
    assert anna.chat.says(f"Приложу к обращению {number}")
    assert "Исполнителю ещё не передано" in anna.sees
    await anna.presses("Готово")
    assert f"Добавил к обращению {number}" in anna.sees
    assert any(file.ref == "f1" for post in roads.posts for file in post.files)
    assert await stage.tickets_of(anna) == [number]


@DOORS
async def test_it_is_another_one_where_they_say_so(stage: Stage, door: str, chat: int) -> None:
    anna = stage.resident("Анна", door, 101)
    number = await anna.files()
    await anna.sends("f1")
    await anna.presses("Отмена")
    await anna.sends("f1")
    assert "Что случилось?" in anna.sees
    assert await stage.tickets_of(anna) == [number]


async def test_a_picture_with_a_story_is_a_new_complaint(stage: Stage) -> None:
    anna = stage.resident("Анна", "telegram", 101)
    await anna.files()
    await anna.sends("f1", text="А ещё фонарь не горит")
    assert "Похоже, тема такая. Верно?" in anna.sees


async def test_after_a_look_elsewhere_it_is_a_new_complaint(stage: Stage) -> None:
    anna = stage.resident("Анна", "telegram", 101)
    await anna.files()
    await anna.presses("Помощь")
    await anna.sends("f1")
    assert "Что случилось?" in anna.sees
